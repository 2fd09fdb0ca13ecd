use crate::atlas::Gazetteer;
use crate::atlas::fixture::GAZETTEER;
use crate::domain::geo::Position;

#[test]
fn every_county_is_found_by_its_name_however_it_is_written() {
    assert_eq!(GAZETTEER.counties.len(), 102);
    for (typed, name) in [
        ("LaSalle", "LaSalle"),
        ("la salle", "LaSalle"),
        ("St Clair", "St. Clair"),
        ("Saint Clair County", "St. Clair"),
        ("De Witt", "DeWitt"),
        ("Du Page", "DuPage"),
        ("Jo Daviess", "Jo Daviess"),
        ("condado de Cook", "Cook"),
        ("Mc Henry County, IL", "McHenry"),
    ] {
        assert_eq!(GAZETTEER.county(typed).unwrap().name, name, "{typed}");
    }
    assert!(GAZETTEER.county("").is_none());
    assert!(GAZETTEER.county("Springfield").is_none());
}

#[test]
fn every_zip_and_place_lies_in_a_county_that_is_there() {
    for county in
        GAZETTEER.zips.iter().map(|z| &z.county).chain(GAZETTEER.places.iter().map(|p| &p.county))
    {
        assert!(GAZETTEER.county(county).is_some(), "{county}");
    }
    assert_eq!(GAZETTEER.zip("62901").unwrap().city, "Carbondale");
    assert!(GAZETTEER.zip("62900").is_none());
}

#[test]
fn a_position_has_a_zip_code_that_stands_in_for_its_county() {
    let cairo = Position::new(37.005, -89.176).unwrap();
    assert_eq!(GAZETTEER.nearest_zip(cairo).unwrap().county, "Alexander");
}

#[test]
fn a_bad_line_is_named() {
    let counties = "geoid,name,slug,latitude,longitude\n";
    let places = "name,kind,county,latitude,longitude,population,source\n";
    let zips = "zip,city,county,latitude,longitude\n62901,Carbondale,Jackson,37.7,-89.2\n";
    assert_eq!(Gazetteer::parse(zips, places, counties).unwrap().zips.len(), 1);
    for (row, expected) in [
        ("6290,X,Y,37.7,-89.2", "line 3: found 6290, expected a ZIP code of five digits"),
        ("62902,X,Y,97.7,-89.2", "line 3: found 97.7, -89.2, expected a position on the earth"),
        ("62902,X,Y,north,-89.2", "line 3"),
        ("62902,X,Y", "line 3"),
    ] {
        let error = Gazetteer::parse(&format!("{zips}{row}\n"), places, counties).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
    let suburb = format!("{places}X,suburb,Y,37.7,-89.2,,z\n");
    assert!(
        Gazetteer::parse(zips, &suburb, counties)
            .unwrap_err()
            .to_string()
            .contains("places.csv, line 2")
    );
}
