//! The page before sending: exactly what will be kept, what was covered, and who can see which part of it.

use maud::{Markup, html};

use super::draft_view::{self, SCRIPT};
use super::entry::{Account, Entry};
use super::form_view::{STYLE, covered_list};
use super::problem_view::answer_words;
use super::seen::{Seen, seen};
use crate::domain::office::Office;
use crate::domain::photo::ReportPhoto;
use crate::domain::privacy::{MASK, Personal};
use crate::shipped::questions;
use crate::store::SimilarReport;
use crate::web::cx::PageCx;
use crate::web::ui::{self, Nav, Page, plain_name, status_mark};

/// The longest piece of somebody else's words that is shown, in characters.
const MOST_QUOTED: usize = 240;

/// What the page shows.
pub struct PreviewPage<'a> {
    /// The office.
    pub office: &'a Office,
    /// What was typed, for the way back to the form.
    pub entry: &'a Entry,
    /// What of it will be kept.
    pub account: &'a Account,
    /// The photos that will be kept.
    pub photos: &'a [ReportPhoto],
    /// The same, small, as addresses that hold the picture.
    pub small: &'a [Option<String>],
    /// What was covered in the words just now.
    pub covered: &'a [Personal],
    /// What somebody else told of the same, for everybody to read.
    pub similar: Option<&'a SimilarReport>,
}

/// The page.
pub fn show(cx: &PageCx, page: &PreviewPage<'_>) -> Markup {
    let heading = cx.t("preview-title");
    let name = plain_name(cx.words, page.office);
    ui::page(
        cx,
        &Page::new(&format!("{heading}: {name}"))
            .at(Nav::Report)
            .unlisted()
            .with_style(STYLE)
            .with_script(SCRIPT),
        html! {
            h1 { (heading) }
            p.lead { (cx.t("preview-lead")) }
            @if page.office.facts.status.is_gone() { (status_mark(cx, page.office)) }
            (covered(cx, page))
            (draft_view::notes(cx))
            form.form.preview action=(cx.href(&format!("/report/{}", page.office.slug))) method="post"
                data-draft=(page.office.slug) data-answered="" {
                @for (name, text) in page.entry.fields() { input type="hidden" name=(name) value=(text); }
                (similar(cx, page))
                section aria-labelledby="kept" {
                    h2 id="kept" { (cx.t("preview-kept")) }
                    (kept(cx, page))
                }
                (who(cx, page))
                div {
                    p.hint { (cx.t("preview-code")) }
                    p.do {
                        button.go name="sure" value="yes" { (cx.t("report-send")) }
                        " " button.quiet name="change" value="yes" { (cx.t("preview-change")) }
                    }
                }
            }
        },
    )
}

fn covered(cx: &PageCx, page: &PreviewPage<'_>) -> Markup {
    let reaches = |found: &Personal| matches!(found, Personal::Phone | Personal::Email);
    html! {
        @if !page.covered.is_empty() {
            div.news.doubt.prose role="alert" {
                h2 { (cx.t("report-covered")) }
                p { (cx.words.with("preview-covered", &[("what", covered_list(cx, page.covered).into())])) }
                @if page.covered.iter().any(reaches) && page.account.contact.is_none() {
                    p { (cx.t("preview-covered-contact")) }
                }
            }
        }
    }
}

/// Somebody told of the same: one press adds this one to it.
fn similar(cx: &PageCx, page: &PreviewPage<'_>) -> Markup {
    let Some(similar) = page.similar else { return html! {} };
    html! {
        section.assigned aria-labelledby="same" {
            h2 id="same" { (cx.t("preview-same")) }
            p.hint { (cx.words.with("preview-same-week", &[("day", cx.words.day(similar.published).into())])) }
            @if !similar.words.is_empty() { blockquote dir="auto" { (quoted(&similar.words)) } }
            p { (cx.t("preview-same-what")) }
            p.do { button.quiet name="sure" value="like" { (cx.t("preview-same-go")) } }
        }
    }
}

