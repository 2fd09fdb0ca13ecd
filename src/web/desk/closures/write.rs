//! Drafts: begun, written, thrown away.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use uuid::Uuid;

use super::form_view::{FormPage, page};
use super::office_find::{find, pick};
use crate::app::App;
use crate::domain::account::Role;
use crate::domain::closure::{Closure, OfficeRole};
use crate::domain::closure_check::{Fault, check};
use crate::domain::closure_entry::read;
use crate::domain::closure_form::{CaseForm, Fields, Group, Row};
use crate::domain::draft::Draft;
use crate::domain::id::{DraftId, StepId};
use crate::domain::slug::Slug;
use crate::domain::tip::Tip;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::{Form, Named, Query};
use crate::web::session::Member;

/// A form of any fields, in the order in which they stand.
pub type Pairs = Vec<(String, String)>;

/// The draft, if it is this person's.
///
/// # Errors
/// When there is none of that name, or it belongs to somebody else: both are answered alike.
pub async fn own(app: &App, member: &Member, id: DraftId) -> Result<Draft, WebError> {
    member.need(Role::may_edit_ledger)?;
    app.store().draft(id, member.account.id).await?.ok_or(WebError::NoPage)
}

/// The case that a draft changes, as the store has it now.
///
/// # Errors
/// When the database does not answer.
pub async fn stored(app: &App, draft: &Draft) -> Result<Option<Closure>, WebError> {
    Ok(match draft.base {
        Some((id, _)) => app.store().closure_by_id(id).await?,
        None => None,
    })
}

/// Writes a draft down.
///
/// # Errors
/// When the database does not answer.
pub async fn put_down(app: &App, draft: &Draft) -> Result<(), WebError> {
    let mut tx = app.store().begin().await?;
    tx.save_draft(draft).await?;
    Ok(tx.commit().await?)
}

/// Begins a case.
///
/// # Errors
/// When the person may not, or the database does not answer.
pub async fn begin(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
) -> Result<Redirect, WebError> {
    member.need(Role::may_edit_ledger)?;
    let now = app.clock().now();
    let mut draft = Draft::new(DraftId::new(now), member.account.id, now);
    for group in [Group::Step, Group::Source] {
        add_row(&mut draft.form, group, StepId::new(now).0);
    }
    put_down(&app, &draft).await?;
    Ok(Redirect::to(&cx.href(&format!("/desk/closures/drafts/{}", draft.id))))
}

/// Begins to change a case, or goes on where this person left off.
///
/// # Errors
/// When the person may not, there is no such case, or the database does not answer.
pub async fn edit(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(slug): Named<Slug>,
) -> Result<Redirect, WebError> {
    member.need(Role::may_edit_ledger)?;
    let case = app.store().closure(slug.as_str()).await?.ok_or(WebError::NoCase)?;
    let id = match app.store().draft_of(case.id, member.account.id).await? {
        Some(draft) => draft.id,
        None => {
            let now = app.clock().now();
            let mut draft = Draft::new(DraftId::new(now), member.account.id, now);
            draft.base = Some((case.id, case.version));
            draft.form = CaseForm::of_case(&case);
            put_down(&app, &draft).await?;
            draft.id
        }
    };
    Ok(Redirect::to(&cx.href(&format!("/desk/closures/drafts/{id}"))))
}

/// What the address of a draft may ask for.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Params {
    find: String,
    checked: String,
}

/// The form.
///
/// # Errors
/// When the draft is not this person's, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<DraftId>,
    Query(params): Query<Params>,
) -> Result<Markup, WebError> {
    let draft = own(&app, &member, id).await?;
    let stored = stored(&app, &draft).await?;
    let faults =
        if params.checked.is_empty() { Vec::new() } else { faults(&draft, stored.as_ref()) };
    let tip = tip(&app, &draft).await?;
    let page = Seen { draft: &draft, stored: stored.as_ref(), faults: &faults, tip: tip.as_ref() };
    Ok(view(&app, &cx, &member, &page, &params.find))
}

/// The tip that a draft was made from, while it is there.
async fn tip(app: &App, draft: &Draft) -> Result<Option<Tip>, WebError> {
    Ok(match draft.tip {
        Some(id) => app.store().tip(id, app.sealer()).await?,
        None => None,
    })
}

/// A draft with what is known about it.
struct Seen<'a> {
    draft: &'a Draft,
    stored: Option<&'a Closure>,
    faults: &'a [Fault],
    tip: Option<&'a Tip>,
}

