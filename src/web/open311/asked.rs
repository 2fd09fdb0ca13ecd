//! What is asked for: filters, pages and spans of time, each with its own refusal.

use axum::http::StatusCode;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;

use super::JURISDICTION;
use super::refusal::Refusal;
use crate::atlas::Atlas;
use crate::domain::problem::Problem;
use crate::domain::time::zone;
use crate::store::PublicFilter;

/// The most requests in one answer, and how many come where no number is asked for.
const MOST: u32 = 1_000;
/// The last page that can be asked for.
const LAST_PAGE: u32 = 1_000;
/// The most requests that are passed over; who wants those behind them asks for another span of time.
const MOST_PASSED: u32 = 20_000;
/// The longest span of time, in days; also the one that is looked at where none is asked for.
const MOST_DAYS: i32 = 90;

/// The query, as it stands in the address: a name may be there several times.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Asked(Vec<(String, String)>);

impl Asked {
    /// Everything said under a name, in parts between commas.
    fn all(&self, name: &str) -> Vec<&str> {
        let values = self.0.iter().filter(|(n, _)| n == name).flat_map(|(_, v)| v.split(','));
        values.map(str::trim).filter(|value| !value.is_empty()).collect()
    }

    fn one(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, v)| n == name && !v.trim().is_empty()).map(|(_, v)| v.trim())
    }

    /// Checks that nobody else's requests are asked for.
    ///
    /// # Errors
    /// When another jurisdiction is named.
    pub fn jurisdiction(&self) -> Result<(), Refusal> {
        jurisdiction(self.one("jurisdiction_id"))
    }

    fn count(&self, name: &str, unless_told: u32, most: u32) -> Result<u32, Refusal> {
        let Some(text) = self.one(name) else { return Ok(unless_told) };
        let fits = text.parse::<u32>().ok().filter(|n| (1..=most).contains(n));
        let expected = format!("a whole number from 1 to {most}");
        fits.ok_or_else(|| Refusal::parameter(name, text, expected))
    }

    /// Which reports are asked for.
    ///
    /// # Errors
    /// When a parameter is not understood.
    pub fn filter(&self, atlas: &Atlas, today: Date) -> Result<PublicFilter, Refusal> {
        self.jurisdiction()?;
        let size = self.count("page_size", MOST, MOST)?;
        let page = self.count("page", 1, LAST_PAGE)?;
        let skip = (page - 1).saturating_mul(size);
        if skip > MOST_PASSED {
            let expected = format!(
                "a page within the first {MOST_PASSED} requests, or a shorter span of time"
            );
            return Err(Refusal::parameter("page", &page.to_string(), expected));
        }
        let ids = self.all("service_request_id");
        if !ids.is_empty() {
            // This overrides all else. What cannot be one of ours is the identifier of nothing.
            let ids: Vec<_> = ids.into_iter().filter_map(|id| id.parse().ok()).collect();
            let limit = if ids.is_empty() { 0 } else { size };
            return Ok(PublicFilter { ids, skip, limit, ..PublicFilter::default() });
        }
        let (from, until) = self.span(today)?;
        let office = self.one("address_id").map(|slug| {
            let office = atlas.office(slug).map(|office| office.id);
            office.ok_or_else(|| {
                Refusal::parameter("address_id", slug, "the public name of an office")
            })
        });
        Ok(PublicFilter {
            office: office.transpose()?,
            problems: self.problems()?,
            from: Some(from),
            until,
            ids: Vec::new(),
            is_fixed: self.is_closed()?,
            skip,
            limit: size,
        })
    }

    fn problems(&self) -> Result<Vec<Problem>, Refusal> {
        let read = |code: &str| {
            let problem = code.parse::<Problem>();
            problem.map_err(|_| Refusal::parameter("service_code", code, "a code of services"))
        };
        let mut problems =
            self.all("service_code").into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        problems.sort_unstable();
        problems.dedup();
        Ok(problems)
    }

    fn is_closed(&self) -> Result<Option<bool>, Refusal> {
        let (mut open, mut closed) = (false, false);
        for status in self.all("status") {
            match status {
                "open" => open = true,
                "closed" => closed = true,
                other => return Err(Refusal::parameter("status", other, "open or closed")),
            }
        }
        Ok((open != closed).then_some(closed))
    }

    /// The first and the last day, where there is one.
    fn span(&self, today: Date) -> Result<(Date, Option<Date>), Refusal> {
        let day = |name| self.one(name).map(|text| day(name, text)).transpose();
        let days = MOST_DAYS.days();
        match (day("start_date")?, day("end_date")?) {
            (None, None) => Ok((today.saturating_sub(days), None)),
            (Some(start), None) => Ok((start, Some(start.saturating_add(days)))),
            (None, Some(end)) => Ok((end.saturating_sub(days), Some(end))),
            (Some(start), Some(end)) if end < start => {
                Err(Refusal::parameter("end_date", &end.to_string(), "a time after start_date"))
            }
            (Some(start), Some(end)) if start.saturating_add(days) < end => {
                let expected = format!("a time at most {MOST_DAYS} days after start_date");
                Err(Refusal::parameter("end_date", &end.to_string(), expected))
            }
            (Some(start), Some(end)) => Ok((start, Some(end))),
        }
    }

    /// The header that leads to the next page.
    pub fn next_page(&self, address: &str, query: &str) -> String {
        let page = self.count("page", 1, LAST_PAGE).unwrap_or(1).saturating_add(1);
        let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("page="));
        let query: Vec<String> = kept.map(str::to_owned).chain([format!("page={page}")]).collect();
        format!("<{address}?{}>; rel=\"next\"", query.join("&"))
    }
}

