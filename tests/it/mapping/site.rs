//! The builder of these tests: a site's mapping, compiled and applied to one row.

use std::path::{Path, PathBuf};

use shangbao::document::{Document, Problems};
use shangbao::mapping::{Context, Lookups, Mapping, Rejection};
use shangbao::platform::Record;
use shangbao::source::{Column, Param, Value};
use shangbao::sql::Dialect;

/// A mapping in the making.
pub(super) struct Site {
    target: &'static str,
    changes: String,
    rows: String,
    fields: Vec<(String, String)>,
    tail: String,
    path: PathBuf,
    pub(super) context: Context,
}

/// What every permit needs, as constants but for the id.
const PERMIT: &[(&str, &str)] = &[
    ("id", "\"id\""),
    ("ticket_type", "{ value = \"02\" }"),
    ("start_time", "{ value = \"2026-03-01 08:00\" }"),
    ("end_time", "{ value = \"2026-03-01 10:00\" }"),
    ("ticket_position", "{ value = \"tank 7\" }"),
    ("ticket_content", "{ value = \"welding\" }"),
    ("company_social_code", "{ value = \"91370200163569824H\" }"),
    ("gas_analyse", "{ value = \"0\" }"),
    ("safe_measure", "{ value = \"0\" }"),
    ("ticket_status", "{ value = \"1\" }"),
    ("lng", "{ value = \"120.1\" }"),
    ("lat", "{ value = \"36.1\" }"),
    ("supervisor_name", "{ value = \"A\" }"),
    ("worker_name", "{ value = \"B\" }"),
    ("workDept_name", "{ value = \"C\" }"),
    ("is_contractor_task", "{ value = \"1\" }"),
    ("major_person", "{ value = \"D\" }"),
    ("major_person_mobile", "{ value = \"13800000000\" }"),
    ("is_changed", "{ value = \"1\" }"),
    ("is_cancelled", "{ value = \"1\" }"),
];

const ALARM: &[(&str, &str)] = &[
    ("id", "\"id\""),
    ("ticket_id", "{ value = \"T-1\" }"),
    ("alarm_time", "{ value = \"2026-03-01 08:00:00\" }"),
    ("alarm_type", "{ value = \"3\" }"),
];

impl Site {
    /// A mapping of work permits in which all is sound.
    pub(super) fn permit() -> Self {
        Self::of("hazchem.work_ticket", PERMIT)
    }

    /// A mapping of gas alarms in which all is sound.
    pub(super) fn alarm() -> Self {
        Self::of("hazchem.gas_alarm", ALARM)
    }

    /// A mapping of attachments; it has yet to say where they are.
    pub(super) fn attachment() -> Self {
        Self::of("hazchem.ticket_file", &[("wid", "\"id\"")])
    }

    /// A mapping of another target with these fields.
    pub(super) fn of(target: &'static str, fields: &[(&str, &str)]) -> Self {
        let own = |(name, toml): &(&str, &str)| ((*name).to_owned(), (*toml).to_owned());
        Self {
            target,
            changes: "[[changes]]\nkind = \"log\"\ntable = \"change_log\"\ncursor = \"id\"\nkey = \"row_key\"\n".to_owned(),
            rows: "[rows]\nkey = \"id\"\nsql = \"SELECT * FROM t WHERE id IN (:keys)\"\n".to_owned(),
            fields: fields.iter().map(own).collect(),
            tail: String::new(),
            path: Path::new("mappings/test.toml").to_owned(),
            context: Context {
                dialect: Dialect::Postgres,
                source_timezone: chrono_tz::Asia::Shanghai,
                files: shangbao::media::Settings::default(),
                timezone: chrono_tz::Asia::Shanghai,
                kind: target.split('.').next().unwrap_or_default(),
                params: [
                    ("project".to_owned(), Param::Text("P-1".to_owned())),
                    ("site".to_owned(), Param::Integer(17)),
                ]
                .into(),
            },
        }
    }

