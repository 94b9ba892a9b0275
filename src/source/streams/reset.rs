//! The row at a log's watermark. A table that was emptied and draws its ids anew, or was restored from a backup, has no
//! row there, or another one: its new rows lie below the watermark, and would never be read.
//!
//! Old rows of a log may be pruned, and the row at the watermark with them. That is no new beginning as long as the ids
//! still to be drawn lie above it.

use sha2::{Digest as _, Sha256};

use super::StreamReader;
use crate::language::text;
use crate::source::check::CatalogQuery;
use crate::source::driver::Driver;
use crate::source::{LogPosition, RowFingerprint, RowSet, SourceError, Value};

/// What a log shows whose row at the watermark is gone.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// The first and the last id; none of an empty table.
    ends: Option<(i128, i128)>,
    /// The last id that was drawn, where the database says so.
    drawn: Option<i128>,
    /// Whether it is known to be another table than before.
    moved: bool,
}

impl<D: Driver> StreamReader<'_, D> {
    /// The rows behind the watermark, at most `limit`, of rows that were read from it on; and the last of them as the
    /// new fingerprint.
    ///
    /// # Errors
    /// [`SourceError::WentBack`] when the table began anew.
    pub(super) async fn behind_watermark(
        &self,
        at: &LogPosition,
        watermark: i128,
        mut found: RowSet,
        limit: u32,
    ) -> Result<(RowSet, Option<RowFingerprint>), SourceError> {
        let of = self.fingerprint_columns();
        let known = at
            .fingerprint
            .as_ref()
            .filter(|fingerprint| fingerprint.of == of);
        let first = found.rows.first();
        let there = match first {
            Some(first) => self.id(&first[0])? == watermark,
            None => false,
        };
        if there {
            let row = found.rows.remove(0);
            if known.is_some_and(|fingerprint| fingerprint.row != self.digest(&row)) {
                let id = watermark.to_string();
                return Err(self.went_back(&text!("source-mark-another", id = id)));
            }
            if found.rows.is_empty() && known.is_none() {
                return Ok((found, Some(self.fingerprint(of, &row, at).await?)));
            }
        } else if let Some(fingerprint) = known {
            self.gone(fingerprint, watermark).await?;
        }
        found.rows.truncate(limit as usize);
        let fingerprint = match found.rows.last() {
            Some(row) => Some(self.fingerprint(of, row, at).await?),
            None => at.fingerprint.clone(),
        };
        Ok((found, fingerprint))
    }

    /// The columns that tell rows apart.
    fn fingerprint_columns(&self) -> String {
        let columns = self.stream.key.iter().chain(&self.stream.at);
        let columns: Vec<&str> = columns.map(String::as_str).collect();
        columns.join(", ")
    }

    async fn fingerprint(
        &self,
        of: String,
        row: &[Value],
        at: &LogPosition,
    ) -> Result<RowFingerprint, SourceError> {
        let home = match &at.fingerprint {
            Some(fingerprint) => fingerprint.home.clone(),
            None => self.home().await?.0,
        };
        let row = self.digest(row);
        Ok(RowFingerprint { of, row, home })
    }

    /// Of id, key and time; the row's last columns say whether it is meant, and what happened.
    fn digest(&self, row: &[Value]) -> String {
        let texts: Vec<_> = row[..row.len() - 2].iter().map(Value::key_text).collect();
        hex::encode(&Sha256::digest(format!("{texts:?}"))[..12])
    }

    /// Which table it is, and the last id that it drew, as far as the database says so.
    async fn home(&self) -> Result<(String, Option<i128>), SourceError> {
        let catalog = CatalogQuery {
            source: self.driver,
            dialect: D::DIALECT,
        };
        let (text, stream) = (Self::statements().log_home, self.stream);
        match catalog.of(text, stream, &stream.cursor).await {
            Ok(facts) => Ok((facts.text("home").to_owned(), facts.number("drawn"))),
            Err(SourceError::Sql { .. } | SourceError::Unreadable { .. }) => Ok(Default::default()),
            Err(error) => Err(error),
        }
    }

    /// The row at the watermark is gone: pruned, or gone with the table.
    async fn gone(&self, fingerprint: &RowFingerprint, watermark: i128) -> Result<(), SourceError> {
        let (home, drawn) = self.home().await?;
        let ends = self.ends().await?;
        let known = !home.is_empty() && !fingerprint.home.is_empty();
        let seen = Seen {
            ends,
            drawn,
            moved: known && home != fingerprint.home,
        };
        match seen.began_anew(watermark) {
            Some(reason) => {
                let id = watermark.to_string();
                Err(self.went_back(&text!("source-mark-gone", id = id, reason = reason)))
            }
            None => Ok(()),
        }
    }

    /// The table began anew, by these signs.
    pub(super) fn went_back(&self, reason: &str) -> SourceError {
        SourceError::WentBack {
            message: text!("source-began-anew", reason = reason),
        }
    }
}

impl Seen {
    /// Why rows will lie below the watermark, or do so already, that were never read.
    fn began_anew(self, watermark: i128) -> Option<String> {
        let (first, last) = self.ends.unzip();
        match (self.drawn, last) {
            (Some(drawn), _) if drawn < watermark => {
                Some(text!("source-last-drawn", id = drawn.to_string()))
            }
            (None, Some(last)) if last < watermark => {
                Some(text!("source-last-id", id = last.to_string()))
            }
            (None, None) if self.moved => Some(text!("source-emptied")),
            _ if self.moved && first.is_some_and(|first| first <= watermark) => {
                Some(text!("source-remade"))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn pruning_is_no_new_beginning() {
        let cases = [
            // Pruned but for what is new; pruned wholly.
            (Some((60, 90)), Some(90), false, false),
            (None, Some(50), false, false),
            (None, Some(50), true, false),
            (None, None, false, false),
            (Some((60, 90)), None, true, false),
            (Some((1, 90)), None, false, false),
            // Emptied, and its ids drawn from the first on.
            (None, Some(0), false, true),
            (None, None, true, true),
            (Some((1, 30)), Some(30), false, true),
            (Some((1, 30)), None, false, true),
            // The same, and grown past the watermark by now.
            (Some((1, 90)), Some(90), true, true),
            (Some((1, 90)), None, true, true),
        ];
        for (ends, drawn, moved, anew) in cases {
            let seen = Seen { ends, drawn, moved };
            assert_eq!(seen.began_anew(50).is_some(), anew, "{seen:?}");
        }
    }
}
