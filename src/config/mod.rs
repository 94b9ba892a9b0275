//! `jobs.toml`, environment and secret files.
