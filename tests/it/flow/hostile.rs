//! What sites' columns hold, and what arrives of it: the value that is meant, or nothing.

use shangbao::sql::Dialect;

use crate::bed::{Bed, each_dialect, permit};

/// A field of the mapping, a column beside it, what the site's rows hold there, and what arrives; `None` is a refusal.
struct Case {
    field: &'static str,
    column: &'static str,
    rows: &'static [(&'static str, Option<&'static str>)],
}

/// Replaces the line of a field.
fn with_field(mapping: &str, field: &str) -> String {
    let name = field.split('=').next().unwrap().trim();
    let lines = mapping.lines().map(|line| match line.split('=').next() {
        Some(known) if known.trim() == name => field,
        _ => line,
    });
    let mapped = lines.collect::<Vec<_>>().join("\n");
    if mapped.contains(field) {
        return mapped;
    }
    format!("{mapped}\n{field}\n")
}

async fn assert_arrives(dialect: Dialect, case: &Case) {
    use shangbao_sandbox::Upload;
    let bed = Bed::new(dialect).await;
    let name = case.field.split('=').next().unwrap().trim();
    let mapping = include_str!("../../data/work_ticket.toml").replace(
        "status, begins, ends FROM",
        "status, begins, ends, held FROM",
    );
    bed.write(
        "mappings/work_ticket.toml",
        &with_field(&mapping, case.field),
    );
    let alter = format!("ALTER TABLE permits ADD COLUMN held {}", case.column);
    bed.site.run(&alter).await;
    let permits: Vec<_> = (1..=case.rows.len() as i64).map(permit).collect();
    bed.save(&permits).await;
    for (at, (held, _)) in case.rows.iter().enumerate() {
        let update = format!("UPDATE permits SET held = {held} WHERE id = {}", at + 1);
        bed.site.run(&update).await;
    }
    bed.run().await;
    let records = bed.sandbox.state().records(Upload::WorkTicket);
    let failures = bed.failures(false).await;
    for (at, (held, arrives)) in case.rows.iter().enumerate() {
        let id = at + 1;
        let record = records.get(&format!("DH-{id}"));
        let sent = record.map(|record| record[name].as_str().unwrap().to_owned());
        assert_eq!(
            sent.as_deref(),
            *arrives,
            "{dialect}: {held} in {}: {:?}",
            case.column,
            failures.get(&id.to_string())
        );
        assert_eq!(
            arrives.is_none(),
            failures.contains_key(&id.to_string()),
            "{held}"
        );
    }
}

const PEOPLE: &[(&str, Option<&str>)] = &[
    ("'张三、李四，王五'", Some("张三,李四,王五")),
    ("'张三；李四'", Some("张三,李四")),
    ("'[\"张三\",\"李四\"]'", Some("张三,李四")),
    ("'张三/李四'", None),
    ("'{张三,李四}'", None),
    ("'阿卜杜拉·买买提'", Some("阿卜杜拉·买买提")),
    ("'å¼\u{a0}ä¸‰'", None),
    ("'ÕÅÈý'", None),
    ("'Müller、René'", Some("Müller,René")),
];
const SIGNS: &str = "worker_name = { column = \"held\", split = [\"、\", \"，\", \"；\"] }";

#[tokio::test]
async fn people_typed_by_hand_arrive_one_by_one_or_not_at_all() {
    each_dialect(async |dialect| {
        let case = Case {
            field: SIGNS,
            column: "VARCHAR(90)",
            rows: PEOPLE,
        };
        assert_arrives(dialect, &case).await;
        let json = match dialect {
            Dialect::Postgres => "jsonb",
            _ => "JSON",
        };
        let rows = &[("'[\"张三\", \"李四\"]'", Some("张三,李四"))];
        let case = Case {
            field: "worker_name = \"held\"",
            column: json,
            rows,
        };
        assert_arrives(dialect, &case).await;
    })
    .await;
    let rows = &[
        ("'{张三,李四}'", Some("张三,李四")),
        ("'{\"张,三\"}'", None),
        ("'{{张三,李四},{王五,赵六}}'", None),
        ("'{NULL,张三}'", Some("张三")),
    ];
    for column in ["text[]", "varchar(20)[]"] {
        let case = Case {
            field: "worker_name = \"held\"",
            column,
            rows,
        };
        assert_arrives(Dialect::Postgres, &case).await;
    }
    let rows = &[("'{22,33}'", Some("22,33"))];
    let case = Case {
        field: "worker = \"held\"",
        column: "bigint[]",
        rows,
    };
    assert_arrives(Dialect::Postgres, &case).await;
    let rows = &[("'{王建国}'", None)];
    let case = Case {
        field: "major_person = \"held\"",
        column: "text[]",
        rows,
    };
    assert_arrives(Dialect::Postgres, &case).await;
}

