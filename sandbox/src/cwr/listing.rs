//! How an answer of code 10 tells which records failed. No real answer of this kind is known, so the sandbox tells
//! it in every way that a programmer of the platform might have chosen.

use serde_json::{Value, json};

use super::super::store::Content;
use super::super::template::fill;
use super::code::Refusal;

/// A form of `result_data`, and of the entries that stand in its lists.
///
/// Marks of the data: `$failed`, `$stored` and `$all` are lists of entries, `$few` is the list of failures without
/// its last, `$fewstored` that of the stored records; `$+`, `$-` and `$n` are counts; `$map` has the reasons by id,
/// `$ids` is a text of the ids that failed. Marks of an entry: `$fields` are the fields that name the record, `$id` the first
/// of them, `$row` its place from 1; `$code`, `$number` and `$message` are those of the refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Listing {
    name: &'static str,
    data: &'static str,
    /// What the entries of failed records look like: one after the other takes the next of these.
    failed: &'static [&'static str],
    stored: &'static str,
}

const CODED: &[&str] = &[r#"{"$fields":0,"code":"$code","message":"$message"}"#];
const NAMED: &[&str] = &[r#"{"$fields":0}"#];

const fn listing(name: &'static str, data: &'static str) -> Listing {
    failing(name, data, CODED)
}

const fn failing(
    name: &'static str,
    data: &'static str,
    failed: &'static [&'static str],
) -> Listing {
    Listing {
        name,
        data,
        failed,
        stored: r#"{"$fields":0}"#,
    }
}

/// Every record is listed, with a word of its own.
const fn own(name: &'static str, stored: &'static str, failed: &'static [&'static str]) -> Listing {
    Listing {
        name,
        data: r#"{"list":"$all"}"#,
        failed,
        stored,
    }
}

