//! The service: what runs when, and how it ends.

mod schedule;
