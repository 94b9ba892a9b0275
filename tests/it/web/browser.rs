//! The pages in a real browser.

use std::path::Path;

use serde_json::json;
use shangbao::sql::Dialect;

use crate::bed::{Bed, permit};

use super::chromium::Chromium;
use super::{Served, wrong};

/// A site with failures of several kinds, delivered records, and a paused platform.
async fn troubled() -> (Bed, Served) {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1), permit(2), wrong(3), wrong(4), wrong(5)])
        .await;
    bed.run().await;
    let served = Served::service(&bed).await;
    (bed, served)
}

const PAGES: [(&str, &str); 4] = [
    ("status", "/"),
    ("failures", "/jobs/work_ticket/failures"),
    ("record", "/jobs/work_ticket/record?key=3"),
    ("dismiss", "/jobs/work_ticket/dismiss?key=3"),
];

#[tokio::test]
async fn a_failed_record_is_retried_by_a_click_and_the_page_says_when_it_is_delivered() {
    let (bed, _) = troubled().await;
    bed.bend_mapping(
        "confined_space = \"02\"",
        "hot_work = \"02\", confined_space = \"02\"",
    );
    let served = Served::service(&bed).await;
    let mut browser = Chromium::start().await;
    browser.dress(1280, "en", "light").await;
    browser.open(&served.url).await;
    browser.click("a[href='/jobs/work_ticket/failures']").await;
    browser.shows("document.title.startsWith('Failures')").await;
    browser.click("button[aria-label='Retry 4']").await;
    browser
        .shows("document.querySelector('.mood')?.innerText === 'delivered'")
        .await;
    assert_eq!(
        browser.value("location.pathname").await,
        "/jobs/work_ticket/record"
    );
    assert!(bed.platform().contains_key("DH-4"));
}

#[tokio::test]
async fn a_reason_is_typed_and_kept() {
    let (bed, served) = troubled().await;
    let mut browser = Chromium::start().await;
    browser.dress(375, "zh-CN", "light").await;
    browser
        .open(&format!("{}/jobs/work_ticket/failures", served.url))
        .await;
    browser.click("a[aria-label='忽略 5']").await;
    browser
        .shows("document.activeElement?.id === 'reason'")
        .await;
    browser
        .call("Input.insertText", json!({ "text": "演练" }))
        .await;
    browser.click("form button").await;
    browser
        .shows("document.querySelector('.mood')?.innerText === '已忽略'")
        .await;
    assert!(!bed.failures(false).await.contains_key("5"));
}

#[tokio::test]
async fn every_control_has_a_name_and_no_page_is_wider_than_a_phone() {
    let (_bed, served) = troubled().await;
    let mut browser = Chromium::start().await;
    for language in ["en", "zh-CN"] {
        for (_, path) in PAGES {
            browser.dress(375, language, "light").await;
            browser.open(&format!("{}{path}", served.url)).await;
            let controls = browser.controls().await;
            assert!(controls.len() >= 4, "{path}: {controls:?}");
            let unnamed: Vec<_> = controls
                .iter()
                .filter(|(_, name)| name.is_empty())
                .collect();
            assert!(unnamed.is_empty(), "{path}: {unnamed:?}");
            let width = browser.value("document.documentElement.scrollWidth").await;
            assert!(
                width.as_u64().unwrap() <= 375,
                "{path} in {language} is {width} wide"
            );
        }
    }
}

#[tokio::test]
async fn pictures_of_every_page_are_taken() {
    let (_bed, served) = troubled().await;
    let seal = served.seal("/pause/job/work_ticket").await;
    let reason = [("reason", "维护 maintenance of the line until noon")];
    served.post("/pause/platform/hazchem", &reason, &seal).await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    let mut browser = Chromium::start().await;
    for (device, width, colours) in [
        ("desktop", 1280, "light"),
        ("phone", 375, "light"),
        ("night", 1280, "dark"),
    ] {
        for language in ["en", "zh-CN"] {
            for (page, path) in PAGES {
                browser.dress(width, language, colours).await;
                browser.open(&format!("{}{path}", served.url)).await;
                let picture = browser.picture().await;
                std::fs::write(
                    folder.join(format!("{page}-{device}-{language}.png")),
                    &picture,
                )
                .unwrap();
                assert_picture(&picture, width);
            }
        }
    }
}

/// A picture of the right size that shows something: text in many shades on a ground.
fn assert_picture(png: &[u8], width: u32) {
    let picture = image::load_from_memory(png).unwrap().to_rgb8();
    assert_eq!(picture.width(), width);
    assert!(picture.height() >= 400, "{}", picture.height());
    let ground = *picture.get_pixel(0, picture.height() - 1);
    let drawn = picture.pixels().filter(|pixel| **pixel != ground).count();
    let share = drawn as f64 / f64::from(picture.width() * picture.height());
    assert!((0.02..0.98).contains(&share), "{share}");
    let shades: std::collections::BTreeSet<[u8; 3]> =
        picture.pixels().map(|pixel| pixel.0).collect();
    assert!(shades.len() > 50, "{} shades", shades.len());
}
