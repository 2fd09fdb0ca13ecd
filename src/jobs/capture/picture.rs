//! Photos written anew, so that only what is seen is kept: not where and when it was taken, nor by whose camera. Runs
//! only in the process that is confined; a photo that cannot be read whole is refused, never kept as it came.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader};

use super::inside::InsideError;

/// Most pixels of a photo that comes in.
pub const MOST_PIXELS: u64 = 50_000_000;
/// Longest side of a photo that is kept: enough to read a notice on a door.
const LONGEST_SIDE: u32 = 2_400;
/// Quality of the JPEG that is kept.
const QUALITY: u8 = 85;

fn refused(word: &str) -> InsideError {
    InsideError::Unreadable(word.to_owned())
}

/// The format by the first bytes; what the file is called tells nothing.
fn format(bytes: &[u8]) -> Option<ImageFormat> {
    let format = image::guess_format(bytes).ok()?;
    matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP).then_some(format)
}

/// The picture as a new JPEG. The refusals are words that the form knows.
pub fn anew(bytes: &[u8]) -> Result<Vec<u8>, InsideError> {
    let format = format(bytes).ok_or_else(|| refused("not_a_photo"))?;
    if format == ImageFormat::Jpeg && !is_whole_jpeg(bytes) {
        return Err(refused("broken"));
    }
    let broken = |error: ImageError| match error {
        ImageError::Limits(_) => refused("too_many_pixels"),
        _ => refused("broken"),
    };
    let mut decoder =
        ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(refused("too_many_pixels"));
    }
    let turn = decoder.orientation().map_err(broken)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    if width.max(height) > LONGEST_SIDE {
        picture = picture.thumbnail(LONGEST_SIDE, LONGEST_SIDE);
    }
    picture.apply_orientation(turn);
    let mut out = Vec::new();
    let plain = on_white(picture);
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&plain).map_err(broken)?;
    Ok(out)
}

/// JPEG has no transparency: what is seen through becomes white, as on paper.
fn on_white(picture: DynamicImage) -> image::RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let mut out = image::RgbImage::new(picture.width(), picture.height());
    for (to, from) in out.pixels_mut().zip(picture.to_rgba8().pixels()) {
        let alpha = u16::from(from.0[3]);
        for (to, from) in to.0.iter_mut().zip(from.0) {
            let mixed = (u16::from(from) * alpha + 255 * (255 - alpha)) / 255;
            *to = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
    }
    out
}

/// Whether a JPEG has its end. The decoder fills what is missing with grey; a notice that is half grey is no evidence.
/// (ITU-T T.81, B.1: a segment is its mark and its length; the scan goes on to the next mark that is no restart.)
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let mut in_scan = false;
    loop {
        match rest {
            [0xff, 0xff, ..] => rest = &rest[1..],
            [0xff, 0xd9, ..] => return true,
            [0xff, 0xd8 | 0x01 | 0xd0..=0xd7, ..] => rest = &rest[2..],
            [0xff, 0x00, ..] if in_scan => rest = &rest[2..],
            [0xff, mark, high, low, ..] => {
                let length = usize::from(*high) << 8 | usize::from(*low);
                in_scan = *mark == 0xda;
                match rest.get(2 + length..) {
                    Some(after) if length >= 2 => rest = after,
                    _ => return false,
                }
            }
            [_, ..] if in_scan => {
                let next = rest.iter().position(|byte| *byte == 0xff).unwrap_or(rest.len());
                rest = &rest[next..];
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use image::RgbaImage;

    use super::*;

    fn picture(width: u32, height: u32) -> DynamicImage {
        let pixel = |x: u32, y: u32| {
            let shade = |n: u32| u8::try_from(n % 256).unwrap();
            image::Rgba([shade(x * 7), shade(y * 5), shade(x + y), if x < 4 { 0 } else { 255 }])
        };
        RgbaImage::from_fn(width, height, pixel).into()
    }

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let plain = DynamicImage::from(picture.to_rgb8());
        let to_write = if format == ImageFormat::Jpeg { &plain } else { picture };
        to_write.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    fn refusal(bytes: &[u8]) -> String {
        anew(bytes).unwrap_err().to_string()
    }

    #[test]
    fn a_photo_of_each_kind_is_written_anew_as_jpeg() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let out = anew(&written(&picture(300, 200), format)).unwrap();
            assert_eq!(image::guess_format(&out).unwrap(), ImageFormat::Jpeg);
            let back = image::load_from_memory(&out).unwrap();
            assert_eq!((back.width(), back.height()), (300, 200), "{format:?}");
        }
        let out = anew(&written(&picture(300, 200), ImageFormat::Png)).unwrap();
        let corner = image::load_from_memory(&out).unwrap().to_rgb8().get_pixel(0, 100).0;
        assert!(
            corner.iter().all(|shade| *shade > 200),
            "what is seen through is white: {corner:?}"
        );
    }

    #[test]
    fn what_the_camera_wrote_beside_is_gone_and_the_picture_stands_upright() {
        let plain = written(&picture(300, 200), ImageFormat::Jpeg);
        // EXIF with one entry, "turn by 90 degrees", and a place hidden after it.
        let exif =
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0SECRET PLACE";
        let length = u8::try_from(exif.len() + 2).unwrap();
        let with = [&plain[..2], &[0xff, 0xe1, 0, length], exif, &plain[2..]].concat();
        let out = anew(&with).unwrap();
        assert!(!out.windows(6).any(|w| w == b"SECRET") && !out.windows(4).any(|w| w == b"Exif"));
        let back = image::load_from_memory(&out).unwrap();
        assert_eq!((back.width(), back.height()), (200, 300));
    }

    #[test]
    fn a_large_photo_is_made_smaller_and_a_huge_one_refused() {
        let large = anew(&written(&picture(4_800, 100), ImageFormat::Png)).unwrap();
        assert_eq!(image::load_from_memory(&large).unwrap().width(), LONGEST_SIDE);
        // The head alone says that it has sixty million pixels.
        let mut huge = written(&picture(8, 8), ImageFormat::Png);
        huge[16..24].copy_from_slice(&[0, 0, 0x27, 0x10, 0, 0, 0x17, 0x70]);
        let crc = crc(&huge[12..29]);
        huge[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(refusal(&huge), "too_many_pixels");
    }

    fn crc(bytes: &[u8]) -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum()
    }

    #[test]
    fn what_is_cut_or_no_photo_is_refused() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let whole = written(&picture(300, 200), format);
            for part in [whole.len() / 2, whole.len() - 40, whole.len() - 2] {
                // The last bytes of a PNG are an empty chunk that says that it is whole.
                if format == ImageFormat::Png && part == whole.len() - 2 {
                    continue;
                }
                assert_eq!(refusal(&whole[..part]), "broken", "{format:?} {part}");
            }
        }
        for other in
            [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"GIF89a", b"%PDF-1.4", b""]
        {
            assert_eq!(refusal(other), "not_a_photo");
        }
    }

    #[test]
    fn bytes_after_the_end_of_a_photo_are_dropped() {
        let mut photo = written(&picture(30, 20), ImageFormat::Jpeg);
        photo.extend_from_slice(b"SECRET TRAILER");
        assert!(!anew(&photo).unwrap().windows(6).any(|w| w == b"SECRET"));
    }
}
