//! The action plan: goals and interventions, made together, revised all the way, never overwritten
//! (S0, bilag 1: "handleplan, som indeholder indsatser, timing af disse … samt progressionsmål").

mod difference;

pub use difference::{Change, Field, difference};

use crate::id::{GoalId, InterventionId};
use crate::message::Author;
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The three strands of help (S0: "helbredsrettede tiltag, sociale tiltag og beskæftigelsesrettede tiltag").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strand {
    /// Helbred.
    #[default]
    Health,
    /// Hverdag.
    Social,
    /// Arbejde og uddannelse.
    Employment,
}

/// Where an intervention is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterventionStatus {
    /// The citizen wishes for it.
    Wished,
    /// Agreed, not begun.
    #[default]
    Planned,
    /// Goes on.
    Running,
    /// Done.
    Completed,
    /// Stopped, with a reason.
    Stopped,
}

/// Something on the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intervention {
    /// What it is.
    pub title: String,
    /// Its strand.
    #[serde(default)]
    pub strand: Strand,
    /// Who gives it: name, role, organisation.
    #[serde(default)]
    pub provider: Author,
    /// How to reach them.
    #[serde(default)]
    pub provider_phone: String,
    /// Who answers for it; mandatory (S4: "tydeliggør ansvarsfordeling").
    #[serde(default)]
    pub responsible: String,
    /// When and how often, in words.
    #[serde(default)]
    pub pace: String,
    /// From when.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Until when.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// Expected load of one time, in minutes of light activity; none where nobody knows.
    #[serde(default)]
    pub load: Option<u16>,
    /// Where it is.
    #[serde(default)]
    pub status: InterventionStatus,
    /// Why it was stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_reason: Option<String>,
}

/// How many levels a goal has.
pub const LEVELS: u8 = 5;

/// A goal with five levels, a sentence each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalText {
    /// The goal.
    pub title: String,
    /// The five sentences, lowest first.
    #[serde(default)]
    pub levels: Vec<String>,
    /// "Det betyder for mig", in the citizen's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
}

/// Who scored a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The citizen.
    Citizen,
    /// The coordinator.
    Coordinator,
}

/// One scoring; both parties score on their own, over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// Whose.
    pub by: Party,
    /// 1 to 5.
    pub level: u8,
    /// When.
    pub at: Instant,
}

/// A goal as it stands, with its scorings, newest last, at most 60.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// The words of the newest revision.
    #[serde(flatten)]
    pub text: GoalText,
    /// The scorings.
    #[serde(default)]
    pub ratings: Vec<Rating>,
    /// Its place in the plan, from 0.
    #[serde(default)]
    pub position: u16,
}

/// How many scorings a goal keeps.
pub const RATINGS_MAX: usize = 60;

impl Goal {
    /// The newest level that `party` gave.
    pub fn level(&self, party: Party) -> Option<u8> {
        self.ratings.iter().filter(|rating| rating.by == party).max_by_key(|rating| rating.at).map(|r| r.level)
    }
}

/// The citizen's answer to a revision. It blocks nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanAnswer {
    /// Agrees.
    Agree,
    /// Does not agree.
    Disagree,
    /// Wants to say something.
    Comment,
}

/// The answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanReply {
    /// Which.
    pub answer: PlanAnswer,
    /// Words with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// When.
    pub at: Instant,
}

/// A goal as a revision holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedGoal {
    /// The goal.
    pub id: GoalId,
    /// Its words in this revision.
    #[serde(flatten)]
    pub text: GoalText,
}

/// An intervention as a revision holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedIntervention {
    /// The intervention.
    pub id: InterventionId,
    /// Its words in this revision.
    #[serde(flatten)]
    pub text: Intervention,
}

/// What a revision says, the whole plan at that point. Also the shape of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanContent {
    /// "Det vil jeg gerne have, I ved": the citizen's words, verbatim.
    #[serde(default)]
    pub own_words: String,
    /// When the citizen's words were written.
    #[serde(default)]
    pub own_words_on: Option<NaiveDate>,
    /// The goals, at most [`ITEMS_MAX`].
    #[serde(default)]
    pub goals: Vec<PlannedGoal>,
    /// The interventions, at most [`ITEMS_MAX`].
    #[serde(default)]
    pub interventions: Vec<PlannedIntervention>,
}

/// The most goals, and the most interventions, that one plan holds.
pub const ITEMS_MAX: usize = 30;

/// An immutable revision (S3's four columns: date, status, description, approved by).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Counted from 1.
    pub number: u32,
    /// Who published it.
    pub author: Author,
    /// When.
    pub at: Instant,
    /// Why, in words the citizen understands.
    pub reason: String,
    /// The whole plan at that point.
    #[serde(flatten)]
    pub content: PlanContent,
    /// What changed since the revision before; empty in the first.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// The citizen's answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<PlanReply>,
}
