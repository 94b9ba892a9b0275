//! The source that is made of a driver.

use async_trait::async_trait;

use super::Stream;
use super::driver::{Driver, Wanted};
use super::statement::{Statement, batches, parts};
use super::streams::StreamReader;
use super::{Begin, Bounds, ChangeSource, Key, Page, Position, Query, RowSet, SourceError};

#[async_trait]
impl<D: Driver> ChangeSource for D {
    async fn begin(&self, stream: &Stream, begin: &Begin) -> Result<Position, SourceError> {
        StreamReader {
            driver: self,
            stream,
        }
        .begin(begin)
        .await
    }

    async fn page(
        &self,
        stream: &Stream,
        position: &Position,
        limit: u32,
    ) -> Result<Page, SourceError> {
        StreamReader {
            driver: self,
            stream,
        }
        .page(position, limit)
        .await
    }

    async fn rows(
        &self,
        query: &Query,
        keys: &[Key],
        bounds: Bounds,
    ) -> Result<RowSet, SourceError> {
        if keys.is_empty() {
            let statement = Statement {
                bounds,
                ..Statement::keyless(query, D::DIALECT)?
            };
            return self.ask(&statement, Wanted::Rows).await;
        }
        let keys = parts(query, keys)?;
        let mut all = RowSet::default();
        for batch in batches(query, D::DIALECT, &keys) {
            let statement = Statement {
                bounds,
                ..Statement::keyed(query, D::DIALECT, &batch)?
            };
            let found = self.ask(&statement, Wanted::Rows).await?;
            all.columns = found.columns;
            all.rows.extend(found.rows);
        }
        Ok(all)
    }
}
