//! An Atom feed: of a case its steps, of everything else its cases.

use atom_syndication::{
    Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text,
};
use jiff::Timestamp;
use maud::{Markup, html};

use super::updated;
use crate::app::App;
use crate::atlas::Atlas;
use crate::domain::closure::{Closure, Step};
use crate::domain::report::PublicReport;
use crate::domain::text;
use crate::i18n::{Lang, Words};
use crate::web::scope::Scope;

/// The most entries of a feed; those that changed last are kept.
const MOST_ENTRIES: usize = 60;

/// Writes the feed; `told` are accounts that everybody may read.
///
/// # Errors
/// When the writer of XML refuses, with its sentence.
pub fn write(
    app: &App,
    atlas: &Atlas,
    scope: &Scope<'_>,
    words: Words,
    told: &[PublicReport],
) -> Result<Vec<u8>, String> {
    let made = Made { app, words };
    let mut entries = match scope {
        Scope::Case(case) => made.steps(case),
        _ => made.cases(scope.told(atlas)),
    };
    entries.extend(told.iter().map(|report| made.account(scope, report)));
    if !told.is_empty() {
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated));
    }
    entries.truncate(MOST_ENTRIES);
    let newest = entries.iter().map(|entry| entry.updated).max();
    let newest = newest.unwrap_or_else(|| fixed(Timestamp::UNIX_EPOCH));
    let feed = Feed {
        title: Text::plain(made.title(scope)),
        subtitle: Some(Text::plain(words.t("feed-about"))),
        id: made.id("feed", &scope.topic().to_string()),
        updated: newest,
        authors: vec![Person { name: words.t("site"), ..Person::default() }],
        generator: Some(Generator {
            value: "stillopen".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            ..Generator::default()
        }),
        links: vec![
            made.link("self", &scope.atom(), Some("application/atom+xml")),
            made.link("alternate", &scope.page(), Some("text/html")),
        ],
        entries,
        lang: Some(words.lang().to_string()),
        ..Feed::default()
    };
    let xml = feed.write_to(Vec::new()).map_err(|error| error.to_string())?;
    // One character that XML does not know breaks the feed for everybody, and texts of old or from files may hold one.
    let xml = String::from_utf8(xml).map_err(|error| error.to_string())?;
    Ok(text::readable(&xml).into_bytes())
}

fn fixed(at: Timestamp) -> FixedDateTime {
    chrono::DateTime::from_timestamp(at.as_second(), 0).unwrap_or_default().fixed_offset()
}

struct Made<'a> {
    app: &'a App,
    words: Words,
}

