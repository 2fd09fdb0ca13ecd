//! Photos written anew, so that only what is seen is kept: not where and when it was taken, nor by whose camera. Runs
//! only in the process that is confined; a photo that cannot be read whole is refused, never kept as it came.
//!
//! Here too parts of a photo are made unreadable: each part becomes one colour, from which nothing can be had back.

use std::io::Cursor;

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::inside::InsideError;
use crate::domain::photo::{Grid, MOST_PIXELS, Parts};

/// Longest side of a photo that is kept, where nobody says another.
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

/// Whether a file says that it is of Apple's format, which is told by the kinds in its first box. (ISO/IEC 14496-12,
/// 4.3: the box's length, `ftyp`, its kind, a version, and more kinds that it can be read as; ISO/IEC 23008-12, 10.2.)
fn is_heic(bytes: &[u8]) -> bool {
    let Some((length, rest)) = bytes.split_first_chunk::<4>() else { return false };
    let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(0).min(256);
    let Some(kinds) = rest.strip_prefix(b"ftyp") else { return false };
    let kinds = kinds.get(..length.saturating_sub(8)).unwrap_or(kinds);
    kinds.chunks_exact(4).any(|kind| {
        matches!(
            kind,
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1"
        )
    })
}

fn broken(error: ImageError) -> InsideError {
    match error {
        ImageError::Limits(_) => refused("too_many_pixels"),
        _ => refused("broken"),
    }
}

/// The picture as a new JPEG, its longest side as the hint says. The refusals are words that the form knows.
pub fn anew(bytes: &[u8], hint: &str) -> Result<Vec<u8>, InsideError> {
    let longest = hint.parse().unwrap_or(LONGEST_SIDE);
    let format = format(bytes)
        .ok_or_else(|| refused(if is_heic(bytes) { "heic" } else { "not_a_photo" }))?;
    if format == ImageFormat::Jpeg && !is_whole_jpeg(bytes) {
        return Err(refused("broken"));
    }
    if format == ImageFormat::WebP
        && WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?.has_animation()
    {
        return Err(refused("moving"));
    }
    let mut decoder =
        ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(refused("too_many_pixels"));
    }
    let turn = decoder.orientation().map_err(broken)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    if width.max(height) > longest {
        picture = smaller(&picture, longest);
    }
    picture.apply_orientation(turn);
    written(&on_white(picture))
}

/// A picture with its longest side as long as said.
fn smaller(picture: &DynamicImage, longest: u32) -> DynamicImage {
    let side = picture.width().max(picture.height()).max(1);
    let scaled = |length: u32| {
        let scaled =
            (u64::from(length) * u64::from(longest) + u64::from(side) / 2) / u64::from(side);
        u32::try_from(scaled).unwrap_or(longest).max(1)
    };
    let (width, height) = (scaled(picture.width()), scaled(picture.height()));
    // Eight times as quick as the resizing of `image`, which stays for what this one does not know.
    let mut out = DynamicImage::new(width, height, picture.color());
    let how = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear));
    match Resizer::new().resize(picture, &mut out, &how) {
        Ok(()) => out,
        Err(_) => picture.thumbnail_exact(width, height),
    }
}

/// The JPEG of a picture, with every pixel's own colour: writing on a notice stays sharp.
fn written(picture: &RgbImage) -> Result<Vec<u8>, InsideError> {
    let side = |length: u32| u16::try_from(length).map_err(|_| refused("too_many_pixels"));
    let (width, height) = (side(picture.width())?, side(picture.height())?);
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    encoder
        .encode(picture.as_raw(), width, height, ColorType::Rgb)
        .map_err(|_| refused("broken"))?;
    Ok(out)
}

/// A photo of ours with some parts of its grid made unreadable.
pub fn covered(bytes: &[u8], hint: &str) -> Result<Vec<u8>, InsideError> {
    let parts = Parts::read(hint).ok_or_else(|| refused("not_parts"))?;
    let reader = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Jpeg);
    let mut picture = reader.decode().map_err(broken)?.into_rgb8();
    let grid = Grid::of(picture.width(), picture.height());
    for part in (0..grid.count()).filter(|part| parts.has(*part)) {
        let (column, row) = (part % grid.columns, part / grid.columns);
        let across = edges(picture.width(), column, grid.columns);
        let down = edges(picture.height(), row, grid.rows);
        cover(&mut picture, across, down);
    }
    written(&picture)
}

/// Where a part begins and where the next one does.
fn edges(length: u32, at: u32, of: u32) -> (u32, u32) {
    (length * at / of, length * (at + 1) / of)
}

/// Gives every pixel of a part the colour that they have together.
fn cover(picture: &mut RgbImage, (left, right): (u32, u32), (top, bottom): (u32, u32)) {
    let pixels = || (top..bottom).flat_map(move |y| (left..right).map(move |x| (x, y)));
    let count = u64::from(right - left) * u64::from(bottom - top);
    let mut sums = [0_u64; 3];
    for (x, y) in pixels() {
        for (sum, shade) in sums.iter_mut().zip(picture.get_pixel(x, y).0) {
            *sum += u64::from(shade);
        }
    }
    let colour = sums.map(|sum| u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX));
    for (x, y) in pixels() {
        picture.put_pixel(x, y, image::Rgb(colour));
    }
}

