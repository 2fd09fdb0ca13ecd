//! Keeping a report: once, and no finer in time than the day.

use jiff::Timestamp;
use jiff::civil::Date;

use super::entry::Account;
use crate::app::App;
use crate::domain::id::OfficeId;
use crate::domain::photo::MOST_PHOTOS;
use crate::domain::receipt::ReceiptCode;
use crate::domain::report::{Channel, Report, ReportStatus};
use crate::domain::time::zone;
use crate::i18n::Lang;
use crate::store::StoreError;

/// The most reports of one office, received on one day, that may wait to be looked at. A moderator who looks at them
/// makes room at once; the day after there is room anyway.
pub const MOST_WAITING: u64 = 200;

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is kept.
    Kept,
    /// The very same was kept before: the form was sent twice.
    Before,
    /// Another was kept under this form's token.
    Otherwise,
    /// Nothing was kept: too many reports of this office wait already.
    Crowded,
}

/// The first moment of a day. Identifiers and audit lines carry their moment, and the minute in which a report
/// came in could give its writer away.
pub fn day_of(today: Date) -> Timestamp {
    today.to_zoned(zone()).map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp())
}

/// Keeps the report, its photos and its audit line together.
pub async fn write(
    app: &App,
    office: OfficeId,
    account: Account,
    photos_wait_for: &str,
    code: &ReceiptCode,
    lang: Lang,
) -> Result<Written, StoreError> {
    let today = app.clock().today();
    let at = day_of(today);
    let report = Report {
        answers: account.answers,
        told: account.text,
        consents: account.consents,
        first_name: account.first_name,
        contact: account.contact,
        lang: lang.as_str().to_owned(),
        like: account.like,
        ..Report::arrived(
            office,
            account.problem,
            account.happened_on,
            Channel::Page,
            code.hash(),
            today,
        )
    };
    let mut tx = app.store().begin().await?;
    if tx.insert_report(&report, app.sealer()).await? {
        // A flood from many places must not bury what others tell: past this nobody could read it in time.
        if tx.reports_waiting(office, today).await? > MOST_WAITING {
            return Ok(Written::Crowded);
        }
        // A "me too" keeps nothing of the writer's own.
        if report.like.is_some() {
            for position in 1..=MOST_PHOTOS {
                tx.drop_parked_photo(photos_wait_for, position).await?;
            }
        } else {
            tx.claim_photos(photos_wait_for, report.id).await?;
        }
        tx.audit(at, "resident", "report.received", "report", &report.id.to_string(), "").await?;
        tx.commit().await?;
        return Ok(Written::Kept);
    }
    drop(tx);
    let before = app.store().report_by_receipt(&report.receipt_hash, app.sealer()).await?;
    // Photos that wait have been added since: those of the first were handed over with it.
    let more = !app.store().parked_photos(photos_wait_for).await?.is_empty();
    let same = !more && before.is_some_and(|before| is_same(&before, &report));
    Ok(if same { Written::Before } else { Written::Otherwise })
}

/// Whether two reports say the same. One that was taken back says nothing any more.
fn is_same(before: &Report, now: &Report) -> bool {
    let told = |r: &Report| (r.office, r.problem, r.happened_on, r.consents);
    before.status != ReportStatus::Withdrawn
        && told(before) == told(now)
        && before.answers == now.answers
        && before.told == now.told
        && before.first_name == now.first_name
        && before.contact == now.contact
}
