//! Boundaries in all their forms, and what can be wrong with them.

#[path = "../../../tests/support/shapefiles.rs"]
mod shapefiles;

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

use geo::Area as _;
use serde_json::json;

use super::geojson::read_geojson;
use super::shapefile::{MOST_UNPACKED, read_shapefile};
use super::*;
use crate::domain::feed::Severity;
use shapefiles::{NAD83, Ring, dbf, shapefile as zipped_shapefile, shp, square, zipped};

fn plan(kind: AreaKind) -> Plan {
    Plan {
        kind,
        name_field: "NAME".to_owned(),
        id_field: None,
        only: None,
        vintage: "2023".to_owned(),
    }
}

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.seek(SeekFrom::Start(0)).unwrap();
    file
}

fn from_zip(bytes: &[u8]) -> (Result<Vec<Area>, ImportError>, Notices) {
    let mut notices = Notices::new();
    let read = read_shapefile(file(bytes), &plan(AreaKind::County), MOST_UNPACKED, &mut notices);
    (read, notices)
}

fn collection(geometries: &[(&str, serde_json::Value)]) -> String {
    let features: Vec<_> = geometries
        .iter()
        .map(|(name, geometry)| (json!({ "NAME": name, "GEOID": name }), geometry.clone()))
        .collect();
    String::from_utf8(shapefiles::geojson(&features)).unwrap()
}

fn polygon(rings: &[&[(f64, f64)]]) -> serde_json::Value {
    let rings: Vec<Vec<[f64; 2]>> =
        rings.iter().map(|ring| ring.iter().map(|(x, y)| [*x, *y]).collect()).collect();
    json!({ "type": "Polygon", "coordinates": rings })
}

fn read(text: &str) -> (Result<Vec<Area>, ImportError>, Notices) {
    let mut notices = Notices::new();
    (read_geojson(text.as_bytes(), &plan(AreaKind::County), &mut notices), notices)
}

/// What is done to a file.
type Change<'c> = &'c dyn Fn(&mut Vec<u8>);

const BOX: [(f64, f64); 5] =
    [(-89.0, 37.0), (-88.0, 37.0), (-88.0, 38.0), (-89.0, 38.0), (-89.0, 37.0)];

#[test]
fn the_three_forms_give_the_same_areas() {
    let (a, b) = (square(-89.0, 37.0, -88.0, 38.0), square(-88.0, 37.0, -87.0, 38.0));
    let rows = [
        (
            vec!["17077", "Jackson"],
            vec![a.clone(), vec![(-88.6, 37.4), (-88.4, 37.4), (-88.4, 37.6), (-88.6, 37.4)]],
        ),
        (vec!["17003", "Peña"], vec![b.clone()]),
    ];
    let (of_shp, notices) = from_zip(&zipped_shapefile("cb", &["GEOID", "NAME"], &rows));
    assert!(notices.is_empty(), "{notices:?}");
    let of_shp = of_shp.unwrap();
    let hole = [(-88.6, 37.4), (-88.4, 37.4), (-88.4, 37.6), (-88.6, 37.4)];
    let features = [
        (json!({ "geoid": "17077", "name": "Jackson" }), polygon(&[&a, &hole])),
        (json!({ "geoid": "17003", "name": "Peña" }), polygon(&[&b])),
    ];
    let text = shapefiles::geojson(&features);
    let mut notices = Notices::new();
    let of_json = read_geojson(text.as_slice(), &plan(AreaKind::County), &mut notices).unwrap();
    let text = "GEOID,NAME,the_geom\n\
        17077,Jackson,\"SRID=4326;MULTIPOLYGON (((-89 37, -89 38, -88 38, -88 37, -89 37), (-88.6 37.4, -88.4 37.4, -88.4 37.6, -88.6 37.4)))\"\n\
        17003,Peña,\"POLYGON((-88 37,-88 38,-87 38,-87 37,-88 37))\"\n";
    let of_csv = read_csv(text.as_bytes(), &plan(AreaKind::County), &mut notices).unwrap();
    assert!(notices.is_empty(), "{notices:?}");
    let facts = |areas: &[Area]| -> Vec<_> {
        let fact = |a: &Area| {
            let size = (a.shape.unsigned_area() * 1e9).round();
            (
                a.geoid.clone(),
                a.slug.to_string(),
                a.name.clone(),
                a.shape.0[0].interiors().len(),
                size,
            )
        };
        areas.iter().map(fact).collect()
    };
    let expected = [
        ("17003".to_owned(), "pena".to_owned(), "Peña".to_owned(), 0, 1e9),
        ("17077".to_owned(), "jackson".to_owned(), "Jackson".to_owned(), 1, 0.98e9),
    ];
    assert_eq!(facts(&of_shp), expected);
    assert_eq!(facts(&of_json), expected);
    assert_eq!(facts(&of_csv), expected);
}

