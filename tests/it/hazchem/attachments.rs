//! Attachments: one form a request.

use serde_json::Value;
use shangbao::media::{Attachment, Made};
use shangbao::platform::hazchem::ticket_file::TICKET_FILE;
use shangbao::platform::{Answer, FaultKind, Platform, Record, Verdict};

use super::server::{Act, Server, coded, said};
use super::{client, delivered, kind, settings};

const PDF: &[u8] = b"%PDF-1.4\n%%EOF";

fn attachment() -> Record {
    let fields = vec![("wid", "DH-7".to_owned())];
    let mut record = Record::new("DH-7".to_owned(), fields, Vec::new());
    let file = Attachment {
        content: PDF.to_vec(),
        media_type: "application/pdf",
        extension: "pdf",
    };
    record.fill("file", Some(Made::Attachment(file)));
    record
}

/// The answer to an attachment that is answered so.
async fn answered(acts: impl IntoIterator<Item = Act>) -> (Answer, Server) {
    let server = Server::start().await;
    for act in acts {
        server.upload(act);
    }
    let client = client(settings(&server.url()));
    let answer = client.send(&TICKET_FILE, &[&attachment()]).await.answer;
    (answer, server)
}

#[tokio::test]
async fn it_goes_out_as_a_form_with_its_file_as_it_is() {
    let (answer, server) = answered([said("作业票附件存储成功。")]).await;
    assert!(delivered(&answer), "{answer:?}");
    let sent = &server.uploads()[0];
    assert_eq!(sent.path, "/data/workorder/ticketFile");
    assert_eq!(sent.header("authorization"), Some("Bearer t1"));
    let content_type = sent.header("content-type").unwrap();
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    assert_eq!(
        sent.body,
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"wid\"\r\n\r\nDH-7\r\n\
             --{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"attachment.pdf\"\r\n\
             Content-Type: application/pdf\r\n\r\n%PDF-1.4\n%%EOF\r\n--{boundary}--\r\n"
        )
    );
}

#[tokio::test]
async fn only_the_words_of_success_count_as_delivered() {
    let (in_msg, _) = answered([coded(200, "作业票附件存储成功")]).await;
    assert!(delivered(&in_msg), "{in_msg:?}");
    for unsaid in [said("ok"), said(Value::Null), coded(200, "请求成功")] {
        let (answer, _) = answered([unsaid]).await;
        let Answer::Verdicts { verdicts, .. } = &answer else {
            panic!("{answer:?}");
        };
        assert!(
            matches!(verdicts[..], [Verdict::Unknown { .. }]),
            "{answer:?}"
        );
    }
    let (refused, _) = answered([coded(400, "作业票不存在")]).await;
    assert!(matches!(refused, Answer::Refused { .. }), "{refused:?}");
    let (busy, _) = answered([coded(500, "操作频繁")]).await;
    assert_eq!(kind(busy), (FaultKind::Busy, false));
}

#[tokio::test]
async fn an_ended_token_is_renewed_once() {
    let (answer, server) = answered([coded(401, "未授权"), said("作业票附件存储成功。")]).await;
    assert!(delivered(&answer), "{answer:?}");
    assert_eq!((server.logins().len(), server.uploads().len()), (2, 2));
}

#[test]
fn a_preview_shows_the_form_and_not_the_file() {
    let preview =
        client(settings("http://10.100.254.26:8012")).preview(&TICKET_FILE, &[&attachment()]);
    assert!(preview.headers[0].1.starts_with("multipart/form-data"));
    assert!(
        preview.body.contains("name=\"wid\"\n\nDH-7\n"),
        "{}",
        preview.body
    );
    assert!(preview.body.contains("(14 bytes)"));
    assert!(!preview.body.contains("%PDF"));
}
