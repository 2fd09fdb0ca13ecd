//! Travel times from tables, each pair of a place and an office once.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::table::Table;
use super::{ImportError, Limits, Notices};
use crate::domain::demand::{DemandLevel, DemandPoint};
use crate::domain::feed::NoticeCode;
use crate::domain::geo::Position;
use crate::domain::id::OfficeId;
use crate::domain::office::Office;
use crate::domain::travel::{OfficeTimes, TimedWay, TravelTable, code_number};

/// Rows of one file: every tract of the largest state to every other, several times over.
const MOST_ROWS: u64 = 500_000_000;
/// Bytes of one file, unpacked.
const MOST_BYTES: u64 = 64 << 30;
/// The most minutes of one way: a week. What is more is no way but a mark of something else.
const MOST_MINUTES: f64 = 10_080.0;

text_enum! {
    /// Who made a table.
    TimesForm {
        /// OpenTimes: `origin_id`, `destination_id`, `duration_sec`; both ends are tracts.
        OpenTimes = "opentimes",
        /// r5: `from_id`, `to_id`, `travel_time_p50` or `travel_time` in minutes.
        R5 = "r5",
        /// One's own: `tract`, `office`, `minutes`.
        Own = "csv",
    }
}

impl TimesForm {
    /// Names of the columns of place, office and time; and how many minutes one of the time is.
    const fn columns(self) -> ([&'static str; 2], &'static [&'static str], f64) {
        match self {
            Self::OpenTimes => (["origin_id", "destination_id"], &["duration_sec"], 1.0 / 60.0),
            Self::R5 => (["from_id", "to_id"], &["travel_time_p50", "travel_time"], 1.0),
            Self::Own => (["tract", "office"], &["minutes"], 1.0),
        }
    }
}

/// What the ends of ways can be.
#[derive(Debug, Default)]
pub struct Ends {
    /// Places by level and code, as numbers.
    places: HashSet<(DemandLevel, u64)>,
    /// Offices by public address and by the publisher's identifier.
    offices: HashMap<String, u32>,
    /// Offices that a tract stands for.
    by_tract: HashMap<u64, Vec<u32>>,
    ids: Vec<(OfficeId, bool)>,
    count: BTreeMap<DemandLevel, usize>,
}

impl Ends {
    /// Places where people live, and the offices of one service, each of which also goes by the tract whose middle is
    /// nearest to it.
    #[must_use]
    pub fn new(points: &[DemandPoint], offices: &[&Office]) -> Self {
        let mut ends = Self::default();
        for point in points {
            if let Some(code) = code_number(&point.geoid) {
                ends.places.insert((point.level, code));
                *ends.count.entry(point.level).or_default() += 1;
            }
        }
        let tracts: Vec<(u64, [f64; 3])> = points
            .iter()
            .filter(|point| point.level == DemandLevel::Tract)
            .filter_map(|point| Some((code_number(&point.geoid)?, point.position.unit())))
            .collect();
        for (number, office) in (0_u32..).zip(offices) {
            ends.ids.push((office.id, office.facts.status.is_open()));
            ends.offices.insert(office.source_id.clone(), number);
            let at: Option<Position> = office.facts.location.position();
            let Some(at) = at.map(Position::unit) else { continue };
            let far = |unit: &[f64; 3]| -> f64 {
                unit.iter().zip(&at).map(|(a, b)| (a - b) * (a - b)).sum()
            };
            let nearest = tracts
                .iter()
                .min_by(|(m, a), (n, b)| far(a).total_cmp(&far(b)).then_with(|| m.cmp(n)));
            if let Some((code, _)) = nearest {
                ends.by_tract.entry(*code).or_default().push(number);
            }
        }
        // A public address names one office, whatever a publisher calls others.
        for (number, office) in (0_u32..).zip(offices) {
            ends.offices.insert(office.slug.to_string(), number);
        }
        ends
    }
}

/// What a table holds.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadTimes {
    /// How fine the places are.
    pub level: DemandLevel,
    /// The ways by office.
    pub offices: Vec<OfficeTimes>,
    /// Whether offices were named by the tract that they stand in.
    pub by_tract: bool,
    /// Pairs that the table does not have, of all places of its level and all open offices.
    pub missing: u64,
}

impl ReadTimes {
    /// The table of a service and a way to travel.
    #[must_use]
    pub fn table(
        self,
        service: crate::domain::kind::OfficeKind,
        by: crate::domain::travel::Travel,
    ) -> TravelTable {
        TravelTable { service, by, level: self.level, offices: self.offices }
    }
}

/// Reads a table, packed with gzip or not; of rows for the same pair the quickest counts.
///
/// Rows whose office is a tract that no office stands in are passed over without a word: tables from tract to tract
/// have few others.
///
/// # Errors
/// When the file is no table, lacks a column, has more ways than fit, or has no row that can be used.
pub fn read_times(
    input: impl Read,
    form: TimesForm,
    ends: &Ends,
    notices: &mut Notices,
) -> Result<ReadTimes, ImportError> {
    let mut input = BufReader::new(input);
    let head = input.fill_buf().map_err(|source| ImportError::Io { after_bytes: 0, source })?;
    if head.starts_with(&[0x1f, 0x8b]) {
        read_table(MultiGzDecoder::new(input), form, ends, notices)
    } else {
        read_table(input, form, ends, notices)
    }
}

fn read_table(
    input: impl Read,
    form: TimesForm,
    ends: &Ends,
    notices: &mut Notices,
) -> Result<ReadTimes, ImportError> {
    let limits = Limits { rows: MOST_ROWS, file_bytes: MOST_BYTES, ..Limits::default() };
    let mut table = Table::open(input, limits, notices)?;
    let (names, times, minutes_each) = form.columns();
    let [from, to] = names.map(|name| table.column(&[name]));
    let time = table.column(times);
    let needed = [(names[0], from), (names[1], to), (times[0], time)];
    let missing: Vec<String> =
        needed.iter().filter(|(_, at)| at.is_none()).map(|(name, _)| (*name).to_owned()).collect();
    if !missing.is_empty() {
        return Err(table.missing(missing));
    }
    let mut rows = Rows { ends, level: None, by_tract: false, elsewhere: 0, ways: Vec::new() };
    while let Some(row) = table.next_row(notices)? {
        let fields = [from, to, time].map(|at| table.field(at).trim());
        rows.take(row, names, times[0], fields, minutes_each, notices);
        if rows.ways.len() > TravelTable::MOST_WAYS {
            rows.tidy();
            // Well below, so that rows of the same pairs cannot have it sorted again and again.
            if rows.ways.len() > TravelTable::MOST_WAYS / 2 {
                let limit = u64::try_from(TravelTable::MOST_WAYS / 2).unwrap_or(u64::MAX);
                return Err(ImportError::TooManyRows { limit });
            }
        }
    }
    let count = rows.ways.len();
    rows.tidy();
    if count > rows.ways.len() {
        let found = format!("{} rows for pairs that have one", count - rows.ways.len());
        let (expected, hint) = ("each pair once", "the quickest of each pair counts");
        notices.push(NoticeCode::Duplicate, 0, names[1], &found, expected, hint);
    }
    let (elsewhere, all) = (rows.elsewhere, table.rows());
    let Some(read) = rows.read() else {
        let wrong = notices.iter().next().map(super::notices::sentence).unwrap_or_default();
        let none = "no row leads to an office of this service".to_owned();
        let first = if wrong.is_empty() && elsewhere > 0 { none } else { wrong };
        return Err(ImportError::NothingUsable { rows: all, first });
    };
    if read.missing > 0 {
        let found = format!("no time for {} pairs of a place and an office", read.missing);
        let hint = "ways that nobody knows; they count as beyond every line";
        notices.push(NoticeCode::NoFigure, 0, times[0], &found, "a time for every pair", hint);
    }
    Ok(read)
}

/// The ways of a table while it is read.
struct Rows<'a> {
    ends: &'a Ends,
    level: Option<DemandLevel>,
    by_tract: bool,
    elsewhere: u64,
    /// Office, code of the place, time: 16 bytes each.
    ways: Vec<(u32, u32, u64)>,
}

