//! Letters with a link that signs in: asked for at the door, or sent as an invitation.
//!
//! At the door nobody learns whether an address has an account: the request only puts a job into the queue, and the
//! job looks the address up.

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{JobError, Tools, mail};
use crate::app::App;
use crate::domain::account::{Account, LinkPurpose};
use crate::domain::email::Email;
use crate::domain::job::{Job, JobKind, NewJob};
use crate::domain::mail::Letter;
use crate::domain::token::LinkToken;
use crate::i18n::{Lang, Words};
use crate::store::{StoreError, Tx};

/// What somebody asked for at the door; kept sealed until the job has run.
#[derive(Serialize, Deserialize)]
struct Asked {
    email: String,
    lang: Lang,
    next: String,
}

/// Puts the question whether an address may sign in into the queue. `next` is the part of a link that leads on to a
/// page, such as `&next=%2Fdesk`; it may be empty.
///
/// # Errors
/// When it cannot be sealed or the database does not answer.
pub async fn ask(
    tx: &mut Tx,
    app: &App,
    email: &Email,
    lang: Lang,
    next: &str,
) -> Result<(), StoreError> {
    let asked = Asked { email: email.as_str().to_owned(), lang, next: next.to_owned() };
    let text = serde_json::to_string(&asked).map_err(StoreError::unwritable)?;
    let sealed = BASE64.encode(&app.sealer().seal(&text)?);
    let job = NewJob::now(JobKind::SignIn, json!({ "sealed": sealed }), app.clock().now());
    tx.enqueue(&job).await?;
    Ok(())
}

/// Writes to the address if there is an account in use under it; else does nothing.
pub(super) async fn answer(tools: &Tools, job: &Job) -> Result<(), JobError> {
    let app = &tools.app;
    let unreadable =
        || JobError::Never("the request does not open; was the key file changed?".to_owned());
    let asked = open(app, job).ok_or_else(unreadable)?;
    let email = Email::parse(&asked.email).map_err(|_| unreadable())?;
    let Some(account) = app.store().account_by_email(&email, app.sealer()).await? else {
        return Ok(());
    };
    let now = app.clock().now();
    let token = LinkToken::generate(&mut rand::rng());
    let words = Words::of(asked.lang);
    let letter = Letter {
        to: email.as_str().to_owned(),
        subject: words.t("letter-sign-in"),
        text: words.with(
            "letter-sign-in-text",
            &[("link", link(app, &token, asked.lang, &asked.next).into())],
        ),
        headers: Vec::new(),
    };
    let mut tx = app.store().begin().await?;
    tx.insert_sign_in_link(&token, account.id, LinkPurpose::SignIn, now).await?;
    mail::post(&mut tx, app, account.id.0, &letter).await?;
    tx.commit().await?;
    Ok(())
}

fn open(app: &App, job: &Job) -> Option<Asked> {
    let sealed = BASE64.decode(job.payload.get("sealed")?.as_str()?.as_bytes()).ok()?;
    serde_json::from_str(&app.sealer().open(&sealed).ok()?).ok()
}

/// Makes an invitation and puts its letter into the queue.
///
/// # Errors
/// When the letter cannot be sealed or the database does not answer.
pub async fn invite(
    tx: &mut Tx,
    app: &App,
    to: &Email,
    account: &Account,
    by: &str,
    lang: Lang,
) -> Result<(), StoreError> {
    let token = LinkToken::generate(&mut rand::rng());
    let words = Words::of(lang);
    let by = if by.is_empty() { words.t("letter-invite-somebody") } else { by.to_owned() };
    let values = [
        ("by", by.into()),
        ("role", words.word("person-role", account.role.as_str()).into()),
        ("what", words.word("person-role-what", account.role.as_str()).into()),
        ("link", link(app, &token, lang, "").into()),
    ];
    let letter = Letter {
        to: to.as_str().to_owned(),
        subject: words.t("letter-invite"),
        text: words.with("letter-invite-text", &values),
        headers: Vec::new(),
    };
    tx.insert_sign_in_link(&token, account.id, LinkPurpose::Invite, app.clock().now()).await?;
    mail::post(tx, app, account.id.0, &letter).await
}

fn link(app: &App, token: &LinkToken, lang: Lang, next: &str) -> String {
    app.site().link(&format!("/sign-in/link?token={}&lang={lang}{next}", token.reveal()))
}
