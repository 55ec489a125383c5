//! What may be published of the answers: frozen waves of tables in which nobody can be found.
//!
//! A wave holds only answers that no earlier wave held, and at least five of them, so two waves never
//! differ by a single person. Inside a wave there is the total and at most one breakdown; what is left of
//! the total when everything shown is taken away is nobody or at least five, in the wave and for each
//! question. Knows nothing of people: an answer comes here without one.

mod figures;

use serde::{Deserialize, Serialize};

pub use figures::{Figures, closed, whole_percent};

use super::{Answers, Item, Questionnaire, Value};
use figures::figures;

/// A unit is reported from this many invitations on.
pub const FEWEST_SENT: u32 = 10;
/// A unit is reported, and a question shown, from this many answers on.
pub const FEWEST_RETURNED: usize = 5;

/// A part of the breakdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub label: String,
    /// Invited so far, in all waves, less those who withdrew or could not be reached.
    pub sent: u32,
}

/// One returned form.
#[derive(Clone, Copy, Debug)]
pub struct Returned<'a> {
    /// Which part it belongs to.
    pub part: usize,
    /// What was answered, as [`super::check`] gave it.
    pub answers: &'a Answers,
}

/// A published wave. It never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wave {
    /// `url|version` of the form.
    pub form: String,
    /// Everybody in this wave.
    pub total: Table,
    /// The breakdown; empty if there is none. A part without a table had too few answers, or had to be
    /// hidden to protect one that has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<(String, Option<Table>)>,
}

/// Figures for one set of returned forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Invited so far, in all waves.
    pub sent: u32,
    /// Returned in this wave.
    pub returned: usize,
    /// Closed questions in the order of the form; without figures where too few answered.
    pub questions: Vec<(String, Option<Figures>)>,
}

/// Why there is no wave yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotYet {
    /// Fewer than ten have been asked.
    TooFewSent,
    /// Fewer than five new answers.
    TooFewReturned,
}

/// Makes a wave of the answers that no wave held before.
///
/// # Errors
/// If there are too few of them; they wait for the next wave.
pub fn publish(form: &Questionnaire, parts: &[Part], returned: &[Returned<'_>]) -> Result<Wave, NotYet> {
    let sent = parts.iter().fold(0, |sum: u32, part| sum.saturating_add(part.sent));
    if sent < FEWEST_SENT {
        return Err(NotYet::TooFewSent);
    }
    if returned.len() < FEWEST_RETURNED {
        return Err(NotYet::TooFewReturned);
    }
    let everybody: Vec<&Answers> = returned.iter().map(|one| one.answers).collect();
    let total = table(form, sent, &everybody);
    let mut tables: Vec<Table> = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let of_part = returned.iter().filter(|one| one.part == number).map(|one| one.answers);
        tables.push(table(form, part.sent, &of_part.collect::<Vec<_>>()));
    }
    // One part is the total under another name.
    if parts.len() < 2 {
        tables.clear();
    }
    let shown = shown_parts(&total, &tables);
    hide_questions(&total, &mut tables, &shown);
    let labels = parts.iter().map(|part| part.label.clone());
    let parts = labels.zip(tables).zip(shown).map(|((label, table), shown)| (label, shown.then_some(table))).collect();
    Ok(Wave { form: form.canonical().unwrap_or_default(), total: without_small(total), parts })
}

/// Which parts may be shown: enough asked and answered, and what is left of the total without them is
/// nobody or at least five.
fn shown_parts(total: &Table, tables: &[Table]) -> Vec<bool> {
    let sizes: Vec<(usize, usize)> = tables.iter().map(|table| (table.returned, 0)).collect();
    let enough = |table: &Table| table.sent >= FEWEST_SENT && table.returned >= FEWEST_RETURNED;
    protect((total.returned, 0), &sizes, tables.iter().map(enough).collect())
}

