//! How often one place may post. No address is kept: a salted digest in memory, with a salt of the day.

use std::convert::Infallible;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use rand::RngCore;
use sha2::{Digest, Sha256};
use std::sync::Mutex;

use crate::domain::email::Email;
use crate::domain::id::ApiKeyId;
use crate::domain::time::Clock;

use super::error::WebError;
use super::guard::is_one_press;
use super::wrong_codes::WrongCodes;

/// Posts at once; a family or a library behind one address must fit.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(30).unwrap();
/// Posts a minute after that.
const A_MINUTE: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// Letters to one address at once, and how often one more after that.
const LETTERS_AT_ONCE: NonZeroU32 = NonZeroU32::new(5).unwrap();
const A_LETTER_EVERY: Duration = Duration::from_secs(300);
/// The same at the desk, where a row is added to a form by sending it.
const DESK_AT_ONCE: NonZeroU32 = NonZeroU32::new(200).unwrap();
/// Posts a minute after that.
const DESK_A_MINUTE: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// Reports of one program at once, and a minute after that: many people may stand behind it.
const KEY_AT_ONCE: NonZeroU32 = NonZeroU32::new(100).unwrap();
const KEY_A_MINUTE: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// Callers remembered before those that are idle are forgotten.
const MANY: usize = 20_000;

/// The address of the other end of the connection, told by the server to the layers.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Whether the visitor's browser speaks https, as the trusted proxy in front says.
#[derive(Debug, Clone, Copy)]
pub struct Https(pub bool);

impl<S: Send + Sync> FromRequestParts<S> for Https {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or(Self(false)))
    }
}

/// Who has posted how often lately.
#[derive(Clone)]
pub struct Limits {
    inner: Arc<Inner>,
}

struct Inner {
    posts: DefaultKeyedRateLimiter<u64>,
    letters: DefaultKeyedRateLimiter<u64>,
    desk: DefaultKeyedRateLimiter<u64>,
    codes: WrongCodes,
    keys: DefaultKeyedRateLimiter<ApiKeyId>,
    salt: Mutex<(jiff::civil::Date, [u8; 16])>,
    clock: Clock,
    proxies: usize,
}

impl Limits {
    /// Limits behind a number of trusted proxies.
    #[must_use]
    pub fn new(clock: Clock, proxies: usize) -> Self {
        let posts = RateLimiter::keyed(Quota::per_minute(A_MINUTE).allow_burst(AT_ONCE));
        // There is no period only where the pause is zero, which it is not.
        let letters =
            Quota::with_period(A_LETTER_EVERY).unwrap_or(Quota::per_hour(LETTERS_AT_ONCE));
        let letters = RateLimiter::keyed(letters.allow_burst(LETTERS_AT_ONCE));
        let desk = RateLimiter::keyed(Quota::per_minute(DESK_A_MINUTE).allow_burst(DESK_AT_ONCE));
        let keys = RateLimiter::keyed(Quota::per_minute(KEY_A_MINUTE).allow_burst(KEY_AT_ONCE));
        let salt = Mutex::new((clock.today(), fresh_salt()));
        let codes = WrongCodes::new(clock.clone());
        let inner = Inner { posts, letters, desk, codes, keys, salt, clock, proxies };
        Self { inner: Arc::new(inner) }
    }

