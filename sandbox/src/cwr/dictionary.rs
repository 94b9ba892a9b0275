//! The four dictionaries (section 3.1). They belong to no project.

use serde_json::{Value, json};

use super::function::Function;

/// Code and name; the first of a list is its default.
type Entry = (&'static str, &'static str);

/// All of them as the document states them.
const CATEGORIES: &[Entry] = &[
    ("00", "劳务工人"),
    ("01", "建设单位管理人员"),
    ("02", "监理单位管理人员"),
    ("03", "施工单位管理人员"),
    ("05", "其它参建单位管理人员"),
];

/// All of them as the document states them.
const JOB_TYPES: &[Entry] = &[
    ("1", "一般作业工种"),
    ("2", "特种作业工种"),
    ("3", "项目管理岗位"),
    ("4", "其它工种"),
];

/// The document shows one code, without its name, and some names: the pairs are the sandbox's own.
const JOBS: &[Entry] = &[
    ("EEF22645FEE411E68E5A089E016627F6", "木工"),
    ("EEF22646FEE411E68E5A089E016627F6", "混凝土工"),
    ("EEF22647FEE411E68E5A089E016627F6", "机械操作工"),
    ("EEF22648FEE411E68E5A089E016627F6", "钢筋工"),
    ("EEF22649FEE411E68E5A089E016627F6", "架子工"),
    ("EEF2264AFEE411E68E5A089E016627F6", "电工"),
    ("EEF2264BFEE411E68E5A089E016627F6", "电焊工"),
    ("EEF2264CFEE411E68E5A089E016627F6", "塔吊司机"),
    ("EEF2264DFEE411E68E5A089E016627F6", "安全员"),
    ("EEF2264EFEE411E68E5A089E016627F6", "施工员"),
];

/// The document states 07 and 13; the others are the sandbox's own.
const COMPANY_TYPES: &[Entry] = &[
    ("01", "施工总承包单位"),
    ("02", "专业分包单位"),
    ("03", "劳务分包单位"),
    ("07", "监理单位"),
    ("13", "建设单位"),
];

fn entries(function: Function) -> &'static [Entry] {
    match function {
        Function::DictListEmpCategory => CATEGORIES,
        Function::DictListJobTypeName => JOB_TYPES,
        Function::DictListJobName => JOBS,
        Function::GetCompanyType => COMPANY_TYPES,
        _ => &[],
    }
}

/// Whether the dictionary has this code.
pub(super) fn has(function: Function, code: &str) -> bool {
    entries(function).iter().any(|(known, _)| *known == code)
}

/// The dictionary, as `result_data` has it.
pub(super) fn answer(function: Function) -> Value {
    let list = entries(function).iter().enumerate();
    let list = list.map(|(at, (code, name))| {
        let flag = if at == 0 { "Y" } else { "N" };
        json!({ "orders": code, "value": name, "flag": flag })
    });
    json!({ "dict_list": list.collect::<Value>() })
}