/// Takes the smallest shown part away until nobody stands alone among the hidden. A size is the number
/// of counted answers and of those off the scale; the latter must not stand alone either.
fn protect(total: (usize, usize), sizes: &[(usize, usize)], mut shown: Vec<bool>) -> Vec<bool> {
    loop {
        let seen = sizes.iter().zip(&shown).filter(|(_, shown)| **shown).map(|(size, _)| *size);
        let (counted, unknown) =
            seen.fold(total, |left, size| (left.0.saturating_sub(size.0), left.1.saturating_sub(size.1)));
        if counted >= FEWEST_RETURNED || counted + unknown == 0 {
            return shown;
        }
        let smallest =
            (0..sizes.len()).filter(|part| shown.get(*part) == Some(&true)).min_by_key(|part| sizes.get(*part));
        match smallest.and_then(|part| shown.get_mut(part)) {
            Some(part) => *part = false,
            None => return shown,
        }
    }
}

/// Takes figures away, question by question, by the same two rules.
fn hide_questions(total: &Table, tables: &mut [Table], shown: &[bool]) {
    for (place, (_, whole)) in total.questions.iter().enumerate() {
        let size =
            |figures: &Option<Figures>| figures.as_ref().map_or((0, 0), |figures| (figures.n(), figures.unknown));
        let sizes: Vec<(usize, usize)> = tables
            .iter()
            .map(|table| table.questions.get(place).map_or((0, 0), |(_, figures)| size(figures)))
            .collect();
        let enough = sizes.iter().zip(shown).map(|(size, shown)| *shown && size.0 >= FEWEST_RETURNED).collect();
        let kept = protect(size(whole), &sizes, enough);
        for (table, kept) in tables.iter_mut().zip(kept) {
            if let Some((_, figures)) = table.questions.get_mut(place).filter(|_| !kept) {
                *figures = None;
            }
        }
    }
}

fn without_small(mut table: Table) -> Table {
    for (_, figures) in &mut table.questions {
        *figures = figures.take().filter(|figures| figures.n() >= FEWEST_RETURNED);
    }
    table
}

fn table(form: &Questionnaire, sent: u32, returned: &[&Answers]) -> Table {
    let count = |item: &Item| (item.link_id.clone(), Some(figures(form, item, returned)));
    Table { sent, returned: returned.len(), questions: closed(form).into_iter().map(count).collect() }
}

/// The response rate in whole percent: completed of those sent, less the withdrawn and unreachable.
pub fn response_rate(completed: usize, sent: usize, not_reachable: usize) -> usize {
    whole_percent(completed, sent.saturating_sub(not_reachable))
}

/// Whether at least half of the closed questions are answered.
pub fn is_half_answered(form: &Questionnaire, answers: &Answers) -> bool {
    let closed = closed(form);
    let answered = closed.iter().filter(|item| !answers.get(&item.link_id).is_empty()).count();
    answered * 2 >= closed.len()
}

/// The free words to one question, in an order that only `chance` knows: one random number per returned
/// form. None if fewer than five forms were returned.
pub fn open_answers(returned: &[&Answers], link_id: &str, chance: &[u64]) -> Vec<String> {
    if returned.len() < FEWEST_RETURNED || chance.len() < returned.len() {
        return Vec::new();
    }
    let mut drawn: Vec<(u64, String)> = returned
        .iter()
        .zip(chance)
        .filter_map(|(answers, chance)| match answers.get(link_id) {
            [Value::String(words), ..] => Some((*chance, words.clone())),
            _ => None,
        })
        .collect();
    drawn.sort_unstable();
    drawn.into_iter().map(|(_, words)| words).collect()
}

/// A number for the exact words of a question and its options. Results of two versions may be put side
/// by side only where link id and wording are the same.
pub fn wording(form: &Questionnaire, link_id: &str) -> Option<u64> {
    let item = form.item(link_id)?;
    let options = form.choices(item).iter().map(|choice| choice.value.label());
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for text in std::iter::once(item.text.clone()).chain(options) {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Some(hash)
}

/// What happens to sealed answers that wait in the urn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urn {
    /// Enough of them: all are opened together, in random order.
    Open,
    /// Too few: they wait, if need be for the next round.
    Wait,
    /// Too few, and nobody will join them: they are counted and destroyed unopened.
    Destroy,
}

/// Decides over an urn with so many answers.
pub const fn urn(waiting: usize, programme_ended: bool) -> Urn {
    if waiting >= FEWEST_RETURNED {
        Urn::Open
    } else if programme_ended && waiting > 0 {
        Urn::Destroy
    } else {
        Urn::Wait
    }
}

#[cfg(test)]
mod tests;
