//! What can go wrong, by name.

use std::time::Duration;

use super::cwr::{Code, Function, Listing};
use super::endpoint::Endpoint;
use super::hazchem::{Upload, Wording};

/// What a fault does to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    DropBefore,
    UnauthorizedHttp,
    UnauthorizedBody,
    UnauthorizedText,
    ExpireTokens,
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
    RefuseRepeats,
    CompanyExists,
    /// A project that is not under construction.
    Suspended(String),
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
            | Self::RefuseRepeats
            | Self::CompanyExists
            | Self::Suspended(_) => Stage::Shape,
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
    /// Seconds.
    Seconds(fn(u64) -> Effect),
    /// A duration.
    Duration(fn(Duration) -> Effect),
    /// A record's id.
    Id(fn(String) -> Effect),
    /// A record's id and a reason.
    IdAndReason(fn(String, String) -> Effect),
    /// A form of the reply sentence.
    Wording(fn(Wording) -> Effect),
    /// A code of CWR's table.
    Code(fn(Code) -> Effect),
    /// A form of CWR's list of failures.
    Listing(fn(Listing) -> Effect),
}

/// A fault that can be scripted.
pub struct Known {
    /// How it is written, with what must stand behind the name.
    pub usage: &'static str,
    /// What it does, in one line.
    pub meaning: &'static str,
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
}

const fn known(usage: &'static str, meaning: &'static str, ground: Ground, make: Make) -> Known {
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
use Make::{Id, IdAndReason, Plain, Seconds};

/// Every fault that can be scripted: first those that store nothing, then those that spoil the answer,
/// then those that change it.
#[rustfmt::skip]
pub const FAULTS: &[Known] = &[
    known("drop-before", "the connection is cut; nothing is stored", Everywhere, Plain(|| Effect::DropBefore)),
    known("unauthorized-http", "hazchem: HTTP status 401", Hazchem, Plain(|| Effect::UnauthorizedHttp)),
    known("unauthorized-body", "hazchem: HTTP 200 with the number 401 as code", Hazchem, Plain(|| Effect::UnauthorizedBody)),
    known("unauthorized-text", "hazchem: HTTP 200 with the text \"401\" as code", Hazchem, Plain(|| Effect::UnauthorizedText)),
    known("expire-tokens", "hazchem: every token given out so far ends now", HazchemUploads, Plain(|| Effect::ExpireTokens)),
    known("wrong-password", "hazchem: a login with the right password is refused", Login, Plain(|| Effect::WrongPassword)),
    known("redirect", "HTTP 302 to /login", Everywhere, Plain(|| Effect::Redirect)),
    known("html", "HTTP 200 with the login page", Everywhere, Plain(|| Effect::Html)),
    known("http-500", "HTTP status 500", Everywhere, Plain(|| Effect::Http500)),
    known("http-502-html", "HTTP status 502 with a gateway's page", Everywhere, Plain(|| Effect::Http502Html)),
    known("body-500", "hazchem: HTTP 200 with the number 500 as code", Hazchem, Plain(|| Effect::Body500)),
    known("busy", "HTTP 200 with the plain text for \"too frequent\"", Everywhere, Plain(|| Effect::Busy)),
    known("busy-json", "hazchem: the same inside JSON", Hazchem, Plain(|| Effect::BusyJson)),
    known("too-many:SECONDS", "HTTP status 429 with Retry-After", Everywhere, Seconds(Effect::TooMany)),
    known("poison-id:ID", "HTTP status 500 for every request that holds the record", Uploads, Id(Effect::PoisonId)),
    known("refuse-batch-with:ID", "code 400 (CWR: 99) for every request that holds the record", Uploads, Id(Effect::RefuseBatchWith)),
    known("code:CODE", "CWR: the whole call is refused with this code, such as 26 or 47", Cwr, Make::Code(Effect::Code)),
    known("drop-after-accept", "stored, then the connection is cut without an answer", Everywhere, Plain(|| Effect::DropAfterAccept)),
    known("truncated", "stored, then half of the answer, then the end", Everywhere, Plain(|| Effect::Truncated)),
    known("garbage", "stored, then an answer that is no JSON", Everywhere, Plain(|| Effect::Garbage)),
    known("empty-data", "hazchem: stored, then an answer whose data is null", Hazchem, Plain(|| Effect::EmptyData)),
    known("slow:DURATION", "stored at once, answered after 200ms, 2s, 1m, ..", Everywhere, Make::Duration(Effect::Slow)),
    known("reject-id:ID=REASON", "the record is refused with this reason", Uploads, IdAndReason(Effect::RejectId)),
    known("count-only", "hazchem: the answer on permits has counts and no lists", WorkTickets, Plain(|| Effect::CountOnly)),
    known("lists-disagree", "hazchem: the counts differ by one from the lists", WorkTickets, Plain(|| Effect::ListsDisagree)),
    known("forget-one", "hazchem: one stored permit is in neither list", WorkTickets, Plain(|| Effect::ForgetOne)),
    known("punctuation:FORM", "hazchem: document, compact, full-width or spaced (0 to 3)", Sentences, Make::Wording(Effect::Punctuation)),
    known("partial:LISTING", "CWR: failed records as named, nested, bare, text, nameless or counts", Lists, Make::Listing(Effect::Partial)),
    known("number-code", "CWR: the code is a number", Cwr, Plain(|| Effect::NumberCode)),
    known("boolean-result", "CWR: the result is a boolean", Cwr, Plain(|| Effect::BooleanResult)),
    known("text-status", "CWR: the status is a text", Cwr, Plain(|| Effect::TextStatus)),
    known("no-result-data", "CWR: the answer has no result_data", Cwr, Plain(|| Effect::NoResultData)),
    known("refuse-repeats", "CWR: what it already holds unchanged is refused with code 48", Cwr, Plain(|| Effect::RefuseRepeats)),
    known("company-exists", "CWR: a company that is in the project is refused, not updated", Companies, Plain(|| Effect::CompanyExists)),
    known("suspended:PROJECT", "CWR: the project is not under construction; its passages are refused", Passages, Id(Effect::Suspended)),
];
