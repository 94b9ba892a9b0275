//! Attachments of permits: a form with one file, once the permit is issued, a minute apart.

use std::time::Duration;

use chrono::TimeDelta;
use serde_json::{Value, json};
use shangbao_sandbox::{Options, Outcome, Upload};

use super::{Bed, json_of, record};

const BOUNDARY: &str = "----shangbao";
const PDF: &[u8] = b"%PDF-1.4\n%%EOF";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";

/// One part of a form: name, file name, content.
type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

fn form(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map_or_else(String::new, |file| format!("; filename=\"{file}\""));
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// Issued permits `A` and `B`, and `C`, which is not issued yet.
async fn bed(faults: &str) -> Bed {
    let bed = Bed::new("").await;
    let mut open = record(Upload::WorkTicket, "C");
    open["ticket_status"] = json!("0");
    let permits = json!([
        record(Upload::WorkTicket, "A"),
        record(Upload::WorkTicket, "B"),
        open
    ]);
    bed.send(Upload::WorkTicket, permits).await;
    bed.sandbox.script(faults.parse().unwrap());
    bed
}

async fn post(bed: &Bed, body: Vec<u8>) -> reqwest::Response {
    let url = format!("{}/data/workorder/ticketFile", bed.sandbox.url());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let request = bed.client.post(url).bearer_auth(&bed.token);
    let request = request.header("content-type", kind).body(body);
    request.send().await.unwrap()
}

/// The answer to an attachment that comes long after the one before.
async fn attach(bed: &Bed, parts: &[Part<'_>]) -> Value {
    bed.clock.advance(Duration::from_secs(61));
    json_of(post(bed, form(parts)).await).await
}

#[tokio::test]
async fn a_picture_or_a_pdf_is_stored_under_its_permit() {
    let bed = bed("").await;
    for (wid, name, content) in [
        ("A", "1.pdf", PDF),
        ("B", "photo.png", PNG),
        ("B", "2.pdf", PDF),
    ] {
        let answer = attach(
            &bed,
            &[("wid", None, wid.as_bytes()), ("file", Some(name), content)],
        )
        .await;
        let expected = json!({ "code": 200, "msg": "请求成功", "data": "作业票附件存储成功。" });
        assert_eq!(answer, expected);
    }
    let held = bed.sandbox.state().records(Upload::TicketFile);
    assert_eq!(held["A"]["file"], "1.pdf");
    assert_eq!(held["A"]["bytes"], PDF.len());
    assert_eq!(held["B"]["sha256"], held["A"]["sha256"]);
    assert_eq!(
        bed.sandbox.state().history(Upload::TicketFile, "B").len(),
        2
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_form_or_its_permit_is_told() {
    let bed = bed("").await;
    let wid: Part<'_> = ("wid", None, b"A");
    let file: Part<'_> = ("file", Some("1.pdf"), PDF);
    for (parts, reason) in [
        (vec![file], "wid不能为空"),
        (vec![("wid", None, b" "), file], "wid不能为空"),
        (vec![wid], "file不能为空"),
        (vec![wid, ("file", None, PDF)], "附件文件名须为ASCII字符"),
        (
            vec![wid, ("file", Some("作业票.pdf"), PDF)],
            "附件文件名须为ASCII字符",
        ),
        (
            vec![wid, ("file", Some("1.pdf"), b"hello")],
            "附件须为图片或PDF",
        ),
        (vec![wid, file, file], "一次只能上传一个附件"),
        (
            vec![wid, ("other", None, b"x"), file],
            "一次只能上传一个附件",
        ),
        (vec![("wid", None, b"D"), file], "作业票不存在"),
        (
            vec![("wid", None, b"C"), file],
            "作业票签发或验收后才能上传附件",
        ),
    ] {
        let answer = attach(&bed, &parts).await;
        assert_eq!(answer, json!({ "code": 400, "msg": reason, "data": null }));
    }
    bed.clock.advance(Duration::from_secs(61));
    let mut cut = form(&[wid, file]);
    cut.truncate(cut.len() / 2);
    let answer = json_of(post(&bed, cut).await).await;
    assert_eq!(answer["msg"], "请求须为multipart/form-data");
    assert!(bed.ids(Upload::TicketFile).is_empty());

    let mut accepted = record(Upload::WorkTicket, "C");
    accepted["ticket_status"] = json!("3");
    bed.send(Upload::WorkTicket, json!([accepted])).await;
    let answer = attach(&bed, &[("wid", None, b"C"), file]).await;
    assert_eq!(answer["code"], 200);
}

#[tokio::test]
async fn more_than_a_minute_lies_between_two_attachments() {
    let bed = bed("").await;
    let body = || form(&[("wid", None, b"A"), ("file", Some("1.pdf"), PDF)]);
    assert_eq!(
        post(&bed, body()).await.json::<Value>().await.unwrap()["code"],
        200
    );
    bed.clock.advance(Duration::from_secs(60));
    assert_eq!(post(&bed, body()).await.text().await.unwrap(), "操作频繁");
    let refused = bed.sandbox.state().requests().pop().unwrap().outcome;
    let reason = "两次上传间隔须大于1分钟".to_owned();
    assert_eq!(refused, Outcome::Refused { reason });
    bed.clock.advance(Duration::from_secs(1));
    assert_eq!(
        post(&bed, body()).await.json::<Value>().await.unwrap()["code"],
        200
    );
}

#[tokio::test]
async fn the_pause_can_be_set() {
    let bed = Bed::start(Options {
        file_pause: TimeDelta::zero(),
        ..Options::default()
    });
    let bed = bed.await.logged_in().await;
    bed.send(Upload::WorkTicket, json!([record(Upload::WorkTicket, "A")]))
        .await;
    let body = form(&[("wid", None, b"A"), ("file", Some("1.pdf"), PDF)]);
    for _ in 0..2 {
        let answer = post(&bed, body.clone())
            .await
            .json::<Value>()
            .await
            .unwrap();
        assert_eq!(answer["code"], 200);
    }
}

#[tokio::test]
async fn a_token_is_needed_and_faults_hit() {
    let mut bed = bed("").await;
    let parts: [Part<'_>; 2] = [("wid", None, b"A"), ("file", Some("1.pdf"), PDF)];
    let token = std::mem::take(&mut bed.token);
    assert_eq!(attach(&bed, &parts).await["code"], 401);
    bed.token = token;
    for (script, code, msg) in [
        ("reject-id:A=附件过大", 400, "附件过大"),
        ("body-500@ticketFile", 500, "系统异常"),
        ("expire-tokens", 401, "认证失败"),
    ] {
        bed.sandbox.script(script.parse().unwrap());
        let answer = attach(&bed, &parts).await;
        assert_eq!(
            (&answer["code"], &answer["msg"]),
            (&json!(code), &json!(msg))
        );
    }
    assert!(bed.ids(Upload::TicketFile).is_empty());
}
