//! A citizen's week as the coordinator sees it: bands while the citizen shares them, else only what is
//! planned, as free or busy.

use crate::text::{Lang, band as band_word};
use crate::ui::drawing::{EffectBar, WeekBar};
use crate::ui::icon::{Icon, IconName};
use chrono::{Datelike, NaiveDate};
use domain::energy::{Band, Days, Fit, Item};
use domain::id::{AppointmentId, OccurrenceId};
use domain::snapshot::Snapshot;
use domain::time::{monday_of, plus_days, week_number};
use leptos::prelude::*;

use super::text::Week;
use super::{say, when};

/// The days of a snapshot, with everything that counts in them.
pub fn days_of(snapshot: &Snapshot) -> Days {
    let occurrences = snapshot.occurrences().map(|(id, one)| Item::of_occurrence(OccurrenceId(id), one));
    let appointments =
        snapshot.appointments().map(|(id, one)| Item::of_appointment(AppointmentId(id), one, snapshot.now));
    let mut days = Days::default().with_items(occurrences.chain(appointments));
    let mut bases: Vec<_> = snapshot.bases().filter(|(_, base)| !base.proposed).collect();
    bases.sort_by_key(|(id, base)| (base.at, *id));
    for (_, base) in bases {
        days = days.with_base(base.at.date(), base.base);
    }
    for (_, morning) in snapshot.checkins() {
        days = days.with_checkin(morning.date, morning.level);
    }
    days
}

/// Shape and word of a band; nothing where there is none.
pub fn band(lang: Lang, band: Band, class: &'static str) -> AnyView {
    let (Some(word), Some(icon)) = (band_word(lang, band), IconName::of_band(band)) else { return ().into_any() };
    view! { <span class=format!("band {class}")><Icon name=icon /><span class="band-word">{word}</span></span> }
        .into_any()
}

/// The week of the snapshot's day, as a column of the citizen's page.
pub fn column(lang: Lang, snapshot: &Snapshot, shares: bool) -> AnyView {
    let words = Week::of(lang);
    let today = snapshot.today();
    let monday = monday_of(today);
    let rows = if shares { banded(lang, snapshot, monday) } else { planned(lang, snapshot, monday) };
    let second = match (shares, snapshot.base()) {
        (true, Some(base)) => say::agreed(lang, base),
        (true, None) => words.nothing_agreed.to_owned(),
        (false, _) => words.not_shared.to_owned(),
    };
    view! {
        <div class="card-head"><h2 id="week">{say::week_title(lang, week_number(monday))}</h2><p class="second">{second}</p></div>
        {rows}
    }
    .into_any()
}

fn day_label(lang: Lang, date: NaiveDate) -> AnyView {
    let dot = if lang == Lang::Da { "." } else { "" };
    view! { <span><b>{when::weekday_short(lang, date)}</b>" "{format!("{}{dot}", date.day())}</span> }.into_any()
}

fn banded(lang: Lang, snapshot: &Snapshot, monday: NaiveDate) -> AnyView {
    let days = days_of(snapshot);
    let rows = (0..7).map(|n| {
        let date = plus_days(monday, n);
        let fit = days.fit(date);
        let title = band_word(lang, fit.band).unwrap_or_default().to_owned();
        let things = days.items_on(date).count();
        let words = if fit.band == Band::Unknown {
            view! { <span class="second">{say::things(lang, things)}</span> }.into_any()
        } else {
            band(lang, fit.band, "")
        };
        view! {
            <li class="overview-day">
                {day_label(lang, date)}
                <WeekBar id=format!("o-{n}") percent=fit.pct.unwrap_or(0) band=fit.band title=title />
                {words}
            </li>
        }
    });
    view! { <ol class="overview-days">{rows.collect_view()}</ol> }.into_any()
}

/// Only when something is planned; neither how it went nor how much there is.
fn planned(lang: Lang, snapshot: &Snapshot, monday: NaiveDate) -> AnyView {
    let rows = (0..7).map(|n| {
        let date = plus_days(monday, n);
        view! { <li class="overview-day">{day_label(lang, date)}<span>{busy_words(lang, snapshot, date)}</span></li> }
    });
    view! { <ol class="overview-days">{rows.collect_view()}</ol><p class="second below">{Week::of(lang).not_shared_why}</p> }.into_any()
}

/// "Ledig", or the hours that are taken.
pub fn busy_words(lang: Lang, snapshot: &Snapshot, date: NaiveDate) -> String {
    let words = Week::of(lang);
    let days = days_of(snapshot);
    let mut hours: Vec<_> =
        days.items_on(date).filter_map(|item| item.start.map(|start| (start, item.minutes))).collect();
    hours.sort_unstable();
    let some_time = days.items_on(date).filter(|item| item.start.is_none()).count();
    let mut parts: Vec<String> = hours
        .into_iter()
        .map(|(start, minutes)| {
            let end = start.overflowing_add_signed(chrono::TimeDelta::minutes(i64::from(minutes))).0;
            format!("{}–{}", when::clock(lang, start), when::clock(lang, end))
        })
        .collect();
    if some_time > 0 {
        parts.push(say::things_any_time(lang, some_time));
    }
    if parts.is_empty() { words.free.to_owned() } else { format!("{}: {}", words.busy, parts.join(", ")) }
}

