//! What can go wrong, by name.

use std::time::Duration;

use super::cwr::{Code, Function, Listing};
use super::endpoint::Endpoint;
use super::gateway::{Charset, Gateway};
use super::hazchem::{Upload, Wording};
use crate::language::text;

/// What a fault does to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    DropBefore,
    UnauthorizedHttp,
    UnauthorizedBody,
    UnauthorizedText,
    ExpireTokens,
    Forbidden,
    /// The names of the headers that the document names are not written in its case.
    HeaderCase,
    WrongPassword,
    Redirect,
    Html,
    Http500,
    Http502Html,
    Body500,
    Busy,
    BusyJson,
    /// `Retry-After`, in seconds.
    TooMany(u64),
    PoisonId(String),
    RefuseBatchWith(String),
    Code(Code),

    DropAfterAccept,
    Truncated,
    Garbage,
    EmptyData,

    Slow(Duration),
    RejectId(String, String),
    CountOnly,
    ListsDisagree,
    ForgetOne,
    Punctuation(Wording),
    Partial(Listing),
    NumberCode,
    BooleanResult,
    TextStatus,
    NoResultData,
    RefuseRepeats(Repeats),
    CompanyExists,
    /// A project that is not under construction.
    Suspended(String),
    /// An HTTP status.
    Status(u64),
    SaysCode(Code),
    SaysResult(String),
    Charset(Charset),
    Gateway(Gateway),
    /// Their seed.
    Words(u64),
}

/// How a record that is held unchanged is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeats {
    /// With the whole call.
    Call,
    /// As an entry of a list, beside the others.
    Entry,
}

/// When a fault acts. At most one of the first two stages hits a request; shapes add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Instead of accepting the request: nothing is stored.
    Instead,
    /// After the records were stored: the answer is lost or damaged.
    Damage,
    /// The request is answered, but later or in other words.
    Shape,
}

impl Effect {
    /// When it acts.
    pub(super) fn stage(&self) -> Stage {
        match self {
            Self::DropAfterAccept | Self::Truncated | Self::Garbage | Self::EmptyData => {
                Stage::Damage
            }
            Self::Slow(_)
            | Self::RejectId(..)
            | Self::CountOnly
            | Self::ListsDisagree
            | Self::ForgetOne
            | Self::Punctuation(_)
            | Self::Partial(_)
            | Self::NumberCode
            | Self::BooleanResult
            | Self::TextStatus
            | Self::NoResultData
            | Self::RefuseRepeats(_)
            | Self::CompanyExists
            | Self::Suspended(_)
            | Self::Status(_)
            | Self::SaysCode(_)
            | Self::SaysResult(_)
            | Self::Charset(_)
            | Self::Gateway(_)
            | Self::Words(_) => Stage::Shape,
            _ => Stage::Instead,
        }
    }

    /// The record (or project) it waits for, where it waits for one.
    pub(super) fn id(&self) -> Option<&str> {
        match self {
            Self::PoisonId(id)
            | Self::RefuseBatchWith(id)
            | Self::RejectId(id, _)
            | Self::Suspended(id) => Some(id),
            _ => None,
        }
    }
}

/// Where a fault has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    Everywhere,
    Uploads,
    Hazchem,
    HazchemUploads,
    /// The three JSON uploads of hazchem.
    Sentences,
    /// Only work permits are answered with lists of ids.
    WorkTickets,
    Login,
    Cwr,
    /// The uploads of CWR that hold several records.
    Lists,
    Passages,
    Companies,
}

impl Ground {
    /// Whether a fault of this ground may hit a request to `endpoint`.
    pub(super) fn admits(self, endpoint: Endpoint) -> bool {
        let function = match endpoint {
            Endpoint::Function(function) => Some(function),
            _ => None,
        };
        match self {
            Self::Everywhere => true,
            Self::Uploads => endpoint.is_upload(),
            Self::Hazchem => function.is_none(),
            Self::HazchemUploads => matches!(endpoint, Endpoint::Upload(_)),
            Self::Sentences => {
                matches!(endpoint, Endpoint::Upload(upload) if upload != Upload::TicketFile)
            }
            Self::WorkTickets => endpoint == Endpoint::Upload(Upload::WorkTicket),
            Self::Login => endpoint == Endpoint::Login,
            Self::Cwr => function.is_some(),
            Self::Lists => function.is_some_and(Function::has_list),
            Self::Passages => function == Some(Function::UploadPassedLog),
            Self::Companies => function == Some(Function::AddCompany),
        }
    }
}

