//! `codes`, `otherwise`, `yes` and `no`.

use shangbao::source::Value;

use super::site::{Site, text};

const TYPES: &str = "{ column = \"c\", codes = { confined_space = \"02\", 3 = \"03\", true = \"06\", 0 = \"07\" } }";

fn ticket_type(toml: &str, value: Value) -> String {
    Site::of_column("ticket_type", toml, value)
}

#[test]
fn values_are_compared_by_their_text_form() {
    for (value, code) in [
        (text(" confined_space\u{3000}"), "02"),
        (Value::Int(3), "03"),
        (text("3"), "03"),
        (Value::Decimal("3.00".into()), "03"),
        (Value::Float(3.0), "03"),
        (Value::Bool(true), "06"),
        (text("true"), "06"),
        (Value::Int(1), "06"),
        (Value::Bool(false), "07"),
    ] {
        assert_eq!(ticket_type(TYPES, value), code);
    }
}

#[test]
fn what_is_not_listed_rejects_and_names_what_is() {
    let message =
        "x ticket_type: column `c`: value is not listed; listed are confined_space, 3, true, 0";
    for value in [text("Confined_Space"), text("03"), Value::Int(4)] {
        assert_eq!(ticket_type(TYPES, value), message);
    }
}

#[test]
fn otherwise_takes_what_is_not_listed_but_never_null() {
    let toml = "{ column = \"c\", codes = { a = \"01\" }, otherwise = \"20\" }";
    let harm = |value| Site::of_column("harm_type", toml, value);
    assert_eq!(harm(text("b")), "20");
    assert_eq!(harm(Value::Null), "");
    let toml = "{ column = \"c\", codes = { a = \"02\" }, otherwise = \"12\" }";
    assert_eq!(
        ticket_type(toml, Value::Null),
        "x ticket_type: column `c`: NULL or blank, and the field is required"
    );
    let toml = "{ column = \"c\", codes = { a = \"02\" }, default = \"12\" }";
    assert_eq!(ticket_type(toml, Value::Null), "12");
}

#[test]
fn without_codes_the_column_holds_the_targets_own() {
    assert_eq!(ticket_type("\"c\"", text("02")), "02");
    assert_eq!(
        Site::of_column("ticket_status", "\"c\"", Value::Int(3)),
        "3"
    );
    assert_eq!(
        Site::of_column("ticket_status", "\"c\"", Value::Int(2)),
        "x ticket_status: column `c`: value is none of the target's codes (0, 1, 3, 4, 5); translate it with `codes = { .. }`"
    );
    assert!(ticket_type("\"c\"", Value::Int(2)).contains("translate it with `codes"));
}

#[test]
fn yes_is_the_platforms_zero() {
    let toml = "{ column = \"c\", yes = [1, \"Y\"], no = [false, \"N\"] }";
    let sent = |value| Site::of_column("gas_analyse", toml, value);
    for yes in [
        Value::Int(1),
        text("1"),
        Value::Bool(true),
        Value::Decimal("1.0".into()),
        text(" Y "),
    ] {
        assert_eq!(sent(yes), "0");
    }
    for no in [Value::Int(0), text("0"), Value::Bool(false), text("N")] {
        assert_eq!(sent(no), "1");
    }
    assert_eq!(
        sent(text("y")),
        "x gas_analyse: column `c`: value is not listed; listed are 1, Y, 0, N"
    );
    assert_eq!(
        sent(Value::Null),
        "x gas_analyse: column `c`: NULL or blank, and the field is required"
    );
}

#[test]
fn codes_may_give_a_yes_or_no_in_the_platforms_digits() {
    let toml = "{ column = \"c\", codes = { done = \"0\", skipped = \"1\" }, default = \"1\" }";
    assert_eq!(Site::of_column("gas_analyse", toml, text("done")), "0");
    assert_eq!(Site::of_column("gas_analyse", toml, Value::Null), "1");
}

#[test]
fn codes_that_cannot_work_are_problems() {
    let problems = Site::permit()
        .rows("")
        .changes("[[changes]]\nkind = \"log\"\ntable = \"t\"\ncursor = \"id\"\nkey = \"id\"\n")
        .field("ticket_type", "{ column = \"c\", codes = { a = \"1\", b = \"99x\", c = 2, d = \"02\", \" d\" = \"02\", e = \"动火\", \" \" = \"03\" } }")
        .field("harm_type", "{ column = \"c\", codes = {}, otherwise = \"21\" }")
        .field("gas_analyse", "\"gas\"")
        .field("safe_measure", "{ column = \"c\", yes = [1, 2.5], no = [1, true] }")
        .field("is_changed", "{ column = \"c\", yes = 1 }")
        .field("is_cancelled", "{ value = \"yes\" }")
        .field("worker", "{ column = \"c\", codes = { a = \"b\" } }")
        .field("supervisor", "{ column = \"c\", otherwise = \"b\" }")
        .problems();
    insta::assert_snapshot!(problems, @r##"
    23:101 field `ticket_type`: `codes`: blank counts as NULL, which is never looked up; use `default`
    23:45 field `ticket_type`: `codes`: not one of the target's codes | did you mean "01" 动火作业?
    23:54 field `ticket_type`: `codes`: not one of the target's codes | codes: "01" 动火作业, "02" 进入受限空间作业, "03" 盲板抽堵作业, "04" 高处作业, "05" 吊装作业, "06" 临时用电作业, "07" 动土作业, "08" 断路作业, "09" 倒罐作业, "10" 清罐作业, "11" 切水作业, "12" 检维修作业
    23:65 field `ticket_type`: a code must be text, not a whole number
    23:78 field `ticket_type`: `codes` lists `d` twice
    23:95 field `ticket_type`: `codes`: not one of the target's codes | did you mean "01" 动火作业?
    24:37 field `harm_type`: `codes` lists nothing
    24:53 field `harm_type`: `otherwise`: not one of the target's codes | codes: "01" 物体打击, "02" 触电, "03" 车辆伤害, "04" 机械伤害, "05" 起重伤害, "06" 淹溺, "07" 灼烫, "08" 火灾, "09" 高处坠落, "10" 坍塌, "11" 冒顶片帮, "12" 透水, "13" 放炮, "14" 火药爆炸, "15" 瓦斯爆炸, "16" 锅炉爆炸, "17" 容器爆炸, "18" 其他爆炸, "19" 中毒和窒息, "20" 其他伤害
    25:15 field `gas_analyse`: which values are yes and which are no is not said | { column = "..", yes = [1], no = [0] }: the site's values; sent are 0 for yes, 1 for no
    26:42 field `safe_measure`: `yes` must list texts, whole numbers or true and false, not a number
    26:54 field `safe_measure`: `no`: `1` is listed twice
    26:57 field `safe_measure`: `no`: `1` is listed twice
    27:30 field `is_changed`: `yes` needs `no`
    28:26 field `is_cancelled`: `value`: neither yes nor no in the platform's digits | "0" is yes, "1" is no
    29:34 field `worker`: `codes` is for codes, texts and yes or no, and this field is a list
    30:30 field `supervisor`: `otherwise` needs `codes`
    "##);
}
