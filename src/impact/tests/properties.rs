//! What must hold for every ground and every question.

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone)]
struct Made {
    sites: Vec<Site>,
    at: Vec<Position>,
    people: Vec<Option<i64>>,
    margins: Vec<Option<i64>>,
    areas: Vec<Option<u32>>,
    close: Vec<usize>,
    more: Vec<usize>,
}

fn somewhere() -> impl Strategy<Value = Position> {
    // Coarse, so that some stand at one place and some are as far from two offices.
    (0_i32..60, 0_i32..60)
        .prop_map(|(y, x)| at(37.0 + f64::from(y) / 12.0, -91.0 + f64::from(x) / 15.0))
}

fn made() -> impl Strategy<Value = Made> {
    let site = (somewhere(), prop::option::weighted(0.3, 0.0..5_000.0_f64), 0_u8..10);
    let point = (
        somewhere(),
        prop::option::weighted(0.9, 0_i64..3_000),
        prop::option::weighted(0.95, 0_i64..300),
        prop::option::weighted(0.9, 0_u32..5),
    );
    let sites = prop::collection::vec(site, 4..30);
    let points = prop::collection::vec(point, 1..80);
    let picks = || prop::collection::vec(0_usize..1_000, 0..4);
    (sites, points, picks(), picks()).prop_map(|(sites, points, close, more)| {
        let site = |(i, (at, cases, odd)): (usize, (Position, Option<f64>, u8))| Site {
            slug: slug(&format!("office-{i}")),
            name: format!("Office {i}"),
            at: (odd > 0 || i == 0).then_some(at),
            is_open: odd > 1 || i == 0,
            cases,
            capacity: 1.0,
            is_rough: false,
        };
        Made {
            sites: sites.into_iter().enumerate().map(site).collect(),
            at: points.iter().map(|p| p.0).collect(),
            people: points.iter().map(|p| p.1).collect(),
            margins: points.iter().map(|p| p.2).collect(),
            areas: points.iter().map(|p| p.3).collect(),
            close,
            more,
        }
    })
}

impl Made {
    fn ground(&self, threads: usize) -> Ground {
        let ids = (0..self.at.len()).map(|i| i.to_string().into()).collect();
        let column = Column::new(&self.people, Some(&self.margins)).unwrap();
        let demand = Demand::census(ids, self.at.clone(), vec![(Who::Everyone, column)]).unwrap();
        let named = ["A", "B", "C", "D", "E"].map(area).to_vec();
        let layer = Layer::new(slug("county"), named, &self.areas).unwrap();
        let sites = Sites::new(self.sites.clone()).unwrap();
        Ground::new(input_of(sites, demand, vec![layer]), workers(threads)).unwrap()
    }

    /// Open offices with a place, but for the first, so that one is always left.
    fn closable(&self) -> Vec<&Slug> {
        let others = self.sites.iter().skip(1).filter(|s| s.is_open && s.at.is_some());
        others.map(|s| &s.slug).collect()
    }

