//! Requests that can be read: reports that a person has read and whose writers let them be shown one by one.

use axum::http::StatusCode;
use jiff::civil::Date;

use super::asked::Asked;
use super::refusal::Refusal;
use super::tree::Node;
use crate::app::App;
use crate::atlas::Atlas;
use crate::domain::report::{Outcome, PublicReport};
use crate::domain::time::zone;
use crate::i18n::Words;
use crate::store::PublicFilter;

/// A page of those that are asked for, and whether there are more.
///
/// # Errors
/// When a parameter is not understood or the database does not answer.
pub async fn list(app: &App, words: Words, asked: &Asked) -> Result<(Node, bool), Refusal> {
    let atlas = app.atlas();
    let filter = asked.filter(&atlas, app.clock().today())?;
    let size = usize::try_from(filter.limit).unwrap_or(usize::MAX);
    // One more than fits tells whether there is a next page.
    let limit = if filter.limit == 0 { 0 } else { filter.limit.saturating_add(1) };
    let found = app.store().public_reports(&PublicFilter { limit, ..filter }).await?;
    let more = found.len() > size;
    let page = found.iter().take(size).map(|report| node(app, &atlas, words, report));
    Ok((Node::Many("request", page.collect()), more))
}

/// One of them.
///
/// # Errors
/// When there is none of that identifier, or nobody may read it, or the database does not answer.
pub async fn one(app: &App, words: Words, id: Option<&str>) -> Result<Node, Refusal> {
    let no_such = || {
        Refusal::one(StatusCode::NOT_FOUND, "service_request_id: there is no such request to read")
    };
    let id = id.and_then(|id| id.parse().ok()).ok_or_else(no_such)?;
    let report = app.store().public_report(id).await?.ok_or_else(no_such)?;
    Ok(Node::Many("request", vec![node(app, &app.atlas(), words, &report)]))
}

/// Midnight of a day where the offices are, with its distance from universal time.
fn midnight(day: Date) -> Node {
    Node::known(day.to_zoned(zone()).ok().map(|at| at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()))
}

/// A report of which everybody may read this. Closed is what was put right; an answer alone ends nothing.
fn node(app: &App, atlas: &Atlas, words: Words, report: &PublicReport) -> Node {
    let (status, notes) = match report.outcome {
        Some(Outcome::Fixed) => ("closed", Some(words.t("open311-fixed"))),
        Some(Outcome::Answered) => ("open", Some(words.t("open311-answered"))),
        None => ("open", None),
    };
    let office = atlas.office_by_id(report.office);
    let place = office.map(|office| &office.facts.location);
    let at = place.and_then(|place| place.position());
    let degrees = |degrees: Option<f64>| degrees.map_or(Node::Nothing, Node::Degrees);
    let photo =
        (report.photos > 0).then(|| app.site().link(&format!("/reports/{}/photos/1", report.id)));
    Node::Fields(vec![
        ("service_request_id", Node::text(report.id.to_string())),
        ("status", Node::text(status)),
        ("status_notes", Node::known(notes)),
        ("service_name", Node::text(words.word("problem", report.problem.as_str()))),
        ("service_code", Node::text(report.problem.as_str())),
        ("description", Node::known(Some(report.words.as_str()))),
        ("agency_responsible", Node::known(office.map(|office| office.facts.agency.as_str()))),
        ("service_notice", Node::Nothing),
        ("requested_datetime", midnight(report.published)),
        ("updated_datetime", midnight(report.published)),
        ("expected_datetime", Node::Nothing),
        ("address", Node::known(place.map(|place| place.one_line()))),
        ("address_id", Node::known(office.map(|office| office.slug.as_str()))),
        ("zipcode", Node::known(place.map(|place| place.zip.as_str()))),
        ("lat", degrees(at.map(|at| at.lat()))),
        ("long", degrees(at.map(|at| at.lon()))),
        ("media_url", Node::known(photo)),
        // Beyond the standard: when it happened, and the language of the words.
        ("happened_week", Node::text(report.week.to_string())),
        ("language", Node::text(report.lang.as_str())),
    ])
}
