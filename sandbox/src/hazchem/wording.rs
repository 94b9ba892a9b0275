//! How districts word what became of an upload's records.

/// How a district words the outcome: what is said of permits, in sections that end at `|`, and of alarms.
///
/// Marks: `$+`, `$-` and `$all` are counts; `$stored`, `$failed` and `$reasons` are lists. What begins as JSON is
/// the reply's `data` itself; its lists are lists, and `$entries` has an object for each record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    pub(super) name: &'static str,
    pub(super) permits: &'static str,
    /// Follows the alarm's subject.
    pub(super) alarms: &'static str,
    /// What separates ids, and reasons.
    pub(super) between: &'static str,
    /// Stands before and after each of them.
    pub(super) quote: &'static str,
    /// A section whose list is empty is left out.
    pub(super) terse: bool,
    pub(super) spelling: Spelling,
}

/// How a district writes the ids that it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    AsSent,
    /// Each letter in the other case.
    Recased,
    Undashed,
}

impl Spelling {
    pub(super) fn of(self, id: &str) -> String {
        match self {
            Self::AsSent => id.to_owned(),
            Self::Recased => id.chars().map(recased).collect(),
            Self::Undashed => id.replace('-', ""),
        }
    }
}

fn recased(letter: char) -> char {
    match letter.is_ascii_lowercase() {
        true => letter.to_ascii_uppercase(),
        false => letter.to_ascii_lowercase(),
    }
}

const DOCUMENT: Wording = Wording {
    name: "document",
    permits: "作业票同步结束,成功 $+条,失败 $-条。|作业票储存成功的作业票 id有[$stored],|失败的作业票 id有[$failed]。 |错误原因为[$reasons]",
    alarms: "数据同步结束，成功 $+条，失败 $-条;",
    between: ",",
    quote: "",
    terse: false,
    spelling: Spelling::AsSent,
};

/// All of them. The first ten tell each record's outcome to any reader.
pub(super) const WORDINGS: &[Wording] = &[
    DOCUMENT,
    Wording {
        name: "compact",
        permits: "作业票同步结束, 成功$+条, 失败$-条。|作业票储存成功的作业票id有[$stored], |失败的作业票id有[$failed]。|错误原因为[$reasons]",
        alarms: "数据同步结束,成功$+条,失败$-条。",
        between: ", ",
        ..DOCUMENT
    },
    Wording {
        name: "full-width",
        permits: "作业票同步结束，成功$+条，失败$-条；|作业票储存成功的作业票id有[$stored]，|失败的作业票id有[$failed]；|错误原因为[$reasons]。",
        alarms: "数据同步结束，成功$+条，失败$-条；",
        between: "，",
        ..DOCUMENT
    },
    Wording {
        name: "spaced",
        permits: "作业票同步结束 ， 成功 $+ 条 ， 失败 $- 条 。 |作业票储存成功的作业票 id 有 [ $stored ] ， |失败的作业票 id 有 [ $failed ] 。 |错误原因为 [ $reasons ]",
        alarms: "数据同步结束 ， 成功 $+ 条 ， 失败 $- 条",
        between: " , ",
        ..DOCUMENT
    },
    Wording {
        name: "colons",
        permits: "作业票同步完成：成功：$+ 条；失败：$- 条。|存储成功的作业票id有：[$stored]；|失败的作业票id有：[$failed]；|错误原因：[$reasons]",
        alarms: "数据同步完成：成功：$+ 条；失败：$- 条。",
        between: ", ",
        ..DOCUMENT
    },
    Wording {
        name: "quoted",
        permits: "作业票同步结束,成功$+条,失败$-条。|保存成功的作业票id有[$stored],|保存失败的作业票id有[$failed]。|失败原因为[$reasons]",
        alarms: "数据同步结束,成功$+条,失败$-条",
        quote: "\"",
        ..DOCUMENT
    },
    Wording {
        name: "lines",
        permits: "作业票同步结束\n成功 $+ 条\n失败 $- 条|\n储存成功的作业票id有：\n$stored|\n失败的作业票id有：\n$failed|\n错误原因为：\n$reasons",
        alarms: "数据同步结束\n成功 $+ 条\n失败 $- 条",
        between: "\n",
        ..DOCUMENT
    },
    Wording {
        name: "total",
        permits: "本次同步作业票共$all条，其中成功$+条，失败$-条。|成功的作业票id有【$stored】，|失败的作业票id有【$failed】，|错误原因为【$reasons】",
        alarms: "数据同步结束，共$all条，成功$+条，失败$-条。",
        between: "、",
        ..DOCUMENT
    },
    Wording {
        name: "failures-first",
        permits: "作业票同步结束,失败$-条,成功$+条。|失败的作业票id有[$failed],|错误原因为[$reasons]。|作业票存储成功的作业票id有[$stored]",
        alarms: "数据同步结束,失败$-条,成功$+条。",
        ..DOCUMENT
    },
    Wording {
        name: "terse",
        permits: "同步结束，成功$+条，失败$-条。|作业票保存成功的作业票id有[$stored]。|失败的作业票id有[$failed]。|错误原因为[$reasons]",
        alarms: "同步结束，成功$+条，失败$-条。",
        terse: true,
        ..DOCUMENT
    },
    Wording {
        name: "recased",
        spelling: Spelling::Recased,
        ..DOCUMENT
    },
    Wording {
        name: "undashed",
        spelling: Spelling::Undashed,
        ..DOCUMENT
    },
    Wording {
        name: "object",
        permits: r#"{"successCount":"$+","failCount":"$-","successIds":"$stored","failIds":"$failed","errorMsg":"$reasons"}"#,
        alarms: r#"{"successCount":"$+","failCount":"$-"}"#,
        ..DOCUMENT
    },
    Wording {
        name: "entries",
        permits: r#""$entries""#,
        alarms: r#""$entries""#,
        ..DOCUMENT
    },
    Wording {
        name: "mute",
        permits: "null",
        alarms: "null",
        ..DOCUMENT
    },
];

impl Wording {
    /// The wording of this name (`document`, `compact`, ..), or at this place of the list, from 0.
    pub fn by_name(name: &str) -> Option<Self> {
        let number = name.parse::<usize>().ok();
        let mut all = WORDINGS.iter().enumerate();
        let found = all.find(|(at, own)| own.name == name || number == Some(*at));
        found.map(|(_, wording)| *wording)
    }

    /// The names of all.
    pub fn names() -> impl Iterator<Item = &'static str> {
        WORDINGS.iter().map(|wording| wording.name)
    }

    pub(super) fn list(&self, items: &[String]) -> String {
        let quoted = items.iter().map(|item| format!("{0}{item}{0}", self.quote));
        quoted.collect::<Vec<_>>().join(self.between)
    }
}
