//! Photos that residents send: drawn anew, or refused with the reason; nothing of the file but its pixels stays.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use stillopen::domain::photo::{CleanPhoto, MOST_PHOTO_BYTES, Parts, PhotoFault};
use stillopen::jobs::capture::Upload;
use stillopen::jobs::photo::{PhotoError, anew, covered};

use super::app::TestApp;

/// A picture with a slope of shades, so that what is drawn over shows.
pub fn picture(width: u32, height: u32) -> DynamicImage {
    let shade = |n: u32, of: u32| u8::try_from(n * 255 / of).unwrap();
    RgbImage::from_fn(width, height, |x, y| Rgb([shade(x, width), shade(y, height), 90])).into()
}

pub fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// EXIF as a phone writes it: turned by 90 degrees, the phone's name, and the place as degrees, minutes and seconds.
fn exif() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let mut tiff = b"MM\0*\0\0\0\x08".to_vec();
    // The first directory: 3 entries at 8, up to 50; the phone's name at 50; the directory of the place at 66.
    tiff.extend_from_slice(&3_u16.to_be_bytes());
    tiff.extend(entry(0x010f, 2, 16, 50_u32.to_be_bytes()));
    tiff.extend(entry(0x0112, 3, 1, [0, 6, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, 66_u32.to_be_bytes()));
    tiff.extend_from_slice(&[0; 4]);
    tiff.extend_from_slice(b"Quetzal Phone 9\0");
    assert_eq!(tiff.len(), 66);
    tiff.extend_from_slice(&2_u16.to_be_bytes());
    tiff.extend(entry(1, 2, 2, *b"N\0\0\0"));
    tiff.extend(entry(2, 5, 3, 96_u32.to_be_bytes()));
    tiff.extend_from_slice(&[0; 4]);
    assert_eq!(tiff.len(), 96);
    for (number, of) in [(41_u32, 1_u32), (52, 1), (418_253, 10_000)] {
        tiff.extend_from_slice(&[number.to_be_bytes(), of.to_be_bytes()].concat());
    }
    [b"Exif\0\0", &tiff[..]].concat()
}

fn segment(mark: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xff, mark], &length[..], data].concat()
}

/// A photo as a phone takes it, with all that it writes beside the picture.
pub fn phone_photo(width: u32, height: u32) -> Vec<u8> {
    let plain = file(&picture(width, height), ImageFormat::Jpeg);
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>secret keeper</x:xmpmeta>";
    let more = [
        segment(0xe1, &exif()),
        segment(0xe1, xmp),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01secret profile"),
        segment(0xed, b"Photoshop 3.0\0secret caption"),
        segment(0xfe, b"secret comment"),
    ];
    [&plain[..2], &more.concat(), &plain[2..], b"secret trailer"].concat()
}

async fn drawn(app: &TestApp, bytes: &[u8]) -> Result<CleanPhoto, PhotoFault> {
    let mut upload = Upload::new().unwrap();
    let taken = bytes.chunks(64 << 10).try_for_each(|piece| upload.take(piece));
    let drawn = match taken {
        Ok(()) => anew(&app.app, upload).await,
        Err(error) => Err(PhotoError::from(error)),
    };
    drawn.map_err(|error| match error {
        PhotoError::Fault(fault) => fault,
        error @ (PhotoError::Crowded | PhotoError::System(_)) => panic!("{error}"),
    })
}

/// The marks of a JPEG's segments, in their order.
fn marks(jpeg: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let mut at = 2;
    while jpeg[at + 1] != 0xda {
        assert_eq!(jpeg[at], 0xff);
        found.push(jpeg[at + 1]);
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_photo_loses_everything_but_what_is_seen() {
    let app = TestApp::new().await;
    let photo = phone_photo(2_000, 1_000);
    for secret in [&b"Exif"[..], b"Quetzal Phone", b"secret"] {
        assert!(photo.windows(secret.len()).any(|window| window == secret));
    }
    let clean = drawn(&app, &photo).await.unwrap();
    assert_eq!((clean.width(), clean.height()), (800, 1_600), "upright, and smaller");
    let jpeg = clean.jpeg();
    for trace in [&b"Exif"[..], b"Quetzal", b"secret", b"ICC_PROFILE", b"xmp", b"Photoshop"] {
        assert!(!jpeg.windows(trace.len()).any(|window| window == trace), "{trace:?}");
    }
    let allowed = [0xe0, 0xdb, 0xc0, 0xc4];
    assert!(marks(jpeg).iter().all(|mark| allowed.contains(mark)), "{:x?}", marks(jpeg));
    let back = image::load_from_memory(jpeg).unwrap();
    assert_eq!((back.width(), back.height()), (800, 1_600));
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let clean = drawn(&app, &file(&picture(300, 200), format)).await.unwrap();
        assert_eq!((clean.width(), clean.height()), (300, 200), "{format:?}");
    }
}

/// A PNG that says such a size; its pixels are as many bytes of nothing.
fn png(width: u32, height: u32, bytes: usize, more: &[(&[u8], Vec<u8>)]) -> Vec<u8> {
    let chunk = |name: &[u8], data: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(name);
        crc.update(data);
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], name, data, &crc.sum().to_be_bytes()].concat()
    };
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    out.extend(chunk(b"IHDR", &head));
    for (name, data) in more {
        out.extend(chunk(name, data));
    }
    out.extend(chunk(b"IDAT", &zeros(bytes)));
    out.extend(chunk(b"IEND", b""));
    out
}

