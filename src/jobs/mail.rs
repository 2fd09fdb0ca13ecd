//! Letters on their way: sealed in the queue, opened only to be sent.

use data_encoding::BASE64;
use serde_json::json;
use uuid::Uuid;

use super::{JobError, Tools};
use crate::app::App;
use crate::domain::job::{Job, JobKind, NewJob};
use crate::domain::mail::Letter;
use crate::mail::MailError;
use crate::store::{StoreError, Tx};

/// Puts a letter into the queue; it is sent only if the transaction commits. `owner` is the follower, the wish or the
/// account that it goes to: when they go before it was sent, it goes with them.
///
/// # Errors
/// When the letter cannot be sealed or the database does not answer.
pub async fn post(tx: &mut Tx, app: &App, owner: Uuid, letter: &Letter) -> Result<(), StoreError> {
    let job = job_of(app, JobKind::Mail, owner, letter)?;
    tx.enqueue(&job).await?;
    Ok(())
}

/// Puts a letter that many get into the queue, where it holds up nobody who waits for one.
///
/// # Errors
/// When the letter cannot be sealed or the database does not answer.
pub async fn post_to_many(
    tx: &mut Tx,
    app: &App,
    owner: Uuid,
    letter: &Letter,
) -> Result<(), StoreError> {
    let job = job_of(app, JobKind::Newsletter, owner, letter)?;
    tx.enqueue(&job).await?;
    Ok(())
}

fn job_of(app: &App, kind: JobKind, owner: Uuid, letter: &Letter) -> Result<NewJob, StoreError> {
    let text = serde_json::to_string(letter).map_err(StoreError::unwritable)?;
    let sealed = BASE64.encode(&app.sealer().seal(&text)?);
    let job = NewJob::now(kind, json!({ "sealed": sealed }), app.clock().now());
    Ok(NewJob { owner: Some(owner), ..job })
}

/// Sends the letter of a job. A letter is sent once more only where the process died right after sending it; then
/// it carries the same `Message-ID`, by which mail programs know it.
pub(super) async fn send(tools: &Tools, job: &Job) -> Result<(), JobError> {
    let letter = open(&tools.app, job).ok_or_else(|| {
        JobError::Never("the letter does not open; was the key file changed?".to_owned())
    })?;
    let now = tools.app.clock().now();
    tools.mailer.send(&letter, job.id, now).await.map_err(|error| match error {
        MailError::Refused(_) => JobError::Never(error.to_string()),
        MailError::Unreachable(_) => JobError::Later(error.to_string()),
    })
}

fn open(app: &App, job: &Job) -> Option<Letter> {
    let sealed = BASE64.decode(job.payload.get("sealed")?.as_str()?.as_bytes()).ok()?;
    serde_json::from_str(&app.sealer().open(&sealed).ok()?).ok()
}
