//! What the demo's weeks are made of. All wording is the demo's own.

use domain::activity::Weight;

/// A habit of a week.
#[derive(Clone, Copy, Debug)]
pub struct Habit {
    /// What it is called.
    pub name: &'static str,
    /// How much it takes.
    pub weight: Weight,
    /// For how long.
    pub minutes: u16,
    /// The way there and back.
    pub travel: u16,
    /// When: hour and minute.
    pub start: (u32, u32),
    /// How often a week.
    pub times: u16,
    /// 1 must, 2, 3 can wait.
    pub importance: u8,
    /// Agreed with others.
    pub fixed: bool,
}

const fn habit(
    name: &'static str,
    weight: Weight,
    minutes: u16,
    travel: u16,
    start: (u32, u32),
    times: u16,
    importance: u8,
) -> Habit {
    Habit { name, weight, minutes, travel, start, times, importance, fixed: importance == 1 && travel > 0 }
}

/// What weeks are made of.
pub const HABITS: &[Habit] = &[
    habit("Gå en tur", Weight::Light, 20, 0, (13, 30), 6, 2),
    habit("Lave mad", Weight::Light, 30, 0, (17, 30), 6, 2),
    habit("Bad", Weight::Medium, 20, 0, (8, 30), 4, 2),
    habit("Hvile", Weight::Rest, 30, 0, (12, 0), 7, 1),
    habit("Købe ind", Weight::Medium, 40, 20, (15, 0), 3, 3),
    habit("Gøre rent", Weight::Medium, 40, 0, (11, 0), 1, 3),
    habit("Vaske tøj", Weight::Light, 30, 0, (10, 0), 3, 3),
    habit("Hente børn i børnehave", Weight::Medium, 20, 20, (15, 30), 4, 1),
    habit("Svømme", Weight::Heavy, 40, 30, (10, 0), 1, 2),
    habit("Ringe til en, jeg kender", Weight::Light, 20, 0, (19, 0), 2, 3),
    habit("Åbne post", Weight::Medium, 20, 0, (11, 30), 1, 2),
    habit("Øvelser fra Anders", Weight::Medium, 20, 0, (9, 30), 4, 2),
    habit("Synge i kor", Weight::Medium, 90, 30, (19, 0), 1, 2),
    habit("Besøge min mor", Weight::Medium, 60, 40, (14, 0), 1, 2),
    habit("Cykle", Weight::Heavy, 30, 0, (16, 0), 2, 3),
    habit("Passe køkkenhaven", Weight::Light, 40, 0, (10, 30), 2, 3),
];
