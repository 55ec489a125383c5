//! The coordinator's side of a conversation: answering, and saying that something was seen.

use super::desk::{Desk, Sent, hash_of};
use crate::db::Tx;
use crate::error::Error;
use crate::store::record;
use domain::id::{CommandId, MessageId, ThreadId};
use domain::message::{Message, Thread};
use domain::record::{Kind, Record};
use domain::text;
use domain::time::Instant;
use uuid::Uuid;

/// How far back an answer looks for what it answers.
const LOOK_BACK: i64 = 200;

/// Writes to the citizen. `answers` is the newest message that the writer had before them: what came
/// after it still waits.
pub async fn reply(
    tx: &mut Tx,
    desk: &Desk<'_>,
    id: CommandId,
    words: &str,
    answers: Option<MessageId>,
) -> Result<MessageId, Error> {
    let words = text::required(words, text::MESSAGE_MAX, "text")?;
    let hash = hash_of(tx.ring(), &words)?;
    let id = match desk.sent(tx, id, &hash, true).await? {
        Sent::Before(id) => return Ok(MessageId::of_command(id)),
        Sent::New(id) => id,
    };
    let (citizen, now, rev) = (desk.context.citizen, desk.context.now, desk.context.rev);
    let thread = ThreadId::first_of(citizen);
    let until = seen_until(tx, desk, answers).await?;
    mark(tx, desk, thread, until, true).await?;
    let mut about = thread_of(tx, desk, thread).await?;
    // An answer always stands after what it answers, also within one millisecond.
    let at = now.max(about.last_at.plus_ms(1));
    let message = Message {
        thread,
        own: false,
        author: desk.author.clone(),
        on_behalf: None,
        text: words,
        at,
        sent_at: Some(now),
        seen_at: None,
        answered_at: None,
        answer_by: None,
        files: Vec::new(),
    };
    let message_id = MessageId::of_command(id);
    record::put(tx, citizen, rev, message_id.uuid(), &message.into()).await?;
    let waiting = oldest_waiting(tx, desk, thread).await?;
    about.last_at = at;
    about.waiting_since = waiting.as_ref().map(|message| message.at);
    about.answer_by = waiting.and_then(|message| message.answer_by);
    record::put(tx, citizen, rev, thread.uuid(), &about.into()).await?;
    desk.keep(tx, id, "staff.message.reply", &hash).await?;
    Ok(message_id)
}

/// Says that the citizen's messages up to `message` were seen.
pub async fn mark_seen(tx: &mut Tx, desk: &Desk<'_>, id: CommandId, message: MessageId) -> Result<(), Error> {
    let hash = hash_of(tx.ring(), &message)?;
    let Sent::New(id) = desk.sent(tx, id, &hash, true).await? else { return Ok(()) };
    let until = seen_until(tx, desk, Some(message)).await?.ok_or(Error::NotFound)?;
    mark(tx, desk, ThreadId::first_of(desk.context.citizen), Some(until), false).await?;
    desk.keep(tx, id, "staff.message.seen", &hash).await
}

/// The moment of the newest message that was looked at; another citizen's message is none.
async fn seen_until(tx: &mut Tx, desk: &Desk<'_>, message: Option<MessageId>) -> Result<Option<Instant>, Error> {
    let Some(id) = message else { return Ok(None) };
    match record::find(tx, desk.context.citizen, Kind::Message, id.uuid()).await? {
        Some(Record::Message(message)) => Ok(Some(message.at)),
        _ => Ok(None),
    }
}

/// The newest messages of the citizen's own, newest first.
async fn own_messages(tx: &mut Tx, desk: &Desk<'_>, thread: ThreadId) -> Result<Vec<(Uuid, Message)>, Error> {
    let newest =
        record::load_newest(tx, desk.context.citizen, Kind::Message, thread.uuid(), Instant(i64::MAX), LOOK_BACK)
            .await?;
    let own = newest.into_iter().filter_map(|(id, record)| match record {
        Record::Message(message) if message.own => Some((id, *message)),
        _ => None,
    });
    Ok(own.collect())
}

async fn mark(
    tx: &mut Tx,
    desk: &Desk<'_>,
    thread: ThreadId,
    until: Option<Instant>,
    is_answer: bool,
) -> Result<(), Error> {
    let Some(until) = until else { return Ok(()) };
    let now = desk.context.now;
    for (id, mut message) in own_messages(tx, desk, thread).await? {
        let is_marked = message.seen_at.is_some() && (!is_answer || message.answered_at.is_some());
        if message.at > until || is_marked {
            continue;
        }
        message.seen_at = message.seen_at.or(Some(now));
        if is_answer {
            message.answered_at = message.answered_at.or(Some(now));
        }
        record::put(tx, desk.context.citizen, desk.context.rev, id, &message.into()).await?;
    }
    Ok(())
}

