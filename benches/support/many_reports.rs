//! A million reports: how long pages, Open311 and a release of the counts take.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;

use jiff::civil::date;
use stillopen::domain::time::Clock;
use stillopen::import;
use stillopen::store::Store;
use tower::ServiceExt;

use crate::pg;
use crate::report::{median, row, say};
use crate::service;

/// Reports.
const MANY: u32 = 1_000_000;
/// How often an address is asked for.
const TIMES: usize = 300;

/// The same rows for both databases: every office in turn, every problem, ten quarters, one report in three listed.
const SQLITE: &str = "with recursive n(i) as (select 1 union all select i + 1 from n where i < $1), \
     o as (select id, row_number() over (order by slug) - 1 as at from offices) \
     insert into reports (id, office_id, problem, happened_on, quarter, words, consent_words, consent_quote, \
     consent_name, consent_contact, consent_wording, receipt_hash, status, received_on, lang, channel, counted, listed, \
     published_week, closed_on) \
     select printf('019b0000-0000-7000-8000-%012x', i), o.id, \
     case i % 5 when 0 then 'long_wait' when 1 then 'papers_lost' when 2 then 'turned_away' when 3 then 'other' \
     else 'phone_not_answered' end, \
     date('2024-01-03', '+' || (i % 900) || ' days'), \
     strftime('%Y', date('2024-01-03', '+' || (i % 900) || ' days')) || '-Q' || \
     ((strftime('%m', date('2024-01-03', '+' || (i % 900) || ' days')) + 2) / 3), \
     case when i % 3 = 0 then 'Synthetic report of a measurement.' else '' end, i % 3 = 0, false, false, false, 2, \
     'hash-' || i, 'published', date('2024-01-03', '+' || (i % 900) || ' days'), 'en', 'page', true, i % 3 = 0, \
     date('2024-01-08', '+' || (i % 900 / 7 * 7) || ' days'), date('2024-01-08', '+' || (i % 900) || ' days') \
     from n join o on o.at = i % (select count(*) from offices)";
const POSTGRES: &str = "insert into reports (id, office_id, problem, happened_on, quarter, words, consent_words, \
     consent_quote, consent_name, consent_contact, consent_wording, receipt_hash, status, received_on, lang, channel, \
     counted, listed, published_week, closed_on) \
     select ('019b0000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, o.id, \
     case i % 5 when 0 then 'long_wait' when 1 then 'papers_lost' when 2 then 'turned_away' when 3 then 'other' \
     else 'phone_not_answered' end, \
     (date '2024-01-03' + (i % 900)::int)::text, to_char(date '2024-01-03' + (i % 900)::int, 'YYYY-\"Q\"Q'), \
     case when i % 3 = 0 then 'Synthetic report of a measurement.' else '' end, i % 3 = 0, false, false, false, 2, \
     'hash-' || i, 'published', (date '2024-01-03' + (i % 900)::int)::text, 'en', 'page', true, i % 3 = 0, \
     (date '2024-01-08' + (i % 900 / 7 * 7)::int)::text, (date '2024-01-08' + (i % 900)::int)::text \
     from generate_series(1, $1) as n(i) \
     join (select id, row_number() over (order by slug) - 1 as at from offices) o \
     on o.at = i % (select count(*) from offices)";

/// Both databases.
pub async fn measure() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = format!("sqlite:{}", folder.path().join("m.gpkg").display());
    for url in [file, pg::fresh_database().await] {
        let store = Store::open(&url).await?;
        import::starter::load_if_empty(&store, &Clock::System).await?;
        let began = Instant::now();
        fill(&store).await?;
        say(&format!(
            "{MANY} reports written to {} in {:.0} s",
            store.dialect(),
            began.elapsed().as_secs_f64()
        ));
        release(&store).await?;
        pages(&store).await?;
        store.close().await;
    }
    Ok(())
}

async fn fill(store: &Store) -> Result<()> {
    let many = i64::from(MANY);
    let written = match store {
        Store::Sqlite(pool) => sqlx::query(SQLITE).bind(many).execute(pool).await?.rows_affected(),
        Store::Postgres(pool) => {
            let written = sqlx::query(POSTGRES).bind(many).execute(pool).await?.rows_affected();
            sqlx::query("analyze reports").execute(pool).await?;
            written
        }
    };
    if written != u64::from(MANY) {
        bail!("{written} reports written");
    }
    Ok(())
}

/// The weekly release over everything at once, and the public tables as they are read from it.
async fn release(store: &Store) -> Result<()> {
    let began = Instant::now();
    let mut tx = store.begin().await?;
    tx.release_reports(date(2026, 11, 16), Clock::System.now()).await?;
    tx.raise_revision().await?;
    tx.commit().await?;
    let took = began.elapsed().as_secs_f64();
    row(
        &format!("first release of {MANY}, {}", store.dialect()),
        &format!("{took:.1} s"),
        "",
        None,
    );
    let began = Instant::now();
    store.released_counts().await?;
    store.released_figures().await?;
    let took = began.elapsed();
    let name = format!("public tables of all areas, {}", store.dialect());
    row(
        &name,
        &format!("{:.0} ms", millis(took)),
        "under 1 s",
        Some(took < Duration::from_secs(1)),
    );
    Ok(())
}

async fn pages(store: &Store) -> Result<()> {
    let router = service::router(store.clone()).await?;
    for path in [
        "/offices/idhs-fcrc-jackson",
        "/areas/county/cook",
        "/feeds/offices/idhs-fcrc-jackson.atom",
        "/open311/v2/requests.json",
        "/open311/v2/requests.xml?service_code=long_wait&start_date=2025-01-01T00:00:00Z&end_date=2025-03-01T00:00:00Z",
        "/open311/v2/requests.json?address_id=idhs-fcrc-jackson&page_size=50&page=3",
    ] {
        let mut times = Vec::with_capacity(TIMES);
        let mut bytes = 0;
        for _ in 0..TIMES {
            let began = Instant::now();
            let request = Request::get(path).body(Body::empty())?;
            let answer = router.clone().oneshot(request).await?;
            let status = answer.status();
            bytes = answer.into_body().collect().await?.to_bytes().len();
            if status != StatusCode::OK {
                bail!("{path} answered {status}");
            }
            times.push(began.elapsed());
        }
        times.sort_unstable();
        let slow = *times.get(TIMES * 99 / 100).context("times")?;
        let middle = median(times.iter().copied().map(millis).collect());
        let measured = format!("{:.1} ms, p50 {middle:.1} ms, {} KB", millis(slow), bytes / 1024);
        let name = format!("{} {}", store.dialect(), path.split('?').next().unwrap_or(path));
        row(&name, &measured, "p99 under 50 ms", Some(slow < Duration::from_millis(50)));
    }
    Ok(())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
