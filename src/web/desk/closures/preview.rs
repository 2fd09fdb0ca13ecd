//! A draft before it becomes a version: what changes, what is odd, and whether somebody told it before.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::conflict_view;
use super::keep::keep;
use super::preview_view::{PreviewPage, page};
use super::write::{Pairs, own, put_down, stored};
use crate::app::App;
use crate::domain::closure::Closure;
use crate::domain::closure_check::{Fault, alike, check};
use crate::domain::closure_entry::read;
use crate::domain::closure_form::{CaseForm, Clash};
use crate::domain::draft::Draft;
use crate::domain::id::DraftId;
use crate::store::SavedCase;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::{Form, Named};
use crate::web::session::Member;

/// The page before publishing.
///
/// # Errors
/// When the draft is not this person's, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<DraftId>,
) -> Result<Response, WebError> {
    let draft = own(&app, &member, id).await?;
    let before = stored(&app, &draft).await?;
    Ok(look(&app, &cx, &member, &draft, before.as_ref(), StatusCode::OK, false))
}

fn look(
    app: &App,
    cx: &PageCx,
    member: &Member,
    draft: &Draft,
    before: Option<&Closure>,
    status: StatusCode,
    unsure: bool,
) -> Response {
    let (case, mut faults) = read(&draft.form, draft.closure(), before);
    faults.extend(check(&case));
    let to_mend = format!("/desk/closures/drafts/{}?checked=yes", draft.id);
    if faults.iter().any(Fault::is_error) {
        return Redirect::to(&cx.href(&to_mend)).into_response();
    }
    let atlas = app.atlas();
    let alike = if before.is_none() { alike(&case, atlas.closures()) } else { Vec::new() };
    let page = PreviewPage { draft, before, case: &case, faults: &faults, alike: &alike, unsure };
    (status, self::page(cx, member, &page)).into_response()
}

/// Publishes a draft; when somebody else was faster, shows both texts and keeps this one.
///
/// # Errors
/// When the draft is not this person's, its case is gone, or the database does not answer.
pub async fn publish(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<DraftId>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, WebError> {
    let draft = own(&app, &member, id).await?;
    let before = stored(&app, &draft).await?;
    let (case, mut faults) = read(&draft.form, draft.closure(), before.as_ref());
    faults.extend(check(&case));
    if faults.iter().any(Fault::is_error) {
        return Ok(look(&app, &cx, &member, &draft, before.as_ref(), StatusCode::OK, false));
    }
    let says = |name: &str| pairs.iter().any(|(n, v)| n == name && v == "yes");
    let told = before.is_none() && !alike(&case, app.atlas().closures()).is_empty();
    if told && !says("different") {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(look(&app, &cx, &member, &draft, before.as_ref(), status, true));
    }
    let base = draft.base.map(|(_, version)| version);
    let action = if base.is_some() { "case.changed" } else { "case.made" };
    match keep(&app, &member, action, base, &case, Some(&draft)).await? {
        SavedCase::Written(case) | SavedCase::Same(case) => {
            let to = format!("/desk/closures/{}?said=published", case.slug);
            Ok(Redirect::to(&cx.href(&to)).into_response())
        }
        // A new draft that was published before: its case is there.
        SavedCase::Conflict(theirs) if draft.base.is_none() => {
            let to = format!("/desk/closures/{}", theirs.slug);
            Ok(Redirect::to(&cx.href(&to)).into_response())
        }
        SavedCase::Conflict(theirs) => meet(&app, &cx, &member, draft, &theirs).await,
        SavedCase::Gone => Err(WebError::NoCase),
    }
}

/// Two editors at once: this draft now stands on their version, with what only they changed taken over.
async fn meet(
    app: &App,
    cx: &PageCx,
    member: &Member,
    mut draft: Draft,
    theirs: &Closure,
) -> Result<Response, WebError> {
    let their_form = CaseForm::of_case(theirs);
    let base = match draft.base {
        Some((id, version)) => app.store().closure_at_version(id, version).await?,
        None => None,
    };
    let (form, clashes): (CaseForm, Vec<Clash>) = match &base {
        Some(base) => CaseForm::rebased(&CaseForm::of_case(base), &their_form, &draft.form),
        // Without the text that both began from, every difference is told.
        None => CaseForm::rebased(&CaseForm::default(), &their_form, &draft.form),
    };
    let typed = std::mem::replace(&mut draft.form, form);
    draft.base = Some((theirs.id, theirs.version));
    draft.updated_at = app.clock().now();
    put_down(app, &draft).await?;
    let page = conflict_view::page(cx, member, &draft, &typed, theirs, &clashes);
    Ok((StatusCode::CONFLICT, page).into_response())
}
