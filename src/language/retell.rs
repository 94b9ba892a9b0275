//! What another process noted in its own language, said in this one.

use super::sentence::{SENTENCES, Sentence};
use super::{Values, Words};

/// What parts of a note may be joined by.
const JOINTS: &[&str] = &["; ", "；", ": ", "："];

/// A reading of a note. Of several the greatest is meant: the one that knows most letters for those of our texts; then the one
/// whose values are whole; then the one that is less put together.
struct Told {
    letters: usize,
    whole: bool,
    own: usize,
    text: String,
}

impl Told {
    /// What is none of our texts.
    fn verbatim(text: &str) -> Self {
        Self {
            letters: 0,
            whole: true,
            own: 0,
            text: text.to_owned(),
        }
    }

    /// The greater of two, the first of equals.
    fn or(self, other: Self) -> Self {
        let rank = |told: &Self| (told.letters, told.whole, told.own);
        if rank(&other) > rank(&self) {
            other
        } else {
            self
        }
    }

    fn then(&self, joint: &str, rest: &Self, end: &str) -> Self {
        Self {
            letters: self.letters + rest.letters,
            whole: self.whole && rest.whole,
            own: self.own.max(rest.own),
            text: [&self.text, joint, &rest.text, end].concat(),
        }
    }
}

impl Words {
    /// Says in this language what was noted in any: the texts in it by their twins, all else as it is.
    pub fn retell(&self, noted: &str) -> String {
        self.told(noted).text
    }

    /// The best reading of what may be joined. What stands behind each joint is read first, from the last one on.
    fn told(&self, noted: &str) -> Told {
        let joints = joints(noted);
        let mut behind: Vec<(usize, &str, Told)> = Vec::new();
        for begin in joints
            .iter()
            .map(|(at, joint)| at + joint.len())
            .rev()
            .chain([0])
        {
            let mut best = self.told_alone(&noted[begin..]);
            for (at, joint, rest) in behind.iter().rev() {
                let first = self.told_alone(&noted[begin..*at]);
                best = best.or(first.then(joint, rest, ""));
            }
            let Some((at, joint)) = joints.iter().find(|(at, joint)| at + joint.len() == begin)
            else {
                return best;
            };
            behind.push((*at, *joint, best));
        }
        Told::verbatim(noted)
    }

    /// The best reading of what is not joined, but for what its values hold or the brackets behind it.
    fn told_alone(&self, noted: &str) -> Told {
        let mut best = Told::verbatim(noted);
        for sentence in SENTENCES.iter() {
            if let Some(values) = sentence.values_in(noted) {
                best = best.or(self.told_of(sentence, values));
            }
        }
        let brackets = noted.strip_suffix(')');
        match brackets.and_then(|noted| noted.rsplit_once(" (")) {
            Some((text, inside)) => best.or(self.told(text).then(" (", &self.told(inside), ")")),
            None => best,
        }
    }

    fn told_of(&self, sentence: &Sentence, values: Vec<(&str, &str)>) -> Told {
        let mut letters = sentence.letters;
        let mut told = Values::new();
        let whole = values.iter().all(|(_, value)| joints(value).is_empty());
        for (name, value) in values {
            let value = self.told(value);
            letters += value.letters;
            told.set(name.to_owned(), value.text);
        }
        Told {
            letters,
            whole,
            own: sentence.letters,
            text: self.tell(&sentence.name, &told),
        }
    }
}

/// Where the parts of a note may be joined, and by what.
fn joints(noted: &str) -> Vec<(usize, &str)> {
    let joints = JOINTS.iter().flat_map(|joint| noted.match_indices(joint));
    let mut joints: Vec<_> = joints.collect();
    joints.sort_unstable();
    joints
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::super::sentence::Part;
    use super::*;

    #[test]
    fn what_one_language_says_is_retold_in_the_other() {
        for sentence in SENTENCES.iter() {
            let mut values = Values::new();
            for (at, part) in sentence.parts.iter().enumerate() {
                if let Part::Value(name) = part {
                    values.set(name.clone(), format!("v{at}"));
                }
            }
            for [from, to] in [[0, 1], [1, 0], [0, 0], [1, 1]] {
                let said = Words::of(Language::ALL[from]).tell(&sentence.name, &values);
                let words = Words::of(Language::ALL[to]);
                let meant = words.tell(&sentence.name, &values);
                assert_eq!(words.retell(&said), meant, "{}", sentence.name);
            }
        }
    }

    #[test]
    fn texts_within_a_note_are_retold_and_mere_words_are_not() {
        let cases = [
            (
                "stream `a`: no route; stream `b`: it was asked to stop",
                "变更流 `a`：no route; 变更流 `b`：已按要求停止",
            ),
            (
                "无效 (where all records are refused so, check, the most likely first: `api_version` of AddCompany, called as \"1.0\"; the clock: it agrees with the platform's; the signature, which `shangbao sign` explains)",
                "无效 (如果所有记录都这样被拒绝，请依可能性由大到小检查：AddCompany 的 `api_version`，调用时为 \"1.0\"；时钟，与平台一致；签名，`shangbao sign` 会说明其由来)",
            ),
            ("back to the start; it was at no", "退回到 起点；原位置 no"),
            (
                "lng: column `x`: degrees are not between -90 and 90; lat: column `y`: degrees are not between -90 and 90",
                "lng: 列 `x`：度数不在 -90 与 90 之间; lat: 列 `y`：度数不在 -90 与 90 之间",
            ),
            (
                "facephoto: column `face_url`: the file is not there, below `root` of the source's `files`",
                "facephoto: 列 `face_url`: 文件不在数据源 `files` 的 `root` 之下",
            ),
        ];
        for (noted, told) in cases {
            assert_eq!(Words::of(Language::Chinese).retell(noted), told);
        }
    }

    #[test]
    fn a_code_behind_a_note_stays_there() {
        let chinese = Words::of(Language::Chinese);
        let noted = "source `site`: its url cannot be used: no such host (url)";
        let retold = "数据源 `site`：它的 url 无法使用：no such host (url)";
        assert_eq!(chinese.retell(noted), retold);
        let noted = "stream `t`: its position is no whole number; run `shangbao rewind` (position)";
        let retold = "变更流 `t`：它的读取位置不是整数；请运行 `shangbao rewind` (position)";
        assert_eq!(chinese.retell(noted), retold);
    }

    #[test]
    fn what_is_none_of_our_texts_stays() {
        for noted in [
            "",
            "失败",
            "Data truncated; 重复: 4",
            "a: b",
            "x (42)",
            ")",
            "no",
            "text",
        ] {
            assert_eq!(Words::of(Language::Chinese).retell(noted), noted);
        }
    }
}
