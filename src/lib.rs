//! shangbao (上报) reports a site's records to the authorities.
//!
//! It polls the databases a site already has, turns changed rows into the payloads of two
//! platforms by declarative mapping files, uploads them in batches, reads which records of a batch
//! failed and why, and remembers in a ledger how far it is.
//!
//! # Code map
//!
//! One row's path is [`pipeline::run_once`]; start there.
//!
//! | module | what it is |
//! |---|---|
//! | [`source`] | a site's database: change streams and rows, on PostgreSQL, MySQL/MariaDB and SQLite |
//! | [`mapping`] | a mapping file: read, compiled once into a plan, applied to rows; no I/O |
//! | [`platform`] | an account at an authority: targets and their fields, requests, replies, verdicts |
//! | [`ledger`] | what is remembered: watermarks, deliveries, leases, pauses, people's decisions |
//! | [`pipeline`] | intake, deliver, send, settle: the one flow that joins the four above |
//! | [`service`] | `run`: every job at its times, until it is asked to stop |
//! | [`status`] | how far every job is: what `status` and the status page show |
//! | [`web`] | the status page, and what monitoring asks |
//! | [`schedule`] | when something runs by itself: cron expressions and intervals |
//! | [`media`] | photos and attachments: read from where columns say, made as platforms take them |
//! | [`config`] | `jobs.toml`, environment and secret files, with every problem and its place |
//! | [`draft`] | a first mapping, drafted from a table |
//! | [`schema`] | JSON Schemas of mappings and `jobs.toml`, for editors |
//! | [`document`] | TOML with places, and problems as they are shown |
//! | [`app`] | wiring: from a configuration to jobs that can run |
//! | [`cli`] | one file a command |
//! | [`language`] | the texts of pages, in the languages they are shown in |
//! | [`metrics`] | what the program counts of itself |
//! | [`time`] | times as they are shown |
//! | [`report`] | how errors are shown, and exit codes |
//! | `database` | reaching a database's server, for sources and the state alike |
//! | [`sql`] | SQL dialects, and filling the statements under `sql/` |
//! | [`troubles`] | what could not be written to the state |
//! | [`clock`] | the one place time comes from |
//!
//! The platforms' stand-in is a crate of its own, [`shangbao_sandbox`]: strict by the authorities' documents, sharing no code with
//! [`platform`].

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
mod database;
pub mod document;
pub mod draft;
pub mod language;
pub mod ledger;
pub mod mapping;
pub mod media;
pub mod metrics;
pub mod pipeline;
pub mod platform;
pub mod report;
pub mod schedule;
pub mod schema;
pub mod service;
pub mod source;
pub mod sql;
pub mod status;
pub mod time;
pub mod troubles;
pub mod web;
