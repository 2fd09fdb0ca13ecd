//! The official files of a state: what they are called, where they are, and how each is read.

use crate::domain::demand::DemandLevel;
use crate::domain::polygon::AreaKind;
use crate::import::areas::Plan;
use crate::import::demand::acs::TABLES;

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Boundaries in a zipped shapefile.
    Shapefile(Plan),
    /// Boundaries in GeoJSON.
    Geojson(Plan),
    /// Centres of population.
    Points,
    /// A table of the American Community Survey.
    Figures(DemandLevel),
    /// Officeholders of a state, by its census code and its postal code.
    Holders(&'static str, &'static str),
}

/// One file of a setup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Short name, shown while it loads and on the page of data.
    pub name: String,
    /// Name of the file in a folder or at an address that holds all of them.
    pub file: String,
    /// Where its publisher has it.
    pub url: String,
    /// The time that it speaks of; none for files that are brought up to date without a date of their own.
    pub vintage: Option<String>,
    /// How it is read.
    pub what: What,
}

/// The state's code at the census.
const FIPS: &str = "17";

/// The files of Illinois, in the order in which they are loaded: points before the figures that belong to them.
#[must_use]
pub fn illinois() -> Vec<Part> {
    let mut parts = vec![centres("tract", "TR"), centres("blkgrp", "BG")];
    for level in [DemandLevel::Tract, DemandLevel::BlockGroup] {
        parts.extend(TABLES.iter().filter(|t| t.levels.contains(&level)).map(|t| survey(t, level)));
    }
    parts.push(boundaries(AreaKind::County, "us_county", "NAME", true));
    parts.push(boundaries(AreaKind::Place, "17_place", "NAME", false));
    parts.push(boundaries(AreaKind::House, "17_sldl", "NAMELSAD", false));
    parts.push(boundaries(AreaKind::Senate, "17_sldu", "NAMELSAD", false));
    parts.push(boundaries(AreaKind::Congress, "us_cd118", "NAMELSAD", true));
    parts.push(Part {
        name: "chicago-community-areas".to_owned(),
        file: "chicago-community-areas.geojson".to_owned(),
        url: "https://data.cityofchicago.org/resource/igwz-8jzy.geojson?$limit=500".to_owned(),
        vintage: None,
        what: What::Geojson(Plan {
            kind: AreaKind::CommunityArea,
            name_field: "community".to_owned(),
            id_field: None,
            only: None,
            vintage: "2010s".to_owned(),
        }),
    });
    parts.push(Part {
        name: "openstates-people".to_owned(),
        file: "openstates-il.csv".to_owned(),
        url: "https://data.openstates.org/people/current/il.csv".to_owned(),
        vintage: None,
        what: What::Holders(FIPS, "IL"),
    });
    parts.push(Part {
        name: "unitedstates-legislators".to_owned(),
        file: "legislators-current.json".to_owned(),
        url: "https://unitedstates.github.io/congress-legislators/legislators-current.json"
            .to_owned(),
        vintage: None,
        what: What::Holders(FIPS, "IL"),
    });
    parts
}

/// Centres of population of the 2020 census.
fn centres(folder: &str, short: &str) -> Part {
    let file = format!("CenPop2020_Mean_{short}{FIPS}.txt");
    Part {
        name: format!("cenpop2020-{folder}"),
        url: format!("https://www2.census.gov/geo/docs/reference/cenpop2020/{folder}/{file}"),
        file,
        vintage: Some("2020".to_owned()),
        what: What::Points,
    }
}

/// A table of the five-year survey.
fn survey(table: &crate::import::demand::Table, level: DemandLevel) -> Part {
    let columns = table.columns().join(",");
    let place = match level {
        DemandLevel::BlockGroup => format!("for=block%20group:*&in=state:{FIPS}%20county:*"),
        DemandLevel::Tract | DemandLevel::Zip => format!("for=tract:*&in=state:{FIPS}"),
    };
    let name = format!("acs5-2023-{}-{}", level.as_str().replace('_', "-"), table.code);
    Part {
        file: format!("{name}.json"),
        name,
        url: format!("https://api.census.gov/data/2023/acs/acs5?get=NAME,{columns}&{place}"),
        vintage: Some("2019-2023".to_owned()),
        what: What::Figures(level),
    }
}

/// A cartographic boundary file of 2023, drawn for maps of 1:500,000.
fn boundaries(kind: AreaKind, file: &str, name_field: &str, is_national: bool) -> Part {
    let name = format!("cb_2023_{file}_500k");
    let vintage = "2023".to_owned();
    Part {
        file: format!("{name}.zip"),
        url: format!("https://www2.census.gov/geo/tiger/GENZ2023/shp/{name}.zip"),
        vintage: Some(vintage.clone()),
        what: What::Shapefile(Plan {
            kind,
            name_field: name_field.to_owned(),
            id_field: Some("GEOID".to_owned()),
            only: is_national.then(|| ("STATEFP".to_owned(), FIPS.to_owned())),
            vintage,
        }),
        name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_file_has_a_name_of_its_own_and_points_come_first() {
        let parts = illinois();
        let names: BTreeSet<_> = parts.iter().map(|part| &part.name).collect();
        let files: BTreeSet<_> = parts.iter().map(|part| &part.file).collect();
        assert_eq!((names.len(), files.len()), (parts.len(), parts.len()));
        assert_eq!(parts.len(), 2 + 7 + 5 + 5 + 3);
        assert!(parts[..2].iter().all(|part| part.what == What::Points));
        assert!(parts.iter().all(|part| part.url.starts_with("https://")));
        let poverty = parts.iter().find(|part| part.name == "acs5-2023-tract-B17001").unwrap();
        assert_eq!(
            poverty.url,
            "https://api.census.gov/data/2023/acs/acs5?get=NAME,B17001_002E,B17001_002M&for=tract:*&in=state:17"
        );
        // The census gives out at most 50 columns at once.
        assert!(parts.iter().all(|part| part.url.matches(',').count() < 50));
    }
}
