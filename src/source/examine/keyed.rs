//! Tables read by their key: whether an index leads to what is due, and from one page to the next.

use super::{Examination, Facts};
use crate::source::SourceError;

impl Examination<'_> {
    pub(super) async fn keyed(&mut self, _table: &Facts) -> Result<(), SourceError> {
        let (column, use_of_it) = match &self.stream.flag {
            Some(flag) => (Some(flag.column.clone()), "each poll"),
            None => (self.stream.key.first().cloned(), "each page of a scan"),
        };
        if let Some(column) = column {
            let facts = self.column(&column).await?;
            self.index(&column, &facts, use_of_it);
        }
        Ok(())
    }
}
