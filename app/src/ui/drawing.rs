//! Pictures that are read instead of text: the day, the week, the course, a goal, a message on its
//! way. They know lengths and places, never a person; every sentence is passed in.
//!
//! The content security policy forbids style attributes, so what varies is an SVG attribute, mostly
//! in per cent: lines, corners and letters then keep their size on every screen and at every text
//! size. Colour and line come from classes in `style/`, so that a theme changes all of them.

mod bars;
mod scenes;
mod steps;

pub use bars::{BandSample, BlockKind, DayBand, DayBlock, EffectBar, WeekBar};
pub use scenes::{CoursePath, LoginPicture, Mark, NextThingPath};
pub use steps::{MessageSteps, Staircase};

/// Per cent of the drawing's width or height, as an SVG attribute.
fn per_cent(value: f64) -> String {
    format!("{value:.2}%")
}
