//! The pages of the ledger as a visitor reads them.

use std::collections::BTreeSet;

use super::count::count;
use super::filter::{Filter, STATES};
use super::fixture::{ATLAS, BASE, case, cx, told};
use super::story::{Mark, Moment, What};
use super::{A_PAGE, CasePage, LedgerPage, case_view, list_view};
use crate::atlas::Briefs;
use crate::domain::closure::{
    CaseOffice, CaseState, Certainty, Closure, ClosureKind, OfficeRole, Step, StepKind, StruckStep,
    Withdrawn,
};
use crate::domain::evidence::{Citation, Claim, Stance};
use crate::domain::id::StepId;
use crate::draw::YearCount;
use crate::i18n::Lang;
use crate::shipped;
use jiff::civil::date;

fn page(lang: Lang, case: &Closure) -> String {
    let cx = cx(lang, &format!("/closures/{}", case.slug));
    case_view::show(&cx, &BASE, &ATLAS, &CasePage::of(&ATLAS, case, None, cx.now.date()))
        .into_string()
}

/// The story of a case, read today.
fn story(case: &Closure) -> Vec<Moment<'_>> {
    let clock = ATLAS.clock(shipped::statutes(), case, date(2026, 11, 22));
    super::story::story(case, &clock)
}

fn ledger(lang: Lang, filter: Filter) -> String {
    let page = LedgerPage::of(&ATLAS, filter);
    list_view::show(&cx(lang, "/closures"), &BASE, &ATLAS, &page).into_string()
}

fn filter() -> Filter {
    Filter { page: 1, ..Filter::default() }
}

/// The parts of a text one after the other, with anything in between.
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("no {part:?} in {rest}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn a_late_recommendation_stands_between_the_law_and_what_came() {
    let text = told(&page(Lang::En, case("100-north-western-2004")));
    in_order(
        &text,
        &[
            "It happened",
            "December 8, 2004",
            "formal notice",
            "December 17, 2004",
            "asked the agency for its recommendation.",
            "January 16, 2005 Worked out from the law",
            "within 30 days of the request. By the law as it reads today",
            "February 7, 2005 22 days late",
            "52 days after the request",
            "March 15, 2005",
            "Day not known",
            "backed the closing. Its opinion is advice and binds nobody.",
            "2005 Closed to the public.",
            "What was said, and what happened",
            "It was carried out. The last vote had backed it.",
            "State Facilities Closure Act (30 ILCS 608)",
            "In time The commission has 10 days",
            "22 days late The agency must file",
            "Last day: Sunday, January 16, 2005. Worked out from the law",
            "It came on February 7, 2005, after 52 days.",
            "Public Act 94-688",
            "802 Stratton Building",
            "ATTN: Facility Closure",
        ],
    );
    assert_eq!(text.matches("asked the agency for its recommendation").count(), 1);
    let text = told(&page(Lang::Es, case("100-north-western-2004")));
    in_order(
        &text,
        &["16 de enero de 2005 Calculado según la ley", "22 días tarde", "52 días", "802 Stratton"],
    );
}

#[test]
fn the_way_to_follow_a_case_names_it() {
    let html = page(Lang::En, case("boone-county-office"));
    let at = html.find("/follow?topic=").map(|at| at + "/follow?topic=".len()).unwrap();
    let topic = html[at..].split(['"', '&']).next().unwrap();
    let topic: crate::domain::follow::Topic = topic.parse().unwrap();
    assert_eq!(topic.to_string(), "closure:boone-county-office");
}

#[test]
fn boone_county_was_saved_and_lost_in_the_order_of_time() {
    let text = told(&page(Lang::En, case("boone-county-office")));
    in_order(
        &text,
        &[
            "Day not known. Last dated news: 2005",
            "2002 The plan was made public.",
            "December 2004 Closed to the public.",
            "December 28, 2004 Open to the public again.",
            "2005 The decision was undone.",
            "Day not known Closed to the public.",
            "served from Rockford",
            "Winnebago County office, Rockford",
        ],
    );
}

