//! A record: what a row became, ready to be sent.

use std::fmt;

use super::field::Dependency;
use sha2::{Digest as _, Sha256};

use crate::media::{Attachment, Made, Wanted};

/// What stands between the parts of an identity.
pub const UNIT_SEPARATOR: &str = "\u{1f}";

/// One record of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Which record, in the platform's words: its identity fields, joined by [`UNIT_SEPARATOR`].
    pub identity: String,
    /// By what other name records of others may call it: the fields of [`Target::alias`](super::field::Target::alias), joined alike.
    pub alias: Option<String>,
    /// The fields that are sent, in the target's order. A photo that is still wanted is blank.
    pub fields: Vec<(&'static str, String)>,
    /// The photos and attachments that are to be read before it is sent, by their fields.
    pub wanted: Vec<(&'static str, Wanted)>,
    /// The file that is sent beside the fields, and its field.
    pub attachment: Option<(&'static str, Attachment)>,
    /// What the content is: the values of the fields, and what the columns of photos and attachments hold.
    pub digest: Digest,
    /// What looks wrong and is sent all the same.
    pub warnings: Vec<Warning>,
    /// The records that must be at the platform first.
    pub needs: Vec<Requirement>,
}

/// A record of another target that must be at the platform first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// What of it, and why.
    pub dependency: &'static Dependency,
    /// Which one: its identity, as in [`Record::identity`].
    pub identity: String,
}

/// Something about a record that looks wrong and does not stop it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The field.
    pub field: &'static str,
    /// What looks wrong, without the value.
    pub message: String,
}

/// SHA-256 of a content.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of a sequence of parts; their borders count.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }
}

impl fmt::Display for Digest {
    /// 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Record {
    /// A record of these fields; its digest is that of names and values.
    pub fn new(
        identity: String,
        fields: Vec<(&'static str, String)>,
        warnings: Vec<Warning>,
    ) -> Self {
        Self::wanting(identity, fields, Vec::new(), warnings)
    }

    /// A record of these fields that wants photos and attachments; its digest is that of names and values, and of
    /// what their columns hold.
    pub fn wanting(
        identity: String,
        fields: Vec<(&'static str, String)>,
        wanted: Vec<(&'static str, Wanted)>,
        warnings: Vec<Warning>,
    ) -> Self {
        let texts = fields
            .iter()
            .flat_map(|(name, value)| [name.as_bytes(), value.as_bytes()]);
        let files = wanted
            .iter()
            .flat_map(|(name, wanted)| [name.as_bytes(), wanted.origin.content()]);
        let digest = Digest::of_parts(texts.chain(files));
        Self {
            identity,
            alias: None,
            fields,
            wanted,
            attachment: None,
            digest,
            warnings,
            needs: Vec::new(),
        }
    }

    /// Counts the states of files (size and time of change) into what the content is.
    pub fn stamp(&mut self, stamps: &[String]) {
        let before = self.digest.0;
        let stamps = stamps.iter().map(String::as_bytes);
        self.digest = Digest::of_parts(std::iter::once(&before[..]).chain(stamps));
    }

    /// Puts what was read where it is sent from; `None` leaves the field out.
    pub fn fill(&mut self, name: &'static str, made: Option<Made>) {
        match made {
            Some(Made::Attachment(attachment)) => self.attachment = Some((name, attachment)),
            Some(Made::Photo(text)) => {
                let field = self.fields.iter_mut().find(|(field, _)| *field == name);
                if let Some((_, value)) = field {
                    *value = text;
                }
            }
            None => self.fields.retain(|(field, _)| *field != name),
        }
    }

    /// The value of a field that is sent.
    pub fn field(&self, name: &str) -> Option<&str> {
        let (_, value) = self.fields.iter().find(|(field, _)| *field == name)?;
        Some(value)
    }

    /// The fields that are sent, in the target's order: name and value.
    pub fn members(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
    }
}
