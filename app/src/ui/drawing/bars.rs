//! Bars in true proportion: a day's blocks, a day of the week, an appointment's effect.

use super::per_cent;
use domain::energy::Band;
use leptos::prelude::*;

/// Where the agreed line stands in a week's rows: the same in each, with room to its right.
const AGREED: f64 = 66.67;
/// The longest bar, in per cent of what is agreed; longer ones are drawn like this.
const LONGEST: u32 = 150;

/// One block of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayBlock {
    /// How much it takes, in the same unit as the budget.
    pub load: u32,
    /// Whether it is done.
    pub done: bool,
}

/// What a block of the day band says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Gjort: solid, with a tick.
    Done,
    /// Kommer: tinted, with an edge.
    Coming,
    /// Luft: dashed.
    Air,
}

impl BlockKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "band-done",
            Self::Coming => "band-coming",
            Self::Air => "band-air",
        }
    }
}

/// A block's place: start and length in per cent of the band.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Placed {
    kind: BlockKind,
    start: f64,
    length: f64,
}

/// Lays the blocks out in true proportion, with air up to the budget; the second part is where the
/// agreed line stands, and whether it crosses a block.
fn lay_out(blocks: Vec<DayBlock>, budget: u32) -> (Vec<Placed>, f64, bool) {
    /// Room at both ends for the thickness of lines.
    const EDGE: f64 = 0.4;
    const GAP: f64 = 0.7;
    const WIDTH: f64 = 97.0;
    let total = blocks.iter().fold(0_u32, |sum, block| sum.saturating_add(block.load));
    let unit = WIDTH / f64::from(total.max(budget).max(1));
    let mut start = EDGE;
    let mut placed = Vec::with_capacity(blocks.len() + 1);
    let mut place = |kind, load: u32| {
        let whole = f64::from(load) * unit;
        placed.push(Placed { kind, start, length: (whole - GAP).max(0.8) });
        start += whole;
    };
    for block in blocks.into_iter().filter(|block| block.load > 0) {
        place(if block.done { BlockKind::Done } else { BlockKind::Coming }, block.load);
    }
    if budget > total {
        place(BlockKind::Air, budget - total);
    }
    let crosses = total > budget;
    let agreed = EDGE + f64::from(budget) * unit + if crosses { -GAP / 2.0 } else { 0.9 };
    (placed, agreed, crosses)
}

/// The day as blocks, with the line that the two agreed.
#[component]
pub fn DayBand(
    /// The day's activities in order.
    blocks: Vec<DayBlock>,
    /// What is agreed for the day, in the blocks' unit.
    budget: u32,
    /// The same in words.
    title: String,
) -> impl IntoView {
    let (placed, agreed, crosses) = lay_out(blocks, budget);
    view! {
        <svg class="day-band-bar" role="img" aria-label=title>
            {placed.into_iter().map(|block| view! {
                <rect class=block.kind.class() x=per_cent(block.start) y="15%" width=per_cent(block.length) height="70%" rx="5" />
                {(block.kind == BlockKind::Done && block.length > 6.0).then(|| view! {
                    <svg x=per_cent(block.start + block.length / 2.0) y="50%" overflow="visible">
                        <path class="band-tick" d="M-6.5 .5l4.5 4.5L6.5-4.5" />
                    </svg>
                })}
            }).collect_view()}
            <AgreedLine at=agreed with_room=crosses />
        </svg>
    }
}

/// A small block for the words under the day band.
#[component]
pub fn BandSample(kind: BlockKind) -> impl IntoView {
    view! {
        <svg class="day-band-sample" aria-hidden="true">
            <rect class=kind.class() x="1" y="1" width="16" height="16" rx="4" />
            {(kind == BlockKind::Done).then(|| view! {
                <svg x="50%" y="50%" overflow="visible"><path class="band-tick" d="M-4 .3l2.8 2.8L4-2.8" /></svg>
            })}
        </svg>
    }
}

/// What the two of you agreed: dark, upright, and kept free of what it crosses.
#[component]
fn AgreedLine(at: f64, with_room: bool) -> impl IntoView {
    let x = per_cent(at);
    view! {
        {with_room.then(|| view! { <line class="band-agreed-room" x1=x.clone() x2=x.clone() y1="10%" y2="90%" /> })}
        <line class="band-agreed" x1=x.clone() x2=x y1="5%" y2="95%" />
    }
}

