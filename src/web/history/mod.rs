//! `/closures/{slug}/history`: what changed in a case, when, and by what kind of hand; never by whom.

mod view;

use axum::extract::State;
use jiff::Timestamp;
use maud::Markup;

use crate::app::App;
use crate::domain::closure::Closure;
use crate::domain::slug::Slug;

use super::cx::PageCx;
use super::error::WebError;
use super::extract::Named;

pub use view::told;

/// Changes that are told; older ones stay in the database.
const MOST: usize = 50;

/// A version of a case with the one before it.
struct Change {
    /// When it was written.
    at: Timestamp,
    /// Whether a person wrote it, and no reading of a list.
    by_hand: bool,
    /// The case as it was; none for the first version.
    before: Option<Closure>,
    /// The case as it became.
    after: Closure,
}

/// The page.
///
/// # Errors
/// When there is no such case, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    Named(slug): Named<Slug>,
) -> Result<Markup, WebError> {
    let atlas = app.atlas();
    let case = atlas.closure(slug.as_str()).ok_or(WebError::NoCase)?;
    let versions = app.store().closure_versions(case.id).await?;
    // One more than is told, to compare the oldest with.
    let from = versions.len().saturating_sub(MOST + 1);
    let mut changes = Vec::new();
    let mut before = None;
    for version in versions.iter().skip(from) {
        let Some(after) = app.store().closure_at_version(case.id, version.version).await? else {
            continue;
        };
        let by_hand = version.actor.starts_with("account:");
        changes.push(Change { at: version.at, by_hand, before, after: after.clone() });
        before = Some(after);
    }
    if from > 0 {
        changes.remove(0);
    }
    changes.reverse();
    Ok(view::show(&cx, case, &changes, from > 0))
}
