//! One area by itself says what the whole answer says of it.

use super::*;

fn ask_area(
    ground: &Ground,
    question: &Question,
    area: &Slug,
) -> Result<Option<AreaHit>, AskError> {
    ground.area_hit(question, &ground.changes(question)?, &slug("county"), area)
}

fn areas(ground: &Ground) -> Vec<Slug> {
    ground.layers()[1].areas().iter().map(|area| area.slug.clone()).collect()
}

#[test]
fn one_area_asked_alone_is_that_of_the_whole_answer() {
    for ground in [zip_ground(), made_ground()] {
        let question: Question = format!("close={}", open(&ground)[..3].join(",")).parse().unwrap();
        let whole = ground.ask(&question).unwrap();
        for expected in &whole.kinds[0].areas {
            let alone = ask_area(&ground, &question, &expected.slug).unwrap();
            assert_eq!(alone.unwrap().area, *expected);
        }
    }
    let ground = zip_ground();
    assert_eq!(ask_area(&ground, &Question::default(), &slug("moon")), Ok(None));
    let unknown: Question = "close=moon".parse().unwrap();
    assert!(ask_area(&ground, &unknown, &slug("cook")).is_err());
}

/// Open offices with a place.
fn open(ground: &Ground) -> Vec<String> {
    let offices = ground.sites().standing().filter_map(|(n, _)| ground.sites().get(n));
    offices.map(|site| site.slug.to_string()).collect()
}

#[test]
fn the_office_that_matters_most_is_that_of_the_question_with_the_greatest_total() {
    for ground in [zip_ground(), made_ground()] {
        let need = ground.demand().need();
        let questions: Vec<(String, Question)> = open(&ground)
            .into_iter()
            .map(|office| (office.clone(), format!("close={office}").parse().unwrap()))
            .collect();
        for county in areas(&ground).iter().step_by(9) {
            let figures = questions.iter().map(|(office, question)| {
                let hit = ask_area(&ground, question, county).unwrap().unwrap();
                let change = hit.area.figure(need).unwrap().change.clone();
                (office, change)
            });
            let total = |change: &Change| change.added.map_or(0.0, |added| added.total);
            let (office, change) =
                figures.max_by(|a, b| total(&a.1).total_cmp(&total(&b.1))).unwrap();
            let harm = ground.most_harmful_for(&slug("county"), county).unwrap();
            let told = harm.groups.iter().find(|group| group.who == need).unwrap();
            assert_eq!(harm.office.slug.as_str(), office, "{county}");
            assert_eq!((told.people, told.added), (change.people, change.added));
        }
    }
}

#[test]
fn where_nobody_lives_no_office_matters() {
    let (ids, at, counties) = zip_points();
    let none = Column::new(&vec![Some(0); at.len()], None).unwrap();
    let demand = Demand::census(ids, at, vec![(Who::InPoverty, none)]).unwrap();
    let ground = ground_of(aid_offices(), demand, vec![counties]);
    assert_eq!(ground.most_harmful_for(&slug("county"), &slug("cook")), None);
    assert_eq!(ground.most_harmful_for(&slug("county"), &slug("moon")), None);
    let sites = Sites::new(Vec::new()).unwrap();
    let (ids, at, counties) = zip_points();
    let ground = ground_of(sites, Demand::zip_areas(ids, at).unwrap(), vec![counties]);
    assert_eq!(ground.most_harmful_for(&slug("county"), &slug("cook")), None);
    assert_eq!(ground.standing(&slug("county"), &slug("cook")), None);
}
