//! `[[example]]`: a row and what it must become. Runs in `shangbao check`, and documents the mapping.

use super::columns::position;
use super::plan::{Example, Expected};
use super::{Lookups, Mapping, Rejection};
use crate::language::text;
use crate::platform::Record;
use crate::source::{Column, Value};

impl Mapping {
    /// What the file's `[[example]]`s become, by their names.
    pub fn example_records(&self) -> Vec<(String, Result<Record, Rejection>)> {
        let records = self
            .examples
            .iter()
            .map(|example| (example.name.clone(), example.record(self)));
        records
            .filter_map(|(name, record)| Some((name, record?)))
            .collect()
    }

    /// Runs the file's `[[example]]`s; the name of each that fails, and why.
    pub fn failed_examples(&self) -> Vec<(String, String)> {
        let run = |example: &Example| Some((example.name.clone(), example.failure(self)?));
        self.examples.iter().filter_map(run).collect()
    }

    /// The columns that `[[example]]`s name and the SQL's result does not have: the example's name, and the column.
    pub fn unknown_example_columns(&self, columns: &[Column]) -> Vec<(String, String)> {
        let unknown = |example: &Example| -> Vec<(String, String)> {
            let names = example.row.iter().map(|(name, _)| name);
            let missing = names.filter(|name| position(name, columns).is_err());
            missing
                .map(|name| (example.name.clone(), name.clone()))
                .collect()
        };
        self.examples.iter().flat_map(unknown).collect()
    }
}

impl Example {
    /// Why the example fails under `mapping`; `None` when it holds.
    fn failure(&self, mapping: &Mapping) -> Option<String> {
        let (columns, row) = self.result(mapping);
        let bound = match mapping.bind(&columns) {
            Ok(bound) => bound,
            Err(problems) => {
                let first = problems.first()?;
                let column = text!("mapping-column", name = &first.column);
                return Some(first.lack.said(&column));
            }
        };
        match (bound.apply(&row, &Lookups::default()), &self.wanted) {
            (Ok(record), Expected::Fields(wanted)) => {
                let wrong = wanted.iter().filter_map(|(field, text)| {
                    let sent = held(&record, field);
                    (sent != Some(text.as_str())).then(|| differs(field, sent, text))
                });
                let wrong: Vec<String> = wrong.collect();
                (!wrong.is_empty()).then(|| wrong.join("; "))
            }
            (Ok(_), Expected::Rejected(field)) => {
                Some(text!("mapping-example-became", field = *field))
            }
            (Err(rejection), Expected::Rejected(field))
                if rejection.fields.iter().any(|wrong| wrong.field == *field) =>
            {
                None
            }
            (Err(rejection), _) => {
                let wrong = rejection.fields.iter();
                let wrong = wrong.map(|wrong| format!("`{}`: {}", wrong.field, wrong.message));
                let wrong: Vec<String> = wrong.collect();
                Some(text!("mapping-example-rejected", wrong = wrong.join("; ")))
            }
        }
    }

    /// What the example's row becomes; `None` when the mapping does not fit its columns.
    fn record(&self, mapping: &Mapping) -> Option<Result<Record, Rejection>> {
        let (columns, row) = self.result(mapping);
        Some(
            mapping
                .bind(&columns)
                .ok()?
                .apply(&row, &Lookups::default()),
        )
    }

    /// The example as a result of one row: its own columns, and as NULL those the mapping uses besides.
    fn result(&self, mapping: &Mapping) -> (Vec<Column>, Vec<Value>) {
        let column = |name: &str| Column {
            name: name.to_owned(),
            type_name: String::new(),
            readable: true,
        };
        let mut columns: Vec<Column> = self.row.iter().map(|(name, _)| column(name)).collect();
        let mut row: Vec<Value> = self.row.iter().map(|(_, value)| value.clone()).collect();
        let used = mapping.plans.columns.names();
        for name in used.chain(mapping.key.iter().map(String::as_str)) {
            if position(name, &columns).is_err() {
                columns.push(column(name));
                row.push(Value::Null);
            }
        }
        (columns, row)
    }
}

/// What a field is sent as; of a photo or an attachment, which is not read here, what its column holds.
fn held<'a>(record: &'a Record, field: &str) -> Option<&'a str> {
    match record.wanted.iter().find(|(name, _)| *name == field) {
        Some((_, wanted)) => std::str::from_utf8(wanted.origin.content()).ok(),
        None => record.field(field),
    }
}

/// What an example's field is, and should have been.
fn differs(field: &str, sent: Option<&str>, wanted: &str) -> String {
    match sent {
        Some(sent) => text!(
            "mapping-example-differs",
            field = field,
            sent = sent,
            wanted = wanted
        ),
        None => text!("mapping-example-lacks", field = field, wanted = wanted),
    }
}
