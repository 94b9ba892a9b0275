//! What becomes of a photo.

use base64::Engine as _;
use image::{DynamicImage, GenericImageView, ImageFormat};
use shangbao::media::{Made, Make, MediaError, Origin};

use super::{PHOTO, decoded, encoded, jpeg, made, nowhere, picture};

/// A JPEG with an EXIF block that says how to turn it.
fn turned(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let tiff = [
        b"II*\0\x08\0\0\0\x01\0".as_slice(),
        b"\x12\x01\x03\0\x01\0\0\0",
        &[orientation, 0, 0, 0],
        b"\0\0\0\0",
    ]
    .concat();
    let length = (2 + 6 + tiff.len()) as u16;
    let head = [
        b"\xFF\xD8\xFF\xE1".as_slice(),
        &length.to_be_bytes(),
        b"Exif\0\0",
    ]
    .concat();
    [&head, tiff.as_slice(), &jpeg[2..]].concat()
}

fn read(jpeg: &[u8]) -> DynamicImage {
    image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap()
}

/// In which corner the white quarter is: left or right, top or bottom.
fn white_corner(picture: &DynamicImage) -> (bool, bool) {
    let (width, height) = picture.dimensions();
    let is_white = |x: u32, y: u32| picture.get_pixel(x, y).0[..3].iter().all(|c| *c > 200);
    for (right, bottom) in [(false, false), (true, false), (false, true), (true, true)] {
        let x = if right { width * 3 / 4 } else { width / 4 };
        let y = if bottom { height * 3 / 4 } else { height / 4 };
        if is_white(x, y) {
            return (right, bottom);
        }
    }
    panic!("no white corner");
}

#[tokio::test]
async fn a_jpeg_that_fits_and_stands_upright_stays_byte_by_byte() {
    let photo = jpeg(60, 40);
    assert_eq!(made(photo.clone(), PHOTO).await, Ok(photo.clone()));
    let upright = turned(&photo, 1);
    assert_eq!(made(upright.clone(), PHOTO).await, Ok(upright));
}

#[tokio::test]
async fn a_photo_is_turned_as_its_exif_says() {
    let photo = jpeg(60, 40);
    for (orientation, size, corner) in [
        (3, (60, 40), (true, true)),
        (6, (40, 60), (true, false)),
        (8, (40, 60), (false, true)),
    ] {
        let sent = read(&made(turned(&photo, orientation), PHOTO).await.unwrap());
        assert_eq!(sent.dimensions(), size, "{orientation}");
        assert_eq!(white_corner(&sent), corner, "{orientation}");
    }
}

#[tokio::test]
async fn a_photo_of_three_megabytes_is_made_small() {
    let large = jpeg(2880, 2160);
    assert!(large.len() > 3_000_000, "{}", large.len());
    for max_bytes in [200 << 10, 30 << 10, 4 << 10] {
        let make = Make::Photo {
            max_bytes,
            band: None,
        };
        let sent = made(large.clone(), make).await.unwrap();
        assert!(sent.len() <= max_bytes && sent.len() > max_bytes / 8);
        let (width, height) = read(&sent).dimensions();
        assert!((width * 3).abs_diff(height * 4) <= 6, "{width} x {height}");
    }
}

#[tokio::test]
async fn other_formats_become_jpeg() {
    for format in [ImageFormat::Png, ImageFormat::Bmp] {
        let content = encoded(&picture(60, 40), format);
        let sent = made(content, PHOTO).await.unwrap();
        assert_eq!(read(&sent).dimensions(), (60, 40));
    }
}

#[tokio::test]
async fn the_time_stands_below_the_photo_white_on_black() {
    let make = |max_bytes| Make::Photo {
        max_bytes,
        band: Some("2026-03-01 08:30:59".to_owned()),
    };
    for (width, wide) in [(320, 320), (60, 120)] {
        let sent = made(jpeg(width, width), make(200 << 10)).await.unwrap();
        let sent = read(&sent);
        assert_eq!(sent.width(), wide);
        assert!(sent.height() > wide, "nothing of the photo is covered");
        let band = (wide..sent.height()).flat_map(|y| (0..wide).map(move |x| (x, y)));
        let light: Vec<u8> = band.map(|(x, y)| sent.get_pixel(x, y).0[1]).collect();
        let white = light.iter().filter(|light| **light > 180).count();
        let black = light.iter().filter(|light| **light < 60).count();
        assert!(white * 20 > light.len(), "{white} of {}", light.len());
        assert!(black * 2 > light.len(), "{black} of {}", light.len());
    }
    let small = made(jpeg(1200, 900), make(8 << 10)).await.unwrap();
    assert!(small.len() <= 8 << 10);
}

