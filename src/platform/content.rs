//! What texts are for, what stands for none, and codes.

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
