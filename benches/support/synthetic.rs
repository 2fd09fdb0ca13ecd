//! Offices that do not exist, as many as wanted and the same in every run.
//!
//! They lie around the ZIP codes of Illinois, crowded where those are; every name says that it is synthetic.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

const ZIPS: &str = include_str!("../../data/zips.csv");

/// The columns, in the order of the list that ships.
const HEADER: &str = "source_id,name,agency,office_type,address,city,state,zip,county,phone,tty,fax,hours,languages,\
     services,wheelchair_access,latitude,longitude,coord_method,status,opened_on,closed_on,source_url,\
     source_retrieved,notes";

/// Kinds in about the shares of what ships: up to which of 481, kind, services.
const KINDS: [(u32, &str, &str); 6] = [
    (200, "wic_clinic", "wic"),
    (284, "fcrc", "snap|tanf|aabd-cash|medicaid|employment-services"),
    (333, "ssa_field_office", "social-security"),
    (366, "ides_office", "unemployment-insurance"),
    (400, "senior_center", "senior-services"),
    (481, "public_mental_health_clinic", "mental-health"),
];

const STREETS: [&str; 6] = ["Main St", "Oak Ave", "Lincoln Hwy", "State St", "Court St", "5th Ave"];
const HOURS: [&str; 4] =
    ["", "Mo-Fr 08:30-17:00", "Mo-Fr 08:00-16:30", "Mo-Th 09:00-16:00; Fr 09:00-12:00"];
const STATUSES: [&str; 8] =
    ["open", "open", "open", "open", "open", "open", "by_appointment", "closed"];

/// Numbers that look random and are the same in every run.
#[derive(Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// Numbers that begin at a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, end: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    /// One of a list.
    pub fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let length = u32::try_from(list.len()).unwrap_or(u32::MAX);
        &list[self.below(length) as usize]
    }

    /// A step of at most 0.05 degrees.
    pub fn step(&mut self) -> f64 {
        (f64::from(self.below(100_000)) - 50_000.0) / 1_000_000.0
    }
}

/// A ZIP code and the middle of it.
pub struct Zip<'a> {
    zip: &'a str,
    city: &'a str,
    county: &'a str,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// The ZIP codes of Illinois.
pub fn zips() -> Result<Vec<Zip<'static>>> {
    let row = |line: &'static str| {
        let mut fields = line.split(',');
        let mut next = || fields.next().context("a field of the ZIP codes");
        let (zip, city, county) = (next()?, next()?, next()?);
        Ok(Zip { zip, city, county, lat: next()?.parse()?, lon: next()?.parse()? })
    };
    ZIPS.lines().skip(1).map(row).collect()
}

/// Writes a list of offices; gives the file's length in bytes.
pub fn write_csv(path: &Path, count: u32) -> Result<u64> {
    let zips = zips()?;
    let mut numbers = Numbers::new(20_260_624);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(out, "{HEADER}")?;
    let mut line = String::new();
    let mut last = (&zips[0], String::new());
    for i in 0..count {
        // One office in ten is in the building of the one before.
        if i == 0 || numbers.below(10) > 0 {
            let street = numbers.of(&STREETS);
            last = (numbers.of(&zips), format!("{} {street}", numbers.below(90_000) + 1));
        }
        let (zip, address) = &last;
        let draw = numbers.below(481);
        let (_, kind, services) = KINDS.iter().find(|k| draw < k.0).unwrap_or(&KINDS[0]);
        line.clear();
        writeln!(
            line,
            "synthetic-{i:07},Synthetic office {i} - {city},Synthetic agency of the benchmark,{kind},{address},{city},\
             IL,{zip},{county},(217) 555-{phone:04},,,{hours},{languages},{services},{wheelchair},{lat:.6},{lon:.6},\
             source,{status},,,https://example.org/synthetic/{i},2026-06-24,Made for a benchmark",
            city = zip.city,
            county = zip.county,
            zip = zip.zip,
            phone = numbers.below(10_000),
            hours = numbers.of(&HOURS),
            languages = numbers.of(&["", "", "Spanish", "Spanish|Polish"]),
            wheelchair = numbers.of(&["", "yes", "limited"]),
            lat = zip.lat + numbers.step(),
            lon = zip.lon + numbers.step(),
            status = numbers.of(&STATUSES),
        )?;
        out.write_all(line.as_bytes())?;
    }
    out.flush()?;
    Ok(std::fs::metadata(path)?.len())
}
