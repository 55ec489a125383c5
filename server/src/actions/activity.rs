//! Activities that the coordinator adds or changes with the citizen: the citizen's own commands, entered
//! by somebody else, so that there is one rule for both.

use super::desk::{Desk, Sent, mark_of};
use super::execute::{self, Done};
use crate::db::Tx;
use crate::error::Error;
use crate::store::record;
use domain::activity::Activity;
use domain::command::{Command, Issued};
use domain::id::{ActivityId, CommandId};
use domain::record::{Kind, Record};
use domain::refusal::Code;
use domain::wire::Outcome;

/// What a form was made from, as a short word.
pub fn version_of(activity: &Activity) -> Result<String, Error> {
    mark_of(activity)
}

/// One of the citizen's activities.
pub async fn find(tx: &mut Tx, desk: &Desk<'_>, id: ActivityId) -> Result<Activity, Error> {
    match record::find(tx, desk.context.citizen, Kind::Activity, id.uuid()).await? {
        Some(Record::Activity(activity)) => Ok(*activity),
        _ => Err(Error::NotFound),
    }
}

/// Adds an activity. The Back button with other words adds another.
pub async fn add(tx: &mut Tx, desk: &Desk<'_>, id: CommandId, activity: Activity) -> Result<(), Error> {
    let command = Command::ActivityAdd { activity };
    let hash = execute::hash_of(tx.ring(), &command)?;
    let (Sent::New(id) | Sent::Before(id)) = desk.sent(tx, id, &hash, true).await?;
    run(tx, desk, id, command).await
}

/// Changes an activity and what is to come of it; a version that is not the present one is `Conflict("changed")`.
pub async fn edit(
    tx: &mut Tx,
    desk: &Desk<'_>,
    command: CommandId,
    id: ActivityId,
    version: &str,
    activity: Activity,
) -> Result<(), Error> {
    let wanted = Command::ActivityEdit { id, activity };
    let hash = execute::hash_of(tx.ring(), &wanted)?;
    let is_new = matches!(desk.sent(tx, command, &hash, false).await?, Sent::New(_));
    if is_new && version_of(&find(tx, desk, id).await?)? != version {
        return Err(Error::Conflict("changed"));
    }
    run(tx, desk, command, wanted).await
}

/// Takes an activity and what is to come of it off the plan.
pub async fn remove(tx: &mut Tx, desk: &Desk<'_>, command: CommandId, id: ActivityId) -> Result<(), Error> {
    run(tx, desk, command, Command::ActivityRemove { activity: id }).await
}

async fn run(tx: &mut Tx, desk: &Desk<'_>, id: CommandId, command: Command) -> Result<(), Error> {
    let command = command.checked()?;
    let issued = Issued { id, at: desk.context.now, command };
    match execute::execute(tx, &desk.context, &issued).await? {
        Done { outcome: Outcome::Ok, .. } => Ok(()),
        Done { code: Some(Code::NotFound), .. } => Err(Error::NotFound),
        Done { code, .. } => Err(code.unwrap_or(Code::Invalid).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::Story;
    use crate::db::testing::{MONDAY, both_dbs};
    use crate::testing::command_id;
    use domain::activity::{Importance, Weight};
    use domain::schedule::Recurrence;

    fn walk(minutes: u16) -> Activity {
        Activity {
            name: "Gå en tur".into(),
            weight: Weight::Light,
            kinds: vec![],
            importance: Importance::Normal,
            fixed: false,
            minutes,
            travel_minutes: 0,
            date: MONDAY.date(),
            start: None,
            recurrence: Some(Recurrence::daily()),
        }
    }

    both_dbs!(what_the_coordinator_adds_is_the_citizens_own_kind_of_thing, |db| async move {
        let story = Story::on(db).await;
        let id = command_id();
        for _ in 0..2 {
            let (mut tx, desk) = story.desk().await;
            add(&mut tx, &desk, id, walk(20)).await.unwrap();
            tx.commit().await.unwrap();
        }
        let snapshot = story.world.snapshot(story.citizen).await;
        assert_eq!(snapshot.activities().count(), 1);
        assert!(snapshot.occurrences().count() > 30);
    });

    both_dbs!(a_change_from_an_old_page_is_caught, |db| async move {
        let story = Story::on(db).await;
        let command = command_id();
        let (mut tx, desk) = story.desk().await;
        add(&mut tx, &desk, command, walk(20)).await.unwrap();
        let id = ActivityId::of_command(command);
        let version = version_of(&walk(20)).unwrap();
        edit(&mut tx, &desk, command_id(), id, &version, walk(30)).await.unwrap();
        let late = edit(&mut tx, &desk, command_id(), id, &version, walk(40)).await;
        assert!(matches!(late, Err(Error::Conflict("changed"))));
        assert_eq!(find(&mut tx, &desk, id).await.unwrap().minutes, 30);
        remove(&mut tx, &desk, command_id(), id).await.unwrap();
        assert!(matches!(remove(&mut tx, &desk, command_id(), id).await, Err(Error::NotFound)));
    });
}
