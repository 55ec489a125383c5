//! Steps: a goal as stairs, and a message on its way.

use super::per_cent;
use crate::ui::icon::{Icon, IconName};
use leptos::prelude::*;

/// Height of the five steps in per cent; above the highest there is room for a mark and a name.
const HEIGHTS: [f64; 5] = [18.0, 32.0, 45.0, 59.0, 72.0];

/// What a step of the staircase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Both see it: tinted, solid edge.
    Agreed,
    /// Only one sees it: hatched.
    OneSees,
    /// Still ahead: dashed.
    Ahead,
}

/// How step `number` (1 to 5) stands, seen by both.
fn step(number: u8, citizen: Option<u8>, coordinator: Option<u8>) -> Step {
    let agreed = citizen.unwrap_or(0).min(coordinator.unwrap_or(0));
    let seen = citizen.unwrap_or(0).max(coordinator.unwrap_or(0));
    if number <= agreed {
        Step::Agreed
    } else if number <= seen {
        Step::OneSees
    } else {
        Step::Ahead
    }
}

/// Left edge and height of step `number`; a number outside 1 to 5 counts as the nearest.
fn place(number: u8) -> (f64, f64) {
    let index = usize::from(number.clamp(1, 5) - 1);
    let left = f64::from(number.clamp(1, 5) - 1) * 20.0 + 0.4;
    (left, HEIGHTS.get(index).copied().unwrap_or(72.0))
}

/// A goal in five steps, with a filled circle for the citizen and an open square for the
/// coordinator. Levels are 1 to 5; `None` when somebody has not said.
#[component]
pub fn Staircase(
    /// Unique on the page: patterns are found by it.
    id: String,
    citizen_level: Option<u8>,
    coordinator_level: Option<u8>,
    /// Above the circle: "Du", or the citizen's name for staff.
    citizen_name: String,
    /// Above the square.
    coordinator_name: String,
    /// Above both, when they stand on the same step.
    both_name: String,
    /// The same in words.
    title: String,
) -> impl IntoView {
    let fill = format!("url(#{id})");
    let together = citizen_level.is_some() && citizen_level == coordinator_level;
    let apart = !together;
    view! {
        <svg class="staircase" role="img" aria-label=title>
            <defs>
                <pattern id=id width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <path class="staircase-hatch" d="M2 0V7" />
                </pattern>
            </defs>
            {(1_u8..=5).map(|number| view! {
                <StairStep number step=step(number, citizen_level, coordinator_level) fill=fill.clone() />
            }).collect_view()}
            {coordinator_level.filter(|_| apart).map(|level| view! {
                <StairMark level name=coordinator_name circle=None square=Some(-7.5) />
            })}
            {citizen_level.filter(|_| apart).map(|level| view! {
                <StairMark level name=citizen_name circle=Some(0.0) square=None />
            })}
            {citizen_level.filter(|_| together).map(|level| view! {
                <StairMark level name=both_name circle=Some(-11.0) square=Some(3.5) />
            })}
        </svg>
    }
}

#[component]
fn StairStep(number: u8, step: Step, fill: String) -> impl IntoView {
    let (left, height) = place(number);
    let (edge, text) = match step {
        Step::Agreed => ("staircase-step staircase-agreed", "staircase-number staircase-number-agreed"),
        Step::OneSees => ("staircase-step staircase-open", "staircase-number"),
        Step::Ahead => ("staircase-step", "staircase-number"),
    };
    let (x, y, tall) = (per_cent(left), per_cent(99.0 - height), per_cent(height));
    view! {
        {(step == Step::OneSees).then(|| view! {
            <rect fill=fill x=x.clone() y=y.clone() width="19.2%" height=tall.clone() rx="7" />
        })}
        <rect class=edge x=x y=y width="19.2%" height=tall rx="7" />
        <text class=text x=per_cent(left + 9.6) y="95%">{number}</text>
    }
}

/// Somebody on a step: shapes are placed from the middle of the step, in pixels.
#[component]
fn StairMark(level: u8, name: String, circle: Option<f64>, square: Option<f64>) -> impl IntoView {
    let (left, height) = place(level);
    view! {
        <svg x=per_cent(left + 9.6) y=per_cent(99.0 - height) overflow="visible">
            {circle.map(|x| view! { <circle class="staircase-citizen" cx=x.to_string() cy="-14" r="8" /> })}
            {square.map(|x| view! {
                <rect class="staircase-coordinator" x=x.to_string() y="-21.5" width="15" height="15" rx="3.5" />
            })}
            <text class="staircase-name" x="0" y="-29">{name}</text>
        </svg>
    }
}

/// Gemt, Sendt, Set, Besvaret on a path. Text, not a picture: with large letters the four stand
/// below each other.
#[component]
pub fn MessageSteps(
    /// The four words, first to last.
    words: [String; 4],
    /// The step it has come to, 0 to 3; the last one is an end and counts as done.
    reached: u8,
    /// What the list is, for screen readers.
    label: String,
) -> impl IntoView {
    view! {
        <div class="message-steps">
            <ol class="message-steps-list" aria-label=label>
                {(0_u8..).zip(words).map(|(number, word)| {
                    let done = number < reached || (number == reached && number == 3);
                    let (state, icon) = if done {
                        ("done", IconName::Done)
                    } else if number == reached {
                        ("now", IconName::Now)
                    } else {
                        ("ahead", IconName::Open)
                    };
                    view! {
                        <li class="message-step" data-state=state aria-current={(number == reached).then_some("step")}>
                            <Icon name=icon />
                            <span>{word}</span>
                        </li>
                    }
                }).collect_view()}
            </ol>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_agreed_only_when_both_see_it() {
        let stand = |number| step(number, Some(3), Some(2));
        assert_eq!([1, 2, 3, 4].map(stand), [Step::Agreed, Step::Agreed, Step::OneSees, Step::Ahead]);
        assert_eq!(step(1, Some(2), None), Step::OneSees);
        assert_eq!(step(1, None, None), Step::Ahead);
    }

    #[test]
    fn a_level_outside_the_stairs_stands_on_the_nearest_step() {
        assert_eq!(place(0), place(1));
        assert_eq!(place(200), place(5));
    }
}
