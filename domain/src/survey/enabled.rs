//! Which items are asked, given the answers so far.
//!
//! An item is enabled when the item above it is and its own conditions hold. A question that is not
//! enabled counts as unanswered for every other condition, whatever the draft still holds; that is the
//! rule where implementations go wrong, so it stands in one place: here.

use super::answers::key;
use super::{Answers, Condition, Item, Kind, Operator, Outline, Value};
use std::cmp::Ordering;

/// The verdict on every item and filling, worked out once.
pub struct Enabled<'o, 'q> {
    outline: &'o Outline<'q>,
    answers: &'o Answers,
    states: Vec<Vec<State>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unknown,
    /// Being worked out: whoever asks now stands in a loop, and gets "no".
    Asked,
    Off,
    On,
}

impl<'o, 'q> Enabled<'o, 'q> {
    /// Works out all items.
    pub fn of(outline: &'o Outline<'q>, answers: &'o Answers) -> Self {
        let mut enabled = Self { outline, answers, states: Vec::with_capacity(outline.len()) };
        for place in 0..outline.len() {
            let fillings = enabled.fillings_around(place);
            enabled.states.push(vec![State::Unknown; usize::from(fillings)]);
        }
        for place in 0..outline.len() {
            for filling in 0..enabled.fillings_around(place) {
                enabled.work_out(place, filling);
            }
        }
        enabled
    }

    /// Whether the item at `place` is asked in that filling (0 for all that stands outside repeating
    /// groups).
    pub fn is_enabled(&self, place: usize, filling: u16) -> bool {
        self.state(place, filling) == State::On
    }

    /// Whether a person sees it: enabled, and neither it nor anything above it hidden.
    pub fn is_shown(&self, place: usize, filling: u16) -> bool {
        self.is_enabled(place, filling) && !self.is_hidden(place)
    }

    /// What a question is answered with: for one that nobody can change, what the form says; nothing if
    /// it is not enabled.
    pub fn values(&self, place: usize, filling: u16) -> &[Value] {
        if self.is_enabled(place, filling) { self.draft(place, filling) } else { &[] }
    }

    /// How many times the surroundings of `place` are filled; 1 outside repeating groups.
    pub fn fillings_around(&self, place: usize) -> u16 {
        match self.outline.repeating(place).filter(|group| *group != place) {
            Some(group) => self.outline.item(group).map_or(1, |group| self.answers.fillings(group)),
            None => 1,
        }
    }

    fn draft(&self, place: usize, filling: u16) -> &[Value] {
        match self.outline.item(place) {
            Some(item) if item.read_only || self.is_hidden(place) => &item.initial,
            Some(item) => self.answers.get(&key(&item.link_id, filling)),
            None => &[],
        }
    }

    fn is_hidden(&self, place: usize) -> bool {
        let mut above = Some(place);
        while let Some(here) = above {
            if self.outline.item(here).is_some_and(|item| item.hidden) {
                return true;
            }
            above = self.outline.parent(here);
        }
        false
    }

    fn state(&self, place: usize, filling: u16) -> State {
        self.states.get(place).and_then(|states| states.get(usize::from(filling))).copied().unwrap_or(State::Off)
    }

    fn remember(&mut self, place: usize, filling: u16, state: State) {
        if let Some(slot) = self.states.get_mut(place).and_then(|states| states.get_mut(usize::from(filling))) {
            *slot = state;
        }
    }

    fn work_out(&mut self, place: usize, filling: u16) -> bool {
        match self.state(place, filling) {
            State::On => return true,
            State::Off | State::Asked => return false,
            State::Unknown => self.remember(place, filling, State::Asked),
        }
        let on = self.parent_is_on(place, filling) && self.conditions_hold(place, filling);
        self.remember(place, filling, if on { State::On } else { State::Off });
        on
    }

    fn parent_is_on(&mut self, place: usize, filling: u16) -> bool {
        let Some(parent) = self.outline.parent(place) else {
            return true;
        };
        // The repeating group itself stands outside its fillings.
        let is_the_group = self.outline.repeating(place) == Some(parent);
        self.work_out(parent, if is_the_group { 0 } else { filling })
    }

    fn conditions_hold(&mut self, place: usize, filling: u16) -> bool {
        let Some(item) = self.outline.item(place) else {
            return false;
        };
        let mut verdicts = item.when.iter().map(|condition| self.holds(condition, place, filling));
        if item.when.is_empty() {
            true
        } else if item.any {
            verdicts.any(|holds| holds)
        } else {
            verdicts.all(|holds| holds)
        }
    }

    fn holds(&mut self, condition: &Condition, place: usize, filling: u16) -> bool {
        let Some(target) = self.outline.place(&condition.question) else {
            return false;
        };
        let filling = self.nearest(target, place, filling);
        let on = self.work_out(target, filling);
        let values = if on { self.draft(target, filling) } else { &[] };
        compare(condition, values)
    }

    /// The filling of `target` that is meant from `place`: its own, if both stand in the same group; else
    /// the last before it, or the first after it.
    fn nearest(&self, target: usize, place: usize, filling: u16) -> u16 {
        let group_of = |place: usize| self.outline.repeating(place).filter(|group| *group != place);
        let around = group_of(target);
        if around.is_none() {
            0
        } else if around == group_of(place) {
            filling
        } else if target < place {
            self.fillings_around(target) - 1
        } else {
            0
        }
    }
}

/// Whether the answers meet the condition; blank words are no answer.
fn compare(condition: &Condition, values: &[Value]) -> bool {
    let wanted = &condition.value;
    let mut given = values.iter().filter(|value| !is_blank(value));
    let order = |value: &Value| value.order(wanted);
    match condition.operator {
        Operator::Exists => given.next().is_some() == (*wanted != Value::Boolean(false)),
        Operator::Equal => given.any(|value| value.same(wanted)),
        Operator::NotEqual => !given.any(|value| value.same(wanted)),
        Operator::Greater => given.any(|value| order(value) == Some(Ordering::Greater)),
        Operator::Less => given.any(|value| order(value) == Some(Ordering::Less)),
        Operator::GreaterOrEqual => given.any(|value| order(value).is_some_and(Ordering::is_ge)),
        Operator::LessOrEqual => given.any(|value| order(value).is_some_and(Ordering::is_le)),
    }
}

/// Whether a value says nothing.
pub(super) fn is_blank(value: &Value) -> bool {
    matches!(value, Value::String(text) | Value::Uri(text) if text.trim().is_empty())
}

/// Whether answers under this item's own link id mean answers (for a repeating group: its fillings).
pub(super) fn holds_answers(item: &Item) -> bool {
    item.kind.is_question() || (item.kind == Kind::Group && item.repeats)
}
