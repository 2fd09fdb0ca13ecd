//! Access by floating catchments, as JSON and as a table.

use serde::Serialize;

use super::json::written;
use super::table::{Rows, unit_of};
use super::{Chosen, Shown};
use crate::domain::slug::Slug;
use crate::export::ExportError;
use crate::impact::{
    Asked, CatchmentAnswer, CatchmentArea, Inputs, Measure, Method, Question, Who,
};

#[derive(Serialize)]
struct Document<'a> {
    address: String,
    areas_shown: Shown,
    rule: &'static str,
    question: &'a Question,
    method: Method,
    measure: Measure,
    reach: f64,
    need: Who,
    inputs: &'a Inputs,
    areas: Vec<&'a CatchmentArea>,
}

fn address(asked: &Asked, method: Method) -> String {
    format!("/api/impact/access?{asked}&method={}", method.as_str())
}

/// The areas that are wanted, the state first.
fn wanted<'a>(answer: &'a CatchmentAnswer, chosen: &Chosen) -> Vec<&'a CatchmentArea> {
    let state = answer.areas.first().map(|area| &area.kind);
    let is_wanted = |area: &&CatchmentArea| {
        let is_state = Some(&area.kind) == state;
        let is_shown = chosen.shown == Shown::All || area.before != area.after;
        is_state || (chosen.has_kind(&area.kind) && is_shown)
    };
    answer.areas.iter().filter(is_wanted).collect()
}

/// Writes the access of areas before and after.
///
/// # Errors
/// When it cannot be written.
pub fn catchments_json(
    asked: &Asked,
    answer: &CatchmentAnswer,
    chosen: &Chosen,
) -> Result<Vec<u8>, ExportError> {
    let areas = wanted(answer, chosen);
    let CatchmentAnswer { rule, question, method, measure, reach, need, inputs, areas: _ } = answer;
    written(&Document {
        address: address(asked, *method),
        areas_shown: chosen.shown,
        rule,
        question,
        method: *method,
        measure: *measure,
        reach: *reach,
        need: *need,
        inputs,
        areas,
    })
}

/// Writes a row for each area.
///
/// # Errors
/// When it cannot be written.
pub fn catchments_csv(
    asked: &Asked,
    answer: &CatchmentAnswer,
    chosen: &Chosen,
) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rows = Rows::new();
    for name in ["kind", "slug", "name", "method", "need"] {
        rows.text(name);
    }
    rows.text(&format!("reach_{}", unit_of(answer.measure)));
    for name in ["access_before", "access_after"] {
        rows.text(name);
    }
    rows.input_names();
    rows.end(&mut writer)?;
    let address = address(asked, answer.method);
    for area in wanted(answer, chosen) {
        rows.text(Slug::as_str(&area.kind));
        rows.text(area.slug.as_str());
        rows.text(&area.name);
        rows.text(answer.method.as_str());
        rows.text(answer.need.as_str());
        rows.number(answer.reach);
        rows.maybe(area.before);
        rows.maybe(area.after);
        rows.inputs(answer.rule, &answer.question.to_string(), &address, &answer.inputs);
        rows.end(&mut writer)?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
