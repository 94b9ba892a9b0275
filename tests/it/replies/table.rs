//! Sentences one by one.

use super::{short, words};

/// Sentence, ids sent, outcome.
type Case = (&'static str, &'static [&'static str], &'static str);

fn hold(cases: &[Case]) {
    for (text, ids, expected) in cases {
        assert_eq!(short(text, ids), *expected, "{text:?} for {ids:?}");
    }
}

#[test]
fn the_documents_own_sentences() {
    hold(&[
        (
            "作业票同步结束,成功 1条,失败 0条。作业票储存成功的作业票 id有[12833a0c-54b3-48c2-86f7-96d0f195cc7e],失败的作业票 id有[]。 错误原因为[]",
            &["12833a0c-54b3-48c2-86f7-96d0f195cc7e"],
            "D",
        ),
        (
            "作业票同步结束,成功 1条,失败 0条。作业票储存成功的作业票 id有\n\n[12833a0c-54b3-48c2-86f7-96d0f195cc7e],失败的作业票 id有[]。 错误原因为[]",
            &["12833a0c-54b3-48c2-86f7-96d0f195cc7e"],
            "D",
        ),
        (
            "作业票气体分析数据同步结束，成功 1条，失败 0条;",
            &["a"],
            "D",
        ),
        (
            "作业票人员离场报警数据同步结束，成功 1条，失败 0条;",
            &["a"],
            "D",
        ),
        (
            "作业票同步结束, 成功1条, 失败1条。作业票储存成功的作业票id有[A], 失败的作业票id有[B]。错误原因为[等级不符]",
            &["A", "B"],
            "DR",
        ),
    ]);
}

#[test]
fn punctuation_width_and_spacing_vary() {
    let ids: &[&str] = &["A-1", "A-2", "A-3"];
    hold(&[
        (
            "成功2条,失败1条。储存成功的作业票id为[A-1,A-3],失败的作业票id为[A-2]。错误原因为[x]",
            ids,
            "DRD",
        ),
        (
            "成功：2条；失败：1条；存储成功的作业票ID有：【A-1、A-3】；失败的作业票ID有：【A-2】；错误原因：【x】",
            ids,
            "DRD",
        ),
        (
            "成功２条，失败１条。储存成功的作业票ｉｄ有［A-1，A-3］，失败的作业票ｉｄ有［A-2］。",
            ids,
            "DRD",
        ),
        (
            "成 功 2 条 , 失 败 1 条 。 储存成功 的 作业票 i d 有 [ A-1 , A-3 ] , 失败 的作业票 id 有 [ A-2 ]",
            ids,
            "DRD",
        ),
        (
            "成功2条,失败1条。\r\n储存成功的作业票id有[\r\nA-1,\r\nA-3\r\n],\r\n失败的作业票id有[\r\nA-2\r\n]",
            ids,
            "DRD",
        ),
        (
            "成功2条,失败1条。储存成功的作业票id有[\"A-1\", \"A-3\"],失败的作业票id有['A-2']",
            ids,
            "DRD",
        ),
    ]);
}

#[test]
fn brackets_may_be_missing_and_parts_change_places() {
    let ids: &[&str] = &["A-1", "A-2", "A-3"];
    hold(&[
        (
            "成功2条,失败1条。储存成功的作业票id有A-1,A-3,失败的作业票id有A-2。错误原因为x",
            ids,
            "DRD",
        ),
        (
            "成功2条,失败1条。储存成功的作业票id有[A-1,A-3,失败的作业票id有[A-2",
            ids,
            "DRD",
        ),
        (
            "成功2条,失败1条。储存成功的作业票id有A-1,A-3],失败的作业票id有A-2]。错误原因为x]",
            ids,
            "DRD",
        ),
        (
            "成功2条,失败1条。储存成功的作业票id有[A-1 A-3]失败的作业票id有[A-2]",
            ids,
            "DRD",
        ),
        (
            "成功2条,失败1条。储存成功的作业票id有(A-1;A-3),失败的作业票id有(A-2)",
            ids,
            "DRD",
        ),
        ("成功数:2,失败数:1,成功的报警id:[A-1][A-3]", ids, "DUU"),
        (
            "失败1条,成功2条,失败的作业票id有[A-2],储存成功的作业票id有[A-3,A-1]",
            ids,
            "DRD",
        ),
        ("成功数:3,失败数:0", ids, "DDD"),
        ("成功 3 条", ids, "DDD"),
    ]);
}

#[test]
fn parts_may_be_missing() {
    let ids: &[&str] = &["A", "B"];
    hold(&[
        ("储存成功的作业票id有[A],失败的作业票id有[B]", ids, "DR"),
        ("储存成功的作业票id有[A]", ids, "DU"),
        ("储存成功的作业票id有[A,B]", ids, "DD"),
        ("成功2条。储存成功的作业票id有[A,B]", ids, "DD"),
        ("失败的作业票id有[B]", ids, "UR"),
        ("成功1条,失败1条,失败的作业票id有[B]", ids, "UR"),
        ("成功1条,失败1条,储存成功的作业票id有[A]", ids, "DU"),
        ("失败0条", ids, "UU"),
        ("", ids, "UU"),
        ("请求成功", ids, "UU"),
        ("作业票附件存储成功。", ids, "UU"),
        ("成功100%", ids, "UU"),
        ("成功2/3条", ids, "UU"),
        (
            "储存成功的作业票id有[A,A,A],失败的作业票id有[B,B]",
            ids,
            "DR",
        ),
    ]);
}

#[test]
fn counts_alone() {
    let ids: &[&str] = &["A", "B"];
    hold(&[
        ("同步结束，成功 2条，失败 0条;", ids, "DD"),
        ("同步结束，成功 0条，失败 2条;", ids, "RR"),
        ("同步结束，失败 2条;", ids, "RR"),
        ("同步结束，成功 1条，失败 1条;", ids, "refused"),
        ("同步结束，失败 1条;", ids, "refused"),
        ("同步结束，成功 1条;", ids, "refused"),
        ("同步结束，成功 0条;", ids, "refused"),
        (
            "同步结束，成功 1条，失败 1条;储存成功的作业票id有[],失败的作业票id有[]",
            ids,
            "refused",
        ),
        (
            "同步结束，成功 0条，失败 2条;储存成功的作业票id有[],失败的作业票id有[]",
            ids,
            "RR",
        ),
        ("同步结束，成功 3条，失败 0条;", ids, "UU"),
        ("同步结束，成功 1条，失败 0条;", ids, "UU"),
        ("同步结束，成功 2条，失败 2条;", ids, "UU"),
        ("成功 2条，失败 0条;成功 1条，失败 1条", ids, "UU"),
        ("成功 99999999999999999999999条，失败 0条", ids, "UU"),
        ("未成功 2条", ids, "UU"),
        ("没有同步成功 2条", ids, "UU"),
    ]);
}

#[test]
fn a_list_that_leaves_records_out_vouches_for_those_it_names() {
    let ids: &[&str] = &["A", "B"];
    hold(&[
        (
            "成功2条,失败0条。储存成功的作业票id有[A],失败的作业票id有[]",
            ids,
            "DU",
        ),
        (
            "成功1条,失败1条。储存成功的作业票id有[A],失败的作业票id有[]",
            ids,
            "DU",
        ),
    ]);
}

#[test]
fn what_contradicts_itself_is_believed_in_nothing() {
    let ids: &[&str] = &["A", "B"];
    hold(&[
        (
            "成功1条,失败1条。储存成功的作业票id有[A,B],失败的作业票id有[]",
            ids,
            "UU",
        ),
        (
            "成功2条,失败0条。储存成功的作业票id有[],失败的作业票id有[]",
            ids,
            "UU",
        ),
        (
            "成功2条,失败0条。储存成功的作业票id有[C,D],失败的作业票id有[]",
            ids,
            "UU",
        ),
        ("储存成功的作业票id有[A,B],失败的作业票id有[B]", ids, "DU"),
        ("失败1条。储存成功的作业票id有[A,B]", ids, "UU"),
        ("未储存成功的作业票id有[A,B]", ids, "UU"),
        (
            "未储存成功的作业票id有[A],储存成功的作业票id有[B]",
            ids,
            "UD",
        ),
        ("储存成功的作业票id有[A]。未处理的作业票id有[B]", ids, "DU"),
        ("储存成功的作业票id有A,未处理 B", ids, "DU"),
        (
            "成功1条,失败1条。储存成功的作业票id有[A],失败的作业票id有[B]。错误原因为[成功2条的作业票重复]",
            ids,
            "DR",
        ),
    ]);
}

#[test]
fn an_id_counts_only_as_a_whole() {
    hold(&[
        ("储存成功的作业票id有[DH-12]", &["DH-1", "DH-12"], "UD"),
        ("储存成功的作业票id有[DH-1", &["DH-1", "DH-12"], "UU"),
        ("储存成功的作业票id有[XDH-1,DH-1X,DH-1.2]", &["DH-1"], "U"),
        ("储存成功的作业票id有[a]", &["A"], "U"),
        (
            "成功1条,失败1条,储存成功的作业票id有[A,B],失败的作业票id有[A]",
            &["A", "A,B"],
            "RD",
        ),
        ("储存成功的作业票id有[A,B]", &["A", "B", "A,B"], "UUU"),
        (
            "成功2条,失败1条,储存成功的作业票id有[A,B],失败的作业票id有[A,B]",
            &["A", "B", "A,B"],
            "UUU",
        ),
        (
            "储存成功的作业票id有[DH-1 (2),DH-1]",
            &["DH-1", "DH-1 (2)"],
            "DD",
        ),
        (
            "储存成功的作业票id有[动火 (1),[x]y],失败的作业票id有[]",
            &["动火 (1)", "[x]y"],
            "DD",
        ),
        ("储存成功的作业票id有[A]", &["[A]"], "U"),
        ("储存成功的作业票id有[[A]]", &["[A]"], "D"),
    ]);
}

#[test]
fn reasons_go_to_the_records_that_failed() {
    let text = "成功1条,失败2条。储存成功的作业票id有[A],失败的作业票id有[B,C]。错误原因为[B:等级[01]不符,C:\n缺少经度]";
    assert_eq!(
        words(text, &["A", "B", "C"]),
        ["B:等级[01]不符,…: 缺少经度", "…:等级[01]不符,C: 缺少经度"]
    );
    let text = "同步结束，成功 0条，失败 1条;";
    assert_eq!(words(text, &["A"]), [text]);
    let text = "成功0条,失败2条。错误原因为 数据库异常。";
    assert_eq!(words(text, &["A", "B"]), ["数据库异常", "数据库异常"]);
    let text = "同步结束，成功 1条，失败 1条;";
    assert_eq!(words(text, &["A", "B"]), [text]);
}

#[test]
fn words_are_cut_and_other_ids_left_out() {
    let reason = "很".repeat(2000);
    let text = format!("失败的作业票id有[A]。错误原因为[{reason}]");
    assert_eq!(words(&text, &["A"]), [format!("{}…", "很".repeat(500))]);
    let said = &words(
        "储存成功的作业票id有[A,B],失败的作业票id有[B]",
        &["A", "B", "C"],
    )[1];
    assert!(!said.contains('A') && !said.contains('B'), "{said}");
}

#[test]
fn a_thousand_records_are_read_at_once() {
    let ids: Vec<String> = (0..1000)
        .map(|i| format!("12833a0c-54b3-48c2-86f7-{i:012}"))
        .collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let (stored, failed) = ids.split_at(600);
    let text = format!(
        "成功600条,失败400条。储存成功的作业票id有[{}],失败的作业票id有[{}]。错误原因为[{}]",
        stored.join(","),
        failed.join(","),
        failed.join(":重复,")
    );
    assert_eq!(short(&text, &ids), "D".repeat(600) + &"R".repeat(400));
}
