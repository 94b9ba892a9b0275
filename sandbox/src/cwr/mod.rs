//! The construction real-name platform (实名分账平台) by its standard V2.2.4.
//!
//! | file | what it is |
//! |---|---|
//! | `function` | the functions that can be called, but for those that the platform closed |
//! | `account` | who may call: key, serial, version, time, signature |
//! | `call` | a call on its way to an answer |
//! | `rules`, `check`, `photo`, `dictionary` | the fields, and what is wrong with a value |
//! | `roster` | [`Roster`]: companies, workers, passages |
//! | `worker`, `passage`, `company` | what each upload does to the roster |
//! | `answer`, `listing`, `code` | the envelope, what it says of single records, and its codes |

mod account;
mod answer;
mod call;
mod check;
mod code;
mod company;
mod dictionary;
mod function;
mod listing;
mod passage;
mod photo;
mod roster;
mod rules;
mod worker;

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Query, State};
use axum::routing::post;

use super::connection::Cut;
use super::service::Service;

pub use account::Account;
pub(super) use code::Code;
pub use function::Function;
pub(super) use listing::Listing;
pub use roster::{Company, Delivery, Passage, Roster, Worker};

/// The platform.
pub(super) fn routes() -> Router<Arc<Service>> {
    Function::ALL
        .into_iter()
        .fold(Router::new(), |router, function| {
            router.route(
                function.path(),
                post(
                    async move |State(service): State<Arc<Service>>,
                                ConnectInfo(cut): ConnectInfo<Cut>,
                                Query(query): Query<account::Parameters>,
                                body: Bytes| {
                        call::take(&service, function, &cut, &query, &body).await
                    },
                ),
            )
        })
}
