//! Who may do what: one pure decision, default deny (design.md §5).
//!
//! The caller finds out how the two people are related and asks here; nobody decides for themselves.
//! A "no" about somebody else's thing is answered as if it were not there (404).

use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// What somebody with an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// On a course.
    Citizen,
    /// Walks along.
    Coordinator,
    /// At the jobcenter.
    Caseworker,
    /// Leads coordinators or a jobcenter.
    Leader,
    /// At the research unit.
    Evaluator,
    /// Sets the installation up; reads nothing about citizens but who is enrolled.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] =
        &[Self::Citizen, Self::Coordinator, Self::Caseworker, Self::Leader, Self::Evaluator, Self::Admin];

    /// The word in the store.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Coordinator => "coordinator",
            Self::Caseworker => "caseworker",
            Self::Leader => "leader",
            Self::Evaluator => "evaluator",
            Self::Admin => "admin",
        }
    }

    /// The role that a stored word stands for.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.text() == text)
    }

    /// Whether this is anybody but a citizen.
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Citizen)
    }

    /// Where this role's pages begin.
    pub const fn home(self) -> &'static str {
        match self {
            Self::Citizen => "/",
            Self::Coordinator => "/staff",
            Self::Caseworker | Self::Leader => "/jobcenter",
            Self::Evaluator => "/evaluation",
            Self::Admin => "/admin",
        }
    }
}

/// How the actor is related to the citizen concerned.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own; any may be true with any")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// Is the citizen.
    pub own: bool,
    /// Walks along now: from the first day of the relation to its last.
    pub coordinator: bool,
    /// Belongs to the organisation that the enrolment names as its jobcenter.
    pub jobcenter: bool,
    /// Whether the citizen shares what is recorded.
    pub shares_energy: bool,
    /// The last moment at which anything can be read; none while the course runs.
    pub readable_until: Option<Instant>,
    /// Whether the enrolment is in the control arm: no account, nothing to read.
    pub control: bool,
}

/// What somebody wants to do with what concerns one citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// See name, phase, week and survey status.
    SeeEnrolment,
    /// See plan, appointments, what is planned on a day.
    SeePlan,
    /// See what the citizen recorded: done, minutes, felt, check-ins, bands, base.
    SeeEnergy,
    /// Read messages.
    ReadMessages,
    /// Write a message.
    WriteMessage,
    /// Publish a revision, book, add activities, act on the citizen's behalf.
    KeepPlan,
    /// Issue a new one-time code, end a device.
    IssueCode,
    /// Invite to a satisfaction survey, see whether it was answered.
    RunSurvey,
    /// Enrol and assign.
    Enrol,
}

/// Whether `role`, related so, may do `action` now.
pub fn may(role: Role, relation: Relation, action: Action, now: Instant) -> bool {
    let readable = relation.readable_until.is_none_or(|until| now <= until);
    match role {
        Role::Citizen => relation.own && readable && !relation.control && citizen_may(action, relation),
        Role::Coordinator => relation.coordinator && readable && !relation.control && coordinator_may(action, relation),
        Role::Caseworker | Role::Leader => {
            relation.jobcenter && matches!(action, Action::SeeEnrolment | Action::RunSurvey)
        }
        Role::Admin => matches!(action, Action::Enrol | Action::SeeEnrolment | Action::IssueCode),
        Role::Evaluator => false,
    }
}

const fn citizen_may(action: Action, relation: Relation) -> bool {
    match action {
        Action::SeePlan | Action::SeeEnergy | Action::ReadMessages => true,
        Action::WriteMessage => relation.readable_until.is_none(),
        _ => false,
    }
}

const fn coordinator_may(action: Action, relation: Relation) -> bool {
    match action {
        Action::SeeEnrolment | Action::SeePlan | Action::ReadMessages | Action::IssueCode => true,
        Action::SeeEnergy => relation.shares_energy,
        Action::WriteMessage | Action::KeepPlan => relation.readable_until.is_none(),
        Action::RunSurvey | Action::Enrol => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTIONS: [Action; 9] = [
        Action::SeeEnrolment,
        Action::SeePlan,
        Action::SeeEnergy,
        Action::ReadMessages,
        Action::WriteMessage,
        Action::KeepPlan,
        Action::IssueCode,
        Action::RunSurvey,
        Action::Enrol,
    ];
    const NOW: Instant = Instant(1_000);

    fn everything() -> Relation {
        Relation { own: true, coordinator: true, jobcenter: true, shares_energy: true, ..Relation::default() }
    }

    #[test]
    fn a_stranger_may_nothing() {
        for role in [Role::Citizen, Role::Coordinator, Role::Caseworker, Role::Leader, Role::Evaluator] {
            for action in ACTIONS {
                assert!(!may(role, Relation::default(), action, NOW), "{role:?} {action:?}");
            }
        }
    }

    #[test]
    fn a_jobcenter_sees_only_enrolments_and_runs_surveys_whatever_else_is_true() {
        for action in ACTIONS {
            let expected = matches!(action, Action::SeeEnrolment | Action::RunSurvey);
            assert_eq!(may(Role::Caseworker, everything(), action, NOW), expected, "{action:?}");
            assert_eq!(may(Role::Leader, everything(), action, NOW), expected, "{action:?}");
        }
    }

    #[test]
    fn what_is_recorded_is_seen_by_the_coordinator_only_while_it_is_shared() {
        let hidden = Relation { shares_energy: false, ..everything() };
        assert!(may(Role::Coordinator, everything(), Action::SeeEnergy, NOW));
        assert!(!may(Role::Coordinator, hidden, Action::SeeEnergy, NOW));
        assert!(may(Role::Citizen, hidden, Action::SeeEnergy, NOW));
    }

    #[test]
    fn after_the_course_all_can_be_read_for_its_time_and_nothing_written() {
        let after = Relation { readable_until: Some(Instant(2_000)), ..everything() };
        assert!(may(Role::Citizen, after, Action::ReadMessages, NOW));
        assert!(!may(Role::Citizen, after, Action::WriteMessage, NOW));
        assert!(!may(Role::Citizen, after, Action::ReadMessages, Instant(2_001)));
    }

    #[test]
    fn the_control_arm_has_no_account() {
        let control = Relation { control: true, ..everything() };
        for action in ACTIONS {
            assert!(!may(Role::Citizen, control, action, NOW));
        }
    }
}
