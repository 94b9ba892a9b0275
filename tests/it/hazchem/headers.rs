//! Names of headers, as the documents write them: a gateway may compare them letter by letter.

use shangbao::media::{Attachment, Made};
use shangbao::platform::hazchem::ticket_file::TICKET_FILE;
use shangbao::platform::{Platform, Record};

use super::server::{Request, Server, coded, said};
use super::{GAS_ALARM, batch, client, settings};

/// That these names are there as written, and that none is in lower case.
pub(crate) fn as_documented(request: &Request, wanted: &[&str]) {
    let names = request.header_names();
    for name in wanted {
        assert!(names.contains(name), "{name}: {names:?}");
    }
    for name in names {
        let words = name.split('-').map(|word| word.chars().next());
        let begins_high = words.flatten().all(|letter| letter.is_ascii_uppercase());
        assert!(begins_high, "{name}");
    }
}

fn attachment() -> Record {
    let mut record = Record::new("DH-7".into(), vec![("wid", "DH-7".into())], Vec::new());
    let file = Attachment {
        content: b"%PDF-1.4".to_vec(),
        media_type: "application/pdf",
        extension: "pdf",
    };
    record.fill("file", Some(Made::Attachment(file)));
    record
}

#[tokio::test]
async fn they_are_written_as_the_document_has_them() {
    for bearer in [true, false] {
        let server = Server::start().await;
        // The second upload of the first batch comes after a new login.
        server.upload(coded(401, "认证失败"));
        let mut settings = settings(&server.url());
        settings.bearer = bearer;
        let client = client(settings);
        client.send(&GAS_ALARM, &batch(&["A"])).await;
        server.upload(said("作业票附件存储成功。"));
        client.send(&TICKET_FILE, &[&attachment()]).await;
        let (logins, uploads) = (server.logins(), server.uploads());
        assert_eq!((logins.len(), uploads.len()), (2, 3));
        for login in &logins {
            as_documented(login, &["Content-Type", "Content-Length", "Host"]);
        }
        for upload in &uploads {
            as_documented(upload, &["Authorization", "Content-Type"]);
        }
        assert!(
            uploads[2]
                .header("content-type")
                .unwrap()
                .starts_with("multipart/")
        );
    }
}
