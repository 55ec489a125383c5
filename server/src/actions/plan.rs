//! Keeping the plan: the draft of the next revision, publishing it, and the coordinator's own scoring of
//! goals. A revision is never changed once it is published.

use super::desk::{Desk, Sent, hash_of};
use crate::db::Tx;
use crate::error::Error;
use crate::store::plan_draft::{self, Draft};
use crate::store::record;
use domain::effect::Need;
use domain::id::{CommandId, GoalId, PersonId, RevisionId};
use domain::plan::{Goal, LEVELS, Party, PlanContent, Rating, Revision, difference};
use domain::record::{Kind, Record};
use domain::refusal::{Code, Refusal};
use domain::snapshot::Snapshot;
use domain::text;
use domain::time::Instant;

/// What a form was made from: the published revision and the version of the draft. Either may have moved
/// on in another tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// The number of the newest revision; 0 before the first.
    pub revision: u32,
    /// The version of the draft; 0 where there is none.
    pub draft: i64,
}

impl Version {
    /// The word in a form.
    pub fn text(self) -> String {
        format!("{}.{}", self.revision, self.draft)
    }

    /// The version that a form says; anything else is one that nobody has.
    pub fn of(text: &str) -> Self {
        let parsed = text
            .split_once('.')
            .and_then(|(revision, draft)| Some(Self { revision: revision.parse().ok()?, draft: draft.parse().ok()? }));
        parsed.unwrap_or(Self { revision: u32::MAX, draft: -1 })
    }
}

/// What stands: the plan as it is published, and what a form begins with.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The newest revision's content; empty before the first.
    pub published: PlanContent,
    /// The draft, or else what is published.
    pub draft: Draft,
    /// Both versions.
    pub version: Version,
}

/// What stands for a citizen.
pub async fn standing(tx: &mut Tx, citizen: PersonId, now: Instant) -> Result<Standing, Error> {
    let snapshot = plan_of(tx, citizen, now).await?;
    let newest = snapshot.plan().map(|(_, revision)| revision);
    let published = newest.map(|revision| revision.content.clone()).unwrap_or_default();
    let kept = plan_draft::find(tx, citizen).await?;
    let version = Version {
        revision: newest.map_or(0, |revision| revision.number),
        draft: kept.as_ref().map_or(0, |kept| kept.version),
    };
    let draft = kept.map_or_else(|| Draft { content: published.clone(), reason: String::new() }, |kept| kept.draft);
    Ok(Standing { published, draft, version })
}

async fn plan_of(tx: &mut Tx, citizen: PersonId, now: Instant) -> Result<Snapshot, Error> {
    record::load(tx, citizen, now, &[Need::Kind(Kind::Plan), Need::Kind(Kind::Goal), Need::Kind(Kind::Intervention)])
        .await
}

/// Saves the draft that follows the one that was seen; another by now is `Conflict("changed")`.
pub async fn save(tx: &mut Tx, desk: &Desk<'_>, command: CommandId, seen: Version, draft: &Draft) -> Result<(), Error> {
    let hash = hash_of(tx.ring(), draft)?;
    let Sent::New(command) = desk.sent(tx, command, &hash, false).await? else { return Ok(()) };
    let (citizen, now) = (desk.context.citizen, desk.context.now);
    let standing = standing(tx, citizen, now).await?;
    let is_saved = standing.version == seen
        && plan_draft::save(tx, citizen, seen.draft, draft, desk.context.actor.person, now).await?;
    if !is_saved {
        return Err(Error::Conflict("changed"));
    }
    desk.keep(tx, command, "staff.plan.save", &hash).await
}

