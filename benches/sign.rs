//! A registration with four photos, 2 MB of body: Base64, JSON and signature together, as a ratio to MD5 alone over
//! the same bytes.
//!
//! `cargo bench --bench sign`. The turns alternate, and the ratio is of the medians.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use shangbao::clock::Clock;
use shangbao::platform::cwr::register_employee::REGISTER_EMPLOYEE;
use shangbao::platform::cwr::{Cwr, Settings, Versions};
use shangbao::platform::{HttpSettings, Platform, Record};

const TURNS: usize = 101;
const PHOTO: usize = 375_000;
const PHOTOS: [&str; 4] = ["id_photo", "facephoto", "idphoto_scan", "idphoto_scan2"];

fn main() {
    let client = client();
    let worker = Record::new("P\u{1f}1".to_owned(), small_fields(), Vec::new());
    let photos: Vec<Vec<u8>> = PHOTOS
        .iter()
        .map(|_| {
            std::iter::repeat_with(|| fastrand::u8(..))
                .take(PHOTO)
                .collect()
        })
        .collect();
    let body = whole(&client, &worker, &photos);
    let (mut alone, mut all) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        alone.push(time(|| Md5::digest(&body)));
        all.push(time(|| whole(&client, &worker, &photos)));
    }
    let (alone, all) = (median(alone), median(all));
    println!(
        "a body of {} bytes: MD5 alone {alone:?}, Base64 + JSON + signature {all:?}: {:.2} x",
        body.len(),
        all.as_secs_f64() / alone.as_secs_f64()
    );
}

/// What a call takes before it leaves: the photos as Base64, the body, the signature.
fn whole(client: &Cwr, worker: &Record, photos: &[Vec<u8>]) -> Vec<u8> {
    let mut worker = worker.clone();
    let photos = PHOTOS.iter().zip(photos);
    let encoded = photos.map(|(name, photo)| (*name, STANDARD.encode(photo)));
    worker.fields.extend(encoded);
    client
        .preview(&REGISTER_EMPLOYEE, &[&worker])
        .body
        .into_bytes()
}

fn small_fields() -> Vec<(&'static str, String)> {
    let others = REGISTER_EMPLOYEE.fields.iter().map(|field| field.name);
    let others = others.filter(|name| !PHOTOS.contains(name));
    others
        .map(|name| (name, "陕西省石泉县城关镇".to_owned()))
        .collect()
}

fn client() -> std::sync::Arc<Cwr> {
    let settings = Settings {
        name: "bench".to_owned(),
        url: "http://127.0.0.1:9".to_owned(),
        api_key: "DCD851F41C384EB3AE9326AD26EC667D".to_owned(),
        api_secret: "D8F8149A7FC6533D848E3BF9F1E29347".into(),
        client_serial: "PL2C9528C3C8D84206AC5B324DBE9DF92C".to_owned(),
        api_version: Versions::default(),
        http: HttpSettings {
            timeout: Duration::from_secs(30),
            proxy: None,
            bind: None,
            ca_file: None,
        },
    };
    Cwr::new(settings, Clock::System).expect("a client")
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
