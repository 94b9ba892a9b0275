//! Reaching a database's server, for the sites' databases and the state alike.
//!
//! | file | what it is |
//! |---|---|
//! | `url` | a URL in its parts |
//! | `address` | what is wrong with a URL |
//! | `parts` | an address as the configuration gives it in parts |
//! | `reach` | a connection, encrypted where the server can; without TLS where that fails and nothing demands it |
//! | `failure` | why a server was not reached, in words with the remedy |
//! | `pooler` | poolers in front of PostgreSQL, which lend a session for one transaction only |

mod address;
mod failure;
mod parts;
mod pooler;
mod reach;
mod url;

pub(crate) use address::{Wrong, wrong};
pub(crate) use failure::Unreached;
pub(crate) use parts::Parts;
pub(crate) use pooler::lends_by_transaction;
pub(crate) use reach::{Reach, plain_url, reach};