#[test]
fn parts_holes_and_slivers_are_kept_apart() {
    let far = [(-86.0, 37.0), (-85.0, 37.0), (-85.0, 38.0), (-86.0, 37.0)];
    let sliver = [(-84.0, 37.0), (-84.000_001, 37.0), (-84.0, 37.000_001), (-84.0, 37.0)];
    let text = collection(&[(
        "Cook",
        json!({ "type": "MultiPolygon", "coordinates": [[BOX], [far], [sliver], [[[-80.0, 37.0], [-80.0, 37.0]]]] }),
    )]);
    let (areas, notices) = read(&text);
    assert_eq!(areas.unwrap()[0].shape.0.len(), 2);
    assert_eq!(notices.count(NoticeCode::Sliver), 1);
    assert!(notices.iter().next().unwrap().found.contains("2 parts"), "{notices:?}");
    let (areas, notices) =
        read(&collection(&[("Cook", polygon(&[&sliver])), ("Lake", polygon(&[&BOX]))]));
    assert_eq!(areas.unwrap().len(), 1, "nothing but a sliver is no area");
    assert_eq!(notices.count_of(Severity::Error), 1);
}

#[test]
fn crossing_lines_are_repaired_only_where_the_area_stays_the_same() {
    // A bow tie: nobody knows which half was meant.
    let tie = [(-89.0, 37.0), (-88.0, 38.0), (-88.0, 37.0), (-89.0, 38.0), (-89.0, 37.0)];
    let (areas, notices) =
        read(&collection(&[("Tie", polygon(&[&tie])), ("Box", polygon(&[&BOX]))]));
    assert_eq!(areas.unwrap().len(), 1);
    let notice = notices.iter().next().unwrap();
    assert_eq!((notice.code, notice.severity), (NoticeCode::CrossingLines, Severity::Error));
    // A line that runs out and back over itself encloses nothing.
    let spike = [
        (-89.0, 37.0),
        (-88.0, 37.0),
        (-87.5, 37.0),
        (-88.0, 37.0),
        (-88.0, 38.0),
        (-89.0, 38.0),
        (-89.0, 37.0),
    ];
    let (areas, notices) = read(&collection(&[("Spike", polygon(&[&spike]))]));
    let shape = &areas.unwrap()[0].shape;
    assert!((shape.unsigned_area() - 1.0).abs() < 1e-6);
    assert_eq!(shape::crosses(shape, 1_000), shape::Crossing::None);
    assert_eq!(
        shape::crosses(shape, 3),
        shape::Crossing::Tangled,
        "no more than that is looked at"
    );
    let notice = notices.iter().next().unwrap();
    assert_eq!((notice.code, notice.severity), (NoticeCode::CrossingLines, Severity::Warning));
    // Rings that touch at a corner do not cross.
    let hole = [(-89.0, 37.0), (-88.5, 37.2), (-88.5, 37.5), (-89.0, 37.0)];
    let (areas, notices) = read(&collection(&[("Hole", polygon(&[&BOX, &hole]))]));
    assert_eq!(areas.unwrap()[0].shape.0[0].interiors().len(), 1);
    assert!(notices.is_empty(), "{notices:?}");
}

#[test]
fn areas_that_share_ground_are_named_and_slivers_between_neighbours_are_not() {
    let near = |west: f64| square(west, 37.0, -87.0, 38.0);
    let pair =
        |west: f64| collection(&[("Box", polygon(&[&BOX])), ("Next", polygon(&[&near(west)]))]);
    let (areas, notices) = read(&pair(-88.000_05));
    assert_eq!(areas.unwrap().len(), 2);
    assert!(notices.is_empty(), "{notices:?}");
    let (areas, notices) = read(&pair(-88.1));
    assert_eq!(areas.unwrap().len(), 2, "both are kept");
    assert_eq!(notices.count(NoticeCode::Overlap), 1);
    let found = &notices.iter().next().unwrap().found;
    assert!(found.starts_with("Box and Next share 98"), "{found}");
}

