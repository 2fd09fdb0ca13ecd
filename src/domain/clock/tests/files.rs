//! Rule files: those that ship, one of another state, and such as have a fault.

use std::fs;

use super::{TODAY, case, day, shipped, statute_files};
use crate::domain::clock::{Facts, StatuteError, Statutes, Why};
use crate::domain::closure::{Process, StepKind};

/// The least that a file must have.
const SMALL: &str = r#"
id = "small"
process = ["closure_act"]
state = "WI"
citation = "Wis. Stat. 0.00"
checked_on = 2026-11-22
name = { en = "A law", es = "Una ley" }
says = { en = "It says so." }
[applies]
says = { en = "Every office." }
employees_at_least = 10
[[rule]]
id = "report"
after = "announced"
due = "recommendation_filed"
days = 20
count = "business"
holidays = "none"
moves_to_business_day = true
says = { en = "Within 20 business days." }
source = "law"
[sources.law]
publisher = "Somebody"
title = "The law"
url = "https://law.test/"
"#;

fn refused(text: &str) -> StatuteError {
    Statutes::parse([("data/statutes/small.toml", text)]).unwrap_err()
}

#[test]
fn the_files_that_ship_are_read_and_say_where_they_were_read() {
    let all = shipped();
    let ids: Vec<&str> = all.all().iter().map(|s| s.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "federal-ssa",
            "illinois-facilities-closure-act",
            "illinois-health-facilities-review-board",
            "none"
        ]
    );
    for process in Process::ALL {
        assert!(all.of(*process, "IL").is_some(), "{process}");
    }
    for statute in all.all() {
        let texts = [&statute.name, &statute.says, &statute.unread, &statute.applies.says];
        let actions =
            statute.actions.iter().flat_map(|a| [&a.title, &a.says].into_iter().chain(&a.names));
        let facts = statute.facts.iter().map(|fact| &fact.says);
        let rules = statute.rules.iter().map(|rule| &rule.says);
        for text in texts.into_iter().chain(actions).chain(facts).chain(rules) {
            assert!(!text.es.is_empty(), "{}: no Spanish for {:?}", statute.id, text.en);
        }
        // Every source is used by something.
        let files = statute_files();
        let text =
            &files.iter().find(|(name, _)| *name == format!("{}.toml", statute.id)).unwrap().1;
        for source in &statute.sources {
            assert!(text.contains(&format!("\"{}\"", source.id)), "{}: {}", statute.id, source.id);
        }
    }
}

#[test]
fn a_second_state_is_added_by_adding_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.toml");
    fs::write(&path, SMALL).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let own = statute_files();
    let all = own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let all = Statutes::parse(all.chain([("small.toml", text.as_str())])).unwrap();
    let plan = case(
        Process::ClosureAct,
        &[(StepKind::Announced, "2026-10-02"), (StepKind::RecommendationFiled, "2026-11-02")],
    );
    let there = Facts { state: "WI".to_owned(), ..Facts::default() };
    let reading = all.read(&plan, &there, day(TODAY));
    assert_eq!(reading.statute.map(|s| s.id.as_str()), Some("small"));
    // Twenty business days after Friday the 2nd.
    assert_eq!(reading.deadlines[0].due.unwrap().exact(), Some(day("2026-10-30")));
    assert_eq!(reading.deadlines[0].days_late.unwrap().exact(), Some(3));
    // Illinois keeps its own.
    let here = all.read(&plan, &Facts::default(), day(TODAY));
    assert_eq!(here.statute.map(|s| s.id.as_str()), Some("illinois-facilities-closure-act"));
    // What the new state has no file for is said, not taken from Illinois.
    let none = case(Process::None, &[(StepKind::Announced, "2026-10-02")]);
    let reading = all.read(&none, &there, day(TODAY));
    assert_eq!((reading.statute, reading.why), (None, Why::NoRules));
    // What is federal holds everywhere.
    let federal = case(Process::Federal, &[]);
    assert_eq!(all.read(&federal, &there, day(TODAY)).why, Why::Federal);
}

