//! Draining 5 000 gate passages with photos of 30 KB: the most memory the program held, beside what it may hold. And photos of a
//! telephone, of 12 megapixels and 4 MB: the CPU time that each takes to be made as small as a platform wants it.
//!
//! `tests/with-servers cargo bench --bench photos` (or `just bench --bench photos`). The photos lie in the site's database or
//! in files; with `band` each is decoded, marked with its time and written anew. What it may hold is 64 MiB, and three
//! times the bytes of a batch for each request in flight.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[expect(dead_code, reason = "a site, and no service")]
mod service;

use std::io::Cursor;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use service::Site;
use shangbao::media::{Files, Make, Origin, Settings};
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox};
use sqlx::{AssertSqlSafe, Executor};

const PASSAGES: usize = 5000;
const PHOTOS: usize = 20;
const PHOTO: usize = 30_000;
const PROJECT: &str = "440300201500303";
/// The bytes of a batch, and the requests in flight, as they are unless the configuration says otherwise.
const BATCH: f64 = 2.0;
const CONCURRENCY: f64 = 2.0;

#[tokio::main]
async fn main() {
    telephone().await;
    let photos: Vec<Vec<u8>> = (0..PHOTOS as u64).map(photo).collect();
    for dialect in [Dialect::Postgres, Dialect::MySql, Dialect::Sqlite] {
        let site = site(dialect, &photos).await;
        for (way, line) in [
            ("the database", r#"{ column = "held", photo = "blob" }"#),
            ("files", r#"{ column = "path", photo = "file" }"#),
            (
                "the database, with a band",
                r#"{ column = "held", photo = "blob", band = "passed" }"#,
            ),
        ] {
            let (took, peak) = drain(&site, line).await;
            println!(
                "{dialect}: {PASSAGES} passages, photos from {way}: {:.1} s, peak memory {:.1} MiB of {:.0} MiB",
                took.as_secs_f64(),
                peak as f64 / 1024.0,
                64.0 + BATCH * CONCURRENCY * 3.0
            );
        }
        site.drop().await;
    }
}

/// Makes photos of 12 megapixels small, as many at a time as there are processors; prints the CPU time of each.
async fn telephone() {
    const COUNT: u32 = 12;
    let mut random = fastrand::Rng::with_seed(1);
    let picture = RgbImage::from_fn(4000, 3000, |x, y| {
        let light = 60 + (x / 40 + y / 40) % 2 * 30 + x / 40;
        let mut dot = || u8::try_from(light + random.u32(..40)).unwrap_or(u8::MAX);
        Rgb([dot(), dot(), dot()])
    });
    let mut out = Cursor::new(Vec::new());
    JpegEncoder::new_with_quality(&mut out, 85)
        .encode_image(&picture)
        .expect("a JPEG");
    let photo = out.into_inner();
    let files = Arc::new(Files::new(&Settings::default()).expect("no settings are sound"));
    let (before, started) = (cpu(), Instant::now());
    let made = (0..COUNT).map(|_| {
        let (files, photo) = (files.clone(), photo.clone());
        let make = Make::Photo {
            max_bytes: 200 << 10,
            band: None,
        };
        tokio::spawn(async move { files.load(Origin::Bytes(photo), make).await })
    });
    for made in made.collect::<Vec<_>>() {
        made.await.expect("no panic").expect("a photo");
    }
    println!(
        "{COUNT} photos of 12 megapixels, {:.1} MB: {:.0} ms of CPU each, {:.0} ms of time each",
        photo.len() as f64 / 1e6,
        (cpu() - before) / f64::from(COUNT),
        started.elapsed().as_secs_f64() * 1000.0 / f64::from(COUNT),
    );
}

/// The CPU time of this process, in milliseconds.
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = behind_name.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        * 10.0
}

/// A picture that is hard to compress, of about [`PHOTO`] bytes as a JPEG.
fn photo(seed: u64) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut width = 120;
    loop {
        let picture = RgbImage::from_fn(width, width, |_, _| {
            Rgb([random.u8(..), random.u8(..), random.u8(..)])
        });
        let mut out = Cursor::new(Vec::new());
        let picture = DynamicImage::ImageRgb8(picture);
        picture
            .write_to(&mut out, ImageFormat::Jpeg)
            .expect("a JPEG");
        if out.get_ref().len() >= PHOTO {
            return out.into_inner();
        }
        width += 8;
    }
}

