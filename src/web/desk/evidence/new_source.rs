//! `/desk/closures/{slug}/sources/new`: one more source for a case, by its address, as a file, or both.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::hand_in::HandedIn;
use super::new_view;
use super::one::message;
use crate::app::App;
use crate::domain::account::Role;
use crate::domain::closure::Closure;
use crate::domain::date::PartialDate;
use crate::domain::evidence::{Citation, Claim, Evidence, Stance};
use crate::domain::id::EvidenceId;
use crate::domain::slug::Slug;
use crate::jobs::capture::{Catcher, Ready, Wanted};
use crate::store::SavedCase;
use crate::web::cx::PageCx;
use crate::web::desk::closures::keep;
use crate::web::error::WebError;
use crate::web::extract::Named;
use crate::web::session::Member;

/// The longest title, publisher and address.
pub const MOST_TITLE: usize = 300;
/// The longest address.
pub const MOST_URL: usize = 2_000;
/// How often a source is put to a case that somebody else is changing at the same moment.
const TRIES: usize = 3;

/// What was typed.
#[derive(Debug, Default, Clone)]
pub struct Typed {
    /// Headline.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// The source's own date.
    pub dated: String,
    /// Address.
    pub url: String,
    /// Address of a copy that an archive keeps.
    pub archive_url: String,
    /// What it speaks of; empty for the case as a whole.
    pub claim: String,
    /// Whether it says the same.
    pub stance: String,
    /// Whether everybody may see the photo.
    pub public: bool,
}

/// A field with the message that says what is wrong with it.
pub type Fault = (&'static str, &'static str);

/// What the form says, read.
struct Meant {
    source: Evidence,
    citation: Option<Citation>,
}

/// The empty form.
///
/// # Errors
/// When the person may not see it, there is no such case, or the database does not answer.
pub async fn form(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(slug): Named<Slug>,
) -> Result<Response, WebError> {
    member.need(Role::may_edit_ledger)?;
    let case = app.store().closure(slug.as_str()).await?.ok_or(WebError::NoCase)?;
    Ok(new_view::show(&cx, &member, &case, &Typed::default(), &[]).into_response())
}

/// Adds the source, and has its page captured or its file kept.
///
/// # Errors
/// When the person may not do that, there is no such case, or the form or the database fails.
pub async fn add(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(slug): Named<Slug>,
    request: Request,
) -> Result<Response, WebError> {
    member.need(Role::may_edit_ledger)?;
    let case = app.store().closure(slug.as_str()).await?.ok_or(WebError::NoCase)?;
    let mut handed_in = HandedIn::read(request).await?;
    let typed = typed(&handed_in);
    let has_file = handed_in.file.is_some();
    let (meant, mut faults) = meant(&app, &case, &typed, has_file);
    let catcher = Catcher::of(&app);
    // The file is looked at before anything is written: a source without its notice is of no use.
    let ready = match handed_in.file.take() {
        None => None,
        Some(Err(error)) => {
            faults.push(("file", message(error)?));
            None
        }
        Some(Ok(upload)) => match Ready::of(&catcher, upload).await {
            Ok(ready) => Some(ready),
            Err(error) => {
                faults.push(("file", message(error)?));
                None
            }
        },
    };
    let Some(meant) = meant.filter(|_| faults.is_empty()) else {
        let view = new_view::show(&cx, &member, &case, &typed, &faults);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, view).into_response());
    };
    let id = meant.source.id;
    let number = save(&app, &slug, &meant, &member).await?;
    let mut said = "source-added";
    if let Some(ready) = ready {
        let wanted = Wanted { evidence: id, url: String::new(), actor: member.actor() };
        if let Err(error) = ready.keep(&catcher, &wanted, typed.public).await {
            // The source is there: sending the form again would make a second one. Its page takes the file.
            tracing::warn!(%error, source = %id, "the file of a new source could not be kept");
            said = "source-without-file";
        }
    }
    let to = format!("/desk/closures/{slug}/sources/{number}?said={said}");
    Ok(Redirect::to(&cx.href(&to)).into_response())
}

fn typed(form: &HandedIn) -> Typed {
    Typed {
        title: form.text("title"),
        publisher: form.text("publisher"),
        dated: form.text("dated"),
        url: form.text("url"),
        archive_url: form.text("archive_url"),
        claim: form.text("claim"),
        stance: form.text("stance"),
        public: form.is_ticked("public"),
    }
}

/// Reads what was typed; every field that cannot be read is named.
fn meant(app: &App, case: &Closure, typed: &Typed, has_file: bool) -> (Option<Meant>, Vec<Fault>) {
    let mut faults: Vec<Fault> = Vec::new();
    for (field, text, empty) in [
        ("title", &typed.title, "source-fault-title"),
        ("publisher", &typed.publisher, "source-fault-publisher"),
    ] {
        if text.is_empty() {
            faults.push((field, empty));
        } else if text.chars().count() > MOST_TITLE {
            faults.push((field, "source-fault-long"));
        }
    }
    let dated: Option<PartialDate> = match typed.dated.as_str() {
        "" => None,
        text => {
            let date = text.parse().ok();
            if date.is_none() {
                faults.push(("dated", "source-fault-date"));
            }
            date
        }
    };
    if typed.url.is_empty() && !has_file {
        faults.push(("url", "source-fault-nothing"));
    }
    for (field, url) in [("url", &typed.url), ("archive_url", &typed.archive_url)] {
        if !url.is_empty() && (url.len() > MOST_URL || app.outbound().check(url).is_err()) {
            faults.push((field, "source-fault-url"));
        }
    }
    let claim = (!typed.claim.is_empty()).then(|| typed.claim.parse::<Claim>());
    let known = |claim: &Claim| match claim {
        Claim::Step(id) => case.steps.iter().any(|step| step.id == *id),
        _ => true,
    };
    let claim = match claim {
        Some(Ok(claim)) if known(&claim) => Some(claim),
        Some(_) => {
            faults.push(("claim", "source-fault-claim"));
            None
        }
        None => None,
    };
    let stance = typed.stance.parse().unwrap_or(Stance::Supports);
    if !faults.is_empty() {
        return (None, faults);
    }
    let source = Evidence {
        id: EvidenceId::new(app.clock().now()),
        title: typed.title.clone(),
        publisher: typed.publisher.clone(),
        dated,
        url: typed.url.clone(),
        number: 0,
        archive_url: (!typed.archive_url.is_empty()).then(|| typed.archive_url.clone()),
    };
    let citation = claim.map(|claim| Citation { evidence: source.id, claim, stance });
    (Some(Meant { source, citation }), faults)
}

/// Puts the source to the case as it stands now; gives its number.
async fn save(app: &App, slug: &Slug, meant: &Meant, member: &Member) -> Result<u32, WebError> {
    for _ in 0..TRIES {
        let mut case = app.store().closure(slug.as_str()).await?.ok_or(WebError::NoCase)?;
        case.evidence.push(meant.source.clone());
        case.citations.extend(meant.citation);
        match keep(app, member, "source.added", Some(case.version), &case, None).await? {
            SavedCase::Written(saved) | SavedCase::Same(saved) => {
                let added = saved.evidence.iter().find(|source| source.id == meant.source.id);
                return added.map(|source| source.number).ok_or(WebError::NoCase);
            }
            // Nothing of theirs is touched by one more source: once more, on what they wrote.
            SavedCase::Conflict(_) => {}
            SavedCase::Gone => return Err(WebError::NoCase),
        }
    }
    Err(WebError::Busy)
}
