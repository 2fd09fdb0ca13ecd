//! Residents' reports as moderators work through them: page by page on an index, however many there are.

use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

use crate::domain::id::{OfficeId, ReportId};
use crate::domain::moderation::{QueueLine, QueuePlace, QueueView};
use crate::domain::problem::Problem;
use crate::domain::report::{Report, ReportStatus};

use super::seal::Sealer;
use super::types::{Uid, read, read_option, unsigned};
use super::{Store, StoreError, Tx};

/// What of a view is wanted.
#[derive(Debug, Clone)]
pub struct QueueFilter {
    /// The view.
    pub view: QueueView,
    /// The problem; none for all.
    pub problem: Option<Problem>,
    /// The offices; none for all.
    pub offices: Option<Vec<OfficeId>>,
    /// Where the page before ended.
    pub after: Option<QueuePlace>,
    /// The most lines.
    pub limit: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uid,
    office_id: Uid,
    problem: String,
    happened_on: String,
    received_on: String,
    lang: String,
    status: String,
    outcome: Option<String>,
    talk: String,
    words_sealed: Option<Vec<u8>>,
    photos: i64,
    version: i64,
}

/// The columns of [`Row`] for reports that are called `r`.
macro_rules! select {
    ($($rest:expr),+) => {
        concat!(
            "select r.id, r.office_id, r.problem, r.happened_on, r.received_on, r.lang, r.status, r.outcome, r.talk, \
             coalesce(r.edited_sealed, r.told_sealed) as words_sealed, \
             (select count(*) from report_photos p where p.report_id = r.id) as photos, r.version ",
            $($rest),+
        )
    };
}

/// The queries of the queue, the oldest first and the newest first. `$1` is the view's word, `$2` and `$3` the place
/// where the page before ended, `$4` the most lines, `$5` the problem or nothing, `$6` the offices.
macro_rules! both_ways {
    ($from:literal) => {
        [
            select!($from, " and (r.received_on, r.id) > ($2, $3) order by r.received_on, r.id limit $4"),
            select!($from, " and (r.received_on, r.id) < ($2, $3) order by r.received_on desc, r.id desc limit $4"),
        ]
    };
}

