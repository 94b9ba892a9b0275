//! What tests stand on: real databases, each test with one of its own.

mod building;
mod configuration;
mod database;
mod site;

pub(crate) use building::{Building, JOBS, PROJECT, id_code};
pub(crate) use database::{Database, each_dialect};
pub(crate) use site::{Bed, Permit, expire_lease, permit};
