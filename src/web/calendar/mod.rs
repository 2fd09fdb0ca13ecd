//! `/calendar`: hearings, last days to comment and days on which changes take effect, coming and past.

mod view;

use axum::extract::State;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::Markup;
use serde::Deserialize;

use crate::app::App;
use crate::atlas::Atlas;
use crate::domain::agenda::{AgendaItem, AgendaKind};
use crate::domain::area::County;
use crate::domain::follow::Topic;

use super::cx::PageCx;
use super::error::WebError;
use super::extract::{Query, filled, parsed};
use super::scope::Scope;

/// Years ahead that count as coming up; what lies further is a slip of the pen.
const AHEAD_YEARS: i32 = 5;
/// Past dates that are shown without a month being chosen.
const LATELY: usize = 12;
/// The most lines of one list.
const MOST: usize = 200;

/// What the page can be asked.
#[derive(Debug, Default, Deserialize)]
pub struct Params {
    county: Option<String>,
    kind: Option<String>,
    month: Option<String>,
}

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Month(Date);

impl std::str::FromStr for Month {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let day = format!("{text}-01").parse::<Date>().ok().filter(|_| text.len() == 7);
        day.map(Self).ok_or_else(|| "a month such as 2026-11".to_owned())
    }
}

/// One line: what happens on a day in a case, to one office or to several.
struct Line<'a> {
    first: AgendaItem<'a>,
    offices: Vec<&'a str>,
}

/// The page.
struct CalendarPage<'a> {
    county: Option<&'a County>,
    kind: Option<AgendaKind>,
    month: Option<Month>,
    /// What comes, the next first; empty when a month was chosen.
    coming: Vec<Line<'a>>,
    /// What was, the newest first; or all of the chosen month.
    past: Vec<Line<'a>>,
    /// More of the last list than are shown.
    more: bool,
    /// The months that have dates, with how many, the newest first.
    months: Vec<(i16, i8, u32)>,
}

/// The calendar.
///
/// # Errors
/// When a filter is not understood.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    Query(params): Query<Params>,
) -> Result<Markup, WebError> {
    let atlas = app.atlas();
    let page = read(&atlas, &params, cx.now.date())?;
    let topic = page.county.map_or_else(Topic::all, |county| Topic::county(county.slug.clone()));
    let scope = Scope::of(&atlas, &topic)?;
    Ok(view::show(&cx, &app, &atlas, &page, &scope))
}

fn read<'a>(atlas: &'a Atlas, params: &Params, today: Date) -> Result<CalendarPage<'a>, WebError> {
    let county = match filled(params.county.as_ref()) {
        None => None,
        Some(name) => {
            let gazetteer = atlas.gazetteer();
            let known = gazetteer.county_by_slug(&name).or_else(|| gazetteer.county(&name));
            let expected = "the name of an Illinois county";
            Some(known.ok_or_else(|| WebError::query("county", &name, expected))?)
        }
    };
    let kind =
        filled(params.kind.as_ref()).map(|k| parsed::<AgendaKind>("kind", &k)).transpose()?;
    let month = match filled(params.month.as_ref()) {
        None => None,
        Some(text) => Some(text.parse::<Month>().map_err(|e| WebError::query("month", &text, e))?),
    };
    let slug = county.map(|county| county.slug.as_str());
    let fits = |item: &AgendaItem<'_>| kind.is_none_or(|kind| item.kind == kind);
    let mut months = atlas.agenda_months(slug);
    months.reverse();
    let mut page = CalendarPage {
        county,
        kind,
        month,
        coming: Vec::new(),
        past: Vec::new(),
        more: false,
        months,
    };
    match month {
        Some(Month(first)) => {
            let items = atlas.agenda(first, first.last_of_month(), slug).filter(fits);
            (page.past, page.more) = lines(items, MOST);
        }
        None => {
            let end = today.saturating_add(AHEAD_YEARS.years());
            let (coming, more) = lines(atlas.agenda(today, end, slug).filter(fits), MOST);
            page.coming = coming;
            let yesterday = today.saturating_sub(1.day());
            // Backwards from yesterday, month by month, until there is enough.
            let past =
                page.months.iter().filter_map(|&(year, month, _)| Date::new(year, month, 1).ok());
            let past = past.filter(|first| *first <= yesterday);
            let items = past.flat_map(|first| {
                let last = first.last_of_month().min(yesterday);
                atlas.agenda(first, last, slug).rev()
            });
            (page.past, _) = lines(items.filter(fits), LATELY);
            page.more = more;
        }
    }
    Ok(page)
}

/// Dates as lines: what happens on one day at one place in one case stands in one line, with all its offices.
fn lines<'a>(items: impl Iterator<Item = AgendaItem<'a>>, most: usize) -> (Vec<Line<'a>>, bool) {
    let mut lines: Vec<Line<'a>> = Vec::new();
    for item in items {
        let same = |line: &&mut Line<'_>| {
            let (a, b) = (&line.first, &item);
            (a.case.id, a.on, a.off) == (b.case.id, b.on, b.off)
                && (a.step.kind, a.step.time, &a.step.place)
                    == (b.step.kind, b.step.time, &b.step.place)
        };
        let office = item.step.office_name.as_deref();
        if let Some(line) = lines.iter_mut().rev().take(100).find(same) {
            line.offices.extend(office.filter(|name| !line.offices.contains(name)));
        } else if lines.len() == most {
            return (lines, true);
        } else {
            lines.push(Line { first: item, offices: office.into_iter().collect() });
        }
    }
    (lines, false)
}
