//! `/api/closures`: the ledger.

use axum::extract::State;
use axum::response::Response;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::atlas::{Atlas, CaseBrief};
use crate::domain::closure::{CaseOffice, CaseState, Closure, ClosureKind, PeopleUnit, Step};
use crate::domain::date::PartialDate;
use crate::domain::evidence::{Citation, Claim, Stance};
use crate::domain::id::EvidenceId;
use crate::impact::{Turn, case_questions};
use crate::shipped;

use super::clock::{Clock, clock};
use super::{JSON, answer, count};
use crate::web::error::WebError;
use crate::web::extract::{Query, filled, parsed};

/// The most cases of one answer.
const MOST_LISTED: usize = 500;

/// Parameters of the ledger.
#[derive(Debug, Deserialize)]
pub struct Params {
    kind: Option<String>,
    state: Option<String>,
    county: Option<String>,
    agency: Option<String>,
    year: Option<String>,
    limit: Option<String>,
    page: Option<String>,
}

#[derive(Serialize)]
struct Ledger<'a> {
    /// Of all pages together.
    total: usize,
    closures: Vec<Case<'a>>,
}

#[derive(Serialize)]
struct Case<'a> {
    slug: &'a str,
    title: &'a str,
    kind: ClosureKind,
    state: CaseState,
    certainty: &'static str,
    process: &'static str,
    agency: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    filed_under: Option<PartialDate>,
    #[serde(skip_serializing_if = "str::is_empty")]
    reason: &'a str,
    /// The reason in our words.
    #[serde(skip_serializing_if = "str::is_empty")]
    reason_ours: &'a str,
    /// What happens to the cases of those who came here.
    #[serde(skip_serializing_if = "str::is_empty")]
    fate: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    decided_by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    offices_total: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jobs_affected: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    people_affected: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    people_unit: Option<PeopleUnit>,
    /// Workers at the losing office when it was planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    employees: Option<u32>,
    summary: &'a str,
    offices: Vec<Part<'a>>,
    steps: Vec<Event<'a>>,
    sources: Vec<Source<'a>>,
    /// Further sources that say the same as the case, or something else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citations: Vec<Cited>,
    /// Where the questions of who is hurt by it are answered; none where it closes and moves no door.
    #[serde(skip_serializing_if = "Option::is_none")]
    impact: Option<Impact>,
    clock: Clock<'a>,
}

#[derive(Serialize)]
struct Impact {
    /// `if_it_happens`, or `were_it_open` for offices that have closed, against the offices of today.
    turn: Turn,
    /// Pages, one for each service that loses offices.
    pages: Vec<String>,
    /// The same for programs.
    answers: Vec<String>,
    /// Offices of the case that are reckoned with, and that are not.
    reckoned: usize,
    left_out: usize,
}

fn impact(atlas: &Atlas, case: &Closure) -> Option<Impact> {
    let of = case_questions(case, atlas).filter(|of| !of.asked.is_empty())?;
    let at = |path: &str| of.asked.iter().map(|asked| format!("{path}?{asked}")).collect();
    Some(Impact {
        turn: of.turn,
        pages: at("/impact"),
        answers: at("/api/impact"),
        reckoned: of.reckoned,
        left_out: of.left_out,
    })
}

#[derive(Serialize)]
struct Cited {
    claim: &'static str,
    /// The step, from 1, where the claim is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<usize>,
    stance: Stance,
    source: u32,
}

#[derive(Serialize)]
struct Part<'a> {
    role: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    city: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    county: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'a str>,
}

#[derive(Serialize)]
struct Event<'a> {
    kind: &'static str,
    on: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opinion: Option<&'static str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<Time>,
    #[serde(skip_serializing_if = "str::is_empty")]
    place: &'a str,
    /// Number of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<u32>,
}

#[derive(Serialize)]
struct Source<'a> {
    /// Given once and never given again.
    number: u32,
    title: &'a str,
    publisher: &'a str,
    dated: Option<PartialDate>,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_url: Option<&'a str>,
}

fn part<'a>(atlas: &'a Atlas, office: &'a CaseOffice) -> Part<'a> {
    Part {
        role: office.role.as_str(),
        name: &office.name,
        city: &office.city,
        county: &office.county,
        office: office.office.and_then(|id| atlas.office_by_id(id)).map(|o| o.slug.as_str()),
    }
}

