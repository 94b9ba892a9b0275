//! `[[changes]]`, `[rows]` and `[gone]`.

use std::time::Duration;

use shangbao::mapping::GoneRule;
use shangbao::schedule::Cron;
use shangbao::source::{Op, StreamKind, TimeUnit};
use shangbao::sql::Dialect;

use super::site::Site;

const LOG: &str = r#"
[[changes]]
kind = "log"
table = "public.change_log"
cursor = "id"
key = ["a", "b"]
where = "table_name = 'work_permits' OR 1 = 1"
op = { column = "op", delete = ["D", 3] }
txid = "txid"
at = "changed_at"
schedule = "0 2 * * *"
"#;

#[test]
fn a_log_stream_with_every_option() {
    let mapping = Site::permit()
        .changes(LOG)
        .rows("[rows]\nkey = [\"id\", \"seq\"]\nsql = \"SELECT 1 WHERE (a, b) IN (:keys)\"\n")
        .mapping();
    let [stream] = &mapping.streams[..] else {
        panic!()
    };
    assert_eq!(
        (stream.name.as_str(), stream.kind),
        ("public.change_log", StreamKind::Log)
    );
    assert_eq!(
        (stream.table.as_str(), stream.cursor.as_str()),
        ("public.change_log", "id")
    );
    assert_eq!(stream.key, ["a", "b"]);
    assert_eq!(
        stream.filter.as_deref(),
        Some("table_name = 'work_permits' OR 1 = 1")
    );
    let op = Op {
        column: "op".to_owned(),
        delete: vec!["D".to_owned(), "3".to_owned()],
    };
    assert_eq!(stream.op, Some(op));
    assert_eq!(
        (stream.txid.as_deref(), stream.at.as_deref()),
        (Some("txid"), Some("changed_at"))
    );
    assert_eq!(mapping.schedules, [Some(Cron::parse("0 2 * * *").unwrap())]);
    assert_eq!(mapping.key, ["id", "seq"]);
}

#[test]
fn an_updated_stream_and_a_second_one_of_the_same_table() {
    let stream =
        "[[changes]]\nkind = \"updated\"\ntable = \"gas\"\ncursor = \"at\"\nkey = \"id\"\n";
    let changes = format!(
        "{stream}{stream}lookback = \"2h\"\nunit = \"ms\"\nexpand = \"SELECT t FROM gas WHERE id IN (:keys)\"\n"
    );
    let mapping = Site::permit().changes(&changes).mapping();
    let [first, second] = &mapping.streams[..] else {
        panic!()
    };
    assert_eq!(
        (first.name.as_str(), second.name.as_str()),
        ("gas", "gas#2")
    );
    assert_eq!(
        (first.lookback, first.unit),
        (Duration::from_secs(600), None)
    );
    assert_eq!(
        (second.lookback, second.unit),
        (Duration::from_secs(7200), Some(TimeUnit::Milliseconds))
    );
    let expand = second.expand.as_ref().unwrap();
    assert_eq!(
        (expand.text.as_str(), expand.key_columns),
        ("SELECT t FROM gas WHERE id IN (:keys)", 1)
    );
    assert_eq!(expand.params.len(), 2);
}

#[test]
fn without_rows_whole_rows_of_the_first_streams_table_are_read() {
    let updated = "[[changes]]\nkind = \"updated\"\ncursor = \"at\"\n";
    let expanded = format!(
        "{updated}table = \"x\"\nkey = \"id\"\nexpand = \"SELECT y FROM x WHERE id IN (:keys)\"\n"
    );
    for (dialect, key, sql, columns) in [
        (
            Dialect::Sqlite,
            "\"id\"",
            "SELECT * FROM permits WHERE id IN (:keys)",
            vec!["id"],
        ),
        (
            Dialect::Postgres,
            "'\"ID\"'",
            "SELECT * FROM permits WHERE \"ID\" IN (:keys)",
            vec!["ID"],
        ),
        (
            Dialect::MySql,
            "[\"`a`\", \"b\"]",
            "SELECT * FROM permits WHERE (`a`, b) IN (:keys)",
            vec!["a", "b"],
        ),
    ] {
        let changes = format!("{expanded}{updated}table = \"permits\"\nkey = {key}\n");
        let mapping = Site::permit()
            .on(dialect)
            .changes(&changes)
            .rows("")
            .mapping();
        assert_eq!(mapping.rows.text, sql);
        assert_eq!(mapping.rows.key_columns, columns.len());
        assert_eq!(mapping.key, columns);
    }
}

#[test]
fn rows_come_from_a_file_beside_the_mapping() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("sql")).unwrap();
    std::fs::write(
        folder.path().join("sql/rows.sql"),
        "\u{feff}SELECT 1\nWHERE id IN (:keys)",
    )
    .unwrap();
    let site = |file: &str| {
        Site::permit()
            .at(&folder.path().join("test.toml"))
            .rows(&format!("[rows]\nkey = \"id\"\nfile = \"{file}\"\n"))
    };
    assert_eq!(
        site("sql/rows.sql").mapping().rows.text,
        "SELECT 1\nWHERE id IN (:keys)"
    );
    let problems = site("rows.sql").problems();
    assert!(
        problems.starts_with("9:8 `[rows]`: `file` cannot be read: "),
        "{problems}"
    );
}

