//! What citizen and coordinator see of past weeks (§4.8). Shown to the coordinator only while the
//! citizen shares it; that decision is made elsewhere.

use super::amounts::{Band, lower_median, mean};
use super::base::dips;
use super::days::Days;
use crate::time::{monday_of, plus_days};
use chrono::NaiveDate;

/// Fewer logged days than this say too little: "for lidt data" (§4.8).
const LOGGED_MIN: usize = 3;
/// How far two fortnights may lie apart and still be "stabil", in percentage points (§4.8).
const STEADY_POINTS: i64 = 10;

/// A week in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekSummary {
    /// Its Monday.
    pub monday: NaiveDate,
    /// Days on which anything was recorded, 0 to 7.
    pub logged_days: usize,
    /// The mean EQ of the logged days in percent; none when there is too little to say.
    pub mean_eq: Option<u32>,
    /// The word for it.
    pub band: Band,
    /// The lower median of the mornings; none without one.
    pub median_checkin: Option<u8>,
    /// Dips that began in the week.
    pub dips: usize,
}

impl WeekSummary {
    /// Whether the week shows "for lidt data".
    pub const fn says_too_little(&self) -> bool {
        self.logged_days < LOGGED_MIN
    }
}

/// The week that `date` is in, as far as it is known on `today` (§4.8).
pub fn week_summary(days: &Days, date: NaiveDate, today: NaiveDate) -> WeekSummary {
    let monday = monday_of(date);
    let week = || (0..7).map(move |n| plus_days(monday, n));
    let logged_days = week().filter(|date| days.is_logged(*date)).count();
    let mean_eq = mean(telling_eqs(days, monday));
    let mornings: Vec<u8> = week().filter_map(|date| days.checkin_on(date)).collect();
    WeekSummary {
        monday,
        logged_days,
        mean_eq,
        band: Band::of(mean_eq),
        median_checkin: lower_median(&mornings),
        dips: dips(days, monday, plus_days(monday, 6), today).len(),
    }
}

/// The EQs of a week, none of them where the week says too little.
fn telling_eqs(days: &Days, monday: NaiveDate) -> Vec<u32> {
    let week = || (0..7).map(move |n| plus_days(monday, n));
    if week().filter(|date| days.is_logged(*date)).count() < LOGGED_MIN {
        return Vec::new();
    }
    week().filter_map(|date| days.eq_pct(date)).collect()
}

/// Where the weeks are going, in a word (§4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// "for lidt data"
    TooLittle,
    /// "stabil": within ten points.
    Steady,
    /// More than ten points up.
    Higher,
    /// More than ten points down.
    Lower,
}

impl Trend {
    /// The word for a change in percentage points.
    pub const fn of(change: Option<i64>) -> Self {
        match change {
            None => Self::TooLittle,
            Some(change) if change > STEADY_POINTS => Self::Higher,
            Some(change) if change < -STEADY_POINTS => Self::Lower,
            Some(_) => Self::Steady,
        }
    }
}

/// The mean EQ of the two weeks that end with the week of `last`, less that of the two before, in
/// percentage points (§4.8). Weeks that say too little are passed over; none when a fortnight has no
/// other.
pub fn eq_change(days: &Days, last: NaiveDate) -> Option<i64> {
    let monday = monday_of(last);
    let fortnight = |weeks_back: i64| {
        let weeks = [weeks_back, weeks_back + 1].map(|back| plus_days(monday, -7 * back));
        mean(weeks.into_iter().flat_map(|monday| telling_eqs(days, monday))).map(i64::from)
    };
    Some(fortnight(0)? - fortnight(2)?)
}
