//! A questionnaire read once: every item by its place in the order of reading, with what is above it.

use std::collections::BTreeMap;

use super::{Item, MAX_ANSWERS, Questionnaire};

/// The items of a questionnaire in the order of reading, each with the item above it.
#[derive(Clone, Debug)]
pub struct Outline<'q> {
    /// The questionnaire that is outlined.
    pub questionnaire: &'q Questionnaire,
    nodes: Vec<Node<'q>>,
    places: BTreeMap<&'q str, usize>,
}

#[derive(Clone, Debug)]
struct Node<'q> {
    item: &'q Item,
    parent: Option<usize>,
    /// The repeating group that this item is in (or is).
    repeating: Option<usize>,
}

impl<'q> Outline<'q> {
    /// Reads the questionnaire once.
    pub fn of(questionnaire: &'q Questionnaire) -> Self {
        let mut outline = Self { questionnaire, nodes: Vec::new(), places: BTreeMap::new() };
        outline.add(&questionnaire.items, None, None);
        outline
    }

    fn add(&mut self, items: &'q [Item], parent: Option<usize>, repeating: Option<usize>) {
        for item in items {
            let place = self.nodes.len();
            let repeating = repeating.or_else(|| item.is_repeating_group().then_some(place));
            self.nodes.push(Node { item, parent, repeating });
            self.places.entry(&item.link_id).or_insert(place);
            self.add(&item.items, Some(place), repeating);
        }
    }

    /// Where the item with this link id stands.
    pub fn place(&self, link_id: &str) -> Option<usize> {
        self.places.get(link_id).copied()
    }

    /// The item at `place`.
    pub fn item(&self, place: usize) -> Option<&'q Item> {
        self.nodes.get(place).map(|node| node.item)
    }

    /// The place of the item above the one at `place`.
    pub fn parent(&self, place: usize) -> Option<usize> {
        self.nodes.get(place)?.parent
    }

    /// The place of the repeating group that `place` is in, or is.
    pub fn repeating(&self, place: usize) -> Option<usize> {
        self.nodes.get(place)?.repeating
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The place and the filling (0 is the first) that an answer's key names: `q1`, or `q1#2` for the
    /// second filling of the repeating group around `q1`.
    pub fn locate(&self, key: &str) -> Option<(usize, u16)> {
        if let Some(place) = self.place(key) {
            return Some((place, 0));
        }
        let (link_id, number) = key.rsplit_once('#')?;
        let number: u16 = number.parse().ok().filter(|number| (2..=MAX_ANSWERS).contains(number))?;
        let place = self.place(link_id)?;
        let inside = self.repeating(place).is_some_and(|group| group != place);
        inside.then_some((place, number - 1))
    }
}
