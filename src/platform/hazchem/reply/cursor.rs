//! Reading Chinese text whose punctuation, width and spacing vary.

/// A place in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// The form a character is compared in: half width, lower case, one shape for each kind of bracket.
pub(super) fn fold(c: char) -> char {
    match c {
        '【' | '〔' | '〖' | '「' | '『' => '[',
        '】' | '〕' | '〗' | '」' | '』' => ']',
        '、' => ',',
        '“' | '”' | '‘' | '’' => '"',
        '\u{FF01}'..='\u{FF5E}' => {
            let half = u32::from(c) - 0xFEE0;
            char::from_u32(half).unwrap_or(c).to_ascii_lowercase()
        }
        _ => c.to_ascii_lowercase(),
    }
}

/// Whether a character only takes room.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

/// What closes a bracket; `None` when it opens nothing.
pub(super) fn closing(open: char) -> Option<char> {
    match open {
        '[' => Some(']'),
        '(' => Some(')'),
        '{' => Some('}'),
        _ => None,
    }
}

impl<'a> Cursor<'a> {
    /// The start of a text.
    pub(super) fn start(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// What lies before.
    pub(super) fn before(&self) -> &'a str {
        &self.text[..self.at]
    }

    /// What lies ahead.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The next character, folded.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next().map(fold)
    }

    /// Steps over one character.
    pub(super) fn step(&mut self) {
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
    }

    /// Steps over `bytes`, which end at a character's end.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Steps over every character that `wanted` takes, folded; blanks are always stepped over.
    pub(super) fn skip_all(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(|c| is_blank(c) || wanted(c)) {
            self.step();
        }
    }

    /// Steps over `word` when it stands here, with or without blanks between its characters.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let mut ahead = *self;
        for (i, wanted) in word.chars().enumerate() {
            if i > 0 {
                ahead.skip_all(|_| false);
            }
            if ahead.peek() != Some(wanted) {
                return false;
            }
            ahead.step();
        }
        *self = ahead;
        true
    }
}
