//! The one write path of a citizen's commands: form, outbox, and staff acting "på vegne af".
//!
//! The rule itself is `domain::effect`; here it meets the rows, gets what only the server knows (when it
//! arrived, by when an answer is promised), and its verdict is kept in the same transaction as its effect.

use super::Actor;
use super::{course, survey};
use crate::db::Tx;
use crate::error::Error;
use crate::programmes::Programmes;
use crate::seal::KeyRing;
use crate::store::command::{self, Kept, Verdict};
use crate::store::record::{self, Rev};
use crate::store::{file, person, push};
use domain::command::{Command, Issued};
use domain::effect::{effects, needs};
use domain::id::{CommandId, PersonId};
use domain::message::{Author, FileRef};
use domain::record::{Effect, Record};
use domain::refusal::{Code, Refusal};
use domain::snapshot::Snapshot;
use domain::time::Instant;
use domain::wire::Outcome;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a command says, as a digest that nobody without the key file can compute: the same for the same
/// command from a form and from a phone. The answers of a survey are left out: a digest of them beside
/// the citizen's name would let whoever holds the key file find out whose a response is.
pub fn hash_of(ring: &KeyRing, command: &Command) -> Result<Vec<u8>, Error> {
    let words = match command {
        Command::SurveySubmit { invitation, version, .. } | Command::SurveySave { invitation, version, .. } => {
            serde_json::to_vec(&(invitation, version))?
        }
        other => serde_json::to_vec(other)?,
    };
    Ok(ring.digest("command", &[command.kind().as_bytes(), &words]))
}

/// What a command says that this program could not read. Of a survey's, only its kind.
pub fn hash_of_unread(ring: &KeyRing, kind: &str, args: &str) -> Vec<u8> {
    let words = if kind.starts_with("survey.") { "" } else { args };
    ring.digest("command.unread", &[kind.as_bytes(), words.as_bytes()])
}

/// What became of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Done or not.
    pub outcome: Outcome,
    /// Why not.
    pub code: Option<Code>,
    /// The citizen's revision.
    pub rev: i64,
    /// Whether it had been done before and had no effect now.
    pub is_replay: bool,
}

impl Done {
    fn replay(kept: &Kept) -> Self {
        Self { outcome: kept.outcome, code: kept.code, rev: kept.rev, is_replay: true }
    }
}

/// Where a use case runs.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Whose records.
    pub citizen: PersonId,
    /// Who acts.
    pub actor: Actor,
    /// The raised revision.
    pub rev: Rev,
    /// The server's time.
    pub now: Instant,
    /// The programmes of this installation.
    pub programmes: &'a Programmes,
}

/// Does a command once. The same id and content again answers what was answered; the same id with
/// other content is `Conflict`, and nothing is done.
pub async fn execute(tx: &mut Tx, context: &Context<'_>, issued: &Issued) -> Result<Done, Error> {
    let hash = hash_of(tx.ring(), &issued.command)?;
    if let Some(kept) = command::find(tx, context.citizen, issued.id).await? {
        return if kept.hash == hash { Ok(Done::replay(&kept)) } else { Err(Error::Conflict("conflict")) };
    }
    let refused = match attempt(tx, context, issued).await {
        Ok(()) => None,
        Err(Error::Refused { code, .. }) => Some(code),
        Err(Error::NotFound) => Some(Code::NotFound),
        Err(error) => return Err(error),
    };
    keep(tx, context, issued.id, issued.command.kind(), &hash, refused).await
}

/// Keeps the verdict on a command that is done or refused.
pub async fn keep(
    tx: &mut Tx,
    context: &Context<'_>,
    id: CommandId,
    kind: &str,
    hash: &[u8],
    refused: Option<Code>,
) -> Result<Done, Error> {
    let outcome = if refused.is_some() { Outcome::Rejected } else { Outcome::Ok };
    let rev = context.rev.number();
    let verdict =
        Verdict { citizen: context.citizen, id, kind, hash, outcome, code: refused, rev, actor: context.actor.person };
    command::insert(tx, &verdict, context.now).await?;
    Ok(Done { outcome, code: refused, rev, is_replay: false })
}

