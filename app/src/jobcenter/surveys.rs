//! Spørgeskemaer: who is due, who was asked, who has answered, and the one button that asks. First the
//! sentence that no answer is ever here.

use crate::text::Lang;
use crate::text::when::month;
use crate::ui::icon::{Icon, IconName};
use chrono::{Datelike, NaiveDate};
use domain::id::EnrolmentId;
use leptos::prelude::*;

use super::text::{self, Jobcenter};
use super::{ProgrammeChoice, choose_programme, never_here};

/// Where somebody stands, as a jobcenter may know it: a decline looks like silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Can be asked, until this day.
    Ready(NaiveDate),
    /// Not yet, but from this day on; none before the course has begun.
    NotYet(Option<NaiveDate>),
    /// Asked on the first day, can answer until the second.
    Invited(NaiveDate, NaiveDate),
    /// Has answered.
    Answered,
    /// Did not answer in time.
    Closed,
    /// Was not asked while it could be, which was until this day.
    TooLate(NaiveDate),
    /// In the control group.
    Control,
    /// Has left the programme.
    Withdrawn,
}

/// The shape of a standing.
pub const fn icon(standing: Standing) -> IconName {
    match standing {
        Standing::Ready(_) => IconName::Open,
        Standing::NotYet(_) => IconName::Clock,
        Standing::Invited(..) => IconName::Arrow,
        Standing::Answered => IconName::Done,
        Standing::Closed | Standing::TooLate(_) => IconName::DottedCircle,
        Standing::Control | Standing::Withdrawn => IconName::Minus,
    }
}

/// Its words.
pub const fn standing_words(lang: Lang, standing: Standing) -> &'static str {
    let words = Jobcenter::of(lang);
    match standing {
        Standing::Ready(_) => words.ready_to_send,
        Standing::NotYet(_) => words.not_yet,
        Standing::Invited(..) => words.sent,
        Standing::Answered => words.answered,
        Standing::Closed => words.closed,
        Standing::TooLate(_) => words.too_late,
        Standing::Control | Standing::Withdrawn => words.left_out,
    }
}

/// What happens next.
fn what_now(lang: Lang, standing: Standing) -> String {
    let words = Jobcenter::of(lang);
    match standing {
        Standing::Ready(last) => text::can_be_sent_until(lang, last),
        Standing::NotYet(Some(first)) => text::can_be_sent_from(lang, first),
        Standing::NotYet(None) => words.not_begun.to_owned(),
        Standing::Invited(sent, last) => text::sent_until(lang, sent, last),
        Standing::Answered => words.done_nothing_more.to_owned(),
        Standing::Closed => words.over_nothing_more.to_owned(),
        Standing::TooLate(last) => text::could_be_sent_until(lang, last),
        Standing::Control => words.is_control.to_owned(),
        Standing::Withdrawn => words.has_withdrawn.to_owned(),
    }
}

/// A citizen in the list.
#[derive(Clone, Debug)]
pub struct SurveyRow {
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// The name.
    pub name: String,
    /// The first day of the course.
    pub start: Option<NaiveDate>,
    /// The day on which the survey is due.
    pub due: Option<NaiveDate>,
    /// Where it stands.
    pub standing: Standing,
    /// Whether it is ticked.
    pub chosen: bool,
}

/// The page.
#[derive(Clone, Debug)]
pub struct SurveysPage {
    /// The language.
    pub lang: Lang,
    /// Today.
    pub today: NaiveDate,
    /// The programmes to choose from.
    pub programmes: Vec<ProgrammeChoice>,
    /// The one that is shown; none when there is none to show.
    pub programme: Option<ProgrammeChoice>,
    /// The survey's name; none where the programme has none.
    pub title: Option<String>,
    /// The number of the newest round.
    pub round: Option<i64>,
    /// Everybody, sorted.
    pub rows: Vec<SurveyRow>,
    /// How many said no thank you, told from five on.
    pub declined: Option<u32>,
    /// Whether those are shown whom it is not about now.
    pub all: bool,
    /// How many were just asked.
    pub sent: Option<u32>,
    /// Whether somebody pressed without choosing.
    pub nobody_chosen: bool,
}