/// A site with passages of the last hour at eight gates; every photo is of many of them.
async fn site(dialect: Dialect, photos: &[Vec<u8>]) -> Site {
    let site = Site::new(dialect).await;
    let bytes = match dialect {
        Dialect::Postgres => "bytea",
        Dialect::MySql => "longblob",
        Dialect::Sqlite => "BLOB",
    };
    let folder = site.folder.path().join("photos");
    std::fs::create_dir(&folder).expect("a folder");
    let mut connection = site.connect().await;
    for table in [
        format!("CREATE TABLE photos (id bigint PRIMARY KEY, held {bytes} NOT NULL)"),
        "CREATE TABLE passages (id bigint PRIMARY KEY, photo bigint NOT NULL, path varchar(30) NOT NULL, gate varchar(30) NOT NULL, passed varchar(30) NOT NULL)".into(),
    ] {
        let made = connection.execute(AssertSqlSafe(table)).await;
        made.expect("a table");
    }
    for (id, photo) in photos.iter().enumerate() {
        std::fs::write(folder.join(format!("{id}.jpg")), photo).expect("a file");
        let hex: String = photo.iter().map(|byte| format!("{byte:02x}")).collect();
        let held = match dialect {
            Dialect::Postgres => format!("decode('{hex}', 'hex')"),
            _ => format!("X'{hex}'"),
        };
        let insert = format!("INSERT INTO photos VALUES ({id}, {held})");
        let inserted = connection.execute(AssertSqlSafe(insert)).await;
        inserted.expect("a photo");
    }
    let now = Utc::now() + TimeDelta::hours(8);
    let passages: Vec<String> = (1..=PASSAGES)
        .map(|id| {
            let passed = now - TimeDelta::seconds(600 + (id % 3000) as i64);
            let passed = passed.format("%Y-%m-%d %H:%M:%S");
            let (photo, gate) = (id % PHOTOS, id % 8);
            format!("({id}, {photo}, '{photo}.jpg', 'G-{gate}', '{passed}')")
        })
        .collect();
    let insert = format!("INSERT INTO passages VALUES {}", passages.join(", "));
    let inserted = connection.execute(AssertSqlSafe(insert)).await;
    inserted.expect("the passages");
    site
}

/// Sends all passages of the site to a platform that knows none of them; how long it took, and the most memory (KiB).
async fn drain(site: &Site, photo: &str) -> (Duration, u64) {
    let sandbox = Sandbox::start(Options::default())
        .await
        .expect("a free port");
    site.mapping("passages", &mapping(photo));
    let folder = tempfile::tempdir_in(site.folder.path()).expect("a folder");
    let jobs = format!(
        "mappings = \"../mappings\"\n\n[sources.site]\nurl = \"{}\"\nfiles = {{ root = \"../photos\" }}\n\n[platforms.project7]\n\
         kind = \"cwr\"\nurl = \"{}\"\napi_key = \"sandbox\"\napi_secret = \"sandbox\"\nclient_serial = \"PL-sandbox\"\n\
         concurrency = 2\nparams = {{ project = \"{PROJECT}\" }}\n\n[jobs.passages]\nmapping = \"passages\"\nsource = \"site\"\n\
         platform = \"project7\"\nbatch = {{ records = 100, bytes = \"2MiB\" }}\n",
        site.url,
        sandbox.url()
    );
    let config = folder.path().join("jobs.toml");
    std::fs::write(&config, jobs).expect("a file");
    let drained = tokio::task::spawn_blocking(move || timed(&config)).await;
    let arrived = sandbox.roster().passages(PROJECT).len();
    assert_eq!(arrived, PASSAGES, "all passages arrive");
    drained.expect("a run")
}

fn mapping(photo: &str) -> String {
    format!(
        r#"target = "cwr.passed_log"

[[changes]]
kind   = "log"
table  = "passages"
cursor = "id"
key    = "id"

[rows]
key = "id"
sql = """
SELECT p.id, p.passed, p.gate, p.path, f.held
FROM passages p JOIN photos f ON f.id = p.photo
WHERE p.id IN (:keys)
"""

[fields]
Project_ID  = {{ param = "project" }}
Device_ID   = "gate"
person_type = {{ value = "0" }}
person_id   = "id"
person_name = {{ value = "王五" }}
passed_time = "passed"
direction   = {{ value = "in" }}
way         = {{ value = "1" }}
site_photo  = {photo}
"#
    )
}

/// One run of the program to its end: its time, and the most memory it held (KiB).
fn timed(config: &Path) -> (Duration, u64) {
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_shangbao"))
        .arg("--config")
        .arg(config)
        .args(["run", "--once"])
        .stdout(Stdio::null())
        .spawn()
        .expect("a process");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let size = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(size.unwrap_or(0));
        if let Some(ended) = child.try_wait().expect("a process") {
            assert!(ended.success(), "the run ended with {ended}");
            return (started.elapsed(), peak);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
