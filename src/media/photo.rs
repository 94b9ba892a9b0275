//! A photo as platforms take it: a JPEG of at most so many bytes, turned upright.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{
    DynamicImage, GenericImage, GenericImageView, GrayImage, ImageDecoder, ImageError, ImageFormat,
    ImageReader, Limits, RgbImage,
};
use jpeg_decoder::PixelFormat;

use super::{MediaError, time_band};

/// More pixels than any camera of a phone or a gate makes.
const MOST_PIXELS: u64 = 50_000_000;
/// Most bytes a decoder may take.
const MOST_MEMORY: u64 = 256 << 20;
/// The qualities that are tried before the photo is made smaller.
const QUALITIES: [u8; 3] = [85, 70, 55];
/// A JPEG of the lowest quality takes about a tenth of a byte a pixel: with more pixels it cannot fit.
const PIXELS_A_BYTE: usize = 10;
/// Tiles of a photo in each direction that tell how large it will be, and the side of one.
const TILES: u32 = 5;
const TILE: u32 = 64;
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
) -> Result<Vec<u8>, MediaError> {
    let format = image::guess_format(&content).map_err(|_| MediaError::NoPhoto)?;
    match format {
        ImageFormat::Jpeg if !is_whole(&content) => return Err(MediaError::Truncated),
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Bmp => {}
        _ => return Err(MediaError::NoPhoto),
    }
    let mut reader = ImageReader::with_format(Cursor::new(&content), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(MediaError::TooManyPixels(MOST_PIXELS / 1_000_000));
    }
    // Of a damaged EXIF block nothing is known: such a photo is shown as it is everywhere else, too.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let upright = orientation == Orientation::NoTransforms;
    if format == ImageFormat::Jpeg && upright && band.is_none() && content.len() <= max_bytes {
        drop(decoder);
        return Ok(content);
    }
    let most = (max_bytes * PIXELS_A_BYTE) as f64;
    let image = match scaled(&content, format, most) {
        Some(image) => image,
        None => DynamicImage::from_decoder(decoder).map_err(damaged)?,
    };
    let mut image = shrunk(image, most);
    image.apply_orientation(orientation);
    if band.is_some() && image.width() < time_band::NARROWEST {
        let width = time_band::NARROWEST;
        image = image.resize(width, u32::MAX, FilterType::Triangle);
    }
    encode(image, max_bytes, band)
}

/// How many bytes a photo takes in memory while it is made smaller, at most; what is no photo takes none.
pub(super) fn memory(content: &[u8]) -> usize {
    let reader = ImageReader::new(Cursor::new(content)).with_guessed_format();
    let size = reader.ok().and_then(|reader| reader.into_dimensions().ok());
    size.map_or(0, |(width, height)| {
        (width as usize)
            .saturating_mul(height as usize)
            .saturating_mul(4)
    })
}

/// A JPEG decoded at a half, a quarter or an eighth of its size, where more than about `most` pixels are not wanted: an eighth
/// takes a third of the time of the whole. `None` where the whole has to be decoded.
fn scaled(content: &[u8], format: ImageFormat, most: f64) -> Option<DynamicImage> {
    if format != ImageFormat::Jpeg {
        return None;
    }
    let mut decoder = jpeg_decoder::Decoder::new(content);
    decoder.set_max_decoding_buffer_size(usize::try_from(MOST_MEMORY).ok()?);
    decoder.read_info().ok()?;
    let whole = decoder.info()?;
    let pixels = f64::from(whole.width) * f64::from(whole.height);
    // A step further down leaves a third to two thirds of the pixels, in a better quality.
    let fits = |part: &u16| pixels / f64::from(part * part) >= most / 3.0;
    let part = [8, 4, 2].into_iter().find(fits)?;
    let (width, height) = (whole.width.div_ceil(part), whole.height.div_ceil(part));
    decoder.scale(width, height).ok()?;
    let bytes = decoder.decode().ok()?;
    let made = decoder.info()?;
    let (width, height) = (made.width.into(), made.height.into());
    match made.pixel_format {
        PixelFormat::RGB24 => RgbImage::from_raw(width, height, bytes).map(DynamicImage::from),
        PixelFormat::L8 => GrayImage::from_raw(width, height, bytes).map(DynamicImage::from),
        // Colours of printers.
        PixelFormat::L16 | PixelFormat::CMYK32 => None,
    }
}

