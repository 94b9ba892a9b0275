//! Takes an attachment (section 二, 3): token, faults, pause, form, permit.

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::super::active_faults::Drawn;
use super::super::connection::Cut;
use super::super::endpoint::Endpoint;
use super::super::exchange::Reply;
use super::super::fault::{Effect, Stage};
use super::super::said::{FILE_TAKEN, UNAUTHORIZED};
use super::super::service::Service;
use super::super::store::{Content, Outcome, RequestSeen};
use super::form::{File, Form};
use super::rules::Upload;

const PATH: &str = Upload::TicketFile.path();

/// Answers an attachment.
pub(super) async fn take(
    service: &Service,
    cut: &Cut,
    headers: &HeaderMap,
    body: Bytes,
) -> Response {
    let now = service.now();
    let bytes = body.len();
    let form = Form::read(headers, body).await;
    let ids: Vec<String> = form.wid.iter().cloned().collect();
    let mut seen = RequestSeen {
        path: PATH,
        from: cut.from(),
        at: now,
        records: ids.len(),
        ids: ids.clone(),
        outcome: Outcome::Unauthorized,
        fault: None,
        answer: String::new(),
    };
    if !service.tokens.admit(headers, now) {
        let drawn = service.faults.none();
        let reply = Reply::said(UNAUTHORIZED, drawn.words);
        return service.answer(seen, bytes, (reply, drawn), cut).await;
    }
    let endpoint = Endpoint::Upload(Upload::TicketFile);
    let drawn = service.faults.draw(endpoint, &ids, cut);
    let words = drawn.words;
    let (reply, outcome) = match &drawn.taken {
        Some((_, effect)) if effect.stage() == Stage::Instead => {
            if *effect == Effect::ExpireTokens {
                service.tokens.expire();
            }
            (Reply::of_fault(effect, words), Outcome::Faulted)
        }
        _ if !service.files.admit(now) => {
            let reason = "两次上传间隔须大于1分钟".to_owned();
            let busy = Reply::of_fault(&Effect::Busy, words);
            (busy, Outcome::Refused { reason })
        }
        _ => match accept(service, form, &drawn) {
            Ok(taken) => taken,
            Err(reason) => (Reply::refused(&reason, words), Outcome::Refused { reason }),
        },
    };
    seen.outcome = outcome;
    service.answer(seen, bytes, (reply, drawn), cut).await
}

/// Stores the attachment under its permit, or says why it is refused.
fn accept(service: &Service, form: Form, drawn: &Drawn) -> Result<(Reply, Outcome), String> {
    let (wid, file) = whole(form)?;
    if let Some((_, reason)) = drawn.rejected.first() {
        return Err(reason.clone());
    }
    let permits = service.store.history(Upload::WorkTicket, &wid);
    let permit = permits.last().ok_or("作业票不存在")?;
    if permit["ticket_status"] != "1" && permit["ticket_status"] != "3" {
        return Err("作业票签发或验收后才能上传附件".to_owned());
    }
    let digest = Sha256::digest(&file.content);
    let fields = [
        ("wid", Value::from(wid.as_str())),
        ("file", file.name.into()),
        ("bytes", file.content.len().into()),
        ("sha256", hex(&digest).into()),
    ];
    let content = Content::from_iter(fields.map(|(name, value)| (name.to_owned(), value)));
    let reply = Reply::filled(FILE_TAKEN, drawn.words, &|mark| content.get(mark).cloned());
    service.store.put(Upload::TicketFile, vec![(wid, content)]);
    let outcome = Outcome::Taken {
        stored: 1,
        failed: 0,
    };
    Ok((reply, outcome))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The form's two parts, with a file that is one.
fn whole(form: Form) -> Result<(String, File), String> {
    if form.broken {
        return Err("请求须为multipart/form-data".to_owned());
    }
    if form.superfluous {
        return Err("一次只能上传一个附件".to_owned());
    }
    let wid = form.wid.filter(|wid| !wid.trim().is_empty());
    let wid = wid.ok_or("wid不能为空")?;
    let file = form.file.ok_or("file不能为空")?;
    if file.name.is_empty() || !file.name.is_ascii() {
        return Err("附件文件名须为ASCII字符".to_owned());
    }
    if !is_picture_or_pdf(&file.content) {
        return Err("附件须为图片或PDF".to_owned());
    }
    Ok((wid, file))
}

/// 图片或 PDF, by what the file begins with.
fn is_picture_or_pdf(content: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 5] = [
        b"\xFF\xD8\xFF",
        b"\x89PNG\r\n\x1a\n",
        b"GIF8",
        b"BM",
        b"%PDF-",
    ];
    BEGINNINGS
        .iter()
        .any(|beginning| content.starts_with(beginning))
}
