//! What can go wrong, by name.

use std::time::Duration;

use super::hazchem::Wording;

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
            | Self::Punctuation(_) => Stage::Shape,
            _ => Stage::Instead,
        }
    }

    /// The record it waits for, where it waits for one.
    pub(super) fn id(&self) -> Option<&str> {
        match self {
            Self::PoisonId(id) | Self::RefuseBatchWith(id) | Self::RejectId(id, _) => Some(id),
            _ => None,
        }
    }
}

/// Where a fault has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    Everywhere,
    Uploads,
    /// Only work permits are answered with lists of ids.
    WorkTickets,
    Login,
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

use Ground::{Everywhere, Login, Uploads, WorkTickets};
use Make::{Id, IdAndReason, Plain, Seconds};

/// Every fault that can be scripted: first those that store nothing, then those that spoil the answer,
/// then those that change it.
#[rustfmt::skip]
pub const FAULTS: &[Known] = &[
    known("drop-before", "the connection is cut; nothing is stored", Everywhere, Plain(|| Effect::DropBefore)),
    known("unauthorized-http", "HTTP status 401", Everywhere, Plain(|| Effect::UnauthorizedHttp)),
    known("unauthorized-body", "HTTP 200 with the number 401 as code", Everywhere, Plain(|| Effect::UnauthorizedBody)),
    known("unauthorized-text", "HTTP 200 with the text \"401\" as code", Everywhere, Plain(|| Effect::UnauthorizedText)),
    known("expire-tokens", "every token given out so far ends now", Uploads, Plain(|| Effect::ExpireTokens)),
    known("wrong-password", "a login with the right password is refused", Login, Plain(|| Effect::WrongPassword)),
    known("redirect", "HTTP 302 to /login", Everywhere, Plain(|| Effect::Redirect)),
    known("html", "HTTP 200 with the login page", Everywhere, Plain(|| Effect::Html)),
    known("http-500", "HTTP status 500", Everywhere, Plain(|| Effect::Http500)),
    known("http-502-html", "HTTP status 502 with a gateway's page", Everywhere, Plain(|| Effect::Http502Html)),
    known("body-500", "HTTP 200 with the number 500 as code", Everywhere, Plain(|| Effect::Body500)),
    known("busy", "HTTP 200 with the plain text for \"too frequent\"", Everywhere, Plain(|| Effect::Busy)),
    known("busy-json", "the same inside JSON", Everywhere, Plain(|| Effect::BusyJson)),
    known("too-many:SECONDS", "HTTP status 429 with Retry-After", Everywhere, Seconds(Effect::TooMany)),
    known("poison-id:ID", "HTTP status 500 for every request that holds the record", Uploads, Id(Effect::PoisonId)),
    known("refuse-batch-with:ID", "code 400 for every request that holds the record", Uploads, Id(Effect::RefuseBatchWith)),
    known("drop-after-accept", "stored, then the connection is cut without an answer", Everywhere, Plain(|| Effect::DropAfterAccept)),
    known("truncated", "stored, then half of the answer, then the end", Everywhere, Plain(|| Effect::Truncated)),
    known("garbage", "stored, then an answer that is no JSON", Everywhere, Plain(|| Effect::Garbage)),
    known("empty-data", "stored, then an answer whose data is null", Everywhere, Plain(|| Effect::EmptyData)),
    known("slow:DURATION", "stored at once, answered after 200ms, 2s, 1m, ..", Everywhere, Make::Duration(Effect::Slow)),
    known("reject-id:ID=REASON", "the record is refused with this reason", Uploads, IdAndReason(Effect::RejectId)),
    known("count-only", "the answer on permits has counts and no lists", WorkTickets, Plain(|| Effect::CountOnly)),
    known("lists-disagree", "the counts differ by one from the lists", WorkTickets, Plain(|| Effect::ListsDisagree)),
    known("forget-one", "one stored permit is in neither list", WorkTickets, Plain(|| Effect::ForgetOne)),
    known("punctuation:FORM", "document, compact, full-width or spaced (0 to 3)", Uploads, Make::Wording(Effect::Punctuation)),
];
