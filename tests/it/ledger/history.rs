//! All that happened to a record.

use shangbao::ledger::{
    Actor, Answered, Decision, Departure, Event, Fenced, Outcome, Selection, Settlement, State,
};

use super::{Desk, again, refused, stored};
use crate::bed::each_dialect;

impl Desk {
    /// Sends keys in one request; its name.
    async fn send(&self, keys: &[&str], seen: Option<i64>, now: i64) -> i64 {
        let departure = |key: &&str| Departure {
            key: (*key).into(),
            tried: "A".into(),
            record: Some(format!("record of {key}")),
            seen,
        };
        let departures: Vec<Departure> = keys.iter().map(departure).collect();
        let departed = self.ledger.depart(&self.lease, &departures, now, now + 30);
        match departed.await.unwrap() {
            Fenced::Done(request) => request,
            Fenced::Refused => panic!("the lease is held"),
        }
    }

    /// Settles keys by what a request was answered.
    async fn answer(&self, answered: &Answered, settled: &[(&str, i64, Outcome)], now: i64) {
        let settlement = |(key, version, outcome): &(&str, i64, Outcome)| Settlement {
            key: (*key).into(),
            version: *version,
            request: Some(answered.request),
            outcome: outcome.clone(),
        };
        let settlements: Vec<Settlement> = settled.iter().map(settlement).collect();
        let settled = self
            .ledger
            .settle_answered(&self.lease, Some(answered), &settlements, now);
        assert_eq!(settled.await.unwrap(), Fenced::Done(Vec::new()));
    }

    /// What happened to a key: when, what, and what else is said of it.
    async fn told(&self, key: &str) -> Vec<String> {
        let history = self.ledger.history(self.route, key).await.unwrap();
        history.events.iter().map(tell).collect()
    }
}

fn answered(request: i64, records: usize) -> Answered {
    Answered {
        request,
        records,
        body: "b0d1".into(),
        reference: "data-1".into(),
        code: "200".into(),
        message: "上传成功".into(),
    }
}

fn tell(event: &Event) -> String {
    let mut text = format!("{} {}", event.at, event.what);
    for part in [&event.subject, &event.code, &event.message] {
        text += part
            .as_ref()
            .map(|part| format!(" {part}"))
            .unwrap_or_default()
            .as_str();
    }
    if let Some(at) = event.next_at {
        text += &format!(" next {at}");
    }
    if let Some(request) = &event.request {
        let reference = request.reference.as_deref().unwrap_or("no reference");
        let body = request.body.as_deref().unwrap_or("no body");
        text += &format!(" of {}: {reference}, {body}", request.records);
        text += &match request.answered_at {
            Some(at) => format!(", answered {at}"),
            None => ", no answer known".to_owned(),
        };
    }
    if let Some(Actor { user, host }) = &event.by {
        text += &format!(" by {user}@{host}");
    }
    text
}

#[tokio::test]
async fn a_record_has_its_whole_story() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["票-1", "b"], false, 1000).await;
        let first = desk.send(&["票-1", "b"], None, 1010).await;
        let settled = [("票-1", 1, stored("A")), ("b", 1, again(2000, 1))];
        desk.answer(&answered(first, 2), &settled, 1020).await;
        // Seen again in a window: nothing has happened.
        desk.see(&["票-1"], true, 1100).await;
        desk.settle("票-1", 2, Outcome::Same, 1101).await;
        desk.see(&["票-1"], false, 1200).await;
        let unchanged = Outcome::Unchanged { tried: "A".into() };
        desk.settle("票-1", 3, unchanged, 1210).await;
        // Seen again in a window, and its content differs.
        desk.see(&["票-1"], true, 1300).await;
        let second = desk.send(&["票-1"], Some(1300), 1310).await;
        let settled = [("票-1", 4, refused(None))];
        desk.answer(&answered(second, 1), &settled, 1320).await;
        let retry = Decision::Retry { resend: false };
        let actor = Actor {
            user: "dba".into(),
            host: "pc".into(),
        };
        let keys = Selection::Keys(vec!["票-1".into()]);
        let decided = desk.ledger.decide(desk.route, &keys, &retry, &actor, 1400);
        decided.await.unwrap();
        assert_eq!(
            desk.told("票-1").await,
            [
                "1000 seen log",
                "1010 sent 200 上传成功 of 2: data-1, b0d1, answered 1020",
                "1020 delivered",
                "1200 changed log",
                "1210 unchanged",
                "1300 changed",
                "1310 sent 200 上传成功 of 1: data-1, b0d1, answered 1320",
                "1320 rejected id 400 单号 is missing",
                "1400 retry by dba@pc",
            ],
            "{dialect}"
        );
        assert_eq!(
            desk.told("b").await[2],
            "1020 again 503 busy next 2000",
            "{dialect}"
        );
        let now = desk.ledger.history(desk.route, "票-1").await.unwrap().now;
        assert_eq!(now.unwrap().state, State::Waiting);
        let nobody = desk.ledger.history(desk.route, "票").await.unwrap();
        assert_eq!((nobody.events.len(), nobody.now), (0, None));
    })
    .await;
}

/// A process was killed while it waited for the answer; another request was split.
#[tokio::test]
async fn a_request_is_told_of_each_of_its_records_whatever_became_of_it() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a\"b", "c"], false, 1000).await;
        desk.send(&["a\"b"], None, 1010).await;
        let whole = desk.send(&["a\"b", "c"], None, 1020).await;
        let refusal = answered(whole, 2);
        desk.ledger.answered(&refusal, 1025).await.unwrap();
        let part = desk.send(&["a\"b"], None, 1030).await;
        let settled = [("a\"b", 1, stored("A"))];
        desk.answer(&answered(part, 1), &settled, 1040).await;
        let unknown = "1010 sent of 1: no reference, no body, no answer known";
        let refused = "1020 sent 200 上传成功 of 2: data-1, b0d1, answered 1025";
        assert_eq!(
            desk.told("a\"b").await[1..],
            [
                unknown,
                refused,
                "1030 sent 200 上传成功 of 1: data-1, b0d1, answered 1040",
                "1040 delivered",
            ],
            "{dialect}"
        );
        assert_eq!(desk.told("c").await[1..], [refused], "{dialect}");
    })
    .await;
}

#[tokio::test]
async fn a_record_is_found_by_what_stands_for_it() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a", "b"], false, 1000).await;
        desk.send(&["a"], None, 1010).await;
        let found = async |record| desk.ledger.keys_of_record(desk.route, record).await;
        assert_eq!(found("record of a").await.unwrap(), ["a"]);
        assert!(found("record of b").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn each_hour_has_what_was_delivered_and_what_failed() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        const HOUR: i64 = 3_600_000;
        for (key, now) in [("a", 5), ("b", HOUR + 5), ("c", 2 * HOUR - 31)] {
            desk.deliver(key, "A", now).await;
        }
        desk.see(&["d"], false, 3 * HOUR).await;
        desk.settle("d", 1, refused(None), 3 * HOUR + 7).await;
        let hours = desk.ledger.hours(HOUR).await.unwrap();
        let hours: Vec<_> = hours
            .iter()
            .map(|hour| (hour.at / HOUR, hour.delivered, hour.failed))
            .collect();
        assert_eq!(hours, [(1, 2, 0), (3, 0, 1)]);
    })
    .await;
}
