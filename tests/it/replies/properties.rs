//! What holds for every sentence.

use proptest::prelude::*;
use shangbao::platform::Verdict;
use shangbao::platform::hazchem::reply::{Reply, read};

/// Pieces that sentences are made of, in the platform's forms and in broken ones.
const PIECES: &[&str] = &[
    "作业票同步结束",
    "成功",
    "失败",
    "成功 1条",
    "失败 0条",
    "失败1条",
    "成功2条",
    "成功３条",
    "失败：2 条",
    "储存成功的作业票 id有",
    "存储成功的作业票ID为：",
    "失败的作业票 id有",
    "失败的作业票id为",
    "错误原因为",
    "未储存成功的作业票id有",
    "[",
    "]",
    "[]",
    "【",
    "】",
    "(",
    ")",
    ",",
    "，",
    "。",
    ";",
    " ",
    "\n",
    "\"",
    "有",
    "为",
    "id",
    "重复",
    "0",
    "1",
    "2",
    "3",
    "条",
    "A",
    "A-1",
    "A-12",
    "A,B",
    "B",
    "[A]",
    "x A",
    "7",
    "缺少经度",
];

const IDS: &[&str] = &[
    "A", "A-1", "A-12", "A,B", "B", "[A]", "x A", "7", "成功", "id有[", "]",
];

fn sentence() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
}

fn ids() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(IDS, 1..=4)
}

/// Digits of either width, blanks gone: a simpler eye than the reader's.
fn plain(text: &str) -> String {
    let plain = text.chars().filter(|c| !c.is_whitespace());
    plain
        .map(|c| match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
            '：' => ':',
            _ => c,
        })
        .collect()
}

/// Whether the text can be meant to say that this id was stored.
fn may_vouch(text: &str, id: &str, sent: usize) -> bool {
    let text = plain(text);
    let named = ["成功的", "成功"].iter().any(|word| {
        text.match_indices(word)
            .any(|(at, _)| text[at..].contains(&plain(id)))
    });
    let counted = ["", ":", "为", "数", "数为", "数:", "0", "00", "000"]
        .iter()
        .any(|between| text.contains(&format!("成功{between}{sent}")));
    let some_failed =
        (1..=9).any(|n| text.contains(&format!("失败{n}条"))) && !text.contains("失败0");
    named || (counted && !some_failed)
}

fn check(text: &str, ids: &[&str]) -> Result<(), TestCaseError> {
    match read("200", text, ids) {
        Reply::Refused { message } => {
            prop_assert!(message.chars().count() <= 501);
            prop_assert!(text.contains('成') || text.contains('失'));
        }
        Reply::Verdicts(verdicts) => {
            prop_assert_eq!(verdicts.len(), ids.len());
            for (verdict, id) in verdicts.iter().zip(ids) {
                if *verdict == Verdict::Delivered {
                    prop_assert!(may_vouch(text, id, ids.len()), "{:?} in {:?}", id, text);
                }
            }
        }
    }
    Ok(())
}

/// How a truthful platform would write down what it did.
fn truthful(stored: &[&str], failed: &[&str], style: usize) -> String {
    let comma = [",", "，", ", ", "、"][style % 4];
    let (open, close) = [
        ("有[", "]"),
        ("为[", "]"),
        ("有：【", "】"),
        ("有 [ ", " ]"),
    ][style / 4 % 4];
    format!(
        "作业票同步结束{comma}成功 {}条{comma}失败{}条。作业票储存成功的作业票 id{open}{}{close}{comma}失败的作业票id{open}{}{close}。 错误原因为[重复]",
        stored.len(),
        failed.len(),
        stored.join(comma),
        failed.join(comma),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_vouches_for_nothing_it_does_not_say(text in any::<String>(), ids in ids()) {
        check(&text, &ids)?;
    }

    #[test]
    fn a_broken_sentence_vouches_for_nothing_it_does_not_say(text in sentence(), ids in ids()) {
        check(&text, &ids)?;
    }

    #[test]
    fn a_truthful_sentence_is_understood(
        ids in prop::collection::hash_set("[A-Za-z0-9][A-Za-z0-9_./()-]{0,11}", 1..12),
        failing in any::<u16>(),
        style in 0..16usize,
    ) {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let fails = |i: usize| failing >> i & 1 == 1;
        let pick = |wanted: bool| -> Vec<&str> {
            let chosen = ids.iter().enumerate().filter(|(i, _)| fails(*i) == wanted);
            chosen.map(|(_, id)| *id).collect()
        };
        let text = truthful(&pick(false), &pick(true), style);
        let expected: String = (0..ids.len()).map(|i| if fails(i) { 'R' } else { 'D' }).collect();
        prop_assert_eq!(super::short(&text, &ids), expected, "{}", text);
    }

    #[test]
    fn a_truthful_sentence_never_vouches_for_what_failed(
        ids in prop::sample::subsequence(&["A", "B", "A,B", "B,A", "A B", "[A]", "A]", "[B", "A、B", "A，[B]"], 1..7),
        failing in any::<u16>(),
        style in 0..16usize,
    ) {
        let failed: Vec<&str> = ids.iter().enumerate().filter(|(i, _)| failing >> i & 1 == 1).map(|(_, id)| *id).collect();
        let stored: Vec<&str> = ids.iter().copied().filter(|id| !failed.contains(id)).collect();
        let text = truthful(&stored, &failed, style);
        if let Reply::Verdicts(verdicts) = read("200", &text, &ids) {
            for (verdict, id) in verdicts.iter().zip(&ids) {
                let delivered = *verdict == Verdict::Delivered;
                prop_assert!(!(delivered && failed.contains(id)), "{:?} in {:?}", id, text);
            }
        }
    }
}