/// Lower quality first, then fewer pixels. What is bound to be too large is not tried.
fn encode(
    mut image: DynamicImage,
    max_bytes: usize,
    band: Option<&str>,
) -> Result<Vec<u8>, MediaError> {
    loop {
        let mut shown: RgbImage = image.to_rgb8();
        if let Some(text) = band {
            shown = time_band::below(&shown, text);
        }
        for quality in QUALITIES {
            if expected(&shown, quality) > max_bytes as f64 {
                continue;
            }
            let out = jpeg_of(&shown, quality)?;
            if out.len() <= max_bytes {
                return Ok(out);
            }
        }
        let pixels = f64::from(image.width()) * f64::from(image.height());
        image = shrunk(image, pixels / 2.0);
        let longest = image.width().max(image.height());
        if longest < SHORTEST || (band.is_some() && image.width() < time_band::NARROWEST) {
            return Err(MediaError::TooSmall);
        }
    }
}

fn jpeg_of(shown: &RgbImage, quality: u8) -> Result<Vec<u8>, MediaError> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, quality)
        .encode_image(shown)
        .map_err(damaged)?;
    Ok(out)
}

/// About how many bytes a photo takes in a quality, told by some tiles of it; none where it is so small that to try is as cheap.
fn expected(shown: &RgbImage, quality: u8) -> f64 {
    let (width, height) = shown.dimensions();
    let side = TILE * TILES;
    if width < side * 2 || height < side * 2 {
        return 0.0;
    }
    let mut tiles = RgbImage::new(side, side);
    for (x, y) in (0..TILES).flat_map(|x| (0..TILES).map(move |y| (x, y))) {
        let from = |length: u32, nth: u32| (length - TILE) * nth / (TILES - 1);
        let tile = shown.view(from(width, x), from(height, y), TILE, TILE);
        if tiles.copy_from(&*tile, x * TILE, y * TILE).is_err() {
            return 0.0;
        }
    }
    let pixels = f64::from(width) * f64::from(height);
    jpeg_of(&tiles, quality).map_or(0.0, |tiles| {
        tiles.len() as f64 * pixels / f64::from(side * side)
    })
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

fn damaged(error: ImageError) -> MediaError {
    match error {
        ImageError::Limits(_) => MediaError::TooManyPixels(MOST_PIXELS / 1_000_000),
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            MediaError::Truncated
        }
        _ => MediaError::Damaged,
    }
}

/// Start of image.
const SOI: u8 = 0xD8;
/// End of image.
const EOI: u8 = 0xD9;
/// Start of scan.
const SOS: u8 = 0xDA;

/// Whether the segments of a JPEG follow each other to its end marker. What follows that is not looked at.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, SOI]) && end(&bytes[2..]).is_some()
}

/// Walks the segments; `Some` at the end marker.
fn end(mut rest: &[u8]) -> Option<()> {
    loop {
        let [0xFF, marker, ..] = *rest else {
            return None;
        };
        rest = &rest[1..];
        match marker {
            // Fill bytes before a marker.
            0xFF => {}
            EOI => return Some(()),
            // Markers without a segment.
            0x01 | 0xD0..=0xD7 => rest = &rest[1..],
            _ => {
                let length = usize::from(u16::from_be_bytes([*rest.get(1)?, *rest.get(2)?]));
                rest = rest.get(1 + length.max(2)..)?;
                if marker == SOS {
                    rest = behind_scan(rest)?;
                }
            }
        }
    }
}

/// The first marker behind a scan's data, in which 0xFF is followed by 0 or a restart marker.
fn behind_scan(data: &[u8]) -> Option<&[u8]> {
    let at = data
        .windows(2)
        .position(|two| two[0] == 0xFF && !matches!(two[1], 0 | 0xD0..=0xD7))?;
    data.get(at..)
}
