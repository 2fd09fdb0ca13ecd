//! Tables of the American Community Survey as the census hands them out: a JSON list of lists, the first of which
//! names the columns.
//!
//! Read a row at a time. Estimates end in `E`, margins of error (90 %) in `M`. Large negative numbers are no figures
//! but reasons why there is none: "Notes on ACS Estimate and Annotation Values", U.S. Census Bureau.

use std::collections::HashMap;
use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};
use serde_json::Value;

use super::points_csv::{level_of, whole};
use crate::domain::demand::{DemandLevel, Figure, Group};
use crate::domain::feed::NoticeCode;
use crate::import::{ImportError, Notices};

/// Cells of one row; the Census Bureau answers with 50 variables at most, and the codes of the place.
const MOST_CELLS: usize = 200;
/// Bytes of one table that are read; a state's tracts take one megabyte.
const MOST_BYTES: u64 = 256 << 20;
/// Rows of one table.
const MOST_ROWS: u64 = 1_000_000;

/// The estimate is controlled to a full count: it has no sampling error.
const CONTROLLED: &str = "-555555555";

/// A table and the lines of it that make up a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// The code that the census gives it.
    pub code: &'static str,
    /// The group and its lines, to be added.
    pub groups: &'static [(Group, &'static [u8])],
    /// Levels for which it is published.
    pub levels: &'static [DemandLevel],
}

const TRACTS: &[DemandLevel] = &[DemandLevel::Tract];
const BLOCK_GROUPS: &[DemandLevel] = &[DemandLevel::BlockGroup];
const BOTH: &[DemandLevel] = &[DemandLevel::Tract, DemandLevel::BlockGroup];

/// The tables that are read. For block groups the census publishes fewer, so some groups come from others there, and
/// disability from none.
pub const TABLES: [Table; 10] = [
    // Poverty status in the past 12 months.
    Table { code: "B17001", groups: &[(Group::InPoverty, &[2])], levels: TRACTS },
    // Ratio of income to poverty level: under .50, .50-.99, 1.00-1.24, 1.25-1.49, 1.50-1.84.
    Table { code: "C17002", groups: &[(Group::Below185, &[2, 3, 4, 5, 6])], levels: TRACTS },
    Table {
        code: "C17002",
        groups: &[(Group::InPoverty, &[2, 3]), (Group::Below185, &[2, 3, 4, 5, 6])],
        levels: BLOCK_GROUPS,
    },
    // Receipt of SNAP in the past 12 months by poverty status; and by disability status, for block groups.
    Table { code: "B22003", groups: &[(Group::SnapHouseholds, &[2])], levels: TRACTS },
    Table { code: "B22010", groups: &[(Group::SnapHouseholds, &[2])], levels: BLOCK_GROUPS },
    // Household size by vehicles available; and tenure by vehicles (owners, renters), for block groups.
    Table { code: "B08201", groups: &[(Group::NoCar, &[2])], levels: TRACTS },
    Table { code: "B25044", groups: &[(Group::NoCar, &[3, 10])], levels: BLOCK_GROUPS },
    // Sex by age: men and women of 65 and 66, 67 to 69, 70 to 74, 75 to 79, 80 to 84, 85 and over.
    Table {
        code: "B01001",
        groups: &[(Group::Aged65, &[20, 21, 22, 23, 24, 25, 44, 45, 46, 47, 48, 49])],
        levels: BOTH,
    },
    // Sex by age by disability status: six ages each of men and women, with a disability.
    Table {
        code: "B18101",
        groups: &[(Group::Disability, &[4, 7, 10, 13, 16, 19, 23, 26, 29, 32, 35, 38])],
        levels: TRACTS,
    },
    // Household language by limited English: Spanish, other Indo-European, Asian and Pacific Island, other.
    Table { code: "C16002", groups: &[(Group::LimitedEnglish, &[4, 7, 10, 13])], levels: BOTH },
];

impl Table {
    /// Names of the columns to ask for.
    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        let mut lines: Vec<u8> =
            self.groups.iter().flat_map(|(_, lines)| lines.iter().copied()).collect();
        lines.sort_unstable();
        lines.dedup();
        let code = self.code;
        lines.iter().flat_map(|n| [format!("{code}_{n:03}E"), format!("{code}_{n:03}M")]).collect()
    }
}

