//! What the answer to an upload means.

use chrono::{DateTime, Utc};

use super::body::Body;
use super::reply;
use crate::language::text;
use crate::platform::claim::Claims;
use crate::platform::excerpt::{cut, excerpt, status_words, with_excerpt};
use crate::platform::field::Form;
use crate::platform::redact::redact;
use crate::platform::transport::Response;
use crate::platform::{Alone, Answer, Fault, FaultKind, Record, Request, Verdict};

/// The platform's words for "too frequent". They come with any status and code, and need not be in JSON.
const TOO_OFTEN: &str = "操作频繁";

/// How an upload was answered.
#[derive(Debug)]
pub(super) enum Reading {
    /// By an answer that stands.
    Final(Answer),
    /// By 401, as the status or as the body's code, or by the code 403: the token is not valid, or the account may not do this.
    NoRight {
        /// Which of them.
        code: String,
    },
    /// By a web page or a redirect where JSON was due: as a rule the login page.
    Page {
        /// What to say where it comes again after a new login.
        again: String,
    },
}

/// Notes what was answered to a request: the code, and the platform's words without what the records hold.
pub(super) fn note(response: &Response, batch: &[&Record], request: &mut Request) {
    match Body::parse(&response.text) {
        Some(body) => {
            let code = body.code.clone().unwrap_or_default();
            request.answered(&code, redact(&told(&body), batch));
        }
        None => request.answered(&format!("http {}", response.status), String::new()),
    }
}

/// Reads the answer to the upload `upload` of `batch`.
pub(super) fn read(
    response: &Response,
    upload: String,
    (form, batch): (Form, &[&Record]),
    now: DateTime<Utc>,
) -> Reading {
    let status = response.status;
    let body = Body::parse(&response.text);
    if let Some(fault) = too_often(response, body.as_ref(), now) {
        return fault.into();
    }
    if let Some(code) = no_right(status, body.as_ref()) {
        return Reading::NoRight { code };
    }
    if (300..400).contains(&status) {
        let status = status.to_string();
        let again = text!("platform-hazchem-answered-by-redirect", status = status);
        return Reading::Page { again };
    }
    if status != 200 {
        let words = match body {
            Some(body) => redact(&body.words(), batch),
            None => response.excerpt(batch),
        };
        return fault(
            FaultKind::Status(status),
            status_words(status, &words),
            status >= 500,
        )
        .into();
    }
    match body {
        Some(body) => read_body(&body, upload, (form, batch)).into(),
        None if form == Form::Multipart && Claims::of_text(&response.text) == Claims::STORED => {
            Answer::Verdicts {
                upload,
                verdicts: vec![Verdict::Delivered; batch.len()],
                facts: Vec::new(),
            }
            .into()
        }
        None if response.is_page() => Reading::Page {
            again: with_excerpt(
                text!("platform-hazchem-answered-by-page"),
                &response.excerpt(batch),
            ),
        },
        None => {
            let message = with_excerpt(text!("platform-hazchem-no-json"), &response.excerpt(batch));
            fault(FaultKind::Unreadable, message, true).into()
        }
    }
}

/// What says that the token is not valid, or that the account may not do this. A status 403 without such a code is as a rule
/// a firewall's, which may dislike one record.
fn no_right(status: u16, body: Option<&Body>) -> Option<String> {
    let code = body
        .and_then(|body| body.code.as_deref())
        .unwrap_or_default();
    match (status, code) {
        (_, "401" | "403") => Some(code.to_owned()),
        (401, _) => Some("401".to_owned()),
        _ => None,
    }
}

fn read_body(body: &Body, upload: String, (form, batch): (Form, &[&Record])) -> Answer {
    let Some(code) = &body.code else {
        let message = text!("platform-hazchem-json-without-code");
        let message = with_excerpt(message, &excerpt(&redact(&told(body), batch)));
        return fault(FaultKind::Unreadable, message, true);
    };
    let verdicts = |verdicts| Answer::Verdicts {
        upload: upload.clone(),
        verdicts,
        facts: Vec::new(),
    };
    match code.as_str() {
        "200" if form == Form::Multipart => verdicts(vec![of_file(body, code); batch.len()]),
        "200" => match read_sentence(body, code, batch) {
            reply::Reply::Verdicts(words) => verdicts(words),
            reply::Reply::Refused { message } => refused(code, message),
        },
        _ => match code.parse::<u64>() {
            // A failure of the platform's own, or of the address: it says nothing about the records. 601 is a warning of the
            // framework that such platforms are made with, and speaks of what was sent.
            Ok(number @ (404 | 405 | 406 | 408 | 415 | 500..=600 | 602..)) => {
                let status = u16::try_from(number).unwrap_or(500);
                let message = text!("platform-failed-with", words = redact(&body.words(), batch));
                fault(FaultKind::Status(status), message, false)
            }
            _ => refused(code, told(body)),
        },
    }
}

/// The word on an attachment that was answered by 200. The document's picture of the reply is lost; 200 is success, says its
/// table. What says otherwise is for a person: an attachment that was answered so is not sent again.
fn of_file(body: &Body, code: &str) -> Verdict {
    if body.says_failure() {
        return Verdict::Rejected {
            code: code.to_owned(),
            message: told(body),
        };
    }
    Verdict::Delivered
}

/// What the sentence says of the records; where something beside it says that they failed, none is stored on its word.
fn read_sentence(body: &Body, code: &str, batch: &[&Record]) -> reply::Reply {
    let ids: Vec<&str> = batch
        .iter()
        .map(|record| record.identity.as_str())
        .collect();
    let sentence = body.sentence();
    match reply::read(code, &sentence, &ids) {
        reply::Reply::Verdicts(verdicts) if body.denies() => {
            let message = format!(
                "{}: {}",
                text!("platform-hazchem-denied"),
                redact(&told(body), batch)
            );
            let doubted = verdicts.into_iter().map(|verdict| match verdict {
                Verdict::Delivered => Verdict::Unknown {
                    message: message.clone(),
                },
                verdict => verdict,
            });
            reply::Reply::Verdicts(doubted.collect())
        }
        reply => reply,
    }
}

/// The platform's words on a refusal: what `msg` says, and what `data` adds.
fn told(body: &Body) -> String {
    let data = body.data_text();
    if data.is_empty() || data == body.msg {
        body.msg.clone()
    } else {
        cut(&format!("{} {data}", body.msg))
    }
}

fn refused(code: &str, message: String) -> Answer {
    Answer::Refused {
        code: code.to_owned(),
        message,
        alone: Alone::Rejected,
    }
}

/// The fault of an answer that says "too frequent".
pub(super) fn too_often(
    response: &Response,
    body: Option<&Body>,
    now: DateTime<Utc>,
) -> Option<Fault> {
    // JSON may write the words in escapes.
    let said = |body: &Body| body.msg.contains(TOO_OFTEN) || body.data_text().contains(TOO_OFTEN);
    let busy =
        response.status == 429 || response.text.contains(TOO_OFTEN) || body.is_some_and(said);
    busy.then(|| Fault {
        kind: FaultKind::Busy,
        message: text!("platform-hazchem-too-often"),
        retry_after: response.retry_after(now),
        in_doubt: false,
    })
}

fn fault(kind: FaultKind, message: String, in_doubt: bool) -> Answer {
    Answer::Fault(Fault::new(kind, message, in_doubt))
}

impl From<Answer> for Reading {
    fn from(answer: Answer) -> Self {
        Self::Final(answer)
    }
}

impl From<Fault> for Reading {
    fn from(fault: Fault) -> Self {
        Self::Final(Answer::Fault(fault))
    }
}
