//! The signature: the document's vectors, and another implementation.

use std::io::Write as _;
use std::process::{Command, Stdio};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use shangbao::platform::cwr::sign::{Parameters, timestamp};

fn parameters(body: &str) -> Parameters<'_> {
    Parameters {
        api_key: "test",
        api_version: "1.0",
        body: body.as_bytes(),
        client_serial: "facedevice_0613",
        timestamp: "2016-06-10 09:05:03",
    }
}

#[test]
fn the_documents_examples() {
    for (body, signature) in [
        (
            "{client_version:1.1.0.0}",
            "F578727A00F92B007DD1627998850CE3",
        ),
        ("{}", "9094DF85B12E4FAB429F0BFEF7CB2F37"),
        ("", "9094DF85B12E4FAB429F0BFEF7CB2F37"),
    ] {
        assert_eq!(parameters(body).signature("test"), signature, "{body}");
    }
}

#[test]
fn a_query_is_encoded_byte_by_byte() {
    let mut odd = parameters("");
    odd.api_key = "a b&c=d/e?f#g%h+~中-._";
    assert_eq!(
        odd.query("ABC"),
        "?api_key=a%20b%26c%3Dd%2Fe%3Ff%23g%25h%2B~%E4%B8%AD-._&api_version=1.0&client_serial=facedevice_0613&timestamp=2016-06-10%2009%3A05%3A03&signature=ABC"
    );
}

#[test]
fn times_are_of_beijing_with_24_hours() {
    let utc: DateTime<Utc> = "2026-02-28T16:05:09Z".parse().unwrap();
    assert_eq!(timestamp(utc, TimeDelta::zero()), "2026-03-01 00:05:09");
    let utc: DateTime<Utc> = "2026-03-01T05:05:09Z".parse().unwrap();
    assert_eq!(
        timestamp(utc, TimeDelta::minutes(-7)),
        "2026-03-01 12:58:09"
    );
}

/// `md5sum` over the string that a shell joins by the document's words.
fn by_md5sum(secret: &str, it: &Parameters<'_>) -> String {
    let script = r#"{ printf '%s' "${1}api_key${2}api_version${3}body"; cat; printf '%s' "client_serial${4}timestamp${5}${1}"; } | md5sum"#;
    let values = [
        secret,
        it.api_key,
        it.api_version,
        it.client_serial,
        it.timestamp,
    ];
    let mut shell = Command::new("sh")
        .args(["-c", script, "sh"])
        .args(values)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = shell.stdin.take().unwrap();
    input.write_all(it.body).unwrap();
    drop(input);
    let output = shell.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.split(' ').next().unwrap().to_uppercase()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn another_implementation_agrees(
        secret in "[^\0]{0,20}",
        api_key in "[^\0]{0,20}",
        api_version in "1\\.[01]",
        body in "(?s).{1,400}",
        client_serial in "[^\0]{0,40}",
        seconds in 0i64..4_000_000_000,
    ) {
        let time = timestamp(DateTime::from_timestamp(seconds, 0).unwrap(), TimeDelta::zero());
        let it = Parameters {
            api_key: &api_key,
            api_version: &api_version,
            body: body.as_bytes(),
            client_serial: &client_serial,
            timestamp: &time,
        };
        prop_assert_eq!(it.signature(&secret), by_md5sum(&secret, &it));
    }
}