#[test]
fn other_coordinates_than_degrees_are_refused() {
    let named = |crs: &str| {
        collection(&[("Box", polygon(&[&BOX]))]).replacen('{', &format!("{{\"crs\":{crs},"), 1)
    };
    let crs = |name: &str| format!(r#"{{"type":"name","properties":{{"name":"{name}"}}}}"#);
    for good in ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4269", "EPSG:4326"] {
        assert!(read(&named(&crs(good))).0.is_ok(), "{good}");
    }
    let error = read(&named(&crs("urn:ogc:def:crs:EPSG::26916"))).0.unwrap_err();
    assert!(matches!(error, ImportError::WrongCrs { .. }), "{error}");
    let feet: Ring = square(1_100_000.0, 1_800_000.0, 1_200_000.0, 1_900_000.0);
    let (areas, notices) = read(&collection(&[("Feet", polygon(&[&feet]))]));
    assert!(matches!(areas, Err(ImportError::NothingUsable { rows: 1, .. })), "{areas:?}");
    assert_eq!(notices.count(NoticeCode::Malformed), 1);
    let parts = |prj: Option<&str>| {
        let (shp, dbf) = (
            shp(&[Some(vec![square(-89.0, 37.0, -88.0, 38.0)])]),
            dbf(&["NAME"], &[vec![b"Cook".to_vec()]]),
        );
        let mut files: Vec<(&str, &[u8])> = vec![("a.shp", &shp), ("a.dbf", &dbf)];
        files.extend(prj.map(|prj| ("a.prj", prj.as_bytes())));
        from_zip(&zipped(&files))
    };
    assert!(parts(Some(NAD83)).0.is_ok());
    let (areas, notices) = parts(None);
    assert!(areas.is_ok());
    assert_eq!(notices.count(NoticeCode::NoCrs), 1);
    for wrong in [
        r#"PROJCS["NAD_1983_StatePlane_Illinois_East_FIPS_1201_Feet",GEOGCS["GCS_North_American_1983"]]"#,
        r#"GEOGCS["GCS_North_American_1927",DATUM["D_North_American_1927"]]"#,
        "",
    ] {
        let error = parts(Some(wrong)).0.unwrap_err();
        assert!(matches!(error, ImportError::WrongCrs { .. }), "{error}");
    }
}

#[test]
fn an_archive_that_is_none_lacks_a_part_or_unpacks_without_end_is_refused() {
    let shapes = shp(&[Some(vec![square(-89.0, 37.0, -88.0, 38.0)])]);
    let table = dbf(&["NAME"], &[vec![b"Cook".to_vec()]]);
    let says = |bytes: &[u8]| from_zip(bytes).0.unwrap_err().to_string();
    assert!(says(b"NAME\nCook\n").contains("no zip archive"));
    assert!(says(b"").contains("no zip archive"));
    assert!(says(&zipped(&[("a.shp", &shapes)])).contains("without its .dbf"));
    assert!(says(&zipped(&[("a.txt", b"x")])).contains("without a .shp"));
    let two = zipped(&[("a.shp", &shapes), ("b.shp", &shapes), ("a.dbf", &table)]);
    assert!(says(&two).contains("2 shapefiles"));
    let mac = zipped(&[("d/a.shp", &shapes), ("d/A.DBF", &table), ("__MACOSX/d/._a.shp", b"x")]);
    assert!(from_zip(&mac).0.is_ok());
    let whole = zipped(&[("a.shp", &shapes), ("a.dbf", &table)]);
    for cut in [whole.len() / 2, whole.len() - 30] {
        assert!(from_zip(&whole[..cut]).0.is_err());
    }
    let bomb = zipped(&[("a.shp", &vec![0; 4 << 20]), ("a.dbf", &table)]);
    assert!(bomb.len() < 20_000);
    let mut notices = Notices::new();
    let error =
        read_shapefile(file(&bomb), &plan(AreaKind::County), 1 << 20, &mut notices).unwrap_err();
    assert!(matches!(error, ImportError::UnpacksTooLarge { limit: 1_048_576 }), "{error}");
}

