//! A photo as platforms take it: a JPEG of at most so many bytes, turned upright.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};

use super::{Unusable, band, jpeg};

/// More pixels than any camera of a phone or a gate makes.
const MOST_PIXELS: u64 = 50_000_000;
/// Most bytes a decoder may take.
const MOST_MEMORY: u64 = 256 << 20;
/// The qualities that are tried before the photo is made smaller.
const QUALITIES: [u8; 3] = [85, 70, 55];
/// A JPEG of the lowest quality takes about a tenth of a byte a pixel: with more pixels it cannot fit.
const PIXELS_A_BYTE: usize = 10;
/// The shortest long side that still shows something.
const SHORTEST: u32 = 64;

/// Makes a JPEG of at most `max_bytes`. One that fits and stands upright stays as it is, byte by byte.
///
/// # Errors
/// Why it cannot be made.
pub(super) fn make(
    content: Vec<u8>,
    max_bytes: usize,
    band: Option<&str>,
) -> Result<Vec<u8>, Unusable> {
    let format = image::guess_format(&content).map_err(|_| Unusable::NoPhoto)?;
    match format {
        ImageFormat::Jpeg if !jpeg::is_whole(&content) => return Err(Unusable::Truncated),
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Bmp => {}
        _ => return Err(Unusable::NoPhoto),
    }
    let mut reader = ImageReader::with_format(Cursor::new(&content), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Unusable::TooManyPixels(MOST_PIXELS / 1_000_000));
    }
    // Of a damaged EXIF block nothing is known: such a photo is shown as it is everywhere else, too.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let upright = orientation == Orientation::NoTransforms;
    if format == ImageFormat::Jpeg && upright && band.is_none() && content.len() <= max_bytes {
        drop(decoder);
        return Ok(content);
    }
    let image = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    let mut image = shrunk(image, (max_bytes * PIXELS_A_BYTE) as f64);
    image.apply_orientation(orientation);
    if band.is_some() && image.width() < band::NARROWEST {
        let width = band::NARROWEST;
        image = image.resize(width, u32::MAX, FilterType::Triangle);
    }
    encode(image, max_bytes, band)
}

/// Lower quality first, then fewer pixels.
fn encode(
    mut image: DynamicImage,
    max_bytes: usize,
    band: Option<&str>,
) -> Result<Vec<u8>, Unusable> {
    loop {
        let mut shown: RgbImage = image.to_rgb8();
        if let Some(text) = band {
            shown = band::below(&shown, text);
        }
        for quality in QUALITIES {
            let mut out = Vec::with_capacity(max_bytes);
            JpegEncoder::new_with_quality(&mut out, quality)
                .encode_image(&shown)
                .map_err(damaged)?;
            if out.len() <= max_bytes {
                return Ok(out);
            }
        }
        let pixels = f64::from(image.width()) * f64::from(image.height());
        image = shrunk(image, pixels / 2.0);
        let longest = image.width().max(image.height());
        if longest < SHORTEST || (band.is_some() && image.width() < band::NARROWEST) {
            return Err(Unusable::TooSmall);
        }
    }
}

/// The image with at most so many pixels, in its proportions.
fn shrunk(image: DynamicImage, pixels: f64) -> DynamicImage {
    let (width, height) = (f64::from(image.width()), f64::from(image.height()));
    let factor = (pixels / (width * height)).sqrt();
    if factor >= 1.0 {
        return image;
    }
    let side = |length: f64| ((length * factor) as u32).max(1);
    image.thumbnail_exact(side(width), side(height))
}

fn damaged(error: ImageError) -> Unusable {
    match error {
        ImageError::Limits(_) => Unusable::TooManyPixels(MOST_PIXELS / 1_000_000),
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Unusable::Truncated
        }
        _ => Unusable::Damaged,
    }
}
