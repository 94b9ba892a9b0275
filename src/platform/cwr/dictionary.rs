//! The platform's dictionaries: lists of codes that it keeps, one function each (CWR document, section 3.1).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::platform::field::{Code, Dictionary};

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

/// Reads `result_data` of a dictionary's function; `None` when it holds no `dict_list` with entries.
pub(super) fn entries(data: &Value) -> Option<Vec<Entry>> {
    let list = data.get("dict_list").unwrap_or(data).as_array()?;
    let text = |entry: &Value, name: &str| match entry.get(name)? {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let entries: Option<Vec<Entry>> = list
        .iter()
        .map(|entry| {
            Some(Entry {
                code: text(entry, "orders").filter(|code| !code.is_empty())?,
                name: text(entry, "value").filter(|name| !name.is_empty())?,
                is_default: text(entry, "flag").is_some_and(|flag| flag == "Y"),
            })
        })
        .collect();
    entries.filter(|entries| !entries.is_empty())
}
