//! The rules of rounds, by example.

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    let wall = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Instant::of_local(wall.date(), wall.time())
}

fn candidate(start: &str) -> Candidate {
    Candidate {
        start: date(start),
        months: DUE_MONTHS,
        ended: None,
        control_arm: false,
        withdrawn: false,
        invitation: None,
    }
}

#[test]
fn the_survey_is_due_six_calendar_months_after_the_start() {
    assert_eq!(due_on(date("2026-01-15")), date("2026-07-15"));
    assert_eq!(due_on(date("2026-08-31")), date("2027-02-28"));
}

#[test]
fn a_citizen_can_be_asked_from_fourteen_days_before_to_twenty_eight_after() {
    let person = candidate("2026-01-15");
    for (day, verdict) in [
        ("2026-06-30", Err(Skip::NotDue)),
        ("2026-07-01", Ok(())),
        ("2026-07-15", Ok(())),
        ("2026-08-12", Ok(())),
        ("2026-08-13", Err(Skip::CourseEndedWindow)),
    ] {
        assert_eq!(decide(&person, date(day)), verdict, "{day}");
    }
}

#[test]
fn one_who_leaves_early_is_asked_from_that_day_on() {
    let person = Candidate { ended: Some(date("2026-03-10")), ..candidate("2026-01-15") };
    assert_eq!(decide(&person, date("2026-03-09")), Err(Skip::NotDue));
    assert_eq!(decide(&person, date("2026-03-10")), Ok(()));
    assert_eq!(decide(&person, date("2026-04-08")), Err(Skip::CourseEndedWindow));
    let late = Candidate { ended: Some(date("2026-07-10")), ..candidate("2026-01-15") };
    assert_eq!(decide(&late, date("2026-08-12")), Ok(()));
}

#[test]
fn nobody_is_asked_twice_and_some_never() {
    let today = date("2026-07-15");
    let asked = |invitation| Candidate { invitation: Some(invitation), ..candidate("2026-01-15") };
    assert_eq!(decide(&asked(Status::Invited), today), Err(Skip::AlreadyInvited));
    assert_eq!(decide(&asked(Status::Closed), today), Err(Skip::AlreadyInvited));
    assert_eq!(decide(&asked(Status::Answered), today), Err(Skip::AlreadyAnswered));
    assert_eq!(decide(&asked(Status::Declined), today), Err(Skip::Declined));
    assert_eq!(decide(&Candidate { control_arm: true, ..candidate("2026-01-15") }, today), Err(Skip::ControlArm));
    assert_eq!(decide(&Candidate { withdrawn: true, ..candidate("2026-01-15") }, today), Err(Skip::Withdrawn));
}

#[test]
fn the_jobcenter_cannot_tell_a_decline_from_silence() {
    let invited = at("2026-07-15 10:00");
    for now in ["2026-07-15 10:01", "2026-08-11 23:59", "2026-08-12 00:00", "2026-09-01 12:00"].map(at) {
        assert_eq!(Status::Declined.for_jobcenter(invited, now), Status::Invited.for_jobcenter(invited, now));
    }
    assert_eq!(Status::Declined.for_jobcenter(invited, at("2026-08-12 00:00")), Status::Closed);
    assert_eq!(Skip::Declined.for_jobcenter(), Skip::AlreadyInvited.for_jobcenter());
    assert_eq!((declines_told(4), declines_told(5)), (None, Some(5)));
}

#[test]
fn notices_go_out_on_weekdays_between_nine_and_seventeen() {
    for (decided, goes) in [
        ("2026-07-15 08:59", "2026-07-15 09:00"),
        ("2026-07-15 16:59", "2026-07-15 16:59"),
        ("2026-07-15 17:00", "2026-07-16 09:00"),
        ("2026-07-17 20:00", "2026-07-20 09:00"),
        ("2026-07-18 12:00", "2026-07-20 09:00"),
    ] {
        assert_eq!(notice_at(at(decided)), at(goes), "{decided}");
    }
}

#[test]
fn reminders_go_on_day_seven_and_fourteen_and_not_after_an_answer_or_the_end() {
    let invited = at("2026-10-20 10:30");
    assert_eq!(reminder_at(invited, 0), Some(at("2026-10-27 10:30")));
    assert_eq!(reminder_at(invited, 1), Some(at("2026-11-03 10:30")));
    assert_eq!(reminder_at(invited, 2), None);
    let saturday = at("2026-07-18 12:00");
    assert_eq!(reminder_at(saturday, 0), Some(at("2026-07-27 09:00")));
    for status in [Status::Answered, Status::Declined, Status::Closed] {
        assert!(!may_remind(status, invited, at("2026-10-27 10:30")));
    }
    assert!(may_remind(Status::Invited, invited, at("2026-11-16 23:59")));
    assert!(!may_remind(Status::Invited, invited, at("2026-11-17 00:00")));
}

#[test]
fn an_invitation_closes_on_day_twenty_eight() {
    let invited = at("2026-07-15 10:00");
    assert_eq!(closes_at(invited), at("2026-08-12 00:00"));
    assert_eq!(last_day(invited), date("2026-08-11"));
}

#[test]
fn words_are_read_back() {
    for status in [Status::Invited, Status::Answered, Status::Declined, Status::Closed] {
        assert_eq!(Status::from_code(status.code()), Some(status));
        assert_eq!(serde_json::to_value(status).unwrap(), status.code());
    }
}
