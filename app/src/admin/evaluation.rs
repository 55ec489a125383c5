//! Tal: how many take part in which phase and group, and how many of those asked have answered. Counts
//! only; fewer than five are not told, and neither is a second cell from which they could be computed.

use crate::staff::{PlaceLink, say};
use crate::text::Lang;
use crate::ui::icon::IconName;
use domain::course::Phase;
use leptos::prelude::*;

use super::text::Evaluation;
use super::{head, table};

/// The fewest that are told.
pub const FEWEST: usize = 5;

/// The counts of one programme, before anything is left out.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// The programme's name.
    pub programme: String,
    /// Participants in each phase.
    pub phases: Vec<(Phase, usize)>,
    /// In the intervention arm.
    pub intervention: usize,
    /// In the control arm.
    pub control: usize,
    /// Asked in surveys.
    pub invited: usize,
    /// Have answered.
    pub answered: usize,
}

/// The places at the left.
pub fn places(lang: Lang) -> Vec<PlaceLink> {
    vec![PlaceLink { href: "/evaluation", icon: IconName::Document, name: Evaluation::of(lang).title }]
}

/// What an evaluator is, in words.
pub const fn role(lang: Lang) -> &'static str {
    Evaluation::of(lang).role
}

/// The counts that may be told of a row that adds up to a known whole: small ones are left out, and where
/// only one is, the next smallest too, so that it cannot be found by subtraction.
pub fn told(counts: &[usize]) -> Vec<Option<usize>> {
    let is_small = |count: usize| (1..FEWEST).contains(&count);
    let mut told: Vec<Option<usize>> = counts.iter().map(|count| (!is_small(*count)).then_some(*count)).collect();
    if told.iter().filter(|cell| cell.is_none()).count() == 1 {
        let next = told
            .iter()
            .enumerate()
            .filter_map(|(place, cell)| cell.filter(|count| *count > 0).map(|count| (count, place)));
        if let Some((_, place)) = next.min()
            && let Some(cell) = told.get_mut(place)
        {
            *cell = None;
        }
    }
    told
}

fn words_of(lang: Lang, cell: Option<usize>) -> String {
    cell.map_or_else(|| Evaluation::of(lang).few.to_owned(), |count| count.to_string())
}

/// Draws the page.
pub fn page(lang: Lang, all: &[Counts]) -> AnyView {
    let words = Evaluation::of(lang);
    let programmes = all.iter().map(|counts| programme(lang, counts)).collect_view();
    view! { {head(words.title, words.second.to_owned(), None)}{programmes} }.into_any()
}

fn programme(lang: Lang, counts: &Counts) -> AnyView {
    let words = Evaluation::of(lang);
    let row =
        |name: &'static str, cell: String| view! { <tr><th scope="row">{name}</th><td>{cell}</td></tr> }.into_any();
    let phase_cells = told(&counts.phases.iter().map(|(_, count)| *count).collect::<Vec<_>>());
    let phases = counts
        .phases
        .iter()
        .zip(phase_cells)
        .map(|((phase, _), cell)| row(say::phase(lang, *phase), words_of(lang, cell)));
    let arm_cells = told(&[counts.intervention, counts.control]);
    let arms = [words.intervention, words.control]
        .into_iter()
        .zip(arm_cells)
        .map(|(name, cell)| row(name, words_of(lang, cell)));
    let (phases, arms) = (phases.collect(), arms.collect());
    view! {
        <section class="below-more">
            <h2>{counts.programme.clone()}</h2>
            <div class="staff-columns staff-columns-three below">
                {table(words.phases, &[words.phase, words.count], phases, words.few)}
                {table(words.arms, &[words.group, words.count], arms, words.few)}
                {table(words.response, &[words.response, words.count], response(lang, counts), words.few)}
            </div>
        </section>
    }
    .into_any()
}

/// Asked, answered and the share; the last two only from ten asked and five answered on, and only while
/// at least five, or nobody, have not answered.
fn response(lang: Lang, counts: &Counts) -> Vec<AnyView> {
    let words = Evaluation::of(lang);
    let silent = counts.invited.saturating_sub(counts.answered);
    let is_told = counts.invited >= 2 * FEWEST && counts.answered >= FEWEST && (silent == 0 || silent >= FEWEST);
    let invited = (counts.invited == 0 || counts.invited >= FEWEST).then_some(counts.invited);
    let percent = (counts.answered * 100 + counts.invited / 2).checked_div(counts.invited).unwrap_or_default();
    let cells = [
        (words.invited, words_of(lang, invited)),
        (words.answered, words_of(lang, is_told.then_some(counts.answered))),
        (words.rate, if is_told { format!("{percent} %") } else { words.few.to_owned() }),
    ];
    let lines = cells.map(|(name, cell)| view! { <tr><th scope="row">{name}</th><td>{cell}</td></tr> }.into_any());
    lines.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_count_is_not_told_and_cannot_be_subtracted() {
        assert_eq!(told(&[24, 6]), [Some(24), Some(6)]);
        assert_eq!(told(&[24, 3]), [None, None]);
        assert_eq!(told(&[0, 12, 3, 8, 7]), [Some(0), Some(12), None, Some(8), None]);
        assert_eq!(told(&[2, 3, 9]), [None, None, Some(9)]);
        assert_eq!(told(&[0, 0]), [Some(0), Some(0)]);
    }

    #[test]
    fn a_share_is_told_only_where_it_points_at_nobody() {
        let html = |invited, answered| {
            let counts = Counts { invited, answered, ..Counts::default() };
            response(Lang::Da, &counts).into_iter().map(RenderHtml::to_html).collect::<String>()
        };
        assert!(html(20, 10).contains("50 %"));
        assert!(!html(9, 5).contains('%') && !html(20, 4).contains('%') && !html(20, 18).contains('%'));
    }
}
