//! Who is asking: the session cookie, the person behind it, and what they may do.

use std::time::Duration;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, header};

use crate::app::App;
use crate::domain::account::{Account, Role, Session};
use crate::domain::token::SessionToken;
use crate::store::StoreError;

use super::cx::PageCx;
use super::error::{WebError, is_for_programs};
use super::limits::Https;
use super::ui::form_encoded;

/// Name of the cookie.
const NAME: &str = "session";

/// How long a page waits for "was used just now" to be written down, before it goes on without.
const PATIENCE: Duration = Duration::from_millis(500);

/// A signed-in person. Who is not signed in is sent to the door, and comes back to the page after.
#[derive(Debug, Clone)]
pub struct Member {
    /// The person, as the database has them at this moment.
    pub account: Account,
    /// The session of this request.
    pub session: Session,
}

impl Member {
    /// Goes on only if the person's role has a power: `member.need(Role::may_edit_ledger)?`.
    ///
    /// # Errors
    /// When it has not.
    pub fn need(&self, power: fn(Role) -> bool) -> Result<(), WebError> {
        if power(self.account.role) { Ok(()) } else { Err(WebError::Forbidden) }
    }

    /// How audit lines name the person.
    #[must_use]
    pub fn actor(&self) -> String {
        self.account.actor()
    }
}

impl<S> FromRequestParts<S> for Member
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        let app = App::from_ref(state);
        member(&app, parts).await?.ok_or_else(|| to_the_door(&app, parts))
    }
}

/// The signed-in person, if there is one.
#[derive(Debug, Clone)]
pub struct MaybeMember(pub Option<Member>);

impl<S> FromRequestParts<S> for MaybeMember
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        Ok(Self(member(&App::from_ref(state), parts).await?))
    }
}

fn carried(parts: &Parts) -> Option<SessionToken> {
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut named = cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|cookie| cookie.trim().strip_prefix(NAME)?.strip_prefix('='));
    named.find_map(|value| SessionToken::parse(value).ok())
}

async fn member(app: &App, parts: &Parts) -> Result<Option<Member>, WebError> {
    let Some(token) = carried(parts) else { return Ok(None) };
    let now = app.clock().now();
    let Some((mut session, account)) = app.store().session(&token, now).await? else {
        return Ok(None);
    };
    if session.is_due(now) {
        session.slide(now);
        match tokio::time::timeout(PATIENCE, touch(app, &session)).await {
            Ok(Ok(())) => {}
            // A long import holds the database: the page matters more, and the next request tries again.
            Ok(Err(error)) => tracing::debug!(%error, "the use of a session was not written down"),
            Err(_) => tracing::debug!("the use of a session was not written down in time"),
        }
    }
    Ok(Some(Member { account, session }))
}

async fn touch(app: &App, session: &Session) -> Result<(), StoreError> {
    let mut tx = app.store().begin().await?;
    tx.touch_session(session).await?;
    tx.commit().await
}

/// Pages lead to the door; forms and programs are told that nobody is signed in.
fn to_the_door(app: &App, parts: &Parts) -> WebError {
    let reads = matches!(parts.method, Method::GET | Method::HEAD);
    if !reads || is_for_programs(parts.uri.path()) {
        return WebError::SignIn { at: None };
    }
    let cx = PageCx::of(app, parts);
    let query = if cx.query.is_empty() { String::new() } else { format!("?{}", cx.query) };
    let here = form_encoded(&format!("{}{query}", cx.path));
    let to = cx.href(&format!("/sign-in?next={here}"));
    WebError::SignIn { at: Some(to) }
}

/// The cookie of a new session. It outlives no session, and no script can read it.
///
/// # Errors
/// Never: a token is plain text.
pub fn cookie(token: &SessionToken, https: Https) -> Result<HeaderValue, WebError> {
    let seconds = Session::LONGEST.as_secs();
    let cookie = format!(
        "{NAME}={}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{}",
        token.reveal(),
        secure(https)
    );
    let mut value = HeaderValue::from_str(&cookie).map_err(|e| WebError::Fault(e.to_string()))?;
    value.set_sensitive(true);
    Ok(value)
}

/// The cookie that takes the other one away.
///
/// # Errors
/// Never: it is plain text.
pub fn no_cookie(https: Https) -> Result<HeaderValue, WebError> {
    let cookie = format!("{NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{}", secure(https));
    HeaderValue::from_str(&cookie).map_err(|e| WebError::Fault(e.to_string()))
}

const fn secure(https: Https) -> &'static str {
    if https.0 { "; Secure" } else { "" }
}
