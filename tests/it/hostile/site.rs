//! A site whose rows and keys are as bad as sites have them, on each database as far as that can hold them.

use shangbao::sql::Dialect;

use super::keys::{code_keys, number_keys, uuid_keys};
use super::rows::rows;
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
    script + function(dialect)
}

/// A function of the vendor's that raises an error of its own for permit 35.
fn function(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => {
            "CREATE FUNCTION checked(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN \
             IF n = 35 THEN RAISE EXCEPTION 'the vendor forbids it'; END IF; RETURN n; END $$"
        }
        Dialect::MySql => {
            "CREATE FUNCTION checked(n int) RETURNS int DETERMINISTIC BEGIN \
             IF n = 35 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the vendor forbids it'; END IF; RETURN n; END"
        }
        Dialect::Sqlite => "SELECT 1",
    }
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
