//! The parts of a report's page: what was asked, what is public, what is kept, and the forms.

use maud::{Markup, html};

use super::change::is_open;
use super::entry::{ChoiceFault, Choices, MOST_NAME, MOST_WORDS, Words, WordsFault};
use super::view::{Note, ReportPage, code_field};
use crate::domain::consent::Consent;
use crate::domain::privacy::{MASK, Personal};

use crate::domain::report::{Author, Report, ReportStatus, week_of};
use crate::web::cx::PageCx;
use crate::web::report::answer_words;
use crate::web::ui::{self, plain_name};

/// A count for a sentence.
fn count(cx: &PageCx, n: usize) -> String {
    cx.words.number(u64::try_from(n).unwrap_or(u64::MAX))
}

/// Lines of a text, whatever their direction.
fn lines(text: &str) -> Markup {
    html! { bdi dir="auto" { @for (i, line) in text.lines().enumerate() { @if i > 0 { br; } (line) } } }
}

/// What was masked, as a list in a sentence.
pub fn covered_words(cx: &PageCx, found: &[Personal]) -> String {
    let words: Vec<String> = found.iter().map(|p| cx.words.word("personal", p.as_str())).collect();
    cx.words
        .with("receipt-covered-what", &[("what", words.join(", ").into()), ("mask", MASK.into())])
}

/// The sentence for words that cannot be taken.
fn words_fault(cx: &PageCx, fault: WordsFault) -> String {
    match fault {
        WordsFault::Empty => cx.t("receipt-error-empty"),
        WordsFault::TooLong(found) => cx.words.with(
            "receipt-error-long",
            &[("found", count(cx, found).into()), ("most", count(cx, MOST_WORDS).into())],
        ),
        WordsFault::Full => cx.t("receipt-error-full"),
    }
}

/// The sentence for choices that cannot be taken.
fn choice_fault(cx: &PageCx, fault: ChoiceFault) -> String {
    match fault {
        ChoiceFault::NoName => cx.t("receipt-error-no-name"),
        ChoiceFault::LongName => {
            cx.words.with("receipt-error-long-name", &[("most", count(cx, MOST_NAME).into())])
        }
        ChoiceFault::NoContact => cx.t("receipt-error-no-contact"),
    }
}

/// What was done just now, or what has to be mended, with links to the fields.
pub fn note(cx: &PageCx, note: &Note) -> Markup {
    let (faults, covered): (Vec<(String, String)>, &[Personal]) = match note {
        Note::None => return html! {},
        Note::Said(word) => {
            let class = if *word == "not-now" { "flash bad prose" } else { "flash prose" };
            return html! {
                div class=(class) role="status" { p { strong { (cx.words.word("receipt-said", word)) } } }
            };
        }
        Note::Answer(words) => (one(cx, words, "answer"), &words.covered),
        Note::Add(words) => (one(cx, words, "more"), &words.covered),
        Note::Choices(choices) => {
            let faults = choices.faults.iter();
            let told = faults.map(|f| (f.field().to_owned(), choice_fault(cx, *f)));
            (told.collect(), &choices.covered)
        }
    };
    html! {
        (ui::faults(cx, &faults))
        @if !covered.is_empty() {
            (ui::notice(&cx.t("report-covered"), &covered_words(cx, covered)))
        }
    }
}

fn one(cx: &PageCx, words: &Words, field: &str) -> Vec<(String, String)> {
    words.fault.map(|fault| (field.to_owned(), words_fault(cx, fault))).into_iter().collect()
}

/// A text field of a form of its own.
fn text_field(cx: &PageCx, id: &str, label: &str, hint: &str, words: Option<&Words>) -> Markup {
    let error = words.and_then(|words| words.fault).map(|fault| words_fault(cx, fault));
    let described = ui::described(id, error.is_some());
    html! {
        div.field {
            label for=(id) { (label) }
            p.hint id={ (id) "-h" } { (hint) }
            @if let Some(error) = &error { p.error id={ (id) "-e" } { (error) } }
            textarea id=(id) name="text" rows="4" dir="auto"
                aria-invalid=[error.as_ref().map(|_| "true")] aria-describedby=(described)
            { (words.map_or("", |words| &words.text)) }
        }
    }
}

