//! Boundaries from a zipped shapefile.
//!
//! ESRI Shapefile Technical Description (July 1998). The archive is unpacked, within limits, into files without a
//! name; the structure of the `.shp` is checked record by record before its shapes are read, because a count in it
//! that lies would otherwise be believed.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};

use ::shapefile::{Shape, ShapeReader};
use geo::coordinate_position::{CoordPos, coord_pos_relative_to_ring};
use geo::{Area as _, BoundingRect, Coord, LineString, MultiPolygon, Polygon, Rect};
use zip::ZipArchive;
use zip::result::ZipError;

use super::dbf::{self, Dbf};
use super::{Collector, Plan, Properties};
use crate::domain::feed::NoticeCode;
use crate::domain::polygon::Area;
use crate::import::table::folded_name;
use crate::import::{ImportError, Notices};

/// Bytes that one part of a shapefile may unpack to: more than its format can hold.
pub const MOST_UNPACKED: u64 = 2 << 30;
/// Entries that an archive may have.
const MOST_ENTRIES: usize = 10_000;
/// Bytes of the small parts: `.prj` and `.cpg`.
const MOST_SMALL: u64 = 64 << 10;

/// Reads areas from a zip archive that holds one shapefile.
///
/// # Errors
/// When it is no such archive, a part is missing, damaged or too large, the coordinates are not degrees, the field of
/// the name is not there, or no shape can be used.
pub fn read_shapefile(
    archive: File,
    plan: &Plan,
    most_unpacked: u64,
    notices: &mut Notices,
) -> Result<Vec<Area>, ImportError> {
    let mut parts = Parts::unpack(archive, most_unpacked, notices)?;
    let shapes = check_shp(&mut parts.shp)?;
    let label = parts.cpg.as_deref();
    if let Some(label) = label.filter(|label| dbf::known(label).is_none()) {
        notices.push(
            NoticeCode::Encoding,
            0,
            ".cpg",
            label,
            "the name of an encoding",
            "read as UTF-8",
        );
    }
    let mut table = Dbf::open(BufReader::new(parts.dbf), label)?;
    if u64::from(table.count) != shapes {
        let found = format!("{} records beside {shapes} shapes", table.count);
        return Err(ImportError::Damaged { part: ".dbf", found });
    }
    if table.encoding() != "UTF-8" {
        let hint = "read that way; look at letters with accents";
        notices.push(NoticeCode::Encoding, 0, ".dbf", table.encoding(), "UTF-8", hint);
    }
    let mut reader = ShapeReader::new(BufReader::new(parts.shp))
        .map_err(|error| damaged_shp(&error.to_string()))?;
    let mut collector = Collector::new(plan.clone(), notices);
    let mut row = 0;
    for shape in reader.iter_shapes() {
        let shape = shape.map_err(|error| damaged_shp(&error.to_string()))?;
        row += 1;
        if !table.next()? {
            continue;
        }
        let misread = (0..table.names().len()).any(|at| !table.value(at).1);
        table.misread += u64::from(misread);
        collector.take(row, &Cells(&table), polygons(shape))?;
    }
    if table.misread > 0 {
        let found = format!("{} records that are not {}", table.misread, table.encoding());
        let hint = "read as Windows-1252; look at letters with accents";
        collector.notices().push(NoticeCode::Encoding, 0, ".dbf", &found, table.encoding(), hint);
    }
    collector.end()
}

/// The parts of a shapefile out of their archive.
struct Parts {
    shp: File,
    dbf: File,
    cpg: Option<String>,
}

impl Parts {
    fn unpack(archive: File, most: u64, notices: &mut Notices) -> Result<Self, ImportError> {
        let mut archive = ZipArchive::new(BufReader::new(archive)).map_err(unreadable)?;
        if archive.len() > MOST_ENTRIES {
            let found = format!("an archive of {} files", archive.len());
            return Err(ImportError::NotAShapefile { found });
        }
        let names: Vec<String> =
            archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
        let is_part = |name: &str, ending: &str| {
            // What macOS packs beside a file is no part of it.
            !name.starts_with("__MACOSX/") && name.to_ascii_lowercase().ends_with(ending)
        };
        let shapes: Vec<&String> = names.iter().filter(|name| is_part(name, ".shp")).collect();
        let [shp] = shapes.as_slice() else {
            let found = match shapes.len() {
                0 => "an archive without a .shp".to_owned(),
                n => format!("an archive with {n} shapefiles"),
            };
            return Err(ImportError::NotAShapefile { found });
        };
        let stem = shp[..shp.len() - 4].to_ascii_lowercase();
        let beside = |ending: &str| {
            names.iter().find(|name| name.to_ascii_lowercase() == format!("{stem}{ending}"))
        };
        let Some(dbf) = beside(".dbf") else {
            let found = format!("an archive with {shp} and without its .dbf");
            return Err(ImportError::NotAShapefile { found });
        };
        match beside(".prj") {
            Some(prj) => check_prj(&small(&mut archive, prj)?)?,
            None => {
                let expected = "a .prj that says which coordinates are used";
                let hint = "taken as degrees of longitude and latitude";
                notices.push(NoticeCode::NoCrs, 0, ".prj", "", expected, hint);
            }
        }
        let cpg = beside(".cpg").map(|cpg| small(&mut archive, cpg)).transpose()?;
        Ok(Self {
            shp: unpacked(&mut archive, shp, most)?,
            dbf: unpacked(&mut archive, dbf, most)?,
            cpg: cpg.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()),
        })
    }
}

