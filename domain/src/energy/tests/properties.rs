//! The invariants of §4.8, over all plans that chance can think of.

use super::*;
use proptest::prelude::*;

fn any_weight() -> impl Strategy<Value = Weight> {
    proptest::sample::select(Weight::ALL.to_vec())
}

fn any_item(number: u128) -> impl Strategy<Value = Item> {
    let status =
        proptest::sample::select(vec![Status::Planned, Status::Planned, Status::Moved, Status::Done, Status::Skipped]);
    let importance = proptest::sample::select(Importance::ALL.to_vec());
    let start = proptest::option::of(
        (0u32..24 * 12).prop_map(|five| NaiveTime::from_num_seconds_from_midnight_opt(five * 300, 0).unwrap()),
    );
    let amounts = (any_weight(), 0u16..240, 0u16..90, proptest::option::of(0u16..240));
    let place = (0i64..4, start, proptest::bool::weighted(0.2));
    (amounts, place, status, importance).prop_map(
        move |((weight, minutes, travel_minutes, actual_minutes), (ahead, start, fixed), status, importance)| Item {
            date: plus_days(tuesday(), ahead * ahead),
            start,
            travel_minutes,
            importance,
            fixed,
            status,
            actual_minutes,
            ..item(number, weight, minutes)
        },
    )
}

fn any_items() -> impl Strategy<Value = Vec<Item>> {
    (0usize..14)
        .prop_flat_map(|count| (0..count).map(|number| any_item(u128::try_from(number).unwrap())).collect::<Vec<_>>())
}

fn any_days() -> impl Strategy<Value = Days> {
    let base = proptest::option::weighted(0.9, 0u32..900);
    let checkins = proptest::collection::vec((0i64..9, 1u8..=5), 0..4);
    (any_items(), base, checkins).prop_map(|(items, base, checkins)| {
        let days = Days::default().with_items(items);
        let days = base.into_iter().fold(days, |days, base| days.with_base(day("2026-11-01"), base));
        checkins.into_iter().fold(days, |days, (ahead, level)| days.with_checkin(plus_days(tuesday(), ahead), level))
    })
}

fn any_now() -> impl Strategy<Value = NaiveDateTime> {
    (-1i64..2, 0u32..24).prop_map(|(ahead, hour)| plus_days(tuesday(), ahead).and_hms_opt(hour, 0, 0).unwrap())
}

fn is_touchable(item: &Item, now: NaiveDateTime) -> bool {
    !item.fixed
        && item.weight != Weight::Rest
        && matches!(item.status, Status::Planned | Status::Moved)
        && item.date >= now.date()
        && !(item.date == now.date() && item.start.is_some_and(|start| start < now.time()))
}

/// The plan after a suggestion was taken.
fn taken(days: &Days, one: &Suggestion) -> Days {
    let before = days.item(ItemId::Occurrence(one.occurrence)).unwrap().clone();
    match one.kind {
        SuggestionKind::Move => days.clone().with_item(Item { date: one.to, ..before }),
        SuggestionKind::Split { minutes } => {
            let stays = Item { minutes: before.minutes - minutes, ..before.clone() };
            let id = ItemId::Occurrence(occurrence(1000));
            let goes = Item { id, date: one.to, minutes, travel_minutes: 0, ..before };
            days.clone().with_item(stays).with_item(goes)
        }
    }
}

fn is_within_target(days: &Days, date: NaiveDate) -> bool {
    days.budget(date).is_some_and(|budget| days.planned(date) * 100 <= budget * 80)
}

