//! A first mapping, drafted from a table: columns matched to a target's fields by their names, types and values.
//!
//! Everything that was guessed says so, and what was not found says what it needs. Values of people's columns are
//! never shown, and a code is never made up: what a value means and nobody knows stays out, in a comment.

mod field;
mod guess;
mod quote;
mod streams;
mod text;
mod times;
mod words;

use crate::mapping::Context;
use crate::platform::field::Target;
use crate::source::{ChangeSource, Outline, SourceError, Value};
use field::{Found, wants_values};
use guess::Guesses;

/// A drafted mapping.
#[derive(Debug)]
pub struct Draft {
    /// The file's text.
    pub text: String,
    /// The fields that were found, in the target's order.
    pub found: Vec<&'static str>,
    /// What the mapping needs and was not found: fields, or `key`; each is marked `OPEN` in the text.
    pub open: Vec<&'static str>,
}

/// Drafts a mapping of a table. `context` is that of a job that would use it.
///
/// # Errors
/// When the database cannot be reached or refuses a statement.
pub async fn draft(
    source: &dyn ChangeSource,
    target: &'static Target,
    outline: &Outline,
    context: &Context,
) -> Result<Draft, SourceError> {
    let guesses = Guesses::new(target, outline);
    let mut found = Vec::new();
    for field in target.fields {
        let Some(column) = guesses.column(field.name) else {
            continue;
        };
        let values = match wants_values(field, column) {
            true => outline.values(source, context.dialect, column).await?,
            false => Vec::new(),
        };
        found.push((field.name, Found { column, values }));
    }
    let sample: Vec<Value> = match streams::updated(outline) {
        Some(column) => outline.values(source, context.dialect, column).await?,
        None => Vec::new(),
    };
    let writer = text::Writer {
        target,
        outline,
        context,
        guesses: &guesses,
        found: &found,
    };
    Ok(writer.draft(&sample))
}
