//! JSON Schemas (draft 7) of the files that people write, for editors.
//!
//! What is the same for all mappings stands in `mapping.json`, what `jobs.toml` holds in `jobs.json`; the targets' fields
//! and which options a kind of stream has come from the data that the readers use.

use serde_json::{Map, Value, json};

use crate::language::{spoken, text};
use crate::mapping::{stream_kinds, stream_options};
use crate::platform::TARGETS;
use crate::platform::cwr::functions;
use crate::platform::field::{Field, Kind, Need, Target};

/// The schema of `jobs.toml`.
pub fn jobs() -> Value {
    let mut schema = parsed(include_str!("jobs.json"));
    let version = &mut schema["definitions"]["platform"]["properties"]["api_version"];
    version["anyOf"][1]["propertyNames"] = json!({ "enum": functions().collect::<Vec<_>>() });
    schema
}

/// The schema of a mapping file.
pub fn mapping() -> Value {
    let mut schema = parsed(include_str!("mapping.json"));
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    schema["properties"]["target"]["enum"] = json!(names);
    schema["allOf"] = TARGETS.iter().map(|target| of_target(target)).collect();
    let definitions = &mut schema["definitions"];
    for target in TARGETS {
        definitions[target.name] = fields(target);
    }
    definitions["changes"]["properties"]["kind"]["enum"] = json!(stream_kinds());
    definitions["changes"]["allOf"] = stream_kinds().into_iter().map(of_kind).collect();
    schema
}

/// The files of this program are JSON: a test reads them. Their titles and descriptions are names of texts.
fn parsed(text: &str) -> Value {
    let mut schema = serde_json::from_str(text).unwrap_or_default();
    say(&mut schema);
    schema
}

/// Puts texts in the place of their names.
fn say(part: &mut Value) {
    match part {
        Value::Array(parts) => parts.iter_mut().for_each(say),
        Value::Object(parts) => {
            for (key, part) in parts {
                match part {
                    Value::String(name) if key == "title" || key == "description" => {
                        *name = spoken().say(name);
                    }
                    part => say(part),
                }
            }
        }
        _ => {}
    }
}

/// The options of one kind of stream.
fn of_kind(kind: &str) -> Value {
    let needs = match kind {
        "log" | "updated" => json!(["table", "cursor"]),
        "flag" => json!(["table", "flag"]),
        _ => json!([]),
    };
    json!({
        "if": { "properties": { "kind": { "const": kind } } },
        "then": { "propertyNames": { "enum": stream_options(kind) }, "required": needs }
    })
}

/// What a mapping of one target holds.
fn of_target(target: &Target) -> Value {
    let fields = json!({ "$ref": format!("#/definitions/{}", target.name) });
    json!({
        "if": { "properties": { "target": { "const": target.name } } },
        "then": { "properties": { "fields": fields, "gone": { "properties": { "fields": fields } } } }
    })
}

fn fields(target: &Target) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in target.fields {
        properties.insert(field.name.to_owned(), of_field(field));
        if field.need == Need::Required || target.identity.contains(&field.name) {
            required.push(field.name);
        }
    }
    json!({
        "type": "object",
        "description": format!("{} ({}), {}", target.name, target.title, target.section),
        "properties": properties,
        "required": required,
        "additionalProperties": false
    })
}

fn of_field(field: &Field) -> Value {
    let codes: Vec<&str> = match field.kind {
        Kind::Code(codes) => codes.iter().map(|code| code.code).collect(),
        Kind::YesNo { yes, no } => vec![yes, no],
        _ => Vec::new(),
    };
    let named: String = match field.kind {
        Kind::Code(codes) => codes
            .iter()
            .map(|code| format!("; {} {}", code.code, code.name))
            .collect(),
        _ => String::new(),
    };
    let described = text!(
        "config-schema-field",
        title = field.title,
        need = field.need.describe(),
        kind = field.kind.describe()
    );
    let mut own = json!({});
    if !codes.is_empty() {
        let code = json!({ "enum": codes });
        own = json!({ "properties": {
            "value": code, "default": code, "otherwise": code, "codes": { "additionalProperties": code }
        } });
    }
    if let Kind::Dictionary(dictionary) = field.kind {
        own = json!({ "properties": { "dictionary": { "const": dictionary.name } } });
    }
    json!({ "description": described + &named, "allOf": [{ "$ref": "#/definitions/field" }, own] })
}
