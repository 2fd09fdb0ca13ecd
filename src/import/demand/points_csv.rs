//! Points of demand from CSV.

use std::collections::HashMap;
use std::io::Read;

use crate::domain::demand::{DemandLevel, DemandPoint, Figure, Figures, Group};
use crate::domain::feed::NoticeCode;
use crate::domain::geo::Position;
use crate::import::table::Table;
use crate::import::{ImportError, Limits, Notices};

/// Points of one file that are kept in memory: all block groups of the country, four times over.
const MOST_POINTS: u64 = 1_000_000;

/// What a file of points holds.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadPoints {
    /// How fine the points are.
    pub level: DemandLevel,
    /// The points, by their codes.
    pub points: Vec<DemandPoint>,
    /// The groups that the file has figures for.
    pub groups: Vec<Group>,
}

/// Where the code of a row stands.
enum Code {
    Whole(usize),
    /// State, county, tract and, where there is one, block group, as the census writes them.
    Parts(Vec<(usize, usize)>),
}

/// Reads points from a table.
///
/// The columns are `geoid`, `latitude`, `longitude` and one for each group, with `GROUP_margin` for its margin of
/// error. The files of the census's centres of population (`STATEFP`, `COUNTYFP`, `TRACTCE`, `BLKGRPCE`, `POPULATION`,
/// `LATITUDE`, `LONGITUDE`) are read as they are. All rows must be of one level.
///
/// # Errors
/// When the file is no table, lacks the code or the position, or no row can be used.
pub fn read_points(input: impl Read, notices: &mut Notices) -> Result<ReadPoints, ImportError> {
    let limits = Limits { rows: MOST_POINTS, ..Limits::default() };
    let mut table = Table::open(input, limits, notices)?;
    let code = code_columns(&table)?;
    let lat = table.column(&["latitude", "lat"]);
    let lon = table.column(&["longitude", "lon", "lng"]);
    let missing: Vec<String> = [("latitude", lat), ("longitude", lon)]
        .iter()
        .filter(|(_, at)| at.is_none())
        .map(|(name, _)| (*name).to_owned())
        .collect();
    if !missing.is_empty() {
        return Err(table.missing(missing));
    }
    let columns = group_columns(&table);
    table.remark_columns(is_known, notices);
    let mut level = None;
    let mut by_code: HashMap<String, u64> = HashMap::new();
    let mut points = Vec::new();
    let mut first = None;
    while let Some(row) = table.next_row(notices)? {
        let Some(geoid) = read_code(&table, &code, row, notices) else { continue };
        let Some(own) = level_of(&geoid) else {
            let expected = "a code of 11 digits (tract), 12 (block group) or 5 (ZIP code)";
            notices.refuse(NoticeCode::Malformed, row, "geoid", &geoid, expected, "row left out");
            continue;
        };
        if *level.get_or_insert(own) != own {
            let expected =
                format!("a code of the same level as the rows before: {}", level.unwrap_or(own));
            notices.refuse(NoticeCode::Malformed, row, "geoid", &geoid, &expected, "row left out");
            continue;
        }
        if let Some(before) = by_code.get(&geoid) {
            let expected = format!("a code that no row before has (row {before} has it)");
            notices.push(NoticeCode::Duplicate, row, "geoid", &geoid, &expected, "row left out");
            continue;
        }
        let Some(position) = read_position(table.field(lat), table.field(lon), row, notices) else {
            continue;
        };
        let mut figures = Figures::default();
        for (group, count, margin) in &columns {
            let name = table.names()[*count].clone();
            let figure =
                read_figure(table.field(Some(*count)), table.field(*margin), row, &name, notices);
            figures.set(*group, figure);
        }
        by_code.insert(geoid.clone(), row);
        first.get_or_insert(row);
        points.push(DemandPoint { geoid, level: own, position, figures });
    }
    let Some(level) = level.filter(|_| !points.is_empty()) else {
        let wrong = notices.iter().find(|n| n.severity == crate::domain::feed::Severity::Error);
        let first = wrong.map(crate::import::notices::sentence).unwrap_or_default();
        return Err(ImportError::NothingUsable { rows: table.rows(), first });
    };
    points.sort_by(|a, b| a.geoid.cmp(&b.geoid));
    Ok(ReadPoints { level, points, groups: columns.iter().map(|(group, ..)| *group).collect() })
}

