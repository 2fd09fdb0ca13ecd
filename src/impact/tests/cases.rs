//! Small cases that can be reckoned by hand, and questions that must be refused.

use std::collections::BTreeSet;

use super::*;

/// Offices on one meridian at these degrees north, people at others.
fn line(offices: &[(&str, f64)], people: &[(f64, i64)]) -> GroundInput {
    let site = |(name, lat): &(&str, f64)| Site {
        slug: slug(name),
        name: (*name).to_owned(),
        at: Some(at(*lat, -89.0)),
        is_open: true,
        cases: None,
        capacity: 1.0,
        is_rough: false,
    };
    let ids = (0..people.len()).map(|i| i.to_string().into()).collect();
    let values: Vec<_> = people.iter().map(|(_, n)| Some(*n)).collect();
    let margins: Vec<_> = people.iter().map(|_| Some(3)).collect();
    let column = Column::new(&values, Some(&margins)).unwrap();
    let places = people.iter().map(|(lat, _)| at(*lat, -89.0)).collect();
    let demand = Demand::census(ids, places, vec![(Who::InPoverty, column)]).unwrap();
    let names =
        people.iter().map(|(lat, _)| Some(if *lat < 40.0 { "South" } else { "North" }.to_owned()));
    let names: Vec<_> = names.collect();
    input_of(
        Sites::new(offices.iter().map(site).collect()).unwrap(),
        demand,
        vec![layer("county", &names)],
    )
}

fn taken(answer: &Answer) -> Vec<(&str, f64)> {
    answer.load.offices.iter().map(|line| (line.office.slug.as_str(), line.taken)).collect()
}

fn ask(input: GroundInput, question: &str) -> Result<Answer, AskError> {
    Ground::new(input, workers(1)).unwrap().ask(&question.parse()?)
}

/// Three offices, a degree of latitude (about 69 miles) apart; ten people at the first, twenty at the second.
fn three() -> GroundInput {
    line(&[("a", 39.0), ("b", 40.0), ("c", 41.0)], &[(39.0, 10), (40.1, 20), (40.9, 5)])
}

#[test]
fn people_go_to_the_next_office_with_their_margins() {
    let answer = ask(three(), "close=a").unwrap();
    let state = answer.state.figure(Who::InPoverty).unwrap();
    assert_eq!(state.change.people, Estimate { value: 10, moe: Some(3) });
    // A degree of latitude at 39.5 north is 111.0 km.
    let added = state.change.added.unwrap();
    assert!((added.mean - 69.0).abs() < 0.1 && (added.total - 690.0).abs() < 1.0, "{added:?}");
    assert_eq!(state.change.share.unwrap().percent.to_bits(), 28.6_f64.to_bits());
    assert_eq!(state.after.beyond[5].count.value, 10);
    assert_eq!(answer.flows.len(), 1);
    assert_eq!(answer.flows[0].to.as_ref().unwrap().slug, slug("b"));
    assert_eq!(answer.load.basis, LoadBasis::Need);
    let line = &answer.load.offices[0];
    assert_eq!((line.before, line.taken, line.percent), (20.0, 10.0, Some(50.0)));
    let county = |name: &str| answer.kinds[0].areas.iter().find(|a| a.name == name).unwrap();
    assert!(county("South").is_touched && !county("North").is_touched);
}

