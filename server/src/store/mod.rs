//! Reading and writing rows, one module per aggregate: SQL, private row types, and functions over `&mut Tx`.
//! Nothing here decides who may do what; that is for the actions.
//!
//! To add a store: declare its SQL with `statements!`, list its `ALL` below, write its functions
//! (`find` gives an `Option`, `list` a `Vec`), and tell its stories with `both_dbs!`.

pub mod access_log;
pub mod api_key;
pub mod booking;
pub mod caseload;
pub mod code;
pub mod command;
pub mod coordination;
pub mod device;
pub mod enrolment;
pub mod file;
pub mod form_post;
pub mod job;
pub mod person;
pub mod plan_draft;
pub mod push;
pub mod questionnaire;
pub mod record;
pub mod restore;
pub mod round;
pub mod session;
pub mod throttle;
pub mod urn;

/// Every statement of the program with its name, for the test that prepares them on both databases.
pub fn all_statements() -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        crate::db::ALL,
        crate::db::migrate::ALL,
        crate::demo::ALL,
        access_log::ALL,
        api_key::ALL,
        booking::ALL,
        caseload::ALL,
        code::ALL,
        command::ALL,
        coordination::ALL,
        device::ALL,
        enrolment::ALL,
        file::ALL,
        form_post::ALL,
        job::ALL,
        person::ALL,
        plan_draft::ALL,
        push::ALL,
        questionnaire::ALL,
        record::ALL,
        round::ALL,
        restore::ALL,
        session::ALL,
        throttle::ALL,
        urn::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}
