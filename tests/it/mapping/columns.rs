//! A plan meets the columns of a result: names, keys, digests.

use shangbao::mapping::Lookups;
use shangbao::source::{Column, Value};

use super::site::{Site, column, text};

fn problems(site: &Site, columns: &[Column]) -> Vec<String> {
    let mapping = site.mapping();
    let problems = mapping.bind(columns).expect_err("it binds");
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn names_match_exactly_or_by_case_where_that_is_unique() {
    let mapping = Site::alarm().field("ticket_id", "\"Ticket_No\"").mapping();
    let sent = |names: [&str; 3]| {
        let columns = names.map(column);
        let row = [text("A-1"), text("first"), text("second")];
        let bound = mapping.bind(&columns).unwrap();
        bound
            .apply(&row, &Lookups::default())
            .unwrap()
            .field("ticket_id")
            .unwrap()
            .to_owned()
    };
    assert_eq!(sent(["ID", "ticket_no", "x"]), "first");
    assert_eq!(sent(["id", "ticket_no", "Ticket_No"]), "second");
}

#[test]
fn every_column_that_cannot_be_had_is_named() {
    let site = Site::alarm()
        .field("ticket_id", "\"ticket_no\"")
        .field("alarm_time", "\"at\"")
        .field("alarm_type", "{ column = \"kind\", codes = { a = \"1\" } }")
        .field("handle_result", "\"kind\"")
        .field("handle_time", "\"done\"");
    let unreadable = Column {
        readable: false,
        type_name: "geometry".to_owned(),
        ..column("kind")
    };
    let columns = [
        column("ticket_n0"),
        unreadable,
        column("AT"),
        column("At"),
        column("done"),
        column("done"),
    ];
    assert_eq!(
        problems(&site, &columns),
        [
            "the key column `id` is not in the result of the mapping's SQL",
            "`id`: column `id` is not in the result of the mapping's SQL",
            "`ticket_id`: column `ticket_no` is not in the result; did you mean `ticket_n0`?",
            "`alarm_time`: column `at` stands 2 times in the result; give each a name of its own with AS",
            "`alarm_type`: column `kind` has type geometry, which cannot be read; cast it to text in the mapping's SQL",
            "`handle_result`: column `kind` has type geometry, which cannot be read; cast it to text in the mapping's SQL",
            "`handle_time`: column `done` stands 2 times in the result; give each a name of its own with AS",
        ]
    );
}

#[test]
fn a_key_is_its_columns_text_and_none_where_one_is_null() {
    let composite = Site::alarm()
        .changes("[[changes]]\nkind = \"log\"\ntable = \"l\"\ncursor = \"id\"\nkey = [\"a\", \"b\"]\n")
        .rows("[rows]\nkey = [\"id\", \"seq\"]\nsql = \"SELECT * FROM t WHERE (id, seq) IN (:keys)\"\n");
    let mapping = composite.mapping();
    assert_eq!(mapping.rows.key_columns, 2);
    let columns = [column("seq"), column("id")];
    let bound = mapping.bind(&columns).unwrap();
    let key = bound.key(&[Value::Int(3), text("A-1")]).unwrap();
    assert_eq!(key.parts(2).unwrap(), ["A-1", "3"]);
    assert_eq!(bound.key(&[Value::Null, text("A-1")]), None);
    assert_eq!(bound.key(&[Value::Int(3)]), None);
}

#[test]
fn a_rows_digest_tells_every_value_its_kind_and_its_column() {
    let mapping = Site::alarm().mapping();
    let digest = |names: [&str; 3], row: [Value; 3]| {
        let columns = names.map(column);
        mapping.bind(&columns).unwrap().row_digest(&row)
    };
    let names = ["id", "a", "b"];
    let row = |a, b| [text("A-1"), a, b];
    let same = digest(names, row(text("x"), Value::Null));
    assert_eq!(digest(names, row(text("x"), Value::Null)), same);
    for (names, row) in [
        (names, row(text("x"), text(""))),
        (names, row(text("x "), Value::Null)),
        (names, row(Value::Null, text("x"))),
        (names, row(Value::Bytes(b"x".to_vec()), Value::Null)),
        (["id", "b", "a"], row(text("x"), Value::Null)),
        (["id", "a", "c"], row(text("x"), Value::Null)),
    ] {
        assert_ne!(digest(names, row), same);
    }
    assert_ne!(
        digest(names, row(Value::Int(1), text("1"))),
        digest(names, row(text("1"), Value::Int(1)))
    );
    assert_ne!(
        digest(names, row(text("a"), text("bc"))),
        digest(names, row(text("ab"), text("c")))
    );
}
