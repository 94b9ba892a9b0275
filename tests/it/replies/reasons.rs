//! What is said of the records that failed, and how much of it.

use super::{short, words};

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
