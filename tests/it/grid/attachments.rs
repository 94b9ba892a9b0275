//! Attachments: the document's reply is lost, and a file goes up once.

use super::ground::Target;
use super::site::Site;
use super::{assert_none, forms};

/// Forms of the reply that say that a file was taken; they are drawn by the words' seed.
const FORMS: u64 = 10;

#[tokio::test]
async fn every_reply_to_an_attachment() {
    let words = (0..FORMS).map(|words| format!("words:{words} always"));
    let gateways = forms("gateway").into_iter();
    let gateways = gateways.map(|gateway| format!("gateway:{gateway} always"));
    let charsets = forms("charset").into_iter();
    let charsets = charsets.map(|charset| format!("charset:{charset} always"));
    let mut wrong = Vec::new();
    let mut site = Site::new(Target::Files).await;
    for script in words.chain(gateways).chain(charsets) {
        let ids = site.enter(4).await;
        let poisoned = [ids[1]];
        let subject = site.subject(ids[1]);
        site.script(&format!("reject-id:{subject}=附件校验失败, {script}"));
        let before = site.files();
        site.pass().await;
        site.settle().await;
        let standing = site.standing(&ids).await;
        let mut found: Vec<String> = standing.false_verdicts(&poisoned).into_iter().collect();
        found.extend(standing.left_behind(&poisoned));
        let copies = site.files() - before;
        if copies != 3 {
            found.push(format!("{copies} copies of 3 files at the platform"));
        }
        let replies = site.replies().join("\n      ");
        wrong.extend(
            found
                .into_iter()
                .map(|found| format!("[{script}] {found}\n      {replies}")),
        );
        site.forget().await;
    }
    assert_none(&wrong);
}
