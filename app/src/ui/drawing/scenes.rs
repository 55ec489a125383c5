//! The mark, the picture at log in, the path behind the next thing, and the course.

use leptos::prelude::*;

/// Two people side by side on a bending path. Decoration: the name stands beside it.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 36 36" aria-hidden="true">
            <circle class="icon-solid" cx="14" cy="6.5" r="4" />
            <circle class="icon-solid" cx="27" cy="8.8" r="3.6" />
            <path class="mark-line" d="M14.5 13.5c0 8-8 8.5-8 19M27 15.5c0 7.5-7 8-7 17" />
        </svg>
    }
}

/// The pale path behind the green card. Decoration.
#[component]
pub fn NextThingPath() -> impl IntoView {
    view! {
        <svg class="next-thing-path" viewBox="0 0 350 275" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">
            <path class="next-thing-trail" d="M276-20C244 20 240 66 264 96c28 34 66 52 66 92 0 36-84 50-110 110" />
        </svg>
    }
}

/// The only picture: hills, a sun, a path and two people. Decoration; its colours follow the theme.
#[component]
pub fn LoginPicture() -> impl IntoView {
    view! {
        <svg class="login-picture" viewBox="0 0 390 252" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
            <rect class="picture-sky" x="-800" width="2000" y="-800" height="1060" />
            <circle class="picture-sun" cx="112" cy="76" r="30" />
            <path class="picture-hill-far" d="M0 150c40-20 72-28 108-28 66 0 100 27 164 27 46 0 84-14 118-35v138H0z" />
            <path class="picture-trail-line" d="M255 149c-12 12 2 18-3 26-6 10-22 12-32 17" />
            <path class="picture-hill-middle" d="M0 186c34-14 66-21 104-21 70 0 106 35 172 35 42 0 82-11 114-30v82H0z" />
            <path class="picture-trail" d="M203 184c10 22 36 40 56 46l-8 5c-20-8-46-30-48-51z" />
            <path class="picture-hill-near" d="M0 223c34-12 70-18 112-18 72 0 100 26 190 26 34 0 62-6 88-17v38H0z" />
            <path class="picture-trail" d="M96 252c16-13 48-14 92-16 36-2 64-4 62-10h20c3 14-74 14-92 26z" />
            <g class="picture-walkers">
                <circle cx="255" cy="203" r="5.5" />
                <rect x="251.2" y="210" width="7.6" height="23" rx="3.8" />
                <circle cx="273" cy="205" r="5" />
                <rect x="269.4" y="212" width="7.2" height="21" rx="3.6" />
            </g>
        </svg>
    }
}

/// One footstep: its middle, and whether it is a left or a right one.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Footstep {
    x: f64,
    y: f64,
    turn: i8,
}

/// Footstep `week` (from 1) of `weeks`, in a drawing of 350 by 36.
fn footstep(week: u16, weeks: u16) -> Footstep {
    let gaps = f64::from(weeks.saturating_sub(1).max(1));
    let x = 7.0 + f64::from(week.saturating_sub(1)) * 336.0 / gaps;
    let left = week % 2 == 1;
    Footstep { x, y: if left { 8.0 } else { 20.0 }, turn: if left { -8 } else { 8 } }
}

/// The course: one footstep a week. Walked ones are filled, this week's is larger and has a mark
/// below it, coming ones are open. A finished course is walked to the end.
#[component]
pub fn CoursePath(
    /// This week, from 1; 0 before the start.
    week: u16,
    /// The length of the course; no more than 60 are drawn.
    weeks: u16,
    /// The same in words, "Uge 7 af 26".
    title: String,
) -> impl IntoView {
    let weeks = weeks.clamp(1, 60);
    view! {
        <svg class="course-path" viewBox="0 0 350 36" role="img" aria-label=title>
            {(1..=weeks).map(|number| {
                let Footstep { x, y, turn } = footstep(number, weeks);
                let class = if number <= week { "course-step course-step-walked" } else { "course-step" };
                let now = number == week;
                let (long, short) = if now { ("8.5", "5.8") } else { ("6", "3.7") };
                let middle = format!("{x:.1}");
                view! {
                    <ellipse class=class cx=middle.clone() cy=y.to_string() rx=long ry=short
                        transform=format!("rotate({turn} {x:.1} {y})") />
                    {now.then(|| view! { <line class="course-now" x1=middle.clone() x2=middle y1="29" y2="34" /> })}
                }
            }).collect_view()}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_footsteps_fill_the_width_and_alternate() {
        let (first, second, last) = (footstep(1, 26), footstep(2, 26), footstep(26, 26));
        assert!(first.x >= 6.0 && last.x <= 344.0);
        assert!(first.y < second.y && first.turn == -second.turn);
        assert!(footstep(1, 1).x.is_finite());
    }
}