/// Figures out of tables of the survey.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFigures {
    /// How fine they are.
    pub level: DemandLevel,
    /// The groups for which the table has lines.
    pub groups: Vec<Group>,
    /// Figures by the code of their point.
    pub figures: HashMap<String, Vec<(Group, Option<Figure>)>>,
    /// Rows that were read.
    pub rows: u64,
}

/// Reads a table of the survey. Any mix of the columns of [`TABLES`] is understood.
///
/// # Errors
/// When it is no such list, has no columns that are known, or no row can be used.
pub fn read_acs(input: impl Read, notices: &mut Notices) -> Result<ReadFigures, ImportError> {
    let mut reading =
        Reading { head: None, level: None, out: HashMap::new(), rows: 0, notices, stop: None };
    let limited = input.take(MOST_BYTES + 1);
    let mut json = serde_json::Deserializer::from_reader(std::io::BufReader::new(limited));
    let result = Rows(&mut reading).deserialize(&mut json).and_then(|()| json.end());
    if let Some(stop) = reading.stop {
        return Err(stop);
    }
    if let Err(error) = result {
        let found = format!("JSON that breaks off or is none ({error})");
        return Err(ImportError::NotTheJson { found, expected: EXPECTED });
    }
    let (Some(head), Some(level)) = (reading.head, reading.level) else {
        let first = reading.notices.iter().next().map(crate::import::notices::sentence);
        return Err(ImportError::NothingUsable {
            rows: reading.rows,
            first: first.unwrap_or_default(),
        });
    };
    let groups = head.groups_of(level).into_iter().map(|(group, _)| group).collect();
    Ok(ReadFigures { level, groups, figures: reading.out, rows: reading.rows })
}

const EXPECTED: &str = "a list of lists as api.census.gov gives it, the first of which names columns such as B17001_002E";

/// The places of an estimate and of its margin in a row.
type Cells = (usize, Option<usize>);

struct Head {
    columns: HashMap<String, usize>,
}

impl Head {
    /// The groups that the columns allow at a level, with the places of their estimates and margins.
    fn groups_of(&self, level: DemandLevel) -> Vec<(Group, Vec<Cells>)> {
        let tables = TABLES.iter().filter(|table| table.levels.contains(&level));
        let all =
            tables.flat_map(|table| table.groups.iter().map(move |group| (table.code, group)));
        let found = all.filter_map(|(code, (group, lines))| {
            let places = lines.iter().map(|n| {
                let estimate = self.columns.get(&format!("{code}_{n:03}E"))?;
                Some((*estimate, self.columns.get(&format!("{code}_{n:03}M")).copied()))
            });
            Some((*group, places.collect::<Option<Vec<_>>>()?))
        });
        found.collect()
    }

    /// The code of a row.
    fn geoid(&self, row: &[Value]) -> Option<String> {
        let text =
            |name: &str| self.columns.get(name).and_then(|at| row.get(*at)).and_then(Value::as_str);
        if let Some(id) = text("GEO_ID") {
            return id.split_once("US").map(|(_, code)| code.to_owned());
        }
        if let Some(zip) = text("zip code tabulation area") {
            return Some(zip.to_owned());
        }
        let whole = format!("{}{}{}", text("state")?, text("county")?, text("tract")?);
        Some(whole + text("block group").unwrap_or(""))
    }
}

struct Reading<'n> {
    head: Option<Head>,
    level: Option<DemandLevel>,
    out: HashMap<String, Vec<(Group, Option<Figure>)>>,
    rows: u64,
    notices: &'n mut Notices,
    stop: Option<ImportError>,
}