/// The oldest message that nobody has answered.
async fn oldest_waiting(tx: &mut Tx, desk: &Desk<'_>, thread: ThreadId) -> Result<Option<Message>, Error> {
    let own = own_messages(tx, desk, thread).await?;
    Ok(own.into_iter().map(|(_, message)| message).take_while(|message| message.answered_at.is_none()).last())
}

async fn thread_of(tx: &mut Tx, desk: &Desk<'_>, id: ThreadId) -> Result<Thread, Error> {
    match record::find(tx, desk.context.citizen, Kind::Thread, id.uuid()).await? {
        Some(Record::Thread(thread)) => Ok(*thread),
        _ => Ok(Thread::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::Story;
    use crate::db::testing::both_dbs;
    use crate::testing::command_id;
    use domain::command::Command;
    use domain::message::Progress;
    use domain::refusal::Code;

    fn newest_of(story: &domain::snapshot::Snapshot) -> Vec<(Uuid, Message)> {
        let thread = ThreadId::first_of(story.citizen);
        story.messages_of(thread).into_iter().map(|(id, message)| (id, message.clone())).collect()
    }

    async fn write(story: &Story, text: &str) -> MessageId {
        let id = command_id();
        let command = Command::MessageSend { thread: None, text: text.into(), files: vec![] };
        story.world.act(story.citizen, id, command).await.unwrap();
        MessageId::of_command(id)
    }

    both_dbs!(an_answer_ends_the_waiting_and_the_same_form_twice_is_one_answer, |db| async move {
        let story = Story::on(db).await;
        let asked = write(&story, "Må min søster komme med?").await;
        let id = command_id();
        for _ in 0..2 {
            let (mut tx, desk) = story.desk().await;
            reply(&mut tx, &desk, id, "Ja, gerne.\r\n", Some(asked)).await.unwrap();
            tx.commit().await.unwrap();
        }
        let snapshot = story.world.snapshot(story.citizen).await;
        let messages = newest_of(&snapshot);
        assert_eq!(
            messages.iter().map(|(_, m)| m.text.as_str()).collect::<Vec<_>>(),
            ["Må min søster komme med?", "Ja, gerne."]
        );
        assert_eq!(messages[0].1.progress(), Progress::Answered);
        assert_eq!(snapshot.threads().next().unwrap().1.waiting_since, None);
    });

    both_dbs!(the_back_button_with_other_words_sends_a_second_message, |db| async move {
        let story = Story::on(db).await;
        let id = command_id();
        for words in ["Vi ses.", "Vi ses på torsdag.", "Vi ses på torsdag."] {
            let (mut tx, desk) = story.desk().await;
            reply(&mut tx, &desk, id, words, None).await.unwrap();
            tx.commit().await.unwrap();
        }
        let snapshot = story.world.snapshot(story.citizen).await;
        assert_eq!(newest_of(&snapshot).len(), 2);
    });

    both_dbs!(what_came_while_the_answer_was_written_still_waits, |db| async move {
        let story = Story::on(db).await;
        let first = write(&story, "Et").await;
        story.world.clock.advance(60_000);
        write(&story, "To").await;
        story.world.clock.advance(60_000);
        let (mut tx, desk) = story.desk().await;
        reply(&mut tx, &desk, command_id(), "Svar på et", Some(first)).await.unwrap();
        tx.commit().await.unwrap();
        let snapshot = story.world.snapshot(story.citizen).await;
        let messages = newest_of(&snapshot);
        assert_eq!(messages[0].1.progress(), Progress::Answered);
        assert_eq!(messages[1].1.progress(), Progress::Sent);
        assert_eq!(snapshot.threads().next().unwrap().1.waiting_since, Some(messages[1].1.at));
    });

    both_dbs!(seen_is_said_once_and_is_no_answer, |db| async move {
        let story = Story::on(db).await;
        let asked = write(&story, "Hej").await;
        let (mut tx, desk) = story.desk().await;
        mark_seen(&mut tx, &desk, command_id(), asked).await.unwrap();
        tx.commit().await.unwrap();
        let snapshot = story.world.snapshot(story.citizen).await;
        assert_eq!(newest_of(&snapshot)[0].1.progress(), Progress::Seen);
        assert!(snapshot.threads().next().unwrap().1.waiting_since.is_some());
    });

    both_dbs!(an_empty_or_endless_answer_is_refused_and_nothing_is_written, |db| async move {
        let story = Story::on(db).await;
        for (words, code) in [(" \n".to_owned(), Code::Empty), ("x".repeat(4_001), Code::TooLong)] {
            let (mut tx, desk) = story.desk().await;
            let refused = reply(&mut tx, &desk, command_id(), &words, None).await.unwrap_err();
            assert!(matches!(refused, Error::Refused { code: found, .. } if found == code));
        }
        assert_eq!(newest_of(&story.world.snapshot(story.citizen).await), []);
    });
}
