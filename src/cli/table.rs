//! Tables on a terminal: columns as wide as their widest cell, Chinese characters two wide.

use unicode_width::UnicodeWidthStr;

use super::output::say;
use crate::language::spoken;

/// Prints rows below a heading.
pub(super) fn print(heading: &[String], rows: &[Vec<String>]) {
    let columns = heading.len();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].width());
        cells.chain([heading[column].width()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut text = String::new();
        for (cell, width) in cells.zip(&widths) {
            text.push_str(cell);
            text.push_str(&" ".repeat(width - cell.width() + 2));
        }
        say!("{}", text.trim_end());
    };
    line(&mut heading.iter().map(String::as_str));
    for row in rows {
        line(&mut row.iter().map(String::as_str));
    }
}

/// A state's word, as tables have it.
pub(super) fn state(word: &str) -> String {
    spoken().say(&format!("cli-state-{word}"))
}

/// The word of something that happened to a record, as tables have it.
pub(super) fn event(word: &str) -> String {
    spoken().say(&format!("cli-event-{word}"))
}