#[test]
fn offices_that_closed_on_one_day_are_told_together() {
    let moments = story(case("chicago-mental-health-clinics-2012"));
    let closed = moments.iter().filter(|m| m.what == What::Step(StepKind::DoorClosed, None));
    let sizes: Vec<usize> = closed.map(|m| m.parts.iter().map(|p| p.offices.len()).sum()).collect();
    assert_eq!(sizes, [2, 4]);
    let text = told(&page(Lang::En, case("chicago-mental-health-clinics-2012")));
    in_order(
        &text,
        &[
            "April 9, 2012",
            "Northtown",
            "April 30, 2012",
            "Woodlawn",
            "covers only places that the State runs",
        ],
    );
}

#[test]
fn the_lobbies_of_2020_close_one_after_the_other() {
    let text = told(&page(Lang::En, case("aid-offices-covid-2020")));
    in_order(
        &text,
        &[
            "March 19, 2020 Fewer workers from this day. It was made public the same day.",
            "March 30, 2020 Closed to the public for a time. Public aid offices (61 of 75)",
            "April 13, 2020",
            "April 2020",
            "April 16, 2020",
            "75 offices, as the source counts. We know 3 by name.",
        ],
    );
}

#[test]
fn what_nobody_announced_looks_and_reads_otherwise() {
    for shown in ATLAS.closures() {
        let html = page(Lang::En, shown);
        let unsure = shown.certainty == Certainty::Detected;
        assert_eq!(
            html.contains("comparing two lists. Nobody announced it"),
            unsure,
            "{}",
            shown.slug
        );
        assert_eq!(html.contains(r#"<li class="unsure">"#), unsure, "{}", shown.slug);
    }
}

#[test]
fn only_the_closure_act_has_computed_days() {
    let computed = |c: &&Closure| story(c).iter().any(|m| m.mark == Mark::Computed);
    let slugs: Vec<&str> =
        ATLAS.closures().iter().filter(computed).map(|c| c.slug.as_str()).collect();
    assert_eq!(slugs, ["howe-developmental-center", "100-north-western-2004"]);
}

#[test]
fn every_case_is_a_page_in_both_languages_whose_sources_can_be_followed() {
    for shown in ATLAS.closures() {
        for lang in Lang::ALL {
            let html = page(*lang, shown);
            assert_eq!(html.matches("<h1>").count(), 1, "{}", shown.slug);
            let marks = html.split(r##"href="#s"##).skip(1);
            let numbers: BTreeSet<&str> = marks.filter_map(|m| m.split('"').next()).collect();
            for number in numbers {
                assert!(
                    html.contains(&format!(r#"<li id="s{number}" value="{number}">"#)),
                    "{}: {number}",
                    shown.slug
                );
            }
            for title in shown.evidence.iter().map(|e| &e.publisher) {
                assert!(told(&html).contains(title.as_str()), "{}: {title}", shown.slug);
            }
        }
    }
}

#[test]
fn english_notes_say_so_on_spanish_pages() {
    let html = page(Lang::Es, case("mercer-county-office-2010"));
    assert!(html.contains(r#"<span class="hint" lang="en">The Aledo office closed"#), "{html}");
    assert!(
        !page(Lang::En, case("mercer-county-office-2010"))
            .contains(r#"<span class="hint" lang="en">"#)
    );
}

/// A case as bad data could make it.
fn hostile() -> Closure {
    let evil = "<script>alert(1)</script>\u{202e}\"'&";
    let mut case = case("mercer-county-office-2010").clone();
    case.title = evil.to_owned();
    case.title_es = String::new();
    case.summary = evil.to_owned();
    case.agency = evil.to_owned();
    case.reason = evil.to_owned();
    for office in &mut case.offices {
        (office.name, office.city, office.office) = (evil.to_owned(), evil.to_owned(), None);
    }
    for step in &mut case.steps {
        step.note = evil.to_owned();
        step.office_name = Some(evil.to_owned());
    }
    for source in &mut case.evidence {
        source.title = evil.to_owned();
        source.url = "javascript:alert(1)".to_owned();
    }
    case
}

#[test]
fn markup_in_the_data_is_only_text() {
    for lang in Lang::ALL {
        let html = page(*lang, &hostile());
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(!html.contains("javascript:"), "{html}");
        assert!(html.contains("&lt;script&gt;"));
    }
}

#[test]
fn a_case_of_which_nothing_is_known_is_still_a_page() {
    let mut bare = hostile();
    bare.steps.clear();
    bare.offices.clear();
    bare.evidence.clear();
    (bare.affected.jobs, bare.affected.people, bare.offices_total) = (None, None, None);
    bare.title = "A case".to_owned();
    let text = told(&page(Lang::En, &bare));
    in_order(
        &text,
        &[
            "A case",
            "Planned",
            "Day not known",
            "No source gives us a step",
            "No source names the offices",
        ],
    );
    assert!(text.contains("We have no source for this case yet."));
}

#[test]
fn a_case_of_many_offices_names_them_all() {
    let mut many = case("mercer-county-office-2010").clone();
    let office = |n: usize| CaseOffice {
        name: format!("Office number {n}"),
        city: "Town".to_owned(),
        county: "Cook".to_owned(),
        office: None,
        role: OfficeRole::Losing,
    };
    many.offices = (0..200).map(office).collect();
    many.offices_total = Some(200);
    let text = told(&page(Lang::En, &many));
    assert!(text.contains("Office number 199 Town, Cook County"));
    assert!(text.contains("200 offices, all of them named below"));
}

#[test]
fn the_ledger_shows_the_newest_first_twenty_at_a_time() {
    let first = LedgerPage::of(&ATLAS, filter());
    assert_eq!((first.total, first.cases.len()), (81, A_PAGE));
    assert_eq!(first.cases[0].slug.as_str(), "chicago-mental-health-clinics-return-2024");
    let last = LedgerPage::of(&ATLAS, Filter { page: 99, ..filter() });
    assert_eq!((last.filter.page, last.cases.len()), (5, 1));
    let text = told(&ledger(Lang::En, filter()));
    in_order(&text, &["81 cases", "are plans", "Chicago brings back", "Next", "year by year"]);
}

#[test]
fn filters_leave_what_fits_and_stay_in_the_links() {
    let cook = Filter { county: Some("cook".to_owned()), ..filter() };
    let page = LedgerPage::of(&ATLAS, cook.clone());
    assert!(page.total > A_PAGE && page.total < 81);
    assert!(page.cases.iter().all(|c| c.counties().contains(&"Cook")));
    assert!(ledger(Lang::En, cook).contains("/closures?county=cook&amp;page=2"));
    let boone = Filter {
        year: Some(2004),
        agency: Some("Illinois Department of Human Services".into()),
        ..filter()
    };
    let found = LedgerPage::of(&ATLAS, boone);
    assert_eq!(
        found.cases.iter().map(|c| c.slug.as_str()).collect::<Vec<_>>(),
        ["boone-county-office"]
    );
    let moves = Filter { kind: Some(ClosureKind::Relocation), ..filter() };
    assert!(LedgerPage::of(&ATLAS, moves).cases.iter().all(|c| c.kind == ClosureKind::Relocation));
}

#[test]
fn every_case_stands_under_one_of_the_states_that_are_offered() {
    for (shown, brief) in ATLAS.closures().iter().zip(ATLAS.briefs().cases()) {
        let asked = |state: &CaseState| Filter { state: Some(*state), ..filter() };
        let takes = |state: &CaseState| asked(state).takes(shown, brief, None);
        assert!(STATES.iter().any(takes), "{}", shown.slug);
    }
    let total = |state| LedgerPage::of(&ATLAS, Filter { state: Some(state), ..filter() }).total;
    assert_eq!(total(CaseState::Stopped), 6);
    assert_eq!(total(CaseState::Proposed), LedgerPage::of(&ATLAS, filter()).planned);
    assert_eq!(case("dcfs-pekin-2015").state(), CaseState::Proposed);
    assert_eq!(case("chicago-health-clinics-2012").state(), CaseState::InForce);
}

#[test]
fn filters_that_nothing_fits_leave_a_way_on() {
    let none = Filter { county: Some("<b>Nowhere".to_owned()), ..filter() };
    let html = ledger(Lang::En, none);
    assert!(html.contains("No case fits all of that"));
    assert!(html.contains("See all cases"));
    assert!(!html.contains("<b>Nowhere"));
    assert!(!html.contains("<svg viewBox=\"0 0 320"), "no empty chart");
}

#[test]
fn the_bars_count_named_offices_once_and_nothing_else() {
    let counted = LedgerPage::of(&ATLAS, filter()).counted;
    let year = |y: i16| counted.years.iter().find(|c| c.year == y).copied().unwrap_or_default();
    // Six mental health clinics, seven health clinics, Jacksonville, Singer and Tinley Park.
    assert_eq!(year(2012), YearCount { year: 2012, losses: 16, gains: 0, temporary: 0 });
    // Three aid offices that are named of 75, and two of the driver services.
    assert_eq!(year(2020), YearCount { year: 2020, losses: 0, gains: 0, temporary: 5 });
    assert_eq!(year(2021).gains, 18);
    // Dixon of the 25, and 100 North Western.
    assert_eq!(year(2005).losses, 2);
    assert_eq!(year(2004), YearCount::default(), "two days shut in 2004 are not the closing");
    let covid = counted.unnamed.iter().find(|u| u.case.slug.as_str() == "aid-offices-covid-2020");
    assert_eq!(covid.map(|u| (u.total, u.named)), Some((Some(75), 3)));
    let named: usize = ATLAS
        .closures()
        .iter()
        .filter(|c| c.kind != ClosureKind::Relocation)
        .map(|c| c.offices.iter().filter(|o| o.role == OfficeRole::Losing).count())
        .sum();
    let bars: u32 = counted.years.iter().map(|y| y.losses + y.temporary).sum();
    assert!(usize::try_from(bars + counted.undated).unwrap() <= named);
}

#[test]
fn the_bars_follow_the_county() {
    let boone = Filter { county: Some("Boone".to_owned()), ..filter() };
    let counted = LedgerPage::of(&ATLAS, boone).counted;
    assert_eq!((counted.years.len(), counted.undated, counted.unnamed.len()), (0, 1, 0));
}

fn step(kind: StepKind, on: &str) -> Step {
    Step::new(StepId::new(jiff::Timestamp::UNIX_EPOCH), kind, on.parse().ok())
}

#[test]
fn an_office_that_comes_back_is_lost_once_and_won_once() {
    let mut back = case("mercer-county-office-2010").clone();
    back.steps = vec![
        step(StepKind::DoorClosed, "2010-01"),
        step(StepKind::DoorClosed, "2011-01"),
        step(StepKind::Reopened, "2014"),
    ];
    let years = |case: &Closure| {
        let briefs = Briefs::build(std::slice::from_ref(case));
        count([case].into_iter().zip(briefs.cases()), None).years
    };
    assert_eq!(
        years(&back),
        [
            YearCount { year: 2011, losses: 1, gains: 0, temporary: 0 },
            YearCount { year: 2014, losses: 0, gains: 1, temporary: 0 },
        ]
    );
    back.kind = ClosureKind::TemporaryClosure;
    assert_eq!(years(&back)[0].temporary, 1);
    back.steps.push(step(StepKind::Reversed, "2015"));
    assert!(years(&back).is_empty(), "what was overturned is not counted");
}

#[test]
fn a_vague_date_stands_where_a_reader_expects_it() {
    let mut vague = case("mercer-county-office-2010").clone();
    vague.steps = vec![
        step(StepKind::Announced, "2012"),
        step(StepKind::DoorClosed, "2012"),
        step(StepKind::Hearing, "2012-04"),
        step(StepKind::Hearing, "2012-04-20"),
        step(StepKind::Withdrawn, ""),
    ];
    let order: Vec<String> =
        story(&vague).iter().map(|m| m.on.map_or_else(String::new, |on| on.to_string())).collect();
    assert_eq!(order, ["2012", "2012-04", "2012-04-20", "2012", ""]);
}

#[test]
fn bad_questions_are_refused_with_what_was_expected() {
    let refused = |query: &str| {
        let pair = query.split_once('=').unwrap();
        let json = format!(r#"{{"{}":"{}"}}"#, pair.0, pair.1);
        let params = serde_json::from_str(&json).unwrap();
        Filter::read(&params).err().map(|e| e.to_string())
    };
    for query in ["kind=flood", "state=maybe", "year=MMXII", "year=99999", "page=-1", "bbox=1,2,3"]
    {
        let said = refused(query).unwrap_or_else(|| panic!("{query} was taken"));
        assert!(said.contains("found"), "{said}");
    }
    for query in ["kind=", "page=0", "county=🙂", "agency=<b>"] {
        assert_eq!(refused(query), None, "{query}");
    }
}

#[test]
fn a_plan_of_today_begins_with_what_comes_next() {
    let mut plan = case("howe-developmental-center").clone();
    plan.steps = vec![
        step(StepKind::Announced, "2026-11-16"),
        step(StepKind::NoticeFiled, "2026-11-17"),
        step(StepKind::CommentDeadline, "2026-12-04"),
        step(StepKind::Hearing, "2026-11-30"),
    ];
    plan.steps[3].time = Some(jiff::civil::time(10, 0, 0, 0));
    plan.steps[3].place = "Room 400, Capitol".to_owned();
    plan.struck = vec![StruckStep {
        step: step(StepKind::Hearing, "2026-11-25"),
        reason: "The room was too small.".to_owned(),
    }];
    let text = told(&page(Lang::En, &plan));
    in_order(
        &text,
        &[
            "What comes next",
            "Monday, November 23, 2026 : Ask to speak at the hearing: last day to ask",
            "Worked out from the law",
            "November 25, 2026: public hearing or meeting Called off. The room was too small.",
            "Friday, November 27, 2026 : The commission has 10 days",
            "Monday, November 30, 2026 , 10 am: public hearing or meeting. Room 400, Capitol",
            "Friday, December 4, 2026 : last day for comments",
            "What happened",
            "Worked out from the law",
            "It is due by this day.",
            "There will be a public hearing",
            "This is such a place, so it must",
            "Still to come The commission has 10 days",
            "What you can do",
            "Send a comment",
            "Last day that a source gives: December 4, 2026",
            "ATTN: Facility Closure",
            "Ask at least 3 business days ahead. For November 30, 2026 that means by Monday, November 23, 2026.",
            "Each speaker has 2 minutes.",
        ],
    );
    let spanish = told(&page(Lang::Es, &plan));
    in_order(&spanish, &["Lo que sigue", "lunes", "Cancelada.", "Envíe un comentario"]);
}

#[test]
fn sources_that_disagree_stand_side_by_side() {
    let mut shared = case("chicago-mental-health-clinics-2012").clone();
    assert!(!told(&page(Lang::En, &shared)).contains("Where sources disagree"));
    let other = shared.evidence[1].id;
    shared.citations =
        vec![Citation { evidence: other, claim: Claim::People, stance: Stance::Contradicts }];
    let text = told(&page(Lang::En, &shared));
    let title = shared.evidence[1].title.clone();
    in_order(
        &text,
        &[
            "Where sources disagree",
            "This page says",
            "3,000",
            "Other sources say something else",
            &title,
            "Sources",
        ],
    );
}

#[test]
fn a_case_that_was_taken_out_says_so_and_why() {
    let mut out = case("mercer-county-office-2010").clone();
    out.withdrawn = Some(Withdrawn { on: date(2026, 11, 1), reason: "Entered twice.".to_owned() });
    let html = page(Lang::En, &out);
    let text = told(&html);
    let said = "We took this case out of the ledger on November 1, 2026.";
    in_order(&text, &[said, "Why: Entered twice."]);
    assert!(!html.contains("/follow?topic="), "nobody follows what does not count");
}