/// Whom it is about now.
const fn is_current(standing: Standing) -> bool {
    matches!(standing, Standing::Ready(_) | Standing::Invited(..) | Standing::Answered | Standing::Closed)
}

/// Draws the page.
pub fn page(page: &SurveysPage) -> AnyView {
    let words = Jobcenter::of(page.lang);
    let Some((programme, title)) = page.programme.as_ref().zip(page.title.as_ref()) else {
        let empty = if page.programme.is_some() { words.no_survey } else { words.nobody };
        return view! {
            <div class="staff-head"><div><h1>{words.surveys}</h1></div></div>
            {choose_programme(page.lang, &page.programmes, page.programme.as_ref().map_or("", |one| &one.key))}
            {never_here(page.lang)}
            <p class="card empty">{empty}</p>
        }
        .into_any();
    };
    let ready = page.rows.iter().filter(|row| matches!(row.standing, Standing::Ready(_))).count();
    let button = (ready > 0).then(
        || view! { <button class="button" type="submit" name="target" value="chosen">{words.send_chosen}</button> },
    );
    view! {
        {told(page, words)}
        {choose_programme(page.lang, &page.programmes, &programme.key)}
        <form method="post" action="/jobcenter/surveys">
            <input type="hidden" name="programme" value=programme.key.clone() />
            <div class="staff-head">
                <div><h1>{title.clone()}</h1><p class="staff-head-second">{second_line(page, &programme.name)}</p></div>
                {button}
            </div>
            {never_here(page.lang)}
            {counts(page, words, ready)}
            {table(page, words)}
            {foot(page, words, &programme.key, ready)}
        </form>
    }
    .into_any()
}

fn told(page: &SurveysPage, words: &'static Jobcenter) -> AnyView {
    let sent = page.sent.map(|sent| {
        view! { <div class="notice" role="status"><Icon name=IconName::Check /><p>{text::was_sent(page.lang, sent)}</p></div> }
    });
    let nobody = page.nobody_chosen.then(|| {
        view! { <div class="error-summary" role="alert" tabindex="-1"><p>{words.nobody_chosen}</p></div> }
    });
    view! { {sent}{nobody} }.into_any()
}

