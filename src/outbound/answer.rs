//! An answer that is read piece by piece, within its limits.

use reqwest::Url;
use reqwest::header::HeaderMap;
use tokio::time::{Duration, Instant, timeout_at};

use super::{Limits, OutboundError, Wait, connection};

/// One question on the way to the answer and what came back, without its body.
#[derive(Debug, Clone)]
pub struct Hop {
    /// What was asked.
    pub url: Url,
    /// The headers that were sent.
    pub sent: HeaderMap,
    /// The status.
    pub status: u16,
    /// The status in words, as the other side gave it.
    pub reason: String,
    /// The headers that came back.
    pub headers: HeaderMap,
}

/// The answer at the end of the way; its body is still to be read.
#[derive(Debug)]
pub struct Answer {
    hops: Vec<Hop>,
    last: Hop,
    body: reqwest::Response,
    limits: Limits,
    until: Instant,
    taken: u64,
}

impl Answer {
    pub(super) fn new(
        hops: Vec<Hop>,
        last: Hop,
        body: reqwest::Response,
        limits: Limits,
        until: Instant,
    ) -> Result<Self, OutboundError> {
        // What says itself that it is too long need not be read.
        let told = last.headers.get("content-length").and_then(|v| v.to_str().ok()?.parse().ok());
        if told.is_some_and(|length: u64| length > limits.most_bytes) {
            return Err(OutboundError::TooLarge { most: limits.most_bytes });
        }
        Ok(Self { hops, last, body, limits, until, taken: 0 })
    }

    /// The questions that were sent on, in order.
    #[must_use]
    pub fn hops(&self) -> &[Hop] {
        &self.hops
    }

    /// The last question, and the head of its answer.
    #[must_use]
    pub const fn last(&self) -> &Hop {
        &self.last
    }

    /// A header of the answer as text; empty where it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.last.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("")
    }

    /// The next piece of the body as it was sent; none at its end.
    ///
    /// # Errors
    /// When the other side is silent for too long, takes too long in all, sends too much or breaks off.
    pub async fn chunk(&mut self) -> Result<Option<hyper::body::Bytes>, OutboundError> {
        let quiet = Instant::now() + self.limits.quiet;
        let what = if quiet < self.until { Wait::Quiet } else { Wait::Whole };
        let piece = timeout_at(quiet.min(self.until), self.body.chunk())
            .await
            .map_err(|_| OutboundError::Timeout { what })?
            .map_err(connection)?;
        if let Some(piece) = &piece {
            self.taken += u64::try_from(piece.len()).unwrap_or(u64::MAX);
            if self.taken > self.limits.most_bytes {
                return Err(OutboundError::TooLarge { most: self.limits.most_bytes });
            }
        }
        // Pieces that are there already would let a slow sender go on for ever.
        if piece.is_some() && Instant::now() >= self.until {
            return Err(OutboundError::Timeout { what: Wait::Whole });
        }
        Ok(piece)
    }
}

/// The moment at which a time is up.
pub(super) fn deadline(whole: Duration) -> Instant {
    Instant::now() + whole
}
