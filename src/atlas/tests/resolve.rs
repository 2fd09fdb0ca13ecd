use crate::atlas::fixture::SHIPPED;
use crate::atlas::{Fallback, Hit, Resolved};

/// A short account of what a text was taken for.
fn told(text: &str) -> String {
    let guess = |guessed| if guessed { " ?" } else { "" };
    match SHIPPED.resolve(text) {
        Resolved::Empty => "empty".into(),
        Resolved::Zip(zip) => format!("zip {} {}", zip.zip, zip.city),
        Resolved::OtherState { zip } => format!("other state {zip}"),
        Resolved::UnknownZip { zip } => format!("unknown {zip}"),
        Resolved::Place { place, others, county, guessed } => {
            let others: Vec<&str> = others.iter().map(|p| p.county.as_str()).collect();
            let county = county.map_or("", |_| " +county");
            format!("place {} in {}{} {others:?}{county}", place.name, place.county, guess(guessed))
        }
        Resolved::County { county, guessed } => format!("county {}{}", county.name, guess(guessed)),
        Resolved::Office(office) => format!("office {}", office.source_id),
        Resolved::Offices(found) => format!("offices {}", found.len()),
        Resolved::Address { fallback, .. } => match fallback {
            Some(Fallback::Zip(zip)) => format!("address, zip {}", zip.zip),
            Some(Fallback::Place(place)) => format!("address, place {}", place.name),
            None => "address".into(),
        },
        Resolved::Suggestions(hits) => {
            let name = |hit: &Hit<'_>| match hit {
                Hit::Zip(zip) => zip.zip.clone(),
                Hit::Place(place) => place.name.clone(),
                Hit::County(county) => format!("{} County", county.name),
                Hit::Office(office) => office.source_id.clone(),
            };
            format!("suggest {:?}", hits.iter().map(name).collect::<Vec<_>>())
        }
        Resolved::Nothing => "nothing".into(),
    }
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (typed, meant) in cases {
        assert_eq!(told(typed), *meant, "{typed:?}");
    }
}

#[test]
fn a_zip_code_is_known_of_another_state_or_of_nobody() {
    check(&[
        ("62901", "zip 62901 Carbondale"),
        ("62901-1234", "zip 62901 Carbondale"),
        (" IL 62901 ", "zip 62901 Carbondale"),
        ("near ZIP code 62901", "zip 62901 Carbondale"),
        ("código postal 60623", "zip 60623 Chicago"),
        ("Carbondale, IL 62901", "zip 62901 Carbondale"),
        ("62901 Carbondale", "zip 62901 Carbondale"),
        ("Carbondale 62901-1234", "zip 62901 Carbondale"),
        ("63101", "other state 63101"),
        ("00501", "other state 00501"),
        ("St. Louis, MO 63101", "other state 63101"),
        ("60000", "unknown 60000"),
        ("62100", "unknown 62100"),
        ("123456", "nothing"),
    ]);
    assert!(told("6290").starts_with("suggest [\"62901\", \"62902\""), "{}", told("6290"));
}

#[test]
fn a_place_is_named_with_or_without_what_it_lies_in() {
    check(&[
        ("Cairo", "place Cairo in Alexander []"),
        ("cairo il", "place Cairo in Alexander []"),
        ("Chicago, IL, USA", "place Chicago in Cook []"),
        ("Back of the Yards", "place Back of the Yards in Cook []"),
        ("back of the yards chicago", "place Back of the Yards in Cook []"),
        ("Pilsen, Chicago", "place Pilsen in Cook []"),
        ("East St Louis", "place East Saint Louis in St. Clair []"),
        ("O’Fallon", "place O'Fallon in St. Clair []"),
        ("ofallon", "place O'Fallon in St. Clair []"),
        ("Springfield, Sangamon County, Illinois", "place Springfield in Sangamon []"),
        ("Fairfield, Wayne", "place Fairfield in Wayne []"),
        ("Riverdale", "place Riverdale in Cook [\"Cook\"]"),
        ("Marion", "place Marion in Williamson [] +county"),
        ("LaSalle", "place La Salle in LaSalle [] +county"),
        ("nearest office to Cairo", "place Cairo in Alexander []"),
    ]);
    let Resolved::Place { place, others, .. } = SHIPPED.resolve("Fairfield") else { panic!() };
    assert_eq!(others.len(), 1);
    assert!(place.population >= others[0].population);
}

