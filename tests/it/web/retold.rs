//! What a process noted in English, on the page of somebody who reads Chinese.

use shangbao::sql::Dialect;

use super::Served;
use crate::bed::{Bed, permit};

#[tokio::test]
async fn why_a_platform_is_paused_is_said_in_the_readers_language() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1)]).await;
    bed.sandbox.script("wrong-password".parse().unwrap());
    let report = bed.run().await;
    let reason = report.paused.unwrap();
    assert!(reason.starts_with("login was refused (code "), "{reason}");
    let served = Served::page(&bed).await;
    let page = served.text("/?lang=zh").await;
    for said in [
        "<p>登录被拒绝（代码 ",
        "）；请更正平台 `hazchem` 的 `username` 和 `password`，然后 `shangbao resume hazchem`</p>",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("refused"), "{page}");
}

#[tokio::test]
async fn why_a_record_waits_is_said_in_the_readers_language() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1)]).await;
    let script = "garbage:always@workTicket";
    bed.sandbox.script(script.parse().unwrap());
    assert_eq!(bed.run().await.waiting, 1);
    let served = Served::page(&bed).await;
    let path = "/jobs/work_ticket/record?key=1";
    let (english, chinese) = (
        "the answer is no JSON object, or broke off",
        "答复不是 JSON 对象，或中断了",
    );
    let page = served.text(path).await;
    assert!(page.contains(english), "{page}");
    let page = served.text(&format!("{path}&lang=zh")).await;
    assert!(page.contains(chinese), "{page}");
    assert!(!page.contains(english), "{page}");
}

#[tokio::test]
async fn what_stopped_a_run_is_said_in_the_readers_language() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1)]).await;
    bed.sandbox
        .script("drop-before:always@any".parse().unwrap());
    let error = bed.run().await.error.unwrap();
    assert!(
        error.contains(" was lost before an answer came: "),
        "{error}"
    );
    let page = Served::page(&bed).await.text("/?lang=zh").await;
    assert!(
        page.contains("上次运行中止：登录：未得到答复，与 http://"),
        "{page}"
    );
    assert!(!page.contains("was lost"), "{page}");
}
