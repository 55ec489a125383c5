//! The base as an agreement (§4.6): where it begins, when lowering or raising may be offered.
//!
//! Everything here is a proposal. A first base and a raise hold only when citizen and coordinator both
//! accept; lowering is the citizen's alone, at once. Nothing is ever raised by itself.

use super::amounts::{Lm, lower_median, narrow};
use super::days::Days;
use crate::activity::{Felt, Weight};
use crate::time::plus_days;
use chrono::NaiveDate;

/// The lowest first base that is proposed (§4.6), in lm.
pub const FIRST_BASE_MIN: Lm = 60;
/// The highest base that can be agreed, in lm: twenty-four hours of heavy work.
pub const BASE_MAX: Lm = 4320;

/// How many days §4.6 looks back for a first base or a raise.
const LOOK_BACK_DAYS: i64 = 14;
const FIRST_BASE_LOGGED_MIN: usize = 5;
const RAISE_LOGGED_MIN: usize = 10;
const RAISE_CHECKINS_MIN: usize = 7;
const RAISE_WAIT_DAYS: i64 = 21;
/// Below this five lm would be more than a tenth (§4.6).
const RAISE_MIN: Lm = 50;
const DIP_WINDOW_DAYS: i64 = 7;

/// The first base from the used amounts of logged days (§4.6): after at least 5 of them,
/// `max(60, floor15(80 % × lower median(U)))`.
pub fn first_base_of(used: &[Lm]) -> Option<Lm> {
    if used.len() < FIRST_BASE_LOGGED_MIN {
        return None;
    }
    let four_fifths = narrow(u64::from(lower_median(used)?) * 80 / 100);
    Some((four_fifths / 15 * 15).clamp(FIRST_BASE_MIN, BASE_MAX))
}

/// The first base to propose from the 14 days up to `today`; none while there are too few logged days,
/// and none when a base is agreed already (§4.6).
pub fn first_base(days: &Days, today: NaiveDate) -> Option<Lm> {
    if days.base_on(today).is_some() {
        return None;
    }
    let logged = last_days(today, LOOK_BACK_DAYS).filter(|date| days.is_logged(*date));
    first_base_of(&logged.map(|date| days.used(date)).collect::<Vec<_>>())
}

/// What a raise would lead to: `B + max(5, floor5(B / 10))` (§4.6).
pub fn next_base(base: Lm) -> Lm {
    base.saturating_add((base / 10 / 5 * 5).max(5))
}

/// What a lowering offers: −20 % (§4.6). The citizen may choose any other amount.
pub fn lowered_base(base: Lm) -> Lm {
    narrow(u64::from(base) * 80 / 100)
}

/// A day of much that is followed by days of little (§4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dip {
    /// The day with EQ > 120.
    pub date: NaiveDate,
    /// The day, one to three later, on which it showed.
    pub felt_on: NaiveDate,
}

/// The dips of the days from `from` to `to`, as far as they have shown by `today` (§4.6): EQ > 120,
/// followed within 1–3 days by a check-in ≤ 2 or U ≤ 50 % of `B_d`. Only a day that is logged and over
/// says anything by its U.
pub fn dips(days: &Days, from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Vec<Dip> {
    let shows = |date: &NaiveDate| {
        let is_low_morning = days.checkin_on(*date).is_some_and(|level| level <= 2);
        let is_half =
            days.budget(*date).is_some_and(|budget| budget > 0 && u64::from(days.used(*date)) * 2 <= u64::from(budget));
        is_low_morning || (*date < today && days.is_logged(*date) && is_half)
    };
    from.iter_days()
        .take_while(|date| *date <= to)
        .filter(|date| days.eq_pct(*date).is_some_and(|eq| eq > 120))
        .filter_map(|date| {
            let after = (1..=3).map(|ahead| plus_days(date, ahead));
            let felt_on = after.filter(|day| *day <= today).find(shows)?;
            Some(Dip { date, felt_on })
        })
        .collect()
}

/// Offered after two dips within seven days, or three mornings ≤ 2 running (§4.6): the base less a
/// fifth. What lies before the last change of the base no longer speaks for another.
pub fn lowering_offer(days: &Days, today: NaiveDate) -> Option<Lm> {
    let base = days.base_on(today)?;
    let since = days.base_since(today)?;
    let lower = lowered_base(base);
    let is_due = has_two_dips(days, since, today) || has_three_low_mornings(days, since, today);
    (lower < base && is_due).then_some(lower)
}

fn has_two_dips(days: &Days, since: NaiveDate, today: NaiveDate) -> bool {
    // The first of two may lie a week before one that itself took three days to show.
    let from = plus_days(today, -2 * DIP_WINDOW_DAYS).max(plus_days(since, 1));
    let recent = dips(days, from, today, today);
    recent.windows(2).any(|pair| match pair {
        [first, second] => {
            (second.date - first.date).num_days() < DIP_WINDOW_DAYS
                && (today - second.felt_on).num_days() < DIP_WINDOW_DAYS
        }
        _ => false,
    })
}

/// Ending today, or yesterday while today's is not given.
fn has_three_low_mornings(days: &Days, since: NaiveDate, today: NaiveDate) -> bool {
    let is_low = |date: NaiveDate| date > since && days.checkin_on(date).is_some_and(|level| level <= 2);
    let last = if days.checkin_on(today).is_some() { today } else { plus_days(today, -1) };
    last_days(last, 3).all(is_low)
}

/// What the people have said about a raise (§4.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RaiseWish {
    /// Set by citizen or coordinator; removes every raise offer. The reason is not kept.
    pub pem_caution: bool,
    /// The citizen asked, or said yes when asked.
    pub is_wanted: bool,
}

