//! Who held a job's lease when, as the ledger's database itself saw it.

use shangbao::sql::Dialect;
use shangbao_sandbox::RequestSeen;
use sqlx::{AnyPool, AssertSqlSafe, Executor};

use crate::bed::Bed;

use super::hosts::Host;

/// A lease from its grant to its end. Times are milliseconds since 1970-01-01 UTC, by the database's clock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// The process that held it.
    process: u32,
    fence: i64,
    from: i64,
    /// When it was given back, or ran out.
    to: i64,
}

/// Lets the database write down every change of a lease.
pub(super) async fn watch_leases(bed: &Bed) {
    bed.route().await;
    let (id, row, trigger) = match bed.dialect {
        Dialect::Postgres => (
            "bigserial PRIMARY KEY",
            "NEW.holder, NEW.fence, NEW.until_ms, CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS bigint)",
            "CREATE FUNCTION lease_log() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN {insert}; RETURN NEW; END';\n\
             CREATE TRIGGER lease_log AFTER UPDATE ON shangbao_lease FOR EACH ROW EXECUTE FUNCTION lease_log()",
        ),
        Dialect::MySql => (
            "bigint AUTO_INCREMENT PRIMARY KEY",
            "NEW.holder, NEW.fence, NEW.until_ms, CAST(UNIX_TIMESTAMP(SYSDATE(3)) * 1000 AS SIGNED)",
            "CREATE TRIGGER lease_log AFTER UPDATE ON shangbao_lease FOR EACH ROW {insert}",
        ),
        Dialect::Sqlite => (
            "INTEGER PRIMARY KEY AUTOINCREMENT",
            "NEW.holder, NEW.fence, NEW.until_ms, CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)",
            "CREATE TRIGGER lease_log AFTER UPDATE ON shangbao_lease BEGIN {insert}; END",
        ),
    };
    let insert = format!("INSERT INTO lease_log (holder, fence, until_ms, at_ms) VALUES ({row})");
    let table = format!(
        "CREATE TABLE lease_log (id {id}, holder varchar(500), fence bigint, until_ms bigint, at_ms bigint)"
    );
    let pool = AnyPool::connect(&bed.state_url()).await.unwrap();
    for statement in std::iter::once(table.as_str()).chain(trigger.split(";\n")) {
        let statement = statement.replace("{insert}", &insert);
        pool.execute(AssertSqlSafe(statement)).await.unwrap();
    }
    pool.close().await;
}

/// Every lease there was, in their order. None may begin before the one before it has ended.
pub(super) async fn terms(bed: &Bed) -> Vec<Term> {
    let pool = AnyPool::connect(&bed.state_url()).await.unwrap();
    let sql = "SELECT holder, fence, until_ms, at_ms FROM lease_log ORDER BY id";
    let rows: Vec<(String, i64, i64, i64)> = sqlx::query_as(sql).fetch_all(&pool).await.unwrap();
    pool.close().await;
    let mut terms: Vec<Term> = Vec::new();
    for (holder, fence, until, at) in rows {
        match terms.last_mut() {
            Some(last) if last.fence == fence => last.to = if until == 0 { at } else { until },
            last => {
                assert!(
                    last.is_none_or(|last| last.to <= at + 2),
                    "fence {fence} was given too early"
                );
                terms.push(Term {
                    process: process(&holder),
                    fence,
                    from: at,
                    to: until,
                });
            }
        }
    }
    terms
}

/// Each upload was made by a process that held the lease then.
pub(super) fn assert_leased(requests: &[RequestSeen], terms: &[Term], hosts: &[Host]) {
    for request in requests.iter().filter(|request| request.records > 0) {
        let host = hosts.iter().find(|host| host.address == request.from);
        let host = host.unwrap();
        let at = request.at.timestamp_millis();
        let leased = terms.iter().any(|term| {
            host.processes.contains(&term.process) && (term.from - 2..=term.to + 2).contains(&at)
        });
        assert!(
            leased,
            "{request:?} at {at} by {:?}\n{terms:#?}",
            host.processes
        );
    }
}

/// The process that a holder's name tells of.
fn process(holder: &str) -> u32 {
    let (_, rest) = holder.split_once(" process ").unwrap();
    rest.split(' ').next().unwrap().parse().unwrap()
}
