//! What is told of one citizen, while it is being told: the records so far, and who it is about. It knows
//! no database: the same citizen on the same day always gives the same records.

use super::chance::{Chance, id};
use super::citizens::Citizen;
use super::day::Day;
use chrono::NaiveDate;
use domain::id::PersonId;
use domain::message::Author;
use domain::record::Record;
use uuid::Uuid;

/// The id of somebody of the demo.
pub fn person_id(key: &str) -> PersonId {
    PersonId(id(&format!("person:{key}")))
}

/// One citizen's records in the making.
#[derive(Clone, Debug)]
pub struct Tale<'a> {
    /// Who.
    pub who: &'a Citizen,
    /// Their id.
    pub citizen: PersonId,
    /// The seeded day.
    pub day: Day,
    /// The first day of the course.
    pub start: Option<NaiveDate>,
    /// Who walks along, as it stands on everything they write.
    pub companion: Author,
    /// The place of this citizen among those of the same coordinator, from 0.
    pub place: usize,
    /// Choices.
    pub chance: Chance,
    records: Vec<(Uuid, Record)>,
}

impl<'a> Tale<'a> {
    /// Nothing is told yet.
    pub fn new(who: &'a Citizen, day: Day, companion: Author, place: usize) -> Self {
        Self {
            who,
            citizen: person_id(who.key),
            day,
            start: who.starts_on(day),
            companion,
            place,
            chance: Chance::of(who.key),
            records: Vec::new(),
        }
    }

    /// The name of one of this citizen's things.
    pub fn name(&self, thing: &str) -> String {
        format!("{}:{thing}", self.who.key)
    }

    /// The record is this.
    pub fn put(&mut self, id: Uuid, record: impl Into<Record>) {
        self.records.push((id, record.into()));
    }

    /// Changes a record that was told.
    pub fn change(&mut self, id: Uuid, with: impl FnOnce(&mut Record)) {
        if let Some((_, record)) = self.records.iter_mut().find(|(told, _)| *told == id) {
            with(record);
        }
    }

    /// The newest day that the course was alive: the seeded day, or the day it was closed.
    pub fn last_day(&self) -> NaiveDate {
        self.who.closed.map_or(self.day.0, |days| self.day.plus(-days))
    }

    /// All that was told.
    pub fn records(self) -> Vec<(Uuid, Record)> {
        self.records
    }
}
