//! Figures for one closed question: how often each option was chosen, and what follows from that.

use serde::{Deserialize, Serialize};

use crate::survey::{Answers, Choice, Decimal, Item, Kind, Outline, Questionnaire, Value};

/// The answers to one closed question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// How many chose each counted option, in the order of the form.
    pub counts: Vec<usize>,
    /// The options' numbers on the scale, in millionths; empty if they have none.
    pub weights: Vec<i64>,
    /// How many chose an option off the scale ("don't know").
    pub unknown: usize,
}

/// The questions that figures are made of: one choice from a list, or yes or no, asked of everybody at
/// most once.
pub fn closed(form: &Questionnaire) -> Vec<&Item> {
    let outline = Outline::of(form);
    let one_choice = |item: &&Item| match item.kind {
        Kind::Choice => !item.repeats,
        Kind::Boolean => true,
        _ => false,
    };
    (0..outline.len())
        .filter(|place| outline.repeating(*place).is_none())
        .filter_map(|place| outline.item(place))
        .filter(one_choice)
        .filter(|item| !item.hidden)
        .collect()
}

/// Counts one question.
pub(super) fn figures(form: &Questionnaire, item: &Item, returned: &[&Answers]) -> Figures {
    let options: Vec<Value> = match item.kind {
        Kind::Boolean => vec![Value::Boolean(true), Value::Boolean(false)],
        _ => form.choices(item).iter().map(|choice| choice.value.clone()).collect(),
    };
    let on_scale = |choice: &&Choice| choice.weight.is_some();
    let has_scale = form.choices(item).iter().any(|choice| on_scale(&choice));
    let weights = form.choices(item).iter().filter_map(|choice| choice.weight).map(Decimal::millionths).collect();
    let mut found = Figures { counts: Vec::new(), weights, unknown: 0 };
    for (number, option) in options.iter().enumerate() {
        let chose = |answers: &&&Answers| answers.get(&item.link_id).first().is_some_and(|value| value.same(option));
        let count = returned.iter().filter(chose).count();
        let counted = !has_scale || form.choices(item).get(number).is_some_and(|choice| on_scale(&choice));
        if counted {
            found.counts.push(count);
        } else {
            found.unknown += count;
        }
    }
    found
}

impl Figures {
    /// How many answers count.
    pub fn n(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Each option's share in whole percent of those that count.
    pub fn percent(&self) -> Vec<usize> {
        self.counts.iter().map(|count| whole_percent(*count, self.n())).collect()
    }

    /// The share of the two highest steps of the scale, in whole percent; nothing without a scale.
    pub fn top_two(&self) -> Option<usize> {
        let mut steps: Vec<(i64, usize)> = self.weights.iter().copied().zip(self.counts.iter().copied()).collect();
        steps.sort_unstable_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        (!steps.is_empty()).then(|| whole_percent(steps.iter().take(2).map(|(_, count)| count).sum(), self.n()))
    }

    /// The mean in tenths, rounded half up (43 reads 4,3); nothing without a scale or answers.
    pub fn mean_tenths(&self) -> Option<i64> {
        let n = i64::try_from(self.n()).ok().filter(|n| *n > 0 && !self.weights.is_empty())?;
        let weigh = |(weight, count): (&i64, &usize)| weight.checked_mul(i64::try_from(*count).ok()?);
        let sum: i64 = self.weights.iter().zip(&self.counts).map(weigh).sum::<Option<i64>>()?;
        Some((sum + n * 50_000).div_euclid(n * 100_000))
    }

    /// The figures of several waves together: nothing that was not published goes into it.
    #[must_use]
    pub fn together(mut self, other: &Self) -> Self {
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), 0);
            self.weights.clone_from(&other.weights);
        }
        for (sum, count) in self.counts.iter_mut().zip(&other.counts) {
            *sum += count;
        }
        self.unknown += other.unknown;
        self
    }
}

/// `part` of `whole` in whole percent, rounded half up; 0 of 0 is 0.
pub const fn whole_percent(part: usize, whole: usize) -> usize {
    if whole == 0 { 0 } else { (part * 200 + whole) / (whole * 2) }
}
