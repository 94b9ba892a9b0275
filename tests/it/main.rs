//! All integration tests, one binary: a file a behaviour, real databases, the sandbox instead of mocks.
//! Run by `./test`, which starts the database servers.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::too_many_lines,
    reason = "a test that cannot go on ends there, tells how far it came, and is told from its beginning to its end"
)]

mod backfill;
mod bed;
mod broken;
mod capture;
mod cli;
mod completions;
mod config;
mod cwr;
mod demo;
mod docs;
mod draft;
mod environment;
mod examine;
mod flow;
mod grid;
mod hazchem;
mod hostile;
mod late;
mod ledger;
mod mapping;
mod media;
mod packaging;
mod replies;
mod sandbox;
mod schema;
mod service;
mod settling;
mod source;
mod stress;
mod texts;
mod tidy;
mod torture;
mod web;
