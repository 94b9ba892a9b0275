//! Rows of which most are bad, each in its own way.

use shangbao::sql::Dialect;

use super::keys::TAGS;

/// What a permit has instead of something sound, by its number.
fn spoilt(dialect: Dialect) -> Vec<(u32, &'static str, String)> {
    let text = |text: &str| format!("'{text}'");
    let mut spoilt = vec![
        (4, "status", "9".to_owned()),
        (6, "kind", text("radiography")),
        (10, "place", "NULL".to_owned()),
        (11, "place", text("罐\u{fffd}区")),
        (12, "place", text(&"罐".repeat(5000))),
        (13, "amount", text("seven")),
        (14, "doc", text("{\"a\"")),
        (16, "begins", text("today")),
        (17, "begins", "NULL".to_owned()),
        (18, "begins", text("2026-02-30 08:00:00")),
        (20, "status", "NULL".to_owned()),
        (21, "status", "77".to_owned()),
        (22, "amount", text("99999999999999999999")),
        (23, "amount", text("")),
        (24, "place", text("　 ")),
        (25, "place", text("罐\n区")),
        (26, "place", text("罐😀区")),
        (27, "place", text("罐\"区''")),
        (29, "lng", "1e300".to_owned()),
        (30, "lng", "-181".to_owned()),
        (32, "divisor", "0".to_owned()),
        (33, "doc", text("{\"a\": null}")),
        (36, "ends", "NULL".to_owned()),
        (37, "amount", text("12 人")),
        (38, "kind", text("")),
        (41, "doc", text("[1]")),
        (42, "begins", text("99999-01-01 00:00:00")),
    ];
    match dialect {
        Dialect::Postgres => {
            spoilt.push((19, "ends", text("infinity")));
            spoilt.push((28, "lng", text("NaN")));
            spoilt.push((43, "lng", text("Infinity")));
            spoilt.push((44, "raw", r"'\xd5c5c8'".to_owned()));
        }
        Dialect::MySql => {
            spoilt.push((44, "raw", "x'd5c5c8'".to_owned()));
        }
        Dialect::Sqlite => {
            spoilt.push((19, "ends", text("infinity")));
            spoilt.push((28, "lng", text("NaN")));
            spoilt.push((43, "lng", "9e999".to_owned()));
            spoilt.push((44, "raw", "x'd5c5c8'".to_owned()));
        }
    }
    spoilt
}

/// So many permits there are.
pub(super) const PERMITS: u32 = 46;

/// The rows of all tables.
pub(super) fn rows(dialect: Dialect) -> String {
    let sound = [
        ("kind", "'confined_space'"),
        ("place", "'罐区'"),
        ("status", "1"),
        ("begins", "'2026-03-01 08:00:00'"),
        ("ends", "'2026-03-01 16:00:00'"),
        ("amount", "'3'"),
        ("doc", "'{\"a\": \"冯立新\"}'"),
        ("divisor", "4"),
        ("lng", "120.38"),
        ("raw", "NULL"),
    ];
    let spoilt = spoilt(dialect);
    let columns: Vec<&str> = sound.iter().map(|(column, _)| *column).collect();
    let insert = |table: &str, id: &str, number: u32| {
        let mut values: Vec<String> = sound
            .iter()
            .map(|(column, value)| {
                let bad = spoilt
                    .iter()
                    .find(|(n, of, _)| n == &number && of == column);
                bad.map_or_else(|| (*value).to_owned(), |(_, _, bad)| bad.clone())
            })
            .collect();
        if number == 44 {
            values[1] = "NULL".to_owned();
        }
        format!(
            "INSERT INTO {table} (id, number, {}) VALUES ({id}, {number}, {});\n",
            columns.join(", "),
            values.join(", ")
        )
    };
    let mut script: String = (1..=PERMITS)
        .filter(|number| *number != 5)
        .map(|number| insert("permit", &number.to_string(), number))
        .collect();
    let coded = ["A-1", "b-2", "张三", "007", "7", "O''Brien", "50%", "é"];
    for (at, code) in coded.iter().enumerate() {
        script += &insert("coded", &format!("'{code}'"), 100 + at as u32);
    }
    for (at, tag) in TAGS.iter().enumerate() {
        script += &insert("tagged", &format!("'{tag}'"), 200 + at as u32);
    }
    script +=
        "INSERT INTO shift VALUES (2, 1), (2, 2), (3, 1), (3, 2), (3, 3), (101, 1), (101, 2);\n";
    // A JOIN without a condition, as one key sees it.
    script += "INSERT INTO shift WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 900) \
               SELECT 39, x FROM n;\nINSERT INTO shift SELECT 39, x + 900 FROM shift WHERE number = 39;\n";
    script += "INSERT INTO dept VALUES (34, '一车间'), (34, '二车间')";
    script
}
