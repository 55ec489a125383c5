//! What commands about a questionnaire change. The answers themselves leave the records at once: the
//! server puts them where nobody is named.

use super::{On, content_of};
use crate::id::InvitationId;
use crate::invitation::{Invitation, InvitationStatus};
use crate::record::{Effect, Kind, Record};
use crate::refusal::{Code, Refusal};
use crate::survey;

impl On<'_> {
    pub(super) fn change_invitation(
        &self,
        id: InvitationId,
        with: impl FnOnce(&mut Invitation) -> Result<(), Refusal>,
    ) -> Result<Vec<Effect>, Refusal> {
        self.change(Kind::Survey, id.0, |record| {
            let invitation = content_of!(record, Survey);
            match invitation.status {
                InvitationStatus::Open => with(invitation),
                InvitationStatus::Closed => Err(Code::Closed.into()),
                InvitationStatus::Answered | InvitationStatus::Declined => Err(Code::AlreadyAnswered.into()),
            }
        })
    }

    pub(super) fn submit_survey(
        &self,
        id: InvitationId,
        version: &str,
        answers: &survey::Answers,
    ) -> Result<Vec<Effect>, Refusal> {
        self.change_invitation(id, |open| {
            open.check_version(version)?;
            // The same form in each language; a phone may have filled any of them.
            if !open.forms.iter().any(|form| survey::check(form, answers).is_ok()) {
                return Err(Refusal::field(Code::Invalid, "answers"));
            }
            open.close(InvitationStatus::Answered);
            Ok(())
        })
    }
}

impl Invitation {
    pub(super) fn check_version(&self, version: &str) -> Result<(), Refusal> {
        if self.version == version { Ok(()) } else { Err(Code::Changed.into()) }
    }

    pub(super) fn close(&mut self, status: InvitationStatus) {
        self.status = status;
        self.forms.clear();
        self.draft = None;
    }
}