fn small(archive: &mut ZipArchive<BufReader<File>>, name: &str) -> Result<String, ImportError> {
    let mut bytes = Vec::new();
    let part = archive.by_name(name).map_err(unreadable)?;
    part.take(MOST_SMALL).read_to_end(&mut bytes).map_err(|error| torn(&error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Unpacks one part into a file without a name; what the archive says of its size is not believed.
fn unpacked(
    archive: &mut ZipArchive<BufReader<File>>,
    name: &str,
    most: u64,
) -> Result<File, ImportError> {
    let here = |source| ImportError::Unreadable { source };
    let mut part = archive.by_name(name).map_err(unreadable)?;
    let mut file = tempfile::tempfile().map_err(here)?;
    let (mut block, mut total) = (vec![0_u8; 64 << 10], 0_u64);
    loop {
        let got = part.read(&mut block).map_err(|error| torn(&error))?;
        if got == 0 {
            break;
        }
        total += u64::try_from(got).unwrap_or(u64::MAX);
        if total > most {
            return Err(ImportError::UnpacksTooLarge { limit: most });
        }
        file.write_all(&block[..got]).map_err(here)?;
    }
    file.seek(SeekFrom::Start(0)).map_err(here)?;
    Ok(file)
}

fn unreadable(error: ZipError) -> ImportError {
    match error {
        ZipError::Io(error) => torn(&error),
        ZipError::InvalidArchive(_) => {
            ImportError::NotAShapefile { found: "something that is no zip archive".to_owned() }
        }
        other => ImportError::Damaged { part: "archive", found: other.to_string() },
    }
}

fn torn(error: &std::io::Error) -> ImportError {
    ImportError::Damaged { part: "archive", found: error.to_string() }
}

fn damaged_shp(found: &str) -> ImportError {
    ImportError::Damaged { part: ".shp", found: found.to_owned() }
}

/// The coordinates must be degrees of WGS 84 or NAD 83, which differ by about a metre.
fn check_prj(text: &str) -> Result<(), ImportError> {
    let plain: String = text.to_ascii_uppercase().replace([' ', '_'], "");
    let is_geographic = plain.starts_with("GEOGCS[") || plain.starts_with("GEOGCRS[");
    let is_known = ["NORTHAMERICAN1983", "NORTHAMERICANDATUM1983", "NAD83", "WGS84", "WGS1984"]
        .iter()
        .any(|name| plain.contains(name));
    if is_geographic && is_known {
        return Ok(());
    }
    let named = text.split('"').nth(1).unwrap_or(text);
    Err(ImportError::WrongCrs { found: named.chars().take(80).collect() })
}

/// Goes along the records of a `.shp` and counts them; a count or length that does not fit is an error.
fn check_shp(file: &mut File) -> Result<u64, ImportError> {
    let io = |error: std::io::Error| damaged_shp(&format!("it breaks off ({error})"));
    let length = file.metadata().map_err(io)?.len();
    let mut input = BufReader::new(&mut *file);
    let mut head = [0_u8; 100];
    input.read_exact(&mut head).map_err(io)?;
    if big(&head, 0) != 9994 {
        return Err(damaged_shp("it does not begin as a shapefile does"));
    }
    let kind = little(&head, 32);
    if !matches!(kind, 5 | 15 | 25) {
        let found = format!("a shapefile of {}", kind_name(kind));
        return Err(ImportError::NotAShapefile { found: format!("{found}, not of polygons") });
    }
    let (mut at, mut count) = (100_u64, 0_u64);
    while at < length {
        count += 1;
        let mut begin = [0_u8; 8];
        input.read_exact(&mut begin).map_err(io)?;
        let words = u64::try_from(big(&begin, 4)).map_err(|_| wrong_record(count))?;
        let bytes = words * 2;
        at += 8 + bytes;
        if at > length || bytes < 4 || count > super::LIMITS.rows {
            return Err(wrong_record(count));
        }
        let mut fixed = [0_u8; 44];
        let known = bytes.min(44);
        let known_size = usize::try_from(known).map_err(|_| wrong_record(count))?;
        input.read_exact(&mut fixed[..known_size]).map_err(io)?;
        let mut left = bytes - known;
        match little(&fixed, 0) {
            0 => {}
            5 | 15 | 25 if known == 44 => {
                let (parts, points) = (little(&fixed, 36), little(&fixed, 40));
                let parts = u64::try_from(parts).map_err(|_| wrong_record(count))?;
                let points = u64::try_from(points).map_err(|_| wrong_record(count))?;
                if parts * 4 + points * 16 > left {
                    return Err(wrong_record(count));
                }
                let mut before = 0;
                for part in 0..parts {
                    let mut first = [0_u8; 4];
                    input.read_exact(&mut first).map_err(io)?;
                    left -= 4;
                    let first =
                        u64::try_from(little(&first, 0)).map_err(|_| wrong_record(count))?;
                    if first > points || first < before || (part == 0 && first != 0) {
                        return Err(wrong_record(count));
                    }
                    before = first;
                }
            }
            _ => return Err(wrong_record(count)),
        }
        let skip = i64::try_from(left).map_err(|_| wrong_record(count))?;
        input.seek_relative(skip).map_err(io)?;
    }
    drop(input);
    file.seek(SeekFrom::Start(0)).map_err(io)?;
    Ok(count)
}

fn wrong_record(number: u64) -> ImportError {
    damaged_shp(&format!("record {number} has a length or count that does not fit"))
}

fn big(bytes: &[u8], at: usize) -> i32 {
    i32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn little(bytes: &[u8], at: usize) -> i32 {
    i32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn kind_name(kind: i32) -> &'static str {
    match kind {
        1 | 11 | 21 => "points",
        3 | 13 | 23 => "lines",
        8 | 18 | 28 => "sets of points",
        _ => "something else",
    }
}

/// Rings of one shape: each hole is held against each outline.
const MOST_RINGS: usize = 50_000;

/// The rings of a shape as polygons with their holes.
fn polygons(shape: Shape) -> Result<MultiPolygon<f64>, String> {
    let rings: Vec<LineString<f64>> = match shape {
        Shape::NullShape => return Err("no geometry".to_owned()),
        Shape::Polygon(shape) => rings(shape.rings(), |p| (p.x, p.y)),
        Shape::PolygonM(shape) => rings(shape.rings(), |p| (p.x, p.y)),
        Shape::PolygonZ(shape) => rings(shape.rings(), |p| (p.x, p.y)),
        _ => return Err("something else".to_owned()),
    };
    if rings.len() > MOST_RINGS {
        return Err(format!("{} rings in one shape, more than {MOST_RINGS}", rings.len()));
    }
    Ok(nested(rings))
}

fn rings<P>(
    rings: &[::shapefile::PolygonRing<P>],
    corner: impl Fn(&P) -> (f64, f64),
) -> Vec<LineString<f64>> {
    let line = |ring: &::shapefile::PolygonRing<P>| {
        ring.points().iter().map(|p| Coord::from(corner(p))).collect::<Vec<_>>().into()
    };
    rings.iter().map(line).collect()
}

/// Rings that run clockwise are outlines, the others holes; a hole belongs to the smallest outline around it. Where
/// nothing runs clockwise, the publisher drew the other way round.
fn nested(rings: Vec<LineString<f64>>) -> MultiPolygon<f64> {
    let rings: Vec<Polygon<f64>> =
        rings.into_iter().map(|ring| Polygon::new(ring, Vec::new())).collect();
    let is_all_holes = rings.iter().all(|ring| ring.signed_area() > 0.0);
    let (holes, mut outlines): (Vec<_>, Vec<_>) =
        rings.into_iter().partition(|ring| ring.signed_area() > 0.0 && !is_all_holes);
    // The smallest first, each with its box: the first one around a hole is the smallest.
    let known = outlines.iter().enumerate();
    let mut known: Vec<_> =
        known.map(|(n, ring)| (ring.unsigned_area(), n, ring.bounding_rect())).collect();
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut alone = Vec::new();
    for hole in holes {
        let own = hole.bounding_rect();
        let box_holds = |around: Option<Rect<f64>>| {
            around.zip(own).is_some_and(|(a, b)| {
                a.min().x <= b.min().x
                    && a.min().y <= b.min().y
                    && a.max().x >= b.max().x
                    && a.max().y >= b.max().y
            })
        };
        let holds = |outline: &Polygon<f64>| {
            let is_in = |c: &Coord<f64>| {
                coord_pos_relative_to_ring(*c, outline.exterior()) == CoordPos::Inside
            };
            hole.exterior().0.iter().any(is_in)
        };
        let around = known
            .iter()
            .find(|(_, n, around)| box_holds(*around) && outlines.get(*n).is_some_and(holds));
        match around.and_then(|(_, n, _)| outlines.get_mut(*n)) {
            Some(outline) => outline.interiors_push(hole.into_inner().0),
            // A ring drawn the wrong way round, with nothing about it.
            None => alone.push(hole),
        }
    }
    outlines.extend(alone);
    MultiPolygon::new(outlines)
}

struct Cells<'t, R>(&'t Dbf<R>);

impl<R: Read> Properties for Cells<'_, R> {
    fn get(&self, folded: &str) -> Option<String> {
        let at = self.0.names().iter().position(|name| folded_name(name) == folded)?;
        Some(self.0.value(at).0)
    }

    fn names(&self) -> Vec<String> {
        self.0.names()
    }
}
