//! Problems as a person sees them: all in one answer, with place and remedy.

use std::path::Path;

use shangbao::mapping::Mapping;

use super::site::{Site, compile, listed};

const FIVE: &str = r#"target = "hazchem.gas_alarm"
[[changes]]
kind = "log"
table = "change log"
cursor = "id"
key = "row_key"

[rows]
key = "id"
sql = """
SELECT *
FROM alarms WHERE id IN (:keyz) OR id IN (:keys)
"""

[fields]
id = "id"
ticket_id = "ticket"
alarm_type = { column = "kind", cod = { none = "1", late = "2", over = "3" } }
handle_tme = "done"
"#;

#[test]
fn five_mistakes_are_one_answer() {
    let path = Path::new("mappings/hazchem/gas_alarm.toml");
    let problems = compile(FIVE, path, &Site::alarm().context).unwrap_err();
    insta::assert_snapshot!(problems, @r##"
    mapping `mappings/hazchem/gas_alarm.toml` has 5 problems
      4:9    `table` is not an SQL name                          write it as in a statement: name, schema.name or "quoted"
        4 | table = "change log"
          |         ^^^^^^^^^^^^
      12:26  `sql`: `:keyz` is neither `:keys` nor a parameter   did you mean `:keys`?
       12 | FROM alarms WHERE id IN (:keyz) OR id IN (:keys)
          |                          ^^^^^
      15:1   required field `alarm_time` is not mapped           hazchem document, section 2.4
       15 | [fields]
          | ^^^^^^^^
      18:33  field `alarm_type`: unknown option `cod`            did you mean `codes`?
       18 | alarm_type = { column = "kind", cod = { none = "1", late = "2", over = "3" } }
          |                                 ^^^
      19:1   `hazchem.gas_alarm` has no field `handle_tme`       did you mean `handle_time`?
       19 | handle_tme = "done"
          | ^^^^^^^^^^
    "##);
}

#[test]
fn an_empty_mapping_says_what_it_needs() {
    let problems = compile("", Path::new("m.toml"), &Site::alarm().context).unwrap_err();
    insta::assert_snapshot!(problems, @r##"
    mapping `m.toml` has 3 problems
      1:1    the mapping needs `target`
        1 | 
          | ^
      1:1    the mapping needs `changes`
        1 | 
          | ^
      1:1    the mapping needs `fields`
        1 | 
          | ^
    "##);
}

#[test]
fn required_fields_that_are_not_mapped_name_section_and_default() {
    let problems = Site::permit()
        .without("is_changed")
        .without("lat")
        .without("id")
        .problems();
    insta::assert_snapshot!(problems, @r##"
    10:1 required field `id` is not mapped | hazchem document, section 2.2
    10:1 required field `is_changed` is not mapped | hazchem document, section 2.2 and Q&A 4; its default there: is_changed = { value = "1" }
    10:1 required field `lat` is not mapped | hazchem document, section 2.2 and Q&A 6
    "##);
}

#[test]
fn targets_that_are_unknown_or_come_later() {
    let context = Site::alarm().context;
    let mut lines = Vec::new();
    for target in [
        "hazchem.gas_alram",
        "hazchem.gasAlarm",
        "cwr.passed_log",
        "cwr.UploadPassedLog",
        "cwr.upload_payroll",
        "cwr.UploadPayroll",
    ] {
        let text = FIVE.replace("hazchem.gas_alarm", target);
        let problems = compile(&text, Path::new("m.toml"), &context).unwrap_err();
        let listed = listed(&problems);
        lines.extend(
            listed
                .lines()
                .filter(|line| line.starts_with("1:10 "))
                .map(str::to_owned),
        );
    }
    insta::assert_snapshot!(lines.join("\n"), @r##"
    1:10 there is no target `hazchem.gas_alram` | did you mean `hazchem.gas_alarm`?
    1:10 there is no target `hazchem.gasAlarm` | did you mean `hazchem.gas_alarm`?
    1:10 target `cwr.passed_log` is for a platform of kind `cwr` | the job's platform is of kind `hazchem`: give the job another one
    1:10 there is no target `cwr.UploadPassedLog` | did you mean `cwr.passed_log`?
    1:10 target `cwr.upload_payroll` cannot be uploaded | the platform has closed it (CWR document, section 1.8; V2.2 of 2019-03-11)
    1:10 target `cwr.UploadPayroll` cannot be uploaded | the platform has closed it (CWR document, section 1.8; V2.2 of 2019-03-11)
    "##);
}

#[test]
fn a_field_that_was_taken_out_is_named_and_no_other_one_suggested() {
    let problems = |name: &str| {
        let site = Site::of("cwr.register_employee", &[(name, "\"c\"")]);
        let site = site.tail(&format!(
            "[[example]]\nname = \"e\"\nrow = {{}}\nreject = \"{name}\"\n"
        ));
        let problems = site.problems();
        let named = problems
            .lines()
            .filter(|line| line.contains("has no field"));
        named.map(str::to_owned).collect::<Vec<_>>()
    };
    for name in [
        "work_typename",
        "work_typername",
        "Work_TypeName",
        "team_name",
    ] {
        let why = "V2.2.3 of 2019-08-20 removed the team's name from the interface (CWR document, table of revisions); the document's sample still shows it";
        assert_eq!(
            problems(name),
            [
                format!("11:1 `cwr.register_employee` has no field `{name}` | {why}"),
                format!(
                    "15:10 `[[example]]`: `cwr.register_employee` has no field `{name}` | {why}"
                ),
            ]
        );
    }
    let [line, _] = &problems("emp_native_province")[..] else {
        panic!("one in [fields], one in the example");
    };
    assert!(
        line.ends_with(
            "| it stands in the document's sample only; the address is `emp_nativeplace`"
        ),
        "{line}"
    );
    // A slip is still told from a field that was taken out.
    let [line, _] = &problems("job_typname")[..] else {
        panic!("one in [fields], one in the example");
    };
    assert!(line.ends_with("| did you mean `job_typename`?"), "{line}");
}

#[test]
fn a_fact_names_a_record_and_what_stands_where_it_is_not_known() {
    let problems = |options: &str| {
        let option = format!("{{ fact = {options} }}");
        Site::alarm().field("ticket_id", &option).problems()
    };
    for (options, problem) in [
        ("\"ticket_status\"", "`fact` needs `of`"),
        (
            "\"status\", of = \"hazchem.work_ticket\", record = \"no\", column = \"no\"",
            "`hazchem.work_ticket` has no fact `status`",
        ),
        (
            "\"ticket_status\", of = \"hazchem.work_tickt\", record = \"no\", column = \"no\"",
            "there is no target `hazchem.work_tickt`",
        ),
        (
            "\"ticket_status\", of = \"hazchem.work_ticket\", record = [], column = \"no\"",
            "`record` must name a column for each of: ",
        ),
    ] {
        let found = problems(options);
        assert!(found.contains(problem), "{found}");
    }
}

#[test]
fn options_that_contradict_each_other() {
    let problems = Site::permit()
        .field("id", "{ column = \"a\", value = \"b\" }")
        .field("ticket_content", "{ default = \"b\" }")
        .field(
            "ticket_position",
            "{ value = \"b\", default = \"c\", join = \",\" }",
        )
        .field("changed_reason", "{ columns = [\"a\"] }")
        .field("worker", "{ columns = [\"a\", \"b\"], join = \" \" }")
        .field("lng", "{ columns = [\"a\", \"b\"], join = \" \" }")
        .field(
            "start_time",
            "{ column = \"a\", codes = { a = \"b\" }, parse = \"s\" }",
        )
        .field("major_person", "{ column = \"a\", split = \";\" }")
        .field("supervisor", "{ column = \"a\", split = \"\" }")
        .field("workDept", "{ value = \" , \" }")
        .field("workDept_name", "{ param = \"projct\" }")
        .field("worker_name", "{ param = \"other\" }")
        .field("harm_type", "7")
        .field("end_time", "{ value = \"2026-03-01\" }")
        .field("lat", "{ value = \"91\" }")
        .field("cancelled_reason", "{ value = \" \" }")
        .field("video_code", "{ column = 7 }")
        .problems();
    insta::assert_snapshot!(problems, @r##"
    21:22 field `id`: `column` and `value` exclude each other
    22:18 field `ticket_content`: nothing says where its value comes from: column, columns, template, value or param
    23:34 field `ticket_position`: `default` does not go with `value`
    23:49 field `ticket_position`: `join` does not go with `value`
    24:18 field `changed_reason`: `columns` needs `join`
    25:10 field `worker`: `join` is the target's comma; leave it out
    26:7 field `lng`: `columns` goes with texts and lists only; use `template`
    27:51 field `start_time`: `codes` and `parse` exclude each other
    28:40 field `major_person`: `split` is for lists, and this field is text
    29:38 field `supervisor`: `split` names nothing that separates
    30:22 field `workDept`: `value`: an empty list
    31:27 field `workDept_name`: the platform has no parameter `projct` | did you mean `project`?
    32:25 field `worker_name`: the platform has no parameter `other` | set it in jobs.toml, under the platform's `params`
    33:13 field `harm_type`: must be a column's name or a table, not a whole number
    34:22 field `end_time`: `value`: not a time as the field wants it | %Y-%m-%d %H:%M
    35:17 field `lat`: `value`: not plain decimal degrees within the field's bounds
    36:30 field `cancelled_reason`: `value`: blank is no value | leave the option out
    37:25 field `video_code`: `column` must be text, not a whole number
    "##);
}

#[test]
fn a_file_is_loaded_and_its_syntax_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gas_alarm.toml");
    let context = Site::alarm().context;
    let message = Mapping::load(&path, &context).unwrap_err().to_string();
    assert!(
        message.starts_with("mapping `") && message.contains("cannot be read"),
        "{message}"
    );
    std::fs::write(&path, "\u{feff}target = \"hazchem.gas_alarm\nfields = 1").unwrap();
    let message = Mapping::load(&path, &context).unwrap_err().to_string();
    assert!(
        message.starts_with("mapping `") && message.contains("1:"),
        "{message}"
    );
    assert!(
        message.contains("not TOML") && !message.contains("needs"),
        "{message}"
    );
    std::fs::write(&path, b"target = \"\xb1\xa8\"").unwrap();
    let message = Mapping::load(&path, &context).unwrap_err().to_string();
    assert!(message.contains("not UTF-8"), "{message}");
}