/// Checks a jurisdiction that was named.
///
/// # Errors
/// When it is another than ours.
pub fn jurisdiction(named: Option<&str>) -> Result<(), Refusal> {
    match named {
        None | Some(JURISDICTION) => Ok(()),
        Some(other) => Err(Refusal::one(
            StatusCode::NOT_FOUND,
            super::refusal::fault("jurisdiction_id", other, format!("{JURISDICTION}, or nothing")),
        )),
    }
}

/// A moment of a query as the day that it is where the offices are.
fn day(name: &str, text: &str) -> Result<Date, Refusal> {
    if let Ok(day) = text.parse::<Date>()
        && text.len() == 10
    {
        return Ok(day);
    }
    // A plus sign stands for a blank in an address, and programs forget to write it otherwise.
    let moment = text.replace(' ', "+").parse::<Timestamp>();
    let moment = moment.map(|moment| moment.to_zoned(zone()).date());
    moment.map_err(|_| Refusal::parameter(name, text, "a time such as 2026-06-30T00:00:00Z"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        Asked(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    const TODAY: Date = date(2026, 11, 23);

    fn span(pairs: &[(&str, &str)]) -> Option<(Date, Option<Date>)> {
        asked(pairs).span(TODAY).ok()
    }

    #[test]
    fn a_span_is_ninety_days_at_most_and_by_itself() {
        assert_eq!(span(&[]), Some((date(2026, 8, 25), None)));
        let start = ("start_date", "2026-01-01T05:00:00Z");
        assert_eq!(span(&[start]), Some((date(2025, 12, 31), Some(date(2026, 3, 31)))));
        let start = ("start_date", "2026-01-01T00:00:00-06:00");
        assert_eq!(
            span(&[start, ("end_date", "2026-04-01")]),
            Some((date(2026, 1, 1), Some(date(2026, 4, 1))))
        );
        assert_eq!(
            span(&[("end_date", "2026-04-01")]),
            Some((date(2026, 1, 1), Some(date(2026, 4, 1))))
        );
        // A plus sign that came as a blank.
        assert!(span(&[("start_date", "2026-01-01T00:00:00 00:00")]).is_some());
        for wrong in [
            [start, ("end_date", "2026-04-02")],
            [start, ("end_date", "2025-12-31")],
            [start, ("end_date", "yesterday")],
            [("start_date", "2026-02-30T00:00:00Z"), ("page", "1")],
            [("start_date", "99999-01-01"), ("page", "1")],
        ] {
            assert_eq!(span(&wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_status_or_code_may_be_named_often_and_wrong_ones_are_told() {
        let closed = |pairs| asked(pairs).is_closed().ok();
        assert_eq!(closed(&[]), Some(None));
        assert_eq!(closed(&[("status", "open,closed")]), Some(None));
        assert_eq!(closed(&[("status", "closed")]), Some(Some(true)));
        assert_eq!(closed(&[("status", "open"), ("status", "open")]), Some(Some(false)));
        assert_eq!(closed(&[("status", "pending")]), None);
        let two = asked(&[("service_code", "safety, long_wait"), ("service_code", "safety")]);
        assert_eq!(two.problems().ok(), Some(vec![Problem::LongWait, Problem::Safety]));
        assert!(asked(&[("service_code", "pothole")]).problems().is_err());
    }

    #[test]
    fn the_next_page_keeps_what_was_asked() {
        let asked = asked(&[("status", "open"), ("page", "2")]);
        let next = asked.next_page("https://x.test/requests.json", "status=open&page=2");
        assert_eq!(next, "<https://x.test/requests.json?status=open&page=3>; rel=\"next\"");
    }
}
