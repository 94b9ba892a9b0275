//! The JSON Schemas: true to what the readers take.

mod judge;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use shangbao::document::{Document, Problems};
use shangbao::sql::Dialect;
use shangbao::{config, schema};

use crate::bed::Bed;
use crate::cli::{json as answer, shangbao};
use judge::allows;

fn judge(schema: &Value, toml: &str) -> Result<(), String> {
    allows(schema, schema, &toml::from_str(toml).unwrap())
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The TOML files of some folders, but for those that are no mappings.
fn mappings() -> Vec<(String, String)> {
    let folders = [
        "mappings/hazchem",
        "mappings/cwr",
        "tests/data",
        "tests/data/building",
        "benches",
    ];
    let entries = folders
        .into_iter()
        .flat_map(|folder| std::fs::read_dir(root(folder)).unwrap());
    let paths = entries.map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    paths
        .map(|path| {
            (
                path.display().to_string(),
                std::fs::read_to_string(path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn every_mapping_of_this_project_is_sound() {
    let schema = schema::mapping();
    let mappings = mappings();
    assert!(mappings.len() > 14);
    for (name, text) in mappings {
        judge(&schema, &text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn every_configuration_of_this_project_is_sound() {
    let schema = schema::jobs();
    let text = std::fs::read_to_string(root("jobs.toml")).unwrap();
    judge(&schema, &text).unwrap();
}

#[test]
fn what_is_misspelt_in_a_mapping_is_refused() {
    let schema = schema::mapping();
    let text = std::fs::read_to_string(root("mappings/hazchem/gas_alarm.toml")).unwrap();
    for (right, wrong) in [
        (
            "target = \"hazchem.gas_alarm\"",
            "target = \"hazchem.gas_alarms\"",
        ),
        ("alarm_type ", "alarm_typ "),
        ("codes = ", "code = "),
        ("cursor = ", "curser = "),
        ("kind   = \"updated\"", "kind   = \"update\""),
        ("kind   = \"updated\"", "kind   = \"scan\""),
        ("none = \"1\"", "none = \"7\""),
        ("alarm_time ", "# alarm_time "),
        ("[rows]", "[row]"),
        ("[[changes]]", "[[change]]"),
    ] {
        assert!(text.contains(right), "{right}");
        assert!(
            judge(&schema, &text.replace(right, wrong)).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn what_is_misspelt_in_a_configuration_is_refused() {
    let schema = schema::jobs();
    let text = std::fs::read_to_string(root("jobs.toml")).unwrap();
    for (right, wrong) in [
        ("[jobs.work_ticket]", "[job.work_ticket]"),
        ("schedule = ", "shedule = "),
        ("username    =", "user_name    ="),
        ("api_key       =", "apikey       ="),
        ("files = { root", "files = { rot"),
        ("kind        = \"hazchem\"", "kind        = \"cwr\""),
    ] {
        assert!(text.contains(right), "{right}");
        assert!(
            judge(&schema, &text.replace(right, wrong)).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn versions_are_a_text_or_a_table_of_functions() {
    let schema = schema::jobs();
    let text = std::fs::read_to_string(root("jobs.toml")).unwrap();
    let with = |versions: &str| {
        let serial = "client_serial =";
        assert!(text.contains(serial));
        let text = text.replace(serial, &format!("api_version = {versions}\n{serial}"));
        judge(&schema, &text)
    };
    for sound in [
        "\"1.1\"",
        "{ AddCompany = \"1.0\", userLeaveProject = \"1.1\" }",
    ] {
        with(sound).unwrap();
    }
    for wrong in [
        "1.1",
        "{ AdCompany = \"1.0\" }",
        "{ UploadPayroll = \"1.0\" }",
        "{ AddCompany = 1.0 }",
    ] {
        assert!(with(wrong).is_err(), "{wrong}");
    }
}

/// The options that a reader names when it is given one that nobody knows.
fn known(problems: &Problems) -> Vec<String> {
    let shown = problems.to_string();
    let (_, list) = shown
        .split_once("known: ")
        .unwrap_or_else(|| panic!("{shown}"));
    let list = list.lines().next().unwrap();
    let mut names: Vec<String> = list
        .split(", ")
        .map(|name| name.trim().to_owned())
        .collect();
    names.sort();
    names
}

/// The options that a part of a schema knows.
fn listed(schema: &Value, pointer: &str) -> Vec<String> {
    let part = schema
        .pointer(pointer)
        .unwrap_or_else(|| panic!("{pointer}"));
    let mut names: Vec<String> = match part {
        Value::Array(names) => names
            .iter()
            .map(|name| name.as_str().unwrap().to_owned())
            .collect(),
        part => part.as_object().unwrap().keys().cloned().collect(),
    };
    names.sort();
    names
}

#[test]
fn mappings_have_the_same_options_for_the_schema_and_for_the_reader() {
    let schema = schema::mapping();
    let context = crate::draft::context(Dialect::Postgres, "hazchem");
    let known_in = |text: &str| {
        let (document, _) = Document::parse(Path::new("m.toml"), text);
        known(&shangbao::mapping::Mapping::compile(&document, &context).unwrap_err())
    };
    let head = "target = \"hazchem.gas_alarm\"\n";
    for (text, pointer) in [
        ("qqqqqqqqqq = 1\n".to_owned(), "/properties"),
        (
            "[rows]\nqqqqqqqqqq = 1".to_owned(),
            "/definitions/rows/properties",
        ),
        (
            "[fields]\nid = { qqqqqqqqqq = 1 }".to_owned(),
            "/definitions/field/properties",
        ),
        (
            "[gone]\nqqqqqqqqqq = 1".to_owned(),
            "/definitions/gone/properties",
        ),
        (
            "[[example]]\nqqqqqqqqqq = 1".to_owned(),
            "/definitions/example/properties",
        ),
        (
            "[[changes]]\nkind = \"log\"\nop = { qqqqqqqqqq = 1 }".to_owned(),
            "/definitions/changes/properties/op/properties",
        ),
        (
            "[[changes]]\nkind = \"flag\"\nflag = { qqqqqqqqqq = 1 }".to_owned(),
            "/definitions/changes/properties/flag/properties",
        ),
    ] {
        assert_eq!(
            known_in(&format!("{head}{text}")),
            listed(&schema, pointer),
            "{pointer}"
        );
    }
    let mut of_kinds: Vec<String> = shangbao::mapping::stream_kinds()
        .into_iter()
        .flat_map(shangbao::mapping::stream_options)
        .map(str::to_owned)
        .collect();
    of_kinds.sort();
    of_kinds.dedup();
    assert_eq!(of_kinds, listed(&schema, "/definitions/changes/properties"));
}

/// Tables of a configuration with an option that nobody knows, and where the schema lists what is known.
const CONFIGURED: &[(&str, &str)] = &[
    ("qqqqqqqqqq = 1", "/properties"),
    ("[state]\nqqqqqqqqqq = 1", "/properties/state/properties"),
    (
        "[state]\nkeep = { qqqqqqqqqq = 1 }",
        "/properties/state/properties/keep/properties",
    ),
    ("[web]\nqqqqqqqqqq = 1", "/properties/web/properties"),
    (
        "[sources.s]\nqqqqqqqqqq = 1",
        "/definitions/source/properties",
    ),
    (
        "[sources.s]\nfiles = { qqqqqqqqqq = 1 }",
        "/definitions/source/properties/files/properties",
    ),
    (
        "[platforms.p]\nkind = \"hazchem\"\nqqqqqqqqqq = 1",
        "/definitions/platform/then/propertyNames/enum",
    ),
    (
        "[platforms.p]\nkind = \"cwr\"\nqqqqqqqqqq = 1",
        "/definitions/platform/else/propertyNames/enum",
    ),
    ("[jobs.j]\nqqqqqqqqqq = 1", "/definitions/job/properties"),
    (
        "[jobs.j]\nbatch = { qqqqqqqqqq = 1 }",
        "/definitions/job/properties/batch/properties",
    ),
    (
        "[jobs.j]\nretry = { qqqqqqqqqq = 1 }",
        "/definitions/job/properties/retry/properties",
    ),
];

#[test]
fn configurations_have_the_same_options_for_the_schema_and_for_the_reader() {
    let schema = schema::jobs();
    let folder = tempfile::tempdir().unwrap();
    let known_in = |text: &str| {
        let path = folder.path().join("jobs.toml");
        std::fs::write(&path, text).unwrap();
        known(&config::load(&path).map_or_else(|problems| problems, |loaded| loaded.problems))
    };
    for (text, pointer) in CONFIGURED {
        assert_eq!(known_in(text), listed(&schema, pointer), "{pointer}");
    }
    let mut of_kinds = listed(&schema, "/definitions/platform/then/propertyNames/enum");
    of_kinds.extend(listed(
        &schema,
        "/definitions/platform/else/propertyNames/enum",
    ));
    of_kinds.sort();
    of_kinds.dedup();
    assert_eq!(
        of_kinds,
        listed(&schema, "/definitions/platform/properties")
    );
}

#[tokio::test]
async fn the_command_prints_them() {
    let bed = Bed::new(Dialect::Sqlite).await;
    for (file, schema) in [("jobs", schema::jobs()), ("mapping", schema::mapping())] {
        assert_eq!(answer(&shangbao(&bed, &["schema", file]).await), schema);
        assert_ne!(schema, json!(null));
    }
}
