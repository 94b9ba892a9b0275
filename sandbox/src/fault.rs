//! What can go wrong, by name.

use std::time::Duration;

use super::cwr::{Code, Function, Listing};
use super::endpoint::Endpoint;
use super::gateway::{Charset, Gateway};
use super::hazchem::{Upload, Wording};

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

const fn known(usage: &'static str, ground: Ground, make: Make) -> Known {
    Known {
        usage,
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
    known("drop-before", Everywhere, Plain(|| Effect::DropBefore)),
    known("unauthorized-http", Hazchem, Plain(|| Effect::UnauthorizedHttp)),
    known("unauthorized-body", Hazchem, Plain(|| Effect::UnauthorizedBody)),
    known("unauthorized-text", Hazchem, Plain(|| Effect::UnauthorizedText)),
    known("expire-tokens", HazchemUploads, Plain(|| Effect::ExpireTokens)),
    known("forbidden", HazchemUploads, Plain(|| Effect::Forbidden)),
    known("header-case", Everywhere, Plain(|| Effect::HeaderCase)),
    known("wrong-password", Login, Plain(|| Effect::WrongPassword)),
    known("redirect", Everywhere, Plain(|| Effect::Redirect)),
    known("html", Everywhere, Plain(|| Effect::Html)),
    known("http-500", Everywhere, Plain(|| Effect::Http500)),
    known("http-502-html", Everywhere, Plain(|| Effect::Http502Html)),
    known("body-500", Hazchem, Plain(|| Effect::Body500)),
    known("busy", Everywhere, Plain(|| Effect::Busy)),
    known("busy-json", Hazchem, Plain(|| Effect::BusyJson)),
    known("too-many:SECONDS", Everywhere, Number(Effect::TooMany)),
    known("poison-id:ID", Uploads, Text(Effect::PoisonId)),
    known("refuse-batch-with:ID", Uploads, Text(Effect::RefuseBatchWith)),
    known("code:CODE", Cwr, Make::Code(Effect::Code)),
    known("drop-after-accept", Everywhere, Plain(|| Effect::DropAfterAccept)),
    known("truncated", Everywhere, Plain(|| Effect::Truncated)),
    known("garbage", Everywhere, Plain(|| Effect::Garbage)),
    known("empty-data", Hazchem, Plain(|| Effect::EmptyData)),
    known("slow:DURATION", Everywhere, Make::Duration(Effect::Slow)),
    known("reject-id:ID=REASON", Uploads, IdAndReason(Effect::RejectId)),
    known("count-only", WorkTickets, Plain(|| Effect::CountOnly)),
    known("lists-disagree", WorkTickets, Plain(|| Effect::ListsDisagree)),
    known("forget-one", WorkTickets, Plain(|| Effect::ForgetOne)),
    known("punctuation:FORM", Sentences, Make::Wording(Effect::Punctuation)),
    known("partial:LISTING", Lists, Make::Listing(Effect::Partial)),
    known("number-code", Cwr, Plain(|| Effect::NumberCode)),
    known("boolean-result", Cwr, Plain(|| Effect::BooleanResult)),
    known("text-status", Cwr, Plain(|| Effect::TextStatus)),
    known("no-result-data", Cwr, Plain(|| Effect::NoResultData)),
    known("refuse-repeats", Cwr, Plain(|| Effect::RefuseRepeats(Repeats::Call))),
    known("list-repeats", Lists, Plain(|| Effect::RefuseRepeats(Repeats::Entry))),
    known("company-exists", Companies, Plain(|| Effect::CompanyExists)),
    known("suspended:PROJECT", Passages, Text(Effect::Suspended)),
    known("says-code:CODE", Cwr, Make::Code(Effect::SaysCode)),
    known("says-result:RESULT", Cwr, Text(Effect::SaysResult)),
    known("status:STATUS", Everywhere, Number(Effect::Status)),
    known("charset:CHARSET", Everywhere, Make::Charset(Effect::Charset)),
    known("gateway:GATEWAY", Everywhere, Make::Gateway(Effect::Gateway)),
    known("words:SEED", Everywhere, Number(Effect::Words)),
];
