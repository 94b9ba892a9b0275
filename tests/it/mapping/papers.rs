//! Fields of the construction platform: identity card numbers, dictionaries, names that are not sent.

use shangbao::mapping::{Dictionaries, Lookups};
use shangbao::platform::DictionaryEntry;

use super::site::{Site, text};

fn leave(id_code: &str) -> Site {
    let fields = [("Project_ID", "{ value = \"P\" }"), ("id_code", id_code)];
    Site::of("cwr.leave_project", &fields)
}

fn company(kind: &str) -> Site {
    let fields = [
        ("Project_ID", "{ value = \"P\" }"),
        ("Company_Name", "{ value = \"C\" }"),
        ("Legal_Person", "{ value = \"L\" }"),
        ("SUID", "{ value = \"S\" }"),
        ("Type", kind),
    ];
    Site::of("cwr.add_company", &fields)
}

/// What is sent for a company's type, where the platform knows these codes and names.
fn sent(kind: &str, value: &str, known: &[(&str, &str)]) -> String {
    let entry = |(code, name): &(&str, &str)| DictionaryEntry {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        is_default: false,
    };
    let known = [("GetCompanyType", known.iter().map(entry).collect())];
    let lookups = Lookups {
        dictionaries: Dictionaries::Known(known.into()),
        ..Lookups::default()
    };
    match company(kind).apply_knowing(&[("c", text(value))], &lookups) {
        Ok(record) => record.field("Type").unwrap_or("-").to_owned(),
        Err(rejection) => format!("x {}", rejection.fields[0].message),
    }
}

#[test]
fn an_identity_cards_check_digit_is_upper_case_and_doubts_are_warnings() {
    let record = |number: &str| leave("\"c\"").apply(&[("c", text(number))]).unwrap();
    let right = record("11010519491231002x");
    assert_eq!(right.field("id_code"), Some("11010519491231002X"));
    assert!(right.warnings.is_empty());
    for number in ["110105194912310021", "E12345678"] {
        let doubtful = record(number);
        assert_eq!(doubtful.field("id_code"), Some(number));
        assert_eq!(doubtful.warnings[0].field, "id_code");
        assert!(!doubtful.warnings[0].message.contains(number));
    }
}

#[test]
fn a_dictionarys_name_becomes_its_code() {
    const NAME: &str = "{ column = \"c\", dictionary = \"GetCompanyType\" }";
    const CODE: &str = "{ column = \"c\", dictionary = \"GetCompanyType\", holds = \"code\" }";
    let known = [
        ("07", "监理单位"),
        ("13", "建设单位"),
        ("01", "施工总承包单位"),
        ("02", "专业分包单位"),
    ];
    assert_eq!(sent(NAME, " 建设单位 ", &known), "13");
    assert_eq!(sent(CODE, "07", &known), "07");
    assert_eq!(sent(NAME, "", &known), "-");
    insta::assert_snapshot!(sent(NAME, "建设公司", &known), @r##"x column `c`: value is not in GetCompanyType; nearest there: 建设单位 (13), 监理单位 (07), 施工总承包单位 (01); translate it with `codes = { .. }`, or see `shangbao dictionaries`"##);
    insta::assert_snapshot!(sent(CODE, "7", &known), @r##"x column `c`: value is not in GetCompanyType; nearest there: 监理单位 (07), 建设单位 (13), 施工总承包单位 (01); translate it with `codes = { .. }`, or see `shangbao dictionaries`"##);
    let twice = [("07", "监理单位"), ("08", "监理单位")];
    insta::assert_snapshot!(sent(NAME, "监理单位", &twice), @r##"x column `c`: GetCompanyType has this name with two codes; translate it with `codes = { .. }`"##);
    let same = [("07", "监理单位"), ("07", "监理单位")];
    assert_eq!(sent(NAME, "监理单位", &same), "07");
}

#[test]
fn in_examples_a_name_stands_for_its_code() {
    let kind = "{ column = \"c\", dictionary = \"GetCompanyType\" }";
    assert_eq!(
        company(kind).sent("Type", &[("c", text("监理单位"))]),
        "监理单位"
    );
}

#[test]
fn mistakes_with_dictionaries() {
    let mut problems = String::new();
    for kind in [
        "\"c\"",
        "{ column = \"c\", dictionary = \"DictListJobName\" }",
        "{ column = \"c\", dictionary = \"GetCompanyType\", holds = \"cod\" }",
        "{ column = \"c\", holds = \"code\" }",
    ] {
        problems += &company(kind).problems();
        problems.push('\n');
    }
    insta::assert_snapshot!(problems, @r##"
    15:8 field `Type`: how the column's values become codes of GetCompanyType is not said | { column = "..", dictionary = "GetCompanyType" } for names, with holds = "code" for codes; or codes = { .. }
    15:37 field `Type`: `dictionary` names another one | its codes are those of GetCompanyType
    15:63 field `Type`: unknown `holds` | did you mean `code`?
    15:24 field `Type`: `holds` needs `dictionary`
    "##);
}

#[test]
fn codes_that_the_mapping_writes_are_known() {
    let mapping = company(
        "{ column = \"c\", codes = { a = \"07\", b = \"13\", c = \"07\" }, default = \"01\" }",
    )
    .mapping();
    let codes = ["07", "13", "01"].map(str::to_owned).to_vec();
    assert_eq!(mapping.written_codes(), [("Type", "GetCompanyType", codes)]);
    assert_eq!(mapping.dictionaries(), Vec::<&str>::new());
}
