//! Rows of a log that are committed late: their ids lie below the watermark, and none is lost.

mod anew;
mod flow;
pub(crate) mod poller;
mod postgres;
mod rules;
mod stress;
mod txid;
