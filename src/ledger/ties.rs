//! What ties records of an account to each other: what is known of one, which one it undoes, what waits for it.
//!
//! A record is named by a hash of its target and identity, salted by this ledger: the state tables hold no identity number.
//! Holding a key and delivering what it waits for take the same lock, and a hold looks once more under it: whichever
//! comes second sees the other.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use sha2::{Digest as _, Sha256};
use sqlx::AnyConnection;

use super::line::Line;
use super::rows::{column, json};
use super::{Ledger, LedgerError, Overwritten};

/// Small values that are remembered of a delivered record, by their names.
pub type Facts = BTreeMap<String, String>;

/// What is known of records that the account's platform has, by their hashes.
pub type Known = HashMap<String, Facts>;

/// What a delivery means for other records of its account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bond {
    /// The record that was delivered.
    pub record: String,
    /// Its other name, where records call it by that.
    pub alias: Option<String>,
    /// The record that its key stood for before, where that was another.
    pub left: Option<String>,
    /// Its content replaces that of another key that stands for the record.
    pub replaces: bool,
    /// The record that it undoes, if it undoes one.
    pub undoes: Option<String>,
    /// What stands for its project, where the platform may refuse that whole.
    pub project: Option<String>,
    /// What is remembered of it.
    pub facts: Facts,
}

