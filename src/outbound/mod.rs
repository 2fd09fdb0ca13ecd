//! Requests to other machines, in the name of people who paste addresses: only pages of the open internet, within
//! limits of time and size.
//!
//! An address is refused when it is not http or https, holds a password, names another port than those of the web, or
//! leads to this machine or its network. Names are looked up by [`guard`] for the very connection that is made, so an
//! answer that changes between the check and the use changes nothing. Where a page is sent on, every step is checked
//! as the first was. No proxy, cookie or referrer is used.

mod address;
mod answer;
mod error;
mod guard;
mod unpack;

#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::header::{ACCEPT, HeaderMap, HeaderValue, LOCATION, USER_AGENT};
use reqwest::{Method, Url};
use tokio::time::{Instant, timeout_at};

pub use answer::{Answer, Hop};
pub use error::{OutboundError, Wait};
pub use guard::{Exception, Names, NotAnException, Told};
pub use unpack::Unpacker;

use guard::{Guard, Resolver, Way};

/// The ports of the web.
pub const WEB_PORTS: [u16; 2] = [80, 443];

/// How long and how large an answer may be.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For the connection and the head of the answer, at each step of the way.
    pub head: Duration,
    /// Between two pieces of the body.
    pub quiet: Duration,
    /// For all of it.
    pub whole: Duration,
    /// Bytes of the body as they are sent.
    pub most_bytes: u64,
    /// How often a page may be sent on.
    pub redirects: u8,
}

/// What a client is made of.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Ports that may be asked.
    pub ports: Vec<u16>,
    /// Hosts with their ports that may be asked although they are closed.
    pub exceptions: Vec<Exception>,
    /// What is said of us: the product and where it runs.
    pub agent: String,
    /// What looks names up.
    pub names: Names,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            ports: WEB_PORTS.to_vec(),
            exceptions: Vec::new(),
            agent: agent(None),
            names: Names::System,
        }
    }
}

/// The name by which we ask: the product, its version and the site that runs it.
#[must_use]
pub fn agent(site: Option<&str>) -> String {
    const PRODUCT: &str = concat!("StillOpen/", env!("CARGO_PKG_VERSION"));
    match site {
        Some(site) => format!("{PRODUCT} (+{}/about)", site.trim_end_matches('/')),
        None => PRODUCT.to_owned(),
    }
}

/// What asks; cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    settings: Settings,
    guard: Guard,
    checked: OnceLock<reqwest::Client>,
    excepted: OnceLock<reqwest::Client>,
}

/// The answer to a message that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its status.
    pub status: u16,
    /// The beginning of its body.
    pub beginning: Vec<u8>,
}

