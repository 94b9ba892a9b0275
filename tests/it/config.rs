//! `jobs.toml`: layers, places, several problems in one answer, jobs that start and jobs that do not.

mod addresses;
mod chinese;
mod keep;

use std::path::PathBuf;

use shangbao::config::{Loaded, load};
use shangbao::document::Problems;
use shangbao::schedule::{Cron, Schedule};
use shangbao::source::{Begin, Param};
use tempfile::TempDir;

pub(crate) const GOOD: &str = r#"
[sources.site]
url = "postgres://reporter:geheim@127.0.0.1/permits"

[platforms.hazchem]
kind = "hazchem"
url = "http://10.100.254.26:8012"
username = "u"
password = "streng-geheim"
system_name = "系统"
area_code = "370211"
params = { social_code = "9137", site_project = 17 }

[jobs.work_ticket]
mapping = "hazchem/work_ticket"
source = "site"
platform = "hazchem"
"#;

/// A folder with this `jobs.toml`.
pub(crate) fn folder(text: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jobs.toml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn loaded(text: &str) -> Result<Loaded, Problems> {
    let (_folder, path) = folder(text);
    load(&path)
}

/// Each problem as `line:column message (hint)`.
fn problems(problems: &Problems) -> Vec<String> {
    let shown = problems.iter().map(|problem| {
        let place = problems
            .line_column(&problem.at)
            .map(|(line, column)| format!("{line}:{column} "));
        let hint = problem.hint.as_ref().map(|hint| format!(" ({hint})"));
        format!(
            "{}{}{}",
            place.unwrap_or_default(),
            problem.message,
            hint.unwrap_or_default()
        )
    });
    shown.collect()
}

#[test]
fn defaults_hold_where_nothing_is_said() {
    let loaded = loaded(GOOD).unwrap();
    assert_eq!(problems(&loaded.problems), Vec::<String>::new());
    let config = loaded.config;
    assert_eq!(config.timezone.name(), "Asia/Shanghai");
    assert_eq!(config.mappings, config.folder.join("mappings"));
    let source = &config.sources["site"];
    assert_eq!(
        (source.max_connections, source.statement_timeout.as_secs()),
        (4, 30)
    );
    let platform = &config.platforms["hazchem"];
    assert_eq!(
        (
            platform.concurrency,
            platform.timeout.as_secs(),
            platform.kind.name()
        ),
        (2, 30, "hazchem")
    );
    assert_eq!(platform.params["social_code"], Param::Text("9137".into()));
    assert_eq!(platform.params["site_project"], Param::Integer(17));
    let job = &config.jobs[0];
    assert_eq!((job.batch_records, job.batch_bytes), (100, 2 << 20));
    assert_eq!(
        (
            job.retry.first.as_secs(),
            job.retry.most.as_secs(),
            job.retry.attempts
        ),
        (30, 3600, 20)
    );
    assert_eq!((job.begin, &job.schedule), (Begin::All, &None));
    assert_eq!(
        job.mapping,
        config.folder.join("mappings/hazchem/work_ticket.toml")
    );
}

#[test]
fn a_job_for_several_platforms_is_a_job_for_each() {
    let text = GOOD.replace(
        "platform = \"hazchem\"",
        "platform = [\"hazchem\", \"trial\"]\nschedule = \"*/5 * * * *\"\nbegin = \"2026-03-01\"",
    ) + "\n[platforms.trial]\nkind = \"hazchem\"\nurl = \"http://127.0.0.1\"\nusername = \"u\"\npassword = \"p\"\nsystem_name = \"s\"\narea_code = \"1\"\n";
    let jobs = loaded(&text).unwrap().config.jobs;
    let names: Vec<(&str, &str)> = jobs
        .iter()
        .map(|job| (job.name.as_str(), job.job.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            ("work_ticket@hazchem", "work_ticket"),
            ("work_ticket@trial", "work_ticket")
        ]
    );
    assert_eq!(
        jobs[0].schedule,
        Some(Schedule::Cron(Cron::parse("*/5 * * * *").unwrap()))
    );
    assert_eq!(
        jobs[1].begin,
        Begin::Time("2026-03-01T00:00:00".parse().unwrap())
    );
}

#[test]
fn all_problems_come_in_one_answer_each_with_its_place() {
    let text = r#"timezone = "Asia/Shanghai"
colour = "red"

[sources.site]
url = "oracle://x"
max_conections = 4

[platforms.hazchem]
kind = "hazchem"
url = "10.100.254.26"
username = "u"
password = 5
area_code = "370211"
concurrency = 99

[jobs.work_ticket]
mapping = "hazchem/work_ticket"
source = "sites"
platform = "hazchem"
schedule = "every minute"
batch = { records = 0, bites = 1 }
"#;
    let loaded = loaded(&text.replace("colour = \"red\"\n", "")).unwrap();
    insta::assert_debug_snapshot!(problems(&loaded.problems), @r#"
    [
        "4:7 [sources.site]: `url`: a url begins with postgres://, mysql:// or sqlite:// (write postgres://user:password@host/database, mysql://.. or sqlite://file)",
        "5:1 [sources.site]: unknown option `max_conections` (did you mean `max_connections`?)",
        "9:7 `url` must be an address that starts with http:// or https://",
        "11:12 [platforms.hazchem]: `password` must be text, not a whole number",
        "7:1 [platforms.hazchem] needs `system_name`",
        "13:15 `concurrency` must be from 1 to 32",
        "17:10 there is no source `sites` (did you mean `site`?)",
        "19:12 `schedule`: it has neither five nor six fields (five fields, minute hour day month weekday, such as \"0 2 * * *\"; or six, seconds first)",
        "20:21 `records` must be from 1 to 1000",
        "20:24 `batch`: unknown option `bites` (did you mean `bytes`?)",
    ]
    "#);
    assert_eq!(loaded.blocked.keys().collect::<Vec<_>>(), ["work_ticket"]);
    assert!(loaded.config.jobs.is_empty());

    let general = problems(&super::config::loaded(text).unwrap_err());
    assert_eq!(
        general,
        [
            "2:1 the configuration: unknown option `colour` (known: timezone, mappings, state, sources, platforms, jobs, web)"
        ]
    );
}

#[test]
fn a_misspelt_platform_is_known_again() {
    let kind = |kind: &str| {
        let loaded = loaded(&GOOD.replace("kind = \"hazchem\"", &format!("kind = \"{kind}\"")));
        problems(&loaded.unwrap().problems)
    };
    assert_eq!(
        kind("hazcem"),
        ["6:8 there is no platform of kind `hazcem` (did you mean `hazchem`?)"]
    );
}

#[test]
fn a_job_with_problems_is_not_started_and_the_others_are() {
    let text = GOOD.to_owned()
        + "\n[jobs.gas_alarm]\nmapping = \"hazchem/gas_alarm\"\nsource = \"site\"\nplatform = \"hazchen\"\n\n[jobs.other]\nsource = \"site\"\nplatform = \"hazchem\"\n";
    let loaded = loaded(&text).unwrap();
    assert_eq!(
        loaded
            .config
            .jobs
            .iter()
            .map(|job| job.name.as_str())
            .collect::<Vec<_>>(),
        ["work_ticket"]
    );
    assert_eq!(
        loaded.blocked["gas_alarm"],
        "its table in the configuration has problems"
    );
    assert_eq!(
        loaded.blocked["other"],
        "its table in the configuration has problems"
    );
    assert_eq!(
        problems(&loaded.problems),
        [
            "22:12 there is no platform `hazchen` (did you mean `hazchem`?)",
            "24:1 [jobs.other] needs `mapping`"
        ]
    );
}

#[test]
fn secrets_lie_in_files_of_their_own_and_are_never_shown() {
    let (folder, path) = folder(GOOD.replace(
        "password = \"streng-geheim\"",
        "password_file = \"password\"",
    ));
    let missing = problems(&load(&path).unwrap().problems);
    assert!(
        missing[0].contains("`password_file` names a file that cannot be read"),
        "{missing:?}"
    );
    std::fs::write(folder.path().join("password"), "\n").unwrap();
    assert!(problems(&load(&path).unwrap().problems)[0].contains("names an empty file"));
    std::fs::write(folder.path().join("password"), "streng-geheim\n").unwrap();
    let loaded = load(&path).unwrap();
    let shangbao::config::PlatformKind::Hazchem(hazchem) = &loaded.config.platforms["hazchem"].kind
    else {
        panic!("of another kind");
    };
    assert_eq!(hazchem.password.expose(), "streng-geheim");
    let shown = format!("{loaded:?}");
    assert!(
        !shown.contains("geheim") && shown.contains("***"),
        "{shown}"
    );

    let both = problems(
        &super::config::loaded(&GOOD.replace("username", "password_file = \"x\"\nusername"))
            .unwrap()
            .problems,
    );
    assert!(
        both[0].contains("`password` and `password_file` are both given"),
        "{both:?}"
    );
}

#[test]
fn files_that_are_no_toml_or_no_utf8_are_named_with_their_place() {
    let syntax = loaded("timezone = \"Asia/Shanghai\n[state]\n").unwrap_err();
    assert!(syntax.to_string().contains("1:"), "{syntax}");

    let (_folder, path) = folder(b"# \xc9\xcf\xb1\xa8\n");
    let gbk = load(&path).unwrap_err().to_string();
    assert!(
        gbk.contains("line 1 is not UTF-8") && gbk.contains("GBK"),
        "{gbk}"
    );

    let (_folder, path) = folder(format!("\u{feff}{GOOD}"));
    assert!(
        load(&path).unwrap().problems.is_empty(),
        "a byte order mark is no problem"
    );
}

#[test]
fn a_relative_sqlite_path_starts_at_the_configurations_folder() {
    let (folder, path) = folder(GOOD.replace(
        "postgres://reporter:geheim@127.0.0.1/permits",
        "sqlite://data/site.db",
    ));
    let config = load(&path).unwrap().config;
    let expected = format!("sqlite://{}", folder.path().join("data/site.db").display());
    assert_eq!(config.sources["site"].url.expose(), expected);
    assert_eq!(
        config.state.url.expose(),
        format!("sqlite://{}", folder.path().join("shangbao.db").display())
    );
}
