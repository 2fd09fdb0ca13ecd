//! The form: one page, everything typed kept, a message beside each field that needs one.

use maud::{Markup, html};

use super::day::first_day;
use super::draft_view::{self, SCRIPT};
use super::entry::{Entry, Fault, Field};
use super::posted::PHOTOS;
use super::problem_view::problems;
use super::told::{Told, mark, says};
use crate::domain::office::Office;
use crate::domain::photo::{MOST_PHOTOS, ReportPhoto};
use crate::domain::privacy::{MASK, Personal};
use crate::web::cx::PageCx;
use crate::web::ui::{self, Nav, Page, plain_name, status_mark};

/// What stands above the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Nothing.
    None,
    /// These were masked in the words; nothing is kept yet.
    Covered(Vec<Personal>),
    /// The same form was sent before with other words.
    SentBefore,
    /// The database could not take it just now.
    NotKept,
    /// More reports of this office wait than can be looked at.
    Crowded,
}

/// What the page shows.
pub struct FormPage<'a> {
    /// The office.
    pub office: &'a Office,
    /// What was typed.
    pub entry: &'a Entry,
    /// The photos that wait for it already.
    pub photos: &'a [ReportPhoto],
    /// What has to be mended.
    pub faults: &'a [Fault],
    /// What stands above.
    pub notice: Notice,
    /// Whether this is the answer to a form that was sent.
    pub is_answer: bool,
}

/// The sheet of the form and of the page before sending.
pub const STYLE: &str = "css/report.css";

/// The page.
pub fn show(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let facts = &page.office.facts;
    let heading = cx.t("report-title");
    let name = plain_name(cx.words, page.office);
    let named = format!("{heading}: {name}");
    let title =
        if page.faults.is_empty() { named } else { format!("{}: {named}", cx.t("report-to-mend")) };
    ui::page(
        cx,
        &Page::new(&title)
            .at(Nav::Report)
            .about(&cx.t("report-about"))
            .with_style(STYLE)
            .with_script(SCRIPT),
        html! {
            h1 { (heading) }
            p.lead {
                strong { bdi { (name) } }
                @if !facts.location.one_line().is_empty() { br; bdi { (facts.location.one_line()) } }
            }
            @if facts.status.is_gone() { (status_mark(cx, page.office)) }
            p.do { a href=(cx.href("/report")) { (cx.t("report-another")) } }
            (summary(cx, page.faults))
            (notice(cx, &page.notice))
            (draft_view::notes(cx))
            div.split.wide {
                (form(cx, page))
                section.prose aria-labelledby="how" { (good_to_know(cx)) }
            }
        },
    )
}

fn form(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    html! {
        form.form action=(cx.href(&format!("/report/{}", page.office.slug))) method="post"
            enctype="multipart/form-data" novalidate data-draft=(page.office.slug)
            data-answered[page.is_answer] {
            input type="hidden" name="token" value=(page.entry.token);
            p { (cx.t("report-safe")) }
            (problems(cx, page))
            (day(cx, page))
            (words(cx, page))
            (photos(cx, page))
            (consents(cx, page))
            div {
                p.hint { (cx.t("report-before-send")) }
                p.do { button.go type="submit" { (cx.t("report-next")) } }
            }
        }
    }
}

/// What a person may want to know before telling anything; the heading has the mark `how`.
pub fn good_to_know(cx: &PageCx) -> Markup {
    html! {
        h2 id="how" { (cx.t("report-how")) }
        ul {
            li { (cx.t("report-how-account")) }
            li { (cx.t("report-how-read")) }
            li { (cx.t("report-how-yours")) }
        }
        p.do {
            a href=(cx.href("/receipt")) { (cx.t("report-have-code")) }
            " " a href=(cx.href("/privacy")) { (cx.t("nav-privacy")) }
        }
    }
}

fn summary(cx: &PageCx, faults: &[Fault]) -> Markup {
    let told = faults.iter().map(|fault| (mark(fault.field()), says(cx, fault)));
    ui::faults(cx, &told.collect::<Vec<_>>())
}

fn notice(cx: &PageCx, notice: &Notice) -> Markup {
    let (heading, text) = match notice {
        Notice::None => return html! {},
        Notice::Covered(found) => (cx.t("report-covered"), covered_words(cx, found)),
        Notice::SentBefore => (cx.t("report-before"), cx.t("report-before-what")),
        Notice::NotKept => (cx.t("report-not-kept"), cx.t("report-not-kept-what")),
        Notice::Crowded => (cx.t("report-crowded"), cx.t("report-crowded-what")),
    };
    ui::notice(&heading, &text)
}