/// A record that must be at the platform before another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// The record.
    pub record: String,
    /// A fact of it, and the values that let the other go.
    pub fact: Option<(&'static str, &'static [&'static str])>,
}

impl Needed {
    /// Whether what is known lets the other record go.
    pub fn is_met_by(&self, known: &Known) -> bool {
        known.get(&self.record).is_some_and(|facts| {
            self.fact.is_none_or(|(name, values)| {
                let value = facts.get(name).map(String::as_str);
                value.is_some_and(|value| values.contains(&value))
            })
        })
    }
}

impl Ledger {
    /// The hash that stands for a record: of its target and its identity. Identities that differ in their last two characters
    /// alone have its beginning in common: such records are mostly sent together, and so lie together in the index.
    pub fn record(&self, target: &str, identity: &str) -> String {
        let last = identity.char_indices().nth_back(1);
        let near = &identity[..last.map_or(0, |(at, _)| at)];
        let (near, own) = (self.hash(target, near), self.hash(target, identity));
        hex::encode(&near[..4]) + &hex::encode(&own[..16])
    }

    /// The hash that stands for a record by its other name.
    pub fn alias(&self, target: &str, name: &str) -> String {
        self.record(&format!("{target}#alias"), name)
    }

    fn hash(&self, target: &str, text: &str) -> [u8; 32] {
        let mut hasher = Sha256::new();
        for part in [&self.salt, target, text] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        hasher.finalize().into()
    }

    /// What is known of these records at `account`; those that its platform never stored are left out.
    pub async fn known(&self, account: &str, records: &[&str]) -> Result<Known, LedgerError> {
        let mut connection = self.pool.acquire().await?;
        self.known_within(&mut connection, account, records).await
    }

    async fn known_within(
        &self,
        connection: &mut AnyConnection,
        account: &str,
        records: &[&str],
    ) -> Result<Known, LedgerError> {
        let mut known = Known::new();
        if records.is_empty() {
            return Ok(known);
        }
        let rows = sqlx::query(self.sql.known_records)
            .bind(json(records)?)
            .bind(account)
            .bind(json(records)?)
            .bind(account)
            .fetch_all(connection)
            .await?;
        for row in &rows {
            let facts: Option<String> = column(row, "facts")?;
            let facts = facts.map(|facts| serde_json::from_str::<Facts>(&facts));
            // Not the facts themselves are told: they may be a person's.
            let facts = facts.transpose().map_err(|_| LedgerError::Unknown {
                column: "facts",
                value: "..".into(),
            })?;
            let of_record: &mut Facts = known.entry(column(row, "record")?).or_default();
            of_record.extend(facts.unwrap_or_default());
        }
        Ok(known)
    }

    /// The account of a route, with the lock taken that holding and delivering share; `None` where no outcome ties records.
    pub(super) async fn lock_ties(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        lines: &[Line<'_>],
    ) -> Result<Option<String>, LedgerError> {
        if !lines.iter().any(Line::is_tied) {
            return Ok(None);
        }
        let row = sqlx::query(self.sql.ties_lock)
            .bind(route)
            .fetch_one(connection)
            .await?;
        column(&row, "account").map(Some)
    }

    /// Before outcomes are written, under the lock: lets go what would be held for a record that was delivered meanwhile.
    pub(super) async fn look_again<'a>(
        &self,
        connection: &mut AnyConnection,
        account: &str,
        lines: &[Line<'a>],
        now: i64,
    ) -> Result<Vec<Line<'a>>, LedgerError> {
        let mut lines = lines.to_vec();
        let needed = lines.iter().filter_map(|line| line.waits_for());
        let needed: HashSet<&str> = needed.map(|needed| needed.record.as_str()).collect();
        let needed: Vec<&str> = needed.into_iter().collect();
        let known = self.known_within(connection, account, &needed).await?;
        for line in &mut lines {
            if line
                .waits_for()
                .is_some_and(|needed| needed.is_met_by(&known))
            {
                line.let_go(now);
            }
        }
        Ok(lines)
    }

    /// After outcomes were written: forgets what the delivered records undid or overwrote, lets go what waited for them or their
    /// project, and holds what was refused of a project that is refused whole. The keys that were overwritten.
    pub(super) async fn follow(
        &self,
        connection: &mut AnyConnection,
        (account, route): (&str, i64),
        lines: &[Line<'_>],
        now: i64,
    ) -> Result<Vec<Overwritten>, LedgerError> {
        let bonds = || lines.iter().filter_map(|line| line.bond);
        let undone: Vec<&str> = bonds().filter_map(|bond| bond.undoes.as_deref()).collect();
        if !undone.is_empty() {
            sqlx::query(self.sql.settle_undone)
                .bind(json(&undone)?)
                .bind(account)
                .execute(&mut *connection)
                .await?;
        }
        let projects: BTreeSet<&str> = bonds().filter_map(|bond| bond.project.as_deref()).collect();
        let projects: Vec<&str> = projects.into_iter().collect();
        let at = (account, route);
        let overwritten = self.overwrite(&mut *connection, at, lines, now).await?;
        self.restore(&mut *connection, at, lines, now).await?;
        let aliases = bonds().filter_map(|bond| bond.alias.as_deref());
        let records = bonds().map(|bond| bond.record.as_str()).chain(aliases);
        let delivered: Vec<&str> = records.chain(projects.iter().copied()).collect();
        if !delivered.is_empty() {
            sqlx::query(self.sql.settle_released)
                .bind(json(&delivered)?)
                .bind(account)
                .bind(now)
                .execute(&mut *connection)
                .await?;
        }
        self.clear_projects(&mut *connection, account, &projects)
            .await?;
        self.hold_projects(connection, account, lines, now).await?;
        Ok(overwritten)
    }

    /// This ledger's salt, drawn where there is none yet.
    pub(super) async fn find_salt(
        pool: &sqlx::AnyPool,
        sql: &super::statements::Statements,
    ) -> Result<String, LedgerError> {
        let find = || sqlx::query(sql.salt_find).fetch_optional(pool);
        if let Some(row) = find().await? {
            return column(&row, "salt");
        }
        let drawn = uuid::Uuid::new_v4().simple().to_string();
        let inserted = sqlx::query(sql.salt_insert)
            .bind(&drawn)
            .execute(pool)
            .await;
        // Another process may have been first: then its salt stands.
        match find().await? {
            Some(row) => column(&row, "salt"),
            None => Err(inserted.err().unwrap_or(sqlx::Error::RowNotFound).into()),
        }
    }
}