fn code_columns<R: Read>(table: &Table<R>) -> Result<Code, ImportError> {
    if let Some(at) = table.column(&["geoid", "geoid20", "zip", "zcta5ce20"]) {
        return Ok(Code::Whole(at));
    }
    // Each with the digits it has, to which a spreadsheet's number is filled up.
    let parts = [(["statefp", "state"], 2), (["countyfp", "county"], 3), (["tractce", "tract"], 6)];
    let found: Option<Vec<_>> =
        parts.iter().map(|(names, digits)| Some((table.column(names)?, *digits))).collect();
    let mut found = found.ok_or_else(|| table.missing(vec!["geoid".to_owned()]))?;
    if let Some(at) = table.column(&["blkgrpce", "block_group"]) {
        found.push((at, 1));
    }
    Ok(Code::Parts(found))
}

/// The columns of each group that the file has: the count and, where there is one, the margin.
fn group_columns<R: Read>(table: &Table<R>) -> Vec<(Group, usize, Option<usize>)> {
    let columns = Group::ALL.iter().filter_map(|group| {
        let name = group.as_str();
        let own = table.column(&[name]);
        let count = match group {
            Group::Everyone => own.or_else(|| table.column(&["population"])),
            _ => own,
        };
        let margins = [format!("{name}_margin"), format!("{name}_moe")];
        let margin = margins.iter().find_map(|margin| table.column(&[margin]));
        Some((*group, count?, margin))
    });
    columns.collect()
}

fn is_known(name: &str) -> bool {
    const OTHERS: [&str; 17] = [
        "geoid",
        "geoid20",
        "zip",
        "zcta5ce20",
        "latitude",
        "lat",
        "longitude",
        "lon",
        "lng",
        "population",
        "statefp",
        "state",
        "countyfp",
        "county",
        "tractce",
        "tract",
        "blkgrpce",
    ];
    let plain = name.strip_suffix("_margin").or_else(|| name.strip_suffix("_moe")).unwrap_or(name);
    OTHERS.contains(&name) || name == "block_group" || plain.parse::<Group>().is_ok()
}

fn read_code<R: Read>(
    table: &Table<R>,
    code: &Code,
    row: u64,
    notices: &mut Notices,
) -> Option<String> {
    match code {
        Code::Whole(at) => {
            let found = table.field(Some(*at)).trim().to_owned();
            if found.is_empty() {
                notices.push(NoticeCode::Missing, row, "geoid", "", "a code", "row left out");
                return None;
            }
            // Codes of the census's own tables carry the level in front: 1400000US17001000100.
            Some(found.split_once("US").map(|(_, code)| code.to_owned()).unwrap_or(found))
        }
        Code::Parts(parts) => {
            let mut out = String::new();
            for (at, digits) in parts {
                let text = table.field(Some(*at)).trim();
                if text.is_empty()
                    || text.len() > *digits
                    || !text.bytes().all(|b| b.is_ascii_digit())
                {
                    let name = &table.names()[*at];
                    let expected = format!("at most {digits} digits");
                    notices.refuse(
                        NoticeCode::Malformed,
                        row,
                        name,
                        text,
                        &expected,
                        "row left out",
                    );
                    return None;
                }
                out.push_str(&"0".repeat(digits - text.len()));
                out.push_str(text);
            }
            Some(out)
        }
    }
}

/// The level of a code by its length.
pub(super) fn level_of(geoid: &str) -> Option<DemandLevel> {
    let is_digits = geoid.bytes().all(|b| b.is_ascii_digit());
    DemandLevel::ALL.iter().copied().find(|level| is_digits && level.digits() == geoid.len())
}

fn read_position(lat: &str, lon: &str, row: u64, notices: &mut Notices) -> Option<Position> {
    let read = |text: &str| text.trim().parse::<f64>().ok();
    let position = read(lat).zip(read(lon)).and_then(|(lat, lon)| Position::new(lat, lon).ok());
    // No place of the country lies there; it is how a missing position is written.
    let position = position.filter(|p| p.lat() != 0.0 || p.lon() != 0.0);
    if position.is_none() {
        let found = format!("{lat}, {lon}");
        let expected = "a latitude and a longitude in degrees";
        notices.refuse(NoticeCode::Malformed, row, "latitude", &found, expected, "row left out");
    }
    position
}

/// A count with its margin. What is missing stays unknown; a negative count is no count.
fn read_figure(
    count: &str,
    margin: &str,
    row: u64,
    name: &str,
    notices: &mut Notices,
) -> Option<Figure> {
    let (count, margin) = (count.trim(), margin.trim());
    if count.is_empty() {
        return None;
    }
    let Some(number) = whole(count) else {
        let expected = "a whole number of 0 or more";
        notices.push(NoticeCode::Malformed, row, name, count, expected, "taken as unknown");
        return None;
    };
    if margin.is_empty() {
        return Some(Figure::counted(number));
    }
    let read = margin.parse::<f64>().ok().filter(|m| m.is_finite() && *m >= 0.0);
    if read.is_none() {
        let expected = "a margin of 0 or more";
        notices.push(NoticeCode::Malformed, row, name, margin, expected, "margin taken as unknown");
    }
    Some(Figure { count: number, margin: read })
}

