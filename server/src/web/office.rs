//! Somebody of the staff at a page that is no coordinator's: the jobcenter, the admin, the evaluator.
//! Who it is, in which language, at what time, and the frame round the page.

use super::session::{CurrentPerson, StaffPerson};
use super::staff::visit;
use super::{State, jobcenter};
use crate::error::Error;
use crate::store::access_log::{self, Part};
use crate::store::person;
use app::admin;
use app::staff::text::Caseloads;
use app::staff::{Notice, PlaceLink, Shell, document, printed};
use app::text::Lang;
use app::ui::icon::IconName;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use domain::access::Role;
use domain::id::PersonId;
use domain::time::Instant;
use leptos::prelude::AnyView;
use std::sync::Arc;

/// Somebody at a page.
#[derive(Clone, Debug)]
pub struct Office {
    /// The site.
    pub site: State,
    /// Who.
    pub me: CurrentPerson,
    /// Their language.
    pub lang: Lang,
    /// Now.
    pub now: Instant,
    query: Vec<(String, String)>,
}

impl FromRequestParts<State> for Office {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &State) -> Result<Self, Response> {
        let StaffPerson(me) =
            StaffPerson::from_request_parts(parts, site).await.map_err(IntoResponse::into_response)?;
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self {
            site: Arc::clone(site),
            me,
            lang: Lang::of(me.lang),
            now: site.clock.now(),
            query: serde_urlencoded::from_str(query).unwrap_or_default(),
        })
    }
}

impl Office {
    /// A value of the query; empty where there is none.
    pub fn asked(&self, name: &str) -> &str {
        self.query.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The page in its frame.
    pub async fn page(&self, title: &str, place: &'static str, main: AnyView) -> Result<Response, Error> {
        self.page_with(StatusCode::OK, title, place, main).await
    }

    /// The page in its frame, with another status: 422 when a form was not taken.
    pub async fn page_with(
        &self,
        status: StatusCode,
        title: &str,
        place: &'static str,
        main: AnyView,
    ) -> Result<Response, Error> {
        let shell = self.shell(title, place).await?;
        Ok((status, Html(document(&shell, main))).into_response())
    }

    /// A page without a frame, to be printed.
    pub fn printed(&self, lang: Lang, title: &str, main: AnyView) -> Response {
        Html(printed(lang, title, &visit::quiet_assets(&self.site), main)).into_response()
    }

    async fn shell(&self, title: &str, current: &'static str) -> Result<Shell, Error> {
        let mut tx = self.site.db.read().await?;
        let me = person::find(&mut tx, self.me.person).await?.ok_or(Error::NotFound)?;
        let organisation = match self.me.organisation {
            Some(id) => person::find_organisation(&mut tx, id).await?.map(|found| found.name),
            None => None,
        };
        let (places, role) = self.places();
        Ok(Shell {
            lang: self.lang,
            title: title.to_owned(),
            home: self.me.role.home(),
            places,
            current,
            name: me.name,
            role: organisation.unwrap_or_else(|| role.to_owned()),
            notice: admin::notice(self.lang, self.asked("done")).map(Notice),
            assets: visit::quiet_assets(&self.site),
        })
    }

    fn places(&self) -> (Vec<PlaceLink>, &'static str) {
        match self.me.role {
            Role::Admin => (admin::places(self.lang), admin::role(self.lang)),
            Role::Evaluator => (admin::evaluation::places(self.lang), admin::evaluation::role(self.lang)),
            role => (self.jobcenter_places(), jobcenter::role_name(self.lang, role)),
        }
    }

    /// A leader also sees how full the caseloads are.
    fn jobcenter_places(&self) -> Vec<PlaceLink> {
        let mut places = app::jobcenter::places(self.lang);
        if self.me.role == Role::Leader {
            let name = Caseloads::of(self.lang).title;
            let link = PlaceLink { href: "/staff/caseloads", icon: IconName::People, name };
            places.insert(places.len().saturating_sub(1), link);
        }
        places
    }

    /// Notes that a list with these citizens is about to be seen: one row per citizen and day.
    pub async fn note_list(&self, citizens: &[PersonId]) -> Result<(), Error> {
        if citizens.is_empty() {
            return Ok(());
        }
        let mut tx = self.site.db.write().await?;
        for citizen in citizens {
            access_log::note(&mut tx, *citizen, self.me.person, Part::List, self.now).await?;
        }
        tx.commit().await
    }
}
