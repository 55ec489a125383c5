//! The words of the staff's pages, both languages beside each other: what is missing in one does not
//! compile. Sentences with something in them are in `say`.

mod citizen;
mod lists;
mod plan;

pub use citizen::{Activities, Appointments, Citizen, Devices, Messages, Week};
pub use lists::{Calendar, Caseload, Caseloads, Conflict, Forms, Frame, Help, Inbox, Worklist};
pub use plan::Plan;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_empty_in_either_language() {
        let all = [
            Activities::ALL,
            Appointments::ALL,
            Calendar::ALL,
            Caseload::ALL,
            Caseloads::ALL,
            Citizen::ALL,
            Conflict::ALL,
            Devices::ALL,
            Forms::ALL,
            Frame::ALL,
            Help::ALL,
            Inbox::ALL,
            Messages::ALL,
            Plan::ALL,
            Week::ALL,
            Worklist::ALL,
        ];
        for (key, da, en) in all.into_iter().flatten() {
            assert!(!da.is_empty() && !en.is_empty(), "{key}");
            assert_eq!(da.trim(), *da, "{key}");
            assert!(!da.contains("mangler") && !da.contains("alarm"), "{key}");
        }
    }
}
