//! How much an answer may hold: one that holds more is broken off while it is read.

use super::SourceError;

/// How much the answer to one statement may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// How many keys the statement asks for, as a refusal tells it.
    pub keys: usize,
    /// Most rows.
    pub rows: usize,
    /// Most bytes, all values together.
    pub bytes: usize,
}

impl Bounds {
    /// Of statements of this program's own, which limit their rows themselves.
    pub const OWN: Self = Self {
        keys: 1,
        rows: usize::MAX,
        bytes: 256 << 20,
    };
}

/// What was read of an answer so far.
#[derive(Debug)]
pub(super) struct Meter {
    bounds: Bounds,
    rows: usize,
    bytes: usize,
}

impl Meter {
    /// Nothing yet.
    pub(super) fn within(bounds: Bounds) -> Self {
        Self {
            bounds,
            rows: 0,
            bytes: 0,
        }
    }

    /// Counts a row of so many bytes, before it is decoded.
    ///
    /// # Errors
    /// [`SourceError::TooMany`] or [`SourceError::TooLarge`] where it is beyond the bounds.
    pub(super) fn admit(&mut self, bytes: usize) -> Result<(), SourceError> {
        self.rows += 1;
        self.bytes = self.bytes.saturating_add(bytes);
        let Bounds { keys, rows, bytes } = self.bounds;
        if self.rows > rows {
            return Err(SourceError::TooMany { rows, keys });
        }
        if self.bytes > bytes {
            let mebibytes = bytes >> 20;
            return Err(SourceError::TooLarge { mebibytes, keys });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_beyond_its_bounds_says_which() {
        let bounds = Bounds {
            keys: 2,
            rows: 3,
            bytes: 5 << 20,
        };
        let mut meter = Meter::within(bounds);
        assert_eq!([(); 3].map(|()| meter.admit(1)), [const { Ok(()) }; 3]);
        assert_eq!(
            meter.admit(1),
            Err(SourceError::TooMany { rows: 3, keys: 2 })
        );
        let mut meter = Meter::within(bounds);
        assert_eq!(meter.admit(5 << 20), Ok(()));
        let mebibytes = 5;
        assert_eq!(
            meter.admit(1),
            Err(SourceError::TooLarge { mebibytes, keys: 2 })
        );
    }
}