/// A whole number, also as a spreadsheet writes it: `12`, `12.0`.
pub(super) fn whole(text: &str) -> Option<u32> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    if text.starts_with('+') { None } else { text.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Result<ReadPoints, ImportError>, Notices) {
        let mut notices = Notices::new();
        (read_points(text.as_bytes(), &mut notices), notices)
    }

    #[test]
    fn centres_of_population_are_read_as_the_census_writes_them() {
        let text = "\u{feff}STATEFP,COUNTYFP,TRACTCE,POPULATION,LATITUDE,LONGITUDE\r\n\
            17,1,100,4644,+39.949429,-091.352474\r\n17,001,000201,2067,+39.956116,-091.386691\r\n";
        let (points, notices) = read(text);
        let points = points.unwrap();
        assert!(notices.is_empty(), "{notices:?}");
        assert_eq!(
            (points.level, points.groups.as_slice()),
            (DemandLevel::Tract, &[Group::Everyone][..])
        );
        let first = &points.points[0];
        assert_eq!(first.geoid, "17001000100", "zeros that a spreadsheet took away are put back");
        assert_eq!(first.position, Position::new(39.949_429, -91.352_474).unwrap());
        assert_eq!(first.figures.get(Group::Everyone), Some(Figure::counted(4_644)));
        let text = "STATEFP,COUNTYFP,TRACTCE,BLKGRPCE,POPULATION,LATITUDE,LONGITUDE\n17,001,000100,2,9,39.9,-91.3\n";
        let points = read(text).0.unwrap();
        assert_eq!(
            (points.level, points.points[0].geoid.as_str()),
            (DemandLevel::BlockGroup, "170010001002")
        );
    }

    #[test]
    fn zero_stays_zero_and_what_is_missing_or_negative_stays_unknown() {
        let text = "geoid,lat,lon,everyone,in_poverty,in_poverty_moe,no_car,colour\n\
            17001000100,39.9,-91.3,10,0,12,,x\n\
            1400000US17001000201,39.9,-91.3,-5,7,-1,3.0,x\n";
        let (points, notices) = read(text);
        let points = points.unwrap().points;
        assert_eq!(
            points[0].figures.get(Group::InPoverty),
            Some(Figure { count: 0, margin: Some(12.0) })
        );
        assert_eq!(points[0].figures.get(Group::NoCar), None);
        assert_eq!(points[1].figures.get(Group::Everyone), None);
        assert_eq!(points[1].figures.get(Group::InPoverty), Some(Figure::counted(7)));
        assert_eq!(points[1].figures.get(Group::NoCar), Some(Figure::counted(3)));
        assert_eq!(notices.count(NoticeCode::Malformed), 2);
        assert_eq!(notices.count(NoticeCode::UnknownColumn), 1);
    }

    #[test]
    fn rows_of_no_use_are_left_out_and_a_file_of_none_is_refused() {
        let text = "geoid,latitude,longitude,everyone\n60601,41.9,-87.6,1\n60601,41.9,-87.6,2\n\
            17001000100,41.9,-87.6,3\n,41.9,-87.6,4\n60602,0,0,5\n60603,91,0,6\n60604,,,7\nabcde,41,-87,8\n";
        let (points, notices) = read(text);
        let points = points.unwrap();
        assert_eq!((points.level, points.points.len()), (DemandLevel::Zip, 1));
        assert_eq!(notices.count(NoticeCode::Duplicate), 1);
        assert_eq!(notices.count(NoticeCode::Missing), 1);
        assert_eq!(notices.count(NoticeCode::Malformed), 5);
        let error = read("geoid,latitude,longitude\n1,2,3\n").0.unwrap_err();
        assert!(
            error.to_string().starts_with("none of 1 rows can be used; row 2, geoid: found \"1\""),
            "{error}"
        );
        let error = read("name,lat\nx,1\n").0.unwrap_err();
        assert_eq!(error.to_string(), "the header lacks geoid; it has name, lat");
        let error = read("geoid,lat\nx,1\n").0.unwrap_err();
        assert_eq!(error.to_string(), "the header lacks longitude; it has geoid, lat");
    }

    proptest::proptest! {
        #[test]
        fn any_cells_are_points_or_a_refusal(cells in "[0-9.,\n+-]{0,200}") {
            let _ = read(&format!("geoid,lat,lon,everyone,everyone_moe\n{cells}"));
        }
    }
}
