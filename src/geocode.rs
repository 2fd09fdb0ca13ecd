//! Street addresses to positions, through the US Census Geocoder when the operator names one.

use std::time::Duration;

use moka::future::Cache;
use serde::Deserialize;

use crate::domain::geo::Position;
use crate::domain::text;

/// How long an address may take; a resident is waiting.
const TIME: Duration = Duration::from_secs(4);
/// The longest answer that is read.
const MOST_BYTES: usize = 256 * 1024;
/// Addresses kept in memory, and for how long. Only folded text and a point; nothing of who asked.
const KEPT: u64 = 2_000;
const KEPT_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// An address that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The address as the geocoder writes it.
    pub address: String,
    /// Where it is.
    pub at: Position,
}

/// Why an address could not be looked up.
#[derive(Debug, thiserror::Error)]
pub enum GeocodeError {
    /// No answer, or not in time.
    #[error("the geocoder did not answer: {0}")]
    NoAnswer(reqwest::Error),
    /// An answer that is no success.
    #[error("the geocoder answered with status {0}")]
    Status(u16),
    /// An answer longer than is read.
    #[error("the geocoder's answer is longer than {MOST_BYTES} bytes")]
    TooLong,
    /// An answer in another form.
    #[error("the geocoder's answer is not what was expected: {0}")]
    Form(serde_json::Error),
}

/// What looks addresses up.
#[derive(Debug, Clone)]
pub enum Geocoder {
    /// None is set up: addresses are found by their ZIP code or town.
    Off,
    /// The one-line search of the US Census Geocoder.
    Census(Box<Census>),
}

impl Geocoder {
    /// The Census geocoder at an address, or none.
    ///
    /// # Errors
    /// When the TLS library cannot start.
    pub fn new(address: Option<reqwest::Url>) -> Result<Self, reqwest::Error> {
        match address {
            None => Ok(Self::Off),
            Some(address) => Self::within(address, TIME),
        }
    }

    /// The Census geocoder at an address, with a limit of its own on how long an address may take.
    ///
    /// # Errors
    /// When the TLS library cannot start.
    pub fn within(address: reqwest::Url, time: Duration) -> Result<Self, reqwest::Error> {
        Ok(Self::Census(Box::new(Census::new(address, time)?)))
    }

    /// Looks an address up; none when it is not found or no geocoder is set up.
    ///
    /// # Errors
    /// When the geocoder cannot be reached or answers in another form.
    pub async fn find(&self, address: &str) -> Result<Option<Match>, GeocodeError> {
        match self {
            Self::Off => Ok(None),
            Self::Census(census) => census.find(address).await,
        }
    }

    /// Whether one is set up.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        matches!(self, Self::Census(_))
    }
}

/// The one-line search of the US Census Geocoder.
#[derive(Debug, Clone)]
pub struct Census {
    address: reqwest::Url,
    client: reqwest::Client,
    known: Cache<String, Option<Match>>,
}

impl Census {
    fn new(address: reqwest::Url, time: Duration) -> Result<Self, reqwest::Error> {
        // A second call finds the provider in place; either way there is one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(time)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("stillopen/", env!("CARGO_PKG_VERSION")))
            .build()?;
        let known = Cache::builder().max_capacity(KEPT).time_to_live(KEPT_FOR).build();
        Ok(Self { address, client, known })
    }

    async fn find(&self, address: &str) -> Result<Option<Match>, GeocodeError> {
        let key = text::folded(address);
        if let Some(known) = self.known.get(&key).await {
            return Ok(known);
        }
        let found = self.ask(address).await?;
        self.known.insert(key, found.clone()).await;
        Ok(found)
    }

    async fn ask(&self, address: &str) -> Result<Option<Match>, GeocodeError> {
        let mut url = self.address.clone();
        url.set_path("/geocoder/locations/onelineaddress");
        url.query_pairs_mut()
            .append_pair("address", address)
            .append_pair("benchmark", "Public_AR_Current")
            .append_pair("format", "json");
        let mut answer = self.client.get(url).send().await.map_err(no_answer)?;
        if !answer.status().is_success() {
            return Err(GeocodeError::Status(answer.status().as_u16()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(no_answer)? {
            if body.len() + chunk.len() > MOST_BYTES {
                return Err(GeocodeError::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        let answer: Answer = serde_json::from_slice(&body).map_err(GeocodeError::Form)?;
        Ok(answer.result.address_matches.into_iter().find_map(|found| {
            let at = Position::new(found.coordinates.y, found.coordinates.x).ok()?;
            Some(Match { address: text::tidy(&found.matched_address), at })
        }))
    }
}

/// The error without the address that was asked for, which is a visitor's.
fn no_answer(error: reqwest::Error) -> GeocodeError {
    GeocodeError::NoAnswer(error.without_url())
}

#[derive(Deserialize)]
struct Answer {
    result: AnswerResult,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AnswerResult {
    #[serde(default)]
    address_matches: Vec<AddressMatch>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AddressMatch {
    matched_address: String,
    coordinates: Coordinates,
}

#[derive(Deserialize)]
struct Coordinates {
    x: f64,
    y: f64,
}
