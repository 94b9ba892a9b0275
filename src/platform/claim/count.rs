//! Counts in a text: `成功 1条,失败 0条`, `3条失败`.

/// How many a text says were stored, and how many failed.
pub(in crate::platform) fn counts(text: &str) -> (Option<u64>, Option<u64>) {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .collect();
    (count_of(&text, "成功"), count_of(&text, "失败"))
}

fn count_of(text: &str, word: &str) -> Option<u64> {
    let mut found = text
        .match_indices(word)
        .filter_map(|(at, _)| count_beside(&text[..at], &text[at + word.len()..]));
    found.next()
}

/// The count that stands behind a word, or before it.
pub(super) fn count_beside(before: &str, after: &str) -> Option<u64> {
    let behind = after.trim_start_matches(|c| "的数量条为是了共人员记录:=".contains(c));
    let digits = behind
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(behind.len());
    if digits > 0 {
        return behind[..digits].parse().ok();
    }
    // Counts of what stands before: `3条失败`. Behind a comma they belong to another word.
    let ahead = before.trim_end_matches(|c| "条个人名笔项张份件".contains(c));
    if ahead.len() == before.len() {
        return None;
    }
    let start = ahead.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
        at + ahead[at..].chars().next().map_or(0, char::len_utf8)
    });
    ahead[start..].parse().ok()
}

/// The form a character is compared in: half width.
pub(super) fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '【' => '[',
        '】' => ']',
        _ => c,
    }
}
