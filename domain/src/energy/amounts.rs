//! The arithmetic of §4.2 and §4.3: load, budget, quotient, band. Plain numbers in, plain numbers out.

use crate::activity::Weight;
use serde::{Deserialize, Serialize};

/// An amount of energy: minutes of light activity (§4.2).
pub type Lm = u32;

/// One point as it is shown: 30 lm (§4.2).
pub const POINT_LM: Lm = 30;

/// How full a day is, in four words (§4.3); never a colour of alarm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// q ≤ 80: "Der er luft" ○
    Room,
    /// 81–100: "Passer" ●
    Fits,
    /// 101–120: "Lidt for meget" ◐
    SlightlyOver,
    /// Above 120: "For meget" ▲
    Over,
    /// No base is agreed, or the budget is nothing: only list and minutes.
    #[default]
    Unknown,
}

impl Band {
    /// The band of a quotient in percent (§4.3).
    pub const fn of(pct: Option<u32>) -> Self {
        match pct {
            None => Self::Unknown,
            Some(0..=80) => Self::Room,
            Some(81..=100) => Self::Fits,
            Some(101..=120) => Self::SlightlyOver,
            Some(_) => Self::Over,
        }
    }
}

/// w of §4.2: rest 0, light 1, medium 2, heavy 3.
const fn factor(weight: Weight) -> Lm {
    match weight {
        Weight::Rest => 0,
        Weight::Light => 1,
        Weight::Medium => 2,
        Weight::Heavy => 3,
    }
}

/// `load = w × minutes + travel_minutes` (§4.2). Rest costs nothing and earns nothing back.
pub fn load(weight: Weight, minutes: u16, travel_minutes: u16) -> Lm {
    factor(weight) * Lm::from(minutes) + Lm::from(travel_minutes)
}

/// f(c) of §4.2 in percent: a morning of 1 halves what is planned for, 2 takes a quarter off, every
/// other morning and none leave it.
pub const fn checkin_factor(checkin: Option<u8>) -> u32 {
    match checkin {
        Some(1) => 50,
        Some(2) => 75,
        _ => 100,
    }
}

/// `B_d = floor(B × f / 100)` (§4.2), so never above B.
pub fn budget(base: Lm, checkin: Option<u8>) -> Lm {
    narrow(u64::from(base) * u64::from(checkin_factor(checkin)) / 100)
}

/// `q_d = round_half_up(100 × P_d / B_d)` (§4.2). None when there is no budget to measure against.
pub fn pct(planned: Lm, budget: Lm) -> Option<u32> {
    let whole = u64::from(budget);
    (200 * u64::from(planned) + whole).checked_div(2 * whole).map(narrow)
}

/// `EQ_d = round_half_up(100 × U_d / B_d)` (§4.2): the quotient of what was used.
pub fn eq_pct(used: Lm, budget: Lm) -> Option<u32> {
    pct(used, budget)
}

/// The middle value, of two middle ones the lower (§4.6). None of nothing.
pub fn lower_median<T: Copy + Ord>(values: &[T]) -> Option<T> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

/// Points for display in tenths, rounded half up: 410 lm is 137, shown as "13,7" (§4.2).
pub const fn points_tenths(amount: Lm) -> u32 {
    // Ten tenths to a point and POINT_LM to a point: a third of an lm to a tenth.
    amount / 3 + if amount % 3 == 2 { 1 } else { 0 }
}

/// The mean, rounded half up; none of nothing.
pub(super) fn mean(values: impl IntoIterator<Item = u32>) -> Option<u32> {
    let (sum, count) =
        values.into_iter().fold((0_u64, 0_u64), |(sum, count), value| (sum + u64::from(value), count + 1));
    (2 * sum + count).checked_div(2 * count).map(narrow)
}

/// `number` as an amount; one that is too large for any day stops at the end of the number line.
pub(super) fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