/// What the moderators asked and the writer answered, and the place for an answer.
pub fn messages(cx: &PageCx, page: &ReportPage<'_>) -> Markup {
    let waits = page.messages.last().is_some_and(|last| last.author == Author::Moderator);
    let heading = if waits { "receipt-question" } else { "receipt-questions" };
    let typed = if let Note::Answer(words) = page.note { Some(words) } else { None };
    html! {
        section.prose aria-labelledby="questions" {
            h2 id="questions" { (cx.t(heading)) }
            ul.list {
                @for message in page.messages {
                    li.card {
                        p {
                            strong { (cx.words.word("receipt-from", message.author.as_str())) }
                            " " span.hint { (cx.words.day(message.on)) }
                        }
                        p { (lines(&message.words)) }
                    }
                }
            }
            @if is_open(page.report) {
                form.form action=(cx.href("/receipt/answer")) method="post" novalidate {
                    (code_field(page.code))
                    (text_field(cx, "answer", &cx.t("receipt-answer"), &cx.t("receipt-answer-hint"), typed))
                    p.do { button.go type="submit" { (cx.t("receipt-answer-go")) } }
                }
            }
        }
    }
}

/// What everybody can see of the report at this moment.
pub fn public(cx: &PageCx, page: &ReportPage<'_>) -> Markup {
    let report = page.report;
    let says = if report.is_listed() {
        "receipt-public-listed"
    } else if report.counted {
        "receipt-public-counted"
    } else {
        "receipt-public-nothing"
    };
    html! {
        section.prose aria-labelledby="public" {
            h2 id="public" { (cx.t("receipt-public")) }
            p { (cx.t(says)) }
            @if report.is_listed() { (as_shown(cx, page)) }
        }
    }
}

/// The report word for word as the page of its office shows it.
fn as_shown(cx: &PageCx, page: &ReportPage<'_>) -> Markup {
    let report = page.report;
    let week = cx.words.day(week_of(report.happened_on));
    html! {
        div.card {
            p { strong { (cx.words.word("problem", report.problem.as_str())) } }
            p.hint { (cx.words.with("receipt-public-week", &[("day", week.into())])) }
            @if let Some(words) = report.public_words() { p lang=(report.lang) { (lines(words)) } }
            @if let Some(name) = report.public_name() { p { "— " bdi { (name) } } }
            @if report.shows_photos() { (photos(cx, page)) }
            @if let Some(office) = page.office {
                p { a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } } }
            }
        }
    }
}

/// The photos that everybody may see, at the addresses where they see them.
fn photos(cx: &PageCx, page: &ReportPage<'_>) -> Markup {
    let shown = page.photos.iter().filter(|photo| !photo.withheld);
    html! {
        @for (number, photo) in (1_usize..).zip(shown) {
            figure.notice {
                img src=(format!("/reports/{}/photos/{number}", page.report.id)) width=(photo.width) height=(photo.height)
                    loading="lazy" alt=(cx.words.with("receipt-photo", &[("n", number.into())]));
            }
        }
    }
}

/// What is kept of the report.
pub fn yours(cx: &PageCx, page: &ReportPage<'_>) -> Markup {
    let report = page.report;
    let gone = report.status == ReportStatus::Withdrawn;
    html! {
        section aria-labelledby="kept" {
            h2 id="kept" { (cx.t("receipt-kept")) }
            dl.facts {
                @if let Some(office) = page.office {
                    dt { (cx.t("receipt-office")) }
                    dd { a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } } }
                }
                dt { (cx.t("receipt-problem")) } dd { (cx.words.word("problem", report.problem.as_str())) }
                dt { (cx.t("receipt-day")) } dd { (cx.words.day(report.happened_on)) }
                @for (question, answer) in &report.answers {
                    dt { (cx.words.word("question", question)) } dd { (answer_words(cx.words, question, answer)) }
                }
                @if !page.photos.is_empty() { dt { (cx.t("receipt-photos")) } dd { (page.photos.len()) } }
                @if !gone { (personal(cx, report)) }
            }
        }
    }
}

