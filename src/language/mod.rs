//! The languages that people are spoken to in. The texts lie in `locales/`, a folder a language, in Project Fluent's form;
//! no sentence for a person stands anywhere else. The name of a text begins with the name of its file (but for the page's).
//!
//! [`text!`] says a text in the language of the process: that of `--lang`, else of the locale. The pages have a language a
//! reader. What a process notes in the state database it notes in its own language; [`Words::retell`] says it in another.
//! Log lines are for operators and their tools, and are English.

mod retell;
mod sentence;

use std::borrow::Borrow;
use std::sync::{Arc, LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

pub(crate) use fluent_bundle::FluentArgs as Values;

/// A text in the language of the process: `text!("config-no-zone", name = zone)`. Values are texts, or counts; a number that
/// is no count is given as text, so that it is shown as it is.
macro_rules! text {
    ($name:literal $(,)?) => {
        $crate::language::spoken().say($name)
    };
    ($name:literal, $($key:ident = $value:expr),+ $(,)?) => {{
        let mut values = $crate::language::Values::new();
        $(values.set(stringify!($key), $value);)+
        $crate::language::spoken().tell($name, &values)
    }};
}
pub(crate) use text;

/// The language of this process, once it is chosen.
static SPOKEN: OnceLock<Language> = OnceLock::new();
static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| Language::ALL.map(Words::read));

/// Chooses the language of this process; the first choice stands.
pub fn speak(language: Language) {
    SPOKEN.get_or_init(|| language);
}

/// The texts in the language of this process; in English before that is chosen.
pub fn spoken() -> &'static Words {
    Words::of(*SPOKEN.get().unwrap_or(&Language::English))
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// Its tag, as pages and links have it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// Its name, in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// The language of a tag (`zh`, `zh-TW`, `en-GB`); `None` for one that is not spoken.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| {
            let own = language.tag().split('-').next();
            own.is_some_and(|own| own.eq_ignore_ascii_case(primary))
        })
    }

    /// The one that an `Accept-Language` header likes best; `None` where it names none of them.
    pub fn of_header(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for wish in header.split(',') {
            let (tag, weight) = wish.split_once(";q=").unwrap_or((wish, "1"));
            let weight: f32 = weight.trim().parse().unwrap_or(0.0);
            let better = weight > best.map_or(0.0, |(weight, _)| weight);
            if let Some(language) = Self::of_tag(tag).filter(|_| better) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }

    /// The one that the host's locale names; English where it names none of them.
    pub fn of_locale() -> Self {
        let locale = sys_locale::get_locale().unwrap_or_default();
        Self::of_tag(&locale).unwrap_or(Self::English)
    }

    /// The files of its texts: name and content.
    fn files(self) -> [(&'static str, &'static str); 14] {
        macro_rules! files {
            ($folder:literal: $($name:literal)+) => {
                [$(($name, include_str!(concat!("../../locales/", $folder, "/", $name, ".ftl")))),+]
            };
        }
        match self {
            Self::English => {
                files!("en": "cli" "config" "database" "draft" "help" "ledger" "mapping" "media" "page" "pipeline" "platform" "sandbox" "source" "status")
            }
            Self::Chinese => {
                files!("zh-CN": "cli" "config" "database" "draft" "help" "ledger" "mapping" "media" "page" "pipeline" "platform" "sandbox" "source" "status")
            }
        }
    }
}

/// The texts of one language. A clone is cheap.
#[derive(Clone)]
pub struct Words {
    /// The language.
    pub language: Language,
    bundle: Arc<FluentBundle<FluentResource>>,
}

impl Words {
    /// The texts of a language.
    pub fn of(language: Language) -> &'static Self {
        let [chinese, english] = &*WORDS;
        match language {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }

    fn read(language: Language) -> Self {
        let mut bundle =
            FluentBundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
        // Marks around inserted text would be copied together with a key.
        bundle.set_use_isolating(false);
        for (_, texts) in language.files() {
            let (Ok(texts) | Err((texts, _))) = FluentResource::try_new(texts.to_owned());
            bundle.add_resource_overriding(texts);
        }
        Self {
            language,
            bundle: Arc::new(bundle),
        }
    }

    /// A text.
    pub fn say(&self, id: &str) -> String {
        self.text(id, None)
    }

    /// A text with values in it.
    pub fn tell(&self, id: &str, values: &Values<'_>) -> String {
        self.text(id, Some(values))
    }

    /// A text with a number in it, `count`.
    pub fn count(&self, id: &str, count: impl Borrow<u64>) -> String {
        let mut args = FluentArgs::new();
        args.set("count", *count.borrow());
        self.text(id, Some(&args))
    }

    /// A text with another one in it, by its name.
    pub fn with(&self, id: &str, name: &str, value: impl AsRef<str>) -> String {
        self.fill(id, &[(name, value.as_ref())])
    }

    /// A text with others in it, by their names.
    pub fn fill(&self, id: &str, values: &[(&str, &str)]) -> String {
        let args: FluentArgs<'_> = values.iter().copied().collect();
        self.text(id, Some(&args))
    }

    /// A stretch of time, by its largest unit.
    pub fn age(&self, seconds: i64) -> String {
        let seconds = seconds.max(0).unsigned_abs();
        match seconds {
            ..120 => self.count("age-seconds", seconds),
            120..7200 => self.count("age-minutes", seconds / 60),
            7200..172_800 => self.count("age-hours", seconds / 3600),
            _ => self.count("age-days", seconds / 86_400),
        }
    }

    /// A text that is missing shows its name: a test sees to it that none is.
    fn text(&self, id: &str, args: Option<&FluentArgs<'_>>) -> String {
        let message = self.bundle.get_message(id);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let text = self.bundle.format_pattern(pattern, args, &mut Vec::new());
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browsers_wishes_are_weighed() {
        let cases = [
            ("zh-CN,zh;q=0.9,en;q=0.8", Some(Language::Chinese)),
            ("fr, en-GB;q=0.7, zh;q=0.6", Some(Language::English)),
            ("en;q=0.2, zh-TW;q=0.5", Some(Language::Chinese)),
            ("fr", None),
            ("zh;q=0", None),
            ("", None),
        ];
        for (header, language) in cases {
            assert_eq!(Language::of_header(header), language, "{header}");
        }
    }

    #[test]
    fn every_file_can_be_read() {
        for language in Language::ALL {
            for (name, texts) in language.files() {
                let read = FluentResource::try_new(texts.to_owned());
                let problems = read.err().map(|(_, problems)| problems);
                assert_eq!(problems, None, "{language:?}: {name}.ftl");
            }
        }
    }

    #[test]
    fn numbers_bend_the_words() {
        let words = Words::of(Language::English);
        assert_eq!(words.age(7200), "2 hours");
        assert_eq!(words.age(60), "60 s");
        assert_eq!(Words::of(Language::Chinese).age(300), "5 分钟");
    }
}
