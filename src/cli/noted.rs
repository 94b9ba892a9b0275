//! What other processes noted, in the language of this one.

use std::collections::HashMap;

use crate::language::spoken;

/// Notes that were said again. A list has the same ones over and over: each is looked up once.
#[derive(Default)]
pub(super) struct Noted(HashMap<String, String>);

impl Noted {
    /// A note in the language of this process.
    pub(super) fn retell(&mut self, note: Option<String>) -> Option<String> {
        let note = note?;
        let told = self.0.get(&note).cloned().unwrap_or_else(|| {
            let told = spoken().retell(&note);
            self.0.insert(note, told.clone());
            told
        });
        Some(told)
    }
}
