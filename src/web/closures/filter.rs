//! What part of the ledger is asked for, and which cases that is.

use serde::Deserialize;

use crate::atlas::{CaseBrief, CountySet};
use crate::domain::closure::{CaseState, Closure, ClosureKind};
use crate::domain::geo::Window;
use crate::domain::text;
use crate::web::error::WebError;
use crate::web::extract::parsed;

/// What the page can be asked.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Params {
    kind: Option<String>,
    state: Option<String>,
    county: Option<String>,
    year: Option<String>,
    agency: Option<String>,
    page: Option<String>,
    bbox: Option<String>,
}

/// The states that are offered; what is good news and done counts as having happened.
pub const STATES: [CaseState; 4] =
    [CaseState::Proposed, CaseState::InForce, CaseState::Stopped, CaseState::Reopened];

/// A question that has been read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// The kind of cut.
    pub kind: Option<ClosureKind>,
    /// Where the case stands.
    pub state: Option<CaseState>,
    /// The county of a losing office.
    pub county: Option<String>,
    /// The year it is filed under.
    pub year: Option<i16>,
    /// Who decided.
    pub agency: Option<String>,
    /// The page, from 1.
    pub page: usize,
    /// The part of the map.
    pub window: Option<Window>,
}

impl Filter {
    /// Reads the question. A county or agency that no case has finds nothing, and that is no fault.
    ///
    /// # Errors
    /// When a word or number is not understood.
    pub fn read(params: &Params) -> Result<Self, WebError> {
        let filled = |value: &Option<String>| {
            value.as_deref().map(text::tidy).filter(|value| !value.is_empty())
        };
        let page = filled(&params.page).map(|p| parsed::<usize>("page", &p)).transpose()?;
        let window = filled(&params.bbox).map(|b| parsed::<Window>("bbox", &b)).transpose()?;
        Ok(Self {
            kind: filled(&params.kind).map(|k| parsed("kind", &k)).transpose()?,
            state: filled(&params.state).map(|s| parsed("state", &s)).transpose()?,
            county: filled(&params.county),
            year: filled(&params.year).map(|y| parsed("year", &y)).transpose()?,
            agency: filled(&params.agency),
            page: page.unwrap_or(1).max(1),
            window,
        })
    }

    /// Whether a case is asked for; `counties` are those of the county that is asked for, none for all.
    #[must_use]
    pub fn takes(&self, case: &Closure, brief: &CaseBrief, counties: Option<&CountySet>) -> bool {
        self.kind.is_none_or(|kind| case.kind == kind)
            && self.state.is_none_or(|state| stands(case.kind, brief.state, state))
            && self.year.is_none_or(|year| brief.year == Some(year))
            && self.agency.as_ref().is_none_or(|agency| case.agency == *agency)
            && counties.is_none_or(|counties| brief.is_in(counties))
    }

    /// Whether a county is asked for; every one is while none is named.
    #[must_use]
    pub fn takes_county(&self, county: &str) -> bool {
        self.county.as_ref().is_none_or(|asked| text::folded(asked) == text::folded(county))
    }

    /// Whether anything is left out.
    #[must_use]
    pub const fn is_any(&self) -> bool {
        self.kind.is_some()
            || self.state.is_some()
            || self.county.is_some()
            || self.year.is_some()
            || self.agency.is_some()
    }

    /// The filters as parameters, without page and map.
    #[must_use]
    pub fn kept(&self) -> Vec<(&'static str, String)> {
        let named = [
            ("kind", self.kind.map(|kind| kind.to_string())),
            ("state", self.state.map(|state| state.to_string())),
            ("county", self.county.clone()),
            ("year", self.year.map(|year| year.to_string())),
            ("agency", self.agency.clone()),
        ];
        named.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// Whether a case belongs under one of the states that are offered.
///
/// Good news that has happened stands under "it happened"; what gave an office back stands under
/// "open again" too.
fn stands(kind: ClosureKind, state: CaseState, asked: CaseState) -> bool {
    match (asked, state) {
        (CaseState::InForce, CaseState::Done) => true,
        (CaseState::Reopened, CaseState::Done) => {
            matches!(kind, ClosureKind::Reopening | ClosureKind::Restored)
        }
        (asked, state) => asked == state,
    }
}
