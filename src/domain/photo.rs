//! Photos that belong to a resident's report: what is taken, what is kept, and which parts a moderator makes unreadable.

use std::fmt;

use super::id::PhotoId;

/// Most photos of one report.
pub const MOST_PHOTOS: u32 = 3;
/// The longest file that is taken, in bytes: a photo of a good phone.
pub const MOST_PHOTO_BYTES: u64 = 16 << 20;
/// Most pixels of a photo that comes in.
pub const MOST_PIXELS: u64 = 50_000_000;
/// The longest side of a photo that is kept, in pixels: enough to read a notice on a door.
pub const LONGEST_SIDE: u32 = 1_600;

/// A photo of a report, without its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPhoto {
    /// Identifier.
    pub id: PhotoId,
    /// Its place among the photos of the report, from 1 on.
    pub position: u32,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Whether a moderator keeps it back.
    pub withheld: bool,
    /// Whether a moderator has made parts of it unreadable.
    pub is_blurred: bool,
}

/// Why a photo is not taken. Nothing of it is kept then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhotoFault {
    /// Nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// The file is too long.
    #[error("the file is longer than {most} bytes")]
    TooLarge {
        /// How long a file may be, in bytes.
        most: u64,
    },
    /// Neither JPEG, PNG nor WebP, whatever its name says.
    #[error("the file is no photo (JPEG, PNG, WebP)")]
    NotAPhoto,
    /// A photo in Apple's format, which is not read here.
    #[error("the photo is HEIC; expected JPEG, PNG or WebP")]
    Heic,
    /// A moving picture.
    #[error("the picture moves; expected one that stands still")]
    Moving,
    /// More pixels than are taken, or more work to read than is done.
    #[error("the photo has more than {most} pixels")]
    TooManyPixels {
        /// How many it may have.
        most: u64,
    },
    /// Cut off or damaged.
    #[error("the photo is cut off or damaged")]
    Broken,
    /// More photos than belong to one report.
    #[error("there are more than {most} photos")]
    TooMany {
        /// How many there may be.
        most: u32,
    },
}

impl PhotoFault {
    /// The word that stands for it in messages.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::NotAPhoto => "not-a-photo",
            Self::Heic => "heic",
            Self::Moving => "moving",
            Self::TooManyPixels { .. } => "too-many-pixels",
            Self::Broken => "broken",
            Self::TooMany { .. } => "too-many",
        }
    }
}

/// A picture drawn anew: a JPEG with pixels in it and nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct CleanPhoto {
    jpeg: Vec<u8>,
    width: u32,
    height: u32,
}

impl CleanPhoto {
    /// Takes a JPEG in which nothing stands beside the picture; none for any other bytes.
    #[must_use]
    pub fn of(jpeg: Vec<u8>) -> Option<Self> {
        let (width, height) = bare_jpeg(&jpeg)?;
        Some(Self { jpeg, width, height })
    }

    /// The JPEG.
    #[must_use]
    pub fn jpeg(&self) -> &[u8] {
        &self.jpeg
    }

    /// Width in pixels.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }
}

/// What is seen in a photo is kept out of logs.
impl fmt::Debug for CleanPhoto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CleanPhoto({} x {}, hidden)", self.width, self.height)
    }
}

/// The size of a JPEG that holds nothing beside its picture: no EXIF, colour profile, comment or other application's
/// part, and no byte after its end. None for all others.
///
/// (ITU-T T.81, B.1 and B.2: a segment is its mark and its length; a frame's head has the precision, then the height
/// and the width.)
fn bare_jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    let mut size = None;
    let mut in_scan = false;
    loop {
        match rest {
            [0xff, 0xd9] => return size.filter(|_| in_scan),
            [0xff, 0x00 | 0xd0..=0xd7, after @ ..] if in_scan => rest = after,
            [0xff, mark, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                let segment = rest.get(4..length.checked_add(2)?)?;
                match mark {
                    // The application's part that says that it is a plain JPEG (JFIF) may stay.
                    0xe0 if segment.starts_with(b"JFIF\0") && segment.len() == 14 => {}
                    // Tables, and the distance between restarts.
                    0xc4 | 0xdb | 0xdd => {}
                    0xc0..=0xc2 => {
                        let [_, h1, h2, w1, w2, ..] = segment else { return None };
                        let side = |a: &u8, b: &u8| u32::from(u16::from_be_bytes([*a, *b]));
                        size = Some((side(w1, w2), side(h1, h2)));
                    }
                    0xda => in_scan = true,
                    _ => return None,
                }
                rest = rest.get(length.checked_add(2)?..)?;
            }
            [byte, after @ ..] if in_scan && *byte != 0xff => rest = after,
            _ => return None,
        }
    }
}

