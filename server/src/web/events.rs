//! `GET /api/v1/events`: one stream per browser that says "revision N" and nothing more. The truth is
//! always fetched. A stream ends with its session, its relation, and the program.

use super::{CurrentPerson, Site, State};
use crate::error::Error;
use crate::live::Hint;
use crate::store::{coordination, record, session};
use axum::Router;
use axum::extract;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use domain::access::Role;
use domain::id::PersonId;
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc};
use tokio_stream::Stream;
use tokio_stream::wrappers::ReceiverStream;

/// The most streams of one session.
const STREAMS_MAX: usize = 4;
/// How often a stream looks for itself: for hints of other replicas, and for an ended session.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How many events may wait for a slow browser.
const WAITING_MAX: usize = 16;

/// The stream.
pub fn routes() -> Router<State> {
    Router::new().route("/api/v1/events", get(events))
}

/// How many streams each session has open.
#[derive(Clone, Debug, Default)]
pub struct Streams(Arc<Mutex<HashMap<[u8; 32], usize>>>);

/// A place among a session's streams, given back when it is dropped.
struct Place {
    streams: Streams,
    session: [u8; 32],
}

impl Streams {
    fn take(&self, session: [u8; 32]) -> Result<Place, Error> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(session).or_default();
        if *count >= STREAMS_MAX {
            return Err(Error::TooMany { retry_after: 60 });
        }
        *count += 1;
        Ok(Place { streams: self.clone(), session })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.session) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                open.remove(&self.session);
            }
        }
    }
}

async fn events(
    extract::State(site): extract::State<State>,
    person: CurrentPerson,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Error> {
    person.require(&[Role::Citizen, Role::Coordinator])?;
    let place = site.streams.take(person.session.0)?;
    let (sender, receiver) = mpsc::channel(WAITING_MAX);
    let listener = site.live.listen();
    tokio::spawn(run(site, person, place, listener, sender));
    Ok(Sse::new(ReceiverStream::new(receiver)).keep_alive(KeepAlive::default()))
}

/// Whose changes a person hears of, with the newest revision told.
type Told = HashMap<PersonId, i64>;

async fn run(
    site: State,
    person: CurrentPerson,
    place: Place,
    mut listener: broadcast::Receiver<Hint>,
    sender: mpsc::Sender<Result<Event, Infallible>>,
) {
    let Ok(mut told) = look(&site, &person).await else {
        return;
    };
    // The first event tells the browser where it stands, so that nothing between page and stream is missed.
    let newest = told.values().copied().max().unwrap_or_default();
    if sender.send(Ok(revision(newest))).await.is_err() {
        return;
    }
    let mut tick = tokio::time::interval(LOOK_EVERY);
    tick.tick().await;
    loop {
        let news = tokio::select! {
            () = site.stop.cancelled() => break,
            () = sender.closed() => break,
            hint = listener.recv() => heard(&hint, &mut told),
            _ = tick.tick() => None,
        };
        let news = match news {
            Some(Heard::Nothing) => continue,
            Some(Heard::News(rev)) => Some(rev),
            Some(Heard::Behind) | None => match look(&site, &person).await {
                Ok(now) => {
                    let news = now.iter().filter(|(id, rev)| told.get(id) != Some(rev)).map(|(_, rev)| *rev).max();
                    told = now;
                    news
                }
                Err(_) => break,
            },
        };
        if let Some(rev) = news
            && sender.send(Ok(revision(rev))).await.is_err()
        {
            break;
        }
    }
    drop(place);
}

enum Heard {
    Nothing,
    News(i64),
    Behind,
}

fn heard(hint: &Result<Hint, broadcast::error::RecvError>, told: &mut Told) -> Option<Heard> {
    Some(match hint {
        Ok(hint) => match told.get_mut(&hint.citizen) {
            Some(rev) if *rev < hint.rev => {
                *rev = hint.rev;
                Heard::News(hint.rev)
            }
            _ => Heard::Nothing,
        },
        Err(broadcast::error::RecvError::Lagged(_)) => Heard::Behind,
        Err(broadcast::error::RecvError::Closed) => return None,
    })
}

/// Where everybody stands that this person hears of; an error when the session has ended.
async fn look(site: &Arc<Site>, person: &CurrentPerson) -> Result<Told, Error> {
    let mut tx = site.db.read().await?;
    let living = session::find_current(&mut tx, person.session, site.clock.wall()).await?;
    living.ok_or(Error::Unauthorized("session_ended"))?;
    let citizens = match person.role {
        Role::Citizen => vec![person.person],
        _ => coordination::list_on(&mut tx, person.person, site.clock.now().date()).await?,
    };
    let mut told = Told::new();
    for citizen in citizens {
        if let Some(head) = record::head(&mut tx, citizen).await? {
            told.insert(citizen, head.rev);
        }
    }
    Ok(told)
}

fn revision(rev: i64) -> Event {
    Event::default().event("revision").data(rev.to_string())
}
