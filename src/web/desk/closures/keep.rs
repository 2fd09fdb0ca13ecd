//! Putting a version of a case into the ledger: the one place where the desk does it.
//!
//! The change, its version, the audit line, the captures of its new sources and the new revision commit together; then the pages follow at once.

use serde_json::json;

use crate::app::App;
use crate::domain::closure::Closure;
use crate::domain::closure_diff::{CaseDifference, differences};
use crate::domain::draft::Draft;
use crate::jobs::alert;
use crate::jobs::capture::enqueue_for;
use crate::store::{CaseChange, SavedCase};
use crate::web::error::WebError;
use crate::web::session::Member;

/// What is said of a step that an editor took out by leaving it out.
const WHY: &str = "taken out by an editor";
/// The longest value of a field in an audit line, in characters.
const MOST: usize = 200;
/// The most differences that an audit line tells; the versions have them all.
const MANY: usize = 40;

/// Saves a case as a person wrote it over version `base`; a draft that it came from is done with.
///
/// # Errors
/// When the database does not answer.
pub async fn keep(
    app: &App,
    member: &Member,
    action: &str,
    base: Option<u32>,
    case: &Closure,
    draft: Option<&Draft>,
) -> Result<SavedCase, WebError> {
    let now = app.clock().now();
    let actor = member.actor();
    let before = match base {
        Some(_) => app.store().closure_by_id(case.id).await?,
        None => None,
    };
    let mut tx = app.store().begin().await?;
    let change = CaseChange { at: now, actor: &actor, why_struck: WHY };
    let saved = tx.save_closure(base, case, change).await?;
    let (SavedCase::Written(after) | SavedCase::Same(after)) = &saved else { return Ok(saved) };
    if let Some(draft) = draft {
        tx.drop_draft(draft.id, draft.owner).await?;
    }
    if matches!(saved, SavedCase::Written(_)) {
        let detail = detail(before.as_ref(), after);
        tx.raise_revision().await?;
        alert::enqueue_for(&mut tx, after.id, after.version, now).await?;
        enqueue_for(&mut tx, before.as_ref(), after, &actor, now).await?;
        // Last: on PostgreSQL other writers wait from here to the commit.
        tx.audit(now, &actor, action, "closure", &after.id.to_string(), &detail).await?;
    }
    tx.commit().await?;
    if let Err(error) = app.refresh().await {
        tracing::warn!(%error, "the read model could not be built anew after a case was saved");
    }
    Ok(saved)
}

/// What a change was, for the audit trail. Cases are public: nothing in it is a resident's.
fn detail(before: Option<&Closure>, after: &Closure) -> String {
    let cut = |text: &str| text.chars().take(MOST).collect::<String>();
    let Some(before) = before else {
        return json!({ "version": after.version, "title": cut(&after.title) }).to_string();
    };
    let changes = differences(before, after);
    let told: Vec<_> = changes
        .iter()
        .take(MANY)
        .map(|change| match change {
            CaseDifference::Field { field, before, after } => {
                json!({ "field": field.as_str(), "before": cut(before), "after": cut(after) })
            }
            other => json!({ "part": cut(&format!("{other:?}")) }),
        })
        .collect();
    json!({ "version": after.version, "before": before.version, "changes": told }).to_string()
}
