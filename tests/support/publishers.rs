//! The files of a setup as their publishers write them, for tests to hand out.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::shapefiles::{Ring, geojson, shapefile, square};

/// The folder with the real files, where it is; they are not part of the product.
pub fn geo_folder() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/geo");
    let folder = std::env::var_os("STILLOPEN_GEO").map_or_else(|| beside.into(), PathBuf::from);
    folder.join("il_tracts_2020_points.csv").exists().then_some(folder)
}

/// A table of the survey as api.census.gov answers: every cell a text, the codes of the place last.
pub fn acs(columns: &[String], rows: &[(String, Vec<String>)]) -> Vec<u8> {
    let is_block_group = rows.first().is_some_and(|(geoid, _)| geoid.len() == 12);
    let mut head = vec!["NAME".to_owned()];
    head.extend_from_slice(columns);
    head.extend(["state", "county", "tract"].map(str::to_owned));
    if is_block_group {
        head.push("block group".to_owned());
    }
    let mut table = vec![head];
    for (geoid, values) in rows {
        let mut row = vec![format!("Census Tract {}; Illinois", &geoid[5..])];
        row.extend_from_slice(values);
        row.extend([&geoid[..2], &geoid[2..5], &geoid[5..11]].map(str::to_owned));
        if is_block_group {
            row.push(geoid[11..].to_owned());
        }
        table.push(row);
    }
    let lines: Vec<String> = table.iter().map(|row| serde_json::to_string(row).unwrap()).collect();
    format!("[{}]", lines.join(",\n")).into_bytes()
}

/// A file of centres of population, with the byte-order mark that the census puts in front.
pub fn cenpop(rows: &[(String, u32, f64, f64)]) -> Vec<u8> {
    let is_block_group = rows.first().is_some_and(|(geoid, ..)| geoid.len() == 12);
    let fine = if is_block_group { "BLKGRPCE," } else { "" };
    let mut out =
        format!("\u{feff}STATEFP,COUNTYFP,TRACTCE,{fine}POPULATION,LATITUDE,LONGITUDE\r\n");
    for (geoid, people, lat, lon) in rows {
        let fine = if is_block_group { format!("{},", &geoid[11..]) } else { String::new() };
        let (state, county, tract) = (&geoid[..2], &geoid[2..5], &geoid[5..11]);
        write!(out, "{state},{county},{tract},{fine}{people},+{lat:.6},{lon:.6}\r\n").unwrap();
    }
    out.into_bytes()
}

/// The columns that each survey table is asked for, by the name of its file.
pub type Columns = BTreeMap<String, Vec<String>>;

