//! `/desk/evidence`: the copies of sources, and those that are missing.

mod hand_in;
mod list_view;
mod new_source;
mod new_view;
mod one;
mod one_view;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use uuid::Uuid;

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::capture::CopyState;
use crate::domain::id::EvidenceId;
use crate::domain::text::folded;
use crate::jobs::capture::{Wanted, enqueue};
use crate::store::{FoundCopy, SourceRow};
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::{Form, Query, filled, parsed};
use crate::web::session::Member;

pub use list_view::of_case;
pub use new_source::{add, form};
pub use one::{copy, file, show as one, show_photo, text, upload};

/// Sources on one page of the list.
const A_PAGE: u32 = 30;
/// The most copies that a search shows.
const MOST_FOUND: u32 = 40;

/// What the list can be asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Params {
    state: Option<String>,
    q: Option<String>,
    page: Option<String>,
}

/// A copy in which the words of a search stand.
pub struct Hit {
    /// The copy.
    pub found: FoundCopy,
    /// Its source; none where no case rests on it any more.
    pub source: Option<SourceRow>,
    /// The lines around the words.
    pub lines: Vec<String>,
}

/// The list's page.
pub struct ListPage {
    /// What was searched for.
    pub query: String,
    /// What was found; none where nothing was searched for.
    pub hits: Option<Vec<Hit>>,
    /// The state that is listed; none for all.
    pub state: Option<CopyState>,
    /// How many there are of each state.
    pub counts: Vec<(CopyState, u64)>,
    /// The sources of this page.
    pub sources: Vec<SourceRow>,
    /// This page, from 1.
    pub page: u64,
    /// All pages.
    pub pages: u64,
}

/// The list of sources, or what a search found.
///
/// # Errors
/// When the person may not see it, a parameter is not understood, or the database does not answer.
pub async fn list(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Query(params): Query<Params>,
) -> Result<Markup, WebError> {
    member.need(Role::may_edit_ledger)?;
    let state = filled(params.state.as_ref());
    let state = state.map(|state| parsed::<CopyState>("state", &state)).transpose()?;
    let page = filled(params.page.as_ref());
    let page: u64 = page.map(|page| parsed("page", &page)).transpose()?.unwrap_or(1).max(1);
    let query = filled(params.q.as_ref()).unwrap_or_default();
    let store = app.store();
    let counts = store.source_counts().await?;
    let total: u64 = counts
        .iter()
        .filter(|(of, _)| state.is_none_or(|state| state == *of))
        .map(|(_, count)| count)
        .sum();
    let pages = total.div_ceil(u64::from(A_PAGE)).max(1);
    let page = page.min(pages);
    let words = folded(&query);
    let (mut hits, mut sources) = (None, Vec::new());
    if words.is_empty() {
        sources = store.sources(state, (page - 1) * u64::from(A_PAGE), A_PAGE).await?;
    } else {
        let mut all = Vec::new();
        for found in store.find_in_captures(&words, MOST_FOUND).await? {
            let source = store.source(found.capture.evidence).await?;
            all.push(Hit { lines: around(&found.words, &words), source, found });
        }
        hits = Some(all);
    }
    let page = ListPage { query, hits, state, counts, sources, page, pages };
    Ok(list_view::show(&cx, &member, &page))
}

/// The first line in which a search's first word stands, with its neighbours.
fn around(text: &str, words: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    let has = |line: &&str, what: &str| format!(" {}", folded(line)).contains(&format!(" {what}"));
    let first = words.split(' ').next().unwrap_or(words);
    let at = lines.iter().position(|line| has(line, words));
    let at = at.or_else(|| lines.iter().position(|line| has(line, first))).unwrap_or(0);
    let cut = |line: &&str| line.chars().take(240).collect();
    lines.iter().skip(at.saturating_sub(1)).take(3).map(cut).collect()
}

/// A source to be captured.
#[derive(Debug, Deserialize)]
pub struct CaptureForm {
    evidence: Option<String>,
}

/// Asks for a capture, and goes to the source's page.
///
/// # Errors
/// When the person may not do that, there is no such source, or the database does not answer.
pub async fn capture(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Form(form): Form<CaptureForm>,
) -> Result<Response, WebError> {
    member.need(Role::may_edit_ledger)?;
    let id: Uuid = parsed("evidence", form.evidence.as_deref().unwrap_or(""))?;
    let source = app.store().source(EvidenceId(id)).await?.ok_or(WebError::NoPage)?;
    let now = app.clock().now();
    let wanted =
        Wanted { evidence: source.evidence, url: source.url.clone(), actor: member.actor() };
    let mut tx = app.store().begin().await?;
    enqueue(&mut tx, &wanted, now).await?;
    tx.commit().await?;
    let to = format!("/desk/closures/{}/sources/{}?said=capture-asked", source.slug, source.number);
    Ok(Redirect::to(&cx.href(&to)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_around_the_words_are_shown() {
        let text = "one\n\nThe Office\nin Cairo closed\nlast\nmore\n";
        assert_eq!(around(text, "office"), ["one", "The Office", "in Cairo closed"]);
        // Words that stand on two lines are shown from the first.
        assert_eq!(around(text, "office in cai"), ["one", "The Office", "in Cairo closed"]);
        assert_eq!(around("", "x"), Vec::<String>::new());
        assert_eq!(around(&"a".repeat(1_000), "a")[0].len(), 240);
    }
}