#[test]
fn a_shapefile_whose_numbers_lie_is_refused_and_never_believed() {
    let good = shp(&[Some(vec![square(-89.0, 37.0, -88.0, 38.0)])]);
    let table = dbf(&["NAME"], &[vec![b"Cook".to_vec()]]);
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        from_zip(&zipped(&[("a.shp", &bytes), ("a.dbf", &table), ("a.prj", NAD83.as_bytes())])).0
    };
    assert!(with(&|_| ()).is_ok());
    let wrong: [(&str, Change<'_>); 9] = [
        ("no shapefile", &|b| b[..4].fill(0)),
        ("points", &|b| b[32] = 1),
        ("two thousand million corners", &|b| b[148..152].copy_from_slice(&i32::MAX.to_le_bytes())),
        ("less than no corners", &|b| b[148..152].copy_from_slice(&(-1_i32).to_le_bytes())),
        ("as many parts", &|b| b[144..148].copy_from_slice(&i32::MAX.to_le_bytes())),
        ("a record beyond the end", &|b| {
            b[104..108].copy_from_slice(&0x00ff_ffff_i32.to_be_bytes())
        }),
        ("a record of no length", &|b| b[104..108].copy_from_slice(&0_i32.to_be_bytes())),
        ("a part that begins elsewhere", &|b| b[152..156].copy_from_slice(&77_i32.to_le_bytes())),
        ("cut off", &|b| b.truncate(170)),
    ];
    for (what, change) in wrong {
        let result = with(change);
        assert!(
            matches!(result, Err(ImportError::Damaged { .. } | ImportError::NotAShapefile { .. })),
            "{what}: {result:?}"
        );
    }
    let more = dbf(&["NAME"], &[vec![b"Cook".to_vec()], vec![b"Lake".to_vec()]]);
    let error = from_zip(&zipped(&[("a.shp", &good), ("a.dbf", &more)])).0.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the .dbf of the shapefile is damaged: 2 records beside 1 shapes"
    );
    let error = from_zip(&zipped(&[("a.shp", &good), ("a.dbf", &table[..40])])).0.unwrap_err();
    assert!(matches!(error, ImportError::Damaged { part: ".dbf", .. }), "{error}");
}

#[test]
fn letters_are_read_in_the_encoding_that_is_named_and_where_that_lies_as_they_can() {
    let shapes = shp(&[Some(vec![square(-89.0, 37.0, -88.0, 38.0)])]);
    let name = |bytes: &[u8], cpg: Option<&str>| {
        let table = dbf(&["NAME"], &[vec![bytes.to_vec()]]);
        let mut files: Vec<(&str, &[u8])> =
            vec![("a.shp", &shapes), ("a.dbf", &table), ("a.prj", NAD83.as_bytes())];
        files.extend(cpg.map(|cpg| ("a.cpg", cpg.as_bytes())));
        let (areas, notices) = from_zip(&zipped(&files));
        (areas.unwrap()[0].name.clone(), notices.count(NoticeCode::Encoding))
    };
    let (utf8, latin) = ("Peña".as_bytes(), b"Pe\xf1a".as_slice());
    assert_eq!(name(utf8, None), ("Peña".to_owned(), 0));
    assert_eq!(name(utf8, Some("UTF-8\r\n")), ("Peña".to_owned(), 0));
    assert_eq!(name(latin, Some("1252")), ("Peña".to_owned(), 1));
    assert_eq!(name(latin, Some("ANSI 1252")), ("Peña".to_owned(), 1));
    assert_eq!(name(latin, Some("ISO-8859-1")), ("Peña".to_owned(), 1));
    assert_eq!(name(latin, Some("UTF-8")), ("Peña".to_owned(), 1), "it says UTF-8 and is not");
    assert_eq!(name(utf8, Some("klingon")), ("Peña".to_owned(), 1));
}