#[test]
fn a_fault_is_told_with_its_file_key_and_what_was_expected() {
    for (from, to, expected) in [
        (
            "days = 20",
            "days = -3",
            "rule[1].days: found -3, expected a number of days from 0 to 3650",
        ),
        (
            "days = 20",
            "days = \"20\"",
            "rule[1].days: found \"20\", expected a number of days from 0 to 3650",
        ),
        (
            "days = 20\n",
            "",
            "rule[1].days: found nothing, expected a number of days from 0 to 3650",
        ),
        (
            "count = \"business\"",
            "count = \"moon\"",
            "rule[1].count: found \"moon\", expected one of: calendar, business",
        ),
        (
            "due = \"recommendation_filed\"",
            "due = \"dance\"",
            "rule[1].due: found \"dance\", expected one of: announced, ",
        ),
        (
            "due = \"recommendation_filed\"",
            "due = \"announced\"",
            "rule[1].due: found \"announced\", expected another step",
        ),
        (
            "source = \"law\"",
            "source = \"lore\"",
            "rule[1].source: found \"lore\", expected one of the file’s sources: law",
        ),
        (
            "https://law.test/",
            "javascript:alert(1)",
            "sources.law.url: found \"javascript:alert(1)\", expected an address",
        ),
        (
            "state = \"WI\"",
            "state = \"Wisconsin\"",
            "state: found \"Wisconsin\", expected two capital letters",
        ),
        (
            "checked_on = 2026-11-22",
            "checked_on = \"lately\"",
            "checked_on: found \"lately\", expected a day such as 2026-11-22",
        ),
        (
            "[\"closure_act\"]",
            "[\"magic\"]",
            "process: found \"magic\", expected one of: closure_act, ",
        ),
        (
            "[\"closure_act\"]",
            "\"closure_act\"",
            "process: found \"closure_act\", expected a list of texts",
        ),
        ("id = \"small\"", "id = \"large\"", "id: found \"large\", expected the name of the file"),
        (
            "moves_to_business_day = true",
            "moves = true",
            "rule[1].moves: found a key that is not known, expected one of: after, ",
        ),
        ("en = \"A law\"", "en = \"  \"", "name.en: found an empty text, expected a text"),
        ("[applies]", "[aplies]", "applies: found nothing, expected a table"),
        (
            "employees_at_least = 10",
            "employees_at_least = 1.5",
            "applies.employees_at_least: found 1.5, expected a whole number",
        ),
        ("days = 20", "days = = 20", "line 16: found "),
    ] {
        assert!(SMALL.contains(from), "{from}");
        let said = refused(&SMALL.replacen(from, to, 1)).to_string();
        let start = format!("data/statutes/small.toml: {expected}");
        assert!(said.starts_with(&start), "{said}\nbut expected\n{start}");
    }
}

#[test]
fn two_files_cannot_rule_the_same() {
    let twice = Statutes::parse([("small.toml", SMALL), ("a/small.toml", SMALL)]).unwrap_err();
    assert_eq!(
        twice.to_string(),
        "a/small.toml: id: found \"small\", expected a word that no other file has"
    );
    let other = SMALL.replace("id = \"small\"", "id = \"other\"");
    let both = Statutes::parse([("small.toml", SMALL), ("other.toml", &other)]).unwrap_err();
    assert_eq!(
        both.to_string(),
        "other.toml: process: found closure_act, expected a process that small does not rule in that state"
    );
    let asks = SMALL.replace(
        "[[rule]]",
        "[[action]]\nid = \"a\"\ndoes = \"ask\"\ntitle = { en = \"A\" }\nsays = { en = \"A\" }\nquestions_of = \"gone\"\n[[rule]]",
    );
    assert!(refused(&asks).to_string().contains("questions_of: found \"gone\""));
}
