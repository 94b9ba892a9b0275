//! What begins a part of the platform's sentence.

use super::cursor::{Cursor, fold, is_blank};

/// Of which records a part speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Those that were stored.
    Stored,
    /// Those that failed.
    Failed,
}

/// What begins here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A count: `成功 1条`.
    Count(Side, u64),
    /// A list: `作业票储存成功的作业票 id有`; `None` where a "not" before it makes it neither.
    List(Option<Side>),
    /// Reasons: `错误原因为`.
    Reasons,
}

/// A list's label (`作业票id`) is no longer than this, in characters.
const LABEL: usize = 12;
/// How far before a word a "not" still belongs to it, in characters.
const REACH: usize = 5;

impl Marker {
    /// The marker that begins at `cursor`, and where it ends.
    pub(super) fn at<'a>(cursor: Cursor<'a>) -> Option<(Self, Cursor<'a>)> {
        if !matches!(cursor.peek()?, '成' | '失' | '错') {
            return None;
        }
        for word in ["错误原因", "失败原因", "错误信息"] {
            let mut after = cursor;
            if after.eat(word) {
                after.skip_all(introduces);
                return Some((Self::Reasons, after));
            }
        }
        let mut after = cursor;
        let side = if after.eat("成功") {
            Side::Stored
        } else if after.eat("失败") {
            Side::Failed
        } else {
            return None;
        };
        let denied = denied(cursor.before());
        if let Some((count, after)) = count(after) {
            return (!denied).then_some((Self::Count(side, count), after));
        }
        let after = label(after)?;
        Some((Self::List((!denied).then_some(side)), after))
    }
}

/// Whether a "not" stands before, in the same clause: `未储存成功`.
fn denied(before: &str) -> bool {
    let near = before.chars().rev().filter(|c| !is_blank(*c)).take(REACH);
    let mut clause = near.take_while(|c| c.is_alphabetic());
    clause.any(|c| matches!(c, '未' | '不' | '没' | '非' | '无'))
}

/// A count behind its word: ` 1条`, `：1 条`, `数为1`.
fn count(mut cursor: Cursor<'_>) -> Option<(u64, Cursor<'_>)> {
    cursor.skip_all(|c| matches!(c, ':' | '为' | '是' | '了' | '数' | '量' | '共' | '条'));
    let mut digits = String::new();
    while let Some(c) = cursor.peek().filter(char::is_ascii_digit) {
        digits.push(c);
        cursor.step();
    }
    let count = digits.parse().ok()?;
    cursor.skip_all(|_| false);
    let whole = match cursor.peek() {
        None => true,
        Some('条' | '个' | '张' | '笔' | '份' | '件' | '次' | '项') => {
            cursor.step();
            true
        }
        Some(c) => matches!(c, ',' | ';' | '。' | ')' | ']' | '失' | '成' | '错'),
    };
    whole.then_some((count, cursor))
}

/// A list's label behind its word: `的作业票 id有`. It must speak of ids.
fn label(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut label = String::new();
    for _ in 0..=LABEL {
        cursor.skip_all(|_| false);
        let c = cursor.peek()?;
        if introduces(c) || c == '[' {
            break;
        }
        if !c.is_alphabetic() {
            return None;
        }
        label.push(c);
        cursor.step();
    }
    let of_ids = label.ends_with("id") || label.ends_with("编号");
    if !of_ids || label.contains("成功") || label.contains("失败") {
        return None;
    }
    cursor.skip_all(introduces);
    Some(cursor)
}

/// Whether a character leads from a label to what it labels.
fn introduces(c: char) -> bool {
    matches!(fold(c), '有' | '为' | '是' | ':')
}
