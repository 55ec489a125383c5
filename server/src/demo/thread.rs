//! The demo's conversations: short and kind, on working days, with the states that they would have. All
//! of it was written before the seeded day began.

use super::chance::id;
use super::citizens::Story;
use super::day::{at, open_before};
use super::dialogues::{DIALOGUES, Dialogue};
use super::tale::Tale;
use chrono::NaiveDate;
use domain::calendar::{ClosingDays, WorkingDays, WorkingWeek, answer_by};
use domain::course::Phase;
use domain::id::{CommandId, MessageId, ThreadId};
use domain::message::{Author, Message, Thread};
use domain::time::{HOUR_MS, Instant, MINUTE_MS};

/// Words, who says them, and when.
#[derive(Clone, Debug)]
pub struct Said {
    /// Whether the citizen speaks.
    pub own: bool,
    /// What is said.
    pub text: &'static str,
    /// When.
    pub at: Instant,
}

/// The times of a dialogue's messages from its last one back: working days before its last day, and the hour.
const TIMES: [(usize, u32, u32); 6] = [(0, 9, 20), (1, 17, 45), (1, 14, 5), (1, 11, 30), (2, 15, 10), (2, 9, 40)];

/// A dialogue that ended on the working day `last`.
pub fn told(dialogue: Dialogue, last: NaiveDate) -> Vec<Said> {
    let times = TIMES.iter().map(|(back, hour, minute)| at(open_before(last, *back), *hour, *minute));
    let mut said: Vec<Said> =
        dialogue.iter().rev().zip(times).map(|((own, text), at)| Said { own: *own, text, at }).collect();
    said.reverse();
    said
}

/// The thread of a citizen with whom nothing in particular is told.
pub fn write(tale: &mut Tale<'_>) {
    let Some(start) = tale.start else { return };
    let newest = match (tale.who.story, tale.who.phase) {
        (Story::Quiet, _) => 7,
        (Story::NeedsHelp | Story::Waiting, _) => 4,
        (_, Phase::Running) => 1 + usize::from(tale.chance.below(4)),
        _ => 3 + usize::from(tale.chance.below(6)),
    };
    let first = usize::from(tale.chance.below(8));
    let mut said = Vec::new();
    for back in (0..3_usize).rev() {
        let last = open_before(tale.last_day(), newest + back * 8);
        let Some(dialogue) = DIALOGUES.get((first + back * 3) % DIALOGUES.len()) else {
            continue;
        };
        let told = told(dialogue, last);
        if told.first().is_some_and(|first| first.at.date() > start) {
            said.extend(told);
        }
    }
    if tale.who.story == Story::Waiting {
        let text = "Hej Mette. Jeg har fået et brev fra boligforeningen. Hvad skal jeg svare dem?";
        said.push(Said { own: true, text, at: at(tale.day.open_before(2), 13, 15) });
    }
    say(tale, &said);
}

/// Puts what was said into the first thread: an answer answers everything before it.
pub fn say(tale: &mut Tale<'_>, said: &[Said]) {
    let thread_id = ThreadId::first_of(tale.citizen);
    let mut thread = Thread::default();
    for (number, one) in said.iter().enumerate() {
        let after = said.get(number + 1..).unwrap_or_default();
        let answer = after.iter().find(|other| other.own != one.own).map(|other| other.at);
        let promise = if one.own { promised(one.at) } else { None };
        let message = Message {
            thread: thread_id,
            own: one.own,
            author: if one.own { own(tale) } else { tale.companion.clone() },
            on_behalf: None,
            text: one.text.to_owned(),
            at: one.at,
            sent_at: Some(one.at),
            seen_at: seen(tale, one, answer),
            answered_at: answer.filter(|_| one.own),
            answer_by: promise,
            files: Vec::new(),
        };
        thread.last_at = one.at;
        if one.own {
            thread.waiting_since = thread.waiting_since.or(Some(one.at));
            thread.answer_by = thread.answer_by.or(promise);
        } else {
            (thread.waiting_since, thread.answer_by) = (None, None);
        }
        let command = CommandId(id(&tale.name(&format!("message:{number}"))));
        tale.put(MessageId::of_command(command).0, message);
    }
    tale.put(thread_id.0, thread);
}

fn own(tale: &Tale<'_>) -> Author {
    Author { name: tale.who.name.to_owned(), ..Author::default() }
}

/// Read shortly before it was answered; what staff wrote last is read by most within hours.
fn seen(tale: &mut Tale<'_>, one: &Said, answer: Option<Instant>) -> Option<Instant> {
    match answer {
        Some(answer) => Some(answer.plus_ms(-8 * MINUTE_MS).max(one.at)),
        None if one.own => None,
        None => tale.chance.percent(70).then(|| one.at.plus_ms(2 * HOUR_MS)),
    }
}

/// The day by which an answer is promised, as the server promises it.
pub fn promised(sent: Instant) -> Option<NaiveDate> {
    let hour = |hour| super::day::clock(hour, 0);
    let week = WorkingWeek { from: hour(9), to: hour(15), ..WorkingWeek::default() };
    answer_by(sent, 2, &WorkingDays { week: &week, closing: ClosingDays::default(), absence: &[] })
}