#[test]
fn gone_is_the_targets_unless_the_mapping_says_so() {
    let gone = |tail| Site::permit().tail(tail).mapping().gone;
    assert_eq!(gone(""), GoneRule::Fail);
    assert_eq!(gone("[gone]\nreport = \"fail\"\n"), GoneRule::Fail);
    assert_eq!(gone("[gone]\nreport = \"ignore\"\n"), GoneRule::Ignore);
    let problems = |tail| Site::permit().tail(tail).problems();
    let unknown = problems("[gone]\nreport = \"fial\"\n");
    insta::assert_snapshot!(unknown, @"32:10 `[gone]`: unknown report `fial` | did you mean `fail`?");
    let both = "[gone]\nreport = \"fail\"\nfields = { idd = \"place\" }\n";
    let both = problems(both);
    for problem in [
        "`[gone]`: `report` and `fields` are both given",
        "`hazchem.work_ticket` has no field `idd` | did you mean `id`?",
        "required field `ticket_type` is not mapped",
    ] {
        assert!(both.contains(problem), "{problem}: {both}");
    }
    let elsewhere = "[gone]\nfields = { id = \"ticket_no\" }\n";
    let elsewhere = problems(elsewhere);
    assert!(elsewhere.contains("only its key is known"), "{elsewhere}");
}

#[test]
fn nothing_but_names_stands_where_names_belong() {
    let problems = Site::permit()
        .on(Dialect::MySql)
        .changes(
            r#"
[[changes]]
kind = "log"
table = "change_log; DROP TABLE x"
cursor = "id + 1"
key = ["a", "b)"]
op = { column = "\"op\"", delete = [1.5], on = "x" }
at = ""
txid = "txid"
where = " "
lookback = "10m"
"#,
        )
        .problems();
    insta::assert_snapshot!(problems, @r##"
    10:8 `[[changes]]`: `txid` is for PostgreSQL
    11:9 `[[changes]]`: `where` is blank
    5:9 `table` is not an SQL name | write it as in a statement: name, schema.name or `quoted`
    6:10 `cursor` is not an SQL name | write it as in a statement: name, schema.name or `quoted`
    7:13 `key` is not an SQL name | write it as in a statement: name, schema.name or `quoted`
    8:17 `column` is not an SQL name | write it as in a statement: name, schema.name or `quoted`
    8:43 `op`: unknown option `on` | known: column, delete
    8:6 `op`: `delete` must be a text or a whole number, or a list of them
    9:6 `at` is not an SQL name | write it as in a statement: name, schema.name or `quoted`
    "##);
}

#[test]
fn streams_that_cannot_work_are_problems() {
    let problems = Site::permit()
        .changes(
            r#"
[[changes]]
kind = "updatd"
tabel = "t"
cursor = "at"
key = []
lookback = "soon"
unit = "us"
schedule = "nightly"
[[changes]]
kind = "scan"
sql = "SELECT 1"
[[changes]]
kind = "updated"
table = "t"
cursor = "at"
key = ["a", "b"]
[[changes]]
table = "gas"
cursor = "at"
key = "id"
expand = "SELECT 1"
"#,
        )
        .problems();
    insta::assert_snapshot!(problems, @r##"
    10:12 `[[changes]]`: `schedule`: it has neither five nor six fields | for each night at two: "0 2 * * *"
    11:1 `[[changes]]` needs `key`
    14:1 stream `t`: its key has 2 columns, that of the rows 1 | use `expand` to get from changed keys to record keys
    19:1 `[[changes]]` needs `kind`
    23:10 `expand` has no `:keys` | read only what changed: .. WHERE id IN (:keys)
    3:1 `[[changes]]` needs `table`
    4:8 `[[changes]]`: unknown kind `updatd` | did you mean `updated`?
    5:1 `[[changes]]`: unknown option `tabel` | did you mean `table`?
    7:7 `key` names no column
    8:12 `[[changes]]`: `lookback` is no time span | write it as "90s", "10m", "2h" or "1d"
    9:8 `[[changes]]`: `unit` is not known | "s" or "ms"
    "##);
}

/// Its ids say nothing of what still comes: it is read by its time.
#[test]
fn a_log_with_a_lookback_is_read_by_its_time() {
    let log = "[[changes]]\nkind = \"log\"\ntable = \"change_log\"\ncursor = \"id\"\nkey = \"row_key\"\nlookback = \"1h\"\n";
    let mapping = Site::permit().changes(&format!("{log}at = \"changed_at\"\n"));
    let stream = &mapping.mapping().streams[0];
    assert_eq!(
        (
            stream.kind,
            stream.cursor.as_str(),
            stream.lookback.as_secs()
        ),
        (StreamKind::Updated, "changed_at", 3600)
    );
    let problems = Site::permit().changes(log).problems();
    assert_eq!(problems, "2:1 `[[changes]]` needs `at`");
}
