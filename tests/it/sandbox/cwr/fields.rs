//! Each rule on a field refuses what breaks it, and only that.

use serde_json::{Value, json};
use shangbao_sandbox::Function;

use super::{Bed, JPEG, PNG, company, employee, fields, passages, removal, with};

/// The call is refused with this code for this reason, or taken where there is none.
async fn judged(bed: &Bed, function: Function, body: &Value, refusal: Option<(&str, &str)>) {
    let (code, detail) = bed.verdict(function, body).await;
    let (expected, reason) = refusal.unwrap_or(("00", ""));
    assert_eq!(
        (code.as_str(), detail.as_str()),
        (expected, reason),
        "{body}"
    );
}

#[tokio::test]
async fn required_fields_must_be_there_and_hold_something() {
    let employees = "Project_ID id_code id_photo emp_name emp_phone emp_nativeplace emp_nation pass_period match_flag facephoto \
        emp_company emp_category job_typename job_name contract_status id_agency id_validdate idphoto_scan idphoto_scan2";
    let companies = "Project_ID Company_Name Legal_Person SUID";
    let removals = "Project_ID Company_Name SUID";
    let bed = Bed::staffed("").await;
    for (function, body, names) in [
        (Function::RegisterEmployee, employee(), employees),
        (Function::AddCompany, company(), companies),
        (Function::ProjectRemoveCompany, removal(), removals),
    ] {
        for name in names.split_whitespace() {
            let reason = format!("{name}不能为空");
            let mut absent = body.clone();
            absent.as_object_mut().unwrap().remove(name);
            judged(&bed, function, &absent, Some(("40", &reason))).await;
            let blank = with(body.clone(), name, json!(" "));
            judged(&bed, function, &blank, Some(("40", &reason))).await;
        }
    }
    for name in ["Project_ID", "Device_ID"] {
        let blank = with(passages(&["13:00:00"]), name, json!(""));
        let reason = format!("{name}不能为空");
        judged(
            &bed,
            Function::UploadPassedLog,
            &blank,
            Some(("40", &reason)),
        )
        .await;
    }
}

#[tokio::test]
async fn optional_fields_may_be_absent_or_empty() {
    let bed = Bed::staffed("").await;
    let names = "emp_dept emp_bankname emp_cardnum job_dept cwr_iskeypsn";
    for name in names.split_whitespace() {
        let mut absent = employee();
        absent.as_object_mut().unwrap().remove(name);
        judged(&bed, Function::RegisterEmployee, &absent, None).await;
        let empty = with(employee(), name, json!(""));
        judged(&bed, Function::RegisterEmployee, &empty, None).await;
    }
    let mut bare = company();
    let needed = ["Project_ID", "Company_Name", "Legal_Person", "SUID"];
    bare.as_object_mut()
        .unwrap()
        .retain(|name, _| needed.contains(&name.as_str()));
    judged(&bed, Function::AddCompany, &bare, None).await;
}

#[tokio::test]
async fn values_are_strings_of_known_fields_in_their_forms() {
    let bed = Bed::staffed("").await;
    let code = "取值不在规定范围内";
    let dictionary = "不是字典编码";
    let period = "格式须为yyyy-MM-dd:yyyy-MM-dd";
    for (name, value, reason) in [
        ("work_typername", json!("0"), "不是接口字段"),
        ("emp_phone", json!(18_888_888_888_u64), "须为字符串"),
        ("match_flag", json!("y"), code),
        ("contract_status", json!("2"), code),
        ("cwr_iskeypsn", json!("N"), code),
        ("emp_category", json!("0"), dictionary),
        ("job_typename", json!("00"), dictionary),
        ("job_name", json!("木工"), dictionary),
        ("pass_period", json!("2017-01-01"), period),
        ("pass_period", json!("2017-01-01:2018-02-30"), period),
        ("pass_period", json!("2017-1-1:2018-01-01"), period),
        (
            "pass_period",
            json!("2017-01-02:2017-01-01"),
            "结束日期小于开始日期",
        ),
        ("pass_period", json!("2021-12-21:"), "开始日期大于上传日期"),
        (
            "id_validdate",
            json!("2008-02-14-2028-02-14"),
            "格式须为yyyy.MM.dd-yyyy.MM.dd",
        ),
    ] {
        let body = with(employee(), name, value);
        let reason = format!("{name}{reason}");
        judged(
            &bed,
            Function::RegisterEmployee,
            &body,
            Some(("41", &reason)),
        )
        .await;
    }
}

