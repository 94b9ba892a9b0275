//! The time at a photo's bottom, white on a black band (`UploadPassedLog`, site_photo).

use image::{Rgb, RgbImage, imageops};

/// Columns of a glyph.
const COLUMNS: u32 = 5;
/// Rows of a glyph.
const ROWS: u32 = 7;
/// The narrowest photo that a time of day and its day can be written under.
pub(super) const NARROWEST: u32 = 120;

/// The glyphs; each row five bits, the left one first.
const GLYPHS: [(char, [u8; 7]); 12] = [
    ('0', [0x0E, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0E]),
    ('1', [0x04, 0x0C, 0x04, 0x04, 0x04, 0x04, 0x0E]),
    ('2', [0x0E, 0x11, 0x01, 0x02, 0x04, 0x08, 0x1F]),
    ('3', [0x1F, 0x02, 0x04, 0x02, 0x01, 0x11, 0x0E]),
    ('4', [0x02, 0x06, 0x0A, 0x12, 0x1F, 0x02, 0x02]),
    ('5', [0x1F, 0x10, 0x1E, 0x01, 0x01, 0x11, 0x0E]),
    ('6', [0x06, 0x08, 0x10, 0x1E, 0x11, 0x11, 0x0E]),
    ('7', [0x1F, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08]),
    ('8', [0x0E, 0x11, 0x11, 0x0E, 0x11, 0x11, 0x0E]),
    ('9', [0x0E, 0x11, 0x11, 0x0F, 0x01, 0x02, 0x0C]),
    ('-', [0x00, 0x00, 0x00, 0x1F, 0x00, 0x00, 0x00]),
    (':', [0x00, 0x0C, 0x0C, 0x00, 0x0C, 0x0C, 0x00]),
];

/// The photo with a band below it, so that nothing of the photo is covered.
pub(super) fn below(photo: &RgbImage, text: &str) -> RgbImage {
    let characters = text.chars().count() as u32;
    let wide = characters * (COLUMNS + 1);
    // Two thirds of the width, or what fits.
    let scale = (photo.width() * 2 / 3 / wide.max(1)).max(1);
    let height = (ROWS + 4) * scale;
    let mut out = RgbImage::new(photo.width(), photo.height() + height);
    imageops::replace(&mut out, photo, 0, 0);
    let left = photo.width().saturating_sub(wide * scale) / 2;
    let top = photo.height() + 2 * scale;
    for (place, character) in text.chars().enumerate() {
        let left = left + place as u32 * (COLUMNS + 1) * scale;
        draw(&mut out, character, (left, top), scale);
    }
    out
}

fn draw(out: &mut RgbImage, character: char, (left, top): (u32, u32), scale: u32) {
    let Some((_, rows)) = GLYPHS.iter().find(|(known, _)| *known == character) else {
        return;
    };
    for y in 0..ROWS * scale {
        for x in 0..COLUMNS * scale {
            let bits = rows[(y / scale) as usize];
            let lit = bits >> (COLUMNS - 1 - x / scale) & 1 == 1;
            if let Some(pixel) = out.get_pixel_mut_checked(left + x, top + y).filter(|_| lit) {
                *pixel = Rgb([255; 3]);
            }
        }
    }
}