#[test]
fn a_county_is_named_in_two_languages() {
    check(&[
        ("Pope County", "county Pope"),
        ("Pope", "county Pope"),
        ("Cook county illinois", "county Cook"),
        ("condado de Cook", "county Cook"),
        ("Condado de La Salle", "county LaSalle"),
        ("Marion County", "county Marion"),
        ("St Clair", "county St. Clair"),
        ("Pop County", "county Pope ?"),
        ("St. Claire County", "county St. Clair ?"),
    ]);
}

#[test]
fn a_slip_of_the_pen_is_mended_where_only_one_place_comes_near() {
    check(&[
        ("Carbondail", "place Carbondale in Jackson ? []"),
        ("carbondal", "place Carbondale in Jackson ? []"),
        ("Chicgo", "place Chicago in Cook ? []"),
    ]);
    assert!(told("spring").starts_with("suggest"));
    assert!(told("Chi").starts_with("suggest [\"Chicago\""), "{}", told("Chi"));
    assert!(told("IL").starts_with("suggest"));
}

#[test]
fn an_office_is_named_by_its_name_its_town_or_its_street() {
    check(&[
        ("social security rockford", "office ssa-fo-496"),
        ("Social Security - Rockford", "office ssa-fo-496"),
        ("seguro social rockford", "office ssa-fo-496"),
        ("food stamps cairo", "office idhs-fcrc-former-alexander"),
        ("unemployment peoria", "office ides-peoria"),
        ("wic anna", "office idhs-wic-southern-seven-health-department-union-county"),
        ("Englewood fcrc", "office idhs-fcrc-cook-englewood"),
        ("Henry County Health Department", "offices 2"),
        ("WIC", "offices 20"),
        ("1000 N Main St, Anna", "office idhs-fcrc-union"),
        ("1000 North Main Street Anna IL 62906", "office idhs-fcrc-union"),
        ("300 Maine St", "office idhs-fcrc-adams"),
    ]);
}

#[test]
fn an_address_falls_back_to_its_zip_code_or_town() {
    check(&[
        ("1000 N Main St, Cairo", "address, place Cairo"),
        ("233 S Wacker Dr, Chicago, IL 60606", "address, zip 60606"),
        ("233 S Wacker Dr Chicago", "address, place Chicago"),
        ("123 Main St, East St Louis, IL", "address, place East Saint Louis"),
        ("12 Elm St", "address"),
        ("123 Washington", "address"),
        ("5 East St Louis Ave", "address"),
    ]);
    let Resolved::Address { text, .. } = SHIPPED.resolve("  12\tElm   St ") else { panic!() };
    assert_eq!(text, "12 Elm St");
}

#[test]
fn what_means_nothing_is_answered_without_harm() {
    check(&[
        ("", "empty"),
        (" \t\n ", "empty"),
        ("🙂", "nothing"),
        ("<script>", "nothing"),
        ("<script>alert(1)</script>", "nothing"),
        ("مرحبا", "nothing"),
        ("\u{202e}שלום", "nothing"),
        ("asdfgh", "nothing"),
    ]);
}

#[test]
fn of_a_long_text_the_first_two_hundred_characters_are_read() {
    for text in ["a", "carbondale ", "1 ", "é", "🙂", "springfeild "] {
        let long = text.repeat(10_000);
        let short: String = long.chars().take(200).collect();
        assert_eq!(SHIPPED.resolve(&long), SHIPPED.resolve(&short), "{text:?}");
    }
}
