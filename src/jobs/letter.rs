//! What followers read: plain text in their language, with a way to stop in every letter.

use crate::app::App;
use crate::domain::closure::Closure;
use crate::domain::follow::{Change, ChangeKind, Follower, Link, changes};
use crate::domain::mail::Letter;
use crate::i18n::{Lang, Words};

/// A case from the version that a follower knows to the one that is told.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// What the follower knows; none for a new case.
    pub before: Option<&'a Closure>,
    /// What is told.
    pub after: &'a Closure,
}

/// Changes of one case that a letter lists; the page has the rest.
const MOST_CHANGES: usize = 30;
/// Cases that one letter tells of; the ledger's page has the rest.
const MOST_CASES: usize = 50;

/// The letter that tells a follower of changes; none when nothing is left to tell.
///
/// What was changed and changed back in the meantime is no news.
#[must_use]
pub fn of_news(app: &App, follower: &Follower, told: &[Told<'_>]) -> Option<Letter> {
    let words = Words::of(follower.lang.parse().unwrap_or(Lang::En));
    let parts: Vec<(&Closure, Vec<Change<'_>>)> = told
        .iter()
        .map(|told| (told.after, changes(told.before, told.after)))
        .filter(|(_, changes)| !changes.is_empty())
        .collect();
    let (first, _) = parts.first()?;
    let title = words.either(&first.title, &first.title_es).to_owned();
    let subject = match parts.len() {
        1 => words.with("letter-subject", &[("title", title.into())]),
        n => {
            words.with("letter-subject-many", &[("n", u32::try_from(n).unwrap_or(u32::MAX).into())])
        }
    };
    let mut text = String::new();
    for (case, changes) in parts.iter().take(MOST_CASES) {
        text.push_str(&told_case(app, words, case, changes));
        text.push('\n');
    }
    if parts.len() > MOST_CASES {
        let address = address(app, words, "/closures");
        text.push_str(&words.with("letter-more", &[("address", address.into())]));
        text.push_str("\n\n");
    }
    let manage = format!("/follow/{}", app.sealer().token(Link::Manage, follower.id));
    let page = address(app, words, &manage);
    text.push_str("-- \n");
    text.push_str(&words.with("letter-why", &[("address", page.into())]));
    text.push('\n');
    let stop = app.site().link(&format!("{manage}/stop"));
    let headers = vec![
        ("List-Unsubscribe".to_owned(), format!("<{stop}>")),
        ("List-Unsubscribe-Post".to_owned(), "List-Unsubscribe=One-Click".to_owned()),
        ("Auto-Submitted".to_owned(), "auto-generated".to_owned()),
    ];
    Some(Letter { to: follower.email.as_str().to_owned(), subject, text, headers })
}

/// An address that speaks the letter's language.
fn address(app: &App, words: Words, path: &str) -> String {
    let link = app.site().link(path);
    if words.lang() == Lang::En { link } else { format!("{link}?lang={}", words.lang()) }
}

fn told_case(app: &App, words: Words, case: &Closure, changes: &[Change<'_>]) -> String {
    let mut text = format!("{}\n", words.either(&case.title, &case.title_es));
    for change in changes.iter().take(MOST_CHANGES) {
        text.push_str("  * ");
        text.push_str(&told(words, case, change));
        text.push('\n');
    }
    let is_new = changes.iter().any(|change| change.kind == ChangeKind::Published);
    let summary = words.either(&case.summary, &case.summary_es);
    if is_new && !summary.is_empty() {
        text.push_str(&format!("  {summary}\n"));
    }
    if is_new {
        for step in case.steps.iter().take(MOST_CHANGES) {
            text.push_str(&format!("  - {}\n", words.step_line(step)));
        }
    }
    let page = address(app, words, &format!("/closures/{}", case.slug));
    text.push_str(&format!("  {page}\n"));
    text
}

/// One change in a line.
fn told(words: Words, case: &Closure, change: &Change<'_>) -> String {
    let line = change.step.map(|step| words.step_line(step)).unwrap_or_default();
    let said = words.word("change", change.kind.as_str());
    match (change.kind, change.was) {
        (ChangeKind::Moved, Some(was)) => {
            let before = [words.step_day(was), was.place.clone()];
            let before: Vec<_> = before.into_iter().filter(|part| !part.is_empty()).collect();
            let before = words.with("letter-before", &[("before", before.join(" · ").into())]);
            format!("{said} {line} ({before})")
        }
        (ChangeKind::Struck, _) => {
            let id = change.step.map(|step| step.id);
            let why = case.struck.iter().find(|s| Some(s.step.id) == id);
            let why = why.map(|s| s.reason.as_str()).filter(|why| !why.is_empty());
            why.map_or_else(|| format!("{said} {line}"), |why| format!("{said} {line} ({why})"))
        }
        (ChangeKind::Withdrawn, _) => {
            let why = case.withdrawn.as_ref().map_or("", |w| w.reason.as_str());
            if why.is_empty() { said } else { format!("{said} ({why})") }
        }
        (ChangeKind::Published | ChangeKind::Facts, _) => said,
        _ => format!("{said} {line}"),
    }
}