#[tokio::test]
async fn what_is_no_whole_photo_is_refused() {
    let photo = jpeg(60, 40);
    let png = encoded(&picture(60, 40), ImageFormat::Png);
    let mut damaged = png.clone();
    damaged[40..60].fill(0);
    let cases = [
        (b"photo not found".to_vec(), MediaError::NoPhoto),
        (b"%PDF-1.4".to_vec(), MediaError::NoPhoto),
        (b"GIF89a........".to_vec(), MediaError::NoPhoto),
        (Vec::new(), MediaError::Empty),
        (photo[..photo.len() / 2].to_vec(), MediaError::Truncated),
        (photo[..photo.len() - 2].to_vec(), MediaError::Truncated),
        (png[..png.len() / 2].to_vec(), MediaError::Truncated),
        (damaged, MediaError::Damaged),
    ];
    for (content, reason) in cases {
        assert_eq!(made(content, PHOTO).await, Err(reason));
    }
}

/// A PNG that says it is huge, and is not.
#[tokio::test]
async fn a_bomb_is_refused_before_it_goes_off() {
    let mut png = encoded(&picture(8, 8), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
    let crc = crc(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&crc);
    assert_eq!(made(png, PHOTO).await, Err(MediaError::TooManyPixels(50)));
}

fn crc(bytes: &[u8]) -> u32 {
    let bit = |crc: u32, _| {
        if crc & 1 == 1 {
            crc >> 1 ^ 0xEDB8_8320
        } else {
            crc >> 1
        }
    };
    !bytes
        .iter()
        .fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), bit))
}

#[tokio::test]
async fn base64_comes_with_a_prefix_line_breaks_or_no_padding() {
    let photo = jpeg(61, 40);
    let plain = base64::engine::general_purpose::STANDARD.encode(&photo);
    let lines: Vec<&str> = plain
        .as_bytes()
        .chunks(76)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    for text in [
        plain.clone(),
        plain.trim_end_matches('=').to_owned(),
        format!("data:image/jpeg;base64,{plain}"),
        lines.join("\r\n"),
        format!("data:image/png;base64,\n{}\n", lines.join("\n")),
    ] {
        let made = nowhere().load(Origin::Base64(text), PHOTO).await;
        let Ok(Made::Photo(base64)) = made else {
            panic!("{made:?}");
        };
        assert_eq!(decoded(&base64), photo);
        assert!(!base64.contains(char::is_whitespace) && !base64.contains("data"));
    }
    for text in ["D:\\photos\\7.jpg", "无", "abc$"] {
        let made = nowhere().load(Origin::Base64(text.into()), PHOTO).await;
        assert_eq!(made, Err(MediaError::NoBase64), "{text}");
    }
}

/// A photo as a telephone makes it: 12 megapixels.
fn of_a_telephone() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(4000, 3000, |x, y| {
        let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 27;
        let light = if x < 2000 && y < 1500 { 215 } else { 60 };
        let value = u8::try_from(light + grain).unwrap();
        image::Rgb([value, value, value.saturating_sub(8)])
    });
    let mut out = std::io::Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(picture);
    picture.write_to(&mut out, ImageFormat::Jpeg).unwrap();
    out.into_inner()
}

#[tokio::test]
async fn a_large_photo_is_scaled_and_stands_upright() {
    let large = of_a_telephone();
    for (orientation, corner) in [
        (1, (false, false)),
        (3, (true, true)),
        (6, (true, false)),
        (8, (false, true)),
    ] {
        for band in [None, Some("2026-03-01 08:00:00".to_owned())] {
            let make = Make::Photo {
                max_bytes: 200 << 10,
                band,
            };
            let sent = made(turned(&large, orientation), make).await.unwrap();
            assert!(sent.len() <= 200 << 10);
            let sent = read(&sent);
            let (width, height) = sent.dimensions();
            assert!(width.max(height) >= 900, "{width} x {height}");
            assert_eq!(
                width > height,
                matches!(orientation, 1 | 3),
                "{width} x {height}"
            );
            assert_eq!(white_corner(&sent), corner, "{orientation}");
        }
    }
}
