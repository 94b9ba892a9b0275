//! Texts in Chinese and English: words of success and failure, what denies them, and counts of none.

use super::Claims;
use super::count::{count_beside, fold};

const STORED: &[&str] = &[
    "accepted",
    "ok",
    "okay",
    "saved",
    "stored",
    "succ",
    "succeed",
    "succeeded",
    "success",
    "successes",
    "successful",
    "successfully",
];
const FAILED: &[&str] = &[
    "bad",
    "denied",
    "err",
    "error",
    "errors",
    "errs",
    "exception",
    "exceptions",
    "fail",
    "failed",
    "failing",
    "fails",
    "failure",
    "failures",
    "forbidden",
    "illegal",
    "invalid",
    "missing",
    "refused",
    "reject",
    "rejected",
    "rejects",
    "unsuccess",
    "unsuccessful",
    "unsuccessfully",
    "wrong",
];
/// A longer word that holds one of these is not understood.
const STEMS: &[&str] = &["succ", "succes", "sucess", "fail", "error"];
const NEGATIONS: &[&str] = &["no", "non", "not", "un", "without", "never", "zero", "0"];
const NOTHING: &[&str] = &["0", "none", "null", "nil", "false"];

/// What may be denied, or counted as none.
const CHINESE_FAILED: &[&str] = &["失败", "错误", "异常", "出错"];
/// What says by itself that something is not as it should be.
const CHINESE_WRONG: &[&str] = &[
    "不一致",
    "不允许",
    "不全",
    "不可",
    "不合",
    "不在",
    "不存在",
    "不完整",
    "不得",
    "不支持",
    "不是",
    "不正确",
    "不符",
    "不能",
    "不足",
    "不通过",
    "为空",
    "已满",
    "拒绝",
    "无效",
    "无权",
    "有误",
    "未授权",
    "未找到",
    "未注册",
    "未登记",
    "未通过",
    "权限不足",
    "没有找到",
    "没有权限",
    "禁止",
    "缺失",
    "缺少",
    "超出",
    "超过",
    "超限",
    "过大",
    "过期",
    "过长",
    "重复",
    "非法",
];
/// What stands where a list or a reason would be.
const NOWHERE: &[&str] = &["[]", "\"\"", "无", "null", "none"];
const DENIALS: &[char] = &['未', '不', '没', '非', '无', '零'];

/// What a text claims.
pub(super) fn claims(text: &str) -> Claims {
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    english(&words) | chinese(text)
}

/// What English words claim, read in their order.
pub(super) fn english(words: &[&str]) -> Claims {
    let mut claims = Claims::NONE;
    for (at, word) in words.iter().enumerate() {
        let denied = at > 0 && NEGATIONS.contains(&words[at - 1]);
        let none = words.get(at + 1).is_some_and(|next| NOTHING.contains(next));
        claims = claims
            | if STORED.contains(word) {
                if denied || none {
                    Claims::FAILED
                } else {
                    Claims::STORED
                }
            } else if FAILED.contains(word) {
                if denied || none {
                    Claims::NONE
                } else {
                    Claims::FAILED
                }
            } else if *word != "found" && STEMS.iter().any(|stem| word.contains(stem)) {
                Claims::UNCLEAR
            } else if denied && matches!(*word, "found" | "exist" | "exists" | "allowed" | "valid")
            {
                Claims::FAILED
            } else {
                Claims::NONE
            };
    }
    claims
}

/// What Chinese words claim.
pub(super) fn chinese(text: &str) -> Claims {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .collect();
    let mut claims = Claims::NONE;
    for (at, word) in text.match_indices("成功") {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        claims = claims
            | match (denied(before), count_beside(before, after)) {
                (true, _) => Claims::FAILED,
                (false, Some(0)) => Claims::NONE,
                (false, _) => Claims::STORED,
            };
    }
    for failed in CHINESE_FAILED {
        for (at, word) in text.match_indices(failed) {
            let (before, after) = (&text[..at], &text[at + word.len()..]);
            let none = count_beside(before, after) == Some(0) || is_empty(after);
            if !none && !denied(before) {
                claims = claims | Claims::FAILED;
            }
        }
    }
    if CHINESE_WRONG.iter().any(|wrong| text.contains(wrong)) {
        claims = claims | Claims::FAILED;
    }
    claims
}

/// Whether a "not" stands right before, in the same clause: `未储存成功`, `没有错误`.
fn denied(before: &str) -> bool {
    let near = before.chars().rev().take(4);
    let mut clause = near.take_while(|c| c.is_alphabetic());
    clause.any(|c| DENIALS.contains(&c))
}

/// Whether a word's label leads to nothing: `错误原因为[]`, `失败的作业票id有[]`, `错误信息: 无`.
fn is_empty(after: &str) -> bool {
    let label = after.trim_start_matches(|c: char| c.is_alphanumeric() && c != '无');
    let rest = label.trim_start_matches([':', '=']);
    if NOWHERE.iter().any(|nothing| rest.starts_with(nothing)) {
        return true;
    }
    // `错误原因：` with nothing behind it; a word that only ends its text, as in `保存失败`, is none.
    rest.is_empty() && rest.len() < label.len()
}

/// The words of a text, in lower case: cut at what is no letter or digit, where a capital letter follows a small one, and
/// between Latin and other letters.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut before = None;
    for c in text.chars() {
        let starts = before.is_some_and(|b: char| {
            (c.is_ascii_uppercase() && !b.is_ascii_uppercase()) || c.is_ascii() != b.is_ascii()
        });
        if starts || !c.is_alphanumeric() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
        before = Some(c);
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}