/// Words, name and contact: what is erased when a report is taken back.
fn personal(cx: &PageCx, report: &Report) -> Markup {
    let told = if report.told.is_empty() { report.words() } else { &report.told };
    html! {
        dt { (cx.t("receipt-words")) }
        dd { @if told.is_empty() { (cx.t("receipt-no-words")) } @else { (lines(told)) } }
        @if let Some(name) = &report.first_name { dt { (cx.t("receipt-name")) } dd { bdi { (name) } } }
        @if let Some(contact) = &report.contact { dt { (cx.t("receipt-contact")) } dd { bdi { (contact) } } }
    }
}

/// The place to add something.
pub fn add(cx: &PageCx, page: &ReportPage<'_>) -> Markup {
    let typed = if let Note::Add(words) = page.note { Some(words) } else { None };
    html! {
        section.prose aria-labelledby="add" {
            h2 id="add" { (cx.t("receipt-add")) }
            @if page.report.status.is_public() { p { (cx.t("receipt-add-public")) } }
            form.form action=(cx.href("/receipt/add")) method="post" novalidate {
                (code_field(page.code))
                (text_field(cx, "more", &cx.t("receipt-add-text"), &cx.t("receipt-add-hint"), typed))
                p.do { button.quiet type="submit" { (cx.t("receipt-add-go")) } }
            }
        }
    }
}

/// The consents, each a choice of its own, and the way to have the contact erased at once.
pub fn choices(cx: &PageCx, page: &ReportPage<'_>) -> Markup {
    let kept;
    let shown = if let Note::Choices(typed) = page.note {
        typed
    } else {
        kept = Choices::kept(page.report);
        &kept
    };
    html! {
        section.prose aria-labelledby="choices" {
            h2 id="choices" { (cx.t("receipt-choices")) }
            p { (cx.t("receipt-choices-hint")) }
            form.form action=(cx.href("/receipt/consents")) method="post" novalidate {
                (code_field(page.code))
                fieldset.field {
                    legend { (cx.t("receipt-choices-what")) }
                    ul.choices {
                        @for consent in Consent::ALL {
                            li {
                                (mark(cx, *consent, shown.consents.allows(*consent)))
                                @match consent {
                                    Consent::Name => (line(cx, shown, &NAME)),
                                    Consent::Contact => (line(cx, shown, &CONTACT)),
                                    Consent::Words | Consent::Photos | Consent::Quote => {}
                                }
                            }
                        }
                    }
                }
                p.do { button.quiet type="submit" { (cx.t("receipt-choices-go")) } }
            }
            @if page.report.contact.is_some() {
                form action=(cx.href("/receipt/consents")) method="post" {
                    (code_field(page.code))
                    input type="hidden" name="forget" value="contact";
                    p.do { button.quiet type="submit" { (cx.t("receipt-forget")) } }
                }
            }
        }
    }
}

/// A line under a consent.
struct Line {
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    complete: &'static str,
    value: fn(&Choices) -> &str,
}

const NAME: Line = Line {
    id: "first_name",
    label: "receipt-name",
    hint: "receipt-name-hint",
    complete: "given-name",
    value: |choices| &choices.first_name,
};

const CONTACT: Line = Line {
    id: "contact",
    label: "receipt-contact",
    hint: "receipt-contact-hint",
    complete: "off",
    value: |choices| &choices.contact,
};

fn line(cx: &PageCx, choices: &Choices, line: &Line) -> Markup {
    let id = line.id;
    let fault = choices.faults.iter().find(|fault| fault.field() == id);
    let error = fault.map(|fault| choice_fault(cx, *fault));
    let described = ui::described(id, error.is_some());
    html! {
        div.field.under {
            label for=(id) { (cx.t(line.label)) }
            p.hint id={ (id) "-h" } { (cx.t(line.hint)) }
            @if let Some(error) = &error { p.error id={ (id) "-e" } { (error) } }
            input type="text" id=(id) name=(id) value=((line.value)(choices)) dir="auto" autocomplete=(line.complete)
                spellcheck="false" aria-invalid=[error.as_ref().map(|_| "true")] aria-describedby=(described);
        }
    }
}

fn mark(cx: &PageCx, consent: Consent, on: bool) -> Markup {
    let name = format!("consent_{consent}");
    html! {
        label {
            input type="checkbox" id=(name) name=(name) value="yes" checked[on];
            " " span {
                (cx.words.word("consent", consent.as_str())) " "
                span.hint { (cx.words.word("consent-hint", consent.as_str())) }
            }
        }
    }
}
