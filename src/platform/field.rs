//! What a target is made of: its fields as data, used by compile, validation, `fields`, `check` and the docs.

use std::time::Duration;

pub use super::dependency::{Dependency, FactRule, FactSource};
use super::{Said, Section};
use crate::language::text;

/// One upload of a platform.
#[derive(Debug)]
pub struct Target {
    /// Its name in mappings: `hazchem.work_ticket`.
    pub name: &'static str,
    /// Its name in the document, in Chinese.
    pub title: &'static str,
    /// Where the document describes it.
    pub section: Section,
    /// Path below the platform's address.
    pub path: &'static str,
    /// How it travels.
    pub form: Form,
    /// The fields, in the order they are sent.
    pub fields: &'static [Field],
    /// The fields that say which record it is.
    pub identity: &'static [&'static str],
    /// The fields by which records of others name it, where that is not its identity.
    pub alias: &'static [&'static str],
    /// A record of the same identity replaces what the platform has of it.
    pub is_upsert: bool,
    /// How a mapped optional field without a value is sent.
    pub empty: Empty,
    /// What becomes of a delivered record whose row is gone, unless the mapping says otherwise.
    pub gone: GoneDefault,
    /// What must be at the platform before a record of this target can be.
    pub needs: &'static [Dependency],
    /// The target that a delivered record of this one undoes for the same identity.
    pub undoes: Option<&'static str>,
    /// The targets of the account whose due records go out first, where both are due at once.
    pub after: &'static [&'static str],
    /// What is remembered of a delivered record.
    pub facts: &'static [FactRule],
    /// The field that names what the platform may refuse as a whole (a project): what belongs to it is paused alone.
    pub scope: Option<&'static str>,
    /// The field whose time (or first day) must have come before the record can be sent.
    pub starts: Option<&'static str>,
    /// The field whose time must be younger than the account's window when the record is sent.
    pub window: Option<&'static str>,
    /// How much time must lie between two uploads of an account.
    pub pace: Option<Duration>,
    /// Names that look like fields and are not sent: each with what says why.
    pub unsent: &'static [(&'static str, Said)],
}

impl Target {
    /// A target with no ties to others and no times to keep; for `..Target::PLAIN`.
    pub const PLAIN: Self = Self {
        name: "",
        title: "",
        section: Section::Cwr(""),
        path: "",
        form: Form::Envelope,
        fields: &[],
        identity: &[],
        alias: &[],
        is_upsert: false,
        empty: Empty::Omit,
        gone: GoneDefault::Ignore,
        needs: &[],
        undoes: None,
        after: &[],
        facts: &[],
        scope: None,
        starts: None,
        window: None,
        pace: None,
        unsent: &[],
    };

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The platform's kind: what stands before the point of the name.
    pub fn kind(&self) -> &'static str {
        self.name.split('.').next().unwrap_or_default()
    }
}

/// How a target travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Many records in a JSON envelope.
    Envelope,
    /// One record in a multipart form.
    Multipart,
    /// One record, whose fields are the body.
    Single,
    /// Records that have the shared fields in common, in a list beside these.
    List {
        /// The fields that stand once, beside the list.
        shared: &'static [&'static str],
        /// The list's name.
        name: &'static str,
    },
}

/// How a mapped optional field without a value is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// As `""`, so that an emptied value does not stay at the platform.
    Blank,
    /// Not at all.
    Omit,
}

/// What becomes of a delivered record whose row is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoneDefault {
    /// It is listed in `failures`.
    Fail,
    /// Nothing.
    Ignore,
}

/// One field of a target.
#[derive(Debug)]
pub struct Field {
    /// Its name on the wire.
    pub name: &'static str,
    /// What it means, in the document's Chinese.
    pub title: &'static str,
    /// Whether it must have a value.
    pub need: Need,
    /// What it may hold.
    pub kind: Kind,
    /// What its text is for.
    pub content: Content,
    /// What is worth a warning.
    pub advice: &'static [Advice],
    /// The value the document gives as its default. Never filled in by us: a mapping says so with `value` or `default`.
    pub document_default: Option<&'static str>,
    /// Where the document describes it.
    pub section: Section,
}

impl Field {
    /// A field without advice and without a default in the document.
    pub const fn new(
        name: &'static str,
        title: &'static str,
        need: Need,
        kind: Kind,
        section: Section,
    ) -> Self {
        Self {
            name,
            title,
            need,
            kind,
            content: match kind {
                Kind::IdentityNumber => Content::Identifier,
                _ => Content::Prose,
            },
            advice: &[],
            document_default: None,
            section,
        }
    }

    /// Says that the field holds an identifier.
    pub const fn identifier(mut self) -> Self {
        self.content = Content::Identifier;
        self
    }

