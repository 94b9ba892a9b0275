//! `new`: mappings drafted from the tables of sites.

mod command;

use std::collections::BTreeMap;
use std::path::Path;

use shangbao::document::Document;
use shangbao::draft::{Draft, draft};
use shangbao::mapping::{Context, Mapping};
use shangbao::media;
use shangbao::platform::{TARGETS, TargetLookup, target};
use shangbao::source::{Bounds, Outline, Param};
use shangbao::sql::{Dialect, fill};

use crate::bed::each_dialect;
use crate::source::site::Site;

/// The tables of the sites in the words of a database.
fn tables(dialect: Dialect) -> String {
    let of = |postgres, mysql, sqlite| match dialect {
        Dialect::Postgres => postgres,
        Dialect::MySql => mysql,
        Dialect::Sqlite => sqlite,
    };
    let id = of(
        "bigserial PRIMARY KEY",
        "bigint PRIMARY KEY AUTO_INCREMENT",
        "INTEGER PRIMARY KEY AUTOINCREMENT",
    );
    fill(
        include_str!("../../data/draft.sql"),
        &[
            ("id", id),
            ("text", of("varchar(200)", "varchar(200)", "TEXT")),
            ("time", of("timestamp", "datetime", "TEXT")),
            ("day", of("date", "date", "TEXT")),
            ("whole", of("bigint", "bigint", "INTEGER")),
            ("number", of("double precision", "double", "REAL")),
            ("bytes", of("bytea", "longblob", "BLOB")),
            ("q", of("\"", "`", "\"")),
        ],
    )
}

const TABLES: &[&str] = &[
    "work_permits",
    "ticket_persons",
    "gas_test_record",
    "permit_status_log",
    "gas_alarms",
    "departure_alarms",
    "ticket_attachments",
    "hj_project_workers",
    "hj_attendance_record",
    "hj_construction_company",
    "hj_construction_project",
    "bus_pass_record",
    "作业票",
    "permit_view",
    "nameless",
    "change_log",
    "t_zyp",
    "t_czrz",
];

pub(crate) fn context(dialect: Dialect, kind: &'static str) -> Context {
    Context {
        dialect,
        source_timezone: chrono_tz::Asia::Shanghai,
        timezone: chrono_tz::Asia::Shanghai,
        kind,
        params: BTreeMap::from([("project".to_owned(), Param::Text("440300201500303".into()))]),
        files: media::Settings {
            allowed_hosts: vec!["10.1.2.3".into()],
            ..media::Settings::default()
        },
    }
}

/// A mapping drafted for a target, and what `check` says of it.
async fn drafted(
    site: &Site,
    dialect: Dialect,
    name: &str,
    table: &str,
) -> (Draft, Result<Mapping, String>) {
    let TargetLookup::Known(target) = target(name) else {
        panic!("{name}");
    };
    let outline = Outline::read(site.source.as_ref(), dialect, table)
        .await
        .unwrap();
    let outline = outline.unwrap_or_else(|| panic!("{table} is not seen"));
    let context = context(dialect, target.kind());
    let draft = draft(site.source.as_ref(), target, &outline, &context)
        .await
        .unwrap();
    let (document, syntax) = Document::parse(Path::new("draft.toml"), &draft.text);
    assert!(syntax.is_empty(), "{syntax}{}", draft.text);
    let mapping = Mapping::compile(&document, &context).map_err(|problems| {
        let messages = problems.iter().map(|problem| problem.message.clone());
        messages.collect::<Vec<_>>().join("\n")
    });
    (draft, mapping)
}