/// A world of two counties and four tracts, in all the files of a setup. Names and numbers of places are real, their
/// lines are squares.
pub fn tiny(survey: &Columns) -> BTreeMap<String, Vec<u8>> {
    let (jackson, union) = (square(-89.7, 37.6, -89.1, 38.0), square(-89.7, 37.3, -89.1, 37.6));
    let two = |names: [&'static str; 2], codes: [&'static str; 2]| -> Vec<(Vec<&str>, Vec<Ring>)> {
        vec![
            (vec!["17", codes[0], names[0], names[0]], vec![jackson.clone()]),
            (vec!["17", codes[1], names[1], names[1]], vec![union.clone()]),
        ]
    };
    let fields = ["STATEFP", "GEOID", "NAME", "NAMELSAD"];
    let mut counties = two(["Jackson", "Union"], ["17077", "17181"]);
    counties.push((
        vec!["29", "29031", "Cape Girardeau", "Cape Girardeau County"],
        vec![square(-90.0, 37.3, -89.7, 37.6)],
    ));
    let mut places = two(["Carbondale", "Anna"], ["1711163", "1701543"]);
    places[0].1 = vec![square(-89.3, 37.65, -89.15, 37.8)];
    places[1].1 = vec![square(-89.3, 37.4, -89.2, 37.5)];
    let mut house = two(["State House District 1", "State House District 2"], ["17001", "17002"]);
    house.push((
        vec!["17", "17ZZZ", "ZZZ", "State House Districts not defined"],
        vec![square(-89.1, 37.3, -89.0, 37.6)],
    ));
    let senate = two(["State Senate District 1", "State Senate District 2"], ["17001", "17002"]);
    let congress = two(["Congressional District 7", "Congressional District 12"], ["1707", "1712"]);
    let community = json!({ "type": "MultiPolygon", "coordinates": [[[[-87.67, 41.99], [-87.65, 41.99], [-87.65, 42.02], [-87.67, 41.99]]]] });
    let tracts = [
        ("17077010100", 2_000, 37.71, -89.21),
        ("17077010200", 3_000, 37.75, -89.22),
        ("17181950100", 1_500, 37.45, -89.25),
        // In the water beyond the line, 300 m from it.
        ("17181950200", 800, 37.45, -89.0966),
    ];
    let centres: Vec<_> =
        tracts.iter().map(|(id, n, lat, lon)| ((*id).to_owned(), *n, *lat, *lon)).collect();
    let groups: Vec<_> =
        centres.iter().map(|(id, n, lat, lon)| (format!("{id}1"), *n, *lat, *lon)).collect();
    let people = "id,name,current_party,current_district,current_chamber,given_name,family_name,gender,email,biography,birth_date,death_date,image,links,sources,capitol_address,capitol_voice,capitol_fax,district_address,district_voice,district_fax,twitter,youtube,instagram,facebook,wikidata\n\
        ocd-person/a76e0c0e-81d3-4f3b-8cc8-b8360d3cecb4,Aarón Ortíz,Democratic,1,lower,Aarón,Ortíz,,district@repaaronortiz.com,,,,,https://repaaronortiz.com/;https://ilga.gov/,,\"Room 288-S, Stratton Office Building, Springfield, IL 62706\",217-782-1117,,\"4374 S. Archer Ave., Chicago, IL 60632\",773-236-0117,,,,,,\n\
        ocd-person/0,Somebody,Democratic,x,upper,,,,,,,,,,,,,,,,,,,,,\n";
    let members = json!([
        { "id": { "bioguide": "D000096" }, "name": { "first": "Danny", "last": "Davis", "official_full": "Danny K. Davis" },
          "terms": [
            { "type": "rep", "state": "IL", "district": 5, "party": "Democrat" },
            { "type": "rep", "state": "IL", "district": 7, "party": "Democrat", "url": "https://davis.house.gov",
              "address": "2159 Rayburn House Office Building Washington DC 20515-1307", "phone": "202-225-5006" }] },
        { "id": { "bioguide": "D000563" }, "name": { "first": "Richard", "last": "Durbin" },
          "terms": [{ "type": "sen", "state": "IL", "party": "Democrat" }] },
        { "id": { "bioguide": "x" }, "name": { "first": "Another", "last": "State" },
          "terms": [{ "type": "rep", "state": "MO", "district": 7, "party": "Republican" }] },
    ]);
    let mut files: BTreeMap<String, Vec<u8>> = [
        ("CenPop2020_Mean_TR17.txt", cenpop(&centres)),
        ("CenPop2020_Mean_BG17.txt", cenpop(&groups)),
        ("cb_2023_us_county_500k.zip", shapefile("cb_2023_us_county_500k", &fields, &counties)),
        ("cb_2023_17_place_500k.zip", shapefile("cb_2023_17_place_500k", &fields, &places)),
        ("cb_2023_17_sldl_500k.zip", shapefile("cb_2023_17_sldl_500k", &fields, &house)),
        ("cb_2023_17_sldu_500k.zip", shapefile("cb_2023_17_sldu_500k", &fields, &senate)),
        ("cb_2023_us_cd118_500k.zip", shapefile("cb_2023_us_cd118_500k", &fields, &congress)),
        (
            "chicago-community-areas.geojson",
            geojson(&[(json!({ "community": "ROGERS PARK", "area_numbe": "1" }), community)]),
        ),
        ("openstates-il.csv", people.as_bytes().to_vec()),
        ("legislators-current.json", members.to_string().into_bytes()),
    ]
    .into_iter()
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .collect();
    for (file, columns) in survey {
        let of = if file.contains("block-group") { &groups } else { &centres };
        let rows: Vec<(String, Vec<String>)> = of
            .iter()
            .enumerate()
            .map(|(n, (geoid, ..))| {
                // The last place has no figures, as where nobody was asked.
                let cell = |column: &String| match (n, column.ends_with('M')) {
                    (3, false) => "-666666666".to_owned(),
                    (3, true) => "-222222222".to_owned(),
                    (_, false) => (100 * (n + 1)).to_string(),
                    (_, true) => "30".to_owned(),
                };
                (geoid.clone(), columns.iter().map(cell).collect())
            })
            .collect();
        files.insert(file.clone(), acs(columns, &rows));
    }
    files
}

