//! What the pages say.

use shangbao::sql::Dialect;

use crate::bed::{Bed, Building, PROJECT, each_dialect, id_code, permit};

use super::{Served, leads_to, wrong};

#[tokio::test]
async fn the_first_sentence_says_whether_all_is_well() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        bed.run().await;
        let served = Served::page(&bed).await;
        let page = served.text("/").await;
        assert!(
            page.contains("<h1>All is well: every job runs, and nothing has failed.</h1>"),
            "{page}"
        );
        bed.save(&[wrong(2), wrong(3), permit(4)]).await;
        bed.run().await;
        let page = served.text("/").await;
        assert!(
            page.contains("<h1>Not all is well: 2 records failed.</h1>"),
            "{page}"
        );
        assert!(
            page.contains(">2 × rejected · mapping · ticket_type</a>"),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn each_speaks_the_language_that_is_asked_for() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let served = Served::page(&bed).await;
    let (english, chinese) = ("<html lang=\"en\">", "<html lang=\"zh-CN\">");
    let ask = |path: &str, headers: &[(&str, &str)]| {
        let request = served.ask(path);
        let request = headers.iter().fold(request, |r, (n, v)| r.header(*n, *v));
        async { request.send().await.unwrap() }
    };
    type Headers = &'static [(&'static str, &'static str)];
    let cases: [(&str, Headers, &str); 5] = [
        ("/", &[], english),
        (
            "/",
            &[("accept-language", "zh-CN,zh;q=0.9,en;q=0.8")],
            chinese,
        ),
        ("/", &[("accept-language", "fr,en;q=0.5,zh;q=0.2")], english),
        ("/?lang=zh-CN", &[("accept-language", "en")], chinese),
        (
            "/",
            &[
                ("accept-language", "en"),
                ("cookie", "shangbao_language=zh-CN"),
            ],
            chinese,
        ),
    ];
    for (path, headers, opening) in cases {
        let page = ask(path, headers).await.text().await.unwrap();
        assert!(page.contains(opening), "{path} {headers:?}");
    }
    let chosen = ask("/?lang=zh-CN", &[]).await;
    let cookie = chosen.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("shangbao_language=zh-CN;"), "{cookie}");
    let page = served
        .text("/jobs/work_ticket/failures?state=rejected&code=a%26b")
        .await;
    assert!(
        page.contains(
            "href=\"/jobs/work_ticket/failures?code=a%26b&#38;state=rejected&#38;lang=zh-CN\""
        ),
        "{page}"
    );
}

#[tokio::test]
async fn failures_are_listed_by_reason_and_page_by_page() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let permits: Vec<_> = (1..=120).map(wrong).collect();
        bed.save(&permits).await;
        bed.run().await;
        let served = Served::page(&bed).await;
        let mut path = "/jobs/work_ticket/failures?state=rejected&code=mapping".to_owned();
        let mut seen = Vec::new();
        loop {
            let page = served.text(&path).await;
            let keys = page.split("/record?key=").skip(1);
            seen.extend(keys.map(|rest| rest.split('"').next().unwrap().to_owned()));
            let Some((before, _)) = page.split_once("\">Older ones next") else {
                break;
            };
            let (_, next) = before.rsplit_once("href=\"").unwrap();
            path = format!("/jobs/work_ticket/failures{}", next.replace("&#38;", "&"));
        }
        seen.sort();
        let mut keys: Vec<String> = (1..=120).map(|key| key.to_string()).collect();
        keys.sort();
        assert_eq!(seen, keys);
        let other = served
            .text("/jobs/work_ticket/failures?state=rejected&code=other")
            .await;
        assert!(!other.contains("/record?key="));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let served = Served::page(&bed).await;
    let paths = [
        "/nowhere",
        "/jobs/none/failures",
        "/pause/platform/none",
        "/pause/other/hazchem",
        "/jobs/none/record?key=1",
    ];
    for path in paths {
        let answer = served.ask(path).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
        let text = answer.text().await.unwrap();
        assert!(
            text.contains("There is no such page, job or platform."),
            "{text}"
        );
    }
    let unknown = served
        .text("/jobs/work_ticket/record?key=%3Cscript%3E")
        .await;
    assert!(unknown.contains("has never seen this key"), "{unknown}");
    assert!(
        unknown.contains("&#60;script&#62;") && !unknown.contains("<script>"),
        "{unknown}"
    );
}

#[tokio::test]
async fn a_state_database_that_does_not_answer_is_said() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let served = Served::page(&bed).await;
    assert_eq!(served.text("/readyz").await, "ok\n");
    // As if somebody had dropped it.
    use sqlx::Executor;
    let pool = sqlx::AnyPool::connect(&bed.state_url()).await.unwrap();
    pool.execute("DROP TABLE shangbao_pause").await.unwrap();
    pool.close().await;
    for path in ["/", "/readyz"] {
        let answer = served.ask(path).send().await.unwrap();
        assert_eq!(answer.status(), 503, "{path}");
    }
    let metrics = served.text("/metrics").await;
    for line in [
        "shangbao_state_unwritten 1",
        "shangbao_job_stopped{job=\"work_ticket\"} 1",
    ] {
        assert!(metrics.contains(line), "{line}: {metrics}");
    }
    assert_eq!(served.text("/healthz").await, "ok\n");
}

#[tokio::test]
async fn a_record_is_found_by_its_key_and_by_the_platforms_word_for_it() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 2).await;
        let (app, context) = bed.app().await;
        let served = Served::of(app, context, false).await;
        let seal = served.seal("/").await;
        let worker = format!("{PROJECT}/{}", id_code(2).to_lowercase());
        for (text, key) in [("2", "2"), (" 1 ", "1"), (worker.as_str(), "2")] {
            let search = [("job", "register_employee"), ("text", text)];
            let found = served.post("/search", &search, &seal).await;
            assert_eq!(
                leads_to(&found),
                format!("/jobs/register_employee/record?key={key}")
            );
        }
        let search = [("job", "register_employee"), ("text", "440300201500303/0")];
        assert_eq!(served.post("/search", &search, &seal).await.status(), 404);
        let page = served.text("/jobs/register_employee/record?key=2").await;
        for said in [
            "first seen",
            "sent",
            "delivered",
            "SHA-256",
            "The platform has it.",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains(&id_code(2)));
    })
    .await;
}

#[tokio::test]
async fn a_job_that_should_have_run_is_late() {
    let mut bed = Bed::new(Dialect::Sqlite).await;
    bed.job = "every = \"1m\"".into();
    bed.run().await;
    let served = Served::page(&bed).await;
    for (minutes, late) in [(14, false), (3, true)] {
        bed.clock
            .advance(std::time::Duration::from_secs(60 * minutes));
        let page = served.text("/").await;
        assert_eq!(page.contains("one job is late"), late, "{page}");
    }
}
