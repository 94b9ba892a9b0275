//! `[[changes]]` of kind `flag` and `scan`.

use shangbao::source::{Flag, StreamKind};
use shangbao::sql::Dialect;

use super::site::Site;

#[test]
fn a_flag_stream_says_what_is_due_and_what_is_written() {
    let stream = |values: &str| {
        let changes = format!(
            "[[changes]]\nkind = \"flag\"\ntable = \"t\"\nkey = \"ID\"\nflag = {{ column = \"IS_SYNCHRO\", {values} }}\n"
        );
        Site::permit().changes(&changes).mapping().streams.remove(0)
    };
    let whole = stream("due = \"0\", delivered = \"1\", rejected = \"2\"");
    assert_eq!((whole.kind, whole.cursor.as_str()), (StreamKind::Flag, ""));
    let flag = |rejected: Option<&str>| Flag {
        column: "IS_SYNCHRO".to_owned(),
        due: vec!["0".to_owned()],
        null_is_due: false,
        delivered: "1".to_owned(),
        rejected: rejected.map(str::to_owned),
    };
    assert_eq!(whole.flag, Some(flag(Some("2"))));
    for values in ["due = 0, delivered = 1", "due = false, delivered = true"] {
        assert_eq!(stream(values).flag, Some(flag(None)), "{values}");
    }
}

#[test]
fn several_values_and_null_may_be_due() {
    let flag = |values: &str| {
        let changes = format!(
            "[[changes]]\nkind = \"flag\"\ntable = \"t\"\nkey = \"ID\"\nflag = {{ column = \"sent\", {values} }}\n"
        );
        Site::permit().changes(&changes)
    };
    let due = |values: &str| {
        let flag = flag(values).mapping().streams.remove(0).flag.unwrap();
        (flag.due, flag.null_is_due)
    };
    let texts = |list: &[&str]| {
        list.iter()
            .map(|text| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        due("due = [\"0\", \"\", 3], delivered = 1"),
        (texts(&["0", "", "3"]), false)
    );
    assert_eq!(due("null_is_due = true, delivered = 1"), (texts(&[]), true));
    assert_eq!(
        due("due = 0, null_is_due = true, delivered = 1"),
        (texts(&["0"]), true)
    );
    for (values, problem) in [
        ("delivered = 1", "`due`"),
        ("due = [], delivered = 1", "null_is_due = true"),
        ("due = [0, 1], delivered = 1", "must differ from `due`"),
        (
            "due = 0, null_is_due = \"yes\", delivered = 1",
            "null_is_due",
        ),
    ] {
        let problems = flag(values).problems();
        assert!(problems.contains(problem), "{values}: {problems}");
    }
}

#[test]
fn a_scan_reads_a_table_or_a_query() {
    let scan = |from: &str| {
        let changes = format!("[[changes]]\nkind = \"scan\"\nkey = [\"a\", \"b\"]\n{from}\n");
        let rows = "[rows]\nkey = [\"a\", \"b\"]\nsql = \"SELECT 1 WHERE (a, b) IN (:keys)\"\n";
        let mapping = Site::permit().changes(&changes).rows(rows).mapping();
        mapping.streams.into_iter().next().unwrap()
    };
    let table = scan("table = \"x.permits\"");
    assert_eq!(
        (table.name.as_str(), table.is_query()),
        ("x.permits", false)
    );
    let query = scan("sql = \"SELECT a, b FROM t WHERE s = :site -- ';'\"");
    assert_eq!((query.name.as_str(), query.is_query()), ("scan", true));
    assert_eq!(
        query.table,
        "(SELECT a, b FROM t WHERE s = :site -- ';'\n) AS shangbao_scan"
    );
    assert!(query.params.iter().any(|(name, _)| name == "site"));
}

#[test]
fn what_cannot_work_is_a_problem() {
    let problems = Site::permit()
        .on(Dialect::Sqlite)
        .changes(
            r#"
[[changes]]
kind = "flag"
table = "t"
key = "id"
cursor = "id"
[[changes]]
kind = "flag"
table = "t"
key = "id"
flag = { column = "x; y", due = 0, delivered = "0", refused = 1.5 }
[[changes]]
kind = "scan"
key = "id"
sql = "SELECT id FROM t WHERE s = :sight;"
table = "t"
[[changes]]
kind = "scan"
key = "id"
sql = "SELECT id FROM t WHERE s IN (:keys, :sitee); DROP TABLE t"
lookback = "1m"
fig = 1
[[changes]]
kind = "scam"
key = "id"
table = "t"
"#,
        )
        .problems();
    insta::assert_snapshot!(problems, @r##"
    12:19 `column` is not an SQL name | write it as in a statement: name, schema.name or "quoted"
    12:53 `flag`: unknown option `refused` | known: column, due, delivered, rejected, null_is_due
    12:8 `flag`: what is written must differ from `due`, or the row stays due
    16:7 `[[changes]]`: `table` and `sql` exclude each other
    21:37 `sql`: `:keys` is no parameter | it lists all keys there are
    21:44 `sql`: `:sitee` is no parameter | did you mean `:site`?
    21:51 `sql` holds a `;` | write one SELECT and nothing behind it
    22:1 `[[changes]]`: `lookback` is for streams of kind `log`, `updated`
    23:1 `[[changes]]`: unknown option `fig`
    25:8 `[[changes]]`: unknown kind `scam` | did you mean `scan`?
    3:1 `[[changes]]` needs `flag`
    7:1 `[[changes]]`: `cursor` is for streams of kind `log`, `updated`
    "##);
}

#[test]
fn without_rows_a_query_is_no_table_of_records() {
    let problems = Site::permit()
        .changes("[[changes]]\nkind = \"scan\"\nkey = \"id\"\nsql = \"SELECT id FROM t\"\n")
        .rows("")
        .problems();
    assert_eq!(
        problems,
        "1:1 the mapping needs `[rows]`: every stream has `expand` or `sql`, so none has the records' table"
    );
}
