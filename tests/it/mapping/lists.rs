//! Lists of people and cards, however they are written.

use shangbao::source::Value;

use super::site::{Site, text};

#[test]
fn a_list_is_split_trimmed_and_joined_by_the_targets_comma() {
    let sent = |toml, cell: &str| Site::of_column("worker", toml, text(cell));
    let split = "{ column = \"c\", split = \";\" }";
    assert_eq!(sent(split, " 22 ;;\u{3000}33;"), "22,33");
    assert_eq!(sent(split, " ; ;"), "");
    assert_eq!(sent("{ column = \"c\", split = \",\" }", "22, 33"), "22,33");
    assert_eq!(sent("\"c\"", " 22 33 "), "22 33");
    assert_eq!(
        sent("\"c\"", "22,33"),
        "x worker: column `c`: text holds `,`, which separates the parts of a list; name what separates them: `split = \",\"`, several as a list"
    );
    assert_eq!(
        sent(split, "22,33;44"),
        "x worker: column `c`: a part of the list holds `,`; name it in `split`, too, or, where it is part of a name, have the SQL give a JSON list"
    );
}

#[test]
fn columns_of_a_list_are_its_parts() {
    let site = Site::permit().field("worker", "{ columns = [\"a\", \"b\"] }");
    assert_eq!(
        site.sent("worker", &[("a", Value::Int(22)), ("b", text("33"))]),
        "22,33"
    );
    assert_eq!(
        site.sent("worker", &[("a", Value::Null), ("b", text("33"))]),
        "33"
    );
    assert!(
        site.sent("worker", &[("a", text("1,2")), ("b", Value::Null)])
            .starts_with("x worker: column `a`")
    );
}

#[test]
fn people_who_are_typed_by_hand_are_all_there() {
    let sent = |toml, cell: &str| Site::of_column("worker_name", toml, text(cell));
    let signs = "{ column = \"c\", split = [\"、\", \",\", \"，\", \";\", \"；\"] }";
    for cell in [
        "张三、李四，王五",
        "张三；李四 ;王五,",
        "\u{a0}张三，\u{200b}李四、王五\u{feff}",
        "[\"张三\",\"李四\", null, \"王五\"]",
        "[\"\\u5f20三\",\"李四\",\"王五\"]",
    ] {
        assert_eq!(sent(signs, cell), "张三,李四,王五", "{cell}");
    }
    assert_eq!(sent("\"c\"", "[\"张三\",7]"), "张三,7");
    assert_eq!(sent("\"c\"", "[\"机修、电气\"]"), "机修、电气");
    assert_eq!(sent("\"c\"", "阿卜杜拉·买买提"), "阿卜杜拉·买买提");
    assert_eq!(sent("\"c\"", "检修一部/电气班"), "检修一部/电气班");
    let none = "x worker_name: column `c`: NULL or blank, and the field is required";
    assert_eq!(sent("\"c\"", "[]"), none);
}

#[test]
fn what_may_be_more_than_one_is_refused() {
    let sent = |toml, cell: &str| Site::of_column("worker_name", toml, text(cell));
    let split = "{ column = \"c\", split = \";\" }";
    for cell in [
        "张三、李四",
        "张三，李四",
        "张三|李四",
        "张三/李四",
        "张三\n李四",
        "张三\t李四",
    ] {
        for toml in ["\"c\"", split] {
            let refused = sent(toml, cell);
            assert!(refused.contains("split"), "{cell}: {refused}");
            assert!(!refused.contains("李四"), "{refused}");
        }
    }
    for cell in [
        "{张三,李四}",
        "[\"张三\",\"李四",
        "[张三]",
        "\"张三\";\"李四\"",
    ] {
        let refused = sent("{ column = \"c\", split = [\";\", \",\"] }", cell);
        assert!(refused.contains("bracket"), "{cell}: {refused}");
    }
    for cell in ["[[\"张三\"]]", "[{\"name\": \"张三\"}]", "[true]"] {
        let refused = sent("\"c\"", cell);
        assert!(refused.contains("more than texts"), "{cell}: {refused}");
    }
    let refused = sent("\"c\"", "[\"张三,李四\"]");
    assert!(refused.contains("English comma"), "{refused}");
}

#[test]
fn an_array_is_a_list_and_no_text() {
    let people = Value::List(vec![text("张三"), Value::Null, text(" 李四 "), text("")]);
    let of = |field, toml, value: &Value| Site::of_column(field, toml, value.clone());
    assert_eq!(of("worker_name", "\"c\"", &people), "张三,李四");
    let cards = Value::List(vec![Value::Int(22), Value::Int(33)]);
    assert_eq!(of("worker", "\"c\"", &cards), "22,33");
    assert_eq!(of("worker", "{ columns = [\"c\"] }", &cards), "22,33");
    assert_eq!(of("worker", "\"c\"", &Value::List(Vec::new())), "");
    let refused = of("major_person", "\"c\"", &people);
    assert!(refused.contains("array_to_string"), "{refused}");
    let table = Value::List(vec![people]);
    let refused = of("worker_name", "\"c\"", &table);
    assert!(refused.starts_with("x worker_name"), "{refused}");
}
