//! `POST /commands/<kind>`: the forms of the citizen's screens where no script runs. The same command as
//! from the outbox, by the same write path; then back to the page (post, redirect, get).

use super::{CurrentPerson, State};
use crate::actions::Actor;
use crate::actions::execute::{self, Context, Done};
use crate::clock;
use crate::error::Error;
use crate::store::record;
use app::public::refused::{Refused, refused_page};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{self, Path};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::access::Role;
use domain::command::{Command, Issued};
use domain::form::{self, Fields};
use domain::id::CommandId;
use domain::refusal::{Code, Refusal};
use domain::wire::Outcome;

/// The forms.
pub fn routes() -> Router<State> {
    Router::new().route("/commands/{kind}", post(command))
}

/// The fields of a posted form.
pub fn fields(body: &[u8]) -> Result<Fields, Error> {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_bytes(body).map_err(|_| Error::BadRequest("invalid_body"))?;
    Ok(Fields::new(pairs)?)
}

async fn command(
    extract::State(site): extract::State<State>,
    person: CurrentPerson,
    Path(kind): Path<String>,
    body: Bytes,
) -> Result<Response, Error> {
    person.require(&[Role::Citizen])?;
    let fields = fields(&body)?;
    let outcome = match form::read(&kind, &fields) {
        Ok(command) => run(&site, &person, &fields, command).await,
        Err(refusal) => Ok(Some(refusal)),
    };
    let refusal = match outcome {
        Ok(None) => return Ok(Redirect::to(fields.back().unwrap_or("/")).into_response()),
        Ok(Some(refusal)) => refusal,
        Err(Error::Conflict(_)) => Code::Conflict.into(),
        Err(error) => return Err(error),
    };
    let page = refused_page(&Refused {
        lang: app::text::Lang::of(person.lang),
        refusal,
        action: format!("/commands/{kind}"),
        fields: fields.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        back: fields.back().unwrap_or("/").to_owned(),
        command: clock::new_id().to_string(),
        css: site.assets.url("citizen.css"),
    });
    Ok((StatusCode::UNPROCESSABLE_ENTITY, [(header::CACHE_CONTROL, "no-store")], Html(page)).into_response())
}

/// Does what the form says; a refusal is shown with what was typed.
async fn run(
    site: &State,
    person: &CurrentPerson,
    fields: &Fields,
    command: Command,
) -> Result<Option<Refusal>, Error> {
    let citizen = person.person;
    let now = site.clock.now();
    let mut tx = site.db.write().await?;
    let rev = record::raise(&mut tx, citizen, now).await?;
    let context = Context { citizen, actor: Actor::citizen(citizen), rev, now, programmes: &site.programmes };
    let id = fields.command().unwrap_or_else(|| CommandId(clock::new_id()));
    let issued = Issued { id, at: now, command };
    let done = match execute::execute(&mut tx, &context, &issued).await {
        // The Back button after sending: other words under the id of a form that was used. What only
        // adds is simply a new one; its id follows from the words, so that a double tap is still one.
        Err(Error::Conflict(_)) if issued.command.is_append() => {
            let words = hex::encode(execute::hash_of(site.db.ring(), &issued.command)?);
            let fresh = Issued { id: CommandId::of_form(id.uuid(), &words), ..issued };
            execute::execute(&mut tx, &context, &fresh).await?
        }
        other => other?,
    };
    finish(site, tx, citizen, done).await
}

async fn finish(
    site: &State,
    tx: crate::db::Tx,
    citizen: domain::id::PersonId,
    done: Done,
) -> Result<Option<Refusal>, Error> {
    tx.commit().await?;
    site.live.changed(citizen, done.rev);
    Ok(match done.outcome {
        Outcome::Ok => None,
        Outcome::Rejected => Some(done.code.unwrap_or(Code::Invalid).into()),
    })
}
