//! What names and words claim of a record: that it is stored, that it failed, both or neither.
//!
//! Platforms write replies as they like: `unsuccessList`, `failCount`, `"success": false`, `保存失败`, `失败 0条`. Words are read
//! whole, with their negations. What contradicts itself claims both, and vouches for nothing.

mod count;
mod name;
mod text;

use std::ops::BitOr;

use serde_json::Value;

pub(super) use count::counts;
use name::is_verdict;
pub(super) use name::{is_code, is_count};

/// What is claimed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Claims {
    /// Something says that it is stored.
    pub(super) stored: bool,
    /// Something says that it failed.
    pub(super) failed: bool,
}

impl Claims {
    /// Nothing is claimed.
    pub(super) const NONE: Self = Self::new(false, false);
    /// It is stored.
    pub(super) const STORED: Self = Self::new(true, false);
    /// It failed.
    pub(super) const FAILED: Self = Self::new(false, true);
    /// It says something that contradicts itself, or that is not understood.
    pub(super) const UNCLEAR: Self = Self::new(true, true);

    const fn new(stored: bool, failed: bool) -> Self {
        Self { stored, failed }
    }

    /// What the name of a list or a field claims of what stands in it.
    pub(super) fn of_name(name: &str) -> Self {
        name::claims(name)
    }

    /// What a text claims.
    pub(super) fn of_text(text: &str) -> Self {
        text::claims(text)
    }

    /// What a field with a plain value claims of the record that it belongs to. `of_code` tells what a code means.
    pub(super) fn of_field(name: &str, value: &Value, of_code: fn(&str) -> Self) -> Self {
        let Some(plain) = plain(value).filter(|plain| !plain.is_empty()) else {
            return Self::NONE;
        };
        if is_code(name) {
            return of_code(&plain);
        }
        let named = Self::of_name(name);
        match truth(&plain) {
            Some(truth) if named != Self::NONE => named.when(truth),
            Some(truth) if is_verdict(name) => Self::of_verdict(&plain, truth),
            // `"error": ""` and the like were left out above; a text there is a reason.
            None if named != Self::NONE => named | Self::of_text(&plain),
            None if is_verdict(name) => match Self::of_text(&plain) {
                Self::NONE => Self::UNCLEAR,
                claims => claims,
            },
            _ => Self::of_text(&plain),
        }
    }

    /// A `status` or `result` of this value. 0 stands for success at one programmer and for failure at the next.
    fn of_verdict(plain: &str, truth: bool) -> Self {
        match (plain, truth) {
            ("0", _) => Self::UNCLEAR,
            (_, true) => Self::STORED,
            (_, false) => Self::FAILED,
        }
    }

    /// What a name claims whose value is true, or false: `"success": false` says that it failed, `"failed": false` nothing.
    fn when(self, truth: bool) -> Self {
        match (truth, self) {
            (true, claims) => claims,
            (false, Self::STORED) => Self::FAILED,
            (false, Self::FAILED) => Self::NONE,
            (false, claims) => claims,
        }
    }
}

impl BitOr for Claims {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self::new(self.stored | other.stored, self.failed | other.failed)
    }
}

/// A text, a number, or true and false, as text.
pub(super) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(whole(&number.to_string())),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// A number without a fraction that says nothing: some gateways write 200 as `200.0`.
pub(super) fn whole(number: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    match number.split_once('.') {
        Some((whole, zeros))
            if digits(whole.trim_start_matches('-')) && zeros.bytes().all(|c| c == b'0') =>
        {
            whole.to_owned()
        }
        _ => number.to_owned(),
    }
}