#[test]
fn cases_are_shared_out_as_the_people_go() {
    let mut input = line(&[("a", 39.0), ("b", 40.0), ("c", 41.0)], &[(39.9, 30), (40.1, 10)]);
    let cases = [Some(100.0), Some(400.0), Some(50.0)];
    let sites = input.sites.all().iter().cloned().zip(cases);
    input.sites = Sites::new(sites.map(|(s, cases)| Site { cases, ..s }).collect()).unwrap();
    let answer = ask(input.clone(), "close=b").unwrap();
    assert_eq!(answer.load.basis, LoadBasis::Cases);
    let lines: Vec<_> =
        answer.load.offices.iter().map(|l| (l.office.slug.as_str(), l.taken, l.percent)).collect();
    assert_eq!(lines, [("a", 300.0, Some(300.0)), ("c", 100.0, Some(200.0))]);
    assert_eq!(answer.load.cases, None, "nothing says what they count");
    // What an office has that nobody goes to does not matter; what one has that takes some does.
    for (unknown, question, basis) in [
        ("c", "close=a", LoadBasis::Cases),
        ("c", "close=b", LoadBasis::Need),
        ("b", "close=b", LoadBasis::Need),
    ] {
        let mut input = input.clone();
        let known = |s: &Site| s.cases.filter(|_| s.slug != slug(unknown));
        let sites = input.sites.all().iter().map(|s| Site { cases: known(s), ..s.clone() });
        input.sites = Sites::new(sites.collect()).unwrap();
        assert_eq!(ask(input, question).unwrap().load.basis, basis, "{unknown} {question}");
    }
    // Nobody lives near c: its cases go to the nearest that is left.
    let answer = ask(input, "close=c").unwrap();
    assert_eq!(
        (answer.load.offices[0].office.slug.as_str(), answer.load.offices[0].taken),
        ("b", 50.0)
    );
}

#[test]
fn an_area_whose_assigned_office_closes_comes_whole_to_another() {
    let mut input = three();
    let office_of = [("north", "c"), ("south", "a")].map(|(a, o)| (slug(a), slug(o))).into();
    let partly = BTreeSet::new();
    input.assignments = Some(Assignments { kind: slug("county"), office_of, partly });
    let answer = ask(input.clone(), "close=c").unwrap();
    assert_eq!(answer.load.by_service_area, ByArea::All);
    // Assigned to c are 25, who all live nearer to b; but they go where their county is assumed to go.
    assert_eq!(taken(&answer), [("a", 25.0)]);
    assert_eq!(answer.reassigned.len(), 1);
    let north = &answer.reassigned[0];
    assert_eq!((north.name.as_str(), north.before.as_str()), ("North", "c"));
    // b has no service area, so a is assumed.
    assert_eq!(north.assumed_after, Some(slug("a")));
    let ground = Ground::new(input.clone(), workers(1)).unwrap();
    assert_eq!(ground.assigned_to(0), Some(0));
    // An office that shares an area with others serves as well.
    input.assignments.as_mut().unwrap().partly.insert(slug("b"));
    let answer = ask(input.clone(), "close=c").unwrap();
    assert_eq!(answer.reassigned[0].assumed_after, Some(slug("b")));
    assert_eq!(taken(&answer), [("b", 25.0)]);
    input.assignments.as_mut().unwrap().kind = slug("parish");
    assert!(matches!(Ground::new(input, workers(1)), Err(GroundFault::ServiceAreas { .. })));
}

#[test]
fn in_an_area_that_offices_share_everyone_has_the_nearest() {
    let mut input = three();
    // Nobody says how b and c share the north.
    let office_of = [(slug("south"), slug("a"))].into();
    let partly = ["b", "c"].map(slug).into();
    input.assignments = Some(Assignments { kind: slug("county"), office_of, partly });
    for (closed, to, people) in [("b", "c", 20.0), ("c", "b", 5.0)] {
        let answer = ask(input.clone(), &format!("close={closed}")).unwrap();
        assert_eq!(answer.load.by_service_area, ByArea::Some);
        assert_eq!(taken(&answer), [(to, people)]);
        assert!(answer.reassigned.is_empty(), "{:?}", answer.reassigned);
    }
    let answer = ask(input, "close=a").unwrap();
    assert_eq!(answer.reassigned[0].assumed_after, Some(slug("b")));
    assert_eq!(taken(&answer), [("b", 10.0)]);
}

