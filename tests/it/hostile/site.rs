//! A site whose rows and keys are as bad as sites have them, on each database as far as that can hold them.

use shangbao::sql::Dialect;

use crate::bed::Bed;

/// A mapping of the rows below; `{table}`, `{log}` and `{sql}` are filled in.
const MAPPING: &str = r#"
target = "hazchem.work_ticket"

[[changes]]
kind   = "log"
table  = "{log}"
cursor = "id"
key    = "row_key"
at     = "changed_at"

[rows]
key = "id"
sql = """{sql}"""

[fields]
id            = { template = "DH-{number}" }
ticket_type   = { column = "kind", codes = { confined_space = "02", blind_plate = "03" } }
start_time    = "begins"
end_time      = "ends"
ticket_position = "place"
ticket_content  = "content"
company_social_code = { value = "91370200163569824H" }
gas_analyse   = { value = "0" }
safe_measure  = { value = "0" }
ticket_status = { column = "status", codes = { 0 = "0", 1 = "1", 3 = "3", 4 = "4" } }
lng           = "lng"
lat           = { value = "36.06" }
supervisor_name = "supervisor"
worker_name     = "worker"
workDept_name   = "dept"
is_contractor_task  = { value = "1" }
major_person        = { value = "王建国" }
major_person_mobile = { value = "13900000000" }
is_changed    = { value = "1" }
is_cancelled  = { value = "1" }
"#;

/// A job, and the keys that its change log names.
pub(super) struct Case {
    pub(super) job: &'static str,
    pub(super) keys: Vec<String>,
}

/// The site, and its jobs: `numbers` has permits with a number for a key, `codes` such with a text, `uuids` with a UUID.
pub(super) async fn site(dialect: Dialect) -> (Bed, Vec<Case>) {
    let mut bed = Bed::new(dialect).await;
    bed.site.run(&tables(dialect)).await;
    bed.site.run(&rows(dialect)).await;
    let cases = vec![
        Case {
            job: "numbers",
            keys: number_keys(),
        },
        Case {
            job: "codes",
            keys: code_keys(),
        },
        Case {
            job: "uuids",
            keys: uuid_keys(),
        },
    ];
    for Case { job, keys } in &cases {
        let table = match *job {
            "numbers" => "permit",
            "codes" => "coded",
            _ => "tagged",
        };
        let mapping = MAPPING
            .replace("{log}", &format!("{table}_log"))
            .replace("{sql}", &sql(dialect, table));
        bed.write(&format!("mappings/{job}.toml"), &mapping);
        bed.job += &format!(
            "\n[jobs.{job}]\nmapping = \"{job}\"\nsource = \"site\"\nplatform = \"hazchem\"\n"
        );
        change(&bed, &format!("{table}_log"), keys).await;
    }
    (bed, cases)
}

/// Writes lines of a change log.
async fn change(bed: &Bed, log: &str, keys: &[String]) {
    let quoted = |key: &String| {
        let key = key.replace('\'', "''");
        match bed.dialect {
            Dialect::MySql => format!("'{}'", key.replace('\\', "\\\\")),
            _ => format!("'{key}'"),
        }
    };
    let values: Vec<String> = keys
        .iter()
        .map(|key| format!("({}, '2026-03-01 09:00:00')", quoted(key)))
        .collect();
    let values = values.join(", ");
    let insert = format!("INSERT INTO {log} (row_key, changed_at) VALUES {values}");
    bed.site.run(&insert).await;
}

fn tables(dialect: Dialect) -> String {
    let (serial, text, moment, bytes, double) = match dialect {
        Dialect::Postgres => (
            "bigserial PRIMARY KEY",
            "text",
            "timestamp",
            "bytea",
            "double precision",
        ),
        Dialect::MySql => (
            "bigint PRIMARY KEY AUTO_INCREMENT",
            "text",
            "datetime",
            "blob",
            "double",
        ),
        Dialect::Sqlite => (
            "INTEGER PRIMARY KEY AUTOINCREMENT",
            "TEXT",
            "TEXT",
            "BLOB",
            "REAL",
        ),
    };
    let key = |table| match (table, dialect) {
        ("permit", _) => "bigint",
        ("coded", Dialect::Postgres) => "char(12)",
        ("coded", Dialect::MySql) => "varchar(12) CHARACTER SET gbk",
        ("coded", Dialect::Sqlite) => "TEXT COLLATE NOCASE",
        (_, Dialect::Postgres) => "uuid",
        (_, Dialect::MySql) => "char(36)",
        (_, Dialect::Sqlite) => "TEXT",
    };
    let mut script = String::new();
    for table in ["permit", "coded", "tagged"] {
        let key = key(table);
        script += &format!(
            "CREATE TABLE {table} (id {key} NOT NULL, number int NOT NULL, kind {text}, place {text}, status int, \
             begins {text}, ends {moment}, amount {text}, doc {text}, divisor int, lng {double}, raw {bytes}, \
             PRIMARY KEY (id));\n\
             CREATE TABLE {table}_log (id {serial}, row_key {text} NOT NULL, changed_at {moment} NOT NULL);\n"
        );
    }
    script += "CREATE TABLE shift (number int, x int);\nCREATE TABLE dept (number int, name varchar(40));\n";
    script += match dialect {
        Dialect::Postgres => {
            "CREATE FUNCTION checked(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN \
             IF n = 35 THEN RAISE EXCEPTION 'the vendor forbids it'; END IF; RETURN n; END $$"
        }
        Dialect::MySql => {
            "CREATE FUNCTION checked(n int) RETURNS int DETERMINISTIC BEGIN \
             IF n = 35 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the vendor forbids it'; END IF; RETURN n; END"
        }
        Dialect::Sqlite => "SELECT 1",
    };
    script
}