    fn question(&self, picks: &[usize]) -> Question {
        let closable = self.closable();
        let picked = picks.iter().filter_map(|n| closable.get(n % closable.len().max(1)));
        picked.fold(Question::default(), |question, slug| question.close((*slug).clone()))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn closing_more_never_shortens_a_trip(made in made()) {
        let ground = made.ground(1);
        let few = made.question(&made.close);
        let many = made.more.iter().fold(few.clone(), |question, n| {
            let closable = made.closable();
            match closable.get(n % closable.len().max(1)) {
                Some(slug) => question.close((*slug).clone()),
                None => question,
            }
        });
        let (few, many) = (ground.changes(&few).unwrap(), ground.changes(&many).unwrap());
        for ((before, few), many) in ground.today().iter().zip(&few.after).zip(&many.after) {
            prop_assert!(before.first.rank <= few.first.rank);
            prop_assert!(few.first.rank <= many.first.rank);
            prop_assert!(few.second.rank <= many.second.rank);
            prop_assert!(before.first.cost <= few.first.cost);
            prop_assert!(few.first.cost <= many.first.cost);
            prop_assert!(many.first.cost <= many.second.cost);
        }
        for added in few.added.iter().chain(&many.added) {
            prop_assert!(added.is_none_or(|added| added >= 0));
        }
    }

    #[test]
    fn every_point_goes_to_the_nearest_of_all_that_are_left(made in made()) {
        let ground = made.ground(1);
        let question = made.question(&made.close);
        let changes = ground.changes(&question).unwrap();
        for (point, after) in made.at.iter().zip(&changes.after) {
            let left = ground.sites().standing().filter(|(n, _)| {
                !question.closing().contains(&ground.sites().get(*n).unwrap().slug)
            });
            let mut ways: Vec<(f64, u32)> =
                left.map(|(n, at)| (sphere::chord2(point.unit(), at.unit()), n)).collect();
            ways.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            prop_assert_eq!(after.first.office, ways[0].1);
            prop_assert_eq!(after.second.office, ways.get(1).map_or(NO_OFFICE, |w| w.1));
            // Never nearer than one that would come before it.
            let is_before = |(n, at): &(u32, Position)| {
                (sphere::chord2(point.unit(), at.unit()), *n) <= ways[0]
            };
            let nearer = ground.sites().standing().filter(is_before);
            let longest = nearer.map(|(_, at)| measure::cost(point.distance_m(at))).max();
            prop_assert_eq!(Some(after.first.cost), longest);
        }
    }

    #[test]
    fn closing_nothing_changes_nothing(made in made()) {
        let ground = made.ground(1);
        let answer = ground.ask(&Question::default()).unwrap();
        prop_assert!(answer.flows.is_empty() && answer.load.offices.is_empty());
        for area in answer.kinds[0].areas.iter().chain([&answer.state]) {
            prop_assert!(!area.is_touched);
            for figure in &area.figures {
                prop_assert_eq!(&figure.before, &figure.after);
                prop_assert_eq!(figure.change.people.value, 0);
                prop_assert_eq!(figure.change.added, None);
            }
        }
    }

    #[test]
    fn areas_and_what_lies_outside_of_them_add_up_to_the_state(made in made()) {
        let ground = made.ground(1);
        let answer = ground.ask(&made.question(&made.close)).unwrap();
        let state = &answer.state.figures[0];
        let kind = &answer.kinds[0];
        let parts = || kind.areas.iter().flat_map(|a| &a.figures).chain(&kind.outside);
        let sum = |of: &dyn Fn(&Figure) -> u64| parts().map(of).sum::<u64>();
        let counts: [&dyn Fn(&Figure) -> u64; 6] = [
            &|f| f.all.value,
            &|f| f.change.people.value,
            &|f| f.before.one_closure_from_desert.value,
            &|f| f.after.one_closure_from_desert.value,
            &|f| f.after.no_way.value,
            &|f| f.missing_points,
        ];
        for count in counts {
            prop_assert_eq!(sum(count), count(state));
        }
        for line in 0..6 {
            prop_assert_eq!(sum(&|f| f.after.beyond[line].count.value), state.after.beyond[line].count.value);
        }
        let total = |f: &Figure| f.change.added.map_or(0.0, |a| a.total);
        // Each total is rounded to a tenth of a mile.
        prop_assert!((parts().map(total).sum::<f64>() - total(state)).abs() <= 0.05 * 7.0 + 1e-9);
    }

    #[test]
    fn neither_the_order_of_the_list_nor_the_number_of_threads_matters(made in made()) {
        let question = made.question(&made.close);
        let bytes = |made: &Made, threads| {
            let ground = made.ground(threads);
            serde_json::to_vec(&(ground.ask(&question).unwrap(), ground.rank())).unwrap()
        };
        let expected = bytes(&made, 1);
        prop_assert!(bytes(&made, 3) == expected);
        let mut turned = made.clone();
        turned.sites.reverse();
        turned.at.reverse();
        turned.people.reverse();
        turned.margins.reverse();
        turned.areas.reverse();
        prop_assert!(bytes(&turned, 2) == expected);
    }

    #[test]
    fn a_rank_says_what_a_question_about_the_one_office_says(made in made()) {
        let ground = made.ground(1);
        let ranking = ground.rank();
        prop_assert_eq!(ranking.offices.len(), ground.sites().standing().count());
        for harm in &ranking.offices {
            let question = Question::default().close(harm.office.slug.clone());
            let Ok(answer) = ground.ask(&question) else {
                prop_assert_eq!(ranking.offices.len(), 1);
                continue;
            };
            let state = &answer.state.figures[0];
            prop_assert_eq!(state.change.people, harm.groups[0].people);
            prop_assert_eq!(state.change.added, harm.groups[0].added);
            let desert = |access: &Access| access.beyond[4].count.value;
            prop_assert_eq!(desert(&state.after) - desert(&state.before), harm.into_desert.value);
        }
        let harm = |h: &Harm| h.groups[0].added.map_or(0.0, |a| a.total);
        prop_assert!(ranking.offices.windows(2).all(|w| harm(&w[0]) >= harm(&w[1])));
    }

    #[test]
    fn what_closed_offices_had_is_taken_by_others(made in made()) {
        let ground = made.ground(1);
        let answer = ground.ask(&made.question(&made.close)).unwrap();
        let taken: f64 = answer.load.offices.iter().map(|line| line.taken).sum();
        if answer.load.basis == LoadBasis::Need {
            let moved = answer.state.figures[0].change.people.value as f64;
            prop_assert!((taken - moved).abs() <= 0.05 * 31.0, "{} {}", taken, moved);
        } else {
            let closed = answer.closed.iter().map(|o| ground.sites().number(&o.slug).unwrap());
            let had: f64 = closed.map(|n| ground.sites().get(n).unwrap().cases.unwrap()).sum();
            prop_assert!((taken - had).abs() <= 0.05 * 31.0, "{} {}", taken, had);
        }
    }
}
