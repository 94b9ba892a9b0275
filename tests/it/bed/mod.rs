//! What tests stand on: real databases, each test with one of its own.

mod building;
mod configuration;
mod database;
mod site;

use std::sync::Arc;

use shangbao::clock::Clock;
use shangbao_sandbox::Now;

pub(crate) use building::{Building, JOBS, PROJECT, id_code};
pub(crate) use database::{Database, each_dialect};
pub(crate) use site::{Bed, Permit, expire_lease, permit};

/// A sandbox's time, by the clock of its test.
pub(crate) fn now(clock: &Clock) -> Now {
    let clock = clock.clone();
    Arc::new(move || clock.now())
}

/// So many of the sandbox's seeds have words that tell each record's outcome to any reader.
const TELLING: u64 = 10;

/// The seed of the platform's words: each test has its own, always the same.
pub(crate) fn words() -> u64 {
    let test = std::thread::current();
    let name = test.name().unwrap_or_default();
    let seed = name.bytes().map(u64::from).sum::<u64>() % TELLING;
    eprintln!("in the words of seed {seed}");
    seed
}
