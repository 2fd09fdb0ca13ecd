//! Synthetic people, offices and areas, crowded where ZIP codes are.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;
use stillopen::domain::geo::Position;
use stillopen::domain::slug::Slug;
use stillopen::impact::{
    Area, Column, Demand, GroundInput, Inputs, Layer, Question, Site, Sites, Who,
};

/// How much of everything.
#[derive(Clone, Copy)]
pub struct Size {
    /// Points with people.
    pub points: u32,
    /// Offices.
    pub offices: u32,
    /// Spread over the country, with as many areas as it has, or over Illinois.
    pub is_national: bool,
}

/// Numbers that look random and are the same in every run.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, end: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap_or(0) % end
    }
}

/// Kinds of area with how many there are in Illinois and in the country, and whether they leave gaps.
const KINDS: [(&str, u32, u32, bool); 6] = [
    ("county", 102, 3_143, false),
    ("place", 1_365, 31_909, true),
    ("community", 77, 77, true),
    ("house", 118, 4_833, false),
    ("senate", 59, 1_973, false),
    ("congress", 17, 435, false),
];

fn zip_points() -> Vec<(f64, f64)> {
    let mut reader = csv::Reader::from_reader(include_str!("../../data/zips.csv").as_bytes());
    let rows = reader.records().flatten();
    rows.filter_map(|row| Some((row.get(3)?.parse().ok()?, row.get(4)?.parse().ok()?))).collect()
}

fn somewhere(numbers: &mut Numbers, zips: &[(f64, f64)], size: Size) -> Position {
    let zip = zips[numbers.below(u32::try_from(zips.len()).unwrap_or(1)) as usize];
    let mut off = |n: u32| (f64::from(numbers.below(n)) - f64::from(n) / 2.0) / 1e5;
    let (mut lat, mut lon) = (zip.0 + off(8_000), zip.1 + off(8_000));
    if size.is_national {
        // Fifty states of the shape of Illinois, side by side.
        let state = numbers.below(50);
        lat = 26.0 + (lat - 37.0) + f64::from(state / 10) * 4.5;
        lon = -125.0 + (lon + 91.5) + f64::from(state % 10) * 5.0;
    }
    Position::new(lat, lon).expect("a place in the country")
}

fn slug(text: &str) -> Slug {
    Slug::make(text, "x")
}

/// Everything a ground is made of. Points come in the order of a grid, as census files come by county.
pub fn input(size: Size) -> GroundInput {
    let zips = zip_points();
    let mut numbers = Numbers(20_261_122);
    let site = |i: u32, numbers: &mut Numbers| Site {
        slug: slug(&format!("office-{i}")),
        name: format!("Office {i}"),
        at: Some(somewhere(numbers, &zips, size)),
        is_open: true,
        cases: None,
        capacity: 1.0,
        is_rough: false,
    };
    let sites = (0..size.offices).map(|i| site(i, &mut numbers)).collect();
    let mut at: Vec<Position> =
        (0..size.points).map(|_| somewhere(&mut numbers, &zips, size)).collect();
    at.sort_by(|a, b| {
        let key = |p: &Position| ((p.lat() * 2.0).floor(), p.lon());
        key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut column = |most: u32| {
        let values: Vec<_> =
            (0..size.points).map(|_| Some(i64::from(numbers.below(most)))).collect();
        let margins: Vec<_> =
            (0..size.points).map(|_| Some(i64::from(numbers.below(200)))).collect();
        Column::new(&values, Some(&margins)).expect("whole numbers")
    };
    let groups =
        Who::GROUPS.map(|who| (who, column(if who == Who::Everyone { 5_000 } else { 900 })));
    let layers = KINDS.map(|(kind, state, country, has_gaps)| {
        let count = if size.is_national { country } else { state };
        let areas =
            (0..count).map(|i| Area { slug: slug(&format!("{kind}-{i}")), name: i.to_string() });
        let of = (0..size.points).map(|point| {
            let area = u64::from(point) * u64::from(count) / u64::from(size.points.max(1));
            let lies = !has_gaps || point % 2 == 0;
            u32::try_from(area).ok().filter(|_| lies)
        });
        let of: Vec<Option<u32>> = of.collect();
        Layer::new(slug(kind), areas.collect(), &of).expect("areas that fit")
    });
    let ids = (0..size.points).map(|i| i.to_string().into()).collect();
    GroundInput {
        sites: Sites::new(sites).expect("offices that fit"),
        demand: Demand::census(ids, at, groups.into()).expect("people that fit"),
        state: (slug("state"), Area { slug: slug("all"), name: "All".into() }),
        layers: layers.into(),
        assignments: None,
        times: None,
        inputs: Inputs::default(),
    }
}

/// A question that closes some offices.
pub fn closing(data: &GroundInput, count: usize) -> Question {
    let step = data.sites.all().len() / (count + 1);
    let closed = data.sites.all().iter().skip(step).step_by(step.max(1)).take(count);
    closed.fold(Question::default(), |question, site| question.close(site.slug.clone()))
}

/// Writes points and offices for the Python side.
pub fn write(data: &GroundInput, question: &Question, folder: &Path) -> Result<()> {
    let mut text = String::from("lat,lon,closed\n");
    for site in data.sites.all() {
        let Some(at) = site.at else { continue };
        let closed = u8::from(question.closing().contains(&site.slug));
        writeln!(text, "{},{},{closed}", at.lat(), at.lon())?;
    }
    fs::write(folder.join("offices.csv"), &text)?;
    let mut area_of = vec![vec![String::new(); data.demand.len()]; data.layers.len()];
    for (layer, column) in data.layers.iter().zip(&mut area_of) {
        for area in 0..layer.areas().len() {
            for point in layer.points_of(area) {
                column[*point as usize] = area.to_string();
            }
        }
    }
    text = String::from("lat,lon");
    for who in data.demand.who() {
        write!(text, ",group_{who},group_{who}_moe")?;
    }
    for layer in &data.layers {
        write!(text, ",kind_{}", layer.kind().as_str())?;
    }
    text.push('\n');
    for (point, at) in data.demand.at().iter().enumerate() {
        write!(text, "{},{}", at.lat(), at.lon())?;
        for who in data.demand.who() {
            let (value, margin) =
                data.demand.column(who).and_then(|c| c.get(point)).unwrap_or((0, None));
            write!(text, ",{value},{}", margin.unwrap_or(0))?;
        }
        for column in &area_of {
            write!(text, ",{}", column[point])?;
        }
        text.push('\n');
    }
    Ok(fs::write(folder.join("points.csv"), text)?)
}
