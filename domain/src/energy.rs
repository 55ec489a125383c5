//! Energy pacing (domain.md §4): what a day takes out of a person, and what the day has to give.
//!
//! Whole numbers only, so that phone and server agree to the last minute. The unit is lm, a minute of
//! light activity. Everything here is an offer to the person who plans: nothing blocks, nothing
//! alarms, nothing is raised by itself, and without an agreed base there is no judgement at all.
//! It knows no screens and no store.

mod amounts;
mod base;
mod breaks;
mod days;
mod shown;
mod suggestions;
mod weeks;

pub use amounts::{Band, Lm, POINT_LM, budget, checkin_factor, eq_pct, load, lower_median, pct, points_tenths};
pub use base::{
    BASE_MAX, Dip, FIRST_BASE_MIN, NoRaise, RaiseWish, dips, first_base, first_base_of, lowered_base, lowering_offer,
    next_base, raise_offer, relabel_offer,
};
pub use breaks::{BREAK_MINUTES, breaks};
pub use days::{Days, Fit, Item, ItemId};
pub use suggestions::{SUGGESTIONS_MAX, Suggestion, SuggestionKind, first_over_full, repace, suggestions};
pub use weeks::{Trend, WeekSummary, eq_change, week_summary};

#[cfg(test)]
mod tests;
