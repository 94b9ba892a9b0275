//! As much of JSON Schema, draft 7, as the schemas use; another keyword is a mistake of the test.

use serde_json::Value;

/// Whether a value is what a part of the schema asks for.
pub(super) fn allows(root: &Value, part: &Value, value: &Value) -> Result<(), String> {
    let Some(rules) = part.as_object() else {
        return if part == &Value::Bool(false) {
            Err("nothing may stand here".into())
        } else {
            Ok(())
        };
    };
    for (keyword, rule) in rules {
        let said = Rule {
            root,
            rules: part,
            keyword,
            rule,
        }
        .said(value);
        said.map_err(|why| format!("{keyword}: {why}"))?;
    }
    Ok(())
}

struct Rule<'a> {
    root: &'a Value,
    rules: &'a Value,
    keyword: &'a str,
    rule: &'a Value,
}

impl Rule<'_> {
    fn said(&self, value: &Value) -> Result<(), String> {
        let Self {
            root,
            rule,
            keyword,
            ..
        } = *self;
        let fits = |part: &Value| allows(root, part, value).is_ok();
        let parts = || rule.as_array().unwrap().iter();
        let good = match keyword {
            "$schema" | "title" | "description" | "definitions" | "then" | "else" => true,
            "$ref" => {
                let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
                return allows(root, root.pointer(pointer).unwrap(), value);
            }
            "allOf" => {
                for part in parts() {
                    allows(root, part, value)?;
                }
                true
            }
            "anyOf" => parts().any(fits),
            "oneOf" => parts().filter(|part| fits(part)).count() == 1,
            "not" => !fits(rule),
            "if" => {
                let then = if fits(rule) { "then" } else { "else" };
                return self
                    .rules
                    .get(then)
                    .map_or(Ok(()), |part| allows(root, part, value));
            }
            "const" => value == rule,
            "enum" => parts().any(|known| known == value),
            _ => return self.of_value(value),
        };
        is_so(good, value)
    }

    /// The keywords of texts, numbers and lists.
    fn of_value(&self, value: &Value) -> Result<(), String> {
        let Self {
            root,
            rule,
            keyword,
            ..
        } = *self;
        let good = match keyword {
            "type" => parts_of(rule).any(|kind| is(kind, value)),
            "minimum" => value
                .as_i64()
                .is_none_or(|number| number >= rule.as_i64().unwrap()),
            "maximum" => value
                .as_i64()
                .is_none_or(|number| number <= rule.as_i64().unwrap()),
            "minLength" => value.as_str().is_none_or(|text| !text.is_empty()),
            "pattern" => value
                .as_str()
                .is_none_or(|text| matches_pattern(rule, text)),
            "minItems" => value.as_array().is_none_or(|list| !list.is_empty()),
            "minProperties" => value.as_object().is_none_or(|table| !table.is_empty()),
            "uniqueItems" => true,
            "items" => {
                return each(value.as_array().into_iter().flatten(), |item| {
                    allows(root, rule, item)
                });
            }
            _ => return self.of_table(value),
        };
        is_so(good, value)
    }

    /// The keywords of tables.
    fn of_table(&self, value: &Value) -> Result<(), String> {
        let Self {
            root,
            rules,
            rule,
            keyword,
        } = *self;
        let Some(table) = value.as_object() else {
            return Ok(());
        };
        match keyword {
            "properties" => each(table, |(name, value)| {
                let part = rule.get(name);
                let said = part.map_or(Ok(()), |part| allows(root, part, value));
                said.map_err(|why| format!("{name}: {why}"))
            }),
            "additionalProperties" => each(table, |(name, value)| {
                let known = rules
                    .get("properties")
                    .is_some_and(|known| known.get(name).is_some());
                if known {
                    Ok(())
                } else {
                    allows(root, rule, value).map_err(|why| format!("{name}: {why}"))
                }
            }),
            "propertyNames" => each(table.keys(), |name| {
                allows(root, rule, &Value::from(name.as_str()))
            }),
            "required" => each(parts_of(rule), |name| present(table, name)),
            "dependencies" => each(rule.as_object().unwrap(), |(name, needed)| {
                let is_there = table.contains_key(name);
                each(parts_of(needed).filter(|_| is_there), |name| {
                    present(table, name)
                })
            }),
            _ => panic!("the judge does not know `{keyword}`"),
        }
    }
}

fn is_so(good: bool, value: &Value) -> Result<(), String> {
    if good {
        Ok(())
    } else {
        Err(format!("not so: {value}"))
    }
}

fn present(table: &serde_json::Map<String, Value>, name: &str) -> Result<(), String> {
    if table.contains_key(name) {
        Ok(())
    } else {
        Err(format!("`{name}` is missing"))
    }
}

fn each<T>(
    items: impl IntoIterator<Item = T>,
    judge: impl FnMut(T) -> Result<(), String>,
) -> Result<(), String> {
    items.into_iter().try_for_each(judge)
}

/// One text, or each of a list.
fn parts_of(rule: &Value) -> impl Iterator<Item = &str> {
    let list = rule
        .as_array()
        .map_or(std::slice::from_ref(rule), Vec::as_slice);
    list.iter().map(|text| text.as_str().unwrap())
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => panic!("the judge does not know the type `{kind}`"),
    }
}

fn matches_pattern(pattern: &Value, text: &str) -> bool {
    match pattern.as_str().unwrap() {
        "^[0-9]" => text.starts_with(|c: char| c.is_ascii_digit()),
        "^https?://" => text.starts_with("http://") || text.starts_with("https://"),
        other => panic!("the judge does not know the pattern {other}"),
    }
}
