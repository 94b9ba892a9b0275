//! Photos and attachments: every way to hold one, every way it can be wrong.

mod attachments;
mod folders;
mod photos;
mod web;

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage};
use shangbao::media::{Files, Made, Make, MediaError, Origin, Settings};

const PHOTO: Make = Make::Photo {
    max_bytes: 200 << 10,
    band: None,
};

/// A picture that compresses badly: its left upper quarter is white, the rest is coloured noise.
fn picture(width: u32, height: u32) -> DynamicImage {
    let mut random = fastrand::Rng::with_seed(7);
    let noise = RgbImage::from_fn(width, height, |x, y| {
        if x < width / 2 && y < height / 2 {
            image::Rgb([255; 3])
        } else {
            image::Rgb([random.u8(..100), random.u8(..100), random.u8(..100)])
        }
    });
    DynamicImage::ImageRgb8(noise)
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(&picture(width, height), ImageFormat::Jpeg)
}

fn decoded(base64: &str) -> Vec<u8> {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::STANDARD;
    engine.decode(base64).unwrap()
}

/// Files of no source.
fn nowhere() -> Files {
    Files::new(&Settings::default()).unwrap()
}

/// The JPEG that is made of bytes.
async fn made(content: Vec<u8>, make: Make) -> Result<Vec<u8>, MediaError> {
    match nowhere().load(Origin::Bytes(content), make).await? {
        Made::Photo(base64) => Ok(decoded(&base64)),
        Made::Attachment(attachment) => Ok(attachment.content),
    }
}
