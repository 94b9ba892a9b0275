//! Takes an upload: token, faults, envelope, records, answer.

use axum::http::HeaderMap;
use axum::response::Response;

use super::super::active_faults::Drawn;
use super::super::connection::Cut;
use super::super::endpoint::Endpoint;
use super::super::exchange::Reply;
use super::super::fault::{Effect, Stage};
use super::super::said::{TAKEN, UNAUTHORIZED};
use super::super::service::Service;
use super::super::store::{Outcome, RequestSeen};
use super::envelope::Envelope;
use super::rules::Upload;
use super::sentence::{Tally, outcome};
use super::{check, is_json};

/// Answers an upload.
pub(super) async fn take(
    service: &Service,
    upload: Upload,
    cut: &Cut,
    headers: &HeaderMap,
    body: &[u8],
) -> Response {
    let envelope = Envelope::read(body);
    let now = service.now();
    let mut seen = RequestSeen {
        path: upload.path(),
        from: cut.from(),
        at: now,
        records: envelope.records(),
        ids: envelope.ids.clone(),
        outcome: Outcome::Unauthorized,
        fault: None,
        answer: String::new(),
    };
    if !service.tokens.admit(headers, now) {
        let drawn = service.faults.none();
        let reply = Reply::said(UNAUTHORIZED, drawn.words);
        return service.answer(seen, body.len(), (reply, drawn), cut).await;
    }
    let endpoint = Endpoint::Upload(upload);
    let drawn = service.faults.draw(endpoint, &envelope.ids, cut);
    let words = drawn.words;
    let (reply, outcome) = match &drawn.taken {
        Some((_, effect)) if effect.stage() == Stage::Instead => {
            if *effect == Effect::ExpireTokens {
                service.tokens.expire();
            }
            (Reply::of_fault(effect, words), Outcome::Faulted)
        }
        _ => match accept(service, upload, headers, envelope, &drawn) {
            Ok(taken) => taken,
            Err(reason) => (Reply::refused(&reason, words), Outcome::Refused { reason }),
        },
    };
    seen.outcome = outcome;
    service.answer(seen, body.len(), (reply, drawn), cut).await
}

/// Judges each record and stores the good ones, or says why the whole request is refused.
fn accept(
    service: &Service,
    upload: Upload,
    headers: &HeaderMap,
    envelope: Envelope,
    drawn: &Drawn,
) -> Result<(Reply, Outcome), String> {
    if !is_json(headers) {
        return Err("Content-Type须为application/json".to_owned());
    }
    let (data_id, records) = envelope.open()?;
    if !service.store.first_time(&data_id) {
        return Err("dataId重复".to_owned());
    }
    let mut tally = Tally::default();
    let mut good = Vec::with_capacity(records.len());
    for (id, record) in records {
        let scripted = drawn.rejected.iter().find(|(rejected, _)| *rejected == id);
        let reason = match scripted {
            Some((_, reason)) => Some(reason.clone()),
            None => check::fault(upload.rules(), &record),
        };
        match reason {
            Some(reason) => tally.failed.push((id, reason)),
            None => {
                tally.stored.push(id.clone());
                good.push((id, record));
            }
        }
    }
    service.store.put(upload, good);
    let taken = Outcome::Taken {
        stored: tally.stored.len(),
        failed: tally.failed.len(),
    };
    let data = outcome(upload, &tally, drawn);
    let data = |mark: &str| (mark == "data").then(|| data.clone());
    Ok((Reply::filled(TAKEN, drawn.words, &data), taken))
}