/// Why no raise is offered. For the staircase on the plan, not for a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRaise {
    /// No base is agreed.
    NoBase,
    /// `pem_caution` is set.
    Caution,
    /// The base is below 50 lm, where the smallest step is more than a tenth.
    TooSmall,
    /// Less than 21 days since the last change.
    TooSoon,
    /// Fewer than 10 of the last 14 days are logged.
    FewLoggedDays,
    /// Fewer than 80 % of them had EQ ≤ 100.
    OftenOver,
    /// There was a dip.
    Dip,
    /// Fewer than 7 check-ins.
    FewCheckins,
    /// The lower median of the check-ins is below 3.
    LowMornings,
    /// The citizen has not asked.
    NotWanted,
}

/// The base that may be offered, or what speaks against it (§4.6). The coordinator confirms; the text
/// says "Du bestemmer. Det er også fint at blive her."
pub fn raise_offer(days: &Days, today: NaiveDate, wish: RaiseWish) -> Result<Lm, NoRaise> {
    let base = days.base_on(today).ok_or(NoRaise::NoBase)?;
    let since = days.base_since(today).ok_or(NoRaise::NoBase)?;
    if wish.pem_caution {
        return Err(NoRaise::Caution);
    }
    if base < RAISE_MIN {
        return Err(NoRaise::TooSmall);
    }
    if (today - since).num_days() < RAISE_WAIT_DAYS {
        return Err(NoRaise::TooSoon);
    }
    check_fortnight(days, today)?;
    if !wish.is_wanted {
        return Err(NoRaise::NotWanted);
    }
    Ok(next_base(base).min(BASE_MAX.max(base)))
}

/// What the last 14 days must look like before a raise (§4.6).
fn check_fortnight(days: &Days, today: NaiveDate) -> Result<(), NoRaise> {
    let logged: Vec<NaiveDate> = last_days(today, LOOK_BACK_DAYS).filter(|date| days.is_logged(*date)).collect();
    if logged.len() < RAISE_LOGGED_MIN {
        return Err(NoRaise::FewLoggedDays);
    }
    let within = logged.iter().filter(|date| days.eq_pct(**date).is_some_and(|eq| eq <= 100)).count();
    if within * 100 < logged.len() * 80 {
        return Err(NoRaise::OftenOver);
    }
    // A dip belongs to the fortnight as soon as one of its two days does.
    let first = plus_days(today, 1 - LOOK_BACK_DAYS);
    if dips(days, plus_days(first, -3), today, today).iter().any(|dip| dip.felt_on >= first) {
        return Err(NoRaise::Dip);
    }
    let mornings: Vec<u8> = last_days(today, LOOK_BACK_DAYS).filter_map(|date| days.checkin_on(date)).collect();
    if mornings.len() < RAISE_CHECKINS_MIN {
        return Err(NoRaise::FewCheckins);
    }
    if lower_median(&mornings).is_none_or(|level| level < 3) {
        return Err(NoRaise::LowMornings);
    }
    Ok(())
}

/// After three times the same "lettere" or "tungere", newest first: the weight to ask about (§4.8).
/// Never changed without the citizen's yes.
pub fn relabel_offer(weight: Weight, felt: &[Felt]) -> Option<Weight> {
    let [first, second, third, ..] = felt else {
        return None;
    };
    if first != second || second != third {
        return None;
    }
    match (first, weight) {
        (Felt::Lighter, Weight::Heavy) | (Felt::Heavier, Weight::Light) => Some(Weight::Medium),
        (Felt::Lighter, Weight::Medium) | (Felt::Heavier, Weight::Rest) => Some(Weight::Light),
        (Felt::Lighter, Weight::Light) => Some(Weight::Rest),
        (Felt::Heavier, Weight::Medium) => Some(Weight::Heavy),
        (Felt::Lighter, Weight::Rest) | (Felt::Heavier, Weight::Heavy) | (Felt::AsExpected, _) => None,
    }
}

/// `count` days that end with `today`.
fn last_days(today: NaiveDate, count: i64) -> impl Iterator<Item = NaiveDate> {
    (0..count).map(move |back| plus_days(today, -back))
}