/// "Runde 3 · november 2026 · Støtte til job".
fn second_line(page: &SurveysPage, programme: &str) -> String {
    let month = format!("{} {}", month(page.lang, page.today), page.today.year());
    let parts = [page.round.map(|round| text::round(page.lang, round)), Some(month), Some(programme.to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn counts(page: &SurveysPage, words: &'static Jobcenter, ready: usize) -> AnyView {
    let count = |wanted: fn(Standing) -> bool| page.rows.iter().filter(|row| wanted(row.standing)).count();
    let sent = count(|standing| matches!(standing, Standing::Invited(..)));
    let answered = count(|standing| standing == Standing::Answered);
    let closed = count(|standing| standing == Standing::Closed);
    let declined = page.declined.and_then(|declined| usize::try_from(declined).ok());
    let cells = [
        (IconName::Open, words.ready, Some(ready)),
        (IconName::Arrow, words.sent, Some(sent)),
        (IconName::Done, words.answered, Some(answered)),
        (IconName::DottedCircle, words.closed, Some(closed)),
        (IconName::Declined, words.declined, declined),
    ];
    let cells = cells.into_iter().filter_map(|(icon, name, count)| {
        let count = count?;
        Some(view! { <div class="round-count"><dt><Icon name=icon />{name}</dt><dd>{count}</dd></div> })
    });
    view! { <dl class="round-counts">{cells.collect_view()}</dl> }.into_any()
}

fn table(page: &SurveysPage, words: &'static Jobcenter) -> AnyView {
    let shown: Vec<_> = page.rows.iter().filter(|row| page.all || is_current(row.standing)).collect();
    if shown.is_empty() {
        let empty = if page.rows.is_empty() { words.nobody } else { words.nobody_now };
        return view! { <p class="card empty">{empty}</p> }.into_any();
    }
    view! {
        <div class="table-frame" role="region" aria-label=words.table tabindex="0">
            <table class="table">
                <thead><tr>
                    <td class="table-tick"><span class="visually-hidden">{words.choose}</span></td>
                    <th scope="col">{words.citizen}</th><th scope="col">{words.start}</th><th scope="col">{words.due_on}</th>
                    <th scope="col">{words.status}</th><th scope="col">{words.what_now}</th>
                </tr></thead>
                <tbody>{shown.into_iter().map(|row| line(page.lang, row)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(lang: Lang, row: &SurveyRow) -> AnyView {
    let day = |date: Option<NaiveDate>| date.map(|date| date.format("%d.%m.%Y").to_string()).unwrap_or_default();
    let tick = matches!(row.standing, Standing::Ready(_)).then(|| {
        view! {
            <label>
                <input class="tick-input" type="checkbox" name="enrolment" value=row.enrolment.to_string() checked=row.chosen />
                <span class="visually-hidden">{text::choose(lang, &row.name)}</span>
            </label>
        }
    });
    view! {
        <tr>
            <td class="table-tick">{tick}</td>
            <th scope="row">{row.name.clone()}</th>
            <td>{day(row.start)}</td><td>{day(row.due)}</td>
            <td><span class="table-status"><Icon name=icon(row.standing) />{standing_words(lang, row.standing)}</span></td>
            <td class="table-detail">{what_now(lang, row.standing)}</td>
        </tr>
    }
    .into_any()
}

fn foot(page: &SurveysPage, words: &'static Jobcenter, programme: &str, ready: usize) -> AnyView {
    let hidden = page.rows.iter().any(|row| !is_current(row.standing));
    let other = hidden.then(|| {
        let (all, name) = if page.all {
            ("", words.fewer.to_owned())
        } else {
            ("&all=1", text::show_all(page.lang, page.rows.len()))
        };
        view! { <a href=format!("/jobcenter/surveys?programme={programme}{all}")>{name}</a> }
    });
    let everybody = (ready > 1).then(|| {
        view! { <button class="button button-outline" type="submit" name="target" value="due">{text::all_ready(page.lang, ready)}</button> }
    });
    view! { <div class="table-foot"><p>{words.only_once}</p>{other}</div><div class="buttons below">{everybody}</div> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(standing: Standing) -> SurveysPage {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let programme = ProgrammeChoice { key: "hillerod-ips".into(), name: "Støtte til job".into() };
        SurveysPage {
            lang: Lang::Da,
            today,
            programmes: vec![programme.clone()],
            programme: Some(programme),
            title: Some("Spørgeskema efter 6 måneder".into()),
            round: Some(3),
            rows: vec![SurveyRow {
                enrolment: EnrolmentId(uuid::Uuid::nil()),
                name: "Bo <b> Andersen".into(),
                start: Some(today),
                due: Some(today),
                standing,
                chosen: true,
            }],
            declined: None,
            all: false,
            sent: None,
            nobody_chosen: false,
        }
    }

    #[test]
    fn who_is_due_can_be_ticked_and_names_are_only_words() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let html = page(&sample(Standing::Ready(today))).to_html();
        assert!(html.contains("Her står aldrig svar") && html.contains("Runde 3 · november 2026"), "{html}");
        assert_eq!(html.matches("type=\"checkbox\"").count(), 1);
        assert!(html.contains(" checked"), "{html}");
        assert!(!html.contains("Bo <b>"), "{html}");
    }

    #[test]
    fn who_was_asked_cannot_be_ticked_and_few_declines_are_not_told() {
        let html = page(&sample(Standing::Answered)).to_html();
        assert!(!html.contains("type=\"checkbox\"") && !html.contains("type=\"submit\""), "{html}");
        assert!(!html.contains("Nej tak"), "{html}");
        let told = SurveysPage { declined: Some(5), ..sample(Standing::Answered) };
        assert!(page(&told).to_html().contains("Nej tak"));
    }
}
