//! A worker with photos from a site's database to the platform.

use std::io::Cursor;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use image::{ImageFormat, RgbImage};
use shangbao::clock::Clock;
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox};

use super::flow::Plant;
use super::noon;
use crate::bed::now;

const PROJECT: &str = "440300201500303";
const NUMBER: &str = "11010519491231002X";

const WORKERS: &str = r#"
target = "cwr.register_employee"
[[changes]]
kind = "log"
table = "worker"
cursor = "id"
key = "id"
[fields]
Project_ID = { param = "project" }
id_code = "number"
id_photo = { column = "face", photo = "base64" }
emp_name = "name"
emp_phone = { value = "13800138000" }
emp_nativeplace = { value = "陕西省石泉县城关镇" }
emp_nation = { value = "汉" }
pass_period = { template = "{starts:%Y-%m-%d}:{ends:%Y-%m-%d}", empty = ["ends"] }
match_flag = { column = "matched", yes = [1], no = [0] }
facephoto = { column = "face", photo = "base64" }
emp_company = { value = "公司A" }
emp_category = { column = "category", dictionary = "DictListEmpCategory" }
job_typename = { column = "job_type", dictionary = "DictListJobTypeName", holds = "code" }
job_name = { column = "trade", dictionary = "DictListJobName" }
contract_status = { value = "1" }
id_agency = { value = "石泉县公安局" }
id_validdate = { value = "2008.02.14-2028.02.14" }
idphoto_scan = { column = "face", photo = "base64" }
idphoto_scan2 = { column = "face", photo = "base64" }
"#;

fn photo() -> String {
    let mut jpeg = Cursor::new(Vec::new());
    let picture = RgbImage::from_pixel(60, 80, image::Rgb([90, 60, 30]));
    picture.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
    let text = BASE64_STANDARD.encode(jpeg.into_inner());
    let (first, rest) = text.split_at(76);
    format!("data:image/jpeg;base64,{first}\r\n{rest}")
}

/// A site with one worker, and nothing else to report.
async fn site(platform: &str) -> Plant {
    let plant = Plant::new(Dialect::Sqlite, platform).await;
    let columns = "id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT, name TEXT, starts TEXT, ends TEXT, matched INTEGER, category TEXT, job_type TEXT, trade TEXT, face TEXT";
    plant
        .site
        .run(&format!("CREATE TABLE worker ({columns})"))
        .await;
    let face = photo();
    let worker = format!(
        "INSERT INTO worker VALUES (1, '11010519491231002x', '张三', '2026-02-01', NULL, 1, '劳务工人', '1', '木工', '{face}')"
    );
    plant.site.run(&worker).await;
    plant.write("workers.toml", WORKERS);
    let toml = std::fs::read_to_string(plant.path()).unwrap();
    let (general, _) = toml.split_once("[jobs.").unwrap();
    let job = "[jobs.workers]\nmapping = \"workers\"\nsource = \"site\"\nplatform = \"project7\"\n";
    plant.write("jobs.toml", &format!("{general}{job}"));
    plant
}

#[tokio::test]
async fn a_worker_waits_for_the_company_and_arrives_whole() {
    let sandbox = Sandbox::start(Options {
        now: now(&Clock::manual(noon())),
        ..Options::default()
    });
    let sandbox = sandbox.await.unwrap();
    let plant = site(&sandbox.url()).await;
    let report = plant.run("workers").await;
    assert_eq!((report.delivered, report.rejected), (0, 0), "{report:?}");

    sandbox.roster().enter_company(PROJECT, "公司A", "SUID-A");
    plant.clock.advance(Duration::from_secs(25 * 3600));
    let report = plant.run("workers").await;
    assert_eq!(report.delivered, 1, "{report:?}");
    let worker = &sandbox.roster().workers(PROJECT)[NUMBER];
    let text = |name: &str| worker.content[name].as_str().unwrap();
    assert_eq!(text("pass_period"), "2026-02-01:");
    assert_eq!((text("match_flag"), text("emp_category")), ("Y", "00"));
    assert_eq!(text("job_name"), "EEF22645FEE411E68E5A089E016627F6");
    let jpeg = BASE64_STANDARD.decode(text("facephoto")).unwrap();
    assert!(jpeg.starts_with(&[0xFF, 0xD8]), "no JPEG");
    assert!(!worker.content.contains_key("emp_dept"));
}
