//! Nobody can be found in what is published: by example and by property.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::survey::Coding;
use crate::survey::forms::{CITIZEN_FORM, default_form};

static FORM: LazyLock<Questionnaire> = LazyLock::new(|| default_form(CITIZEN_FORM).unwrap().remove(0));

fn coded(code: &str) -> Vec<Value> {
    vec![Value::Coding(Coding { code: Some(code.into()), ..Coding::default() })]
}

/// One who answered these questions with these codes.
fn answers(pairs: &[(&str, &str)]) -> Answers {
    pairs.iter().map(|(link_id, code)| ((*link_id).to_owned(), coded(code))).collect()
}

fn parts(sent: &[u32]) -> Vec<Part> {
    sent.iter().enumerate().map(|(number, sent)| Part { label: format!("del {number}"), sent: *sent }).collect()
}

fn wave(sent: &[u32], given: &[(usize, Answers)]) -> Result<Wave, NotYet> {
    let returned: Vec<Returned<'_>> = given.iter().map(|(part, answers)| Returned { part: *part, answers }).collect();
    publish(&FORM, &parts(sent), &returned)
}

/// So many who answered alike, for each part.
fn alike(sizes: &[usize], pairs: &[(&str, &str)]) -> Vec<(usize, Answers)> {
    let of_part = |(part, size): (usize, &usize)| vec![(part, answers(pairs)); *size];
    sizes.iter().enumerate().flat_map(of_part).collect()
}

fn question<'t>(table: &'t Table, link_id: &str) -> Option<&'t Figures> {
    table.questions.iter().find(|(name, _)| name == link_id).unwrap().1.as_ref()
}

#[test]
fn nothing_is_published_below_ten_sent_or_five_returned() {
    assert_eq!(wave(&[9], &alike(&[9], &[])), Err(NotYet::TooFewSent));
    assert_eq!(wave(&[10], &alike(&[4], &[])), Err(NotYet::TooFewReturned));
    assert!(wave(&[10], &alike(&[5], &[])).is_ok());
}

#[test]
fn a_question_with_fewer_than_five_answers_has_no_figures() {
    let mut given = alike(&[4], &[("listened", "high"), ("respect", "high")]);
    given.push((0, answers(&[("respect", "low"), ("listened", "unknown")])));
    let wave = wave(&[20], &given).unwrap();
    assert_eq!(question(&wave.total, "listened"), None);
    assert_eq!(question(&wave.total, "respect").unwrap().n(), 5);
}

#[test]
fn figures_leave_dont_know_out_and_count_it() {
    let mut given = alike(&[3], &[("overall", "5")]);
    given.extend(alike(&[2], &[("overall", "4")]));
    given.extend(alike(&[1], &[("overall", "1")]));
    given.extend(alike(&[2], &[("overall", "unknown")]));
    let wave = wave(&[20], &given).unwrap();
    let figures = question(&wave.total, "overall").unwrap();
    assert_eq!((figures.n(), figures.unknown), (6, 2));
    assert_eq!(figures.percent(), [50, 33, 0, 0, 17]);
    assert_eq!(figures.top_two(), Some(83));
    assert_eq!(figures.mean_tenths(), Some(40));
}

#[test]
fn a_part_that_would_betray_its_sibling_is_hidden() {
    // 12 + 3: showing the twelve would show the three by taking away.
    let two = wave(&[20, 20], &alike(&[12, 3], &[("respect", "high")])).unwrap();
    assert!(two.parts.iter().all(|(_, table)| table.is_none()));
    // 12 + 6 + 3: the six go with the three, the twelve stay.
    let three = wave(&[20, 20, 20], &alike(&[12, 6, 3], &[("respect", "high")])).unwrap();
    let shown: Vec<bool> = three.parts.iter().map(|(_, table)| table.is_some()).collect();
    assert_eq!(shown, [true, false, false]);
    let fine = wave(&[20, 20], &alike(&[12, 5], &[("respect", "high")])).unwrap();
    assert!(fine.parts.iter().all(|(_, table)| table.is_some()));
}

#[test]
fn a_question_that_would_betray_the_other_part_is_hidden_there_alone() {
    let mut given = alike(&[8, 0], &[("respect", "high"), ("pace", "high")]);
    given.extend(alike(&[0, 6], &[("respect", "high")]));
    given.push((1, answers(&[("respect", "low"), ("pace", "low")])));
    let wave = wave(&[20, 20], &given).unwrap();
    let first = wave.parts[0].1.as_ref().unwrap();
    assert!(question(first, "respect").is_some());
    assert_eq!(question(first, "pace"), None, "nine in all less eight is one");
    assert_eq!(question(&wave.total, "pace").unwrap().n(), 9);
}

#[test]
fn dont_know_betrays_nobody_either() {
    let mut given = alike(&[8, 4], &[("respect", "high")]);
    given.extend(alike(&[5], &[("respect", "high"), ("pace", "high")]));
    given.extend(alike(&[0, 2], &[("respect", "high"), ("pace", "unknown")]));
    let wave = wave(&[20, 20], &given).unwrap();
    let first = wave.parts[0].1.as_ref().unwrap();
    assert_eq!(question(first, "pace"), None, "else the other part's two are known");
    assert!(question(first, "respect").is_some());
}

#[test]
fn waves_together_hold_only_what_was_published() {
    let one = wave(&[20], &alike(&[5], &[("overall", "5")])).unwrap();
    let two = wave(&[40], &alike(&[6], &[("overall", "4")])).unwrap();
    let sum = question(&one.total, "overall").unwrap().clone().together(question(&two.total, "overall").unwrap());
    assert_eq!((sum.n(), sum.mean_tenths()), (11, Some(45)));
}

