//! The queue of work that outlives a request.
//!
//! A job is taken with a lease: a process that dies leaves it to another one when the lease ends. Many processes
//! may ask at once; on PostgreSQL each skips what another is just taking.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::domain::id::JobId;
use crate::domain::job::{FailedJob, Job, JobKind, NewJob, pause_after};

use super::types::{Moment, Uid, no_nul, read};
use super::{Store, StoreError, Tx};

/// How long a taken job is left alone.
const LEASE: SignedDuration = SignedDuration::from_mins(15);

/// The longest error that is kept, in characters.
const MOST_ERROR: usize = 500;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uid,
    kind: String,
    payload: String,
    tries: i64,
    run_at: Moment,
    fid: i64,
}

#[derive(sqlx::FromRow)]
struct FailedRow {
    id: Uid,
    kind: String,
    tries: i64,
    error: String,
}

fn small(tries: i64) -> u32 {
    u32::try_from(tries).unwrap_or(u32::MAX)
}

impl Row {
    fn job(self) -> Result<Job, StoreError> {
        let row = self.id.0;
        let payload =
            serde_json::from_str(&self.payload).map_err(|e| StoreError::Inconsistent {
                table: "jobs",
                column: "payload",
                row: row.to_string(),
                found: e.to_string(),
            })?;
        let kind = read("jobs", "kind", &row, &self.kind)?;
        Ok(Job { id: JobId(row), kind, payload, tries: small(self.tries) })
    }
}

impl Tx {
    /// Asks for a job; it runs only if the transaction commits.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn enqueue(&mut self, job: &NewJob) -> Result<JobId, StoreError> {
        const INSERT: &str = "insert into jobs (id, kind, payload, once, state, run_at, tries, again, error, owner) \
             values ($1, $2, $3, $4, 'waiting', $5, 0, false, '', $6) \
             on conflict (kind, once) where state = 'waiting' and once is not null \
             do update set again = jobs.taken_by is not null, payload = excluded.payload, \
             run_at = case when jobs.taken_by is null and excluded.run_at < jobs.run_at \
             then excluded.run_at else jobs.run_at end";
        let id = JobId::new(job.run_at);
        let payload = job.payload.to_string();
        no_nul("a job", [payload.as_str(), job.once.as_deref().unwrap_or_default()])?;
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(id.0))
                .bind(job.kind.as_str())
                .bind(&payload)
                .bind(job.once.as_deref())
                .bind(Moment(job.run_at))
                .bind(job.owner.map(Uid))
                .execute(&mut **tx)
                .await?;
        });
        Ok(id)
    }

    /// Deletes the jobs that hold somebody's address, those that failed too; gives how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_jobs_of(&mut self, owner: Uuid) -> Result<u64, StoreError> {
        const DELETE: &str = "delete from jobs where owner = $1";
        Ok(on!(self, tx =>
            sqlx::query(DELETE).bind(Uid(owner)).execute(&mut **tx).await?.rows_affected()))
    }

    /// Asks for a failed job once more, with its tries counted from the start; false when it is not there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn retry_job(&mut self, id: JobId, now: Timestamp) -> Result<bool, StoreError> {
        const RETRY: &str = "update jobs set state = 'waiting', tries = 0, run_at = $2, error = '' \
             where id = $1 and state = 'failed' and not exists (select 1 from jobs other where \
             other.kind = jobs.kind and other.once = jobs.once and other.state = 'waiting')";
        let found = on!(self, tx => sqlx::query(RETRY)
            .bind(Uid(id.0)).bind(Moment(now)).execute(&mut **tx).await?.rows_affected());
        Ok(found == 1)
    }
}

