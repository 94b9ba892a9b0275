//! `template = "{start:%Y-%m-%d}:{end:%Y-%m-%d}"`: text with columns in it.

use super::time::{TimeFormat, Zones, moment};
use crate::language::text;
use crate::mapping::columns::{Cells, Columns};
use crate::mapping::error::FieldError;
use crate::mapping::text::text_of;

/// A template, taken apart.
#[derive(Clone, Debug)]
pub(in crate::mapping) struct Template {
    pieces: Vec<Piece>,
    zones: Zones,
}

#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Column {
        slot: usize,
        format: Option<TimeFormat>,
        /// A NULL gives "" instead of making the value missing.
        may_be_empty: bool,
    },
}

impl Template {
    /// Takes a template apart for `field`.
    ///
    /// # Errors
    /// What is wrong with it, in the words of a message.
    pub(in crate::mapping) fn new(
        text: &str,
        zones: Zones,
        columns: &mut Columns,
        field: &'static str,
    ) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, brace) = rest.split_at(at);
            plain.push_str(before);
            if brace.starts_with("{{") || brace.starts_with("}}") {
                plain.push_str(&brace[..1]);
                rest = &brace[2..];
                continue;
            }
            let Some(inside) = brace.strip_prefix('{') else {
                return Err(text!("mapping-lone-brace"));
            };
            let Some((inside, after)) = inside.split_once('}') else {
                return Err(text!("mapping-open-brace"));
            };
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
            pieces.push(column(inside, columns, field)?);
            rest = after;
        }
        plain.push_str(rest);
        pieces.push(Piece::Text(plain));
        pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
        Ok(Self { pieces, zones })
    }

    /// The slots of its columns, in order.
    pub(in crate::mapping) fn slots(&self) -> Vec<usize> {
        let mut slots = Vec::new();
        for piece in &self.pieces {
            if let Piece::Column { slot, .. } = piece
                && !slots.contains(slot)
            {
                slots.push(*slot);
            }
        }
        slots
    }

    /// Lets a column be NULL; `false` when the template does not have it.
    pub(in crate::mapping) fn let_be_empty(&mut self, name: &str, columns: &Columns) -> bool {
        let mut found = false;
        for piece in &mut self.pieces {
            if let Piece::Column {
                slot, may_be_empty, ..
            } = piece
                && columns.name(*slot) == name
            {
                *may_be_empty = true;
                found = true;
            }
        }
        found
    }

    /// The text for a row; `None` when a column that may not be empty is NULL.
    ///
    /// # Errors
    /// The column whose value has no text, or is no time.
    pub(in crate::mapping) fn fill(&self, cells: Cells<'_>) -> Result<Option<String>, FieldError> {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Column {
                    slot,
                    format,
                    may_be_empty,
                } => match cells.get(*slot) {
                    None if *may_be_empty => {}
                    None => return Ok(None),
                    Some(value) => {
                        let text = match format {
                            None => text_of(value).map(|text| out.push_str(&text)),
                            Some(format) => moment(value, None, self.zones)
                                .and_then(|moment| format.write(moment))
                                .map(|text| out.push_str(&text)),
                        };
                        text.map_err(|error| FieldError::of(*slot, error))?;
                    }
                },
            }
        }
        Ok(Some(out))
    }
}

fn column(inside: &str, columns: &mut Columns, field: &'static str) -> Result<Piece, String> {
    let (name, format) = match inside.split_once(':') {
        Some((name, format)) => {
            let parsed = TimeFormat::new(format).filter(|_| format.contains('%'));
            let wrong = || text!("mapping-no-format", format = format);
            (name, Some(parsed.ok_or_else(wrong)?))
        }
        None => (inside, None),
    };
    if name.trim().is_empty() || name != name.trim() {
        return Err(text!("mapping-template-name"));
    }
    Ok(Piece::Column {
        slot: columns.slot(name, field),
        format,
        may_be_empty: false,
    })
}