/// The parts into which a photo is divided for a moderator: twelve along its longer side, nine along the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Columns.
    pub columns: u32,
    /// Rows.
    pub rows: u32,
}

impl Grid {
    const LONG: u32 = 12;
    const SHORT: u32 = 9;

    /// The grid of a photo of a size.
    #[must_use]
    pub const fn of(width: u32, height: u32) -> Self {
        if width >= height {
            Self { columns: Self::LONG, rows: Self::SHORT }
        } else {
            Self { columns: Self::SHORT, rows: Self::LONG }
        }
    }

    /// How many parts there are.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.columns * self.rows
    }
}

/// Some parts of a grid, each by its number from 0 on, row by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts(u128);

impl Parts {
    /// Adds a part; a number that no grid has is left out.
    pub const fn add(&mut self, part: u32) {
        if part < Grid::LONG * Grid::SHORT {
            self.0 |= 1 << part;
        }
    }

    /// Whether a part is among them.
    #[must_use]
    pub const fn has(self, part: u32) -> bool {
        part < Grid::LONG * Grid::SHORT && self.0 >> part & 1 == 1
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// As they are handed to the process that draws.
    #[must_use]
    pub fn written(self) -> String {
        format!("{:x}", self.0)
    }

    /// Reads them back.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        u128::from_str_radix(text, 16).ok().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG of 3 by 2 pixels as far as its segments tell; nobody draws it.
    fn jpeg(more: &[u8], tail: &[u8]) -> Vec<u8> {
        let jfif = b"\xff\xe0\0\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0";
        let frame = b"\xff\xc0\0\x0b\x08\0\x02\0\x03\x01\x01\x11\0";
        let scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0abc\xff\0d\xff\xd0e\xff\xd9";
        [b"\xff\xd8", &jfif[..], more, frame, scan, tail].concat()
    }

    #[test]
    fn only_a_picture_without_anything_beside_it_is_clean() {
        let clean = CleanPhoto::of(jpeg(b"", b"")).unwrap();
        assert_eq!((clean.width(), clean.height()), (3, 2));
        assert!(!format!("{clean:?}").contains("255"), "what it shows is not logged");
        for (what, bytes) in [
            ("EXIF", jpeg(b"\xff\xe1\0\x08Exif\0\0", b"")),
            ("a colour profile", jpeg(b"\xff\xe2\0\x0eICC_PROFILE\0", b"")),
            ("a comment", jpeg(b"\xff\xfe\0\x06home", b"")),
            ("a preview in the head", jpeg(b"\xff\xe0\0\x08JFXX\0\x10", b"")),
            ("bytes after the end", jpeg(b"", b"x")),
            ("no end", jpeg(b"", b"")[..40].to_vec()),
            ("no picture", b"\xff\xd8\xff\xd9".to_vec()),
            ("a page", b"<html>".to_vec()),
            ("nothing", Vec::new()),
        ] {
            assert_eq!(CleanPhoto::of(bytes), None, "{what}");
        }
    }

    #[test]
    fn parts_are_read_as_they_were_written_and_no_others_are_there() {
        let mut parts = Parts::default();
        assert!(parts.is_empty());
        for part in [0, 53, 107, 108, u32::MAX] {
            parts.add(part);
        }
        assert_eq!(Parts::read(&parts.written()), Some(parts));
        let there: Vec<u32> = (0..200).filter(|part| parts.has(*part)).collect();
        assert_eq!(there, [0, 53, 107]);
        assert_eq!(Parts::read("x"), None);
    }

    #[test]
    fn the_longer_side_has_more_parts() {
        assert_eq!(Grid::of(1600, 1200), Grid { columns: 12, rows: 9 });
        assert_eq!(Grid::of(1200, 1600), Grid { columns: 9, rows: 12 });
        assert_eq!(Grid::of(5, 5).count(), 108);
    }
}
