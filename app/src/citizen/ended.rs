//! After the course: everything can be read for a while, and whom to call.

use super::frame;
use super::state::State;
use crate::text::{Common, Lang, when};
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::live;
use leptos::prelude::*;

/// The notice, while there is something to say.
pub fn notice(state: State, lang: Lang) -> AnyView {
    live(move || {
        state.screen.with(|screen| {
            let Some(course) = screen.course().filter(|course| !course.phase.is_open()) else {
                return ().into_any();
            };
            let until = course.readable_until.map(|day| when::full_date(lang, day));
            view! {
                <section class="notice below" aria-label=Common::of(lang).course>
                    <Icon name=IconName::Calendar />
                    <div>
                        <p>{Common::course_ended(lang, until.as_deref())}" "{Common::of(lang).read_only}</p>
                        {frame::call_button(screen, lang)}
                    </div>
                </section>
            }
            .into_any()
        })
    })
}