#[tokio::test]
async fn values_in_their_forms_are_taken() {
    let bed = Bed::staffed("").await;
    for (name, value) in [
        ("pass_period", "2021-12-20:"),
        ("pass_period", "2021-12-20:2021-12-20"),
        ("id_validdate", "2008.02.14-长期"),
        ("match_flag", "N"),
        ("job_typename", "4"),
    ] {
        let body = with(employee(), name, json!(value));
        judged(&bed, Function::RegisterEmployee, &body, None).await;
    }
    let body = with(company(), "Type", json!("7"));
    let reason = "Type不是字典编码";
    judged(&bed, Function::AddCompany, &body, Some(("41", reason))).await;
}

#[tokio::test]
async fn the_day_of_upload_is_beijings() {
    let bed = Bed::staffed("").await;
    let tomorrow = with(employee(), "pass_period", json!("2021-12-21:"));
    let reason = "pass_period开始日期大于上传日期";
    bed.advance(chrono::TimeDelta::seconds(10 * 3600 - 1));
    judged(
        &bed,
        Function::RegisterEmployee,
        &tomorrow,
        Some(("41", reason)),
    )
    .await;
    bed.advance(chrono::TimeDelta::seconds(1));
    judged(&bed, Function::RegisterEmployee, &tomorrow, None).await;
}

#[tokio::test]
async fn photos_are_base64_of_a_picture_and_nothing_else() {
    let bed = Bed::staffed("").await;
    let halved = &JPEG[..JPEG.len() / 2 / 4 * 4];
    let text = "aGVsbG8gaGVsbG8gaGVsbG8=";
    for (photo, reason) in [
        (format!("data:image/jpeg;base64,{JPEG}"), "不是Base64编码"),
        (
            format!("{}\r\n{}", &JPEG[..76], &JPEG[76..]),
            "不是Base64编码",
        ),
        (JPEG.replace('/', "_"), "不是Base64编码"),
        (halved.to_owned(), "不是JPEG或PNG照片"),
        (text.to_owned(), "不是JPEG或PNG照片"),
    ] {
        for name in ["id_photo", "facephoto", "idphoto_scan", "idphoto_scan2"] {
            let body = with(employee(), name, json!(photo));
            let reason = format!("{name}{reason}");
            judged(
                &bed,
                Function::RegisterEmployee,
                &body,
                Some(("41", &reason)),
            )
            .await;
        }
    }
    for photo in [JPEG, PNG] {
        let body = with(employee(), "facephoto", json!(photo));
        judged(&bed, Function::RegisterEmployee, &body, None).await;
        let workers = bed.sandbox.roster().workers(super::PROJECT);
        assert_eq!(workers[super::WORKER].content, fields(&body));
    }
}

#[tokio::test]
async fn a_passages_fields_have_their_forms() {
    let bed = Bed::staffed("").await;
    for (name, value, reason) in [
        ("person_type", "2", "取值不在规定范围内"),
        ("person_name", "", "不能为空"),
        ("direction", "IN", "取值不在规定范围内"),
        ("way", "4", "取值不在规定范围内"),
        (
            "passed_time",
            "2021-12-20 1:00:00",
            "格式须为yyyy-MM-dd HH:mm:ss",
        ),
        (
            "passed_time",
            "2021-12-20 13:00",
            "格式须为yyyy-MM-dd HH:mm:ss",
        ),
        ("site_photo", "xVmx", "不是JPEG或PNG照片"),
        ("longitude", "E114", "不是有效经度"),
        ("latitude", "91", "不是有效纬度"),
        ("data_id", "7", "不是接口字段"),
    ] {
        let mut body = passages(&["13:00:00"]);
        body["passedlog_list"][0][name] = json!(value);
        let answer = bed.call(Function::UploadPassedLog, &body).await;
        let message = &answer["result_data"]["error_list"][0]["message"];
        assert_eq!(*message, format!("{name}{reason}"));
    }
    assert!(bed.sandbox.roster().passages(super::PROJECT).is_empty());
    let mut bare = passages(&["13:00:00"]);
    bare["passedlog_list"][0]
        .as_object_mut()
        .unwrap()
        .remove("site_photo");
    judged(&bed, Function::UploadPassedLog, &bare, None).await;
}