fn view(app: &App, cx: &PageCx, member: &Member, seen: &Seen<'_>, asked: &str) -> Markup {
    let atlas = app.atlas();
    let found = (!asked.trim().is_empty()).then(|| find(&atlas, asked.trim()));
    let steps = seen.stored.iter().flat_map(|c| c.steps.iter().map(|s| s.id.0));
    let steps: Vec<Uuid> = steps.collect();
    let (draft, faults, tip) = (seen.draft, seen.faults, seen.tip);
    page(cx, member, &FormPage { draft, faults, stored_steps: &steps, tip, found: found.as_ref() })
}

/// What stands in the way of a draft, and what is worth a look.
pub fn faults(draft: &Draft, stored: Option<&Closure>) -> Vec<Fault> {
    let (case, mut faults) = read(&draft.form, draft.closure(), stored);
    faults.extend(check(&case));
    faults
}

/// Takes the form: whatever button was pressed, what was typed is kept first.
///
/// # Errors
/// When the draft is not this person's, or the database does not answer.
pub async fn take(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<DraftId>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, WebError> {
    let mut draft = own(&app, &member, id).await?;
    let stored = stored(&app, &draft).await?;
    let first = |name: &str| pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
    // The hidden first button sends its word too when Enter is pressed; a pressed button comes alone.
    let pressed = first("do");
    let now = app.clock().now();
    draft.updated_at = now;
    draft.form = CaseForm::of_pairs(&pairs);
    let standing = |_: Group, id: Uuid| {
        stored.as_ref().is_some_and(|case| case.steps.iter().any(|s| s.id.0 == id))
    };
    draft.form.sweep(standing);
    let here = format!("/desk/closures/drafts/{id}");
    let mut to = format!("{here}?said=draft-kept");
    match pressed.split_once('-') {
        Some(("add", group)) => {
            if let Ok(group) = group.parse::<Group>() {
                let row = StepId::new(now).0;
                add_row(&mut draft.form, group, row);
                to = format!("{here}#{group}-{row}");
            }
        }
        Some(("pick", role)) => {
            let picked: Vec<String> =
                pairs.iter().filter(|(n, _)| n == "pick").map(|(_, v)| v.clone()).collect();
            let role = role.parse().unwrap_or(OfficeRole::Losing);
            pick(&mut draft.form, &app.atlas(), &picked, role, || StepId::new(now).0);
            to = format!("{here}#office");
        }
        _ if pressed == "find" => {
            let asked: String = first("find").chars().take(100).collect();
            to = format!("{here}?find={}#found", crate::web::ui::form_encoded(&asked));
        }
        _ => {}
    }
    // What is too much for the form is told, not kept: there is no end to it.
    let beyond = !draft.form.beyond.is_empty();
    let found = faults(&draft, stored.as_ref());
    let kept = CaseForm { beyond: BTreeMap::new(), ..draft.form.clone() };
    put_down(&app, &Draft { form: kept, ..draft.clone() }).await?;
    if beyond || (pressed == "preview" && found.iter().any(Fault::is_error)) {
        let tip = tip(&app, &draft).await?;
        let seen =
            Seen { draft: &draft, stored: stored.as_ref(), faults: &found, tip: tip.as_ref() };
        let markup = view(&app, &cx, &member, &seen, "");
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, markup).into_response());
    }
    if pressed == "preview" {
        to = format!("{here}/preview");
    }
    Ok(Redirect::to(&cx.href(&to)).into_response())
}

fn add_row(form: &mut CaseForm, group: Group, id: Uuid) {
    let rows = form.rows_mut(group);
    if rows.len() < group.most() {
        rows.push(Row { id, fields: Fields::new() });
    }
}

/// Throws a draft away; the ledger stays as it is, and the tip that it was begun with waits again.
///
/// # Errors
/// When the draft is not this person's, or the database does not answer.
pub async fn discard(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<DraftId>,
) -> Result<Redirect, WebError> {
    let draft = own(&app, &member, id).await?;
    let mut tx = app.store().begin().await?;
    tx.put_tip_back(draft.id, member.account.id).await?;
    tx.drop_draft(draft.id, member.account.id).await?;
    if let Some(tip) = draft.tip {
        let (now, tip) = (app.clock().now(), tip.to_string());
        tx.audit(now, &member.actor(), "tip.put_back", "tip", &tip, "").await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&cx.href("/desk/closures?view=drafts&said=draft-gone")))
}
