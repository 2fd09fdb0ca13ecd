//! The shipped ledger for tests, read by the readers that the program uses.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;

use crate::atlas::{Atlas, AtlasInput, Gazetteer};
use crate::domain::closure::{CaseOffice, Closure, Step};
use crate::domain::evidence::Evidence;
use crate::domain::id::{ClosureId, EvidenceId, OfficeId, StepId};
use crate::domain::office::Office;
use crate::domain::slug::Slug;
use crate::draw::BaseMap;
use crate::i18n::Lang;
use crate::import::closures_csv::{CaseDraft, LedgerFiles, read_closures};
use crate::import::offices_csv::OfficeRows;
use crate::import::{Mapping, Notices};
use crate::shipped;
use crate::web::cx::PageCx;

/// What maps are drawn on.
pub static BASE: LazyLock<BaseMap> =
    LazyLock::new(|| BaseMap::parse(shipped::text("data/base.geojson")).unwrap());

/// The offices and the ledger that ship.
pub static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let offices: Vec<Office> = offices();
    let by_source: HashMap<&str, &Office> =
        offices.iter().map(|o| (o.source_id.as_str(), o)).collect();
    let closures = drafts().into_iter().map(|draft| closure(draft, &by_source)).collect();
    let input = AtlasInput {
        revision: 1,
        closures,
        service_areas: Vec::new(),
        offices,
        ..AtlasInput::default()
    };
    Atlas::build(input, Arc::new(gazetteer()))
});

/// A page that is asked for at noon of a Sunday in November 2026.
pub fn cx(lang: Lang, path: &str) -> PageCx {
    PageCx::for_test(lang, path, date(2026, 11, 22).at(12, 0, 0, 0))
}

/// A case of the shipped ledger.
pub fn case(slug: &str) -> &'static Closure {
    ATLAS.closure(slug).unwrap_or_else(|| panic!("no case {slug}"))
}

/// The text of a page as a reader sees it: tags left out, blanks made one.
pub fn told(html: &str) -> String {
    let mut out = String::new();
    let mut tag = false;
    for c in html.chars() {
        match c {
            '<' => {
                tag = true;
                out.push(' ');
            }
            '>' => tag = false,
            _ if !tag => out.push(c),
            _ => {}
        }
    }
    crate::domain::text::tidy(&out).replace(" .", ".").replace("&amp;", "&")
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn gazetteer() -> Gazetteer {
    let text = |name: &str| shipped::text(&format!("data/{name}"));
    Gazetteer::parse(text("zips.csv"), text("places.csv"), text("counties.csv")).unwrap()
}

fn offices() -> Vec<Office> {
    let rows =
        OfficeRows::new(shipped::text("data/offices.csv").as_bytes(), &Mapping::default()).unwrap();
    let office = |(number, row): (u128, Result<crate::import::OfficeRow, _>)| {
        let row = row.unwrap();
        Office {
            id: OfficeId(id(number)),
            slug: Slug::make(&row.source_id, "office"),
            feed: "illinois-offices".to_owned(),
            source_id: row.source_id,
            site: None,
            valid_from: date(2026, 11, 22),
            facts: row.facts,
        }
    };
    (1_u128..).zip(rows).map(office).collect()
}

fn drafts() -> Vec<CaseDraft> {
    let bytes = |name: &str| shipped::text(&format!("data/{name}")).as_bytes();
    let files = LedgerFiles {
        closures: bytes("closures.csv"),
        cases: Some(bytes("cases.csv")),
        steps: Some(bytes("steps.csv")),
        overrides: Some(bytes("step_overrides.csv")),
    };
    read_closures(&files, &mut Notices::new()).unwrap()
}

fn closure(draft: CaseDraft, by_source: &HashMap<&str, &Office>) -> Closure {
    let evidence: Vec<Evidence> = (1..)
        .zip(draft.evidence)
        .map(|(number, e)| Evidence {
            id: EvidenceId(id(u128::from(number))),
            title: e.title,
            publisher: e.publisher,
            dated: e.dated,
            url: e.url,
            number,
            archive_url: None,
        })
        .collect();
    let steps = (1_u128..).zip(draft.steps).map(|(n, s)| Step {
        office_name: s.office_name,
        opinion: s.opinion,
        note: s.note,
        note_es: s.note_es,
        evidence: s.evidence.map(|at| evidence[at].id),
        ..Step::new(StepId(id(n)), s.kind, s.on)
    });
    let offices = draft.offices.into_iter().map(|o| {
        let found = o.office_source_id.as_deref().and_then(|id| by_source.get(id));
        let name = if o.name.is_empty() { found.map(|f| f.facts.name.clone()) } else { None };
        CaseOffice {
            name: name.unwrap_or(o.name),
            city: o.city,
            county: o.county,
            office: found.map(|f| f.id),
            role: o.role,
        }
    });
    Closure {
        title: draft.title,
        title_es: draft.title_es,
        agency: draft.agency,
        process: draft.process,
        certainty: draft.certainty,
        offices_total: draft.offices_total,
        employees: draft.employees,
        reason: draft.reason,
        affected: draft.affected,
        summary: draft.summary,
        summary_es: draft.summary_es,
        offices: offices.collect(),
        steps: steps.collect(),
        evidence,
        ..Closure::blank(
            ClosureId::new(Timestamp::UNIX_EPOCH),
            Slug::make(&draft.key, "case"),
            draft.kind,
        )
    }
}
