//! What the writer of a report changes with the code: an answer, an addition, what is allowed, and the end of it.
//!
//! The report is read again inside the transaction, so that a moderator who is at work on it at the same moment is in
//! nobody's way. Sending a form twice is sending it once.

use jiff::{Timestamp, ToSpan};
use serde_json::{Map, Value};

use super::entry::{Choices, MOST_MESSAGES, MOST_TOLD, Words};
use crate::app::App;
use crate::domain::id::{MessageId, ReportId};
use crate::domain::report::{Author, Message, Report, ReportStatus};
use crate::store::{StoreError, Tx};
use crate::web::report::day_of;

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It is kept, now or since the form was sent the first time.
    Kept,
    /// There is no more room.
    Full,
    /// It cannot be, as the report is now.
    NotNow,
}

/// Whether something may be added to what was told: while it waits or is public, and not after its time was up.
pub const fn may_add(report: &Report) -> bool {
    matches!(report.status, ReportStatus::Pending | ReportStatus::Published)
        && report.erased_on.is_none()
}

/// Whether answers are taken and choices may be changed.
pub const fn is_open(report: &Report) -> bool {
    !matches!(report.status, ReportStatus::Withdrawn | ReportStatus::Spam)
}

/// The moment of a writer's deed: kept to the day like the report itself, a second behind it so that the order of events
/// stays.
fn moment(app: &App) -> Timestamp {
    let day = day_of(app.clock().today());
    day.checked_add(1.second()).unwrap_or(day)
}

/// All that everybody may see of a report.
fn shown(report: &Report) -> (Option<&str>, Option<&str>, bool, bool) {
    (report.public_words(), report.public_name(), report.is_listed(), report.shows_photos())
}

/// Saves a report, tells the readers if they see something else now, and writes the audit line.
async fn save(
    app: &App,
    mut tx: Tx,
    before: &Report,
    after: &Report,
    action: &str,
    detail: &str,
) -> Result<(), StoreError> {
    tx.save_report(after, app.sealer()).await?;
    if shown(before) != shown(after) || before.counted != after.counted {
        tx.raise_revision().await?;
    }
    let id = after.id.to_string();
    tx.audit(moment(app), "resident", action, "report", &id, detail).await?;
    tx.commit().await?;
    if let Err(error) = app.store().scrub().await {
        tracing::warn!(%error, "the log of the database could not be cut after a report was changed");
    }
    Ok(())
}

/// Adds to what was told.
///
/// # Errors
/// When the database does not answer.
pub async fn add(app: &App, id: ReportId, words: &Words) -> Result<Done, StoreError> {
    let mut tx = app.store().begin().await?;
    let Some(before) = tx.report(id, app.sealer()).await? else { return Ok(Done::NotNow) };
    if !may_add(&before) {
        return Ok(Done::NotNow);
    }
    if before.told == words.text || before.told.ends_with(&format!("\n\n{}", words.text)) {
        return Ok(Done::Kept);
    }
    if before.told.chars().count() + words.text.chars().count() > MOST_TOLD {
        return Ok(Done::Full);
    }
    let mut after = before.clone();
    if after.add(&words.text).is_err() {
        return Ok(Done::NotNow);
    }
    save(app, tx, &before, &after, "report.added", "").await?;
    Ok(Done::Kept)
}

/// Answers the moderators.
///
/// # Errors
/// When the database does not answer.
pub async fn answer(app: &App, id: ReportId, words: &Words) -> Result<Done, StoreError> {
    let mut tx = app.store().begin().await?;
    let Some(report) = tx.report(id, app.sealer()).await? else { return Ok(Done::NotNow) };
    let (count, last) = tx.last_report_message(id, app.sealer()).await?;
    let Some(last) = last.filter(|_| is_open(&report)) else { return Ok(Done::NotNow) };
    if last.author == Author::Writer && last.words == words.text {
        return Ok(Done::Kept);
    }
    if count >= MOST_MESSAGES {
        return Ok(Done::Full);
    }
    let at = moment(app);
    let message = Message {
        id: MessageId::new(at),
        author: Author::Writer,
        words: words.text.clone(),
        on: app.clock().today(),
    };
    tx.insert_report_message(id, &message, app.sealer()).await?;
    tx.audit(at, "resident", "report.replied", "report", &id.to_string(), "").await?;
    tx.commit().await?;
    Ok(Done::Kept)
}

/// Changes what is allowed. Where more may be shown than a moderator has looked at, it is looked at first.
///
/// # Errors
/// When the database does not answer.
pub async fn allow(app: &App, id: ReportId, choices: &Choices) -> Result<Done, StoreError> {
    let mut tx = app.store().begin().await?;
    let Some(before) = tx.report(id, app.sealer()).await? else { return Ok(Done::NotNow) };
    let mut after = before.clone();
    let wanted = choices.apply(&mut after);
    let changes = after.set_consents(wanted, app.clock().today());
    let Some(changes) = changes.ok().filter(|_| is_open(&before)) else { return Ok(Done::NotNow) };
    if after == before {
        return Ok(Done::Kept);
    }
    let now = after.consents;
    let then = before.consents;
    let other_name = now.name && now.words && before.first_name != after.first_name;
    if (now.words && !then.words)
        || (now.photos && !then.photos)
        || (now.name && !then.name)
        || other_name
    {
        after.look_again();
    }
    tx.note_consents(id, &changes).await?;
    let detail: Map<String, Value> =
        changes.iter().map(|c| (c.consent.to_string(), Value::Bool(c.given))).collect();
    save(app, tx, &before, &after, "report.consents", &Value::from(detail).to_string()).await?;
    Ok(Done::Kept)
}

/// Takes a report back: words, photos, messages, name and contact are erased; it leaves the counts only when the writer
/// says so.
///
/// # Errors
/// When the database does not answer.
pub async fn take_back(app: &App, id: ReportId, stays: bool) -> Result<(), StoreError> {
    let mut tx = app.store().begin().await?;
    let Some(before) = tx.report(id, app.sealer()).await? else { return Ok(()) };
    if before.status == ReportStatus::Withdrawn && (stays || !before.counted) {
        return Ok(());
    }
    let mut after = before.clone();
    after.withdraw(stays, app.clock().today());
    save(app, tx, &before, &after, "report.withdrawn", "").await
}