/// Says what was masked.
pub fn covered_words(cx: &PageCx, found: &[Personal]) -> String {
    let values = [("what", covered_list(cx, found).into()), ("mask", MASK.into())];
    cx.words.with("report-covered-what", &values)
}

/// What was found, as a list in a sentence.
pub fn covered_list(cx: &PageCx, found: &[Personal]) -> String {
    let mut words: Vec<String> =
        found.iter().map(|p| cx.words.word("personal", p.as_str())).collect();
    let last = words.pop().unwrap_or_default();
    if words.is_empty() {
        return last;
    }
    cx.words.with("list-and", &[("first", words.join(", ").into()), ("last", last.into())])
}

fn day(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let told = Told::of(cx, page.faults, Field::Day, true);
    let today = cx.now.date();
    html! {
        div.field {
            label for="happened_on" { (cx.t("report-day")) }
            p.hint id="happened_on-h" { (cx.t("report-day-hint")) }
            (told.message(Field::Day))
            input id="happened_on" name="happened_on" type="date" value=(page.entry.happened_on)
                min=(first_day(today)) max=(today) required
                aria-invalid=[told.invalid()] aria-describedby=[told.described.as_deref()];
        }
    }
}

fn words(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let told = Told::of(cx, page.faults, Field::Text, true);
    html! {
        div.field {
            label for="text" { (cx.t("report-text")) }
            p.hint id="text-h" { (cx.t("report-text-hint")) }
            (told.message(Field::Text))
            textarea id="text" name="text" rows="6" dir="auto"
                aria-invalid=[told.invalid()] aria-describedby=[told.described.as_deref()]
            { (page.entry.text) }
        }
    }
}

/// Photos that wait already, each with a box to leave it out, and the field for more.
fn photos(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let told = Told::of(cx, page.faults, Field::Photos, true);
    let more = [("most", MOST_PHOTOS.into())];
    html! {
        @if !page.photos.is_empty() {
            fieldset.field {
                legend { (cx.t("report-photos-here")) }
                ul.choices {
                    @for photo in page.photos {
                        li {
                            label {
                                input type="checkbox" name="leave_out" value=(photo.position);
                                " " span { (cx.words.with("report-photo-out", &[("n", photo.position.into())])) }
                            }
                        }
                    }
                }
            }
        }
        div.field {
            label for="photos" { (cx.words.with("report-photos", &more)) }
            p.hint id="photos-h" { (cx.t("report-photos-hint")) }
            (told.message(Field::Photos))
            input type="file" id="photos" name=(PHOTOS) multiple accept="image/jpeg,image/png,image/webp"
                aria-invalid=[told.invalid()] aria-describedby=[told.described.as_deref()];
        }
    }
}

fn consents(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let (entry, on) = (page.entry, page.entry.consents);
    let name = Told::of(cx, page.faults, Field::Name, true);
    let contact = Told::of(cx, page.faults, Field::Contact, true);
    html! {
        fieldset.field {
            legend { (cx.t("report-consents")) }
            p.hint { (cx.t("report-consents-hint")) }
            ul.choices {
                li { (consent(cx, "words", on.words)) }
                li { (consent(cx, "photos", on.photos)) }
                li { (consent(cx, "quote", on.quote)) }
                li {
                    (consent(cx, "name", on.name))
                    div.field.under {
                        label for="first_name" { (cx.t("report-name")) }
                        p.hint id="first_name-h" { (cx.t("report-name-hint")) }
                        (name.message(Field::Name))
                        input.short type="text" id="first_name" name="first_name" value=(entry.first_name) dir="auto"
                            autocomplete="given-name"
                            aria-invalid=[name.invalid()] aria-describedby=[name.described.as_deref()];
                    }
                }
                li {
                    (consent(cx, "contact", on.contact))
                    div.field.under {
                        label for="contact" { (cx.t("report-contact")) }
                        p.hint id="contact-h" { (cx.t("report-contact-hint")) }
                        (contact.message(Field::Contact))
                        input type="text" id="contact" name="contact" value=(entry.contact) autocomplete="off"
                            autocapitalize="none" spellcheck="false"
                            aria-invalid=[contact.invalid()] aria-describedby=[contact.described.as_deref()];
                    }
                }
            }
        }
    }
}

fn consent(cx: &PageCx, name: &str, on: bool) -> Markup {
    html! {
        label {
            input type="checkbox" id={ "consent_" (name) } name={ "consent_" (name) } value="yes" checked[on];
            " " span {
                (cx.words.word("consent", name)) " "
                span.hint { (cx.words.word("consent-hint", name)) }
            }
        }
    }
}
