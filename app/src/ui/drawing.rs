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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use domain::energy::Band;
    use leptos::prelude::*;

    fn week_bar(band: Band, percent: u32) -> String {
        view! { <WeekBar id="w".to_owned() percent band title="Tor".to_owned() /> }.to_html()
    }

    fn stairs(citizen: Option<u8>, coordinator: Option<u8>) -> String {
        view! {
            <Staircase
                id="s".to_owned()
                citizen_level=citizen
                coordinator_level=coordinator
                citizen_name="Du".to_owned()
                coordinator_name="Mette".to_owned()
                both_name="Du og Mette".to_owned()
                title="Fem trin".to_owned()
            />
        }
        .to_html()
    }

    fn all() -> String {
        let blocks = vec![DayBlock { load: 2, done: true }, DayBlock { load: 4, done: false }];
        let mut html = view! {
            <Mark />
            <NextThingPath />
            <LoginPicture />
            <CoursePath week=7 weeks=26 title="Uge 7 af 26".to_owned() />
            <DayBand blocks budget=12 title="Passer".to_owned() />
            <BandSample kind=BlockKind::Done />
            <EffectBar now=114 added=34 title="For meget".to_owned() />
            <MessageSteps
                words=["Gemt", "Sendt", "Set", "Besvaret"].map(str::to_owned)
                reached=1
                label="Beskedens vej".to_owned()
            />
        }
        .to_html();
        html += &stairs(Some(3), Some(2));
        html += &week_bar(Band::SlightlyOver, 114);
        html
    }

    #[test]
    fn no_drawing_needs_a_style_attribute_and_every_one_is_named_or_hidden() {
        let html = all();
        assert!(!html.contains(" style="));
        for svg in html.split("<svg").skip(1) {
            let tag = svg.split('>').next().unwrap_or_default();
            let named = tag.contains("role=\"img\"") && tag.contains("aria-label=");
            let inner = tag.contains(" x=");
            assert!(named || inner || tag.contains("aria-hidden"), "{tag}");
        }
    }

    #[test]
    fn a_day_says_by_its_pattern_how_full_it_is() {
        assert!(week_bar(Band::Room, 75).contains("week-bar-track"));
        assert!(week_bar(Band::Fits, 90).contains("week-bar-solid"));
        assert!(week_bar(Band::SlightlyOver, 114).contains("M2 0V7"));
        assert!(week_bar(Band::Over, 400).contains("M0 0H6M0 0V6"));
        assert!(!week_bar(Band::Unknown, 75).contains("<svg"));
    }

    #[test]
    fn two_on_the_same_step_stand_beside_each_other() {
        let together = stairs(Some(2), Some(2));
        assert!(together.contains("Du og Mette") && !together.contains(">Mette<"));
        assert!(stairs(None, Some(2)).contains(">Mette<"));
    }
}
