//! An answer as JSON: all that it depends on, and the areas that were asked for.

use serde::Serialize;

use super::{Chosen, Shown, address};
use crate::domain::slug::Slug;
use crate::export::ExportError;
use crate::impact::{
    Answer, AreaAnswer, Asked, Figure, Flow, Inputs, Load, Measure, OfficeRef, Question, Ranking,
    Reassigned,
};

#[derive(Serialize)]
struct Document<'a> {
    address: String,
    areas: Shown,
    #[serde(flatten)]
    answer: Body<'a>,
    /// The second set of an address, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    instead: Option<Body<'a>>,
}

/// Every field of an [`Answer`], with those areas that are wanted.
#[derive(Serialize)]
struct Body<'a> {
    rule: &'static str,
    question: &'a Question,
    measure: Measure,
    desert_line: u32,
    inputs: &'a Inputs,
    without_place: &'a [OfficeRef],
    rough: &'a [OfficeRef],
    closed: &'a [OfficeRef],
    state: &'a AreaAnswer,
    kinds: Vec<Kind<'a>>,
    flows: &'a [Flow],
    load: &'a Load,
    reassigned: &'a [Reassigned],
}

#[derive(Serialize)]
struct Kind<'a> {
    kind: &'a Slug,
    /// Areas of the kind, those that are left out too.
    total: usize,
    areas: Vec<&'a AreaAnswer>,
    outside: &'a [Figure],
}

impl<'a> Body<'a> {
    fn new(answer: &'a Answer, chosen: &Chosen) -> Self {
        let Answer {
            rule,
            question,
            measure,
            desert_line,
            inputs,
            without_place,
            rough,
            closed,
            state,
            kinds: _,
            flows,
            load,
            reassigned,
        } = answer;
        let kinds = chosen.of(answer).map(|(kind, areas)| Kind {
            kind: &kind.kind,
            total: kind.areas.len(),
            areas,
            outside: &kind.outside,
        });
        let kinds = kinds.collect();
        Self {
            rule,
            question,
            measure: *measure,
            desert_line: *desert_line,
            inputs,
            without_place,
            rough,
            closed,
            state,
            kinds,
            flows,
            load,
            reassigned,
        }
    }
}

/// Writes an answer, and the one to the second set where the question has one.
///
/// # Errors
/// When it cannot be written.
pub fn answer_json(
    asked: &Asked,
    answer: &Answer,
    instead: Option<&Answer>,
    chosen: &Chosen,
) -> Result<Vec<u8>, ExportError> {
    written(&Document {
        address: address(asked),
        areas: chosen.shown,
        answer: Body::new(answer, chosen),
        instead: instead.map(|answer| Body::new(answer, chosen)),
    })
}

#[derive(Serialize)]
struct Ranked<'a> {
    address: String,
    #[serde(flatten)]
    ranking: &'a Ranking,
}

/// Writes every single office by the harm of its closing.
///
/// # Errors
/// When it cannot be written.
pub fn ranking_json(asked: &Asked, ranking: &Ranking) -> Result<Vec<u8>, ExportError> {
    written(&Ranked { address: ranking_address(asked), ranking })
}

/// Where a ranking is asked for again.
pub(super) fn ranking_address(asked: &Asked) -> String {
    format!("/api/impact?{}&rank=1", asked.as_it_is())
}

/// One line, so that a terminal and a file end well.
pub(super) fn written(value: &impl Serialize) -> Result<Vec<u8>, ExportError> {
    let mut bytes = serde_json::to_vec(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