#[test]
fn open_answers_come_shuffled_and_not_from_fewer_than_five() {
    let said: Vec<Answers> = (0..6)
        .map(|number| [("good".to_owned(), vec![Value::String(format!("ord {number}"))])].into_iter().collect())
        .collect();
    let said: Vec<&Answers> = said.iter().collect();
    assert!(open_answers(&said[..4], "good", &[1, 2, 3, 4]).is_empty());
    assert_eq!(
        open_answers(&said, "good", &[9, 3, 7, 1, 5, 2]),
        ["ord 3", "ord 5", "ord 1", "ord 4", "ord 2", "ord 0"]
    );
}

#[test]
fn the_response_rate_counts_those_who_could_answer() {
    assert_eq!(response_rate(13, 30, 4), 50);
    assert_eq!(response_rate(0, 0, 0), 0);
    let form = &*FORM;
    let codes = ["listened", "influence", "pace", "clear", "reach", "respect", "coherence"];
    let some: Answers = codes.iter().map(|name| ((*name).to_owned(), coded("high"))).collect();
    assert!(is_half_answered(form, &some));
    assert!(!is_half_answered(form, &answers(&[("pace", "high")])));
}

#[test]
fn another_wording_is_another_question() {
    let form = &*FORM;
    let mut changed = form.clone();
    changed.items[0].text.push('!');
    assert_ne!(wording(form, "listened"), wording(&changed, "listened"));
    assert_eq!(wording(form, "respect"), wording(&changed, "respect"));
    assert_ne!(wording(form, "respect"), wording(form, "overall"));
}

#[test]
fn an_urn_is_opened_at_five_and_destroyed_only_at_the_very_end() {
    assert_eq!(
        [urn(5, false), urn(4, false), urn(4, true), urn(0, true)],
        [Urn::Open, Urn::Wait, Urn::Destroy, Urn::Wait]
    );
}

/// Returned forms with answers to two questions, some of them off the scale or skipped.
fn returned_forms() -> impl Strategy<Value = Vec<(usize, Answers)>> {
    let code = prop::sample::select(vec!["very-high", "some", "none", "unknown", "-", "-"]);
    let one = (0..4_usize, code.clone(), code).prop_map(|(part, pace, respect)| {
        let given: Vec<(&str, &str)> =
            [("pace", pace), ("respect", respect)].into_iter().filter(|(_, code)| *code != "-").collect();
        (part, answers(&given))
    });
    prop::collection::vec(one, 0..45)
}

/// How many answers count, and how many are off the scale.
type Size = (usize, usize);

/// The sizes of one question's published tables: the total, then the parts.
fn published(wave: &Wave, place: usize) -> (Option<Size>, Vec<Size>) {
    let size = |table: &Table| table.questions[place].1.as_ref().map(|figures| (figures.n(), figures.unknown));
    (size(&wave.total), wave.parts.iter().filter_map(|(_, table)| size(table.as_ref()?)).collect())
}

proptest! {
    #[test]
    fn no_difference_of_two_tables_isolates_fewer_than_five(given in returned_forms(), sent in prop::collection::vec(0..30_u32, 4)) {
        let Ok(wave) = wave(&sent, &given) else { return Ok(()) };
        prop_assert!(wave.total.returned >= 5);
        let shown: Vec<usize> = wave.parts.iter().filter_map(|(_, table)| Some(table.as_ref()?.returned)).collect();
        let nobody_alone = |rest: usize| rest == 0 || rest >= 5;
        // Any choice of parts that somebody takes away from the total, for the wave …
        for chosen in 0..1_usize << shown.len() {
            let taken: usize = (0..shown.len()).filter(|part| chosen >> part & 1 == 1).map(|part| shown[part]).sum();
            prop_assert!(nobody_alone(wave.total.returned - taken), "{} - {}", wave.total.returned, taken);
        }
        // … and for each question, with and without those off the scale.
        for place in 0..wave.total.questions.len() {
            let (total, parts) = published(&wave, place);
            prop_assert!(parts.iter().chain(&total).all(|(counted, _)| *counted >= 5));
            let Some(total) = total else {
                prop_assert!(parts.is_empty());
                continue;
            };
            for chosen in 0..1_usize << parts.len() {
                let taken = (0..parts.len()).filter(|part| chosen >> part & 1 == 1).map(|part| parts[part]);
                let rest = taken.fold(total, |rest, part| (rest.0 - part.0, rest.1 - part.1));
                prop_assert!(nobody_alone(rest.0), "{rest:?} left of {total:?}");
                prop_assert!(rest.0 >= 5 || rest.1 == 0, "{rest:?} left of {total:?}");
            }
        }
    }

    #[test]
    fn answers_come_in_waves_of_at_least_five_and_each_only_once(arrivals in prop::collection::vec(0..9_usize, 1..12)) {
        let (mut waiting, mut published, mut arrived, mut sent) = (0, 0, 0, 0_u32);
        for arrival in arrivals {
            waiting += arrival;
            arrived += arrival;
            sent += 10;
            if let Ok(wave) = wave(&[sent], &alike(&[waiting], &[("respect", "high")])) {
                prop_assert!(wave.total.returned >= 5);
                prop_assert_eq!(question(&wave.total, "respect").unwrap().n(), waiting);
                published += waiting;
                waiting = 0;
            } else {
                prop_assert!(waiting < 5);
            }
        }
        prop_assert_eq!(published + waiting, arrived);
    }
}
