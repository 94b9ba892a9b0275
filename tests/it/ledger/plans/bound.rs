//! What stands for the values that a statement binds.

use serde_json::json;

/// What is bound where the statement's own words do not tell it.
const BOUND: [(&str, &[&str]); 8] = [
    (
        "failures_page",
        &["1", "0", "'rejected'", "'400'", "5", "5", "'k5'", "50"],
    ),
    ("failed_keys", &["1"]),
    (
        "borrow",
        &["5", "'t'", "9", "9", "1", "'k7'", "1", "5", "5"],
    ),
    ("account_routes", &["'hazchem'", "'other'"]),
    ("backfilled_routes", &["5"]),
    ("due", &["1", "5", "5", "5", "5", "'k5'", "50"]),
    // The last hours and days are asked for, not all there is.
    ("history_hours", &["199900"]),
    ("history_record", &["1", "'r100'"]),
];

/// What stands for a value that a statement's comment names.
fn literal(statement: &str, name: &str) -> String {
    let has = |word: &str| name.contains(word);
    if has("JSON") {
        let objects = ["->> '", "json_to_recordset", "PATH '$."];
        let list = match objects.iter().any(|form| statement.contains(form)) {
            true => json!([{
                "record_key": "k100", "version": 1, "outcome": "rejected", "tried": "t", "digest": "d", "record": "r5",
                "project": "x3", "code": "400", "message": "m", "told": "m", "at": 5, "closes_at": 5, "attempts": 1, "id": "u",
                "stream": "s", "changed_key": "k", "failure": 0, "answer": "stored", "what": "delivered", "upload": "u",
            }]),
            false => json!([if has("record") || has("project") {
                "x3"
            } else {
                "k100"
            }]),
        };
        return format!("'{list}'");
    }
    let texts = [
        "account", "stream", "reason", "digest", "message", "host", "job", "name",
    ];
    match name {
        "route" => "1".into(),
        _ if has("last key") || name == "key" => "'k100'".into(),
        _ if texts.iter().any(|text| has(text)) => "'hazchem'".into(),
        _ => "5".into(),
    }
}

/// The values that a statement binds, as its comment tells.
pub(super) fn bound(name: &str, statement: &str) -> Vec<String> {
    if let Some((_, values)) = BOUND.iter().find(|(known, _)| *known == name) {
        return values.iter().map(|value| (*value).to_owned()).collect();
    }
    let comments = statement.lines().take_while(|line| line.starts_with("--"));
    let comments: Vec<&str> = comments
        .map(|line| line.trim_start_matches("-- "))
        .collect();
    let at = comments.iter().position(|line| line.starts_with("Binds:"));
    let Some(at) = at else { return Vec::new() };
    // It ends with a full stop, perhaps in a later line.
    let mut told = String::new();
    for line in &comments[at..] {
        told += line;
        if line.ends_with('.') {
            break;
        }
        told.push(' ');
    }
    let told = told.trim_start_matches("Binds:").trim_end_matches('.');
    let (mut values, mut depth, mut value) = (Vec::new(), 0, String::new());
    for letter in told.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                values.push(std::mem::take(&mut value));
                continue;
            }
            _ => {}
        }
        value.push(letter);
    }
    values.push(value);
    values
        .iter()
        .map(|value| literal(statement, value.trim()))
        .collect()
}
