//! Where a database is: a URL, or its parts.

use super::{GOOD, loaded, problems};

const SOURCE: &str = "url = \"postgres://reporter:geheim@127.0.0.1/permits\"";

/// The source's URL for these lines, or what is wrong with them.
fn source(lines: &str) -> Result<String, String> {
    let loaded = loaded(&GOOD.replacen(SOURCE, lines, 1)).unwrap();
    let found = problems(&loaded.problems).join("\n");
    let shown = loaded.problems.to_string();
    assert!(
        !shown.contains("geheim") && !format!("{loaded:?}").contains("geheim"),
        "{shown}"
    );
    match loaded.config.sources.get("site") {
        Some(source) => Ok(source.url.expose().to_owned()),
        None => Err(found),
    }
}

#[test]
fn an_address_may_be_given_in_parts() {
    for (lines, url) in [
        (
            "kind = \"mysql\"\nhost = \"10.0.0.5\"\nport = 3307\ndatabase = \"permits\"\nuser = \"r\"\npassword = \"g#h?e@i/m\"",
            "mysql://r:g%23h%3Fe%40i%2Fm@10.0.0.5:3307/permits",
        ),
        (
            "url = \"postgres://r@h/d?sslmode=require\"\npassword = \"a b\"",
            "postgres://r:a%20b@h/d?sslmode=require",
        ),
        (
            "url = \"mysql://h\"\nuser = \"r\"\ndatabase = \"d\"",
            "mysql://r@h/d",
        ),
        (
            "kind = \"postgres\"\nhost = \"/run/postgresql\"\ndatabase = \"d\"",
            "postgres://%2Frun%2Fpostgresql/d",
        ),
        (
            "kind = \"mariadb\"\nurl = \"mariadb://h/d\"",
            "mariadb://h/d",
        ),
    ] {
        assert_eq!(source(lines).as_deref(), Ok(url), "{lines}");
    }
}

#[test]
fn what_is_wrong_with_an_address_is_named() {
    for (lines, named) in [
        ("url = \"mysql://r:ge#heim@h/d\"", "bare `#`"),
        ("url = \"postgres://r:ge?heim@h/d\"", "bare `?`"),
        ("url = \"jdbc:mysql://h/d\"", "`jdbc:`"),
        ("url = \"mysql://r:geheim@h/d?useSSL=false\"", "`useSSL`"),
        ("url = \"mysql://r:geheim@h/d?sslmode=disable\"", "DISABLED"),
        (
            "url = \"mysql://r:geheim@h/d\"\npassword = \"geheim\"",
            "`password` stands in `url` too",
        ),
        (
            "url = \"sqlite://a.db\"\nuser = \"r\"",
            "`user` stands in `url` too, or has no place there",
        ),
        (
            "kind = \"postgres\"\nurl = \"mysql://h/d\"",
            "name different databases",
        ),
        (
            "kind = \"oracle\"\nhost = \"h\"",
            "no database of kind `oracle`",
        ),
        ("host = \"h\"\nuser = \"r\"", "neither `url` nor `kind`"),
        ("kind = \"mysql\"\ndatabase = \"d\"", "names no host"),
        (
            "kind = \"mysql\"\nhost = \"h\"\nport = 70000",
            "`port` must be from 1 to 65535",
        ),
        ("timezone = \"UTC\"", "needs `url`"),
        (
            "kind = \"mysql\"\nhost = \"h\"\npassword_file = \"geheim\"",
            "`password_file` names a file that cannot be read",
        ),
        (
            "url = \"mysql://h/d\"\nwriter_url = \"mysql://w:ge?heim@h/d\"",
            "`writer_url`: the url has a bare `?`",
        ),
    ] {
        let found = source(lines).unwrap_err();
        assert!(found.contains(named), "{lines}: {found}");
    }
}

#[test]
fn the_account_that_writes_flags_may_be_given_in_parts() {
    let lines = "url = \"mysql://r:g@h:3307/d?charset=utf8mb4\"\nwriter_user = \"w\"\nwriter_password = \"ge@heim\"";
    let loaded = loaded(&GOOD.replacen(SOURCE, lines, 1)).unwrap();
    let writer = loaded.config.sources["site"].writer_url.clone().unwrap();
    assert_eq!(
        writer.expose(),
        "mysql://w:ge%40heim@h:3307/d?charset=utf8mb4"
    );
    for (lines, named) in [
        (
            "url = \"mysql://h/d\"\nwriter_password = \"geheim\"",
            "`writer_password` has no place here",
        ),
        (
            "url = \"sqlite://a.db\"\nwriter_user = \"w\"",
            "`writer_user` has no place here",
        ),
        (
            "url = \"mysql://h/d\"\nwriter_user = \"w\"\nwriter_url = \"mysql://w@h/d\"",
            "`writer_user` has no place here",
        ),
    ] {
        let found = source(lines).unwrap_err();
        assert!(found.contains(named), "{lines}: {found}");
        assert!(!found.contains("geheim"), "{found}");
    }
}

#[test]
fn the_state_may_be_given_in_parts_too() {
    let state = "\n[state]\nkind = \"postgres\"\nhost = \"h\"\ndatabase = \"d\"\nuser = \"r\"\npassword = \"g@h\"\n";
    let loaded = loaded(&(GOOD.to_owned() + state)).unwrap();
    assert_eq!(loaded.config.state.url.expose(), "postgres://r:g%40h@h/d");
    let beside = "\n[state]\nurl = \"mysql://h/d\"\nuser = \"r\"\n";
    let beside = super::loaded(&(GOOD.to_owned() + beside)).unwrap();
    assert_eq!(beside.config.state.url.expose(), "mysql://r@h/d");
    let default = super::loaded(GOOD).unwrap();
    assert!(default.config.state.url.expose().ends_with("/shangbao.db"));
}