impl Reading<'_> {
    fn take(&mut self, row: &[Value]) -> Result<(), ImportError> {
        let Some(head) = &self.head else {
            let names = row.iter().enumerate();
            let columns: HashMap<String, usize> =
                names.filter_map(|(at, name)| Some((name.as_str()?.to_owned(), at))).collect();
            let head = Head { columns };
            if DemandLevel::ALL.iter().all(|level| head.groups_of(*level).is_empty()) {
                let mut found: Vec<String> = head.columns.keys().cloned().collect();
                found.sort();
                found.truncate(60);
                let missing = vec!["the columns of a known table, such as B17001_002E".to_owned()];
                return Err(ImportError::MissingColumns { missing, found });
            }
            self.head = Some(head);
            return Ok(());
        };
        self.rows += 1;
        if self.rows > MOST_ROWS {
            return Err(ImportError::TooManyRows { limit: MOST_ROWS });
        }
        // The head is the first row.
        let number = self.rows + 1;
        let Some((geoid, own)) =
            head.geoid(row).and_then(|id| level_of(&id).map(|level| (id, level)))
        else {
            let expected = "the code of a tract, a block group or a ZIP code";
            self.notices.refuse(
                NoticeCode::Malformed,
                number,
                "tract",
                "",
                expected,
                "row left out",
            );
            return Ok(());
        };
        if *self.level.get_or_insert(own) != own {
            let expected = "a code of the same level as the rows before";
            self.notices.refuse(
                NoticeCode::Malformed,
                number,
                "tract",
                &geoid,
                expected,
                "row left out",
            );
            return Ok(());
        }
        let groups = head.groups_of(own);
        let mut figures = Vec::with_capacity(groups.len());
        for (group, places) in groups {
            let parts: Option<Vec<Figure>> = places
                .iter()
                .map(|(estimate, margin)| {
                    let margin = margin.and_then(|at| row.get(at));
                    figure(row.get(*estimate), margin, number, group, self.notices)
                })
                .collect();
            figures.push((group, parts.and_then(|parts| Figure::sum(&parts))));
        }
        if self.out.insert(geoid.clone(), figures).is_some() {
            let expected = "a code that no row before has";
            self.notices.push(
                NoticeCode::Duplicate,
                number,
                "tract",
                &geoid,
                expected,
                "the last one stands",
            );
        }
        Ok(())
    }
}

