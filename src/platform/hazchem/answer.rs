//! What the answer to an upload means.

use chrono::{DateTime, Utc};

use super::body::Body;
use super::reply;
use crate::language::text;
use crate::platform::discretion::discreet;
use crate::platform::field::Form;
use crate::platform::transport::Response;
use crate::platform::words::cut;
use crate::platform::{Alone, Answer, Fault, FaultKind, Record, Request, Verdict};

/// The platform's words for "too frequent". They come with any status and code, and need not be in JSON.
const TOO_OFTEN: &str = "操作频繁";

/// How an upload was answered.
#[derive(Debug)]
pub(super) enum Reading {
    /// By an answer that stands.
    Final(Answer),
    /// By 401, as the status or as the body's code: the token is not valid, or the account may not do this.
    NoRight,
    /// By a web page or a redirect where JSON was due: as a rule the login page.
    Page {
        /// What to say where it comes again after a new login.
        again: String,
    },
}

/// What the platform says of an attachment that it took, as the one client in the open has it.
const FILE_STORED: &str = "附件存储成功";

/// Notes what was answered to a request: the code, and the platform's words without what the records hold.
pub(super) fn note(response: &Response, batch: &[&Record], request: &mut Request) {
    match Body::parse(&response.text) {
        Some(body) => {
            let code = body.code.clone().unwrap_or_default();
            request.answered(&code, discreet(&told(&body), batch));
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
    if status == 401 || body.as_ref().is_some_and(|body| body.is("401")) {
        return Reading::NoRight;
    }
    if let Some(fault) = too_often(response, body.as_ref(), now) {
        return fault.into();
    }
    if (300..400).contains(&status) {
        let status = status.to_string();
        let again = text!("platform-hazchem-answered-by-redirect", status = status);
        return Reading::Page { again };
    }
    if status != 200 {
        let number = status.to_string();
        let message = match body.map(|body| body.words()) {
            Some(words) => text!("platform-status-words", status = number, words = words),
            None => text!("platform-status", status = number),
        };
        return fault(FaultKind::Status(status), message, status >= 500).into();
    }
    match body {
        Some(body) if form == Form::Multipart && is_file_stored(&body) => Answer::Verdicts {
            upload,
            verdicts: vec![Verdict::Delivered; batch.len()],
            facts: Vec::new(),
        }
        .into(),
        Some(body) => read_body(&body, upload, batch).into(),
        None if response.is_page() => Reading::Page {
            again: text!("platform-hazchem-answered-by-page"),
        },
        None => {
            let message = text!("platform-hazchem-no-json");
            fault(FaultKind::Unreadable, message, true).into()
        }
    }
}

fn is_file_stored(body: &Body) -> bool {
    body.is("200") && (body.msg.contains(FILE_STORED) || body.data_text().contains(FILE_STORED))
}

fn read_body(body: &Body, upload: String, batch: &[&Record]) -> Answer {
    let Some(code) = &body.code else {
        let message = text!("platform-hazchem-json-without-code");
        return fault(FaultKind::Unreadable, message, true);
    };
    if code == "200" {
        let ids: Vec<&str> = batch
            .iter()
            .map(|record| record.identity.as_str())
            .collect();
        return match reply::read(code, &body.data_text(), &ids) {
            reply::Reply::Verdicts(verdicts) => Answer::Verdicts {
                upload,
                verdicts,
                facts: Vec::new(),
            },
            reply::Reply::Refused { message } => refused(code, message),
        };
    }
    match code.parse::<u64>() {
        // A failure of the platform's own in an envelope of status 200: it says nothing about the records.
        Ok(number @ 500..) => {
            let kind = FaultKind::Status(u16::try_from(number).unwrap_or(500));
            let message = text!("platform-failed-with", words = body.words());
            fault(kind, message, false)
        }
        _ => refused(code, told(body)),
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
    Answer::Fault(Fault {
        kind,
        message,
        retry_after: None,
        in_doubt,
    })
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