#[test]
fn features_that_cannot_be_used_are_left_out_and_a_set_of_none_is_refused() {
    let good = polygon(&[&BOX]);
    let features = [
        (json!({ "GEOID": "1", "NAME": "A" }), good.clone()),
        (json!({ "GEOID": "1", "NAME": "B" }), good.clone()),
        (json!({ "GEOID": "2", "NAME": "" }), good.clone()),
        (
            json!({ "GEOID": "3", "NAME": "C" }),
            json!({ "type": "Point", "coordinates": [1.0, 2.0] }),
        ),
        (json!({ "GEOID": "4", "NAME": "D" }), serde_json::Value::Null),
        (json!({ "GEOID": "17ZZ", "NAME": "Lake" }), good.clone()),
        (serde_json::Value::Null, good.clone()),
    ];
    let (areas, notices) = read(&String::from_utf8(shapefiles::geojson(&features)).unwrap());
    assert_eq!(areas.unwrap().len(), 1);
    assert_eq!(notices.count(NoticeCode::Duplicate), 1);
    assert_eq!(notices.count(NoticeCode::Missing), 2);
    assert_eq!(notices.count(NoticeCode::Malformed), 2);
    let error = read(&collection(&[]).replace(
        "[]",
        "[{\"type\":\"Feature\",\"properties\":{\"Title\":\"x\"},\"geometry\":null}]",
    ))
    .0;
    assert_eq!(error.unwrap_err().to_string(), "the header lacks NAME; it has Title");
    let mut only = plan(AreaKind::County);
    only.only = Some(("GEOID".to_owned(), "99".to_owned()));
    let text = collection(&[("A", good)]);
    let error = read_geojson(text.as_bytes(), &only, &mut Notices::new()).unwrap_err();
    assert_eq!(error.to_string(), "none of 1 rows can be used; none has GEOID=99");
}

#[test]
fn names_and_addresses_are_those_that_people_use() {
    for (written, spelled_out) in [
        ("ROGERS PARK", "Rogers Park"),
        ("OHARE", "O'Hare"),
        ("MCKINLEY PARK", "McKinley Park"),
        ("DeKalb", "DeKalb"),
        ("12", "12"),
    ] {
        assert_eq!(spelled(written), spelled_out);
    }
    let far = |n: f64| polygon(&[&square(n, 37.0, n + 1.0, 38.0)]);
    let features = [
        (json!({ "GEOID": "1782075", "NAME": "Wilmington" }), far(-90.0)),
        (json!({ "GEOID": "1782088", "NAME": "Wilmington" }), far(-80.0)),
    ];
    let text = shapefiles::geojson(&features);
    let areas = read_geojson(text.as_slice(), &plan(AreaKind::Place), &mut Notices::new()).unwrap();
    let slugs: Vec<_> = areas.iter().map(|a| a.slug.to_string()).collect();
    assert_eq!(slugs, ["wilmington", "wilmington-2"]);
    let district = [(json!({ "district": 7.0, "NAME": "Ward 7" }), far(-90.0))];
    let text = shapefiles::geojson(&district);
    let areas = read_geojson(text.as_slice(), &plan(AreaKind::Ward), &mut Notices::new()).unwrap();
    assert_eq!((areas[0].geoid.as_str(), areas[0].slug.as_str()), ("7", "7"));
}

#[test]
fn outlines_as_text_are_read_or_named() {
    for bad in [
        "",
        "POINT (1 2)",
        "POLYGON",
        "POLYGON ((1 2, 3 4",
        "POLYGON ((1 2, x y))",
        "SRID=3435;POLYGON ((1 2, 3 4, 5 6))",
        "POLYGON ((1 2, 3 4, 5 6)) and more",
        "POLYGON ()",
    ] {
        assert!(wkt::read(bad).is_err(), "{bad}");
    }
    let z = wkt::read("polygon z ((1 2 9, 3 4 9, 5 7 9, 1 2 9), (1 2, 3 4, 5 6, 1 2))").unwrap();
    assert_eq!((z.0.len(), z.0[0].interiors().len()), (1, 1));
    let text = "GEOID,NAME\n1,A\n";
    let error = read_csv(text.as_bytes(), &plan(AreaKind::Ward), &mut Notices::new()).unwrap_err();
    assert_eq!(error.to_string(), "the header lacks wkt; it has geoid, name");
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_boundaries_or_a_refusal(at in 0_usize..800, byte: u8, text in "[A-Z(), 0-9.-]{0,60}") {
        let mut whole = zipped_shapefile("a", &["NAME"], &[(vec!["Cook"], vec![square(-89.0, 37.0, -88.0, 38.0)])]);
        let at = at % whole.len();
        whole[at] = byte;
        let _ = from_zip(&whole);
        let mut shapes = shp(&[Some(vec![square(-89.0, 37.0, -88.0, 38.0)]), None]);
        let place = at % shapes.len();
        shapes[place] = byte;
        let table = dbf(&["NAME"], &[vec![b"Cook".to_vec()], vec![b"Lake".to_vec()]]);
        let _ = from_zip(&zipped(&[("a.shp", &shapes), ("a.dbf", &table)]));
        let _ = wkt::read(&text);
    }
}
