//! `photo` and `content`: what a record wants, and what is wrong about a line that says so.

use shangbao::media::{Make, Origin, Settings, Wanted};
use shangbao::source::Value;

use super::site::{Site, text};

fn files() -> Settings {
    Settings {
        root: Some("/data/photos".into()),
        allowed_hosts: vec!["10.1.2.3".to_owned()],
        ..Settings::default()
    }
}

fn attachment(toml: &str) -> Site {
    let mut site = Site::attachment().field("file", toml);
    site.context.files = files();
    site
}

fn wanted(held: &str, value: Value) -> Result<Wanted, String> {
    let site = attachment(&format!("{{ column = \"c\", content = \"{held}\" }}"));
    match site.apply(&[("c", value)]) {
        Ok(record) => Ok(record.wanted[0].1.clone()),
        Err(rejection) => Err(rejection.fields[0].message.clone()),
    }
}

#[test]
fn a_record_says_where_its_file_is() {
    let bytes = || Value::Bytes(b"%PDF".to_vec());
    let file = wanted("file", text(" 2026/b.pdf ")).unwrap();
    assert_eq!(file.origin, Origin::File("2026/b.pdf".into()));
    assert_eq!((file.make, file.optional), (Make::Attachment, false));
    assert_eq!(file.column, "column `c`");
    for (held, value, origin) in [
        ("url", text("http://a/b"), Origin::Url("http://a/b".into())),
        ("blob", bytes(), Origin::Bytes(b"%PDF".to_vec())),
        ("base64", text("JVBE"), Origin::Base64("JVBE".into())),
        ("base64", bytes(), Origin::Base64("%PDF".into())),
    ] {
        assert_eq!(wanted(held, value).unwrap().origin, origin, "{held}");
    }
}

#[test]
fn a_column_without_a_file_is_told() {
    let cases = [
        wanted("file", Value::Null),
        wanted("blob", Value::Bytes(Vec::new())),
        wanted("blob", Value::Int(7)),
        wanted("base64", Value::Bytes(vec![0xFF, 0xD8])),
        wanted("file", Value::Bytes(vec![1])),
    ];
    let messages: Vec<String> = cases.map(Result::unwrap_err).into();
    insta::assert_snapshot!(messages.join("\n"), @r#"
    column `c`: NULL or blank, and the field is required
    column `c`: NULL or blank, and the field is required
    column `c`: holds a number, not bytes; Base64 is "base64", a path "file"
    column `c`: holds bytes that are no Base64; bytes are "blob"
    column `c`: holds bytes, not text; cast it in the mapping's SQL
    "#);
}

#[test]
fn the_content_counts_and_not_what_is_made_of_it() {
    let digest = |value: Value| {
        let site = attachment("{ column = \"c\", content = \"blob\" }");
        site.apply(&[("c", value)]).unwrap().digest
    };
    let bytes = |content: &[u8]| Value::Bytes(content.to_vec());
    assert_eq!(digest(bytes(b"one")), digest(bytes(b"one")));
    assert_ne!(digest(bytes(b"one")), digest(bytes(b"two")));
    let record = attachment("{ column = \"c\", content = \"file\" }")
        .apply(&[("c", text("a.pdf"))])
        .unwrap();
    assert_eq!(record.field("wid"), Some("A-1"));
    assert_eq!(record.field("file"), None, "it travels beside the fields");
    let mut stamped = record.clone();
    stamped.stamp(&["14 1700000000".to_owned()]);
    assert_ne!(stamped.digest, record.digest);
}

#[test]
fn lines_that_say_too_little_or_too_much() {
    let lines = [
        "\"c\"",
        "{ column = \"c\" }",
        "{ value = \"a.pdf\", content = \"file\" }",
        "{ column = \"c\", content = \"fiel\" }",
        "{ column = \"c\", content = \"disk\" }",
        "{ column = \"c\", photo = \"file\" }",
        "{ column = \"c\", content = \"file\", photo = \"file\" }",
        "{ column = \"c\", content = \"file\", max_bytes = \"1MiB\" }",
        "{ column = \"c\", content = \"file\", missing = \"omit\" }",
        "{ column = \"c\", content = \"file\", missing = \"skip\" }",
        "{ column = \"c\", content = \"file\", default = \"a.pdf\" }",
        "{ column = \"c\", missing = \"omit\" }",
    ];
    let problems = lines.map(|line| attachment(line).problems());
    insta::assert_snapshot!(problems.join("\n"), @r#"
    12:8 field `file`: where its bytes are is not said | { column = "..", content = "file" }; or "blob", "base64", "url"
    12:8 field `file`: where its bytes are is not said | { column = "..", content = "file" }; or "blob", "base64", "url"
    12:27 field `file`: `content` does not go with `value`
    12:34 field `file`: unknown `content` | did you mean `file`?
    12:34 field `file`: unknown `content` | known: file, blob, base64, url
    12:32 field `file`: `photo` is for photos, and this field is a file
    12:24 field `file`: `photo` and `content` exclude each other
    12:42 field `file`: `max_bytes` needs `photo`
    12:52 field `file`: `missing = "omit"` is for optional fields, and this one is required
    12:52 field `file`: unknown `missing` | known: reject, omit
    12:52 field `file`: `default` is for texts
    12:34 field `file`: `missing` needs `photo` or `content`
    "#);
}

#[test]
fn a_source_has_to_say_where_its_files_are() {
    let nowhere = |held: &str| {
        let line = format!("{{ column = \"c\", content = \"{held}\" }}");
        let mut site = attachment(&line);
        site.context.files = Settings::default();
        site
    };
    let problems = ["file", "url"].map(|held| nowhere(held).problems());
    insta::assert_snapshot!(problems.join("\n"), @r#"
    12:34 field `file`: the source does not say where its files are | set `files = { root = "/data/photos" }` of the source, in jobs.toml
    12:34 field `file`: the source does not say where its files are | set `files = { allowed_hosts = ["10.1.2.3"] }` of the source, in jobs.toml
    "#);
    assert!(nowhere("blob").apply(&[("c", text("x"))]).is_ok());
}
