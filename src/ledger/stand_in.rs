//! Keys that no table of the state holds: too long, or with U+0000. Each has a stand-in, under which the failure of its change is kept.

use sha2::{Digest as _, Sha256};

use super::LedgerError;

/// The longest key that can be kept, in characters.
const KEY_LENGTH: usize = 700;
/// How much of a key its stand-in shows, in characters.
const SHOWN: usize = 40;
/// Stands between what is shown of a key and its digest.
const MARK: &str = "…#";
/// The length of the digest, in hexadecimal digits.
const DIGITS: usize = 32;

/// Why a key cannot be kept; `None` where it can.
pub fn key_fault(key: &str) -> Option<LedgerError> {
    if key.len() > KEY_LENGTH && key.chars().count() > KEY_LENGTH {
        return Some(LedgerError::LongKey);
    }
    key.contains('\0').then_some(LedgerError::KeyWithNul)
}

/// What is kept in place of a key that cannot be kept: its beginning, and a digest that tells it from others. A text that is too long for
/// a key may tell of people, so that of such a one neither digits nor words beyond ASCII are shown.
pub fn stand_in(key: &str) -> String {
    let is_long = matches!(key_fault(key), Some(LedgerError::LongKey));
    let shown = key.chars().take(SHOWN).map(|character| match character {
        '\0' => '␀',
        other if is_long && (other.is_ascii_digit() || !other.is_ascii()) => '*',
        other => other,
    });
    let digest = hex::encode(&Sha256::digest(key)[..DIGITS / 2]);
    format!("{}{MARK}{digest}", shown.collect::<String>())
}

/// Whether a key that is kept stands for one that cannot be.
pub fn is_stand_in(key: &str) -> bool {
    let Some((shown, digest)) = key.rsplit_once(MARK) else {
        return false;
    };
    let is_digest = digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    digest.len() == DIGITS && is_digest && shown.chars().count() <= SHOWN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stand_in_is_kept_known_as_one_and_tells_nothing_of_a_person() {
        let long = format!("id=110105194912310118;张三;{}", "x".repeat(700));
        let other = format!("{long}x");
        for key in [long.as_str(), &other, "8\u{0}7", "\0"] {
            assert!(key_fault(key).is_some(), "{key:?}");
            let kept = stand_in(key);
            assert!(key_fault(&kept).is_none() && is_stand_in(&kept), "{kept}");
        }
        assert_ne!(stand_in(&long), stand_in(&other));
        let kept = stand_in(&long);
        assert!(kept.starts_with("id=******************;**;xxx"), "{kept}");
        assert!(stand_in("8\u{0}7").starts_with("8␀7…#"));
        for key in ["8", "张三…#1", &"证".repeat(700), &long[..90]] {
            assert!(key_fault(key).is_none() && !is_stand_in(key), "{key}");
        }
    }
}