/// The SQL of a mapping: in it values fail that the rows below hold.
fn sql(dialect: Dialect, table: &str) -> String {
    let [amount, doc, per, place, checked] = match dialect {
        Dialect::Postgres => [
            "CAST(p.amount AS integer)",
            "CAST(p.doc AS json) ->> 'a'",
            "'检修' || (100 / p.divisor)",
            "COALESCE(p.place, convert_from(p.raw, 'GBK'))",
            "checked(p.number)",
        ],
        Dialect::MySql => [
            "CAST(p.amount AS SIGNED)",
            "JSON_UNQUOTE(JSON_EXTRACT(p.doc, '$.a'))",
            "CONCAT('检修', 100 / p.divisor)",
            "COALESCE(p.place, CONVERT(p.raw USING gbk))",
            "checked(p.number)",
        ],
        Dialect::Sqlite => [
            "CAST(p.amount AS INTEGER)",
            "json_extract(p.doc, '$.a')",
            "'检修' || (100 / p.divisor)",
            "COALESCE(p.place, CAST(p.raw AS TEXT))",
            "abs(CASE p.number WHEN 35 THEN -9223372036854775807 - 1 ELSE p.number END)",
        ],
    };
    // A NULL where a LEFT JOIN found nothing, in the column of the key.
    format!(
        "SELECT CASE WHEN p.number = 31 THEN NULL ELSE p.id END AS id, p.number, p.kind, {place} AS place, p.status, \
         p.begins, p.ends, {amount} AS worker, {doc} AS supervisor, {per} AS content, p.lng, {checked} AS checked, \
         COALESCE((SELECT d.name FROM dept d WHERE d.number = p.number), '设备检修部') AS dept \
         FROM {table} p LEFT JOIN shift s ON s.number = p.number \
         WHERE p.id IN (:keys) AND (p.status IS NULL OR p.status <> 9)"
    )
}

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
const PERMITS: u32 = 46;

fn rows(dialect: Dialect) -> String {
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

const TAGS: [&str; 3] = [
    "6f1c2a8e-0b7d-4a53-9c1e-2f4b6d8a0c11",
    "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
    "ffffffff-ffff-4fff-8fff-fffffffffff0",
];

fn texts(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

fn number_keys() -> Vec<String> {
    let mut keys: Vec<String> = (1..=PERMITS).map(|number| number.to_string()).collect();
    keys.extend(texts(&[
        "007",
        "15abc",
        " 8",
        "9 ",
        "+1",
        "1.0",
        "1e1",
        "",
        " ",
        "NULL",
        "0x10",
        "-1",
        "9223372036854775808",
        "１２",
        "😀",
        "O'Brien",
        "a\"b",
        "a\nb",
        "张\u{fffd}三",
        "7; DROP TABLE permit",
    ]));
    keys.push("1".repeat(500));
    keys
}

fn code_keys() -> Vec<String> {
    let mut keys = texts(&[
        "A-1",
        "a-1",
        "A-1 ",
        " A-1",
        "B-2",
        "b-2",
        "张三",
        "张三😀",
        "😀",
        "007",
        "7",
        "07",
        "O'Brien",
        "o'brien",
        "50%",
        "%",
        "_",
        "\\",
        "é",
        "É",
        "e",
        "",
        " ",
        "张\u{fffd}",
        "Ａ－１",
        "a\nb",
    ]);
    keys.push("字".repeat(300));
    keys
}

fn uuid_keys() -> Vec<String> {
    let mut keys = texts(&TAGS);
    keys.push(TAGS[0].to_uppercase());
    keys.push(TAGS[1].replace('-', ""));
    keys.push(format!("{{{}}}", TAGS[2]));
    keys.push(format!("{} ", TAGS[0]));
    keys.push(format!(" {}", TAGS[1]));
    keys.extend(texts(&[
        "6f1c2a8e",
        "",
        "no uuid",
        "00000000-0000-0000-0000-000000000000",
        "😀",
    ]));
    keys
}
