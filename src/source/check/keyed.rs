//! Tables read by their key: whether an index leads to what is due, and from one page to the next.

use super::StreamCheck;
use crate::source::SourceError;

impl StreamCheck<'_> {
    pub(super) async fn keyed(&mut self) -> Result<(), SourceError> {
        let column = match &self.stream.flag {
            Some(flag) => Some(flag.column.clone()),
            None => self.stream.key.first().cloned(),
        };
        let Some(column) = column else {
            return Ok(());
        };
        let facts = self.column(&column).await?;
        self.index(&column, &facts);
        match &self.stream.flag {
            Some(flag) if flag.null_is_due => Ok(()),
            _ => self.nulls(&column, &facts).await,
        }
    }
}