/// JPEG has no transparency: what is seen through becomes white, as on paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let mut out = RgbImage::new(picture.width(), picture.height());
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
            [byte, ..] if in_scan && *byte != 0xff => {
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

    #[test]
    fn a_jpeg_cut_anywhere_is_not_whole_and_is_looked_at_to_its_end() {
        let whole = file_of(&picture(48, 40), ImageFormat::Jpeg);
        assert!(is_whole_jpeg(&whole));
        for length in 0..whole.len() - 1 {
            for tail in [&[][..], &[0xff], &[0xff, 0xc4], &[0xff, 0xc4, 0x00]] {
                assert!(!is_whole_jpeg(&[&whole[..length], tail].concat()), "{length} {tail:?}");
            }
        }
    }

    fn file_of(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let plain = DynamicImage::from(picture.to_rgb8());
        let to_write = if format == ImageFormat::Jpeg { &plain } else { picture };
        to_write.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    fn refusal(bytes: &[u8]) -> String {
        anew(bytes, "").unwrap_err().to_string()
    }

    #[test]
    fn a_photo_of_each_kind_is_written_anew_as_jpeg() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let out = anew(&file_of(&picture(300, 200), format), "").unwrap();
            assert_eq!(image::guess_format(&out).unwrap(), ImageFormat::Jpeg);
            let back = image::load_from_memory(&out).unwrap();
            assert_eq!((back.width(), back.height()), (300, 200), "{format:?}");
        }
        let out = anew(&file_of(&picture(300, 200), ImageFormat::Png), "").unwrap();
        let corner = image::load_from_memory(&out).unwrap().to_rgb8().get_pixel(0, 100).0;
        assert!(
            corner.iter().all(|shade| *shade > 200),
            "what is seen through is white: {corner:?}"
        );
    }

    #[test]
    fn what_the_camera_wrote_beside_is_gone_and_the_picture_stands_upright() {
        let plain = file_of(&picture(300, 200), ImageFormat::Jpeg);
        // EXIF with one entry, "turn by 90 degrees", and a place hidden after it.
        let exif =
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0SECRET PLACE";
        let length = u8::try_from(exif.len() + 2).unwrap();
        let with = [&plain[..2], &[0xff, 0xe1, 0, length], exif, &plain[2..]].concat();
        let out = anew(&with, "").unwrap();
        assert!(!out.windows(6).any(|w| w == b"SECRET") && !out.windows(4).any(|w| w == b"Exif"));
        let back = image::load_from_memory(&out).unwrap();
        assert_eq!((back.width(), back.height()), (200, 300));
    }

    #[test]
    fn a_large_photo_is_made_smaller_and_a_huge_one_refused() {
        let photo = file_of(&picture(4_800, 100), ImageFormat::Png);
        for (hint, width) in [("", LONGEST_SIDE), ("1600", 1_600)] {
            let smaller = anew(&photo, hint).unwrap();
            assert_eq!(image::load_from_memory(&smaller).unwrap().width(), width);
        }
        // The head alone says that it has sixty million pixels.
        let mut huge = file_of(&picture(8, 8), ImageFormat::Png);
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
            let whole = file_of(&picture(300, 200), format);
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
        let mut photo = file_of(&picture(30, 20), ImageFormat::Jpeg);
        photo.extend_from_slice(b"SECRET TRAILER");
        assert!(!anew(&photo, "").unwrap().windows(6).any(|w| w == b"SECRET"));
    }

    #[test]
    fn apples_format_is_told_from_what_is_no_photo() {
        for (bytes, word) in [
            (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heicmdat"[..], "heic"),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "heic"),
            (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isomheic", "not_a_photo"),
            (b"\0\0\0\x18ftyp", "not_a_photo"),
            (b"\xff\xff\xff\xffftypxxxx", "not_a_photo"),
        ] {
            assert_eq!(refusal(bytes), word, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_moving_picture_is_refused() {
        let still = file_of(&picture(30, 20), ImageFormat::WebP);
        // The same in the extended form: a head that says "moving", how it moves, one frame.
        let frame = [&[0; 6][..], &[29, 0, 0, 19, 0, 0, 100, 0, 0, 0], &still[12..]].concat();
        let chunk = |name: &[u8], data: &[u8]| {
            let length = u32::try_from(data.len()).unwrap().to_le_bytes();
            [name, &length, data, &vec![0; data.len() % 2]].concat()
        };
        let head = chunk(b"VP8X", &[2, 0, 0, 0, 29, 0, 0, 19, 0, 0]);
        let body = [head, chunk(b"ANIM", &[0; 6]), chunk(b"ANMF", &frame)].concat();
        let moving = chunk(b"RIFF", &[b"WEBP", &body[..]].concat());
        assert_eq!(refusal(&moving), "moving");
    }

    #[test]
    fn covered_parts_are_of_one_colour_and_the_rest_stays() {
        let photo = anew(&file_of(&picture(240, 180), ImageFormat::Png), "").unwrap();
        let before = image::load_from_memory(&photo).unwrap().to_rgb8();
        let mut parts = Parts::default();
        parts.add(13); // row 2, column 2: 20 to 40 across, 20 to 40 down
        let after = image::load_from_memory(&covered(&photo, &parts.written()).unwrap()).unwrap();
        let after = after.to_rgb8();
        let spread = |picture: &RgbImage| {
            let shades = (24..36).map(|x| picture.get_pixel(x, 30).0[0]);
            shades.clone().max().unwrap() - shades.min().unwrap()
        };
        assert!(spread(&before) > 60, "{}", spread(&before));
        assert!(spread(&after) < 12, "{}", spread(&after));
        for at in [(100, 90), (200, 20), (60, 170)] {
            let near = |(a, b): (u8, u8)| a.abs_diff(b) < 24;
            let pairs =
                before.get_pixel(at.0, at.1).0.into_iter().zip(after.get_pixel(at.0, at.1).0);
            assert!(pairs.into_iter().all(near), "{at:?}");
        }
        assert!(covered(b"no photo", "1").is_err() && covered(&photo, "x").is_err());
    }
}