impl Store {
    /// Takes jobs of a kind that are due, the oldest first.
    ///
    /// One that cannot be read, or that was taken as often as it may and never came back, is kept as failed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_jobs(
        &self,
        worker: Uuid,
        kind: JobKind,
        now: Timestamp,
        most: usize,
    ) -> Result<Vec<Job>, StoreError> {
        // Asked first: where nothing is due, nothing is locked.
        const DUE: &str = "select exists (select 1 from jobs where state = 'waiting' and kind = $1 \
             and run_at <= $2 and (taken_until is null or taken_until <= $2))";
        const SQLITE: &str = "update jobs set taken_by = $1, taken_until = $2, tries = tries + 1 \
             where fid in (select fid from jobs where state = 'waiting' and kind = $5 and run_at <= $3 \
             and (taken_until is null or taken_until <= $3) order by run_at, fid limit $4) \
             returning id, kind, payload, cast(tries as bigint) as tries, run_at, fid";
        const POSTGRES: &str = "update jobs set taken_by = $1, taken_until = $2, tries = tries + 1 \
             where fid in (select fid from jobs where state = 'waiting' and kind = $5 and run_at <= $3 \
             and (taken_until is null or taken_until <= $3) order by run_at, fid limit $4 \
             for update skip locked) \
             returning id, kind, payload, cast(tries as bigint) as tries, run_at, fid";
        let (due,): (bool,) = on!(self, pool => sqlx::query_as(DUE)
            .bind(kind.as_str()).bind(Moment(now)).fetch_one(pool).await?);
        if !due {
            return Ok(Vec::new());
        }
        let until = now.checked_add(LEASE).unwrap_or(now);
        let query = match self {
            Self::Sqlite(_) => SQLITE,
            Self::Postgres(_) => POSTGRES,
        };
        let mut rows: Vec<Row> = on!(self, pool => sqlx::query_as(query)
            .bind(Uid(worker))
            .bind(Moment(until))
            .bind(Moment(now))
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .bind(kind.as_str())
            .fetch_all(pool)
            .await?);
        rows.sort_by_key(|row| (row.run_at.0, row.fid));
        let mut jobs = Vec::with_capacity(rows.len());
        for row in rows {
            let id = row.id;
            match row.job() {
                Ok(job) if job.tries > job.kind.most_tries() => {
                    self.give_up(id, "it was taken many times and never came back").await?;
                }
                Ok(job) => jobs.push(job),
                Err(error) => self.give_up(id, &error.to_string()).await?,
            }
        }
        Ok(jobs)
    }

    async fn give_up(&self, id: Uid, error: &str) -> Result<(), StoreError> {
        const GIVE_UP: &str = "update jobs set state = 'failed', taken_by = null, taken_until = null, \
             again = false, error = $2 where id = $1";
        on!(self, pool => {
            sqlx::query(GIVE_UP).bind(id).bind(error).execute(pool).await?;
        });
        Ok(())
    }

    /// Gives back what a worker has taken and not done, for others to take at once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn release_jobs(&self, worker: Uuid) -> Result<(), StoreError> {
        const RELEASE: &str = "update jobs set taken_by = null, taken_until = null, tries = tries - 1 \
             where taken_by = $1 and state = 'waiting'";
        on!(self, pool => {
            sqlx::query(RELEASE).bind(Uid(worker)).execute(pool).await?;
        });
        Ok(())
    }

    /// Lets go of a job that is done; one that was asked for again meanwhile waits once more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn finish_job(&self, id: JobId, worker: Uuid) -> Result<(), StoreError> {
        const AGAIN: &str = "update jobs set again = false, tries = 0, taken_by = null, taken_until = null \
             where id = $1 and taken_by = $2 and again";
        const DONE: &str = "delete from jobs where id = $1 and taken_by = $2 and not again";
        for query in [DONE, AGAIN] {
            on!(self, pool => {
                sqlx::query(query).bind(Uid(id.0)).bind(Uid(worker)).execute(pool).await?;
            });
        }
        Ok(())
    }

    /// Gives a job back after a failure: to be tried later, or kept as failed when its tries are used up or trying
    /// again is of no use.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn fail_job(
        &self,
        job: &Job,
        worker: Uuid,
        now: Timestamp,
        error: &str,
        is_final: bool,
    ) -> Result<(), StoreError> {
        // One that was asked for again meanwhile waits once more, as if for the first time.
        const FAIL: &str = "update jobs set taken_by = null, taken_until = null, again = false, error = $3, \
             run_at = $4, state = case when again then 'waiting' else $5 end, \
             tries = case when again then 0 else tries end where id = $1 and taken_by = $2";
        let is_over = is_final || job.tries >= job.kind.most_tries();
        let later = now.checked_add(pause_after(job.tries)).unwrap_or(now);
        let error: String = error.chars().filter(|c| *c != '\0').take(MOST_ERROR).collect();
        on!(self, pool => {
            sqlx::query(FAIL)
                .bind(Uid(job.id.0))
                .bind(Uid(worker))
                .bind(&error)
                .bind(Moment(later))
                .bind(if is_over { "failed" } else { "waiting" })
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// How many jobs wait or run.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waiting_jobs(&self) -> Result<u64, StoreError> {
        const COUNT: &str = "select count(*) from jobs where state = 'waiting'";
        let (count,): (i64,) = on!(self, pool => sqlx::query_as(COUNT).fetch_one(pool).await?);
        Ok(super::types::unsigned(count))
    }

    /// Jobs that were given up, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn failed_jobs(&self) -> Result<Vec<FailedJob>, StoreError> {
        const SELECT: &str = "select id, kind, cast(tries as bigint) as tries, error from jobs \
             where state = 'failed' order by fid";
        let rows: Vec<FailedRow> = on!(self, pool => sqlx::query_as(SELECT).fetch_all(pool).await?);
        let failed = |row: FailedRow| {
            let kind: JobKind = read("jobs", "kind", &row.id.0, &row.kind)?;
            Ok(FailedJob { id: JobId(row.id.0), kind, tries: small(row.tries), error: row.error })
        };
        rows.into_iter().map(failed).collect()
    }
}