/// What stands for true and for false.
fn truth(plain: &str) -> Option<bool> {
    match plain.to_ascii_lowercase().as_str() {
        "true" | "1" | "y" | "yes" | "ok" | "200" | "是" => Some(true),
        "false" | "0" | "n" | "no" | "none" | "null" | "否" | "无" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn known(code: &str) -> Claims {
        match code {
            "00" => Claims::STORED,
            "11" => Claims::FAILED,
            _ => Claims::UNCLEAR,
        }
    }

    #[test]
    fn names_are_read_whole_with_their_negations() {
        for name in [
            "success",
            "successList",
            "success_list",
            "SuccessIds",
            "succ_num",
            "succeeded",
            "successlist",
            "okList",
            "savedRecords",
            "成功列表",
            "isSuccess",
        ] {
            assert_eq!(Claims::of_name(name), Claims::STORED, "{name}");
        }
        for name in [
            "fail",
            "failList",
            "error_list",
            "unsuccessList",
            "unsuccesslist",
            "notSuccess",
            "not_ok",
            "failed",
            "errs",
            "invalidIds",
            "rejectedRecords",
            "errormsg",
            "失败列表",
            "未成功",
            "NonSuccessful",
            "badRows",
            "unSuccess",
        ] {
            assert_eq!(Claims::of_name(name), Claims::FAILED, "{name}");
        }
    }

    #[test]
    fn names_that_say_neither_or_both_vouch_for_nothing() {
        for name in [
            "list",
            "rows",
            "data",
            "passedlog_list",
            "passed_time",
            "code",
            "",
            "人员",
            "okra",
        ] {
            assert_eq!(Claims::of_name(name), Claims::NONE, "{name}");
        }
        for name in [
            "successOrFail",
            "sucessfailed",
            "failsafe",
            "successor",
            "notFailed",
            "成功失败",
        ] {
            assert_eq!(Claims::of_name(name), Claims::UNCLEAR, "{name}");
        }
    }

    #[test]
    fn texts_are_read_with_their_negations_and_counts() {
        for text in [
            "成功",
            "保存成功",
            "操作 成功！",
            "success",
            "Saved successfully",
            "同步结束,成功 1条,失败 0条",
            "成功，无异常",
            "OK",
            "同步成功,错误原因为[]",
            "成功1条,失败：0条",
            "success, errors: 0",
            "成功 没有错误",
        ] {
            assert_eq!(Claims::of_text(text), Claims::STORED, "{text}");
        }
        for text in [
            "失败",
            "保存失败",
            "人员不存在",
            "照片无效",
            "未成功",
            "没有成功",
            "not successful",
            "Error: x",
            "invalid id_code",
            "缺少必要参数",
            "成功 0条,失败 2条",
            "unsuccessful",
            "success: false",
            "系统异常",
            "身份证号有误",
            "失 败",
            "no success",
        ] {
            assert_eq!(Claims::of_text(text), Claims::FAILED, "{text}");
        }
    }

    #[test]
    fn texts_that_say_neither_or_both_vouch_for_nothing() {
        for text in [
            "",
            "张三",
            "2026-03-01 19:00:00",
            "E7",
            "无异常",
            "错误原因：",
            "in",
            "error: null",
        ] {
            assert_eq!(Claims::of_text(text), Claims::NONE, "{text}");
        }
        for text in ["成功 1条,失败 1条", "部分成功，部分失败"] {
            assert_eq!(Claims::of_text(text), Claims::UNCLEAR, "{text}");
        }
    }

    #[test]
    fn a_field_speaks_by_its_name_and_its_value() {
        let of = |name: &str, value: Value| Claims::of_field(name, &value, known);
        for (name, value) in [
            ("success", json!(true)),
            ("status", json!(1)),
            ("status", json!(200.0)),
            ("status", json!("success")),
            ("result", json!("true")),
            ("code", json!("00")),
            ("message", json!("成功")),
            ("success", json!("1")),
            ("flag", json!("Y")),
            ("state", json!("成功")),
        ] {
            assert_eq!(of(name, value.clone()), Claims::STORED, "{name}: {value}");
        }
        for (name, value) in [
            ("success", json!(false)),
            ("success", json!(0)),
            ("result", json!("false")),
            ("error", json!("照片")),
            ("failed", json!(1)),
            ("err_msg", json!("太大")),
            ("errorCode", json!("11")),
            ("message", json!("人员不存在")),
            ("ok", json!("N")),
            ("status", json!("fail")),
        ] {
            assert_eq!(of(name, value.clone()), Claims::FAILED, "{name}: {value}");
        }
        for (name, value) in [
            ("error", json!("")),
            ("error", json!(null)),
            ("failed", json!(false)),
            ("person_name", json!("张三")),
            ("error_num", json!(0)),
            ("direction", json!("in")),
            ("error", json!("无")),
        ] {
            assert_eq!(of(name, value.clone()), Claims::NONE, "{name}: {value}");
        }
        for (name, value) in [
            ("status", json!(0)),
            ("status", json!(7)),
            ("code", json!("5")),
            ("error", json!("成功")),
            ("success", json!("失败")),
            ("result", json!("ja")),
        ] {
            assert_eq!(of(name, value.clone()), Claims::UNCLEAR, "{name}: {value}");
        }
    }
}