proptest! {
    #[test]
    fn load_is_additive_and_the_activity_part_does_not_care_for_splitting(
        weight in any_weight(), first in 0u16..700, second in 0u16..700, travel in 0u16..=600,
    ) {
        let whole = load(weight, first + second, travel);
        prop_assert_eq!(whole, load(weight, first, travel) + load(weight, second, 0));
        let days = Days::default().with_items([item(1, weight, first), item(2, weight, second)]);
        prop_assert_eq!(days.planned(tuesday()), load(weight, first, 0) + load(weight, second, 0));
    }

    #[test]
    fn load_grows_with_minutes_weight_and_travel(
        weight in any_weight(), minutes in 0u16..1440, travel in 0u16..600, more in 0u16..100,
    ) {
        let small = load(weight, minutes, travel);
        prop_assert!(load(weight, minutes + more, travel) >= small);
        prop_assert!(load(weight, minutes, travel + more) >= small);
        for heavier in Weight::ALL.into_iter().filter(|other| *other > weight) {
            prop_assert!(load(heavier, minutes, travel) >= small);
        }
    }

    #[test]
    fn a_budget_is_never_above_the_base(base in any::<u32>(), level in proptest::option::of(any::<u8>())) {
        prop_assert!(budget(base, level) <= base);
    }

    #[test]
    fn the_quotient_is_rounded_half_up(planned in 0u32..100_000, whole in 1u32..5000) {
        let q = pct(planned, whole).unwrap();
        // |100 P / B − q| ≤ ½, and exactly ½ only below q.
        let (twice, q) = (200 * u64::from(planned), u64::from(q) * 2 * u64::from(whole));
        prop_assert!(twice >= q.saturating_sub(whole.into()) && twice < q + u64::from(whole));
    }

    #[test]
    fn the_quotient_grows_with_the_plan(planned in any::<u32>(), more in any::<u32>(), whole in any::<u32>()) {
        let larger = planned.saturating_add(more);
        prop_assert!(pct(larger, whole) >= pct(planned, whole));
    }

    #[test]
    fn a_raise_is_at_most_a_tenth(base in 50u32..=BASE_MAX) {
        let next = next_base(base);
        prop_assert!(next > base && (next - base) * 10 <= base);
    }

    #[test]
    fn no_raise_with_caution_or_before_three_weeks(days in any_days(), since in 0i64..40, ahead in 0i64..40) {
        let today = plus_days(tuesday(), ahead);
        let days = days.with_base(plus_days(today, -since), 300);
        let wish = RaiseWish { pem_caution: true, is_wanted: true };
        prop_assert!(raise_offer(&days, today, wish).is_err());
        let offer = raise_offer(&days, today, RaiseWish { pem_caution: false, is_wanted: true });
        prop_assert!(offer.is_err() || days.base_since(today).is_some_and(|since| (today - since).num_days() >= 21));
        prop_assert!(raise_offer(&days, today, RaiseWish::default()).is_err());
    }

    #[test]
    fn suggestions_touch_nothing_they_must_not_and_fill_no_day(days in any_days(), now in any_now()) {
        let found = suggestions(&days, tuesday(), now);
        prop_assert!(found.len() <= SUGGESTIONS_MAX);
        for one in &found {
            let item = days.item(ItemId::Occurrence(one.occurrence)).unwrap();
            prop_assert!(is_touchable(item, now));
            prop_assert!(one.from == tuesday() && (1..=7).contains(&(one.to - one.from).num_days()));
            let after = taken(&days, one);
            prop_assert!(is_within_target(&after, one.to));
            prop_assert!(after.planned(one.from) < days.planned(one.from));
            prop_assert_eq!(after.fit(one.from).pct, Some(one.pct_after));
            let sum = |days: &Days| (0..20).map(|n| days.planned(plus_days(tuesday(), n))).sum::<u32>();
            prop_assert_eq!(sum(&after), sum(&days));
        }
    }

    #[test]
    fn a_bad_day_touches_nothing_it_must_not_and_fills_no_day(days in any_days(), now in any_now()) {
        let moves = repace(&days, tuesday(), now);
        let mut after = days.clone();
        for (id, to) in &moves {
            let item = days.item(ItemId::Occurrence(*id)).unwrap();
            prop_assert!(is_touchable(item, now) && item.importance != Importance::Must);
            prop_assert!((1..=7).contains(&(*to - tuesday()).num_days()));
            after = after.with_item(Item { date: *to, ..item.clone() });
        }
        for (_, to) in &moves {
            prop_assert!(days.base_on(*to).is_none() || is_within_target(&after, *to));
        }
        let ids: std::collections::BTreeSet<_> = moves.iter().map(|(id, _)| *id).collect();
        prop_assert_eq!(ids.len(), moves.len());
        // Pressed twice it has done its work: what could go has gone.
        prop_assert!(repace(&after, tuesday(), now).is_empty());
    }

    #[test]
    fn the_order_of_entry_does_not_matter(items in any_items(), base in 1u32..900, now in any_now()) {
        let of = |items: Vec<Item>| Days::default().with_items(items).with_base(day("2026-11-01"), base);
        let forwards = of(items.clone());
        let backwards = of(items.into_iter().rev().collect());
        prop_assert_eq!(forwards.fit(tuesday()), backwards.fit(tuesday()));
        prop_assert_eq!(suggestions(&forwards, tuesday(), now), suggestions(&backwards, tuesday(), now));
        prop_assert_eq!(breaks(&forwards, tuesday(), now), breaks(&backwards, tuesday(), now));
        prop_assert_eq!(repace(&forwards, tuesday(), now), repace(&backwards, tuesday(), now));
    }

    #[test]
    fn the_same_item_twice_is_one_item(days in any_days(), again in 0u128..14) {
        let id = ItemId::Occurrence(occurrence(again));
        if let Some(item) = days.item(id).cloned() {
            let twice = days.clone().with_item(item);
            prop_assert_eq!(twice.fit(tuesday()), days.fit(tuesday()));
        }
    }

    #[test]
    fn breaks_come_once_each_and_only_before_what_is_to_come(days in any_days(), now in any_now()) {
        let offers = breaks(&days, tuesday(), now);
        let ids: std::collections::BTreeSet<_> = offers.iter().collect();
        prop_assert_eq!(ids.len(), offers.len());
        for id in offers {
            let item = days.item(id).unwrap();
            prop_assert!(item.is_open() && !item.is_past(now) && item.start.is_some() && item.load() > 0);
        }
    }

    #[test]
    fn nothing_falls_on_empty_days_or_days_without_a_base(days in any_days(), ahead in -400i64..400) {
        let date = plus_days(tuesday(), ahead);
        let now = date.and_time(clock("12:00"));
        let _ = (suggestions(&days, date, now), repace(&days, date, now), breaks(&days, date, now));
        let _ = (week_summary(&days, date, date), eq_change(&days, date), lowering_offer(&days, date));
        let _ = (first_base(&days, date), raise_offer(&days, date, RaiseWish::default()));
        prop_assert_eq!(days.fit(date).band == Band::Unknown, days.budget(date).is_none_or(|b| b == 0));
    }

    #[test]
    fn a_first_base_is_at_least_the_least_and_in_steps_of_fifteen(
        used in proptest::collection::vec(0u32..5000, 5..14),
    ) {
        let base = first_base_of(&used).unwrap();
        prop_assert!(base >= FIRST_BASE_MIN && base.is_multiple_of(15));
        prop_assert!(base == FIRST_BASE_MIN || base * 5 <= lower_median(&used).unwrap() * 4);
    }
}
