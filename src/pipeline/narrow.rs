//! Questions about keys, narrowed down: where a key breaks a statement, it is asked about fewer keys, until that key stands
//! alone. So one bad value costs its own record, and never those beside it.

use super::halving::Halving;
use crate::source::{Bounds, ChangeSource, Hold, Key, Query, RowSet, SourceError};

/// Who answers.
pub(super) enum Reader<'a, 'h> {
    /// The site, in a snapshot of its own for each statement.
    Site(&'a dyn ChangeSource),
    /// A transaction that holds rows. A statement that fails may end it, so whoever began it has to narrow down.
    Hold(&'a mut Hold<'h>),
}

/// What is asked for some keys, and for fewer where these break it.
pub(super) struct Narrowing<'a> {
    query: &'a Query,
    bounds: fn(usize) -> Bounds,
    halving: Halving<Key>,
    /// How many keys the last answer is for.
    answered: usize,
    /// The statement was run without a key, and worked: what fails is a key's fault.
    is_sound: bool,
}

/// Some of the keys with the rows for all of them; or one key, and how it breaks the statement.
pub(super) type Answer = (Vec<Key>, Result<RowSet, SourceError>);

impl Reader<'_, '_> {
    /// The rows for keys.
    pub(super) async fn rows(
        &mut self,
        query: &Query,
        keys: &[Key],
        bounds: Bounds,
    ) -> Result<RowSet, SourceError> {
        match self {
            Self::Site(source) => source.rows(query, keys, bounds).await,
            Self::Hold(hold) => hold.rows(query, keys, bounds).await,
        }
    }
}

impl<'a> Narrowing<'a> {
    /// All these keys at first; `bounds` says how much the answer for so many may hold.
    pub(super) fn of(query: &'a Query, keys: Vec<Key>, bounds: fn(usize) -> Bounds) -> Self {
        Self {
            query,
            bounds,
            halving: Halving::of(keys),
            answered: 0,
            is_sound: false,
        }
    }

    /// The next answer; `None` when every key has one.
    ///
    /// # Errors
    /// What is no key's fault: the database is not there, or refuses the statement whatever the keys are.
    pub(super) async fn next(
        &mut self,
        reader: &mut Reader<'_, '_>,
    ) -> Result<Option<Answer>, SourceError> {
        while let Some(mut turn) = self.halving.next() {
            let keys = std::mem::take(&mut turn.items);
            let bounds = (self.bounds)(keys.len());
            match reader.rows(self.query, &keys, bounds).await {
                Ok(rows) => {
                    self.halving.passed(&turn);
                    self.answered = keys.len();
                    return Ok(Some((keys, Ok(rows))));
                }
                Err(error) => {
                    let fault = self.fault_of_keys(reader, error).await?;
                    if let [_] = keys.as_slice() {
                        return Ok(Some((keys, Err(fault))));
                    }
                    self.halving.split(keys);
                }
            }
        }
        Ok(None)
    }

    /// Asks about some of the keys of the last answer again, without the others; where these are all, in two halves.
    pub(super) fn again(&mut self, keys: Vec<Key>) {
        if keys.len() < self.answered {
            self.halving.again(keys);
        } else {
            self.halving.split(keys);
        }
    }

    /// The error, where it depends on the keys: what the statement does without any tells. No list of error numbers could:
    /// a function of the site may raise any.
    async fn fault_of_keys(
        &mut self,
        reader: &mut Reader<'_, '_>,
        error: SourceError,
    ) -> Result<SourceError, SourceError> {
        let Reader::Site(source) = reader else {
            return Err(error);
        };
        if error.is_of_no_key() {
            return Err(error);
        }
        if !self.is_sound {
            source.rows(self.query, &[], (self.bounds)(0)).await?;
            self.is_sound = true;
        }
        Ok(error)
    }
}
