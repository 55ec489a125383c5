//! §4.6 and §4.8: first base, lowering, raising, dips, weeks.

use super::*;

fn back(days: i64) -> NaiveDate {
    plus_days(tuesday(), -days)
}

/// A record of so many lm on the day `days` before Tuesday.
fn used(days: i64, amount: u16) -> Item {
    done(back(days), u128::from(days.unsigned_abs()) + 100, amount)
}

/// Base 200 for a month, twelve quiet days with good mornings.
fn quiet_fortnight() -> Days {
    (1..=12)
        .fold(Days::default().with_base(back(30), 200), |days, n| days.with_item(used(n, 180)).with_checkin(back(n), 4))
}

const ASKED: RaiseWish = RaiseWish { pem_caution: false, is_wanted: true };

#[test]
fn a_first_base_needs_five_logged_days_within_fourteen() {
    let four = (0..4).fold(Days::default(), |days, n| days.with_item(used(n, 300)));
    assert_eq!(first_base(&four, tuesday()), None);
    assert_eq!(first_base(&four.clone().with_item(used(14, 300)), tuesday()), None);
    let five = four.with_item(used(13, 300));
    assert_eq!(first_base(&five, tuesday()), Some(240));
    assert_eq!(first_base(&five.with_base(back(1), 90), tuesday()), None);
    assert_eq!(first_base_of(&[1, 2, 3, 4, 5]), Some(FIRST_BASE_MIN));
}

#[test]
fn a_quiet_fortnight_may_offer_a_step_up() {
    assert_eq!(raise_offer(&quiet_fortnight(), tuesday(), ASKED), Ok(220));
}

#[test]
fn each_thing_that_speaks_against_a_raise_does() {
    let offer = |days: &Days, wish| raise_offer(days, tuesday(), wish).unwrap_err();
    let quiet = quiet_fortnight();
    let refused = |days: Days| offer(&days, ASKED);
    assert_eq!(offer(&quiet, RaiseWish { pem_caution: true, is_wanted: true }), NoRaise::Caution);
    assert_eq!(offer(&quiet, RaiseWish::default()), NoRaise::NotWanted);
    assert_eq!(refused(Days::default()), NoRaise::NoBase);
    assert_eq!(refused(quiet.clone().with_base(back(40), 40).with_base(back(30), 49)), NoRaise::TooSmall);
    assert_eq!(refused(quiet.clone().with_base(back(20), 205)), NoRaise::TooSoon);
    assert_eq!(raise_offer(&quiet.clone().with_base(back(21), 205), tuesday(), ASKED), Ok(225));
    // The same amount agreed once more is no change.
    assert_eq!(raise_offer(&quiet.clone().with_base(back(2), 200), tuesday(), ASKED), Ok(220));
    let unlog = |days: Days, n| days.with_item(Item { status: Status::Planned, ..used(n, 180) });
    assert_eq!(refused((1..=3).fold(quiet.clone(), unlog)), NoRaise::FewLoggedDays);
    assert_eq!(refused((1..=3).fold(quiet.clone(), |days, n| days.with_item(used(n, 210)))), NoRaise::OftenOver);
    assert!(raise_offer(&quiet.clone().with_item(used(1, 210)), tuesday(), ASKED).is_ok());
    let boom = quiet.clone().with_item(used(5, 260)).with_checkin(back(3), 2);
    assert_eq!(refused(boom), NoRaise::Dip);
    let silent = (1..=12).fold(Days::default().with_base(back(30), 200), |days, n| days.with_item(used(n, 180)));
    assert_eq!(refused(silent), NoRaise::FewCheckins);
    // Low mornings halve the budget too, so the days must be lighter to fit at all.
    let low = (1..=12).fold(quiet, |days, n| days.with_item(used(n, 80)).with_checkin(back(n), 2));
    assert_eq!(refused(low), NoRaise::LowMornings);
}

#[test]
fn a_dip_shows_within_three_days_by_morning_or_by_half_a_day() {
    let base = || Days::default().with_base(back(30), 200).with_item(used(9, 241));
    let found = |days: &Days| dips(days, back(14), tuesday(), tuesday());
    assert!(found(&base()).is_empty());
    let dip = |felt_on| vec![Dip { date: back(9), felt_on: back(felt_on) }];
    assert_eq!(found(&base().with_checkin(back(6), 2)), dip(6));
    assert!(found(&base().with_checkin(back(5), 1)).is_empty());
    assert!(found(&base().with_checkin(back(9), 1).with_item(used(9, 120))).is_empty());
    assert_eq!(found(&base().with_item(used(8, 100))), dip(8));
    assert!(found(&base().with_item(used(8, 101))).is_empty());
    // 240 of 200 is exactly 120 percent: not above.
    assert!(found(&base().with_item(used(9, 240)).with_checkin(back(8), 1)).is_empty());
}