#[test]
fn an_office_that_moves_or_opens_brings_people_nearer() {
    let answer = ask(three(), "move=c@40.9,-89.0").unwrap();
    let state = answer.state.figure(Who::InPoverty).unwrap();
    assert_eq!(state.change.people.value, 5);
    assert!(state.change.added.unwrap().mean < -6.0);
    assert_eq!(answer.flows[0].from, answer.flows[0].to);
    let answer = ask(three(), "new=d@40.1,-89.0").unwrap();
    assert_eq!(answer.state.figures[0].change.people.value, 20);
    assert_eq!(answer.flows[0].to.as_ref().unwrap().slug, slug("d"));
    let line = answer.load.offices.iter().find(|l| l.office.slug == slug("b")).unwrap();
    assert_eq!((line.taken, line.percent), (-20.0, Some(-100.0)));
}

#[test]
fn one_closure_from_a_desert_has_an_office_near_and_the_next_one_far() {
    let input = line(&[("a", 39.0), ("b", 39.2), ("c", 41.0)], &[(39.0, 7), (41.0, 4), (45.0, 2)]);
    let answer = ask(input, "close=a").unwrap();
    let state = answer.state.figure(Who::InPoverty).unwrap();
    // At first only those by c; once a is closed those who have b alone as well. The far north is a desert already.
    assert_eq!(state.before.one_closure_from_desert.value, 4);
    assert_eq!(state.after.one_closure_from_desert.value, 11);
    assert_eq!(state.before.beyond[4].count.value, 2);
}

#[test]
fn what_cannot_be_answered_is_refused_by_name() {
    let mut input = three();
    let mut sites = input.sites.all().to_vec();
    let extra =
        |name: &str, is_open, at| Site { slug: slug(name), is_open, at, ..sites[0].clone() };
    let (lost, shut) = (extra("lost", true, None), extra("shut", false, Some(at(39.5, -89.0))));
    let gone = extra("gone", false, None);
    sites.extend([lost, shut, gone]);
    input.sites = Sites::new(sites).unwrap();
    for (question, sentence) in [
        ("close=x", "found no office x that gives this service; expected the address of one"),
        ("open=x", "found no office x that gives this service; expected the address of one"),
        ("close=a;open=a", "found a both under close and under open, expected it under one"),
        ("close=a;move=a@40,-89", "found a both under close and under move, expected it under one"),
        ("close=a,b,c", "found no office left open after this, expected at least one"),
        ("close=lost", "found no point for lost, expected an office whose place is known"),
        ("open=gone", "found no point for gone, expected an office whose place is known"),
        ("close=shut", "found shut closed already, expected an open office to close or move"),
        ("open=a", "found a open already, expected a closed office to open"),
        ("new=a@40,-89", "found an office a already, expected a new name for a new office"),
    ] {
        assert_eq!(ask(input.clone(), question).unwrap_err().to_string(), sentence);
    }
    let many: Vec<String> = (0..500).map(|i| format!("office-{i}")).collect();
    let many = many.iter().fold(Question::default(), |q, s| q.close(slug(s)));
    let ground = Ground::new(input.clone(), workers(1)).unwrap();
    assert_eq!(ground.ask(&many), Err(AskError::TooMany { found: 500, most: 200 }));
    let answer = ask(input, "close=a;open=shut").unwrap();
    assert_eq!(answer.without_place[0].slug, slug("lost"));
    assert_eq!(answer.flows.len(), 1);
}