impl Made<'_> {
    fn title(&self, scope: &Scope<'_>) -> String {
        let site = self.words.t("site");
        format!("{site}: {}", scope.name(self.words))
    }

    /// An identifier that stays when titles, languages and addresses change: a tag (RFC 4151) of this site.
    fn id(&self, kind: &str, name: &str) -> String {
        format!("tag:{},2026:{kind}/{name}", self.app.site().host())
    }

    /// An address with the language of the feed.
    fn address(&self, path: &str) -> String {
        let link = self.app.site().link(path);
        match self.words.lang() {
            Lang::En => link,
            lang if link.contains('?') => format!("{link}&lang={lang}"),
            lang => format!("{link}?lang={lang}"),
        }
    }

    fn link(&self, rel: &str, path: &str, mime: Option<&str>) -> Link {
        Link {
            href: self.address(path),
            rel: rel.to_owned(),
            mime_type: mime.map(str::to_owned),
            hreflang: Some(self.words.lang().to_string()),
            ..Link::default()
        }
    }

    fn cases(&self, mut cases: Vec<&Closure>) -> Vec<Entry> {
        // Stable: of those that changed at one moment the newest comes first, as in the ledger.
        cases.sort_by_cached_key(|case| std::cmp::Reverse(updated::case(case)));
        cases.truncate(MOST_ENTRIES);
        cases.into_iter().map(|case| self.case(case)).collect()
    }

    fn case(&self, case: &Closure) -> Entry {
        let words = self.words;
        let summary = words.either(&case.summary, &case.summary_es);
        let kinds = [("cut", case.kind.as_str()), ("case", case.state().as_str())];
        let category = |(family, word): (&str, &str)| Category {
            term: word.to_owned(),
            label: Some(self.labelled(family, word)),
            ..Category::default()
        };
        Entry {
            title: Text::plain(self.titled(words.either(&case.title, &case.title_es), case)),
            id: self.id("closure", &case.id.to_string()),
            updated: fixed(updated::case(case)),
            links: vec![self.link("alternate", &format!("/closures/{}", case.slug), None)],
            categories: kinds.into_iter().map(category).collect(),
            summary: (!summary.is_empty()).then(|| Text::plain(summary)),
            content: Some(self.html(&self.told(case))),
            ..Entry::default()
        }
    }

    /// A title that says when the case was taken out of the ledger: readers may show nothing else.
    fn titled(&self, title: &str, case: &Closure) -> String {
        match &case.withdrawn {
            Some(_) => format!("{title} ({})", self.words.t("feed-taken-out")),
            None => title.to_owned(),
        }
    }

    fn labelled(&self, family: &str, word: &str) -> String {
        let words = self.words;
        if family == "cut" { words.word("cut", word) } else { words.word("case", word) }
    }

    fn html(&self, markup: &Markup) -> Content {
        Content {
            value: Some(markup.0.clone()),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }
    }

    fn told(&self, case: &Closure) -> Markup {
        let words = self.words;
        let summary = words.either(&case.summary, &case.summary_es);
        html! {
            @if let Some(withdrawn) = &case.withdrawn { p { strong { (self.withdrawn(withdrawn)) } } }
            p { (words.word("cut", case.kind.as_str())) ". " (words.word("case", case.state().as_str())) "." }
            @if !summary.is_empty() { p { (summary) } }
            ul {
                @for step in &case.steps { li { (words.step_line(step)) } }
                @for struck in &case.struck {
                    li { del { (words.step_line(&struck.step)) } " " (words.t("called-off")) }
                }
            }
        }
    }

    fn withdrawn(&self, withdrawn: &crate::domain::closure::Withdrawn) -> String {
        let values = [
            ("day", self.words.day(withdrawn.on).into()),
            ("reason", withdrawn.reason.clone().into()),
        ];
        self.words.with("feed-withdrawn", &values)
    }

    /// An account in somebody's own words. Its moment is the Monday of the week in which it was published.
    fn account(&self, scope: &Scope<'_>, report: &PublicReport) -> Entry {
        let words = self.words;
        let problem = words.word("reported", report.problem.as_str());
        let day = words.day(report.week);
        let values = [("problem", problem.into()), ("day", day.into())];
        let mut page = self.link("alternate", &scope.page(), None);
        page.href.push_str(&format!("#report-{}", report.id));
        let only_photos = words.t("told-only-photos");
        Entry {
            title: Text::plain(words.with("told-feed-title", &values)),
            id: self.id("report", &report.id.to_string()),
            updated: fixed(updated::monday(report.published)),
            links: vec![page],
            authors: report
                .name
                .iter()
                .map(|name| Person { name: name.clone(), ..Person::default() })
                .collect(),
            content: Some(self.html(&html! {
                @if report.words.is_empty() { p { (only_photos) } } @else {
                    @for line in report.words.lines().filter(|line| !line.trim().is_empty()) {
                        p lang=(report.lang) dir="auto" { (line) }
                    }
                }
            })),
            ..Entry::default()
        }
    }

    fn steps(&self, case: &Closure) -> Vec<Entry> {
        let live = case.steps.iter().rev().map(|step| (step, false));
        let struck = case.struck.iter().map(|struck| (&struck.step, true));
        let mut entries: Vec<Entry> =
            live.chain(struck).map(|(step, off)| self.step(case, step, off)).collect();
        // That the case was taken out stands on top of its steps.
        entries.extend(case.withdrawn.is_some().then(|| self.case(case)));
        entries.rotate_right(usize::from(case.withdrawn.is_some()));
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated));
        entries
    }

    fn step(&self, case: &Closure, step: &Step, off: bool) -> Entry {
        let words = self.words;
        let note = words.either(&step.note, &step.note_es);
        let mut title = format!("{}: {}", words.event(step), words.step_day(step));
        if off {
            title = format!("{title} ({})", words.t("called-off"));
        }
        Entry {
            title: Text::plain(self.titled(&title, case)),
            id: self.id("step", &step.id.to_string()),
            updated: fixed(updated::step(case, step, off)),
            links: vec![self.link("alternate", &format!("/closures/{}", case.slug), None)],
            content: Some(self.html(&html! {
                p { (words.step_line(step)) @if off { " " (words.t("called-off")) } }
                @if !note.is_empty() { p { (note) } }
            })),
            ..Entry::default()
        }
    }
}
