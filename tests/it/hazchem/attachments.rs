//! Attachments: one form a request.

use serde_json::{Value, json};
use shangbao::media::{Attachment, Made};
use shangbao::platform::hazchem::ticket_file::TICKET_FILE;
use shangbao::platform::{Answer, FaultKind, Platform, Record, Verdict};

use super::server::{Act, Server, coded, response, said};
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
async fn code_200_without_a_word_of_failure_is_delivered() {
    for stored in [
        coded(200, "请求成功"),
        coded(200, "操作成功"),
        coded(200, "作业票附件上传成功"),
        coded("200", ""),
        said("ok"),
        said(Value::Null),
        said(json!({"fileId": 7, "url": "/profile/a.jpg", "errors": []})),
        said("附件同步结束，成功 1条，失败 0条;错误原因为[]"),
        Act::Bytes(response(
            "200 OK",
            "",
            "{\"code\":200.0,\"msg\":\"请求成功\",\"data\":null}",
        )),
        Act::Bytes(response("200 OK", "", "作业票附件存储成功。")),
    ] {
        let (answer, server) = answered([stored.clone()]).await;
        assert!(delivered(&answer), "{stored:?}: {answer:?}");
        assert_eq!(server.uploads().len(), 1);
    }
}

#[tokio::test]
async fn a_word_of_failure_beside_code_200_rejects_and_repeats_nothing() {
    for failed in [
        coded(200, "附件保存失败"),
        said("系统异常，请联系管理员"),
        said("成功 0条，失败 1条"),
        said(json!({"success": false})),
        said(json!({"error": "文件过大"})),
        said("作业票不存在"),
    ] {
        let (answer, _) = answered([failed.clone()]).await;
        let Answer::Verdicts { verdicts, .. } = &answer else {
            panic!("{answer:?}");
        };
        assert!(
            matches!(verdicts[..], [Verdict::Rejected { .. }]),
            "{failed:?}: {answer:?}"
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