#[test]
fn minutes_stand_in_for_miles_and_what_is_missing_is_not_made_up() {
    let mut input = three();
    let lines = [(0, 0, 12.0), (0, 2, 40.0), (1, 1, 8.0), (1, 2, 33.0), (2, 2, 5.0)];
    input.times = Some(Minutes::new(3, 3, lines).unwrap());
    let answer = ask(input.clone(), "close=a").unwrap();
    assert_eq!(answer.measure, Measure::Minutes);
    // By road c is quicker than b, which the table does not have.
    assert_eq!(answer.flows[0].to.as_ref().unwrap().slug, slug("c"));
    let figure = &answer.state.figures[0];
    assert_eq!(figure.change.added.unwrap().mean.to_bits(), 28.0_f64.to_bits());
    assert_eq!(figure.before.one_closure_from_desert.value, 35);
    let answer = ask(input.clone(), "close=c").unwrap();
    let figure = &answer.state.figures[0];
    assert_eq!((figure.change.people.value, figure.change.unknown.value), (5, 5));
    assert_eq!((figure.change.added, figure.after.no_way.value), (None, 5));
    assert_eq!(figure.after.beyond[5].count.value, 5);
    assert_eq!(answer.load.untaken.to_bits(), 5.0_f64.to_bits());
    for question in ["move=a@40,-89", "new=d@40,-89"] {
        assert!(matches!(ask(input.clone(), question), Err(AskError::NoTimes { .. })));
    }
    let ground = Ground::new(input.clone(), workers(1)).unwrap();
    assert_eq!(ground.rank().offices[0].without_way.value, 5);
    assert!(ground.catchments(&Question::default(), Method::TwoStage).is_ok());
    input.times = Some(Minutes::new(2, 3, []).unwrap());
    assert_eq!(
        Ground::new(input, workers(1)).unwrap_err(),
        GroundFault::Times { found: 2, expected: 3 }
    );
}

#[test]
fn zip_areas_are_never_called_people() {
    let answer = zip_ground().ask(&"close=idhs-fcrc-jackson".parse().unwrap()).unwrap();
    let text = serde_json::to_value(&answer).unwrap();
    let figures = text["state"]["figures"].as_array().unwrap();
    assert_eq!(figures.len(), 1);
    assert_eq!(
        (figures[0]["who"].as_str(), figures[0]["unit"].as_str()),
        (Some("zip_areas"), Some("zip_areas"))
    );
    assert_eq!(text["load"]["need"].as_str(), Some("zip_areas"));
    assert_eq!(text["rule"].as_str(), Some(RULE));
    assert_eq!(figures[0]["all"]["value"].as_u64(), Some(1_590));
}

#[test]
fn a_group_that_the_survey_hardly_covers_has_no_share() {
    for (points, share) in [(19, None), (20, Some(50.0))] {
        let mut values = vec![Some(0); points];
        values[0] = Some(10);
        values[1] = Some(10);
        values[2] = None;
        let places = (0..points).map(|i| at(if i == 0 { 39.0 } else { 41.0 }, -89.0)).collect();
        let ids = (0..points).map(|i| i.to_string().into()).collect();
        let column = Column::new(&values, None).unwrap();
        let mut input = three();
        input.demand = Demand::census(ids, places, vec![(Who::InPoverty, column)]).unwrap();
        input.layers = vec![];
        let answer = ask(input, "close=a").unwrap();
        let figure = &answer.state.figures[0];
        assert_eq!((figure.change.people.value, figure.missing_points), (10, 1));
        assert_eq!(figure.points, u64::try_from(points).unwrap());
        assert_eq!(figure.change.share.map(|share| share.percent), share, "{points}");
    }
}

#[test]
fn offices_of_which_only_the_town_is_known_are_named_where_they_matter() {
    let mut input = three();
    let sites = input.sites.all().iter().cloned();
    let rough = |s: Site| Site { is_rough: s.slug != slug("a"), ..s };
    input.sites = Sites::new(sites.map(rough).collect()).unwrap();
    let answer = ask(input, "close=a").unwrap();
    let slugs: Vec<&str> = answer.rough.iter().map(|office| office.slug.as_str()).collect();
    assert_eq!(slugs, ["b"], "c has nothing to do with it");
}

#[test]
fn an_empty_ground_answers_without_a_figure() {
    let none = line(&[("a", 39.0), ("b", 40.0)], &[]);
    let answer = ask(none, "close=a").unwrap();
    let figure = &answer.state.figures[0];
    assert_eq!((figure.all.value, figure.before.mean, figure.change.added), (0, None, None));
    assert!(answer.kinds[0].areas.is_empty());
    let nobody = line(&[("a", 39.0), ("b", 40.0)], &[(39.0, 0)]);
    let answer = ask(nobody, "close=a").unwrap();
    assert!(answer.state.is_touched);
    assert_eq!(answer.state.figures[0].change.share, None);
}
