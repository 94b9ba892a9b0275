//! The statements of `sql/<dialect>/`, by name.

use crate::sql::Dialect;

macro_rules! statements {
    ($($name:ident),* $(,)?) => {
        /// The statements of one dialect. What each does and binds stands above it, in its file.
        #[derive(Debug)]
        pub(super) struct Statements {
            $(pub(super) $name: &'static str,)*
        }

        static POSTGRES: Statements = Statements {
            $($name: include_str!(concat!("../../sql/postgres/", stringify!($name), ".sql")),)*
        };

        static MYSQL: Statements = Statements {
            $($name: include_str!(concat!("../../sql/mysql/", stringify!($name), ".sql")),)*
        };

        static SQLITE: Statements = Statements {
            $($name: include_str!(concat!("../../sql/sqlite/", stringify!($name), ".sql")),)*
        };
    };
}

statements! {
    connect, begin,
    migrations_table, migrations_seen, migration_applied,
    route_find, route_insert, route_ended, routes_due,
    accounts, account_routes, route_move, dictionary_move, pause_move,
    lease_insert, lease_lock, lease_take, lease_release, lease_want,
    stream_find, stream_insert, stream_move, stream_read, streams,
    intake_changed, intake_candidates, intake_missed, intake_doubted,
    due, due_among, depart, witness, borrow,
    settle_superseded, settle_delivered, settle_unchanged, settle_same, settle_ignored,
    settle_gone, settle_dismissed, settle_rejected, settle_held, settle_again, settle_refused,
    settle_undone, settle_released, settle_overwritten, settle_restored, settle_alike, settle_taken, project_refusals, ties_lock, known_records,
    overwritten, gone_records, sharers, alias_note, aliases, salt_find, salt_insert, salt_touch,
    decide_retry, decide_dismiss, decide_forget, known_keys, failed_keys, standings,
    history_records, history_subject, history_events, history_changed,
    history_of_key, history_state, history_record, history_hours,
    request_insert, request_answered, requests_of_key,
    prune_window, prune_history, prune_requests, prune_delivered,
    backfill_insert, backfill_claim, backfill_move, backfill_stop, backfill_delete, backfill_again,
    backfills, backfilled_routes,
    counts, failures, failures_page, reasons, reached_count, reached_latest,
    deadline_note, deadline_drop, deadlines,
    pace_insert, pace_lock, pace_set, pace_find,
    dictionary_find, dictionary_keep, clock_find, clock_keep,
    unexpanded_note, unexpanded_due, unexpanded_again, unexpanded_done, unexpanded_retry, unexpanded_of, unexpanded, unexpanded_count,
    host_find, host_show, host_set_back, hosts, times_mend,
    pause_find, pause_insert, pause_delete, pause_lapse, pauses,
}

impl Statements {
    /// The statements of `dialect`.
    pub(super) fn of(dialect: Dialect) -> &'static Self {
        match dialect {
            Dialect::Postgres => &POSTGRES,
            Dialect::MySql => &MYSQL,
            Dialect::Sqlite => &SQLITE,
        }
    }
}