/// Publishes the next revision, with what changed in plain words.
pub async fn publish(
    tx: &mut Tx,
    desk: &Desk<'_>,
    command: CommandId,
    seen: Version,
    draft: &Draft,
) -> Result<u32, Error> {
    let reason = text::required(&draft.reason, text::NOTE_MAX, "reason")?;
    let hash = hash_of(tx.ring(), &("publish", draft))?;
    let (citizen, now, rev) = (desk.context.citizen, desk.context.now, desk.context.rev);
    let standing = standing(tx, citizen, now).await?;
    let Sent::New(command) = desk.sent(tx, command, &hash, false).await? else { return Ok(standing.version.revision) };
    if standing.version != seen {
        return Err(Error::Conflict("changed"));
    }
    let number = standing.version.revision.saturating_add(1);
    let revision = Revision {
        number,
        author: desk.author.clone(),
        at: now,
        reason,
        content: draft.content.clone(),
        changes: if number == 1 { Vec::new() } else { difference(&standing.published, &draft.content) },
        reply: None,
    };
    let id = RevisionId::of_command(command);
    record::put(tx, citizen, rev, id.uuid(), &revision.into()).await?;
    put_parts(tx, desk, &draft.content).await?;
    plan_draft::delete(tx, citizen).await?;
    desk.keep(tx, command, "staff.plan.publish", &hash).await?;
    Ok(number)
}

/// Brings the records of goals and interventions to what the plan says now; scorings stay with a goal.
async fn put_parts(tx: &mut Tx, desk: &Desk<'_>, content: &PlanContent) -> Result<(), Error> {
    let (citizen, rev) = (desk.context.citizen, desk.context.rev);
    let before = plan_of(tx, citizen, desk.context.now).await?;
    for (position, planned) in (0_u16..).zip(&content.goals) {
        let ratings = before.goals().find(|(id, _)| *id == planned.id.0).map(|(_, goal)| goal.ratings.clone());
        let goal = Goal { text: planned.text.clone(), ratings: ratings.unwrap_or_default(), position };
        record::put(tx, citizen, rev, planned.id.0, &goal.into()).await?;
    }
    for (id, _) in before.goals().filter(|(id, _)| !content.goals.iter().any(|goal| goal.id.0 == *id)) {
        record::delete(tx, citizen, rev, Kind::Goal, id).await?;
    }
    for planned in &content.interventions {
        record::put(tx, citizen, rev, planned.id.0, &planned.text.clone().into()).await?;
    }
    let gone = before.interventions().filter(|(id, _)| !content.interventions.iter().any(|item| item.id.0 == *id));
    for (id, _) in gone {
        record::delete(tx, citizen, rev, Kind::Intervention, id).await?;
    }
    Ok(())
}

