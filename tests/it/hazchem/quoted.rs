//! What platforms quote of the records that they are sent.

use serde_json::json;
use shangbao::platform::hazchem::gas_alarm::GAS_ALARM;
use shangbao::platform::{Platform, Record};

use super::server::{Act, Server, answer, coded, response};
use super::{client, settings};

/// A record of a person, as a permit holds it.
fn person() -> Vec<&'static Record> {
    let fields = [
        ("id", "DH-7"),
        ("worker_name", "张三丰,李四光"),
        ("phone", "13800001234"),
        ("card", "11010519491231002X"),
    ];
    let fields = fields.map(|(name, value)| (name, value.to_owned()));
    let record = Record::new("DH-7".to_owned(), fields.to_vec(), Vec::new());
    vec![Box::leak(Box::new(record))]
}

#[tokio::test]
async fn the_platforms_words_hold_nothing_of_a_person_whichever_way_they_come() {
    let quotes = [
        "人员张三丰的证件号11010519491231002X、电话13800001234有误",
        "人员%E6%9D%8E%E5%9B%9B%E5%85%89 138 0000 1234 有误",
        "人员 张 三 丰 110105 19491231 002x 有误",
        "另一人 110105194912310021，电话 139-1234-5678",
    ];
    for quote in quotes {
        let coded_500 = json!({"code": 500, "msg": quote, "data": null}).to_string();
        let acts = [
            coded(400, quote),
            Act::Bytes(response("200 OK", "", &coded_500)),
            Act::Bytes(response(
                "503 Service Unavailable",
                "",
                &json!({"code": 503, "msg": quote}).to_string(),
            )),
            Act::Bytes(answer(
                &json!({"code": 200, "msg": "ok", "data": format!("成功0条，失败1条。失败原因：DH-7：{quote}")}),
            )),
        ];
        for act in acts {
            let server = Server::start().await;
            server.upload(act.clone());
            let sent = client(settings(&server.url()))
                .send(&GAS_ALARM, &person())
                .await;
            // Not its digest and its id, whose digits are drawn.
            let words = sent.request.map(|request| request.words);
            let told = format!("{:?} {words:?}", sent.answer);
            for secret in [
                "张三丰",
                "李四光",
                "%E6%9D%8E",
                "张 三 丰",
                "002X",
                "002x",
                "1234",
                "0021",
                "5678",
            ] {
                assert!(!told.contains(secret), "{secret}: {told}");
            }
        }
    }
}