/// What stands behind a fault's name, and what it becomes.
#[derive(Clone, Copy)]
pub(super) enum Make {
    /// Nothing but a count.
    Plain(fn() -> Effect),
    /// A whole number.
    Number(fn(u64) -> Effect),
    /// A duration.
    Duration(fn(Duration) -> Effect),
    /// A text: a record's id, mostly.
    Text(fn(String) -> Effect),
    /// A record's id and a reason.
    IdAndReason(fn(String, String) -> Effect),
    /// A form of the reply sentence.
    Wording(fn(Wording) -> Effect),
    /// A code of CWR's table.
    Code(fn(Code) -> Effect),
    /// A form of CWR's list of failures.
    Listing(fn(Listing) -> Effect),
    /// A mistaken charset.
    Charset(fn(Charset) -> Effect),
    /// A gateway.
    Gateway(fn(Gateway) -> Effect),
}

/// A fault that can be scripted.
pub struct Known {
    /// How it is written, with what must stand behind the name.
    pub usage: &'static str,
    /// What says in one line what it does.
    pub meaning: fn() -> String,
    pub(super) ground: Ground,
    pub(super) make: Make,
}

impl Known {
    /// The name alone.
    pub fn name(&self) -> &'static str {
        self.usage
            .split_once(':')
            .map_or(self.usage, |(name, _)| name)
    }

    /// What may stand behind the name, where it is one of a few words.
    pub fn forms(&self) -> Vec<&'static str> {
        match self.make {
            Make::Wording(_) => Wording::names().collect(),
            Make::Listing(_) => Listing::names().collect(),
            Make::Charset(_) => Charset::names().collect(),
            Make::Gateway(_) => Gateway::names().collect(),
            _ => Vec::new(),
        }
    }
}

const fn known(usage: &'static str, meaning: fn() -> String, ground: Ground, make: Make) -> Known {
    Known {
        usage,
        meaning,
        ground,
        make,
    }
}

use Ground::{
    Companies, Cwr, Everywhere, Hazchem, HazchemUploads, Lists, Login, Passages, Sentences,
    Uploads, WorkTickets,
};
use Make::{IdAndReason, Number, Plain, Text};

