//! The platform's dictionaries: lists of codes that it keeps, one function each (CWR document, section 3.1).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::reply::opened;
use crate::language::text;
use crate::platform::field::{Code, Dictionary};

/// The list's name in `result_data`.
const LIST: &str = "dict_list";

/// Every dictionary.
pub const DICTIONARIES: &[&Dictionary] = &[&EMP_CATEGORY, &JOB_TYPE_NAME, &JOB_NAME, &COMPANY_TYPE];

/// Section 3.1.2. The document states these codes with the field, in section 3.2.2.
pub const EMP_CATEGORY: Dictionary = Dictionary {
    name: "DictListEmpCategory",
    title: "人员类型",
    stated: &[
        Code::new("00", "劳务工人"),
        Code::new("01", "建设单位管理人员"),
        Code::new("02", "监理单位管理人员"),
        Code::new("03", "施工单位管理人员"),
        Code::new("05", "其它参建单位管理人员"),
    ],
};

/// Section 3.1.3. The document states these codes with the field, in section 3.2.2.
pub const JOB_TYPE_NAME: Dictionary = Dictionary {
    name: "DictListJobTypeName",
    title: "工种/岗位",
    stated: &[
        Code::new("1", "一般作业工种"),
        Code::new("2", "特种作业工种"),
        Code::new("3", "项目管理岗位"),
        Code::new("4", "其它工种"),
    ],
};

/// Section 3.1.4. The document states none of its codes.
pub const JOB_NAME: Dictionary = Dictionary {
    name: "DictListJobName",
    title: "工种名称",
    stated: &[],
};

/// Section 3.1.5. The document states two of its codes with the field, in section 3.2.5.
pub const COMPANY_TYPE: Dictionary = Dictionary {
    name: "GetCompanyType",
    title: "单位类型",
    stated: &[Code::new("07", "监理单位"), Code::new("13", "建设单位")],
};

/// An entry of a fetched dictionary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The code, which is text: leading zeros count.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The platform's default.
    pub is_default: bool,
}

/// A dictionary as the platform lists it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The entries, in the platform's order.
    pub entries: Vec<Entry>,
    /// The entries that cannot be used, which are not among these.
    pub skipped: Vec<Skipped>,
}

/// An entry that has no code, or no name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Its place in the platform's list, from 1.
    pub place: usize,
    /// Its code, where it has one.
    pub code: Option<String>,
    /// Its name, where it has one.
    pub name: Option<String>,
}

impl Skipped {
    /// What it lacks, in one sentence.
    pub fn said(&self) -> String {
        let place = self.place.to_string();
        match (&self.code, &self.name) {
            (Some(code), _) => text!("platform-cwr-entry-no-name", place = place, code = code),
            (None, Some(name)) => text!("platform-cwr-entry-no-code", place = place, name = name),
            (None, None) => text!("platform-cwr-entry-empty", place = place),
        }
    }
}

impl Listed {
    /// Reads `result_data` of a dictionary's function: a `dict_list` in it, the list itself, one in the other; each of them also
    /// as JSON in a text.
    pub(super) fn read(data: &Value) -> Self {
        let mut listed = Self::default();
        for (at, entry) in list(data).iter().enumerate() {
            let (code, name) = (text(entry, "orders"), text(entry, "value"));
            match (code, name) {
                (Some(code), Some(name)) => listed.entries.push(Entry {
                    code,
                    name,
                    is_default: is_default(entry),
                }),
                (code, name) => listed.skipped.push(Skipped {
                    place: at + 1,
                    code,
                    name,
                }),
            }
        }
        listed
    }
}

/// The entries of a list, wherever in these data it stands.
fn list(data: &Value) -> Vec<Value> {
    match opened(data.clone()) {
        Value::Array(items) => items
            .into_iter()
            .flat_map(|item| match opened(item) {
                Value::Object(object) if object.contains_key(LIST) => list(&object[LIST]),
                item => vec![item],
            })
            .collect(),
        Value::Object(object) => match object.get(LIST) {
            Some(inside) => list(inside),
            // A gateway that knows XML writes a list of one as that one.
            None if object.contains_key("orders") => vec![Value::Object(object)],
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// A text that is not blank, or a number as text: a whole one without a point.
fn text(entry: &Value, name: &str) -> Option<String> {
    let text = match entry.get(name)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => {
            let digits = number.to_string();
            digits.strip_suffix(".0").unwrap_or(&digits).to_owned()
        }
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn is_default(entry: &Value) -> bool {
    match entry.get("flag") {
        Some(Value::String(flag)) => flag.trim().eq_ignore_ascii_case("y"),
        Some(Value::Bool(flag)) => *flag,
        _ => false,
    }
}