/// The coordinator scores a goal, apart from the citizen's own scoring.
pub async fn rate(tx: &mut Tx, desk: &Desk<'_>, command: CommandId, goal: GoalId, level: u8) -> Result<(), Error> {
    if !(1..=LEVELS).contains(&level) {
        return Err(Refusal::field(Code::Invalid, "level").into());
    }
    let hash = hash_of(tx.ring(), &(goal, level))?;
    let Sent::New(command) = desk.sent(tx, command, &hash, true).await? else { return Ok(()) };
    let (citizen, rev) = (desk.context.citizen, desk.context.rev);
    let Some(Record::Goal(mut found)) = record::find(tx, citizen, Kind::Goal, goal.uuid()).await? else {
        return Err(Error::NotFound);
    };
    found.rate(Rating { by: Party::Coordinator, level, at: desk.context.now });
    record::put(tx, citizen, rev, goal.uuid(), &Record::Goal(found)).await?;
    desk.keep(tx, command, "staff.goal.rate", &hash).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::Story;
    use crate::clock;
    use crate::db::testing::both_dbs;
    use crate::testing::command_id;
    use domain::command::Command;
    use domain::id::InterventionId;
    use domain::plan::{Change, Field, GoalText, Intervention, PlannedGoal, PlannedIntervention};

    fn draft(titles: &[(u128, &str)]) -> Draft {
        let items = titles.iter().map(|(id, title)| PlannedIntervention {
            id: InterventionId(uuid::Uuid::from_u128(*id)),
            text: Intervention { title: (*title).into(), responsible: "Mette".into(), ..Intervention::default() },
        });
        let content = PlanContent { interventions: items.collect(), ..PlanContent::default() };
        Draft { content, reason: "Vi talte om det.".into() }
    }

    async fn published(story: &Story, draft: &Draft) -> u32 {
        let (mut tx, desk) = story.desk().await;
        let seen = standing(&mut tx, story.citizen, desk.context.now).await.unwrap().version;
        let number = publish(&mut tx, &desk, command_id(), seen, draft).await.unwrap();
        tx.commit().await.unwrap();
        number
    }

    both_dbs!(a_revision_follows_a_revision_and_says_what_changed, |db| async move {
        let story = Story::on(db).await;
        assert_eq!(published(&story, &draft(&[(1, "Træning")])).await, 1);
        assert_eq!(published(&story, &draft(&[(1, "Rolig træning"), (2, "Kursus")])).await, 2);
        let snapshot = story.world.snapshot(story.citizen).await;
        let (_, plan) = snapshot.plan().unwrap();
        assert_eq!(plan.changes.len(), 2);
        assert!(matches!(&plan.changes[0], Change::Added { title } if title == "Kursus"));
        assert!(matches!(&plan.changes[1], Change::Altered { field: Field::Title, .. }));
        assert_eq!(snapshot.revisions().count(), 2);
        assert_eq!(snapshot.interventions().count(), 2);
        published(&story, &draft(&[(2, "Kursus")])).await;
        assert_eq!(story.world.snapshot(story.citizen).await.interventions().count(), 1);
    });

    both_dbs!(two_tabs_lose_nothing, |db| async move {
        let story = Story::on(db).await;
        let seen = Version::default();
        let (mut tx, desk) = story.desk().await;
        save(&mut tx, &desk, command_id(), seen, &draft(&[(1, "Fra den ene fane")])).await.unwrap();
        tx.commit().await.unwrap();
        let (mut tx, desk) = story.desk().await;
        let second = draft(&[(1, "Fra den anden fane")]);
        let late = save(&mut tx, &desk, command_id(), seen, &second).await;
        assert!(matches!(late, Err(Error::Conflict("changed"))));
        let late = publish(&mut tx, &desk, command_id(), seen, &second).await;
        assert!(matches!(late, Err(Error::Conflict("changed"))));
        let kept = standing(&mut tx, story.citizen, desk.context.now).await.unwrap();
        assert_eq!(kept.draft.content.interventions[0].text.title, "Fra den ene fane");
        save(&mut tx, &desk, command_id(), kept.version, &second).await.unwrap();
        tx.commit().await.unwrap();
    });

    both_dbs!(a_tab_from_before_the_publication_is_caught_too, |db| async move {
        let story = Story::on(db).await;
        published(&story, &draft(&[(1, "Træning")])).await;
        let (mut tx, desk) = story.desk().await;
        let late = save(&mut tx, &desk, command_id(), Version::default(), &draft(&[])).await;
        assert!(matches!(late, Err(Error::Conflict("changed"))));
    });

    both_dbs!(the_same_publication_twice_is_one_revision, |db| async move {
        let story = Story::on(db).await;
        let (id, draft) = (command_id(), draft(&[(1, "Træning")]));
        for _ in 0..2 {
            let (mut tx, desk) = story.desk().await;
            assert_eq!(publish(&mut tx, &desk, id, Version::default(), &draft).await.unwrap(), 1);
            tx.commit().await.unwrap();
        }
        assert_eq!(story.world.snapshot(story.citizen).await.revisions().count(), 1);
    });

    both_dbs!(both_score_on_their_own_and_a_revision_keeps_the_scores, |db| async move {
        let story = Story::on(db).await;
        let goal = GoalId(clock::new_id());
        let text = GoalText { title: "Ud hver dag".into(), levels: vec!["trin".into(); 5], meaning: None };
        let mut plan = draft(&[]);
        plan.content.goals.push(PlannedGoal { id: goal, text });
        published(&story, &plan).await;
        let (mut tx, desk) = story.desk().await;
        rate(&mut tx, &desk, command_id(), goal, 2).await.unwrap();
        assert!(rate(&mut tx, &desk, command_id(), goal, 6).await.is_err());
        tx.commit().await.unwrap();
        story.world.act(story.citizen, command_id(), Command::GoalRate { goal, level: 3 }).await.unwrap();
        published(&story, &plan).await;
        let snapshot = story.world.snapshot(story.citizen).await;
        let (_, kept) = snapshot.goals().next().unwrap();
        assert_eq!((kept.level(Party::Citizen), kept.level(Party::Coordinator)), (Some(3), Some(2)));
    });
}
