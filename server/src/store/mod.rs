//! Reading and writing rows, one module per aggregate: SQL, private row types, and functions over `&mut Tx`.
//! Nothing here decides who may do what; that is for the actions.
//!
//! To add a store: declare its SQL with `statements!`, list its `ALL` below, write its functions
//! (`find` gives an `Option`, `list` a `Vec`), and tell its stories with `both_dbs!`.

pub mod code;
pub mod command;
pub mod coordination;
pub mod device;
pub mod enrolment;
pub mod person;
pub mod push;
pub mod record;
pub mod restore;
pub mod session;
pub mod throttle;

/// Every statement of the program with its name, for the test that prepares them on both databases.
pub fn all_statements() -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        crate::db::ALL,
        crate::db::migrate::ALL,
        code::ALL,
        command::ALL,
        coordination::ALL,
        device::ALL,
        enrolment::ALL,
        person::ALL,
        push::ALL,
        record::ALL,
        restore::ALL,
        session::ALL,
        throttle::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}
