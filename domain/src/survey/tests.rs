//! The questionnaire engine against forms from elsewhere, by example and by property.

mod conditions;
mod files;
mod filling;
mod refusals;
mod screens;

use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::Value as Json;

use super::fhir::import;
use super::{Answers, Coding, Control, Decimal, Item, Kind, Outline, Questionnaire, Value, check, flow};

/// A form of these items.
fn form(items: Json) -> Questionnaire {
    import(&whole(items)).unwrap()
}

/// A FHIR questionnaire of these items.
#[expect(clippy::needless_pass_by_value, reason = "examples read better without references")]
fn whole(items: Json) -> Json {
    serde_json::json!({ "resourceType": "Questionnaire", "status": "active", "item": items })
}

fn yes() -> Vec<Value> {
    vec![Value::Boolean(true)]
}

fn words(text: &str) -> Vec<Value> {
    vec![Value::String(text.into())]
}

fn code(code: &str) -> Vec<Value> {
    vec![Value::Coding(Coding { code: Some(code.into()), ..Coding::default() })]
}

/// Draws that a seed decides.
struct Draws(TestRng);

impl Draws {
    fn of(seed: u64) -> Self {
        let mut bytes = [7; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Self(TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
    }

    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        use proptest::prelude::Rng;
        usize::try_from(self.0.next_u32()).unwrap() % bound
    }
}

/// Answers a form as somebody might: screen after screen, an answer or none on each.
fn fill(questionnaire: &Questionnaire, draws: &mut Draws, skip_some: bool) -> Answers {
    let mut answers = Answers::start(questionnaire);
    let mut at = 0;
    for _ in 0..2_000 {
        let screens = flow::screens(questionnaire, &answers);
        let Some(screen) = screens.get(at) else { break };
        at += 1;
        match screen.sort {
            flow::Sort::Question if !screen.item.read_only => {
                let skipped = skip_some && draws.below(4) == 0;
                if !skipped {
                    let values = values(questionnaire, screen.item, draws);
                    answers.set(&screen.key, values);
                }
            }
            flow::Sort::Again if draws.below(3) == 0 => {
                let fillings = answers.fillings(screen.item) + 1;
                answers.set_fillings(screen.item, fillings);
                at = 0;
            }
            _ => {}
        }
    }
    answers
}

/// As many answers as the question wants at least, or one more.
fn values(questionnaire: &Questionnaire, item: &Item, draws: &mut Draws) -> Vec<Value> {
    let fewest = usize::from(item.min_occurs.unwrap_or(1).max(1));
    let wanted = (fewest + draws.below(2)).min(usize::from(item.most()));
    let choices = questionnaire.choices(item);
    if choices.is_empty() {
        return (0..wanted).map(|_| typed(item, draws)).collect();
    }
    let first = draws.below(choices.len());
    let place = |step: usize| (first + step) % choices.len();
    (0..wanted.min(choices.len())).map(|step| choices[place(step)].value.clone()).collect()
}

fn typed(item: &Item, draws: &mut Draws) -> Value {
    let number = draws.below(100);
    match item.kind {
        Kind::Boolean => Value::Boolean(number.is_multiple_of(2)),
        Kind::Integer => Value::Integer(i32::try_from(number).unwrap()),
        Kind::Decimal => Value::Decimal(Decimal::parse(&format!("{number},5")).unwrap()),
        Kind::Date => Value::Date(format!("2026-11-{:02}", 1 + number % 28)),
        Kind::DateTime => Value::DateTime(format!("2026-11-{:02}T10:30", 1 + number % 28)),
        Kind::Time => Value::Time(format!("{:02}:30", number % 24)),
        Kind::Url => Value::Uri(format!("https://example.org/{number}")),
        _ => Value::String(format!("ord {number}")),
    }
}
