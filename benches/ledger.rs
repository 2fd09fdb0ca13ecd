//! The ledger's numbers: `cargo bench --bench ledger [-- pages audit]`.
//!
//! Pages are asked for inside the process, without a socket, one after the other; what is told is how long the
//! slowest of a hundred takes. The cases are synthetic and say so.

#[path = "../tests/support/pg.rs"]
mod pg;
#[path = "support/report.rs"]
mod report;
#[path = "support/service.rs"]
mod service;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use stillopen::domain::closure::{CaseOffice, Closure, ClosureKind, OfficeRole, Step, StepKind};
use stillopen::domain::id::{ClosureId, StepId};
use stillopen::domain::slug::Slug;
use stillopen::store::Store;
use tower::ServiceExt;

use report::{machine, median, row, say};

/// Cases of the ledger.
const CASES: u32 = 100_000;
/// Steps of each.
const STEPS: u32 = 10;
/// Lines of the audit trail.
const LINES: u32 = 1_000_000;
/// How often a page is asked for.
const TIMES: usize = 300;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let all = ["pages", "audit"];
    if let Some(other) = arguments.iter().find(|w| !all.contains(&w.as_str())) {
        bail!("found {other}, expected any of {}", all.join(", "));
    }
    let asked = |part: &str| arguments.is_empty() || arguments.iter().any(|w| w == part);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    machine();
    if asked("pages") {
        runtime.block_on(pages())?;
    }
    if asked("audit") {
        runtime.block_on(audit())?;
    }
    machine();
    Ok(())
}

/// The ledger, its filters and its calendar with many cases.
async fn pages() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&format!("sqlite:{}", folder.path().join("l.gpkg").display())).await?;
    let began = Instant::now();
    fill(&store).await?;
    say(&format!("{CASES} cases with {STEPS} steps each written in {:.0} s", seconds(began)));
    let began = Instant::now();
    let router = service::router(store).await?;
    say(&format!("read model built in {:.1} s", seconds(began)));
    for path in [
        "/closures",
        "/closures?page=2500",
        "/closures?county=Cook",
        "/closures?kind=closure&state=in_force",
        "/closures?year=2019&agency=Synthetic+agency+3",
        "/closures/synthetic-case-777",
        "/closures/synthetic-case-777.ics",
        "/calendar",
        "/calendar.ics",
        "/feeds/closures.atom",
        "/api/closures?limit=100",
    ] {
        let mut times = Vec::with_capacity(TIMES);
        let mut bytes = 0;
        for _ in 0..TIMES {
            let began = Instant::now();
            let request = Request::get(path).body(Body::empty())?;
            let response = router.clone().oneshot(request).await?;
            let status = response.status();
            bytes = response.into_body().collect().await?.to_bytes().len();
            if status != StatusCode::OK {
                bail!("{path} answered {status}");
            }
            times.push(began.elapsed());
        }
        times.sort_unstable();
        let slow = at(&times, 99);
        let middle = median(times.iter().copied().map(millis).collect());
        let measured = format!("{:.1} ms, p50 {:.1} ms, {} KB", millis(slow), middle, bytes / 1024);
        row(path, &measured, "p99 under 50 ms", Some(slow < Duration::from_millis(50)));
    }
    Ok(())
}

/// Goes along a long audit trail on both databases.
async fn audit() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let sqlite = format!("sqlite:{}", folder.path().join("a.gpkg").display());
    for url in [sqlite, pg::fresh_database().await] {
        let store = Store::open(&url).await?;
        let began = Instant::now();
        let mut tx = store.begin().await?;
        for n in 0..LINES {
            let at = moment(n)?;
            let detail = "{\"before\":{\"version\":1},\"after\":{\"version\":2}}";
            tx.audit(at, "import", "case.saved", "closure", &n.to_string(), detail).await?;
        }
        tx.commit().await?;
        let written = seconds(began);
        let began = Instant::now();
        let found = store.verify_audit().await?;
        let took = seconds(began);
        if found.lines != u64::from(LINES) || found.fault_count > 0 {
            bail!("{} lines, {} faults", found.lines, found.fault_count);
        }
        let what = format!("audit verify, {LINES} lines, {}", store.dialect());
        let measured = format!("{took:.1} s (written in {written:.0} s)");
        row(&what, &measured, "under 10 s", Some(took < 10.0));
        store.close().await;
    }
    Ok(())
}

/// Writes the cases.
async fn fill(store: &Store) -> Result<()> {
    let mut tx = store.begin().await?;
    for n in 0..CASES {
        tx.upsert_closure(None, &case(n)?, moment(n)?, "import").await?;
    }
    tx.raise_revision().await?;
    tx.commit().await?;
    Ok(())
}

const COUNTIES: [&str; 5] = ["Cook", "Alexander", "Jackson", "Pope", "Sangamon"];
const KINDS: [ClosureKind; 4] = [
    ClosureKind::Closure,
    ClosureKind::Consolidation,
    ClosureKind::HoursCut,
    ClosureKind::Relocation,
];
const COURSE: [StepKind; 10] = [
    StepKind::Announced,
    StepKind::NoticeFiled,
    StepKind::RecommendationRequested,
    StepKind::RecommendationFiled,
    StepKind::CommentOpened,
    StepKind::CommentDeadline,
    StepKind::Hearing,
    StepKind::AdvisoryOpinion,
    StepKind::CasesMoved,
    StepKind::DoorClosed,
];

fn of<T: Copy>(list: &[T], n: u32) -> Option<T> {
    list.get(n as usize % list.len()).copied()
}

fn case(n: u32) -> Result<Closure> {
    let now = moment(n)?;
    let slug: Slug = format!("synthetic-case-{n}").parse()?;
    let kind = of(&KINDS, n / 7).unwrap_or(ClosureKind::Closure);
    let mut case = Closure::blank(ClosureId::new(now), slug, kind);
    case.title = format!("Synthetic case {n}");
    case.agency = format!("Synthetic agency {}", n % 40);
    case.summary = "Made for a benchmark.".to_owned();
    case.offices.push(CaseOffice {
        name: format!("Synthetic office {n}"),
        city: "Nowhere".to_owned(),
        county: of(&COUNTIES, n).unwrap_or_default().to_owned(),
        office: None,
        role: OfficeRole::Losing,
    });
    // From 1990 to early 2027, so that some of the dates are still ahead.
    let first = Date::constant(1990, 1, 1).checked_add((i64::from(n) % 13_400).days())?;
    for s in 0..STEPS {
        let on = first.checked_add((i64::from(s) * 14).days())?;
        let kind = of(&COURSE, s).unwrap_or(StepKind::Announced);
        case.steps.push(Step::new(StepId::new(now), kind, Some(on.to_string().parse()?)));
    }
    Ok(case)
}

fn moment(n: u32) -> Result<Timestamp> {
    Ok(Timestamp::from_second(1_700_000_000 + i64::from(n))?)
}

fn at(sorted: &[Duration], percent: usize) -> Duration {
    sorted.get(sorted.len() * percent / 100).copied().unwrap_or_default()
}

fn seconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64()
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}
