//! Projects that the platform refuses whole (one that is not under construction): their records are held, and one at a
//! time tries again, until one is taken.
//!
//! A refused record is kept with its project's hash (`needed`) until a record of the project is taken. Three refused in
//! the same words at their first try, or one beside others that are held so, mean the project.

use std::collections::HashMap;

use serde::Serialize;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::line::Line;
use super::rows::{attempts, column, count, json};
use super::{Ledger, LedgerError};

/// The code of what is held because its project is refused whole.
pub const PROJECT: &str = "project";

/// So many records refused in the same words, and none taken, mean the project.
const ALIKE: u64 = 3;

/// The project of a record that the platform refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// What stands for it: [`Ledger::record`] of its target and name.
    pub name: String,
    /// When one of its records tries again, should it be refused whole.
    pub again_at: i64,
    /// What is said of its records then.
    pub told: String,
}

/// A project that is refused whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedProject {
    /// When one of its records tries again.
    pub again_at: i64,
    /// How often one did.
    pub attempts: u32,
    /// What is said of its records.
    pub told: String,
}

/// What was refused of a project in the same words.
struct Refusals {
    project: String,
    code: String,
    message: String,
    records: u64,
    attempts: u32,
    again_at: Option<i64>,
}

/// What is to be held, as the statement unfolds it.
#[derive(Serialize)]
struct Alike<'a> {
    project: &'a str,
    code: &'a str,
    message: &'a str,
    told: &'a str,
    at: i64,
}

impl Ledger {
    /// Those of these projects that the account's platform refuses whole.
    pub async fn refused_projects(
        &self,
        account: &str,
        projects: &[&str],
    ) -> Result<HashMap<String, RefusedProject>, LedgerError> {
        let mut connection = self.pool.acquire().await?;
        let refusals = self.refusals(&mut connection, account, projects).await?;
        let whole = refusals
            .into_iter()
            .filter(|refusals| refusals.code == PROJECT);
        let mut refused: HashMap<String, RefusedProject> = HashMap::new();
        for Refusals {
            project,
            message: told,
            attempts,
            again_at,
            ..
        } in whole
        {
            let again_at = again_at.unwrap_or_default();
            let known = refused.entry(project).or_insert(RefusedProject {
                again_at,
                attempts,
                told,
            });
            known.again_at = known.again_at.max(again_at);
            known.attempts = known.attempts.max(attempts);
        }
        Ok(refused)
    }

    /// After outcomes were written: what was refused is held where its project is refused whole.
    pub(super) async fn hold_projects(
        &self,
        connection: &mut AnyConnection,
        account: &str,
        lines: &[Line<'_>],
        now: i64,
    ) -> Result<(), LedgerError> {
        let refused: Vec<Alike<'_>> = lines.iter().filter_map(alike).collect();
        if refused.is_empty() {
            return Ok(());
        }
        let projects: Vec<&str> = refused.iter().map(|alike| alike.project).collect();
        let known = self.refusals(&mut *connection, account, &projects).await?;
        let whole: Vec<Alike<'_>> = refused
            .into_iter()
            .filter(|alike| known.iter().any(|refusals| refusals.means(alike)))
            .collect();
        if !whole.is_empty() {
            sqlx::query(self.sql.settle_alike)
                .bind(json(&whole)?)
                .bind(account)
                .bind(now)
                .execute(connection)
                .await?;
        }
        Ok(())
    }

    /// After outcomes were written: a record of these projects was taken.
    pub(super) async fn clear_projects(
        &self,
        connection: &mut AnyConnection,
        account: &str,
        projects: &[&str],
    ) -> Result<(), LedgerError> {
        if projects.is_empty() {
            return Ok(());
        }
        sqlx::query(self.sql.settle_taken)
            .bind(json(projects)?)
            .bind(account)
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn refusals(
        &self,
        connection: &mut AnyConnection,
        account: &str,
        projects: &[&str],
    ) -> Result<Vec<Refusals>, LedgerError> {
        if projects.is_empty() {
            return Ok(Vec::new());
        }
        let mut projects = projects.to_vec();
        projects.sort_unstable();
        projects.dedup();
        let rows = sqlx::query(self.sql.project_refusals)
            .bind(json(&projects)?)
            .bind(account)
            .fetch_all(connection)
            .await?;
        let refusals = |row: &AnyRow| {
            Ok(Refusals {
                project: column(row, "project")?,
                code: column(row, "code")?,
                message: column(row, "message")?,
                records: count(row, "records")?,
                attempts: attempts(row)?,
                again_at: column(row, "again_at")?,
            })
        };
        rows.iter().map(refusals).collect()
    }
}

impl Refusals {
    /// Whether it says that the project of this record is refused whole.
    fn means(&self, alike: &Alike<'_>) -> bool {
        let same_words = self.code == alike.code && self.message == alike.message;
        self.project == alike.project
            && (self.code == PROJECT || (same_words && self.records >= ALIKE))
    }
}

fn alike<'a>(line: &'a Line<'_>) -> Option<Alike<'a>> {
    let project = line.project?;
    Some(Alike {
        project: &project.name,
        code: line.code.as_deref()?,
        message: line.message.as_deref()?,
        told: &project.told,
        at: project.again_at,
    })
}
