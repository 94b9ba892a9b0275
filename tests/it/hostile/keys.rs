//! Keys as change logs hold them: of rows, of none, and of other forms than the column beside them.

use super::rows::PERMITS;

/// The keys of the rows that have a UUID.
pub(super) const TAGS: [&str; 3] = [
    "6f1c2a8e-0b7d-4a53-9c1e-2f4b6d8a0c11",
    "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
    "ffffffff-ffff-4fff-8fff-fffffffffff0",
];

fn texts(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

pub(super) fn number_keys() -> Vec<String> {
    let mut keys: Vec<String> = (1..=PERMITS).map(|number| number.to_string()).collect();
    keys.extend(texts(&[
        "007",
        "15abc",
        " 8",
        "9 ",
        "+1",
        "1.0",
        "1e1",
        "",
        " ",
        "NULL",
        "0x10",
        "-1",
        "9223372036854775808",
        "１２",
        "😀",
        "O'Brien",
        "a\"b",
        "a\nb",
        "张\u{fffd}三",
        "7; DROP TABLE permit",
    ]));
    keys.push("1".repeat(500));
    keys
}

pub(super) fn code_keys() -> Vec<String> {
    let mut keys = texts(&[
        "A-1",
        "a-1",
        "A-1 ",
        " A-1",
        "B-2",
        "b-2",
        "张三",
        "张三😀",
        "😀",
        "007",
        "7",
        "07",
        "O'Brien",
        "o'brien",
        "50%",
        "%",
        "_",
        "\\",
        "é",
        "É",
        "e",
        "",
        " ",
        "张\u{fffd}",
        "Ａ－１",
        "a\nb",
    ]);
    keys.push("字".repeat(300));
    keys
}

pub(super) fn uuid_keys() -> Vec<String> {
    let mut keys = texts(&TAGS);
    keys.push(TAGS[0].to_uppercase());
    keys.push(TAGS[1].replace('-', ""));
    keys.push(format!("{{{}}}", TAGS[2]));
    keys.push(format!("{} ", TAGS[0]));
    keys.push(format!(" {}", TAGS[1]));
    keys.extend(texts(&[
        "6f1c2a8e",
        "",
        "no uuid",
        "00000000-0000-0000-0000-000000000000",
        "😀",
    ]));
    keys
}
