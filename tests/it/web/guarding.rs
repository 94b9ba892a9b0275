//! Who is let in, and what is turned away.

use shangbao::sql::Dialect;

use crate::bed::Bed;

use super::{Served, filled, leads_to, wrong};

const TOKEN: &str = "0123456789abcdef";

async fn with_token() -> (Bed, Served) {
    let mut bed = Bed::new(Dialect::Sqlite).await;
    bed.web = format!("[web]\ntoken = \"{TOKEN}\"");
    let served = Served::page(&bed).await;
    (bed, served)
}

#[tokio::test]
async fn a_name_that_is_not_ours_is_turned_away() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let served = Served::page(&bed).await;
    for path in ["/", "/metrics", "/healthz"] {
        let rebound = served.ask(path).header("host", "evil.example:8700");
        assert_eq!(rebound.send().await.unwrap().status(), 421, "{path}");
        let tunnel = served.ask(path).header("host", "localhost:9000");
        assert_eq!(tunnel.send().await.unwrap().status(), 200, "{path}");
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_decides_nothing() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[wrong(1)]).await;
    bed.run().await;
    let served = Served::page(&bed).await;
    let seal = served.seal("/jobs/work_ticket/failures").await;
    let path = "/jobs/work_ticket/dismiss";
    let form = [("seal", seal.as_str()), ("key", "1"), ("reason", "r")];
    let forged = [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
    ];
    for (name, value) in forged {
        let post = served.client.post(format!("{}{path}", served.url));
        let answer = filled(post.header(name, value), &form)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 403, "{name}: {value}");
    }
    let unsealed = served
        .post(path, &[("key", "1"), ("reason", "r")], "")
        .await;
    assert_eq!(unsealed.status(), 403);
    assert!(bed.failures(false).await.contains_key("1"));
    let own = served.post(path, &form[1..], &seal).await;
    assert!(leads_to(&own).ends_with("done=done-dismiss"));
    assert!(bed.failures(false).await.is_empty());
}

#[tokio::test]
async fn who_does_not_know_the_token_sees_nothing() {
    let (_bed, served) = with_token().await;
    for path in [
        "/",
        "/metrics",
        "/jobs/work_ticket/failures",
        "/pause/platform/hazchem",
    ] {
        let status = served.ask(path).send().await.unwrap().status();
        assert_eq!(status, 401, "{path}");
        let wrong = served.ask(path).bearer_auth("0123456789abcdeX");
        assert_eq!(wrong.send().await.unwrap().status(), 401, "{path}");
        let right = served.ask(path).bearer_auth(TOKEN);
        assert_eq!(right.send().await.unwrap().status(), 200, "{path}");
    }
    let browser = served.ask("/").header("accept", "text/html").send();
    assert_eq!(leads_to(&browser.await.unwrap()), "/login");
    assert_eq!(served.text("/healthz").await, "ok\n");
    let elsewhere = served.ask("/login").header("host", "permits.example");
    assert_eq!(elsewhere.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_browser_logs_in_once() {
    let (_bed, served) = with_token().await;
    let seal = served.seal("/login").await;
    let wrong = served.post("/login", &[("token", "wrong")], &seal).await;
    assert_eq!(wrong.status(), 403);
    assert!(wrong.headers().get("set-cookie").is_none());
    let right = served.post("/login", &[("token", TOKEN)], &seal).await;
    assert_eq!(leads_to(&right), "/");
    let cookie = right.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("HttpOnly; SameSite=Strict"), "{cookie}");
    assert!(!cookie.contains(TOKEN));
    let session = cookie.split(';').next().unwrap();
    let page = served.ask("/").header("cookie", format!("a=b; {session}"));
    assert_eq!(page.send().await.unwrap().status(), 200);
    let forged = served.ask("/").header("cookie", "shangbao_session=1");
    assert_eq!(forged.send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn a_browser_is_told_to_refuse_what_is_not_ours() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let served = Served::page(&bed).await;
    let page = served.ask("/").send().await.unwrap();
    let headers = page.headers().clone();
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'self';"),
        "{policy}"
    );
    assert_eq!(headers["x-frame-options"], "DENY");
    let text = page.text().await.unwrap();
    for foreign in ["<script", "style=\"", "http://", "https://", "onclick"] {
        let inner = text.replace("http://www.w3.org/2000/svg", "");
        assert!(!inner.contains(foreign), "{foreign}");
    }
}

#[tokio::test]
async fn who_guesses_waits() {
    let (_bed, served) = with_token().await;
    let seal = served.seal("/login").await;
    for guess in 0..6 {
        let guess = format!("guess-{guess}");
        let wrong = served
            .post("/login", &[("token", guess.as_str())], &seal)
            .await;
        assert_eq!(wrong.status(), 403, "{guess}");
    }
    let waits = served.post("/login", &[("token", "guess-6")], &seal).await;
    assert_eq!(waits.status(), 429);
    assert!(waits.headers().contains_key("retry-after"));
    assert!(
        waits
            .text()
            .await
            .unwrap()
            .contains("Too many wrong tokens")
    );
    // Whatever it shows now, by whichever way: what is not looked at tells nothing.
    let bearer = served.ask("/metrics").bearer_auth(TOKEN).send();
    assert_eq!(bearer.await.unwrap().status(), 429);
    assert_eq!(served.text("/healthz").await, "ok\n");
    super::until("it may try again", async || {
        let bearer = served.ask("/metrics").bearer_auth(TOKEN).send();
        bearer.await.unwrap().status() == 200
    })
    .await;
}

#[tokio::test]
async fn tokens_are_guessed_by_no_other_way_either() {
    for way in ["bearer", "cookie"] {
        let (_bed, served) = with_token().await;
        let ask = async |guess: &str| {
            let ask = served.ask("/metrics");
            let ask = match way {
                "bearer" => ask.bearer_auth(guess),
                _ => ask.header("cookie", format!("shangbao_session={guess}")),
            };
            ask.send().await.unwrap().status().as_u16()
        };
        for guess in 0..6 {
            assert_eq!(ask(&format!("guess-{guess}")).await, 401, "{way}");
        }
        assert_eq!(ask("guess-6").await, 429, "{way}");
    }
}