#[tokio::test]
async fn numbers_that_lost_digits_do_not_arrive() {
    each_dialect(async |dialect| {
        let (double, real) = match dialect {
            Dialect::Postgres => ("double precision", Some("real")),
            Dialect::MySql => ("DOUBLE", Some("FLOAT")),
            Dialect::Sqlite => ("REAL", None),
        };
        let field = "company_social_code = \"held\"";
        let rows = &[
            ("110105194912310118", None),
            ("110105491231002", Some("110105491231002")),
        ];
        assert_arrives(
            dialect,
            &Case {
                field,
                column: double,
                rows,
            },
        )
        .await;
        if let Some(column) = real {
            let rows = &[("16777217", None), ("1234567", Some("1234567"))];
            assert_arrives(
                dialect,
                &Case {
                    field,
                    column,
                    rows,
                },
            )
            .await;
        }
        let rows = &[("110105194912310118", Some("110105194912310118"))];
        for column in ["BIGINT", "DECIMAL(20)"] {
            if (dialect, column) != (Dialect::Sqlite, "DECIMAL(20)") {
                assert_arrives(
                    dialect,
                    &Case {
                        field,
                        column,
                        rows,
                    },
                )
                .await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn identifiers_arrive_as_they_look() {
    each_dialect(async |dialect| {
        let rows = &[
            (
                "'\u{202d}91370200163569824H\u{202c}'",
                Some("91370200163569824H"),
            ),
            (
                "'\u{a0}９１370200163569824Ｈ\u{feff}'",
                Some("91370200163569824H"),
            ),
            ("'91370200\u{200b}163569824H'", None),
            ("'9.1E+17'", None),
        ];
        let field = "company_social_code = \"held\"";
        assert_arrives(
            dialect,
            &Case {
                field,
                column: "VARCHAR(60)",
                rows,
            },
        )
        .await;
    })
    .await;
}

/// A key in a DOUBLE finds its row all the same; only what is sent of it is refused.
#[tokio::test]
async fn a_key_in_a_double_loses_no_row() {
    for (dialect, double) in [
        (Dialect::Postgres, "double precision"),
        (Dialect::MySql, "DOUBLE"),
    ] {
        let bed = Bed::new(dialect).await;
        bed.site
            .run(&format!("CREATE TABLE doubles (id {double} PRIMARY KEY, place VARCHAR(20));\nINSERT INTO doubles VALUES (110105194912310118, '罐区'), (7, '泵房')"))
            .await;
        let mapping = include_str!("../../data/work_ticket.toml")
            .replace("kind   = \"log\"\ntable  = \"change_log\"\ncursor = \"id\"\nkey    = \"row_key\"\nop     = { column = \"op\", delete = [\"D\"] }", "kind = \"scan\"\ntable = \"doubles\"\nkey = \"id\"")
            .replace("SELECT id, kind, place, status, begins, ends FROM permits WHERE id IN (:keys) AND status <> 9", "SELECT id, 'confined_space' AS kind, place, 1 AS status, '2026-03-01 08:00:00' AS begins, '2026-03-01 16:00:00' AS ends FROM doubles WHERE id IN (:keys)");
        bed.write("mappings/work_ticket.toml", &mapping);
        let report = bed.run().await;
        assert_eq!(
            (report.delivered, report.rejected, report.ignored),
            (1, 1, 0),
            "{dialect}: {report:?}"
        );
        assert_eq!(bed.platform().into_keys().collect::<Vec<_>>(), ["DH-7"]);
    }
}

/// MAPPING's own recipe, on bytes that were cut.
#[tokio::test]
async fn a_text_that_the_recipe_cannot_read_does_not_arrive() {
    let bed = Bed::new(Dialect::MySql).await;
    bed.save(&[permit(1), permit(2), permit(3)]).await;
    bed.site
        .run("ALTER TABLE permits ADD COLUMN held VARBINARY(40);\nUPDATE permits SET held = x'D5C5C8FD';\nUPDATE permits SET held = x'D5C5C8FDC0' WHERE id = 2;\nUPDATE permits SET held = x'D5C5FEFE' WHERE id = 3")
        .await;
    bed.bend_mapping(
        "kind, place,",
        "kind, CONVERT(CONVERT(held USING gbk) USING utf8mb4) AS place,",
    );
    let report = bed.run().await;
    assert_eq!((report.delivered, report.rejected), (1, 2), "{report:?}");
    let arrived: Vec<_> = bed.platform().into_iter().collect();
    assert_eq!(arrived, [("DH-1".to_owned(), "张三".to_owned())]);
    let failure = &bed.failures(false).await["2"];
    assert_eq!(failure.code.as_deref(), Some("sql"));
    assert!(
        failure.message.as_deref().unwrap().contains("1300"),
        "{failure:?}"
    );
}