/// The file that `new` writes for a table has no problem but those it marks as open, whatever the target is.
async fn assert_sound(site: &Site, dialect: Dialect, table: &str) {
    for target in TARGETS {
        let (draft, mapping) = drafted(site, dialect, target.name, table).await;
        let what = format!("{} of {table} on {dialect}", target.name);
        for name in &draft.open {
            assert!(
                draft.text.contains(&format!("# OPEN {name}:")),
                "{what}: {}",
                draft.text
            );
        }
        match mapping {
            Ok(mapping) => {
                let none = site.source.rows(&mapping.rows, &[], Bounds::OWN).await;
                let bound = mapping.bind(&none.unwrap().columns).map(drop);
                assert_eq!(bound, Ok(()), "{what}");
            }
            Err(problems) => {
                for problem in problems.lines() {
                    let open = |name: &&str| problem.contains(&format!("`{name}`"));
                    assert!(
                        draft.open.iter().any(open),
                        "{what}: {problem}\n{}",
                        draft.text
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn every_table_of_sites_yields_a_mapping_whose_only_problems_are_those_marked_open() {
    each_dialect(async |dialect| {
        let site = Site::new(dialect, &tables(dialect)).await;
        for table in TABLES {
            assert_sound(&site, dialect, table).await;
        }
    })
    .await;
}

#[tokio::test]
async fn every_table_of_the_sample_sites_does_so() {
    let mut seen = 0;
    for script in [
        include_str!("../../../sql/demo/site.sql"),
        include_str!("../../../sql/demo/building.sql"),
    ] {
        let site = Site::new(Dialect::Sqlite, script).await;
        for table in script.split("\nCREATE TABLE ").skip(1) {
            assert_sound(&site, Dialect::Sqlite, table.split(' ').next().unwrap()).await;
            seen += 1;
        }
    }
    assert_eq!(seen, 11);
}

/// Lines that a draft must have.
type Lines = &'static [&'static str];

/// The drafts of some tables have these lines.
async fn assert_drafts(drafts: &[(&str, &str, Lines)]) {
    each_dialect(async |dialect| {
        let site = Site::new(dialect, &tables(dialect)).await;
        for (target, table, lines) in drafts {
            let (draft, _) = drafted(&site, dialect, target, table).await;
            for line in *lines {
                assert!(draft.text.contains(line), "{line}\n{}", draft.text);
            }
        }
    })
    .await;
}

const PERMITS: Lines = &[
    "kind   = \"updated\"\ntable  = \"work_permits\"\ncursor = \"updated_at\"\nkey    = \"id\"",
    "\n[[changes]]\nkind   = \"scan\"\ntable  = \"work_permits\"\nschedule = \"0 2 * * *\"\nkey    = \"id\"",
    "\nid = \"ticket_no\"",
    "\nticket_type = { column = \"ticket_type\", codes = { hot_work = \"01\" } }",
    "\nticket_position = \"work_location\"",
    "#   radiography = \"..\" is not known: left out",
];
const GAS: Lines = &[
    "\n[[changes]]\nkind   = \"flag\"",
    "\nalarm_time = { column = \"raised_at\", parse = \"ms\" }",
    "\nalarm_type = { column = \"kind\", codes = { late = \"2\" } }",
];
const DEPARTURES: Lines = &[
    "unit   = \"s\"",
    "\nalarm_time = { column = \"raised_at\", parse = \"%Y/%m/%d %H:%M\" }",
    "# alarm_type = { column = \"kind\", codes = { 2 = \"2\" } }",
];
const CHINESE: Lines = &[
    "\nstart_time = { column = \"开始时间\", parse = \"%Y年%m月%d日 %H:%M\" }",
    "\nsupervisor_name = { column = \"监护人\", split = \"、\" }",
    "\nticket_type = { column = \"作业类型\", codes = { \"受限空间\" = \"02\" } }",
];

const PINYIN: Lines = &[
    "\nstart_time = \"jhkssj\"",
    "\nworker_name = \"zyry\"",
    "\ngas_analyse = { column = \"sfqtfx\", yes = [\"是\"], no = [\"否\"] }",
    "\nis_contractor_task = { column = \"sfwbdw\", yes = [\"1\"], no = [\"0\"] }",
];

#[tokio::test]
async fn columns_of_a_plant_are_found_by_their_names_types_and_values() {
    assert_drafts(&[
        ("hazchem.work_ticket", "work_permits", PERMITS),
        ("hazchem.gas_alarm", "gas_alarms", GAS),
        ("hazchem.departure_alarm", "departure_alarms", DEPARTURES),
        ("hazchem.work_ticket", "作业票", CHINESE),
        ("hazchem.work_ticket", "t_zyp", PINYIN),
    ])
    .await;
}

const WORKERS: Lines = &[
    "\nProject_ID = { param = \"project\" }",
    "\nemp_phone = \"emp_phon\"",
    "\npass_period = { template = \"{start_time:%Y-%m-%d}:{end_time:%Y-%m-%d}\", empty = [\"end_time\"] }",
    "\nemp_category = { column = \"emp_category\", dictionary = \"DictListEmpCategory\", holds = \"code\" }",
    "\nfacephoto = { column = \"face_url\", photo = \"url\" }",
    "\ncontract_status = { column = \"if_contract\", yes = [\"1\"], no = [\"0\"] }",
];
const ATTENDANCE: Lines = &[
    "\ndirection = { column = \"direction\", codes = { \"进\" = \"in\" } }",
    "# way = { column = \"way\", codes = { 1 = \"1\" } }",
];
const GATE: Lines = &[
    "\n[[changes]]\nkind   = \"log\"",
    "\nsite_photo = { column = \"face_photo\", photo = \"blob\" }",
];

#[tokio::test]
async fn columns_of_a_construction_site_are_found_by_their_names_types_and_values() {
    assert_drafts(&[
        ("cwr.register_employee", "hj_project_workers", WORKERS),
        ("cwr.passed_log", "hj_attendance_record", ATTENDANCE),
        ("cwr.passed_log", "bus_pass_record", GATE),
    ])
    .await;
}

#[tokio::test]
async fn nothing_of_a_person_stands_in_a_draft() {
    each_dialect(async |dialect| {
        let site = Site::new(dialect, &tables(dialect)).await;
        for table in TABLES {
            for target in TARGETS {
                let (draft, _) = drafted(&site, dialect, target.name, table).await;
                for secret in ["陈秘密", "44030019880312001X", "13900102947", "冯立新"] {
                    assert!(
                        !draft.text.contains(secret),
                        "{} of {table}: {}",
                        target.name,
                        draft.text
                    );
                }
            }
        }
    })
    .await;
}
