//! Names, such as `unsuccessList`, cut into words.

use super::Claims;
use super::text::{chinese, english, words};

/// Words that say what a list or field holds, and nothing of how it went.
const NEUTRAL: &[&str] = &[
    "array",
    "arr",
    "code",
    "codes",
    "count",
    "counts",
    "data",
    "detail",
    "details",
    "employee",
    "employees",
    "flag",
    "id",
    "ids",
    "info",
    "infos",
    "is",
    "item",
    "items",
    "list",
    "lists",
    "log",
    "logs",
    "map",
    "message",
    "messages",
    "msg",
    "num",
    "number",
    "numbers",
    "nums",
    "person",
    "persons",
    "reason",
    "reasons",
    "record",
    "records",
    "result",
    "results",
    "row",
    "rows",
    "size",
    "total",
    "user",
    "users",
    "worker",
    "workers",
    "has",
];

/// Words of a count.
const COUNTS: &[&str] = &[
    "amount", "cnt", "count", "counts", "num", "number", "nums", "qty", "size", "sum", "total",
    "totals",
];
const CHINESE_COUNTS: &[&str] = &[
    "数", "数量", "条数", "总数", "人数", "个数", "笔数", "总计", "合计",
];

/// Words that a code's name is made of.
const CODES: &[&str] = &[
    "code",
    "err",
    "errcode",
    "error",
    "errorcode",
    "fail",
    "res",
    "resp",
    "response",
    "result",
    "resultcode",
    "ret",
    "retcode",
    "return",
    "status",
    "sub",
    "biz",
];

/// Words that a verdict's name is made of.
const VERDICTS: &[&str] = &[
    "flag", "is", "res", "result", "results", "ret", "state", "status", "结果", "状态",
];

/// What a name claims.
pub(super) fn claims(name: &str) -> Claims {
    let words: Vec<String> = words(name).iter().flat_map(|word| parted(word)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    // A negated failure in a name (`notFailed`) is no word on what stands there.
    let claims = english(&words) | chinese(name);
    let denies = words.windows(2).any(|pair| {
        matches!(pair[0], "no" | "not" | "non" | "un") && english(&pair[1..]) == Claims::FAILED
    });
    if denies { Claims::UNCLEAR } else { claims }
}

/// Whether a name is that of a count.
pub(in crate::platform) fn is_count(name: &str) -> bool {
    let words: Vec<String> = words(name).iter().flat_map(|word| parted(word)).collect();
    words.iter().any(|word| COUNTS.contains(&word.as_str()))
        || CHINESE_COUNTS
            .iter()
            .any(|word| name.trim().ends_with(word))
}

/// Whether a name is that of a code: `code`, `errorCode`; not `emp_code`.
pub(in crate::platform) fn is_code(name: &str) -> bool {
    let words = words(name);
    let last = words.last().is_some_and(|word| word.ends_with("code"));
    last && words.iter().all(|word| CODES.contains(&word.as_str()))
}

/// Whether a name is that of a verdict: `status`, `result`; not `contract_status`.
pub(super) fn is_verdict(name: &str) -> bool {
    let words = words(name);
    !words.is_empty() && words.iter().all(|word| VERDICTS.contains(&word.as_str()))
}

/// A word that was written in one, such as `unsuccesslist`, in its parts; one that cannot be parted as it is.
fn parted(word: &str) -> Vec<String> {
    if english(&[word]) != Claims::NONE && english(&[word]) != Claims::UNCLEAR {
        return vec![word.to_owned()];
    }
    for neutral in NEUTRAL {
        for rest in [word.strip_suffix(neutral), word.strip_prefix(neutral)]
            .into_iter()
            .flatten()
        {
            let parts = parted(rest);
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            if !rest.is_empty() && matches!(english(&parts), Claims::STORED | Claims::FAILED) {
                let mut out: Vec<String> = parts.into_iter().map(str::to_owned).collect();
                out.push((*neutral).to_owned());
                return out;
            }
        }
    }
    for negation in ["un", "non", "not", "no"] {
        if let Some(rest) = word.strip_prefix(negation)
            && english(&[rest]) == Claims::STORED
        {
            return vec![negation.to_owned(), rest.to_owned()];
        }
    }
    vec![word.to_owned()]
}