impl Rows<'_> {
    fn take(
        &mut self,
        row: u64,
        names: [&str; 2],
        time_name: &str,
        [from, to, time]: [&str; 3],
        minutes_each: f64,
        notices: &mut Notices,
    ) {
        let offices = self.ends.offices.get(to).map(std::slice::from_ref);
        let tract = || code_number(to).filter(|_| to.len() == DemandLevel::Tract.digits());
        let offices = match offices {
            Some(office) => office,
            None => match tract() {
                Some(code) => match self.ends.by_tract.get(&code) {
                    Some(offices) => {
                        self.by_tract = true;
                        offices
                    }
                    None => {
                        self.elsewhere += 1;
                        return;
                    }
                },
                None => {
                    let expected =
                        "an office of this service, by its address or its publisher's identifier";
                    notices.refuse(
                        NoticeCode::UnknownOffice,
                        row,
                        names[1],
                        to,
                        expected,
                        "row left out",
                    );
                    return;
                }
            },
        };
        let level = DemandLevel::ALL.iter().copied().find(|level| level.digits() == from.len());
        let place = code_number(from).zip(level);
        let known = place.filter(|(code, level)| self.ends.places.contains(&(*level, *code)));
        let Some((code, level)) = known else {
            let expected = "the code of a place where people are counted";
            notices.push(NoticeCode::UnknownPlace, row, names[0], from, expected, "row left out");
            return;
        };
        if *self.level.get_or_insert(level) != level {
            let expected = "a code of the same level as the rows before";
            notices.refuse(NoticeCode::Malformed, row, names[0], from, expected, "row left out");
            return;
        }
        if time.is_empty() || time.eq_ignore_ascii_case("na") || time.eq_ignore_ascii_case("nan") {
            // The table says that there is no way; that is what a pair without a row is, too.
            return;
        }
        let minutes = time.parse::<f64>().ok().map(|time| time * minutes_each);
        let Some(time) = minutes.and_then(thousandths) else {
            let expected = "a time from 0 to a week";
            notices.refuse(NoticeCode::Malformed, row, time_name, time, expected, "row left out");
            return;
        };
        self.ways.extend(offices.iter().map(|office| (*office, time, code)));
    }

    /// Each pair once, with its quickest way; by office and place.
    fn tidy(&mut self) {
        self.ways.sort_unstable_by_key(|(office, time, code)| (*office, *code, *time));
        self.ways.dedup_by_key(|(office, _, code)| (*office, *code));
    }

    fn read(self) -> Option<ReadTimes> {
        let level = self.level.filter(|_| !self.ways.is_empty())?;
        let mut places: Vec<u64> = self.ways.iter().map(|(_, _, code)| *code).collect();
        places.sort_unstable();
        places.dedup();
        let by_office = self.ways.chunk_by(|a, b| a.0 == b.0);
        let offices = by_office.filter_map(|ways| {
            let (office, _) = *self.ends.ids.get(ways.first()?.0 as usize)?;
            let ways = ways.iter().map(|(_, time, code)| TimedWay { code: *code, time: *time });
            Some(OfficeTimes { office, ways: ways.collect() })
        });
        let offices: Vec<OfficeTimes> = offices.collect();
        let all = self.ends.count.get(&level).copied().unwrap_or(0).max(places.len());
        let is_open =
            |office: u32| self.ends.ids.get(office as usize).is_some_and(|(_, is_open)| *is_open);
        let open = self.ends.ids.iter().filter(|(_, is_open)| *is_open).count();
        let there = self.ways.iter().filter(|(office, ..)| is_open(*office)).count();
        let missing = all.saturating_mul(open).saturating_sub(there);
        let missing = u64::try_from(missing).unwrap_or(u64::MAX);
        Some(ReadTimes { level, offices, by_tract: self.by_tract, missing })
    }
}

/// Minutes as thousandths; none where they are no time of a way.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is held within the bounds of a week"
)]
fn thousandths(minutes: f64) -> Option<u32> {
    (0.0..=MOST_MINUTES).contains(&minutes).then(|| (minutes * 1_000.0).round() as u32)
}
