//! The agreed amount of a day: lowering is the citizen's alone, raising is proposed.

use crate::citizen::frame::is_open;
use crate::citizen::state::State;
use crate::text::{Lang, PlanTexts, points};
use crate::ui::form::{Faults, Form};
use crate::ui::parts::Field;
use leptos::prelude::*;

/// The agreed amount: lowering is the citizen's alone, at once and without a reason; raising is proposed.
pub(super) fn base(state: State, lang: Lang) -> AnyView {
    let t = PlanTexts::of(lang);
    let now = Memo::new(move |_| {
        state.screen.with(|screen| (screen.base(), screen.proposed_base().map(|base| base.base), is_open(screen)))
    });
    let words = move || match now.get().0 {
        Some(base) => PlanTexts::base(lang, &points(lang, base)),
        None => t.no_base.to_owned(),
    };
    let proposed = move || now.get().1.map(|_| view! { <p class="second" role="status">{t.proposed}</p> });
    let forms = move || {
        let (base, _, is_open) = now.get();
        is_open.then(|| {
            let lower = base.map(|base| amount(lang, "base.lower", t.lower, t.lower_hint, base * 4 / 5, "lower-"));
            let propose = amount(lang, "base.propose", t.propose, t.propose_hint, base.unwrap_or(240), "propose-");
            view! { {lower}{propose} }
        })
    };
    view! {
        <section class="section card" aria-labelledby="base">
            <h2 id="base">{t.your_day}</h2>
            <p>{words}</p>
            {proposed}
            {forms}
        </section>
    }
    .into_any()
}

pub(super) fn amount(
    lang: Lang,
    kind: &'static str,
    title: &'static str,
    hint: &'static str,
    base: u32,
    prefix: &'static str,
) -> AnyView {
    let t = PlanTexts::of(lang);
    let faults = Faults::new();
    let field = Field::new(lang, "points", t.points_a_day, faults).prefix(prefix).hint(hint).class("field-short");
    // Whole points only are offered; any amount can be written.
    let body = view! {
        {field.input("text", Some("decimal"), points(lang, base / 30 * 30))}
        <button class="button button-outline button-wide" type="submit">{title}</button>
    };
    let form = Form::new(lang, kind, kind, "/plan").class("form").prefix(prefix).faults(faults).view(body);
    view! { <details class="more"><summary>{title}</summary>{form}</details> }.into_any()
}
