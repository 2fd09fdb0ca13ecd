//! When a case or a step was last changed, by what the ledger knows of it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::closure::{Closure, Step};
use crate::domain::date::PartialDate;

/// When a case was last changed; where the ledger does not know, the day of its last dated step.
#[must_use]
pub fn case(case: &Closure) -> Timestamp {
    let last = || case.steps.iter().filter_map(|step| step.on).max_by_key(|on| on.latest());
    case.changed_at.or_else(|| last().map(midnight)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// When a step was last changed.
///
/// A step that was changed carries the moment of the case's last change. One that never was carries the moment of
/// its identifier, or its own day where the identifier tells none, so that another change of the case does not make
/// it look new.
#[must_use]
pub fn step(of: &Closure, step: &Step, off: bool) -> Timestamp {
    if off || step.sequence > 0 {
        return case(of);
    }
    let made = step.id.0.get_timestamp().filter(|_| step.id.0.get_version_num() == 7);
    let made = made.and_then(|made| {
        let (seconds, _) = made.to_unix();
        Timestamp::from_second(i64::try_from(seconds).ok()?).ok()
    });
    made.or_else(|| step.on.map(midnight)).unwrap_or_else(|| case(of))
}

/// The start of a week, in UTC.
#[must_use]
pub fn monday(week: Date) -> Timestamp {
    week.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp())
}

/// The start of the first day that a date can mean, in UTC.
fn midnight(on: PartialDate) -> Timestamp {
    on.earliest().to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp())
}
