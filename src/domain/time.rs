//! The moment and the day, given to code instead of fetched by it.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Where "now" comes from: the machine in service, a fixed moment in tests.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Stands still until it is moved.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at`, with a precision of one second.
    #[must_use]
    pub fn fixed(at: Timestamp) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(at.as_second())))
    }

    /// This moment.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            Self::Fixed(seconds) => Timestamp::from_second(seconds.load(Ordering::Relaxed))
                .unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }

    /// Moves a fixed clock forward; the machine's clock is left alone.
    pub fn advance(&self, seconds: i64) {
        if let Self::Fixed(at) = self {
            at.fetch_add(seconds, Ordering::Relaxed);
        }
    }

    /// Today's date where the offices are.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().to_zoned(zone()).date()
    }
}

/// The time zone that Illinois offices keep.
#[must_use]
pub fn zone() -> TimeZone {
    // Looked up once: every request asks for the time of day. The zone is part of jiff's bundled database; UTC would
    // only be reached if that were stripped.
    static ZONE: LazyLock<TimeZone> =
        LazyLock::new(|| TimeZone::get("America/Chicago").unwrap_or(TimeZone::UTC));
    ZONE.clone()
}
