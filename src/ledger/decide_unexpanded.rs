//! What people decide on changes whose record is not known.

use sqlx::AnyConnection;

use super::rows::{clip, column, keys as json_of_keys};
use super::{Actor, Decision, Ledger, LedgerError, Selection};

impl Ledger {
    /// What a decision means for changes whose record is not known: their keys stand for themselves.
    pub(super) async fn decide_unexpanded(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        selection: &Selection,
        decision: &Decision,
        (actor, now): (&Actor, i64),
    ) -> Result<Vec<String>, LedgerError> {
        let keys = match selection {
            Selection::Keys(keys) => Some(keys.as_slice()),
            Selection::Failed => None,
        };
        match (decision, keys) {
            (Decision::Retry { .. }, keys) => {
                self.retry_unexpanded(connection, route, keys, now).await
            }
            (Decision::Dismiss { reason }, Some(keys)) => {
                self.dismiss_unexpanded(connection, (route, keys), reason, actor, now)
                    .await
            }
            (Decision::Dismiss { .. } | Decision::Forget { .. }, _) => Ok(Vec::new()),
        }
    }

    /// Within a person's `retry`: asks again now, for the changes of these keys or for all of the route; their keys.
    async fn retry_unexpanded(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        keys: Option<&[String]>,
        now: i64,
    ) -> Result<Vec<String>, LedgerError> {
        sqlx::query(self.sql.unexpanded_retry)
            .bind(now)
            .bind(route)
            .bind(i64::from(keys.is_none()))
            .bind(json_of_keys(keys.unwrap_or_default())?)
            .execute(&mut *connection)
            .await?;
        if let Some(keys) = keys {
            let of = self.unexpanded_of(connection, route, keys).await?;
            return Ok(of.into_iter().map(|(_, key)| key).collect());
        }
        let rows = sqlx::query(self.sql.unexpanded)
            .bind(route)
            .bind(i64::from(u32::MAX))
            .fetch_all(connection)
            .await?;
        rows.iter().map(|row| column(row, "changed_key")).collect()
    }

    /// The changes of these keys whose record is not known, by id and key.
    pub(super) async fn unexpanded_of(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        keys: &[String],
    ) -> Result<Vec<(String, String)>, LedgerError> {
        let rows = sqlx::query(self.sql.unexpanded_of)
            .bind(route)
            .bind(json_of_keys(keys)?)
            .fetch_all(connection)
            .await?;
        let pair = |row| Ok((column(row, "id")?, column(row, "changed_key")?));
        rows.iter().map(pair).collect()
    }

    /// Within a person's `dismiss`: the changes of these keys are kept no longer, but for a line of history; their keys.
    async fn dismiss_unexpanded(
        &self,
        connection: &mut AnyConnection,
        (route, keys): (i64, &[String]),
        reason: &str,
        actor: &Actor,
        now: i64,
    ) -> Result<Vec<String>, LedgerError> {
        let mut dismissed = Vec::new();
        for (id, key) in self.unexpanded_of(&mut *connection, route, keys).await? {
            self.drop_unexpanded(&mut *connection, &id).await?;
            sqlx::query(self.sql.history_subject)
                .bind(Some(route))
                .bind(now)
                .bind("dismiss")
                .bind(clip(&key, 500))
                .bind(clip(reason, 2000))
                .bind(clip(&actor.user, 200))
                .bind(clip(&actor.host, 300))
                .execute(&mut *connection)
                .await?;
            dismissed.push(key);
        }
        Ok(dismissed)
    }
}
