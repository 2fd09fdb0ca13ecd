//! Single reports as everybody may see them: read without the key, out of columns that hold nothing else.

use jiff::civil::Date;
use sqlx::{Database, Encode, QueryBuilder, Type};

use crate::domain::id::{OfficeId, ReportId};
use crate::domain::problem::Problem;
use crate::domain::report::{PublicReport, week_of};

use super::types::{Uid, read, read_option};
use super::{Store, StoreError};

/// Which of the reports that may stand in lists; the blank filter asks for none of them, since its `limit` is 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublicFilter {
    /// At this office.
    pub office: Option<OfficeId>,
    /// Of one of these problems; empty for all.
    pub problems: Vec<Problem>,
    /// Published in the week of this day or later.
    pub from: Option<Date>,
    /// Published in the week of this day or earlier.
    pub until: Option<Date>,
    /// Of these identifiers; empty for all.
    pub ids: Vec<ReportId>,
    /// Put right, or not yet.
    pub is_fixed: Option<bool>,
    /// How many of the newest are left out.
    pub skip: u32,
    /// How many are given at most.
    pub limit: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uid,
    office_id: Uid,
    problem: String,
    happened_on: String,
    published_week: Option<String>,
    words: String,
    lang: String,
    first_name: Option<String>,
    outcome: Option<String>,
    photos: i64,
}

/// No column here is sealed, and none is of a report that is not listed.
const SELECT: &str = "select r.id, r.office_id, r.problem, r.happened_on, r.published_week, r.words, r.lang, \
     r.first_name, r.outcome, case when r.consent_photos then (select count(*) from report_photos p \
     where p.report_id = r.id and not p.withheld) else 0 end as photos from reports r where r.listed";

impl Row {
    fn report(self) -> Result<PublicReport, StoreError> {
        const TABLE: &str = "reports";
        let row = self.id.0;
        let happened: Date = read(TABLE, "happened_on", &row, &self.happened_on)?;
        let published = self.published_week.unwrap_or_default();
        Ok(PublicReport {
            id: ReportId(row),
            office: OfficeId(self.office_id.0),
            problem: read(TABLE, "problem", &row, &self.problem)?,
            week: week_of(happened),
            published: read(TABLE, "published_week", &row, &published)?,
            words: self.words,
            lang: self.lang,
            name: self.first_name,
            outcome: read_option(TABLE, "outcome", &row, self.outcome.as_deref())?,
            photos: u32::try_from(self.photos).unwrap_or(u32::MAX),
        })
    }
}

/// The query of a filter. Each shape of it runs along one index, newest first, and stops at the limit.
fn listed<DB>(filter: &PublicFilter) -> QueryBuilder<DB>
where
    DB: Database,
    Uid: for<'q> Encode<'q, DB> + Type<DB>,
    String: for<'q> Encode<'q, DB> + Type<DB>,
    &'static str: for<'q> Encode<'q, DB> + Type<DB>,
    i64: for<'q> Encode<'q, DB> + Type<DB>,
{
    let mut query = QueryBuilder::new(SELECT);
    if let Some(office) = filter.office {
        query.push(" and r.office_id = ").push_bind(Uid(office.0));
    }
    if !filter.ids.is_empty() {
        query.push(" and r.id in (");
        let mut list = query.separated(", ");
        for id in &filter.ids {
            list.push_bind(Uid(id.0));
        }
        query.push(")");
    }
    match filter.problems.as_slice() {
        [] => {}
        [one] => {
            query.push(" and r.problem = ").push_bind(one.as_str());
        }
        some => {
            // As an expression, so that the index of one problem, which would have to be sorted, is not taken.
            query.push(" and r.problem || '' in (");
            let mut list = query.separated(", ");
            for problem in some {
                list.push_bind(problem.as_str());
            }
            query.push(")");
        }
    }
    if let Some(from) = filter.from {
        query.push(" and r.published_week >= ").push_bind(week_of(from).to_string());
    }
    if let Some(until) = filter.until {
        query.push(" and r.published_week <= ").push_bind(until.to_string());
    }
    match filter.is_fixed {
        Some(true) => query.push(" and r.outcome = 'fixed'"),
        Some(false) => query.push(" and (r.outcome is null or r.outcome <> 'fixed')"),
        None => &mut query,
    };
    query.push(" order by r.published_week desc, r.id desc limit ");
    query.push_bind(i64::from(filter.limit));
    query.push(" offset ").push_bind(i64::from(filter.skip));
    query
}

impl Store {
    /// The reports that may stand in public lists, the week published last first.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn public_reports(
        &self,
        filter: &PublicFilter,
    ) -> Result<Vec<PublicReport>, StoreError> {
        let rows: Vec<Row> = on!(self, pool =>
            listed(filter).build_query_as().fetch_all(pool).await?);
        rows.into_iter().map(Row::report).collect()
    }

    /// A report that may stand in public lists; none where it may not, or not any more.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn public_report(&self, id: ReportId) -> Result<Option<PublicReport>, StoreError> {
        let filter = PublicFilter { ids: vec![id], limit: 1, ..PublicFilter::default() };
        Ok(self.public_reports(&filter).await?.pop())
    }
}
