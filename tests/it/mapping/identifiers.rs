//! What records are told apart by.

use shangbao::source::Value;

use super::site::{Site, text};

/// What is sent for a field of a permit, from the column `c`.
fn sent(field: &str, cell: &str) -> String {
    Site::of_column(field, "\"c\"", text(cell))
}

#[test]
fn invisible_characters_at_the_ends_go_as_blanks_do() {
    for around in [
        "\u{a0}", "\u{200b}", "\u{202d}", "\u{202c}", "\u{feff}", "\u{2060}", "\u{ad}", "\u{3000}",
        "\0", "\u{2003}", "\u{200e}",
    ] {
        for field in [
            "id",
            "company_social_code",
            "major_person_mobile",
            "changed_reason",
            "major_person",
        ] {
            let cell = format!("{around} A7{around}");
            assert_eq!(sent(field, &cell), "A7", "{field} {around:?}");
        }
        assert_eq!(sent("worker", &format!("{around}22")), "22");
        assert_eq!(sent("changed_reason", around), "");
    }
}

#[test]
fn inside_an_identifier_they_are_refused_by_their_number() {
    for (field, cell, number) in [
        ("id", "DH\u{200b}7", "U+200B"),
        ("id", "DH\u{a0}7", "U+00A0"),
        ("id", "DH\n7", "U+000A"),
        ("major_person_mobile", "138\u{202c}00000000", "U+202C"),
        ("company_social_code", "9137\u{feff}0200", "U+FEFF"),
        ("worker", "[\"2\u{200d}2\", \"33\"]", "U+200D"),
    ] {
        let refused = sent(field, cell);
        assert!(
            refused.starts_with(&format!("x {field}")) && refused.contains(number),
            "{refused}"
        );
        assert!(!refused.contains("DH"), "{refused}");
    }
    // A sentence may hold one.
    assert_eq!(sent("changed_reason", "换\u{a0}阀"), "换\u{a0}阀");
    assert_eq!(sent("id", "DH 7"), "DH 7");
}

#[test]
fn letters_and_digits_of_an_identifier_are_half_width() {
    assert_eq!(sent("id", "ＤＨ-２０２６"), "DH-2026");
    assert_eq!(
        sent("major_person_mobile", "１３８００００００００"),
        "13800000000"
    );
    assert_eq!(sent("worker", "[\"２２\", \"33\"]"), "22,33");
    assert_eq!(sent("major_person", "Ａ张"), "Ａ张");
    let leave = |cell: &str| {
        let site = Site::of(
            "cwr.leave_project",
            &[("Project_ID", "{ value = \"4403\" }"), ("id_code", "\"c\"")],
        );
        let record = site.apply(&[("c", text(cell))]).unwrap();
        (
            record.identity.clone(),
            record.field("id_code").unwrap().to_owned(),
        )
    };
    let plain = leave("11010519491231002X");
    assert_eq!(plain.1, "11010519491231002X");
    for cell in [
        "１１０１０５１９４９１２３１００２ｘ",
        "\u{202d}11010519491231002x\u{202c}",
        "\u{a0}11010519491231002X\u{200b}",
    ] {
        assert_eq!(leave(cell), plain, "{cell:?}");
    }
}

#[test]
fn a_company_is_told_apart_by_what_can_be_seen() {
    let company = |cell: &str| {
        let fields = [
            ("Project_ID", "{ value = \"4403\" }"),
            ("Company_Name", "\"c\""),
            ("Legal_Person", "{ value = \"王\" }"),
            ("SUID", "{ value = \"91440300MA5DEM001X\" }"),
        ];
        Site::of("cwr.add_company", &fields).sent("Company_Name", &[("c", text(cell))])
    };
    assert_eq!(company("\u{feff}公司（Ａ）"), "公司（Ａ）");
    assert!(company("公\u{200b}司").contains("U+200B"));
}

#[test]
fn a_number_that_a_spreadsheet_has_rounded_is_refused() {
    for cell in ["1.10105E+17", "1.1010519491231e17", "4E+17"] {
        assert!(
            sent("company_social_code", cell).contains("rounded"),
            "{cell}"
        );
        assert_eq!(sent("changed_reason", cell), cell);
    }
    for cell in ["1E5", "DH-1.5E+3", "2E10"] {
        assert_eq!(sent("id", cell), cell);
    }
    assert!(Site::of_column("id", "\"c\"", Value::Float(1.1e17)).contains("DOUBLE"));
}

#[test]
fn what_the_mapping_itself_says_is_held_to_the_same() {
    let wrong = Site::permit().field("company_social_code", "{ value = \"9137\u{200b}0200\" }");
    let problems = wrong.problems();
    assert!(problems.contains("U+200B"), "{problems}");
    let right = Site::permit().field("company_social_code", "{ value = \"９１\" }");
    assert_eq!(right.sent("company_social_code", &[]), "91");
}
