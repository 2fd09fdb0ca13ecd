use proptest::prelude::*;

use crate::atlas::Hit;
use crate::atlas::fixture::{SHIPPED, atlas, office};

fn named(hit: &Hit<'_>) -> String {
    match hit {
        Hit::Zip(zip) => format!("zip {}", zip.zip),
        Hit::Place(place) => format!("place {}", place.name),
        Hit::County(county) => format!("county {}", county.name),
        Hit::Office(office) => format!("office {}", office.facts.name),
    }
}

fn first(text: &str) -> String {
    SHIPPED.search(text, 1).first().map_or_else(String::new, named)
}

#[test]
fn the_best_hit_is_what_was_meant() {
    for (typed, meant) in [
        ("Carbondale", "place Carbondale"),
        ("carbondal", "place Carbondale"),
        ("Carbondail", "place Carbondale"),
        ("Cabrondale", "place Carbondale"),
        ("Ciaro", "place Cairo"),
        ("Springfeild IL", "place Springfield"),
        ("Chicago, IL", "place Chicago"),
        ("East St Louis", "place East Saint Louis"),
        ("east saint lou", "place East Saint Louis"),
        ("Mt Vernon", "place Mount Vernon"),
        ("Pope County", "county Pope"),
        ("St Clair", "county St. Clair"),
        ("Cook county illinois", "county Cook"),
        ("condado de Cook", "county Cook"),
        ("Back of the Yards", "place Back of the Yards"),
        ("62901", "zip 62901"),
        ("6290", "zip 62901"),
        ("social security rockford", "office Social Security - Rockford"),
        ("rockford social securty", "office Social Security - Rockford"),
        ("FCRC Union County", "office IDHS Family Community Resource Center - Union County"),
        ("260 Lick Creek Rd", "office Southern Seven Health Department - Union County"),
        ("food stamps cairo", "office DHS local office, Alexander County (Cairo)"),
        ("closest office to Carbondale", "place Carbondale"),
    ] {
        assert_eq!(first(typed), meant, "{typed}");
    }
}

#[test]
fn a_place_and_a_county_of_one_name_both_come_before_offices() {
    let hits: Vec<String> = SHIPPED.search("Marion", 5).iter().map(named).collect();
    assert_eq!(hits[..2], ["place Marion", "county Marion"]);
}

#[test]
fn short_words_and_numbers_are_taken_as_they_are_spelt() {
    let atlas = atlas(vec![office(1, "Oak Clinic 12345"), office(2, "Elm Hospital")]);
    let offices =
        |text: &str| atlas.search(text, 9).iter().filter(|h| matches!(h, Hit::Office(_))).count();
    assert_eq!(offices("oak clinic"), 1);
    assert_eq!(offices("oka qqqq"), 0);
    assert_eq!(offices("12346 qqqq"), 0);
    assert_eq!(offices("hospitale qqqq"), 1);
}

#[test]
fn what_no_name_can_hold_finds_nothing() {
    for text in ["", "   ", "🙂", "؟مرحبا بكم", "שלום", "!!!", "\u{202e}\u{0}", "%%%"]
    {
        assert!(SHIPPED.search(text, 10).is_empty(), "{text:?}");
    }
}

#[test]
fn an_office_without_a_point_can_be_searched_for() {
    let pointless = SHIPPED.offices().iter().find(|o| o.facts.location.point.is_none()).unwrap();
    let hits = SHIPPED.search(&pointless.facts.name, 5);
    assert!(hits.iter().any(|h| matches!(h, Hit::Office(o) if o.id == pointless.id)));
}

#[test]
fn every_office_place_and_county_is_found_by_its_own_name() {
    let found =
        |name: &str, want: &dyn Fn(&Hit<'_>) -> bool| SHIPPED.search(name, 40).iter().any(want);
    for office in SHIPPED.offices() {
        let name = office.facts.name.as_str();
        assert!(found(name, &|h| matches!(h, Hit::Office(o) if o.facts.name == name)), "{name}");
    }
    for place in &SHIPPED.gazetteer().places {
        assert!(
            found(&place.name, &|h| matches!(h, Hit::Place(p) if p.name == place.name)),
            "{}",
            place.name
        );
    }
    for county in &SHIPPED.gazetteer().counties {
        let name = format!("{} County", county.name);
        assert_eq!(first(&name), format!("county {}", county.name));
    }
}

proptest! {
    #[test]
    fn any_text_is_searched_without_harm(text in "\\PC{0,60}|[a-z0-9 ]{0,400}|.{0,40}", limit in 0_usize..30) {
        prop_assert!(SHIPPED.search(&text, limit).len() <= limit);
        let _ = SHIPPED.resolve(&text);
    }

    #[test]
    fn one_slip_in_the_name_of_a_town_still_finds_it(
        town in prop::sample::select(vec!["Carbondale", "Springfield", "Bloomington", "Galesburg", "Kankakee"]),
        at in 1_usize..8,
        letter in proptest::char::range('a', 'z'),
    ) {
        let mut typed: Vec<char> = town.chars().collect();
        typed[at] = letter;
        let typed: String = typed.into_iter().collect();
        let hits: Vec<String> = SHIPPED.search(&typed, 3).iter().map(named).collect();
        prop_assert!(hits.contains(&format!("place {town}")), "{} {:?}", typed, hits);
    }
}