/// The first words of a longer text, cut between two of them.
fn quoted(words: &str) -> String {
    if words.chars().count() <= MOST_QUOTED {
        return words.to_owned();
    }
    let start: String = words.chars().take(MOST_QUOTED).collect();
    let whole = start.rsplit_once(char::is_whitespace).map_or(start.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

fn kept(cx: &PageCx, page: &PreviewPage<'_>) -> Markup {
    let account = page.account;
    html! {
        dl.facts {
            dt { (cx.t("receipt-office")) }
            dd { bdi { (plain_name(cx.words, page.office)) } }
            dt { (cx.t("receipt-problem")) }
            dd { (cx.words.word("problem", account.problem.as_str())) }
            @for question in questions().of(account.problem) {
                @if let Some(answer) = account.answers.get(&question.code) {
                    dt { (cx.words.word("question", &question.code)) }
                    dd { (answer_words(cx.words, &question.code, answer)) }
                }
            }
            dt { (cx.t("receipt-day")) }
            dd { (cx.words.day(account.happened_on)) }
            dt { (cx.t("receipt-words")) }
            dd {
                @if account.text.is_empty() { (cx.t("receipt-no-words")) }
                @else { div.told dir="auto" { (masked(cx, &account.text)) } }
            }
            @if !page.photos.is_empty() {
                dt { (cx.t("preview-photos")) }
                dd {
                    ul.plain {
                        @for (photo, small) in page.photos.iter().zip(page.small) {
                            li { (picture(cx, photo, small.as_deref())) }
                        }
                    }
                    p.hint { (cx.t("preview-photos-what")) }
                }
            }
            @if let Some(name) = &account.first_name {
                dt { (cx.t("report-name")) }
                dd { bdi { (masked(cx, name)) } }
            }
            @if let Some(contact) = &account.contact {
                dt { (cx.t("report-contact")) }
                dd { bdi { (contact) } }
            }
            dt { (cx.t("preview-received")) }
            dd { (cx.words.day(cx.now.date())) " " span.hint { (cx.t("preview-received-what")) } }
        }
    }
}

/// A photo, small, with its size.
fn picture(cx: &PageCx, photo: &ReportPhoto, small: Option<&str>) -> Markup {
    let number = cx.words.with("preview-photo", &[("n", photo.position.into())]);
    let size =
        [("width", photo.width.to_string().into()), ("height", photo.height.to_string().into())];
    html! {
        @if let Some(small) = small { img src=(small) alt=""; }
        (number) " " span.hint { (cx.words.with("preview-photo-size", &size)) }
    }
}

/// A text with what stands covered in it marked, for eyes and ears.
fn masked(cx: &PageCx, text: &str) -> Markup {
    html! {
        @for (number, piece) in text.split(MASK).enumerate() {
            @if number > 0 {
                mark { span aria-hidden="true" { (MASK) } span.vh { (cx.t("preview-masked")) } }
            }
            (piece)
        }
    }
}

/// Who can see which part.
fn who(cx: &PageCx, page: &PreviewPage<'_>) -> Markup {
    html! {
        section aria-labelledby="who" {
            h2 id="who" { (cx.t("preview-who")) }
            p { (cx.t("preview-who-first")) }
            div.table tabindex="0" role="region" aria-labelledby="who" {
                table.who {
                    thead { tr { th scope="col" { (cx.t("preview-who-part")) } th scope="col" { (cx.t("preview-who-sees")) } } }
                    tbody {
                        @for Seen { part, by } in seen(page.account, page.photos.len()) {
                            tr {
                                th scope="row" { (cx.words.word("part", part)) }
                                td { (cx.words.word("seen", by)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_of_others_are_cut_between_two_of_them() {
        assert_eq!(quoted("Four hours."), "Four hours.");
        let long = "espera ".repeat(60);
        let cut = quoted(&long);
        assert!(cut.ends_with("espera …") && cut.chars().count() <= MOST_QUOTED + 2, "{cut}");
        assert!(quoted(&"á".repeat(400)).chars().count() <= MOST_QUOTED + 2);
    }
}
