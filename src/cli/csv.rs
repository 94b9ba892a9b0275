//! CSV as spreadsheets read it (RFC 4180).

/// What a file begins with, so that spreadsheets know it as UTF-8.
pub(super) const MARK: char = '\u{feff}';

/// A line, with its end.
pub(super) fn line(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    cells.join(",") + "\r\n"
}

fn quoted(cell: &str) -> String {
    match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}
