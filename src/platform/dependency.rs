//! What records of a target have to do with records of another.

/// A record of another target that must be at the account's platform before this one.
///
/// It holds a record only where a job for the other target exists at the account, and a mapping's `requires = false` turns it off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The other target's name.
    pub target: &'static str,
    /// The fields of this target that hold the other's identity, in the order of the other's `identity` (or `alias`).
    pub identity: &'static [&'static str],
    /// They hold the other's `alias`, not its identity.
    pub by_alias: bool,
    /// Only for records whose field holds one of these values.
    pub when: Option<(&'static str, &'static [&'static str])>,
    /// A fact of the other record, and the values that let this one go.
    pub fact: Option<(&'static str, &'static [&'static str])>,
}

/// A small value that is remembered of a delivered record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactRule {
    /// Its name: the field it comes from, or the name in the reply.
    pub name: &'static str,
    /// Where it comes from.
    pub from: FactSource,
    /// It may never change: a record with another value is refused before it is sent.
    pub fixed: bool,
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactSource {
    /// The record's field of the fact's name.
    Field,
    /// The platform's reply.
    Reply,
}
