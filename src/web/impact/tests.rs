//! Sentences of answers made by hand: two towns, their offices, the people between them.

use std::num::NonZero;

use jiff::civil::date;

use super::names::Names;
use super::said::{Told, sentences};
use crate::atlas::fixture;
use crate::domain::geo::Position;
use crate::domain::kind::OfficeKind;
use crate::domain::office::Office;
use crate::i18n::{Lang, Words};
use crate::impact::{
    Area, Column, Demand, Ground, GroundInput, Inputs, Question, Site, Sites, Who,
};
use crate::web::cx::PageCx;

fn office(slug: &str, name: &str, city: &str, lat: f64) -> Office {
    let number = u128::from(slug.as_bytes()[0]);
    let mut office = fixture::office_at(number, lat, -91.0);
    office.slug = slug.parse().unwrap();
    office.facts.name = format!("IDHS Family Community Resource Center - {name}");
    office.facts.location.city = city.to_owned();
    office
}

/// Offices on a line of longitude, a tenth of a degree (6.9 miles) apart.
fn offices() -> Vec<Office> {
    vec![
        office("a", "Adams County", "Quincy", 40.0),
        office("b", "Brown County", "Mount Sterling", 40.1),
        office("c", "Cook County - Ogden", "Chicago", 40.5),
        office("d", "Cook County - Uptown", "Chicago", 40.6),
    ]
}

/// People in poverty at each office, with margins; none for ZIP areas.
fn ground(offices: &[Office], people: Option<&[(i64, i64)]>) -> Ground {
    let places: Vec<Position> =
        offices.iter().map(|o| o.facts.location.position().unwrap()).collect();
    let ids: Vec<Box<str>> = offices.iter().map(|o| o.slug.as_str().into()).collect();
    let demand = match people {
        None => Demand::zip_areas(ids, places).unwrap(),
        Some(people) => {
            let values: Vec<Option<i64>> = people.iter().map(|(n, _)| Some(*n)).collect();
            let margins: Vec<Option<i64>> = people.iter().map(|(_, m)| Some(*m)).collect();
            let column = Column::new(&values, Some(&margins)).unwrap();
            Demand::census(ids, places, vec![(Who::InPoverty, column)]).unwrap()
        }
    };
    let sites = offices.iter().map(|office| Site {
        slug: office.slug.clone(),
        name: office.facts.name.clone(),
        at: office.facts.location.position(),
        is_open: true,
        cases: None,
        capacity: 1.0,
        is_rough: false,
    });
    let slug = |text: &str| text.parse().unwrap();
    let input = GroundInput {
        sites: Sites::new(sites.collect()).unwrap(),
        demand,
        state: (slug("state"), Area { slug: slug("illinois"), name: "Illinois".to_owned() }),
        layers: vec![],
        assignments: None,
        times: None,
        inputs: Inputs::default(),
    };
    Ground::new(input, NonZero::<usize>::MIN).unwrap()
}

fn said(lang: Lang, people: Option<&[(i64, i64)]>, question: &str) -> String {
    let cx = PageCx::for_test(lang, "/impact", date(2026, 7, 1).at(12, 0, 0, 0));
    let offices = offices();
    let question: Question = question.parse().unwrap();
    let answer = ground(&offices, people).ask(&question).unwrap();
    let atlas = fixture::atlas(offices);
    let names = Names::new(Words::of(lang), &atlas, OfficeKind::Fcrc);
    sentences(&cx, &Told { asked: &question, answer: &answer, names: &names }).join(" ")
}

const PEOPLE: &[(i64, i64)] = &[(1_000, 100), (2_000, 0), (300, 40), (500, 0)];

#[test]
fn one_office_that_closes_is_told_with_its_margin() {
    assert_eq!(
        said(Lang::En, Some(PEOPLE), "close=a"),
        "If the public aid office in Quincy closes, 1,000 people in poverty (give or take 100) lose their nearest \
         office. On average they go 6.9 miles farther each way. All of them would go to the one in Mount Sterling. If \
         all go to their nearest office, the one in Mount Sterling would have 50\u{a0}% more people in poverty to serve."
    );
    assert_eq!(
        said(Lang::Es, Some(PEOPLE), "close=a"),
        "Si cierra la oficina de ayuda pública de Quincy, 1,000 personas en la pobreza (100 más o menos) pierden su \
         oficina más cercana. En promedio tendrían que ir 6.9 millas más lejos, solo de ida. A todas les quedaría más \
         cerca la de Mount Sterling. Si todos van a la oficina más cercana, la de Mount Sterling tendría 50\u{a0}% más \
         personas en la pobreza por atender."
    );
}

#[test]
fn offices_of_one_town_are_told_apart_and_many_are_counted() {
    let text = said(Lang::En, Some(PEOPLE), "close=a,c");
    assert!(
        text.starts_with(
            "If the public aid office in Quincy and the one in Chicago (Ogden office) close, 1,300 people in poverty"
        ),
        "{text}"
    );
    assert!(text.contains("Most of them (1,000) would go to the one in Mount Sterling"), "{text}");
    let text = said(Lang::En, Some(PEOPLE), "close=a,b,c,d;new=e@40.0,-91.0");
    assert!(text.starts_with("If these 4 offices close and a new office opens near "), "{text}");
}

#[test]
fn zip_areas_are_never_called_people() {
    let text = said(Lang::En, None, "close=a");
    assert_eq!(
        text,
        "If the public aid office in Quincy closes, 1 ZIP code area loses its nearest office. On average the way from \
         there is 6.9 miles longer each way. All of them would go to the one in Mount Sterling. If all go to their nearest \
         office, the one in Mount Sterling would have 100\u{a0}% more ZIP code areas to serve."
    );
    for lang in [Lang::En, Lang::Es] {
        let text = said(lang, None, "close=a");
        assert!(!text.contains("people") && !text.contains("person"), "{text}");
    }
}

#[test]
fn a_new_office_brings_the_way_nearer() {
    let text = said(Lang::En, Some(PEOPLE), "new=e@40.05,-91.0");
    assert!(text.starts_with("If a new office opens near "), "{text}");
    let text = said(Lang::En, Some(PEOPLE), "move=b@40.3,-91.0");
    assert!(text.contains("farther each way."), "{text}");
}

#[test]
fn a_crowd_is_told_to_wait_and_a_bad_question_is_no_success() {
    let page = |is_busy, is_sound| super::dressed(maud::html! { p { "page" } }, is_busy, is_sound);
    let busy = page(true, true);
    assert_eq!(busy.status(), 503);
    assert_eq!(busy.headers().get("retry-after").unwrap(), "10");
    assert_eq!(page(false, false).status(), 422);
    assert_eq!(page(false, true).status(), 200);
}
