//! `[[example]]`.

use super::site::{Site, column};

const FIELDS: &str = "{ column = \"kind\", codes = { late = \"2\" } }";

fn site(examples: &str) -> Site {
    Site::alarm()
        .field("alarm_time", "\"at\"")
        .field("alarm_type", FIELDS)
        .tail(examples)
}

#[test]
fn examples_that_hold_are_silent() {
    let mapping = site(
        r#"
[[example]]
name = "late"
row = { id = 7, KIND = "late", at = 2026-03-01T08:30:00 }
expect = { id = "7", alarm_type = "2", alarm_time = "2026-03-01 08:30:00" }
[[example]]
name = "with a zone"
row = { id = 7, kind = "late", at = 2026-03-01T08:30:00Z }
expect = { alarm_time = "2026-03-01 16:30:00" }
[[example]]
name = "a day is no time"
row = { id = 7, kind = "late", at = 2026-03-01 }
reject = "alarm_time"
[[example]]
name = "unknown kind, no time"
row = { id = 7, kind = "x" }
reject = "alarm_type"
"#,
    )
    .mapping();
    assert_eq!(mapping.failed_examples(), []);
}

#[test]
fn examples_that_fail_say_why() {
    let mapping = site(
        r#"
[[example]]
name = "wrong"
row = { id = 7, kind = "late", at = 2026-03-01T08:30:00 }
expect = { id = "8", alarm_type = "2", handle_result = "x" }
[[example]]
name = "rejected"
row = { id = 7, kind = "late" }
expect = { id = "7" }
[[example]]
name = "not rejected"
row = { id = 7, kind = "late", at = 2026-03-01T08:30:00 }
reject = "alarm_type"
"#,
    )
    .mapping();
    let failed = mapping.failed_examples();
    let lines: Vec<String> = failed
        .iter()
        .map(|(name, why)| format!("{name}: {why}"))
        .collect();
    assert_eq!(
        lines,
        [
            "wrong: `id` is `7`, not `8`; `handle_result` is nothing, not `x`",
            "rejected: it was rejected: `alarm_time`: column `at`: NULL or blank, and the field is required",
            "not rejected: it became a record; `alarm_type` should have rejected it",
        ]
    );
}

#[test]
fn names_that_the_sql_does_not_return_are_found() {
    let mapping =
        site("[[example]]\nname = \"e\"\nrow = { ID = 7, ticket = 1 }\nreject = \"alarm_type\"\n")
            .mapping();
    let columns = ["id", "kind", "at"].map(column);
    let unknown = [("e".to_owned(), "ticket".to_owned())];
    assert_eq!(mapping.unknown_example_columns(&columns), unknown);
}

#[test]
fn examples_that_cannot_be_read_are_problems() {
    let problems = site(
        r#"
[[example]]
row = { id = { a = 7 } }
expect = { alarm_typ = "2", id = 7 }
[[example]]
name = "both"
row = {}
expect = {}
reject = "alarm_time"
[[example]]
name = "none"
rows = {}
"#,
    )
    .problems();
    insta::assert_snapshot!(problems, @r##"
    16:1 `[[example]]` needs `name`
    17:14 `row`: a table is no value of a column
    18:12 `[[example]]`: `hazchem.gas_alarm` has no field `alarm_typ` | did you mean `alarm_type`?
    18:34 `expect`: all fields are sent as text, not a whole number
    19:1 `[[example]]` needs either `expect` or `reject`
    24:1 `[[example]]` needs `row`
    24:1 `[[example]]` needs either `expect` or `reject`
    26:1 `[[example]]`: unknown option `rows` | did you mean `row`?
    "##);
}