/// One day of the week. Open, solid, striped or cross-hatched; nothing without an agreed amount.
#[component]
pub fn WeekBar(
    /// Unique on the page: patterns are found by it.
    id: String,
    /// The day's load in per cent of what is agreed.
    percent: u32,
    band: Band,
    /// The same in words.
    title: String,
) -> impl IntoView {
    let length = f64::from(percent.min(LONGEST)) * AGREED / 100.0;
    let near = length > AGREED - 2.0;
    let (x, width) = ("0.5%", per_cent((length - 0.5).max(2.5)));
    let class = if band == Band::Fits { "week-bar-fill week-bar-solid" } else { "week-bar-fill" };
    let hatched = matches!(band, Band::SlightlyOver | Band::Over);
    let fill = format!("url(#{id})");
    (band != Band::Unknown).then(move || {
        view! {
            <svg class="week-bar" role="img" aria-label=title>
                {hatched.then(|| view! { <BandPattern id crossed={band == Band::Over} /> })}
                {(!near).then(|| ["25%", "75%"].map(|y| view! {
                    <line class="week-bar-track" x1=per_cent(length + 0.5) x2=per_cent(AGREED) y1=y y2=y />
                }))}
                {(percent > 0).then(|| view! {
                    <rect class=class x=x y="21%" width=width.clone() height="58%" rx="8" />
                    {hatched.then(|| view! { <rect fill=fill x=x y="21%" width=width height="58%" rx="8" /> })}
                })}
                <AgreedLine at=AGREED with_room=near />
            </svg>
        }
    })
}

/// Stripes, or stripes both ways.
#[component]
fn BandPattern(id: String, crossed: bool) -> impl IntoView {
    let (size, turn, path) = if crossed { ("6", "rotate(45)", "M0 0H6M0 0V6") } else { ("7", "rotate(35)", "M2 0V7") };
    view! {
        <defs>
            <pattern id=id width=size height=size patternUnits="userSpaceOnUse" patternTransform=turn>
                <path class="week-bar-pattern" d=path />
            </pattern>
        </defs>
    }
}

/// A day now, and what an appointment would add: the new part is solid with a plus.
#[component]
pub fn EffectBar(
    /// The day's load now, in per cent of what is agreed.
    now: u32,
    /// What the appointment adds, in the same unit.
    added: u32,
    /// The same in words.
    title: String,
) -> impl IntoView {
    let unit = AGREED / 100.0;
    let first = (f64::from(now.min(LONGEST)) * unit).min(94.0);
    let second = (f64::from(added.min(LONGEST)) * unit).clamp(5.0, 100.0 - first);
    view! {
        <svg class="effect-bar" role="img" aria-label=title>
            {(now > 0).then(|| view! {
                <rect class="band-coming" x="0.4%" y="21%" width=per_cent((first - 0.8).max(1.0)) height="58%" rx="6" />
            })}
            <rect class="band-done" x=per_cent(first + 0.4) y="21%" width=per_cent(second - 0.8) height="58%" rx="6" />
            <svg x=per_cent(first + second / 2.0) y="50%" overflow="visible">
                <path class="band-tick" d="M-4.5 0H4.5M0-4.5V4.5" />
            </svg>
            <AgreedLine at=AGREED with_room={first + second > AGREED} />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(load: u32, done: bool) -> DayBlock {
        DayBlock { load, done }
    }

    #[test]
    fn blocks_keep_their_proportion_and_air_fills_up_to_the_agreed_line() {
        let (placed, agreed, crosses) = lay_out(vec![block(2, true), block(4, false)], 12);
        let starts: Vec<f64> = placed.iter().map(|p| p.start).collect();
        assert_eq!(
            placed.iter().map(|p| p.kind).collect::<Vec<_>>(),
            [BlockKind::Done, BlockKind::Coming, BlockKind::Air]
        );
        assert!(((starts[2] - starts[1]) / (starts[1] - starts[0]) - 2.0).abs() < 1e-9);
        assert!(!crosses && agreed > placed[2].start + placed[2].length && agreed < 100.0);
    }

    #[test]
    fn a_day_above_the_agreed_has_its_line_inside_and_no_air() {
        let (placed, agreed, crosses) = lay_out(vec![block(8, false), block(8, false)], 12);
        assert!(crosses && agreed < placed[1].start + placed[1].length);
        assert!(placed.iter().all(|p| p.kind != BlockKind::Air));
    }

    #[test]
    fn an_empty_day_without_a_budget_draws_nothing_and_divides_by_nothing() {
        let (placed, agreed, _) = lay_out(Vec::new(), 0);
        assert!(placed.is_empty() && agreed.is_finite());
        let (placed, _, _) = lay_out(vec![block(u32::MAX, false), block(u32::MAX, true)], 1);
        assert!(placed.iter().all(|p| p.length.is_finite() && p.length > 0.0));
    }
}