#[test]
fn a_day_that_is_not_over_says_nothing_by_what_it_has_not_used_yet() {
    let days = Days::default().with_base(back(30), 200).with_items([used(1, 260), used(0, 10)]);
    assert!(dips(&days, back(7), tuesday(), tuesday()).is_empty());
    assert_eq!(dips(&days, back(7), tuesday(), plus_days(tuesday(), 1)).len(), 1);
}

#[test]
fn lowering_is_offered_after_three_low_mornings_running() {
    let days = |mornings: &[(i64, u8)]| {
        let base = Days::default().with_base(back(30), 205);
        mornings.iter().fold(base, |days, (n, level)| days.with_checkin(back(*n), *level))
    };
    let offer = |days: &Days| lowering_offer(days, tuesday());
    assert_eq!(offer(&days(&[(0, 2), (1, 1), (2, 2)])), Some(164));
    assert_eq!(offer(&days(&[(1, 2), (2, 1), (3, 2)])), Some(164));
    assert_eq!(offer(&days(&[(0, 3), (1, 1), (2, 2), (3, 2)])), None);
    assert_eq!(offer(&days(&[(0, 2), (1, 1), (3, 2)])), None);
    // Once lowered, the same mornings do not ask again.
    assert_eq!(offer(&days(&[(0, 2), (1, 1), (2, 2)]).with_base(tuesday(), 160)), None);
}

#[test]
fn lowering_is_offered_after_two_dips_within_seven_days() {
    let days = |first, second| {
        [first, second].into_iter().fold(Days::default().with_base(back(30), 200), |days, n| {
            days.with_item(used(n, 260)).with_checkin(back(n - 1), 2)
        })
    };
    assert_eq!(lowering_offer(&days(8, 2), tuesday()), Some(160));
    assert_eq!(lowering_offer(&days(9, 2), tuesday()), None);
    assert_eq!(lowering_offer(&days(14, 12), tuesday()), None);
}

#[test]
fn a_week_says_too_little_under_three_logged_days() {
    let monday = day("2026-11-16");
    let base = Days::default().with_base(back(30), 200).with_checkin(monday, 3).with_checkin(back(5), 2);
    let two = base.with_items([used(8, 200), used(7, 250)]);
    let week = week_summary(&two, monday, tuesday());
    assert!(week.says_too_little());
    assert_eq!((week.logged_days, week.mean_eq, week.band), (2, None, Band::Unknown));
    let three = two.with_item(used(6, 201));
    let week = week_summary(&three, day("2026-11-22"), tuesday());
    assert_eq!((week.monday, week.logged_days, week.mean_eq), (monday, 3, Some(109)));
    assert_eq!((week.band, week.median_checkin, week.dips), (Band::SlightlyOver, Some(2), 1));
}

#[test]
fn the_trend_compares_two_fortnights() {
    let week = |days: Days, weeks_back: i64, amount: u16| {
        let monday = plus_days(day("2026-11-16"), -7 * weeks_back);
        (0..3).fold(days, |days, n| {
            let date = plus_days(monday, n);
            let id = u128::from(weeks_back.unsigned_abs()) * 10 + u128::from(n.unsigned_abs());
            days.with_item(done(date, 500 + id, amount))
        })
    };
    let base = || Days::default().with_base(day("2026-01-01"), 200);
    let change = |days: &Days| eq_change(days, day("2026-11-22"));
    let earlier = week(week(base(), 3, 160), 2, 160);
    assert_eq!(change(&earlier), None);
    let steady = week(week(earlier.clone(), 1, 180), 0, 180);
    assert_eq!((change(&steady), Trend::of(change(&steady))), (Some(10), Trend::Steady));
    let higher = week(earlier.clone(), 0, 182);
    assert_eq!((change(&higher), Trend::of(change(&higher))), (Some(11), Trend::Higher));
    let lower = week(earlier, 1, 100);
    assert_eq!((change(&lower), Trend::of(change(&lower))), (Some(-30), Trend::Lower));
    assert_eq!(Trend::of(None), Trend::TooLittle);
}
