//! `sign`: the document's vectors, from a configuration.

use std::process::{Output, Stdio};

use md5::{Digest, Md5};
use serde_json::Value;
use shangbao::sql::Dialect;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use super::commands::shangbao;
use super::flow::Plant;
use crate::cli::{json, stderr, stdout};

/// The document's bodies and their signatures (section 2.3): secret and key are `test`.
const VECTORS: [(&str, &str); 2] = [
    (
        "{client_version:1.1.0.0}",
        "F578727A00F92B007DD1627998850CE3",
    ),
    ("{}", "9094DF85B12E4FAB429F0BFEF7CB2F37"),
];
const TIME: &str = "2016-06-10 09:05:03";

/// A configuration with the document's account.
async fn documented() -> Plant {
    let plant = Plant::new(Dialect::Sqlite, "http://127.0.0.1:9").await;
    let toml = std::fs::read_to_string(plant.path()).unwrap();
    let toml = toml
        .replace("api_key = \"sandbox\"", "api_key = \"test\"")
        .replace("api_secret = \"sandbox\"", "api_secret = \"test\"")
        .replace(
            "\"PL-sandbox\"",
            "\"facedevice_0613\"\napi_version = \"1.0\"",
        );
    plant.write("jobs.toml", &toml);
    plant
}

/// `sign` at the document's time, of a body in a file.
async fn signed(plant: &Plant, body: &str, more: &[&str]) -> Output {
    plant.write("body", body);
    let file = plant.path().with_file_name("body");
    let file = file.to_str().unwrap();
    let sign = [
        "sign",
        "project7",
        "DictListJobName",
        "--body",
        file,
        "--timestamp",
        TIME,
    ];
    shangbao(plant, &[&sign[..], more].concat()).await
}

/// MD5 of the string that was shown, with the secret where it is masked.
fn by_hand(string: &str) -> String {
    let inside = string
        .strip_prefix("***")
        .and_then(|it| it.strip_suffix("***"));
    hex::encode_upper(Md5::digest(format!("test{}test", inside.unwrap())))
}

#[tokio::test]
async fn the_documents_vectors_are_reproduced() {
    let plant = documented().await;
    let mut cases = VECTORS.to_vec();
    // An empty body is signed as one without members.
    cases.push(("", VECTORS[1].1));
    for (body, signature) in cases {
        let steps = json(&signed(&plant, body, &["--json"]).await);
        assert_eq!(steps["signature"], signature, "{body}");
        let shown = if body.is_empty() { "{}" } else { body };
        let string = format!(
            "***api_keytestapi_version1.0body{shown}client_serialfacedevice_0613timestamp{TIME}***"
        );
        assert_eq!(steps["string"], string);
        assert_eq!(by_hand(&string), signature);
        assert_eq!(steps["body_bytes"], shown.len());
        let query = format!("timestamp=2016-06-10%2009%3A05%3A03&signature={signature}");
        assert!(steps["url"].as_str().unwrap().ends_with(&query), "{steps}");

        let said = stdout(&signed(&plant, body, &[]).await);
        for line in [&format!("     {string}\n"), &format!("     {signature}\n")] {
            assert!(said.contains(line), "{said}");
        }
        assert!(said.contains("replace both *** by `api_secret`"), "{said}");
    }
}

#[tokio::test]
async fn without_a_body_and_with_an_empty_pipe_it_is_the_same() {
    let plant = documented().await;
    let sign = [
        "sign",
        "project7",
        "DictListJobName",
        "--timestamp",
        TIME,
        "--json",
    ];
    let steps = json(&shangbao(&plant, &sign).await);
    assert_eq!(steps["signature"], VECTORS[1].1);

    let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
    command
        .arg("--config")
        .arg(plant.path())
        .args(sign)
        .args(["--body", "-"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true);
    for (piped, signature) in [("", VECTORS[1].1), VECTORS[0]] {
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(piped.as_bytes()).await.unwrap();
        drop(input);
        let output = child.wait_with_output().await.unwrap();
        assert_eq!(json(&output)["signature"], signature, "{piped}");
    }
}

#[tokio::test]
async fn what_is_shown_is_what_was_signed_also_where_it_is_cut() {
    let plant = documented().await;
    let body = format!("{{\"emp_name\":\"{}\"}}\n", "张".repeat(400));
    let steps = json(&signed(&plant, &body, &["--json"]).await);
    assert_eq!(
        by_hand(steps["string"].as_str().unwrap()),
        steps["signature"]
    );
    let is_body = |pair: &&Value| pair[0] == "body";
    let parameters = steps["parameters"].as_array().unwrap();
    assert_eq!(parameters.iter().find(is_body).unwrap()[1], body);

    let said = stdout(&signed(&plant, &body, &[]).await);
    assert!(
        said.contains("(the body is cut here; --json shows it whole)"),
        "{said}"
    );
    assert!(
        said.contains("it ends with a line break, which is signed too"),
        "{said}"
    );
    assert!(!said.contains(&"张".repeat(300)), "{said}");
    let whole = stdout(&signed(&plant, "{}", &[]).await);
    assert!(
        !whole.contains("is cut") && !whole.contains("line break"),
        "{whole}"
    );
}

#[tokio::test]
async fn a_time_that_no_call_carries_is_refused() {
    let plant = documented().await;
    for time in [
        "2016-6-10 09:05:03",
        "2016-06-10T09:05:03",
        "2016-06-10 09:05",
        "2016-02-30 09:05:03",
        "2016-06-10 24:05:03",
        "1465520703",
    ] {
        let sign = ["sign", "project7", "AddCompany", "--timestamp", time];
        let refused = shangbao(&plant, &sign).await;
        assert_eq!(refused.status.code(), Some(2), "{time}");
        let said = stderr(&refused);
        assert!(
            said.contains(&format!("`{time}` is no time as a call carries it")),
            "{said}"
        );
        assert!(said.contains("2016-06-10 09:05:03"), "{said}");
    }
}