type BothWays = [&'static str; 2];

const OF_STATUS: BothWays = both_ways!("from reports r where r.status = $1 and $5 = ''");
const OF_PROBLEM: BothWays = both_ways!("from reports r where r.status = $1 and r.problem = $5");
const OF_TALK: BothWays =
    both_ways!("from reports r where r.talk = $1 and r.talk <> '' and ($5 = '' or r.problem = $5)");
const TALK_SQLITE: BothWays = both_ways!(
    "from reports r where r.talk = $1 and r.talk <> '' and ($5 = '' or r.problem = $5) \
     and r.office_id in (select value from json_each($6))"
);
const TALK_POSTGRES: BothWays = both_ways!(
    "from reports r where r.talk = $1 and r.talk <> '' and ($5 = '' or r.problem = $5) and r.office_id = any($6)"
);

/// A page of some offices: of each office at most as many as the page holds, so that no office is read to its end.
const OFFICES_SQLITE: BothWays = [
    select!(
        "from json_each($6) o join reports r on r.id in (select i.id from reports i where i.office_id = o.value \
         and i.status = $1 and ($5 = '' or i.problem = $5) and (i.received_on, i.id) > ($2, $3) \
         order by i.received_on, i.id limit $4) order by r.received_on, r.id limit $4"
    ),
    select!(
        "from json_each($6) o join reports r on r.id in (select i.id from reports i where i.office_id = o.value \
         and i.status = $1 and ($5 = '' or i.problem = $5) and (i.received_on, i.id) < ($2, $3) \
         order by i.received_on desc, i.id desc limit $4) order by r.received_on desc, r.id desc limit $4"
    ),
];
const OFFICES_POSTGRES: BothWays = [
    select!(
        "from unnest($6) o (id) cross join lateral (select * from reports i where i.office_id = o.id \
         and i.status = $1 and ($5 = '' or i.problem = $5) and (i.received_on, i.id) > ($2, $3) \
         order by i.received_on, i.id limit $4) r order by r.received_on, r.id limit $4"
    ),
    select!(
        "from unnest($6) o (id) cross join lateral (select * from reports i where i.office_id = o.id \
         and i.status = $1 and ($5 = '' or i.problem = $5) and (i.received_on, i.id) < ($2, $3) \
         order by i.received_on desc, i.id desc limit $4) r order by r.received_on desc, r.id desc limit $4"
    ),
];

impl Row {
    fn line(self, sealer: &Sealer) -> Result<QueueLine, StoreError> {
        const TABLE: &str = "reports";
        let row = self.id.0;
        let fault = |column, found| StoreError::Inconsistent {
            table: TABLE,
            column,
            row: row.to_string(),
            found,
        };
        let words = self.words_sealed.map(|sealed| sealer.open(&sealed)).transpose();
        let talk = Some(self.talk.as_str()).filter(|talk| !talk.is_empty());
        Ok(QueueLine {
            id: ReportId(row),
            office: OfficeId(self.office_id.0),
            problem: read(TABLE, "problem", &row, &self.problem)?,
            happened_on: read(TABLE, "happened_on", &row, &self.happened_on)?,
            received_on: read(TABLE, "received_on", &row, &self.received_on)?,
            lang: self.lang,
            status: read(TABLE, "status", &row, &self.status)?,
            outcome: read_option(TABLE, "outcome", &row, self.outcome.as_deref())?,
            talk: read_option(TABLE, "talk", &row, talk)?,
            words: words.map_err(|e| fault("told_sealed", e.to_string()))?.unwrap_or_default(),
            photos: u32::try_from(self.photos).unwrap_or(u32::MAX),
            version: u32::try_from(self.version)
                .map_err(|_| fault("version", self.version.to_string()))?,
        })
    }
}

impl Store {
    /// A page of reports of one view: those with work to do the oldest first, all others the newest first.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn report_queue(
        &self,
        filter: &QueueFilter,
        sealer: &Sealer,
    ) -> Result<Vec<QueueLine>, StoreError> {
        let status = filter.view.status();
        let word = status.map_or(filter.view.as_str(), |status| status.as_str());
        let queries = match (self, &filter.offices, status, filter.problem) {
            (_, None, None, _) => OF_TALK,
            (_, None, Some(_), None) => OF_STATUS,
            (_, None, Some(_), Some(_)) => OF_PROBLEM,
            (Self::Sqlite(_), Some(_), None, _) => TALK_SQLITE,
            (Self::Sqlite(_), Some(_), Some(_), _) => OFFICES_SQLITE,
            (Self::Postgres(_), Some(_), None, _) => TALK_POSTGRES,
            (Self::Postgres(_), Some(_), Some(_), _) => OFFICES_POSTGRES,
        };
        let [oldest, newest] = queries;
        let up = filter.view.is_oldest_first();
        let query = if up { oldest } else { newest };
        let ends = if up { (String::new(), Uuid::nil()) } else { ("9".to_owned(), Uuid::max()) };
        let place = filter.after.map(|place| (place.received_on.to_string(), place.id.0));
        let (day, id) = place.unwrap_or(ends);
        let problem = filter.problem.map_or("", |problem| problem.as_str());
        let limit = i64::from(filter.limit);
        let rows: Vec<Row> = match self {
            Self::Sqlite(pool) => {
                let query = sqlx::query_as(query).bind(word).bind(day).bind(Uid(id)).bind(limit);
                let query = query.bind(problem);
                match &filter.offices {
                    None => query.fetch_all(pool).await?,
                    Some(offices) => {
                        let ids: Vec<String> =
                            offices.iter().map(|id| format!("\"{id}\"")).collect();
                        query.bind(format!("[{}]", ids.join(","))).fetch_all(pool).await?
                    }
                }
            }
            Self::Postgres(pool) => {
                let query = sqlx::query_as(query).bind(word).bind(day).bind(Uid(id)).bind(limit);
                let query = query.bind(problem);
                match &filter.offices {
                    None => query.fetch_all(pool).await?,
                    Some(offices) => {
                        let ids: Vec<Uid> = offices.iter().map(|id| Uid(id.0)).collect();
                        query.bind(ids).fetch_all(pool).await?
                    }
                }
            }
        };
        rows.into_iter().map(|row| row.line(sealer)).collect()
    }

    /// How many reports wait to be looked at, and how many have an answer of their writer.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn reports_to_do(&self) -> Result<(u64, u64), StoreError> {
        const COUNT: &str = "select (select count(*) from reports where status = 'pending'), \
             (select count(*) from reports where talk = 'answered' and talk <> '')";
        let (waiting, answered): (i64, i64) =
            on!(self, pool => sqlx::query_as(COUNT).fetch_one(pool).await?);
        Ok((unsigned(waiting), unsigned(answered)))
    }

    /// Reports that may tell the same as one: of the same office and problem, at most thirty days apart, still waiting
    /// or public; the nearest in time first.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn reports_alike(
        &self,
        report: &Report,
        limit: u32,
        sealer: &Sealer,
    ) -> Result<Vec<QueueLine>, StoreError> {
        const BEFORE: &str = select!(
            "from reports r where r.office_id = $1 and r.problem = $2 and r.happened_on between $3 and $4 \
             and r.id <> $5 and r.status in ('pending', 'published') order by r.happened_on desc, r.id limit $6"
        );
        const AFTER: &str = select!(
            "from reports r where r.office_id = $1 and r.problem = $2 and r.happened_on between $3 and $4 \
             and r.id <> $5 and r.status in ('pending', 'published') order by r.happened_on, r.id limit $6"
        );
        let day = report.happened_on;
        let mut lines: Vec<QueueLine> = Vec::new();
        for (query, from, until) in [
            (BEFORE, day.saturating_sub(30.days()), day),
            (AFTER, day.saturating_add(1.day()), day.saturating_add(30.days())),
        ] {
            let rows: Vec<Row> = on!(self, pool =>
                sqlx::query_as(query)
                    .bind(Uid(report.office.0))
                    .bind(report.problem.as_str())
                    .bind(from.to_string())
                    .bind(until.to_string())
                    .bind(Uid(report.id.0))
                    .bind(i64::from(limit))
                    .fetch_all(pool)
                    .await?);
            for row in rows {
                lines.push(row.line(sealer)?);
            }
        }
        let apart = |other: Date| day.until(other).map_or(i32::MAX, |span| span.get_days().abs());
        lines.sort_by_key(|line| apart(line.happened_on));
        lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(lines)
    }

    /// How many reports an office has, by where they are on their way.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn reports_at(
        &self,
        office: OfficeId,
    ) -> Result<Vec<(ReportStatus, u64)>, StoreError> {
        const COUNT: &str = "select status, count(*) from reports where office_id = $1 group by status order by status";
        let rows: Vec<(String, i64)> =
            on!(self, pool => sqlx::query_as(COUNT).bind(Uid(office.0)).fetch_all(pool).await?);
        let counted = |(status, n): (String, i64)| {
            Ok((read("reports", "status", &office, &status)?, unsigned(n)))
        };
        rows.into_iter().map(counted).collect()
    }
}

impl Tx {
    /// Says that what was asked and answered about a report needs nobody any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn settle_talk(&mut self, id: ReportId) -> Result<(), StoreError> {
        const UPDATE: &str = "update reports set talk = '' where id = $1 and talk <> ''";
        on!(self, tx => {
            sqlx::query(UPDATE).bind(Uid(id.0)).execute(&mut **tx).await?;
        });
        Ok(())
    }

    /// How many questions and answers there are about a report.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_report_messages(&mut self, id: ReportId) -> Result<u64, StoreError> {
        const COUNT: &str = "select count(*) from report_messages where report_id = $1";
        let (count,): (i64,) =
            on!(self, tx => sqlx::query_as(COUNT).bind(Uid(id.0)).fetch_one(&mut **tx).await?);
        Ok(unsigned(count))
    }
}