fn event<'a>(case: &'a Closure, step: &'a Step) -> Event<'a> {
    Event {
        kind: step.kind.as_str(),
        on: step.on,
        office: step.office_name.as_deref(),
        opinion: step.opinion.map(|o| o.as_str()),
        note: &step.note,
        time: step.time,
        place: &step.place,
        source: step.evidence.and_then(|id| number(case, id)),
    }
}

/// The number of a source of a case.
fn number(case: &Closure, id: EvidenceId) -> Option<u32> {
    case.evidence.iter().find(|e| e.id == id).map(|e| e.number)
}

fn cited(case: &Closure, citation: &Citation) -> Option<Cited> {
    let step = match citation.claim {
        Claim::Step(id) => Some(case.steps.iter().position(|s| s.id == id)? + 1),
        _ => None,
    };
    let source = number(case, citation.evidence)?;
    Some(Cited { claim: citation.claim.word(), step, stance: citation.stance, source })
}

fn whole<'a>(atlas: &'a Atlas, case: &'a Closure, today: Date) -> Case<'a> {
    Case {
        slug: case.slug.as_str(),
        title: &case.title,
        kind: case.kind,
        state: case.state(),
        certainty: case.certainty.as_str(),
        process: case.process.as_str(),
        agency: &case.agency,
        filed_under: case.filed_under(),
        reason: &case.reason,
        reason_ours: &case.reason_ours,
        fate: &case.fate,
        decided_by: &case.decided_by,
        offices_total: case.offices_total,
        jobs_affected: case.affected.jobs,
        people_affected: case.affected.people,
        people_unit: case.people_unit,
        employees: case.employees,
        summary: &case.summary,
        offices: case.offices.iter().map(|o| part(atlas, o)).collect(),
        steps: case.steps.iter().map(|s| event(case, s)).collect(),
        sources: case
            .evidence
            .iter()
            .map(|e| Source {
                number: e.number,
                title: &e.title,
                publisher: &e.publisher,
                dated: e.dated,
                url: &e.url,
                archive_url: e.archive_url.as_deref(),
            })
            .collect(),
        citations: case.citations.iter().filter_map(|c| cited(case, c)).collect(),
        impact: impact(atlas, case),
        clock: clock(&atlas.clock(shipped::statutes(), case, today)),
    }
}

/// The cases of the ledger, newest first, with filters and in pages.
///
/// # Errors
/// When a parameter is not understood.
pub async fn list(
    State(app): State<App>,
    Query(params): Query<Params>,
) -> Result<Response, WebError> {
    let kind =
        filled(params.kind.as_ref()).map(|k| parsed::<ClosureKind>("kind", &k)).transpose()?;
    let state =
        filled(params.state.as_ref()).map(|s| parsed::<CaseState>("state", &s)).transpose()?;
    let year = filled(params.year.as_ref())
        .map(|y| y.parse::<i16>().map_err(|_| WebError::query("year", &y, "a year such as 2015")))
        .transpose()?;
    let agency = filled(params.agency.as_ref());
    let limit = count("limit", params.limit.as_deref(), MOST_LISTED, 1, MOST_LISTED)?;
    let page = count("page", params.page.as_deref(), 1, 1, usize::MAX)?;
    let atlas = app.atlas();
    let today = app.clock().today();
    let county = filled(params.county.as_ref()).map(|name| atlas.briefs().counties_named(&name));
    let wanted = |(case, brief): &(&Closure, &CaseBrief)| {
        kind.is_none_or(|kind| case.kind == kind)
            && state.is_none_or(|state| brief.state == state)
            && year.is_none_or(|year| brief.year == Some(year))
            && county.as_ref().is_none_or(|county| brief.is_in(county))
            && agency.as_ref().is_none_or(|agency| case.agency == *agency)
    };
    let cases = atlas.closures().iter().zip(atlas.briefs().cases());
    let found: Vec<&Closure> = cases.filter(wanted).map(|(case, _)| case).collect();
    let first = (page - 1).saturating_mul(limit);
    let shown = found.iter().skip(first).take(limit);
    let closures = shown.map(|case| whole(&atlas, case, today)).collect();
    answer(JSON, &Ledger { total: found.len(), closures })
}