/// Every fault that can be scripted: first those that store nothing, then those that spoil the answer,
/// then those that change it.
#[rustfmt::skip]
pub const FAULTS: &[Known] = &[
    known("drop-before", || text!("sandbox-drop-before"), Everywhere, Plain(|| Effect::DropBefore)),
    known("unauthorized-http", || text!("sandbox-unauthorized-http"), Hazchem, Plain(|| Effect::UnauthorizedHttp)),
    known("unauthorized-body", || text!("sandbox-unauthorized-body"), Hazchem, Plain(|| Effect::UnauthorizedBody)),
    known("unauthorized-text", || text!("sandbox-unauthorized-text"), Hazchem, Plain(|| Effect::UnauthorizedText)),
    known("expire-tokens", || text!("sandbox-expire-tokens"), HazchemUploads, Plain(|| Effect::ExpireTokens)),
    known("forbidden", || text!("sandbox-forbidden"), HazchemUploads, Plain(|| Effect::Forbidden)),
    known("header-case", || text!("sandbox-header-case"), Everywhere, Plain(|| Effect::HeaderCase)),
    known("wrong-password", || text!("sandbox-wrong-password"), Login, Plain(|| Effect::WrongPassword)),
    known("redirect", || text!("sandbox-redirect"), Everywhere, Plain(|| Effect::Redirect)),
    known("html", || text!("sandbox-html"), Everywhere, Plain(|| Effect::Html)),
    known("http-500", || text!("sandbox-http-500"), Everywhere, Plain(|| Effect::Http500)),
    known("http-502-html", || text!("sandbox-http-502-html"), Everywhere, Plain(|| Effect::Http502Html)),
    known("body-500", || text!("sandbox-body-500"), Hazchem, Plain(|| Effect::Body500)),
    known("busy", || text!("sandbox-busy"), Everywhere, Plain(|| Effect::Busy)),
    known("busy-json", || text!("sandbox-busy-json"), Hazchem, Plain(|| Effect::BusyJson)),
    known("too-many:SECONDS", || text!("sandbox-too-many"), Everywhere, Number(Effect::TooMany)),
    known("poison-id:ID", || text!("sandbox-poison-id"), Uploads, Text(Effect::PoisonId)),
    known("refuse-batch-with:ID", || text!("sandbox-refuse-batch-with"), Uploads, Text(Effect::RefuseBatchWith)),
    known("code:CODE", || text!("sandbox-code"), Cwr, Make::Code(Effect::Code)),
    known("drop-after-accept", || text!("sandbox-drop-after-accept"), Everywhere, Plain(|| Effect::DropAfterAccept)),
    known("truncated", || text!("sandbox-truncated"), Everywhere, Plain(|| Effect::Truncated)),
    known("garbage", || text!("sandbox-garbage"), Everywhere, Plain(|| Effect::Garbage)),
    known("empty-data", || text!("sandbox-empty-data"), Hazchem, Plain(|| Effect::EmptyData)),
    known("slow:DURATION", || text!("sandbox-slow"), Everywhere, Make::Duration(Effect::Slow)),
    known("reject-id:ID=REASON", || text!("sandbox-reject-id"), Uploads, IdAndReason(Effect::RejectId)),
    known("count-only", || text!("sandbox-count-only"), WorkTickets, Plain(|| Effect::CountOnly)),
    known("lists-disagree", || text!("sandbox-lists-disagree"), WorkTickets, Plain(|| Effect::ListsDisagree)),
    known("forget-one", || text!("sandbox-forget-one"), WorkTickets, Plain(|| Effect::ForgetOne)),
    known("punctuation:FORM", || text!("sandbox-punctuation"), Sentences, Make::Wording(Effect::Punctuation)),
    known("partial:LISTING", || text!("sandbox-partial"), Lists, Make::Listing(Effect::Partial)),
    known("number-code", || text!("sandbox-number-code"), Cwr, Plain(|| Effect::NumberCode)),
    known("boolean-result", || text!("sandbox-boolean-result"), Cwr, Plain(|| Effect::BooleanResult)),
    known("text-status", || text!("sandbox-text-status"), Cwr, Plain(|| Effect::TextStatus)),
    known("no-result-data", || text!("sandbox-no-result-data"), Cwr, Plain(|| Effect::NoResultData)),
    known("refuse-repeats", || text!("sandbox-refuse-repeats"), Cwr, Plain(|| Effect::RefuseRepeats(Repeats::Call))),
    known("list-repeats", || text!("sandbox-list-repeats"), Lists, Plain(|| Effect::RefuseRepeats(Repeats::Entry))),
    known("company-exists", || text!("sandbox-company-exists"), Companies, Plain(|| Effect::CompanyExists)),
    known("suspended:PROJECT", || text!("sandbox-suspended"), Passages, Text(Effect::Suspended)),
    known("says-code:CODE", || text!("sandbox-says-code"), Cwr, Make::Code(Effect::SaysCode)),
    known("says-result:RESULT", || text!("sandbox-says-result"), Cwr, Text(Effect::SaysResult)),
    known("status:STATUS", || text!("sandbox-status"), Everywhere, Number(Effect::Status)),
    known("charset:CHARSET", || text!("sandbox-charset"), Everywhere, Make::Charset(Effect::Charset)),
    known("gateway:GATEWAY", || text!("sandbox-gateway"), Everywhere, Make::Gateway(Effect::Gateway)),
    known("words:SEED", || text!("sandbox-words"), Everywhere, Number(Effect::Words)),
];
