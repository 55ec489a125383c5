//! How the morning is: five words, one tap, only if somebody feels like it.

use super::frame::is_open;
use super::state::State;
use crate::text::{Lang, TodayTexts, level};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::live;
use domain::energy::checkin_factor;
use leptos::prelude::*;

/// The card: the question, or the word that was chosen with the way to another.
pub fn card(state: State, lang: Lang) -> AnyView {
    let given = Memo::new(move |_| {
        state.screen.with(|screen| {
            (
                screen.today(),
                screen.checkin(screen.today()).map(|one| one.level),
                is_open(screen),
                screen.base().is_some(),
            )
        })
    });
    live(move || {
        let t = TodayTexts::of(lang);
        let (today, chosen, is_open, has_base) = given.get();
        if !is_open {
            return ().into_any();
        }
        let buttons: Vec<AnyView> = (1..=5)
            .rev()
            .map(|number: u8| {
                let pressed = if chosen == Some(number) { "true" } else { "false" };
                let icon = if chosen == Some(number) { IconName::Done } else { IconName::Open };
                view! {
                    <button class="answer-button" type="submit" name="level" value=number.to_string() aria-pressed=pressed>
                        <Icon name=icon /><span>{level(lang, number)}</span>
                    </button>
                }
                .into_any()
            })
            .collect();
        let form = Form::new(lang, "checkin.record", format!("morning:{today}"), "/")
            .with("date", today)
            .labelled_by("morning")
            .view(view! { <div class="answer-rows">{buttons}</div> });
        match chosen {
            None => view! {
                <section class="section card full-view" aria-labelledby="morning">
                    <h2 id="morning">{t.how_was_morning}</h2>
                    <p class="second">{t.morning_optional}</p>
                    <div class="below">{form}</div>
                </section>
            }
            .into_any(),
            Some(number) => view! {
                <section class="section card full-view" aria-labelledby="morning">
                    <h2 id="morning">{TodayTexts::morning(lang, level(lang, number))}</h2>
                    {(has_base && checkin_factor(Some(number)) < 100).then(|| view! { <p class="second">{t.plan_less}</p> })}
                    <details class="more"><summary>{t.change_morning}</summary>{form}</details>
                </section>
            }
            .into_any(),
        }
    })
}
