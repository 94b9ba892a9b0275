//! What tests stand on: real databases, each test with one of its own.

mod database;

pub(crate) use database::{Database, each_dialect};
