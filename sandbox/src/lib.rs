//! The platforms' stand-in: a server of its own, stateful and strict by the authorities' documents,
//! with faults that are scripted by name.
//!
//! It shares no code with the program's `platform`, which Cargo holds: fields, rules, code tables and time formats are written down here
//! a second time, from the documents. What one side misread, the other one finds.
//!
//! | file | what it is |
//! |---|---|
//! | `server` | [`Sandbox`]: a running server |
//! | `service` | what all requests share |
//! | `connection` | connections that can be cut off |
//! | `fault`, `script`, `problem`, `active_faults` | what can go wrong, how it is written, what cannot be read, which requests it hits |
//! | `words`, `said`, `template` | which of its words a platform uses, what they are, how they are filled in |
//! | `gateway` | what stands between a platform and its clients |
//! | `endpoint` | where a request goes |
//! | `store` | [`Store`]: what hazchem took and what both saw |
//! | `exchange` | a request on its way to a reply, and how a reply goes wrong |
//! | `inspect` | `GET /_sandbox/..`, for people |
//! | `value` | values that both platforms write the same way |
//! | `hazchem/` | the hazchem platform by its document |
//! | `cwr/` | the construction real-name platform by its standard |

mod active_faults;
mod connection;
mod cwr;
mod endpoint;
mod exchange;
mod fault;
mod gateway;
mod hazchem;
mod inspect;
mod problem;
mod said;
mod script;
mod server;
mod service;
mod store;
mod template;
mod value;
mod words;

pub use cwr::{Account, Company, Delivery, Function, Passage, Roster, Worker};
pub use fault::{FAULTS, Known};
pub use hazchem::{Upload, Wording};
pub use problem::{ScriptError, ScriptProblem};
pub use script::{FaultScript, endpoints};
pub use server::{Options, Sandbox};
pub use service::Now;
pub use store::{Content, Counts, Outcome, RequestSeen, Store};
