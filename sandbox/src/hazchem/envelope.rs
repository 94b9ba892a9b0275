//! The envelope of the three JSON uploads, and what refuses a request as a whole.

use std::collections::HashSet;

use serde_json::Value;

use super::super::store::Content;

/// A body as far as it could be read; ids are known even where the request will be refused.
pub(super) struct Envelope {
    body: Option<Value>,
    /// The ids of its records that have one, in order.
    pub(super) ids: Vec<String>,
}

impl Envelope {
    pub(super) fn read(body: &[u8]) -> Self {
        let body: Option<Value> = serde_json::from_slice(body).ok();
        let records = body.as_ref().and_then(|body| body["data"].as_array());
        let ids = records
            .into_iter()
            .flatten()
            .filter_map(|record| Some(record["id"].as_str()?.to_owned()))
            .collect();
        Self { body, ids }
    }

    /// How many records it holds.
    pub(super) fn records(&self) -> usize {
        let records = self.body.as_ref().and_then(|body| body["data"].as_array());
        records.map_or(0, Vec::len)
    }

    /// Its `dataId` and its records by id, or why the whole request is refused.
    pub(super) fn open(self) -> Result<(String, Vec<(String, Content)>), String> {
        let Some(Value::Object(mut body)) = self.body else {
            return Err("请求体不是JSON对象".to_owned());
        };
        for name in ["systemName", "areaCode"] {
            let value = body.get(name).and_then(Value::as_str);
            if value.is_none_or(|value| value.trim().is_empty()) {
                return Err(format!("{name}不能为空"));
            }
        }
        let data_id = match body.get("dataId") {
            Some(Value::String(id)) if is_data_id(id) => id.clone(),
            _ => return Err("dataId须为32位UUID".to_owned()),
        };
        match body.remove("data") {
            Some(Value::Array(records)) if !records.is_empty() => Ok((data_id, by_id(records)?)),
            _ => Err("data须为非空集合".to_owned()),
        }
    }
}

fn is_data_id(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Records by their ids. One without an id cannot be named in an answer, and of two with the same id
/// nobody knows which one counts; so both refuse the request.
fn by_id(records: Vec<Value>) -> Result<Vec<(String, Content)>, String> {
    let mut seen = HashSet::new();
    let mut by_id = Vec::with_capacity(records.len());
    for (at, record) in records.into_iter().enumerate() {
        let number = at + 1;
        let Value::Object(record) = record else {
            return Err(format!("data第{number}条不是对象"));
        };
        let id = match record.get("id") {
            Some(Value::String(id)) if !id.trim().is_empty() => id.clone(),
            _ => return Err(format!("data第{number}条id不能为空")),
        };
        if !seen.insert(id.clone()) {
            return Err(format!("data第{number}条id重复"));
        }
        by_id.push((id, record));
    }
    Ok(by_id)
}