/// Every refusal comes before the first row is written, so a refused command leaves nothing behind.
async fn attempt(tx: &mut Tx, context: &Context<'_>, issued: &Issued) -> Result<(), Error> {
    let needs = needs(context.citizen, &issued.command);
    let snapshot = record::load(tx, context.citizen, context.now, &needs).await?;
    let mut effects = guarded(&snapshot, issued)?;
    let files = files_of(tx, context.citizen, &issued.command).await?;
    dress(tx, context, &snapshot, files, &mut effects).await?;
    record::take(tx, context.citizen, context.rev, effects).await?;
    follow(tx, context, issued).await
}

/// A rule that panics on one command must not hold up everything behind it in a phone's row.
fn guarded(snapshot: &Snapshot, issued: &Issued) -> Result<Vec<Effect>, Error> {
    let answer = catch_unwind(AssertUnwindSafe(|| effects(snapshot, issued)));
    answer.unwrap_or_else(|_| Err(Refusal::from(Code::Invalid))).map_err(Error::from)
}

/// Adds what only the server knows.
async fn dress(
    tx: &mut Tx,
    context: &Context<'_>,
    snapshot: &Snapshot,
    files: Vec<FileRef>,
    effects: &mut [Effect],
) -> Result<(), Error> {
    let on_behalf =
        if context.actor.person == context.citizen { None } else { Some(author_of(tx, context.actor.person).await?) };
    let mut promise = None;
    for effect in effects.iter_mut() {
        let Effect::Put { record: Record::Message(message), .. } = effect else {
            continue;
        };
        if message.own && message.sent_at.is_none() {
            promise = course::answer_by(context, snapshot);
            message.sent_at = Some(context.now);
            message.answer_by = promise;
            message.on_behalf.clone_from(&on_behalf);
            message.files.clone_from(&files);
        }
    }
    for effect in effects.iter_mut() {
        if let Effect::Put { record: Record::Thread(thread), .. } = effect {
            thread.answer_by = thread.answer_by.or(promise);
        }
    }
    Ok(())
}

/// The files that a message carries: the citizen's own, and whole.
async fn files_of(tx: &mut Tx, citizen: PersonId, command: &Command) -> Result<Vec<FileRef>, Error> {
    let Command::MessageSend { files, .. } = command else {
        return Ok(vec![]);
    };
    let mut found = Vec::with_capacity(files.len());
    for id in files {
        let file = file::find(tx, citizen, *id).await?.and_then(|file| file.reference());
        found.push(file.ok_or_else(|| Refusal::field(Code::NotFound, "files"))?);
    }
    Ok(found)
}

/// A staff member as citizens read them.
async fn author_of(tx: &mut Tx, id: PersonId) -> Result<Author, Error> {
    let person = person::find(tx, id).await?.ok_or(Error::NotFound)?;
    Ok(Author { name: person.name, ..Author::default() })
}

/// What else a command brings about, in the same transaction.
async fn follow(tx: &mut Tx, context: &Context<'_>, issued: &Issued) -> Result<(), Error> {
    match &issued.command {
        Command::PushSubscribe { endpoint, p256dh, auth } => {
            push::put(tx, context.citizen, endpoint, p256dh, auth, context.now).await
        }
        Command::PushUnsubscribe { endpoint } => push::delete(tx, context.citizen, endpoint).await,
        Command::SurveySubmit { invitation, answers, .. } => {
            survey::submitted(tx, context.citizen, *invitation, answers).await
        }
        Command::SurveyDecline { invitation } => survey::declined(tx, context.citizen, *invitation).await,
        _ => Ok(()),
    }
}
