//! What tells what became of an upload's records: a sentence, in most districts.

use serde_json::{Value, json};

use super::super::draw::Drawn;
use super::super::template::{fill, write};
use super::rules::Upload;

/// What became of the records of one request, in its order.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) stored: Vec<String>,
    /// Ids with the reason.
    pub(super) failed: Vec<(String, String)>,
}

/// How a district words the outcome: what is said of permits, in sections that end at `|`, and of alarms.
///
/// Marks: `$+`, `$-` and `$all` are counts; `$stored`, `$failed` and `$reasons` are lists. What begins as JSON is
/// the reply's `data` itself; its lists are lists, and `$entries` has an object for each record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    name: &'static str,
    permits: &'static str,
    /// Follows the alarm's subject.
    alarms: &'static str,
    /// What separates ids, and reasons.
    between: &'static str,
    /// Stands before and after each of them.
    quote: &'static str,
    /// A section whose list is empty is left out.
    terse: bool,
    spelling: Spelling,
}

/// How a district writes the ids that it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    AsSent,
    /// Each letter in the other case.
    Recased,
    Undashed,
}

impl Spelling {
    fn of(self, id: &str) -> String {
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
pub(crate) const WORDINGS: &[Wording] = &[
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

    fn list(&self, items: &[String]) -> String {
        let quoted = items.iter().map(|item| format!("{0}{item}{0}", self.quote));
        quoted.collect::<Vec<_>>().join(self.between)
    }

    fn sentence(&self, template: &str, told: &Told) -> String {
        let text = |mark: &str| match told.list(mark) {
            Some(list) => Some(self.list(list).into()),
            None => told.count(mark),
        };
        let sections = template.split('|').filter(|section| {
            let mut lists = ["stored", "failed", "reasons"].into_iter();
            let list = lists.find(|list| section.contains(&format!("${list}")));
            let empty = list.and_then(|list| told.list(list));
            !self.terse || empty.is_none_or(|list| !list.is_empty())
        });
        sections.map(|section| write(section, &text)).collect()
    }
}

/// What a reply says became of the records.
struct Told {
    stored: Vec<String>,
    failed: Vec<String>,
    reasons: Vec<String>,
    counts: (usize, usize),
}

impl Told {
    /// The truth in this wording, or what the faults that were drawn make of it.
    fn new(tally: &Tally, wording: &Wording, drawn: &Drawn) -> Self {
        let counts = match (tally.stored.len(), tally.failed.len()) {
            (stored @ 1.., failed) if drawn.lists_disagree => (stored - 1, failed + 1),
            (stored, failed @ 1..) if drawn.lists_disagree => (stored + 1, failed - 1),
            right => right,
        };
        let forgotten = usize::from(drawn.forget_one);
        let stored = tally.stored.iter().skip(forgotten);
        let failed = tally.failed.iter();
        let failed = failed.map(|(id, reason)| (wording.spelling.of(id), reason.clone()));
        let (failed, reasons) = failed.unzip();
        Self {
            stored: stored.map(|id| wording.spelling.of(id)).collect(),
            failed,
            reasons,
            counts,
        }
    }

    fn list(&self, mark: &str) -> Option<&[String]> {
        match mark {
            "stored" => Some(&self.stored),
            "failed" => Some(&self.failed),
            "reasons" => Some(&self.reasons),
            _ => None,
        }
    }

    fn count(&self, mark: &str) -> Option<Value> {
        let (stored, failed) = self.counts;
        match mark {
            "+" => Some(stored.into()),
            "-" => Some(failed.into()),
            "all" => Some((stored + failed).into()),
            _ => None,
        }
    }

    fn entries(&self) -> Value {
        let stored = self.stored.iter();
        let stored = stored.map(|id| json!({ "id": id, "success": true, "msg": "保存成功" }));
        let failed = self.failed.iter().zip(&self.reasons);
        let failed =
            failed.map(|(id, reason)| json!({ "id": id, "success": false, "msg": reason }));
        stored.chain(failed).collect()
    }
}

/// The reply's `data`, as the platform words it and the faults that were drawn will have it.
pub(super) fn outcome(upload: Upload, tally: &Tally, drawn: &Drawn) -> Value {
    let wording = drawn.wording.unwrap_or_else(|| drawn.words.of(WORDINGS));
    let told = Told::new(tally, &wording, drawn);
    let (subject, mut template) = match upload {
        Upload::GasAlarm => ("作业票气体分析", wording.alarms),
        Upload::DepartureAlarm => ("作业票人员离场报警", wording.alarms),
        Upload::WorkTicket | Upload::TicketFile => ("", wording.permits),
    };
    if template.starts_with(['{', '"', 'n']) {
        return fill(template, &|mark: &str| match told.list(mark) {
            Some(list) => Some(list.into()),
            None if mark == "entries" => Some(told.entries()),
            None => told.count(mark),
        });
    }
    if drawn.count_only {
        template = template.split('|').next().unwrap_or_default();
    }
    format!("{subject}{}", wording.sentence(template, &told)).into()
}
