//! `keep` of `[state]`: how long what is settled stays in the state database.

use std::time::Duration;

use super::values::duration_of;
use crate::document::{Fields, Problem};
use crate::language::text;
use crate::pipeline::Keep;

const DAY: Duration = Duration::from_secs(86_400);

/// The least for each. Delivered keys must outlast every look back at what was changed, or they would be sent again.
const LEAST: [(&str, u32); 2] = [("history", 1), ("delivered", 30)];

/// Reads the table. Without it everything is kept.
pub(super) fn read(state: &mut Fields<'_>) -> Keep {
    let Some(node) = state.node("keep") else {
        return Keep::default();
    };
    let Some(mut fields) = Fields::of(node, &text!("config-keep-table"), state.problems()) else {
        return Keep::default();
    };
    let [history, delivered] = LEAST.map(|(key, days)| {
        fields.node(key)?;
        let kept = duration_of(&mut fields, key, DAY)?;
        if kept < DAY * days {
            let message = text!("config-keep-least", key = key, days = days.to_string());
            let problem = Problem::at(fields.at(), message);
            fields.problem(problem);
        }
        Some(kept)
    });
    fields.finish();
    Keep { history, delivered }
}
