//! A line of a file as it is shown beside a problem: without the value of anything that names a secret.

/// What a statement names that may hold a secret, in lower case: its value is never shown, however it is written.
const SECRETIVE: &[&str] = &[
    "pass",
    "pasw",
    "pwd",
    "secret",
    "token",
    "url",
    "://",
    "api_key",
    "apikey",
    "access_key",
    "credential",
    "dsn",
    "密码",
    "口令",
    "密钥",
    "令牌",
];

/// What stands for a value.
const MASK: &str = "***";

/// A line of a file as it may be shown, and whether something in it was masked. A statement may go on over lines, and a
/// broken one leaves its end open: a line is masked where its statement until there names a secret.
pub(super) fn masked(text: &str, line: usize) -> (String, bool) {
    let lines: Vec<&str> = text.lines().take(line).collect();
    let Some(shown) = lines.last() else {
        return (String::new(), false);
    };
    let first = statement(&lines);
    let mut whole = lines[first..].join("\n").to_lowercase();
    for field in ["pass_time", "pass_period", "passed_log", "passage"] {
        whole = whole.replace(field, "");
    }
    if !SECRETIVE.iter().any(|word| whole.contains(word)) {
        return ((*shown).to_owned(), false);
    }
    // A line that begins no statement is a piece of a value.
    let name = match shown.find('=') {
        Some(end) if first + 1 == lines.len() => format!("{} = ", shown[..end].trim_end()),
        _ => String::new(),
    };
    (format!("{name}{MASK}"), true)
}

/// The line with which the statement begins that the last line belongs to.
fn statement(lines: &[&str]) -> usize {
    let (mut first, mut depth, mut text) = (0, 0_usize, None);
    for (at, line) in lines.iter().enumerate() {
        if text.is_none() && (is_head(line) || (depth == 0 && is_named(line))) {
            (first, depth) = (at, 0);
        }
        for quotes in ["\"\"\"", "'''"] {
            for _ in line.matches(quotes) {
                text = match text {
                    None => Some(quotes),
                    Some(open) if open == quotes => None,
                    other => other,
                };
            }
        }
        let opened = line.matches(['[', '{']).count();
        depth = (depth + opened).saturating_sub(line.matches([']', '}']).count());
    }
    first
}

/// Whether a line is a table's head, or a comment.
fn is_head(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('#') || (line.starts_with('[') && line.ends_with(']'))
}

/// Whether a line begins with a name and `=`.
fn is_named(line: &str) -> bool {
    let name = line.find('=').map_or("", |end| line[..end].trim());
    let is_name = |c: char| c.is_alphanumeric() || "_-.\"' ".contains(c);
    !name.is_empty() && name.chars().all(is_name)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::document::{Place, Problem, Problems};

    /// What is shown of a problem where `GEHEIM` begins.
    fn shown(text: &str) -> String {
        let at = text.find("GEHEIM").unwrap();
        let mut problems = Problems::of_file(Path::new("jobs.toml"), text);
        problems.push(Problem::at(Place::File(at..at + 6), "not TOML"));
        assert!(!format!("{problems:?}").contains("GEHEIM"));
        problems.to_string()
    }

    #[test]
    fn a_line_that_names_a_secret_shows_no_value_however_it_is_written() {
        for text in [
            "passwrd = \"GEHEIM\" # of 2026",
            "password = GEHEIM",
            "password = “GEHEIM”",
            "password = ‘GEHEIM’",
            "password = \"a\"GEHEIM\"",
            "password = 'a'GEHEIM",
            "password：GEHEIM",
            "password GEHEIM",
            "PASSWORD=GEHEIM",
            "密码 = GEHEIM",
            "api_key = GEHEIM",
            "\"api_secret\" = GEHEIM",
            "platforms.a.password = GEHEIM",
            "a = { password = GEHEIM }",
            "a = { user = \"x\", token = \"GEHEIM\" }",
            "a = { user = GEHEIM, token = \"x\" }",
            "name = GEHEIM # the password",
            "proxy = \"http://u:GEHEIM@h\"",
            "host = postgres://u:GEHEIM@h/d",
            "password = \"\"\"\nGEHEIM\"\"\"",
            "password = \"\"\"\nx\n  GEHEIM = y\n\"\"\"",
            "password = '''\nx = \"\n  y = GEHEIM\n'''",
            "tokens = {\n  a = \"x\",\n  b = GEHEIM,\n}",
            "tokens = [\n  \"x\",\n  GEHEIM,\n]",
            "a = {\n  password = GEHEIM,\n}",
        ] {
            let shown = shown(&format!("[platforms.a]\n{text}\n"));
            assert!(!shown.contains("GEHEIM"), "{text}: {shown}");
            assert!(
                shown.contains("***") && !shown.contains('^'),
                "{text}: {shown}"
            );
        }
    }

    #[test]
    fn any_other_line_is_shown_as_it_is() {
        for text in [
            "[platforms.a]\nconcurrency = GEHEIM",
            "password = \"x\"\nconcurrency = GEHEIM",
            "sql = \"\"\"\nSELECT GEHEIM FROM t\"\"\"",
            "password = \"x\"\n[GEHEIM]",
            "pass_time = GEHEIM",
        ] {
            let shown = shown(text);
            assert!(
                shown.contains("GEHEIM") && shown.contains("^^^^^^"),
                "{text}: {shown}"
            );
        }
    }
}
