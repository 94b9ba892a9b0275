//! The sentence that tells what became of an upload's records.

use super::super::draw::Drawn;
use super::rules::Upload;

/// What became of the records of one request, in its order.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) stored: Vec<String>,
    /// Ids with the reason.
    pub(super) failed: Vec<(String, String)>,
}

/// How the sentence is punctuated. Districts differ; the words are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wording {
    /// As the document prints it.
    #[default]
    Document,
    /// Half-width, without the document's blanks: seen in public code.
    Compact,
    /// Full-width throughout, between the ids too.
    FullWidth,
    /// Blanks everywhere, and no stop at the end.
    Spaced,
}

impl Wording {
    const ALL: [(&'static str, Self); 4] = [
        ("document", Self::Document),
        ("compact", Self::Compact),
        ("full-width", Self::FullWidth),
        ("spaced", Self::Spaced),
    ];

    /// The wording of this name (`document`, `compact`, `full-width`, `spaced`) or number (0 to 3).
    pub fn by_name(name: &str) -> Option<Self> {
        let number = name.parse::<usize>().ok();
        let mut all = Self::ALL.iter().enumerate();
        let found = all.find(|(at, (own, _))| *own == name || number == Some(*at));
        found.map(|(_, (_, wording))| *wording)
    }

    /// What separates ids, and reasons.
    fn separator(self) -> &'static str {
        match self {
            Self::Document => ",",
            Self::Compact => ", ",
            Self::FullWidth => "，",
            Self::Spaced => " , ",
        }
    }

    /// `{+}` and `{-}` are the counts.
    fn ticket_counts(self) -> &'static str {
        match self {
            Self::Document => "作业票同步结束,成功 {+}条,失败 {-}条。",
            Self::Compact => "作业票同步结束, 成功{+}条, 失败{-}条。",
            Self::FullWidth => "作业票同步结束，成功{+}条，失败{-}条；",
            Self::Spaced => "作业票同步结束 ， 成功 {+} 条 ， 失败 {-} 条 。 ",
        }
    }

    /// `{s}`, `{f}` and `{r}` are the lists: ids stored, ids that failed, reasons.
    fn ticket_lists(self) -> &'static str {
        match self {
            Self::Document => {
                "作业票储存成功的作业票 id有[{s}],失败的作业票 id有[{f}]。 错误原因为[{r}]"
            }
            Self::Compact => {
                "作业票储存成功的作业票id有[{s}], 失败的作业票id有[{f}]。错误原因为[{r}]"
            }
            Self::FullWidth => {
                "作业票储存成功的作业票id有[{s}]，失败的作业票id有[{f}]；错误原因为[{r}]。"
            }
            Self::Spaced => {
                "作业票储存成功的作业票 id 有 [ {s} ] ， 失败的作业票 id 有 [ {f} ] 。 错误原因为 [ {r} ]"
            }
        }
    }

    /// What follows an alarm's subject.
    fn alarm_counts(self) -> &'static str {
        match self {
            Self::Document => "数据同步结束，成功 {+}条，失败 {-}条;",
            Self::Compact => "数据同步结束,成功{+}条,失败{-}条。",
            Self::FullWidth => "数据同步结束，成功{+}条，失败{-}条；",
            Self::Spaced => "数据同步结束 ， 成功 {+} 条 ， 失败 {-} 条",
        }
    }
}

/// The sentence, as the faults that were drawn will have it.
pub(super) fn sentence(upload: Upload, tally: &Tally, drawn: &Drawn) -> String {
    let wording = drawn.wording;
    let (subject, counts) = match upload {
        Upload::WorkTicket => ("", wording.ticket_counts()),
        Upload::GasAlarm => ("作业票气体分析", wording.alarm_counts()),
        Upload::DepartureAlarm => ("作业票人员离场报警", wording.alarm_counts()),
        Upload::TicketFile => ("", "作业票附件存储成功。"),
    };
    let (stored, failed) = counted(tally, drawn.lists_disagree);
    let counts = counts
        .replace("{+}", &stored.to_string())
        .replace("{-}", &failed.to_string());
    let lists = if upload == Upload::WorkTicket && !drawn.count_only {
        lists(tally, drawn)
    } else {
        String::new()
    };
    format!("{subject}{counts}{lists}")
}

fn counted(tally: &Tally, disagree: bool) -> (usize, usize) {
    match (tally.stored.len(), tally.failed.len()) {
        (stored @ 1.., failed) if disagree => (stored - 1, failed + 1),
        (stored, failed @ 1..) if disagree => (stored + 1, failed - 1),
        right => right,
    }
}

fn lists(tally: &Tally, drawn: &Drawn) -> String {
    let separator = drawn.wording.separator();
    let forgotten = usize::from(drawn.forget_one);
    let stored: Vec<&str> = tally
        .stored
        .iter()
        .skip(forgotten)
        .map(String::as_str)
        .collect();
    let (failed, reasons): (Vec<&str>, Vec<&str>) = tally
        .failed
        .iter()
        .map(|(id, reason)| (id.as_str(), reason.as_str()))
        .unzip();
    // Cut at the marks first: an id could look like one.
    let mut text = String::new();
    for piece in drawn.wording.ticket_lists().split_inclusive('}') {
        let (words, list) = match piece.rsplit_once('{') {
            Some((words, "s}")) => (words, &stored),
            Some((words, "f}")) => (words, &failed),
            Some((words, "r}")) => (words, &reasons),
            _ => (piece, &Vec::new()),
        };
        text.push_str(words);
        text.push_str(&list.join(separator));
    }
    text
}
