//! The clocks: how far the platform's is ahead, and calls whose time is refused.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use shangbao::platform::cwr::Cwr;
use shangbao::platform::cwr::passed_log::PASSED_LOG;
use shangbao::platform::{Answer, FaultKind, Platform};

use super::{client, noon, passages, settings};
use crate::hazchem::server::{Act, Server, response};

/// An answer with this code, made at this time.
fn dated(code: &str, at: DateTime<Utc>) -> Act {
    let date = at.format("%a, %d %b %Y %H:%M:%S GMT");
    let entry = json!({"orders": "00", "value": "劳务工人"});
    let body = json!({"code": code, "message": "m", "result_data": {"dict_list": [entry]}});
    Act::Bytes(response(
        "200 OK",
        &format!("Date: {date}\r\n"),
        &body.to_string(),
    ))
}

async fn send(client: &Arc<Cwr>) -> Answer {
    let records = passages(&["A"]);
    client.send(&PASSED_LOG, &[&records[0]]).await.answer
}

/// The times of all calls that came, as they were sent.
fn times(server: &Server) -> Vec<String> {
    let calls = server.logins().into_iter().chain(server.uploads());
    let times = calls.map(|call| {
        let (_, rest) = call.path.split_once("timestamp=").unwrap();
        rest[..rest.find('&').unwrap()]
            .replace("%20", " ")
            .replace("%3A", ":")
    });
    times.collect()
}

#[tokio::test]
async fn more_than_a_minute_is_corrected() {
    for (minutes, sent) in [(50, "2026-03-01 20:50:00"), (-4, "2026-03-01 19:56:00")] {
        let server = Server::start().await;
        server.login(dated("00", noon() + TimeDelta::minutes(minutes)));
        let client = client(settings(&server.url()));
        assert_eq!(client.clock_offset(), None);
        send(&client).await;
        let off = client.clock_offset().unwrap() - TimeDelta::minutes(minutes);
        assert!(off.abs() < TimeDelta::seconds(1), "{off}");
        assert_eq!(times(&server), ["2026-03-01 20:00:00", sent]);
    }
}

#[tokio::test]
async fn less_than_a_minute_is_known_and_left() {
    let server = Server::start().await;
    server.login(dated("00", noon() + TimeDelta::seconds(40)));
    let client = client(settings(&server.url()));
    send(&client).await;
    assert_eq!(client.clock_offset().unwrap().num_seconds(), 40);
    assert_eq!(times(&server), ["2026-03-01 20:00:00"; 2]);
}

#[tokio::test]
async fn a_refused_time_is_learnt_and_the_call_made_once_more() {
    for code in ["30", "31"] {
        let server = Server::start().await;
        server.login(dated(code, noon() + TimeDelta::hours(1)));
        server.login(dated("00", noon() + TimeDelta::hours(1)));
        let client = client(settings(&server.url()));
        assert!(matches!(send(&client).await, Answer::Verdicts { .. }));
        assert_eq!(
            times(&server),
            [
                "2026-03-01 20:00:00",
                "2026-03-01 21:00:00",
                "2026-03-01 21:00:00"
            ]
        );
    }
}

#[tokio::test]
async fn a_time_that_is_refused_again_is_a_fault_that_says_so() {
    let server = Server::start().await;
    for _ in 0..2 {
        server.upload(dated("31", noon() + TimeDelta::hours(1)));
    }
    let client = client(settings(&server.url()));
    match send(&client).await {
        Answer::Fault(fault) => {
            assert_eq!((fault.kind, fault.in_doubt), (FaultKind::Clock, false));
            insta::assert_snapshot!(fault.message, @"UploadPassedLog: platform `project7` refuses the time of the call (code 31: m), also after it was corrected by the platform's own clock; set the clock of this host, then run `shangbao check`");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(server.uploads().len(), 2);
}

/// A gateway between may have a clock of its own, and a wrong one.
#[tokio::test]
async fn a_date_that_misleads_does_not_lock_out() {
    let server = Server::start().await;
    let wrong = noon() - TimeDelta::days(300);
    server.login(dated("00", wrong));
    server.upload(dated("31", wrong)).upload(dated("00", wrong));
    let client = client(settings(&server.url()));
    assert!(matches!(send(&client).await, Answer::Verdicts { .. }));
    assert_eq!(times(&server)[2], "2026-03-01 20:00:00");
}

#[tokio::test]
async fn a_refusal_whose_reply_teaches_another_time_is_signed_once_more_by_it() {
    for code in ["41", "99", "11", "40", "25", "32"] {
        let server = Server::start().await;
        let theirs = noon() + TimeDelta::minutes(9);
        server.login(dated(code, theirs)).login(dated("00", theirs));
        let client = client(settings(&server.url()));
        assert!(
            matches!(send(&client).await, Answer::Verdicts { .. }),
            "{code}"
        );
        let corrected = "2026-03-01 20:09:00";
        assert_eq!(
            times(&server),
            ["2026-03-01 20:00:00", corrected, corrected],
            "{code}"
        );
    }
    // An upload likewise; and where the clocks agree, a refusal stands as it is.
    for (minutes, uploads) in [(9, 2), (0, 1)] {
        let server = Server::start().await;
        server.upload(dated("41", noon() + TimeDelta::minutes(minutes)));
        server.upload(dated("00", noon() + TimeDelta::minutes(minutes)));
        let client = client(settings(&server.url()));
        let answer = send(&client).await;
        assert_eq!(matches!(answer, Answer::Verdicts { .. }), uploads == 2);
        assert_eq!(server.uploads().len(), uploads);
    }
}