/// All of them. The first ten tell each record's outcome to any reader.
#[rustfmt::skip]
pub(crate) const LISTINGS: &[Listing] = &[
    listing("named", r#"{"error_list":"$failed"}"#),
    listing("nested", r#"{"data":{"fail_num":"$-","rows":"$failed"}}"#),
    listing("bare", r#""$failed""#),
    listing("text", r#"{"$text":{"error_list":"$failed"}}"#),
    listing("text-list", r#"{"fail_num":"$-","error_list":{"$text":"$failed"}}"#),
    failing("unsuccess", r#"{"unsuccessList":"$failed"}"#, NAMED),
    failing("not-success", r#"{"not_success":"$failed"}"#, NAMED),
    failing("both", r#"{"successList":"$stored","unsuccessList":"$failed"}"#, NAMED),
    own("own-success", r#"{"$fields":0,"success":true}"#, &[r#"{"$fields":0,"success":false,"message":"$message"}"#]),
    own("own-code-text", r#"{"$fields":0,"code":"00","message":"success"}"#, CODED),
    own("own-code", r#"{"$fields":0,"code":0}"#, &[r#"{"$fields":0,"code":"$number","message":"$message"}"#]),
    own("own-code-200", r#"{"$fields":0,"code":200,"msg":"成功"}"#, &[r#"{"$fields":0,"code":500,"msg":"$message"}"#]),
    own("own-status", r#"{"$fields":0,"status":1}"#, &[r#"{"$fields":0,"status":0,"message":"$message"}"#]),
    own("own-status-turned", r#"{"$fields":0,"status":0}"#, &[r#"{"$fields":0,"status":1,"message":"$message"}"#]),
    own("own-status-text", r#"{"$fields":0,"status":"success"}"#, &[r#"{"$fields":0,"status":"fail","message":"$message"}"#]),
    own("own-result", r#"{"$fields":0,"result":"true"}"#, &[r#"{"$fields":0,"result":"false","message":"$message"}"#]),
    own("own-message", r#"{"$fields":0,"message":"成功"}"#, &[r#"{"$fields":0,"message":"$message"}"#]),
    own("own-words", r#"{"$fields":0,"msg":"保存成功"}"#, &[r#"{"$fields":0,"msg":"保存失败：$message"}"#]),
    own("own-letter", r#"{"$fields":0,"state":"Y"}"#, &[r#"{"$fields":0,"state":"N"}"#]),
    own("own-silent", r#"{"$fields":0}"#, &[r#"{"$fields":0,"message":"$message"}"#]),
    failing("ids", r#""$failed""#, &[r#""$id""#]),
    failing("ids-and-words", r#""$failed""#, &[r#""$id""#, r#""$id:$message""#]),
    failing("ids-named", r#"{"fail_list":"$failed"}"#, &[r#""$id""#]),
    failing("rows", r#""$failed""#, &[r#""$row""#]),
    failing("row-objects", r#"{"error_list":"$failed"}"#, &[r#"{"index":"$row","message":"$message"}"#]),
    failing("nameless", r#"{"error_list":"$failed"}"#, &[r#"{"code":"$code","message":"$message"}"#]),
    listing("counts", r#"{"success_num":"$+","fail_num":"$-"}"#),
    listing("count-beyond", r#"{"fail_count":"$-","list":"$few"}"#),
    failing("count-beyond-ids", r#"{"failCount":"$-","failList":"$few"}"#, &[r#""$id""#]),
    failing("stored-beyond", r#"{"success_count":"$+","success_list":"$fewstored"}"#, NAMED),
    failing("stored-only", r#"{"success_list":"$stored"}"#, NAMED),
    listing("count-denied", r#"{"success_num":"$n","fail_num":0}"#),
    listing("map", r#"{"errors":"$map"}"#),
    listing("sentence", r#""成功$+条,失败$-条,失败的编号为$ids""#),
    listing("failed-success", r#"{"fail":{"success":"$failed"}}"#),
    failing("failed-success-word", r#"{"fail_list":"$failed"}"#, &[r#"{"$fields":0,"status":"success","message":"$message"}"#]),
    listing("wrapped", r#"{"result":{"code":"10","data":{"items":{"$text":"$failed"}}}}"#),
    listing("empty", "{}"),
    listing("null", "null"),
    listing("list-empty", "[]"),
];

/// A record of a list, judged.
pub(super) struct Judged {
    /// The fields that name it.
    pub(super) names: Content,
    pub(super) refusal: Option<Refusal>,
}

impl Listing {
    /// The listing of this name.
    pub(crate) fn by_name(name: &str) -> Option<Self> {
        LISTINGS
            .iter()
            .find(|listing| listing.name == name)
            .copied()
    }

    /// The names of all.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        LISTINGS.iter().map(|listing| listing.name)
    }

    /// `result_data` of an answer that tells of these records.
    pub(super) fn data(&self, records: &[Judged]) -> Value {
        let mut all = Vec::new();
        let (mut stored, mut failed, mut ids) = (Vec::new(), Vec::new(), Vec::new());
        let mut reasons = Content::new();
        for (at, record) in records.iter().enumerate() {
            let template = match record.refusal {
                Some(_) => self.failed[failed.len() % self.failed.len()],
                None => self.stored,
            };
            let entry = fill(template, &|mark| record.mark(at, mark));
            all.push(entry.clone());
            match &record.refusal {
                Some(refusal) => {
                    reasons.insert(record.id(), refusal.detail.as_str().into());
                    ids.push(record.id());
                    failed.push(entry);
                }
                None => stored.push(entry),
            }
        }
        let few = |list: &[Value]| Value::from(&list[..list.len().saturating_sub(1)]);
        fill(self.data, &|mark| match mark {
            "failed" => Some(json!(failed)),
            "stored" => Some(json!(stored)),
            "all" => Some(json!(all)),
            "few" => Some(few(&failed)),
            "fewstored" => Some(few(&stored)),
            "+" => Some(stored.len().into()),
            "-" => Some(failed.len().into()),
            "n" => Some(all.len().into()),
            "map" => Some(reasons.clone().into()),
            "ids" => Some(ids.join("、").into()),
            _ => None,
        })
    }
}

impl Judged {
    fn id(&self) -> String {
        let name = self.names.values().next().and_then(Value::as_str);
        name.unwrap_or_default().to_owned()
    }

    fn mark(&self, at: usize, mark: &str) -> Option<Value> {
        let refusal = self.refusal.as_ref();
        match mark {
            "fields" => Some(self.names.clone().into()),
            "id" => Some(self.id().into()),
            "row" => Some((at + 1).into()),
            "code" => refusal.map(|refusal| refusal.code.text.into()),
            "number" => refusal.map(|refusal| refusal.code.number().into()),
            "message" => refusal.map(|refusal| refusal.detail.as_str().into()),
            _ => None,
        }
    }
}
