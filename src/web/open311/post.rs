//! Taking a report from another program: the key, the limits, and one transaction.

use axum::http::StatusCode;

use super::posted::{Posted, Told};
use super::refusal::Refusal;
use super::tree::Node;
use super::{asked, token};
use crate::app::App;
use crate::domain::id::ReportId;
use crate::domain::receipt::ReceiptCode;
use crate::domain::report::{Channel, Report};
use crate::domain::token::ApiToken;
use crate::i18n::Words;
use crate::store::StoreError;
use crate::web::error::WebError;
use crate::web::limits::Limits;
use crate::web::report::{MOST_WAITING, day_of};

/// Takes a report.
///
/// # Errors
/// When the key opens nothing or has posted too often, the form has faults, or the database does not answer.
pub async fn take(
    app: &App,
    words: Words,
    limits: &Limits,
    posted: &Posted,
) -> Result<Node, Refusal> {
    asked::jurisdiction(posted.one("jurisdiction_id"))?;
    key(app, limits, posted.one("api_key")).await?;
    let told = posted.read(&app.atlas(), app.clock().today());
    let told = told.map_err(|faults| Refusal::Faults(StatusCode::BAD_REQUEST, faults))?;
    let is_masked = told.is_masked;
    let (id, code) = keep(app, words, told).await?.ok_or(WebError::Busy)?;
    let receipt = app.site().link("/receipt");
    let mut notice = words
        .with("open311-kept", &[("code", code.to_string().into()), ("address", receipt.into())]);
    if is_masked {
        notice = format!("{notice} {}", words.t("open311-masked"));
    }
    let request = Node::Fields(vec![
        ("service_request_id", Node::text(id.to_string())),
        ("token", Node::text(token::of(app.sealer(), id))),
        ("service_notice", Node::Text(notice)),
        ("account_id", Node::Nothing),
    ]);
    Ok(Node::Many("request", vec![request]))
}

/// Checks the key, and how often it was used lately.
async fn key(app: &App, limits: &Limits, shown: Option<&str>) -> Result<(), Refusal> {
    let no = |sentence: &str| Refusal::one(StatusCode::FORBIDDEN, sentence);
    let shown =
        shown.ok_or_else(|| no("api_key: there is none in the form, and posting needs one"))?;
    let wrong = || no("api_key: it is none of ours, or it was taken back");
    let token = ApiToken::parse(shown).map_err(|_| wrong())?;
    let key = app.store().api_key(&token).await?.ok_or_else(wrong)?;
    if limits.allows_key(key.id) { Ok(()) } else { Err(WebError::Busy.into()) }
}

/// Keeps the report and its audit line together. Its receipt code is handed over with the answer, once. Nothing is
/// kept where so many reports of the office wait already that nobody could read them in time.
async fn keep(
    app: &App,
    words: Words,
    told: Told,
) -> Result<Option<(ReportId, ReceiptCode)>, StoreError> {
    let today = app.clock().today();
    let code = ReceiptCode::from_bytes(&app.sealer().derive("receipt", &app.form_token()));
    let report = Report {
        answers: told.answers,
        told: told.words,
        consents: told.consents,
        first_name: told.first_name,
        contact: told.contact,
        lang: words.lang().as_str().to_owned(),
        ..Report::arrived(
            told.office,
            told.problem,
            told.happened_on,
            Channel::Open311,
            code.hash(),
            today,
        )
    };
    let (at, id) = (day_of(today), report.id.to_string());
    let mut tx = app.store().begin().await?;
    if !tx.insert_report(&report, app.sealer()).await? {
        return Err(StoreError::RowCount { what: "keeping a report", found: 0, expected: 1 });
    }
    if tx.reports_waiting(report.office, today).await? > MOST_WAITING / 4 {
        return Ok(None);
    }
    tx.audit(at, "resident", "report.received", "report", &id, "").await?;
    tx.commit().await?;
    Ok(Some((report.id, code)))
}