impl Client {
    /// A client; nothing is set up before the first request.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let guard =
            Guard { ports: settings.ports.clone(), exceptions: settings.exceptions.clone() };
        let (checked, excepted) = (OnceLock::new(), OnceLock::new());
        Self { inner: Arc::new(Inner { settings, guard, checked, excepted }) }
    }

    /// Whether an address may be asked, as far as the way it is written tells.
    ///
    /// # Errors
    /// When it may not.
    pub fn check(&self, address: &str) -> Result<Url, OutboundError> {
        let url = Guard::read(address)?;
        self.inner.guard.check(&url)?;
        Ok(url)
    }

    /// Asks for a page and follows where it is sent on to.
    ///
    /// # Errors
    /// When the address or one that it leads to is refused, or no answer begins in time.
    pub async fn get(&self, address: &str, limits: Limits) -> Result<Answer, OutboundError> {
        const PAGES: &str = "text/html,application/pdf;q=0.9,*/*;q=0.8";
        let accept = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(PAGES))]);
        self.get_with(address, accept, limits).await
    }

    /// The same with headers of one's own, such as those that ask for the rest of a file.
    ///
    /// # Errors
    /// When the address or one that it leads to is refused, or no answer begins in time.
    pub async fn get_with(
        &self,
        address: &str,
        own: HeaderMap,
        limits: Limits,
    ) -> Result<Answer, OutboundError> {
        let until = answer::deadline(limits.whole);
        let mut url = Guard::read(address)?;
        let mut hops = Vec::new();
        loop {
            url.set_fragment(None);
            let mut headers = own.clone();
            headers.insert("accept-encoding", HeaderValue::from_static("identity"));
            let (hop, body) = self.ask(Method::GET, &url, headers, None, limits, until).await?;
            let Some(next) = sent_on(&hop)? else {
                return Answer::new(hops, hop, body, limits, until);
            };
            hops.push(hop);
            if hops.len() > usize::from(limits.redirects) {
                return Err(OutboundError::TooManyRedirects { most: limits.redirects });
            }
            url = next;
        }
    }

    /// Sends a message and reads the beginning of the reply; it is not sent on.
    ///
    /// # Errors
    /// When the address is refused or no answer comes in time.
    pub async fn post(
        &self,
        address: &str,
        headers: HeaderMap,
        body: Vec<u8>,
        limits: Limits,
    ) -> Result<Reply, OutboundError> {
        let until = answer::deadline(limits.whole);
        let url = Guard::read(address)?;
        let (hop, mut reply) =
            self.ask(Method::POST, &url, headers, Some(body), limits, until).await?;
        let most = usize::try_from(limits.most_bytes).unwrap_or(usize::MAX);
        let mut beginning = Vec::new();
        // What comes after the beginning, or too late, is not needed: the status says it all.
        while beginning.len() < most {
            match timeout_at(until.min(Instant::now() + limits.quiet), reply.chunk()).await {
                Ok(Ok(Some(piece))) => {
                    let room = most - beginning.len();
                    beginning.extend_from_slice(&piece[..piece.len().min(room)]);
                }
                _ => break,
            }
        }
        Ok(Reply { status: hop.status, beginning })
    }

    async fn ask(
        &self,
        method: Method,
        url: &Url,
        mut headers: HeaderMap,
        body: Option<Vec<u8>>,
        limits: Limits,
        until: Instant,
    ) -> Result<(Hop, reqwest::Response), OutboundError> {
        let client = self.client(self.inner.guard.check(url)?)?;
        if let Ok(agent) = HeaderValue::from_str(&self.inner.settings.agent) {
            headers.insert(USER_AGENT, agent);
        }
        let mut request = client.request(method, url.clone()).headers(headers.clone());
        if let Some(body) = body {
            request = request.body(body);
        }
        let head = Instant::now() + limits.head;
        let what = if head < until { Wait::Connect } else { Wait::Whole };
        let answer = timeout_at(head.min(until), request.send())
            .await
            .map_err(|_| OutboundError::Timeout { what })?
            .map_err(connection)?;
        let told = answer.extensions().get::<hyper::ext::ReasonPhrase>();
        let reason = told
            .and_then(|phrase| std::str::from_utf8(phrase.as_bytes()).ok())
            .or_else(|| answer.status().canonical_reason())
            .unwrap_or("")
            .to_owned();
        let hop = Hop {
            url: url.clone(),
            sent: headers,
            status: answer.status().as_u16(),
            reason,
            headers: answer.headers().clone(),
        };
        Ok((hop, answer))
    }

    fn client(&self, way: Way) -> Result<&reqwest::Client, OutboundError> {
        let kept = match way {
            Way::Checked => &self.inner.checked,
            Way::Excepted => &self.inner.excepted,
        };
        if let Some(client) = kept.get() {
            return Ok(client);
        }
        // A second call finds the provider in place; either way there is one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let resolver = Resolver { names: self.inner.settings.names.clone(), way };
        let client = reqwest::Client::builder()
            .dns_resolver(resolver)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .no_gzip()
            .referer(false)
            // A connection that is kept would skip the check of the next answer to its name.
            .pool_max_idle_per_host(0)
            .build()
            .map_err(|error| OutboundError::Start(innermost(&error)))?;
        Ok(kept.get_or_init(|| client))
    }
}

/// Where an answer sends us on to; none when it is the answer.
fn sent_on(hop: &Hop) -> Result<Option<Url>, OutboundError> {
    if !matches!(hop.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(to) = hop.headers.get(LOCATION) else { return Ok(None) };
    let to = to.to_str().map_err(|_| OutboundError::Redirect)?;
    hop.url.join(to).map(Some).map_err(|_| OutboundError::Redirect)
}

/// The refusal of the resolver, which the HTTP library carries inside its own error, or what broke.
fn connection(error: reqwest::Error) -> OutboundError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(inner) = cause {
        if let Some(refused) = inner.downcast_ref::<OutboundError>() {
            return refused.clone();
        }
        cause = inner.source();
    }
    OutboundError::Connection(innermost(&error))
}

/// The innermost sentence of an error; the outer ones repeat the address.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut inner = error;
    while let Some(cause) = inner.source() {
        inner = cause;
    }
    inner.to_string().chars().take(200).collect()
}
