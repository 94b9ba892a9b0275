//! What the texts of fields are for.

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