    /// Says that the field holds a name that records are told apart by.
    pub const fn name(mut self) -> Self {
        self.content = Content::Name;
        self
    }

    /// Adds what is worth a warning.
    pub const fn advise(mut self, advice: &'static [Advice]) -> Self {
        self.advice = advice;
        self
    }

    /// Adds the value the document gives as its default.
    pub const fn default_in_document(mut self, value: &'static str) -> Self {
        self.document_default = Some(value);
        self
    }
}

/// Whether a field must have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// When another field holds one of these values.
    When {
        /// The other field.
        field: &'static str,
        /// Its values.
        values: &'static [&'static str],
    },
}

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A time in this format (chrono's `strftime` letters), in the platform's zone.
    Time(&'static str),
    /// One of these codes.
    Code(&'static [Code]),
    /// A yes or no, in the platform's own digits.
    YesNo {
        /// What yes is.
        yes: &'static str,
        /// What no is.
        no: &'static str,
    },
    /// Texts joined by English commas.
    List,
    /// Degrees WGS84, as plain decimal text, between these bounds.
    Degrees {
        /// Smallest.
        min: f64,
        /// Largest.
        max: f64,
    },
    /// A file, sent as it is.
    File,
    /// A photo: JPEG in Base64, without a `data:` prefix.
    Photo,
    /// A code of one of the platform's dictionaries, which are fetched.
    Dictionary(&'static Dictionary),
    /// An identity card's number: a check digit `x` is sent as `X`. Other papers' numbers are let through.
    IdentityNumber,
    /// Two days, `yyyy-MM-dd:yyyy-MM-dd`, the second not before the first, or open: `yyyy-MM-dd:`.
    Period,
}

/// A list of codes that the platform keeps, and may change.
#[derive(Debug, PartialEq, Eq)]
pub struct Dictionary {
    /// Its name: that of the function it is fetched by.
    pub name: &'static str,
    /// What it lists, in the document's Chinese.
    pub title: &'static str,
    /// The codes that the document itself states; the fetched ones decide.
    pub stated: &'static [Code],
}

/// A code and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// What is sent.
    pub code: &'static str,
    /// What it means, in the document's Chinese.
    pub name: &'static str,
}

impl Code {
    /// A code and its name.
    pub const fn new(code: &'static str, name: &'static str) -> Self {
        Self { code, name }
    }
}

/// What is worth a warning, and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// A text of another length, in characters.
    Length(usize),
    /// Not the 18 characters of an identity card's number, or with another check digit.
    IdentityNumber,
    /// No mobile number of 11 digits.
    Mobile,
    /// No telephone's number: fewer than 7 digits, or the same digit throughout.
    Telephone,
    /// A code that the document does not list for the value of another field.
    By {
        /// The other field.
        field: &'static str,
        /// For its values, the codes that are listed, as the document names them there.
        allowed: &'static [(&'static str, &'static [Code])],
    },
    /// A value while this other field has none: the platform counts an alarm as cleared only by both.
    ClearsWith(&'static str),
    /// A time before that of this other field, which has the same format.
    NotBefore(&'static str),
    /// A longitude that is no place in China, with the latitude that this other field holds.
    Place {
        /// The other field.
        latitude: &'static str,
    },
}

/// What a field's text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// It is read by people.
    Prose,
    /// It is a name that records are told apart by: no character in it is invisible.
    Name,
    /// It is an identifier: a number of a permit, a card, a telephone, a device. No character in it is invisible, and letters and digits
    /// are half-width.
    Identifier,
}

impl Need {
    /// Whether a value is required: `yes`, `no`, or when.
    pub fn describe(self) -> String {
        match self {
            Self::Required => text!("platform-need-required"),
            Self::Optional => text!("platform-need-optional"),
            Self::When { field, values } => {
                text!(
                    "platform-need-when",
                    field = field,
                    values = values.join(", ")
                )
            }
        }
    }
}

impl Kind {
    /// What a field of this kind holds.
    pub fn describe(self) -> String {
        match self {
            Self::Text => text!("platform-kind-text"),
            Self::Time(format) => text!("platform-kind-time", format = format),
            Self::Code(_) => text!("platform-kind-code"),
            Self::YesNo { yes, no } => text!("platform-kind-yes-no", yes = yes, no = no),
            Self::List => text!("platform-kind-list"),
            Self::Degrees { min, max } => text!(
                "platform-kind-degrees",
                min = min.to_string(),
                max = max.to_string(),
            ),
            Self::File => text!("platform-kind-file"),
            Self::Photo => text!("platform-kind-photo"),
            Self::Dictionary(dictionary) => {
                text!("platform-kind-dictionary", dictionary = dictionary.name)
            }
            Self::IdentityNumber => text!("platform-kind-identity"),
            Self::Period => "yyyy-MM-dd:yyyy-MM-dd".into(),
        }
    }
}
