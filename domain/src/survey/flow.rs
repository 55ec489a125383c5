//! The order of screens: one question at a time, with the headings above it and the words before it.
//!
//! Screens are worked out anew after each answer; the page remembers the key of the screen it is on,
//! never its number. Knows nothing of buttons and languages.

use super::answers::key;
use super::{Answers, Control, Enabled, Item, Kind, Outline, Questionnaire, Value};

/// One screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen<'q> {
    /// Names the screen and, for a question, its answer in [`Answers`].
    pub key: String,
    /// What is on it.
    pub sort: Sort,
    /// The question, the words to read, or the group that may be filled once more.
    pub item: &'q Item,
    /// Which filling of a repeating group (0 is the first).
    pub filling: u16,
    /// The texts of the groups around it, outermost first.
    pub headings: Vec<&'q str>,
    /// Words to read before the question.
    pub notes: Vec<&'q str>,
    /// Help for the question.
    pub help: Vec<&'q str>,
}

/// What a screen is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A question.
    Question,
    /// Words with no question after them.
    Reading,
    /// "Once more?", after the last filling of a group that may be filled again.
    Again,
}

/// The screens that these answers lead to. Questions that are not enabled, and hidden ones, have none.
pub fn screens<'q>(questionnaire: &'q Questionnaire, answers: &Answers) -> Vec<Screen<'q>> {
    let outline = Outline::of(questionnaire);
    let enabled = Enabled::of(&outline, answers);
    let mut walk = Walk { outline: &outline, enabled: &enabled, answers, screens: Vec::new() };
    walk.items(&questionnaire.items, 0, &mut Vec::new());
    walk.screens
}

/// Where the screen with this key stands. If it has gone because an earlier answer changed, ask for the
/// key before it.
pub fn find(screens: &[Screen<'_>], key: &str) -> Option<usize> {
    screens.iter().position(|screen| screen.key == key)
}

/// "Question 4 of 14": the number of the question on screen `at`, and how many there are. Between two
/// questions the number of the last one before.
pub fn progress(screens: &[Screen<'_>], at: usize) -> (usize, usize) {
    let questions = |screens: &[Screen<'_>]| screens.iter().filter(|screen| screen.sort == Sort::Question).count();
    (questions(screens.get(..=at).unwrap_or(screens)), questions(screens))
}

/// How many of the questions on these screens are answered.
pub fn answered(screens: &[Screen<'_>], answers: &Answers) -> usize {
    let has_answer = |screen: &&Screen<'_>| {
        screen.sort == Sort::Question && answers.get(&screen.key).iter().any(|value| !super::enabled::is_blank(value))
    };
    screens.iter().filter(has_answer).count()
}

/// The answer that option number `index` (from 0) gives.
pub fn pick(questionnaire: &Questionnaire, item: &Item, index: usize) -> Option<Value> {
    questionnaire.choices(item).get(index).map(|choice| choice.value.clone())
}

/// Which option (from 0) an answer is; nothing for own words.
pub fn picked(questionnaire: &Questionnaire, item: &Item, value: &Value) -> Option<usize> {
    questionnaire.choices(item).iter().position(|choice| choice.value.same(value))
}

struct Walk<'o, 'q> {
    outline: &'o Outline<'q>,
    enabled: &'o Enabled<'o, 'q>,
    answers: &'o Answers,
    screens: Vec<Screen<'q>>,
}

impl<'q> Walk<'_, 'q> {
    fn items(&mut self, items: &'q [Item], filling: u16, headings: &mut Vec<&'q str>) {
        let mut notes: Vec<&'q Item> = Vec::new();
        for item in items {
            let Some(place) = self.outline.place(&item.link_id) else {
                continue;
            };
            if !self.enabled.is_shown(place, filling) || item.control == Some(Control::Help) {
                continue;
            }
            match item.kind {
                Kind::Display => notes.push(item),
                Kind::Group => {
                    self.reading(&mut notes, filling, headings);
                    self.group(item, filling, headings);
                }
                _ => {
                    let notes = std::mem::take(&mut notes);
                    self.screen(item, Sort::Question, filling, headings, &notes);
                    self.items(&item.items, filling, headings);
                }
            }
        }
        self.reading(&mut notes, filling, headings);
    }

    /// Words that no question follows get a screen of their own.
    fn reading(&mut self, notes: &mut Vec<&'q Item>, filling: u16, headings: &[&'q str]) {
        let notes = std::mem::take(notes);
        if let Some((last, before)) = notes.split_last() {
            self.screen(last, Sort::Reading, filling, headings, before);
        }
    }

    fn group(&mut self, group: &'q Item, filling: u16, headings: &mut Vec<&'q str>) {
        let depth = headings.len();
        if !group.text.is_empty() {
            headings.push(&group.text);
        }
        if group.is_repeating_group() {
            let fillings = self.answers.fillings(group);
            for filling in 0..fillings {
                self.items(&group.items, filling, headings);
            }
            if fillings < group.most() {
                self.screen(group, Sort::Again, 0, headings, &[]);
            }
        } else {
            self.items(&group.items, filling, headings);
        }
        headings.truncate(depth);
    }

    fn screen(&mut self, item: &'q Item, sort: Sort, filling: u16, headings: &[&'q str], notes: &[&'q Item]) {
        let is_help = |item: &&Item| item.kind == Kind::Display && item.control == Some(Control::Help);
        let shown =
            |item: &&Item| self.outline.place(&item.link_id).is_some_and(|place| self.enabled.is_shown(place, filling));
        let help = item.items.iter().filter(is_help).filter(shown).map(|item| item.text.as_str()).collect();
        self.screens.push(Screen {
            key: key(&item.link_id, filling),
            sort,
            item,
            filling,
            headings: headings.to_vec(),
            notes: notes.iter().map(|note| note.text.as_str()).collect(),
            help,
        });
    }
}
