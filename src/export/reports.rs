//! Residents' reports as everybody may see them: those that may be read one by one, and the counts as released.

use super::Sheet;
use crate::domain::id::OfficeId;
use crate::domain::office::Office;
use crate::domain::release::{Scope, Shown, Tables};
use crate::domain::report::PublicReport;

/// The columns of single reports. First names stay on the page: a table would gather them.
const REPORTS: &[&str] = &[
    "id",
    "office",
    "office_name",
    "county",
    "problem",
    "happened_week",
    "published_week",
    "words",
    "language",
    "outcome",
    "photos",
];

/// The columns of the counts.
const COUNTS: &[&str] = &["of", "office", "county", "problem", "quarter", "count"];

/// The table of single reports.
#[must_use]
pub fn sheet<'o>(
    reports: &[PublicReport],
    office: impl Fn(OfficeId) -> Option<&'o Office>,
) -> Sheet {
    let row = |report: &PublicReport| {
        let office = office(report.office);
        let text = |of: fn(&Office) -> String| office.map(of).unwrap_or_default();
        vec![
            report.id.to_string(),
            text(|office| office.slug.to_string()),
            text(|office| office.facts.name.clone()),
            text(|office| office.facts.location.county.clone()),
            report.problem.to_string(),
            report.week.to_string(),
            report.published.to_string(),
            report.words.clone(),
            report.lang.clone(),
            report.outcome.map(|outcome| outcome.to_string()).unwrap_or_default(),
            report.photos.to_string(),
        ]
    };
    Sheet { columns: REPORTS, rows: reports.iter().map(row).collect() }
}

/// The table of counts, each as it is shown. A place that is not in it has no reports.
#[must_use]
pub fn counts<'o>(tables: &Tables, office: impl Fn(OfficeId) -> Option<&'o Office>) -> Sheet {
    let mut rows = Vec::with_capacity(tables.len());
    for (node, shown) in tables {
        let (of, slug, county) = match &node.scope {
            Scope::Office(id) => {
                let office = office(*id);
                let county = office.map(|office| office.facts.location.county.clone());
                ("office", office.map(|office| office.slug.to_string()), county)
            }
            Scope::County(name) => ("county", None, Some(name.to_string())),
            Scope::State => ("state", None, None),
        };
        rows.push(vec![
            of.to_owned(),
            slug.unwrap_or_default(),
            county.unwrap_or_default(),
            node.problem.map(|problem| problem.to_string()).unwrap_or_default(),
            node.quarter.map(|quarter| quarter.to_string()).unwrap_or_default(),
            match shown {
                Shown::FewerThan11 => "fewer than 11".to_owned(),
                Shown::HeldBack => "held back".to_owned(),
                Shown::Number(number) => number.to_string(),
            },
        ]);
    }
    Sheet { columns: COUNTS, rows }
}
