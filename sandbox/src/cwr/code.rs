//! The codes of section 2.4, and those beyond it that servers of the same family answer.

/// A code of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    /// As it is answered: two digits.
    pub(super) text: &'static str,
    /// What it means: in the document's words, then in others.
    pub(super) messages: &'static [&'static str],
}

const fn code(text: &'static str, messages: &'static [&'static str]) -> Code {
    Code { text, messages }
}

impl Code {
    pub(super) const SUCCESS: Self =
        code("00", &["success", "成功", "操作成功", "接口调用成功", "OK"]);
    pub(super) const PARTIAL: Self = code("10", &["部分失败", "部分数据处理失败", "partial error"]);
    pub(super) const FAILED: Self = code("11", &["error", "失败", "接口调用失败", "保存失败"]);
    pub(super) const UNSIGNED: Self = code("24", &["缺少签名参数"]);
    pub(super) const BAD_SIGNATURE: Self = code("25", &["无效签名"]);
    pub(super) const FORBIDDEN: Self = code("26", &["禁止访问接口", "没有权限", "无权访问"]);
    pub(super) const UNKNOWN_KEY: Self = code("29", &["无效的api_key"]);
    pub(super) const NO_TIME: Self = code("30", &["缺少时间戳参数"]);
    pub(super) const BAD_TIME: Self = code("31", &["非法的时间戳参数"]);
    pub(super) const NO_VERSION: Self = code("32", &["缺少版本参数"]);
    pub(super) const MISSING: Self = code("40", &["缺少必要参数", "参数缺失", "必填参数为空"]);
    pub(super) const ILLEGAL: Self = code("41", &["非法的参数", "参数错误", "参数格式不正确"]);
    pub(super) const UNPROCESSED: Self = code("43", &["处理失败"]);
    pub(super) const NOT_FOUND: Self =
        code("47", &["ERROR: 未找到数据", "未找到数据", "数据不存在"]);
    pub(super) const REPEATED: Self =
        code("48", &["数据重复", "数据重复，请勿重复发送", "重复数据"]);
    pub(super) const ABNORMAL: Self = code("99", &["请求数据异常", "数据异常", "系统异常"]);

    const ALL: [Self; 16] = [
        Self::SUCCESS,
        Self::PARTIAL,
        Self::FAILED,
        Self::UNSIGNED,
        Self::BAD_SIGNATURE,
        Self::FORBIDDEN,
        Self::UNKNOWN_KEY,
        Self::NO_TIME,
        Self::BAD_TIME,
        Self::NO_VERSION,
        Self::MISSING,
        Self::ILLEGAL,
        Self::UNPROCESSED,
        Self::NOT_FOUND,
        Self::REPEATED,
        Self::ABNORMAL,
    ];

    /// The code that is written so.
    pub(crate) fn by_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.text == text)
    }

    /// It as a number.
    pub(super) fn number(self) -> u64 {
        self.text.parse().unwrap_or_default()
    }

    /// Refuses with this code, for this reason.
    pub(super) fn because(self, detail: impl Into<String>) -> Refusal {
        Refusal {
            code: self,
            detail: detail.into(),
        }
    }
}

/// 同一条数据重复发送.
pub(super) const REPEATED: &[&str] = &[
    "同一条数据重复发送",
    "数据重复",
    "数据重复，请勿重复发送",
    "重复数据",
];

/// Why a call or a record is refused, in the platform's language, without values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) code: Code,
    /// For `detail_message`.
    pub(super) detail: String,
}