    fn key(&self, bytes: &[u8]) -> u64 {
        let today = self.inner.clock.today();
        let salt = {
            // A panic elsewhere cannot leave the pair half written.
            let mut kept =
                self.inner.salt.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if kept.0 != today {
                *kept = (today, fresh_salt());
            }
            kept.1
        };
        let mut hash = Sha256::new();
        hash.update(salt);
        hash.update(bytes);
        let digest = hash.finalize();
        digest.iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte))
    }

    fn allows(&self, address: IpAddr, path: &str) -> bool {
        // A program posts for many people from one place; how often is held back by its key.
        let often = path.starts_with("/desk/") || path.starts_with("/open311/");
        let limiter = if often { &self.inner.desk } else { &self.inner.posts };
        if limiter.len() > MANY {
            limiter.retain_recent();
        }
        limiter.check_key(&self.place(address)).is_ok()
    }

    /// The salted digest that stands for an address.
    fn place(&self, address: IpAddr) -> u64 {
        match address {
            IpAddr::V4(v4) => self.key(&v4.octets()),
            // One household has a whole /64.
            IpAddr::V6(v6) => self.key(&v6.octets()[..8]),
        }
    }

    /// Whether one more letter may go to an address, whoever asks for it.
    #[must_use]
    pub fn allows_letter(&self, to: &Email) -> bool {
        if self.inner.letters.len() > MANY {
            self.inner.letters.retain_recent();
        }
        self.inner.letters.check_key(&self.key(to.folded().as_bytes())).is_ok()
    }

    /// Whether a program may post one more report with its key.
    #[must_use]
    pub fn allows_key(&self, key: ApiKeyId) -> bool {
        self.inner.keys.check_key(&key).is_ok()
    }

    /// The caller: the other end, or what the innermost trusted proxy says of it.
    fn caller(&self, request: &Request) -> Option<IpAddr> {
        let peer = request.extensions().get::<Peer>().map(|p| p.0);
        if self.inner.proxies == 0 {
            return peer;
        }
        let told: Vec<&str> = request
            .headers()
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|v| v.to_str().ok())
            .flat_map(|v| v.split(','))
            .collect();
        told.len()
            .checked_sub(self.inner.proxies)
            .and_then(|at| told.get(at))
            .and_then(|text| text.trim().parse().ok())
            .or(peer)
    }

    /// Whether the proxy nearest to us says that the visitor came by https; without a proxy nobody can say so.
    fn is_https(&self, request: &Request) -> bool {
        let told =
            request.headers().get_all("x-forwarded-proto").iter().filter_map(|v| v.to_str().ok());
        let last = told.flat_map(|v| v.split(',')).last();
        self.inner.proxies > 0
            && last.is_some_and(|scheme| scheme.trim().eq_ignore_ascii_case("https"))
    }
}

/// The wrong receipt codes of the caller; without a known caller there is no limit.
#[derive(Clone)]
pub struct CodeTries(Option<(Limits, u64)>);

impl CodeTries {
    /// Takes a try before a code is looked up.
    ///
    /// # Errors
    /// How long to wait, when the caller has tried too many.
    pub fn take(&self) -> Result<(), jiff::SignedDuration> {
        self.0.as_ref().map_or(Ok(()), |(limits, place)| limits.inner.codes.take(*place))
    }

    /// Gives a try back: the code was right.
    pub fn give_back(&self) {
        if let Some((limits, place)) = &self.0 {
            limits.inner.codes.give_back(*place);
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for CodeTries {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or(Self(None)))
    }
}

fn fresh_salt() -> [u8; 16] {
    let mut salt = [0; 16];
    rand::rng().fill_bytes(&mut salt);
    salt
}

/// Holds back those who post too often; reading is never held back.
pub async fn posts(State(limits): State<Limits>, mut request: Request, next: Next) -> Response {
    let https = Https(limits.is_https(&request));
    request.extensions_mut().insert(https);
    request.extensions_mut().insert(limits.clone());
    // A mail service stops letters for many people from one place.
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS)
        || is_one_press(request.uri().path());
    let caller = limits.caller(&request);
    if let Some(caller) = caller.filter(|_| !reads) {
        let place = limits.place(caller);
        request.extensions_mut().insert(CodeTries(Some((limits.clone(), place))));
    }
    match caller {
        Some(caller) if !reads && !limits.allows(caller, request.uri().path()) => {
            WebError::Busy.into_response()
        }
        _ => next.run(request).await,
    }
}