/// The rings of a GeoJSON geometry, turned as shapefiles have them: outlines clockwise, holes the other way.
fn rings(geometry: &Value) -> Vec<Ring> {
    let polygons: Vec<&Value> = match geometry["type"].as_str().unwrap() {
        "Polygon" => vec![&geometry["coordinates"]],
        _ => geometry["coordinates"].as_array().unwrap().iter().collect(),
    };
    let mut out = Vec::new();
    for polygon in polygons {
        for (n, ring) in polygon.as_array().unwrap().iter().enumerate() {
            let corner = |c: &Value| (c[0].as_f64().unwrap(), c[1].as_f64().unwrap());
            let mut ring: Ring = ring.as_array().unwrap().iter().map(corner).collect();
            let twice: f64 = ring.windows(2).map(|w| w[0].0 * w[1].1 - w[1].0 * w[0].1).sum();
            if (twice > 0.0) == (n == 0) {
                ring.reverse();
            }
            out.push(ring);
        }
    }
    out
}

/// The real files in the publishers' forms, as far as they can be made of the folder; the rest is of the small world.
pub fn real(folder: &std::path::Path, survey: &Columns) -> BTreeMap<String, Vec<u8>> {
    let mut files = tiny(survey);
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let features = |name: &str| -> Vec<Value> {
        let all: Value = serde_json::from_str(&text(name)).unwrap();
        all["features"].as_array().unwrap().clone()
    };
    for (source, stem, name_field) in [
        ("il_counties_2019_500k.geojson", "cb_2023_us_county_500k", "NAME"),
        ("il_places_2019.geojson", "cb_2023_17_place_500k", "NAME"),
        ("il_senate_districts_2024.geojson", "cb_2023_17_sldu_500k", "NAMELSAD"),
        ("il_congress_2023.geojson", "cb_2023_us_cd118_500k", "NAMELSAD"),
    ] {
        let all = features(source);
        let rows: Vec<(Vec<&str>, Vec<Ring>)> = all
            .iter()
            .map(|f| {
                let field = |name: &str| f["properties"][name].as_str().unwrap();
                (
                    vec!["17", field("GEOID"), field(name_field), field(name_field)],
                    rings(&f["geometry"]),
                )
            })
            .collect();
        let fields = ["STATEFP", "GEOID", "NAME", "NAMELSAD"];
        files.insert(format!("{stem}.zip"), shapefile(stem, &fields, &rows));
    }
    let community = text("chicago_community_areas.geojson");
    files.insert("chicago-community-areas.geojson".to_owned(), community.into_bytes());
    files.insert("openstates-il.csv".to_owned(), text("il_legislators_2026.json").into_bytes());
    let members = text("il_us_congress_members_2026.json");
    files.insert("legislators-current.json".to_owned(), members.into_bytes());
    let mut reader = csv::Reader::from_path(folder.join("il_tracts_2020_points.csv")).unwrap();
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    let number = |row: &BTreeMap<String, String>, name: &str| {
        row[name].parse::<f64>().unwrap_or(-666_666_666.0)
    };
    let centres: Vec<_> = rows
        .iter()
        .map(|row| {
            let people = row["pop_2020"].parse().unwrap();
            (row["geoid"].clone(), people, number(row, "lat"), number(row, "lon"))
        })
        .collect();
    files.insert("CenPop2020_Mean_TR17.txt".to_owned(), cenpop(&centres));
    for (table, source) in [
        ("B17001", "below_poverty_2020acs"),
        ("C17002", "below_185pct_2020acs"),
        ("B22003", "snap_households_2020acs"),
    ] {
        let file = format!("acs5-2023-tract-{table}.json");
        let columns = &survey[&file];
        let cells: Vec<(String, Vec<String>)> = rows
            .iter()
            .map(|row| {
                // The whole in the first line of the table, nothing in the others.
                let cell = |(n, column): (usize, &String)| match (n, column.ends_with('M')) {
                    (0, _) => format!("{:.0}", number(row, source)),
                    (_, true) => "12".to_owned(),
                    (_, false) => "0".to_owned(),
                };
                (row["geoid"].clone(), columns.iter().enumerate().map(cell).collect())
            })
            .collect();
        files.insert(file, acs(columns, &cells));
    }
    files
}