/// What a booking would do to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayEffect {
    /// The day.
    pub date: NaiveDate,
    /// As it is.
    pub before: Fit,
    /// With the booking.
    pub after: Fit,
}

impl DayEffect {
    /// The effect of `item` on its day.
    pub fn of(days: &Days, item: &Item) -> Self {
        // The item may stand in the days already, when it is being changed: it leaves its old place first.
        let away = Item { status: domain::activity::Status::Skipped, ..item.clone() };
        let before = days.clone().with_item(away).fit(item.date);
        let after = days.clone().with_item(item.clone()).fit(item.date);
        Self { date: item.date, before, after }
    }
}

/// The chosen day, and a better one of the seven working days round it, if there is one: first the band,
/// then the load decides.
pub fn effects(days: &Days, item: &Item, today: NaiveDate) -> Vec<DayEffect> {
    let chosen = DayEffect::of(days, item);
    let better = (-3..=5)
        .map(|n| plus_days(item.date, n))
        .filter(|date| *date > today && *date != item.date && !domain::time::is_weekend(*date))
        .map(|date| DayEffect::of(days, &Item { date, ..item.clone() }))
        .min_by_key(|effect| (effect.after.band, effect.after.pct, (effect.date - item.date).abs(), effect.date))
        .filter(|effect| effect.after.band < chosen.after.band);
    [Some(chosen), better].into_iter().flatten().collect()
}

/// The card that shows the effect before booking.
pub fn effect_card(lang: Lang, title: &str, second: &str, effects: &[DayEffect], today: NaiveDate) -> AnyView {
    let words = Week::of(lang);
    let rows = effects.iter().map(|effect| effect_rows(lang, effect)).collect_view();
    let better = effects
        .get(1)
        .map(|effect| view! { <p class="effect-advice">{say::fits_better(lang, effect.date, today)}</p> });
    view! {
        <section class="effect" aria-labelledby="effect">
            <h2 id="effect">{title.to_owned()}</h2>
            <p class="second">{second.to_owned()}</p>
            <table class="effect-table">
                <thead><tr><td></td><th scope="col">{words.now}</th><th scope="col">{words.with_it}</th></tr></thead>
                {rows}
            </table>
            {better}
        </section>
    }
    .into_any()
}

fn effect_rows(lang: Lang, effect: &DayEffect) -> AnyView {
    let (before, after) = (effect.before.pct.unwrap_or(0), effect.after.pct.unwrap_or(0));
    let words = |band| band_word(lang, band).unwrap_or_default();
    let title = say::becomes(lang, words(effect.before.band), words(effect.after.band));
    let bar = (effect.after.band != Band::Unknown)
        .then(|| view! { <EffectBar now=before added=after.saturating_sub(before) title=title /> });
    view! {
        <tbody>
            <tr>
                <th scope="row">{day_label(lang, effect.date)}</th>
                <td>{band(lang, effect.before.band, "band-before")}</td>
                <td>{band(lang, effect.after.band, "")}</td>
            </tr>
            <tr><td class="effect-bar-cell" colspan="3">{bar}</td></tr>
        </tbody>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::activity::{Importance, Status, Weight};
    use domain::energy::ItemId;
    use uuid::Uuid;

    fn item(id: u128, date: &str, minutes: u16) -> Item {
        Item {
            id: ItemId::Appointment(AppointmentId(Uuid::from_u128(id))),
            date: date.parse().unwrap(),
            start: None,
            weight: Weight::Light,
            minutes,
            travel_minutes: 0,
            importance: Importance::Must,
            fixed: true,
            status: Status::Planned,
            actual_minutes: None,
        }
    }

    #[test]
    fn a_full_day_has_a_better_one_beside_it_and_an_airy_one_has_none() {
        let from = "2026-11-01".parse().unwrap();
        let days =
            Days::default().with_base(from, 360).with_items([item(1, "2026-11-26", 410), item(2, "2026-11-27", 150)]);
        let today = "2026-11-24".parse().unwrap();
        let found = effects(&days, &item(9, "2026-11-26", 85), today);
        assert_eq!((found[0].before.band, found[0].after.band), (Band::SlightlyOver, Band::Over));
        assert_eq!(found.len(), 2);
        assert!(found[1].after.band < Band::Over && !domain::time::is_weekend(found[1].date));
        assert_eq!(effects(&days, &item(9, "2026-11-25", 30), today).len(), 1);
    }

    #[test]
    fn an_appointment_that_is_being_changed_is_not_counted_twice() {
        let days = Days::default().with_base("2026-11-01".parse().unwrap(), 360).with_item(item(1, "2026-11-26", 180));
        let effect = DayEffect::of(&days, &item(1, "2026-11-26", 180));
        assert_eq!((effect.before.planned, effect.after.planned), (0, 180));
    }
}
