//! What a database says that it would do for a statement.

use std::collections::BTreeMap;

use serde_json::Value;
use shangbao::sql::Dialect;
use sqlx::{AnyConnection, AssertSqlSafe, Executor, Row};

use super::GROWING;
use super::bound::bound;

/// The tables of a statement that grow, by what it calls them.
fn aliases(statement: &str) -> BTreeMap<String, &'static str> {
    let words: Vec<&str> = statement
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let mut aliases = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        let Some(table) = GROWING.iter().find(|table| *table == word) else {
            continue;
        };
        aliases.insert((*table).to_string(), *table);
        if words
            .get(at + 1)
            .is_some_and(|next| next.eq_ignore_ascii_case("as"))
        {
            aliases.insert(words[at + 2].to_owned(), *table);
        }
    }
    aliases
}

/// What is wrong with the plan of a statement.
pub(super) async fn wrong(
    connection: &mut AnyConnection,
    dialect: Dialect,
    (name, statement): (&str, &str),
) -> Vec<String> {
    let values = bound(name, statement);
    let code: Vec<&str> = statement
        .lines()
        .filter(|line| !line.starts_with("--"))
        .collect();
    let code = code.join("\n");
    let aliases = aliases(&code);
    match dialect {
        Dialect::Sqlite => sqlite(connection, &aliases, &code, &values).await,
        Dialect::Postgres => postgres(connection, &aliases, &code, &values).await,
        Dialect::MySql => mysql(connection, &aliases, &code, &values).await,
    }
}

async fn sqlite(
    connection: &mut AnyConnection,
    aliases: &BTreeMap<String, &str>,
    code: &str,
    values: &[String],
) -> Vec<String> {
    let mut code = code.to_owned();
    for (at, value) in values.iter().enumerate().rev() {
        code = code.replace(&format!("?{}", at + 1), value);
    }
    let explain = format!("EXPLAIN QUERY PLAN {code}");
    let rows = connection.fetch_all(AssertSqlSafe(explain.clone())).await;
    let rows = rows.unwrap_or_else(|error| panic!("{error}\n{explain}"));
    let details = rows.iter().map(|row| row.get::<String, _>("detail"));
    let is_whole = |detail: &String| {
        let mut words = detail.split_whitespace();
        let (how, table) = (
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default(),
        );
        aliases.contains_key(table) && (how == "SCAN" || detail.ends_with("(route=?)"))
    };
    details.filter(is_whole).collect()
}

async fn postgres(
    connection: &mut AnyConnection,
    aliases: &BTreeMap<String, &str>,
    code: &str,
    values: &[String],
) -> Vec<String> {
    let call = match values.is_empty() {
        true => String::new(),
        false => format!("({})", values.join(", ")),
    };
    // As the driver prepares it. Planned for any values it is only where that is no dearer than for these.
    let prepare = format!("PREPARE looked_at AS {code}");
    for sql in [
        "DEALLOCATE ALL",
        "SET plan_cache_mode = force_custom_plan",
        &prepare,
    ] {
        let done = connection.execute(AssertSqlSafe(sql.to_owned())).await;
        done.unwrap_or_else(|error| panic!("{error}\n{sql}"));
    }
    let explain = format!("EXPLAIN EXECUTE looked_at{call}");
    let rows = connection.fetch_all(AssertSqlSafe(explain.clone())).await;
    let rows = rows.unwrap_or_else(|error| panic!("{error}\n{explain}\n{code}"));
    let lines: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let mut wrong = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !aliases.values().any(|table| line.contains(table)) {
            continue;
        }
        let mut conditions = lines[at + 1..]
            .iter()
            .take_while(|line| !line.contains("->"));
        let by_route = |condition: &String| {
            condition.trim().starts_with("Index Cond: (route = ") && !condition.contains(" AND ")
        };
        let whole_index = line.contains("Index") && conditions.any(by_route);
        if line.contains("Seq Scan") || whole_index {
            wrong.push(line.trim().to_owned());
        }
    }
    wrong
}

async fn mysql(
    connection: &mut AnyConnection,
    aliases: &BTreeMap<String, &str>,
    code: &str,
    values: &[String],
) -> Vec<String> {
    let mut filled = String::new();
    let mut values = values.iter();
    for part in code.split_inclusive('?') {
        match part.strip_suffix('?') {
            Some(part) => {
                let value = values
                    .next()
                    .unwrap_or_else(|| panic!("not all that is bound is told: {code}"));
                filled += &format!("{part}{value}");
            }
            None => filled += part,
        }
    }
    let explain = format!("EXPLAIN FORMAT=JSON {filled}");
    let row = connection.fetch_one(AssertSqlSafe(explain.clone())).await;
    let row = row.unwrap_or_else(|error| panic!("{error}\n{explain}"));
    let plan: Value = serde_json::from_str(&row.get::<String, _>(0)).unwrap();
    let mut wrong = Vec::new();
    tables(&plan, &mut |table| {
        let name = table["table_name"].as_str().unwrap_or_default();
        let access = table["access_type"].as_str().unwrap_or_default();
        let parts = table["used_key_parts"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let by_route = parts.len() == 1 && parts[0] == "route";
        if aliases.contains_key(name) && (["ALL", "index"].contains(&access) || by_route) {
            wrong.push(format!(
                "{name}: {access} {} {}",
                table["key"], table["rows"]
            ));
        }
    });
    wrong
}

fn tables(plan: &Value, see: &mut dyn FnMut(&Value)) {
    match plan {
        Value::Object(object) => {
            if object.contains_key("table_name") {
                see(plan);
            }
            object.values().for_each(|part| tables(part, see));
        }
        Value::Array(parts) => parts.iter().for_each(|part| tables(part, see)),
        _ => {}
    }
}
