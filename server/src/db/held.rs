//! The connection under a [`super::Tx`]: with a transaction round it, or without one for a single
//! statement that reads. Both are used alike, so whoever runs a statement need not know which it is.

use sqlx::{Database, Error, Transaction};
use std::ops::{Deref, DerefMut};

/// A connection that is ours for a while.
pub enum Held<DB: Database> {
    /// In a transaction; rolled back when dropped.
    Whole(Transaction<'static, DB>),
    /// Every statement stands alone.
    Single(Box<dyn DerefMut<Target = DB::Connection> + Send + Sync>),
}

impl<DB: Database> std::fmt::Debug for Held<DB> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Whole(_) => "Whole",
            Self::Single(_) => "Single",
        })
    }
}

impl<DB: Database> Held<DB> {
    pub(super) async fn commit(self) -> Result<(), Error> {
        match self {
            Self::Whole(transaction) => transaction.commit().await,
            Self::Single(_) => Ok(()),
        }
    }

    pub(super) async fn rollback(self) -> Result<(), Error> {
        match self {
            Self::Whole(transaction) => transaction.rollback().await,
            Self::Single(_) => Ok(()),
        }
    }
}

impl<DB: Database> Deref for Held<DB> {
    type Target = DB::Connection;

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Whole(transaction) => transaction,
            Self::Single(connection) => connection,
        }
    }
}

impl<DB: Database> DerefMut for Held<DB> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        match self {
            Self::Whole(transaction) => transaction,
            Self::Single(connection) => connection,
        }
    }
}