/// One estimate with its margin; none where the census gives none.
fn figure(
    estimate: Option<&Value>,
    margin: Option<&Value>,
    row: u64,
    group: Group,
    notices: &mut Notices,
) -> Option<Figure> {
    let text = |value: Option<&Value>| match value {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let (found, margin) = (text(estimate), text(margin));
    let Some(count) = whole(&found) else {
        let expected = "an estimate of 0 or more";
        notices.push(
            NoticeCode::NoFigure,
            row,
            group.as_str(),
            &found,
            expected,
            "taken as unknown",
        );
        return None;
    };
    let read = match margin.as_str() {
        CONTROLLED => Some(0.0),
        other => other.parse::<f64>().ok().filter(|m| m.is_finite() && *m >= 0.0),
    };
    if read.is_none() && !margin.is_empty() {
        let expected = "a margin of 0 or more";
        notices.push(
            NoticeCode::NoFigure,
            row,
            group.as_str(),
            &margin,
            expected,
            "margin taken as unknown",
        );
    }
    Some(Figure { count, margin: read })
}

/// The outer list, handed over row by row.
struct Rows<'r, 'n>(&'r mut Reading<'n>);

impl<'de> DeserializeSeed<'de> for Rows<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of lists")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(Row(row)) = rows.next_element()? {
            if let Err(stop) = self.0.take(&row) {
                self.0.stop = Some(stop);
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

/// One row; it is refused as soon as it has more cells than any table, before it fills the memory.
struct Row(Vec<Value>);

impl<'de> serde::Deserialize<'de> for Row {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(RowCells)
    }
}

/// The cells of a row.
struct RowCells;

impl<'de> Visitor<'de> for RowCells {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of at most {MOST_CELLS} cells")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<Row, A::Error> {
        let mut row = Vec::new();
        while let Some(cell) = cells.next_element()? {
            if row.len() == MOST_CELLS {
                return Err(A::Error::invalid_length(MOST_CELLS + 1, &self));
            }
            row.push(cell);
        }
        Ok(Row(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Result<ReadFigures, ImportError>, Notices) {
        let mut notices = Notices::new();
        (read_acs(text.as_bytes(), &mut notices), notices)
    }

    #[test]
    fn a_table_is_read_as_the_census_answers() {
        let (read, notices) = read(
            r#"[["NAME","B17001_002E","B17001_002M","state","county","tract"],
            ["Census Tract 1; Adams County; Illinois","390","101","17","001","000100"],
            ["Census Tract 2.01; Adams County; Illinois","0","-555555555","17","001","000201"],
            ["Census Tract 9900; Cook County; Illinois","-666666666","-222222222","17","031","990000"],
            ["x",null,null,"17","031","990100"]]"#,
        );
        let read = read.unwrap();
        assert_eq!(
            (read.level, read.rows, read.groups.as_slice()),
            (DemandLevel::Tract, 4, &[Group::InPoverty][..])
        );
        let of = |geoid: &str| read.figures[geoid].clone();
        assert_eq!(
            of("17001000100"),
            [(Group::InPoverty, Some(Figure { count: 390, margin: Some(101.0) }))]
        );
        assert_eq!(
            of("17001000201"),
            [(Group::InPoverty, Some(Figure { count: 0, margin: Some(0.0) }))]
        );
        assert_eq!(of("17031990000"), [(Group::InPoverty, None)]);
        assert_eq!(of("17031990100"), [(Group::InPoverty, None)]);
        assert_eq!(notices.count(NoticeCode::NoFigure), 2);
    }

    #[test]
    fn lines_are_added_and_one_without_a_figure_leaves_the_sum_unknown() {
        let (read, _) = read(
            r#"[["GEO_ID","C16002_004E","C16002_004M","C16002_007E","C16002_007M","C16002_010E","C16002_010M","C16002_013E","C16002_013M","B25044_003E","B25044_010E"],
            ["1500000US170010001001","3","3","4","4","0","12","0","11",1,2],
            ["1500000US170010001002","3","3","-999999999","4","0","12","0","11",1,2]]"#,
        );
        let read = read.unwrap();
        let of = |geoid: &str, group| {
            read.figures[geoid]
                .iter()
                .find(|(own, _)| *own == group)
                .and_then(|(_, figure)| *figure)
        };
        // 3 and 4 with margins 3 and 4, and of two zeros the one with the larger margin: 5-12-13.
        let sum = Figure { count: 7, margin: Some(13.0) };
        assert_eq!(of("170010001001", Group::LimitedEnglish), Some(sum));
        assert_eq!(of("170010001001", Group::NoCar), Some(Figure::counted(3)));
        assert_eq!(of("170010001002", Group::LimitedEnglish), None);
    }

    #[test]
    fn what_is_no_table_of_the_survey_says_so() {
        for (text, why) in [
            ("", "JSON that breaks off"),
            ("<html>error: unknown variable</html>", "JSON that breaks off"),
            (r#"{"error":"no"}"#, "JSON that breaks off"),
            (
                r#"[["NAME","B17001_002E","state","county","tract"],["x","1","17"#,
                "JSON that breaks off",
            ),
            (&format!("[[{}]]", vec!["0"; 100_000].join(",")), "a list of at most 200 cells"),
            (r#"[["NAME","B99999_001E","state"],["x","1","17"]]"#, "the header lacks"),
            (r#"[["NAME","B17001_002E","state","county"],["x","1","17","031"]]"#, "none of 1 rows"),
            ("[]", "none of 0 rows"),
        ] {
            let error = read(text).0.unwrap_err().to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
    }

    #[test]
    fn of_two_tables_with_one_group_a_level_takes_its_own() {
        let of = |level: DemandLevel| -> Vec<Group> {
            let tables = TABLES.iter().filter(|table| table.levels.contains(&level));
            let mut groups: Vec<Group> =
                tables.flat_map(|t| t.groups.iter().map(|(g, _)| *g)).collect();
            groups.sort();
            groups
        };
        assert_eq!(of(DemandLevel::Tract), Group::ALL[1..]);
        let without: Vec<Group> =
            Group::ALL[1..].iter().copied().filter(|g| *g != Group::Disability).collect();
        assert_eq!(of(DemandLevel::BlockGroup), without);
        assert_eq!(TABLES[0].columns(), ["B17001_002E", "B17001_002M"]);
    }
}
