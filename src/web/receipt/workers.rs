//! What a receipt code opens when it belongs to a worker's account: where it is on its way, and its end.
//!
//! What was told is not shown: a code that is found must not give its writer away.

use maud::{Markup, html};

use super::view::code_field;
use crate::app::App;
use crate::domain::id::WorkerAccountId;
use crate::domain::receipt::ReceiptCode;
use crate::domain::worker::WorkerAccount;
use crate::store::StoreError;
use crate::web::cx::PageCx;
use crate::web::ui::{self, Page};

/// Where the account is on its way.
pub fn show(cx: &PageCx, code: &ReceiptCode, account: &WorkerAccount) -> Markup {
    let title = cx.t("worker-receipt");
    let status = account.status.as_str();
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (title) }
            div.news.prose.good role="note" {
                p { strong { (cx.words.word("worker-status", status)) } }
                p { (cx.words.word("worker-status-what", status)) }
            }
            p.prose { (cx.t("worker-receipt-hidden")) }
            section.prose aria-labelledby="withdraw" {
                h2 id="withdraw" { (cx.t("worker-withdraw")) }
                p { (cx.t("worker-withdraw-what")) }
                form action=(cx.href("/receipt/withdraw")) method="post" {
                    (code_field(code))
                    p.do { button.quiet type="submit" { (cx.t("worker-withdraw-go")) } }
                }
            }
        },
    )
}

/// Asks once more before it is erased.
pub fn sure(cx: &PageCx, code: &ReceiptCode) -> Markup {
    let title = cx.t("worker-sure");
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (title) }
            p.lead { (cx.t("worker-sure-what")) }
            form action=(cx.href("/receipt/withdraw")) method="post" {
                (code_field(code))
                input type="hidden" name="sure" value="yes";
                p.do { button.go type="submit" { (cx.t("receipt-sure-go")) } }
            }
            form action=(cx.href("/receipt")) method="post" {
                (code_field(code))
                p.do { button.quiet type="submit" { (cx.t("receipt-sure-keep")) } }
            }
        },
    )
}

/// Deletes the account. No line of the audit trail tells of it: a line carries its moment.
///
/// # Errors
/// When the database does not answer.
pub async fn erase(app: &App, id: WorkerAccountId) -> Result<(), StoreError> {
    let mut tx = app.store().begin().await?;
    tx.drop_worker_account(id).await?;
    tx.commit().await?;
    if let Err(error) = app.store().scrub().await {
        tracing::warn!(%error, "the log of the database could not be cut after something was taken back");
    }
    Ok(())
}