fn zeros(mut bytes: usize) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    while bytes > 0 {
        let piece = bytes.min(1 << 20);
        packed.write_all(&vec![0; piece]).unwrap();
        bytes -= piece;
    }
    packed.finish().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_good_photo_is_refused_with_the_reason() {
    let app = TestApp::new().await;
    let too_many = PhotoFault::TooManyPixels { most: 50_000_000 };
    let jpeg = file(&picture(400, 300), ImageFormat::Jpeg);
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    for (what, bytes, fault) in [
        ("nothing", Vec::new(), PhotoFault::Empty),
        ("an SVG, whatever its name", svg.to_vec(), PhotoFault::NotAPhoto),
        ("a page", b"<!doctype html><title>x</title>".to_vec(), PhotoFault::NotAPhoto),
        ("a PDF", b"%PDF-1.4\n".to_vec(), PhotoFault::NotAPhoto),
        (
            "an iPhone's own format",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
            PhotoFault::Heic,
        ),
        ("a photo cut in the middle", jpeg[..jpeg.len() / 2].to_vec(), PhotoFault::Broken),
        ("the first bytes of one", b"\xff\xd8\xff\xe0".to_vec(), PhotoFault::Broken),
        ("sixty megapixels", png(10_000, 6_000, 10_000, &[]), too_many.clone()),
        ("more pixels than there are", png(u32::MAX / 4, 9, 10, &[]), too_many),
        ("fewer pixels than it says", png(400, 300, 10_000, &[]), PhotoFault::Broken),
        (
            "more bytes than are taken",
            vec![0xff; usize::try_from(MOST_PHOTO_BYTES).unwrap() + 1],
            PhotoFault::TooLarge { most: MOST_PHOTO_BYTES },
        ),
    ] {
        assert_eq!(drawn(&app, &bytes).await, Err(fault), "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bomb_in_a_photo_hurts_nobody() {
    let app = TestApp::new().await;
    // Two hundred megabytes of nothing behind the last pixel, as a colour profile, and as a text.
    let profile = [b"x\0\0", &zeros(200 << 20)[..]].concat();
    let text = [b"Comment\0\0", &zeros(200 << 20)[..]].concat();
    for (what, bomb) in [
        ("pixels", png(30, 20, 200 << 20, &[])),
        ("a profile", png(30, 20, 31 * 20, &[(b"iCCP", profile)])),
        ("a text", png(30, 20, 31 * 20, &[(b"zTXt", text)])),
    ] {
        assert!(bomb.len() < 2 << 20, "{what} is small as a file: {}", bomb.len());
        match drawn(&app, &bomb).await {
            Ok(clean) => assert_eq!((clean.width(), clean.height()), (30, 20), "{what}"),
            Err(fault) => {
                let broken = matches!(fault, PhotoFault::Broken | PhotoFault::TooManyPixels { .. });
                assert!(broken, "{what}: {fault:?}");
            }
        }
    }
    let after = drawn(&app, &file(&picture(30, 20), ImageFormat::Png)).await;
    assert!(after.is_ok(), "the next photo is read as ever");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parts_of_a_photo_are_made_unreadable_for_good() {
    let app = TestApp::new().await;
    let clean = drawn(&app, &phone_photo(1_000, 500)).await.unwrap();
    let mut parts = Parts::default();
    parts.add(0);
    let after = covered(&app.app, clean.jpeg(), parts).await.unwrap();
    assert_eq!((after.width(), after.height()), (clean.width(), clean.height()));
    assert_ne!(after.jpeg(), clean.jpeg());
    assert!(covered(&app.app, b"no photo", parts).await.is_err());
}