    /// Maps a field in another way.
    pub(super) fn field(mut self, name: &str, toml: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), toml.to_owned()));
        self
    }

    /// Maps a field no more.
    pub(super) fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self
    }

    /// Other `[[changes]]`.
    pub(super) fn changes(mut self, toml: &str) -> Self {
        self.changes = toml.to_owned();
        self
    }

    /// Another `[rows]`, or none.
    pub(super) fn rows(mut self, toml: &str) -> Self {
        self.rows = toml.to_owned();
        self
    }

    /// What stands behind `[fields]`.
    pub(super) fn tail(mut self, toml: &str) -> Self {
        self.tail = toml.to_owned();
        self
    }

    /// Another dialect.
    pub(super) fn on(mut self, dialect: Dialect) -> Self {
        self.context.dialect = dialect;
        self
    }

    /// Another place of the mapping file.
    pub(super) fn at(mut self, path: &Path) -> Self {
        self.path = path.to_owned();
        self
    }

    fn text(&self) -> String {
        let fields = self.fields.iter();
        let fields: String = fields
            .map(|(name, toml)| format!("{name} = {toml}\n"))
            .collect();
        format!(
            "target = \"{}\"\n{}{}[fields]\n{fields}{}",
            self.target, self.changes, self.rows, self.tail
        )
    }

    pub(super) fn compile(&self) -> Result<Mapping, Problems> {
        compile(&self.text(), &self.path, &self.context)
    }

    /// The compiled mapping.
    pub(super) fn mapping(&self) -> Mapping {
        self.compile()
            .unwrap_or_else(|problems| panic!("{problems}"))
    }

    /// The problems: each with its place and hint, one a line.
    pub(super) fn problems(&self) -> String {
        listed(&self.compile().expect_err("it compiles"))
    }

    /// The record or rejection of a row with these columns besides `id`.
    pub(super) fn apply(&self, cells: &[(&str, Value)]) -> Result<Record, Rejection> {
        self.apply_knowing(cells, &Lookups::default())
    }

    /// The same, with what the row does not know.
    pub(super) fn apply_knowing(
        &self,
        cells: &[(&str, Value)],
        lookups: &Lookups,
    ) -> Result<Record, Rejection> {
        let mapping = self.mapping();
        let (columns, row) = result(cells);
        let bound = mapping
            .bind(&columns)
            .unwrap_or_else(|problems| panic!("{problems:?}"));
        bound.apply(&row, lookups)
    }

    /// What is sent for a field, `-` for nothing; or behind an `x` the fields that reject the row, and why.
    pub(super) fn sent(&self, field: &str, cells: &[(&str, Value)]) -> String {
        match self.apply(cells) {
            Ok(record) => record.field(field).unwrap_or("-").to_owned(),
            Err(rejection) => {
                let wrong = rejection.fields.iter();
                let wrong = wrong.map(|wrong| format!("x {}: {}", wrong.field, wrong.message));
                wrong.collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// What is sent for a field that is mapped by `toml`, from the column `c`.
    pub(super) fn of_column(field: &str, toml: &str, value: Value) -> String {
        let site = match field {
            "alarm_time" | "handle_time" => Self::alarm(),
            _ => Self::permit(),
        };
        site.field(field, toml).sent(field, &[("c", value)])
    }
}

/// Compiles a mapping's text.
pub(super) fn compile(text: &str, path: &Path, context: &Context) -> Result<Mapping, Problems> {
    let (document, syntax) = Document::parse(path, text);
    assert!(syntax.is_empty(), "{syntax}");
    Mapping::compile(&document, context)
}

/// Problems as `line:column message | hint`, one a line.
pub(super) fn listed(problems: &Problems) -> String {
    let line = |problem: &shangbao::document::Problem| {
        let place = problems.line_column(&problem.at);
        let (line, column) = place.unwrap_or_default();
        let hint = problem.hint.as_ref();
        let hint = hint.map_or(String::new(), |hint| format!(" | {hint}"));
        format!("{line}:{column} {}{hint}", problem.message)
    };
    let mut lines: Vec<String> = problems.iter().map(line).collect();
    lines.sort();
    lines.join("\n")
}

/// A result of one row with these columns besides `id`.
pub(super) fn result(cells: &[(&str, Value)]) -> (Vec<Column>, Vec<Value>) {
    let mut columns = vec![column("id")];
    let mut row = vec![text("A-1")];
    for (name, value) in cells {
        columns.push(column(name));
        row.push(value.clone());
    }
    (columns, row)
}

/// A readable column.
pub(super) fn column(name: &str) -> Column {
    Column {
        name: name.to_owned(),
        type_name: "TEXT".to_owned(),
        readable: true,
    }
}

/// A text.
pub(super) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
