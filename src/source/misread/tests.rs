//! Chinese that was taken for latin1, and honest Latin.

use encoding_rs::{GBK, WINDOWS_1252};

use super::{Misread, as_gbk, is_utf8_in_gbk, misread};

/// A text as it is shown where its bytes are taken for latin1, as MySQL does.
fn shown(bytes: &[u8]) -> String {
    let byte = |byte: &u8| match byte {
        0x81 | 0x8d | 0x8f | 0x90 | 0x9d => char::from(*byte),
        _ => WINDOWS_1252.decode(&[*byte]).0.chars().next().unwrap(),
    };
    bytes.iter().map(byte).collect()
}

const CHINESE: [&str; 14] = [
    "张三",
    "李四",
    "中国",
    "动火作业",
    "罐区7号",
    "王五，赵六",
    "阿卜杜拉·买买提",
    "欧阳娜娜",
    "（外包）焊工",
    "A栋3层",
    "温度25℃",
    "陶喆",
    "朱镕",
    "保安",
];

#[test]
fn utf8_and_gbk_taken_for_latin1_are_told() {
    for text in CHINESE {
        let utf8 = shown(text.as_bytes());
        assert_eq!(misread(&utf8), Some(Misread::Utf8), "{text}: {utf8}");
        let (bytes, _, lost) = GBK.encode(text);
        assert!(!lost, "{text}");
        let gbk = shown(&bytes);
        assert_eq!(misread(&gbk), Some(Misread::Gbk), "{text}: {gbk}");
    }
    for text in ["é", "°C", "±0.5", "A·B", "φ50", "张"] {
        let utf8 = shown(text.as_bytes());
        assert_eq!(misread(&utf8), Some(Misread::Utf8), "{text}: {utf8}");
    }
    for text in ["是", "男", "女", "汉", "进"] {
        let gbk = shown(&GBK.encode(text).0);
        assert_eq!(misread(&gbk), Some(Misread::Gbk), "{text}: {gbk}");
    }
    for cut in [&"张三丰".as_bytes()[..8], "张三".as_bytes()] {
        assert_eq!(misread(&shown(cut)), Some(Misread::Utf8));
    }
    for cut in [
        &b"\xd5\xc5\xc8"[..],
        b"\xd5\xc5\xc8 1",
        b"\xd5\xc5\xc8\xfd\xb7",
    ] {
        assert_eq!(misread(&shown(cut)), Some(Misread::Gbk));
    }
    let beside = format!("{}（焊工）", shown("张三".as_bytes()));
    assert_eq!(misread(&beside), Some(Misread::Utf8));
    let beside = format!("{}（焊工）", shown(&GBK.encode("张三").0));
    assert_eq!(misread(&beside), Some(Misread::Gbk));
    assert_eq!(misread("a\u{9f}b"), Some(Misread::Unknown));
}

const HONEST: &[&str] = &[
    "Müller",
    "café",
    "“café”",
    "café……",
    "René——张三",
    "Größe",
    "Größe, Füße und Maß",
    "créée",
    "José Ñuñez",
    "Ångström",
    "ÉCOLE",
    "25°C",
    "±0.5",
    "±°",
    "3×4",
    "×",
    "××××",
    "5×5××",
    "·",
    "A·B",
    "····",
    "µm",
    "10²",
    "m³/h",
    "±0.5×10²",
    "§5",
    "¥100",
    "½",
    "——",
    "……",
    "“”",
    "‘’",
    "“张三”——李四……",
    "规格3×“A”",
    "阿卜杜拉·买买提",
    "张三",
    "温度25°C±2",
    "№5",
    "©2026",
    "100€",
    "naïve",
    "Ø50×2",
    "Ø±0.5",
    "São Paulo",
    "Đà Nẵng",
    "Œuvre",
    "ŠKODA",
    "A™",
    "…",
    "•一",
    "‰",
    "",
];

#[test]
fn honest_texts_are_none() {
    for text in HONEST {
        assert_eq!(misread(text), None, "{text}");
    }
}

#[test]
fn gbk_is_read_and_what_may_be_something_else_is_not() {
    for text in ["张三", "联通", "模", "喆", "动火作业 25℃", "王？五?"] {
        let bytes = GBK.encode(text).0;
        assert_eq!(as_gbk(&bytes).as_deref(), Some(text));
    }
    assert_eq!(as_gbk(b"\xd5\xc5\xc8").as_deref(), Some("张\u{fffd}"));
    let others: [&[u8]; 6] = [
        "张三".as_bytes(),
        "焊工".as_bytes(),
        b"25\xb0C",
        b"3\xd7\xd7",
        b"caf\xe9",
        b"M\xfcller",
    ];
    for bytes in others {
        assert_eq!(as_gbk(bytes), None, "{bytes:?}");
    }
}

/// What a program writes that reads UTF-8 as GBK; a lost byte becomes a question mark.
fn taken_for_gbk(text: &str) -> String {
    let (stored, _, _) = GBK.decode(text.as_bytes());
    stored.replace('\u{fffd}', "?")
}

#[test]
fn utf8_that_was_taken_for_gbk_is_told() {
    assert_eq!(taken_for_gbk("张三"), "寮犱笁");
    for text in [
        "张三",
        "李四",
        "王小明",
        "动火作业",
        "焊工（张三）",
        "2号罐区",
        "欧阳娜娜",
        "张三、李四",
    ] {
        let stored = taken_for_gbk(text);
        assert!(is_utf8_in_gbk(&stored), "{text}: {stored}");
        // Cut where the lost byte was.
        assert!(is_utf8_in_gbk(stored.trim_end_matches('?')), "{stored}");
    }
}

const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边缪漆湛溥";
const GIVEN: &str = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰文华建国红志梅鑫宇浩然子轩梓涵欣怡婷婧琪琳瑶璐璇瑾瑜琛珂妍娅嫣涵淇沐泽澜濡灏瀚缨绮绫霖琬瑛钰颖楠榕槿桐樱";

#[test]
fn names_and_words_are_not_told() {
    for first in GIVEN.chars() {
        // A name's first character tells the rest of it: what begins with a common surname is none.
        for surname in SURNAMES.chars() {
            assert!(!is_utf8_in_gbk(&format!("{surname}{first}瑾")));
        }
        for second in GIVEN.chars() {
            let given = format!("{first}{second}");
            assert!(!is_utf8_in_gbk(&given), "{given}");
        }
    }
    for text in HONEST
        .iter()
        .chain(&["婧", "瑾瑜", "琛琛", "涓涓细流", "瀚海", "缁", "妤妤", "𠮷"])
    {
        assert!(!is_utf8_in_gbk(text), "{text}");
    }
}
