//! `/report/worker`: what people who work at an office tell of it, on a way of its own.
//!
//! Never counted, mapped, listed or handed out; sealed with the office's name in it; tied to a quarter and to no day.
//! So nothing here leaves a moment behind: the identifier carries none, no line of the audit trail tells of the
//! arrival (a line carries its moment), and the revision does not move.

mod entry;
mod office;
mod view;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::domain::office::Office;
use crate::domain::quarter::Quarter;
use crate::domain::receipt::ReceiptCode;
use crate::domain::worker::{WorkerAccount, WorkerStatus, WorkerTold, timeless_id};
use crate::store::StoreError;

use super::cache::Private;
use super::cx::PageCx;
use super::error::WebError;
use super::extract::Form;
use entry::{Entry, Fault, Typed};
use office::{Meant, meant};
use view::{FormPage, Notice};

/// What became of an account.
enum Written {
    /// It is kept, now or since the form was sent the first time.
    Kept(ReceiptCode),
    /// Another was kept under this form's token.
    Otherwise,
}

/// The empty form.
pub async fn form(State(app): State<App>, cx: PageCx) -> Response {
    let entry = Entry { token: app.form_token(), ..Entry::default() };
    let page = FormPage { entry: &entry, offices: &[], faults: &[], notice: Notice::None };
    filled(&cx, StatusCode::OK, &page)
}

/// Takes the form and shows the receipt code at once: no cookie is left on the device.
///
/// # Errors
/// When the database fails for good.
pub async fn send(
    State(app): State<App>,
    cx: PageCx,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let mut entry = Entry::of(typed);
    if !entry.has_token() {
        entry.token = app.form_token();
    }
    // What is masked is shown to the writer before anything is kept.
    let covered = entry.mask();
    let mut faults = entry.faults();
    let atlas = app.atlas();
    let meant = meant(&atlas, &entry);
    let mut offices: &[&Office] = &[];
    if let Meant::Ask(fit) = &meant {
        offices = fit;
        faults.insert(0, Fault::Which);
    }
    let again = |entry: &Entry, notice| {
        let page = FormPage { entry, offices, faults: &faults, notice };
        Ok(filled(&cx, StatusCode::UNPROCESSABLE_ENTITY, &page))
    };
    if !covered.is_empty() {
        return again(&entry, Notice::Covered(covered));
    }
    if !faults.is_empty() {
        return again(&entry, Notice::None);
    }
    let office = if let Meant::One(office) = meant { Some(office) } else { None };
    match keep(&app, &cx, &entry, office).await {
        Ok(Written::Kept(code)) => Ok((Extension(Private), view::sent(&cx, &code)).into_response()),
        // The form was sent once and then changed: a new account, if the writer wants one.
        Ok(Written::Otherwise) => {
            entry.token = app.form_token();
            again(&entry, Notice::SentBefore)
        }
        Err(error) if error.is_passing() => {
            tracing::error!(%error, "an account could not be kept; the writer was asked to send it again");
            let page = FormPage { entry: &entry, offices, faults: &[], notice: Notice::NotKept };
            Ok(filled(&cx, StatusCode::SERVICE_UNAVAILABLE, &page))
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps the account under the receipt code that follows from the form's token.
async fn keep(
    app: &App,
    cx: &PageCx,
    entry: &Entry,
    office: Option<&Office>,
) -> Result<Written, StoreError> {
    let code = ReceiptCode::from_bytes(&app.sealer().derive("worker receipt", &entry.token));
    let account = WorkerAccount {
        id: timeless_id(&app.sealer().derive("worker account", &entry.token)),
        told: WorkerTold {
            office: office.map(|office| office.id),
            place: entry.office.clone(),
            words: entry.words.clone(),
            contact: entry.reachable(),
            lang: cx.words.lang().as_str().to_owned(),
        },
        receipt_hash: code.hash(),
        status: WorkerStatus::Waiting,
        quarter: Quarter::of(app.clock().today()),
        closed: None,
    };
    let mut tx = app.store().begin().await?;
    if tx.insert_worker_account(&account, app.sealer()).await? {
        tx.commit().await?;
        return Ok(Written::Kept(code));
    }
    drop(tx);
    let hash = &account.receipt_hash;
    let before = app.store().worker_account_by_receipt(hash, app.sealer()).await?;
    let is_same = before.is_some_and(|before| before.told == account.told);
    Ok(if is_same { Written::Kept(code) } else { Written::Otherwise })
}

fn filled(cx: &PageCx, status: StatusCode, page: &FormPage<'_>) -> Response {
    (status, Extension(Private), view::show(cx, page)).into_response()
}
