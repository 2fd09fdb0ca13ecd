//! Parts of a report's page: answers, photos, what everybody would see, messages, reports alike, the history.

use maud::{Markup, html};

use super::grid_view;
use super::one::{Fault, OnePage};
use super::one_view::{lines, seen};
use crate::domain::audit::AuditLine;
use crate::domain::consent::Consent;
use crate::domain::moderation::HideReason;

use crate::domain::report::{Author, Report};
use crate::domain::time::zone;
use crate::web::cx::PageCx;
use crate::web::report::answer_words;

/// The answers to the problem's questions, and how many reports the office has.
pub fn facts(cx: &PageCx, page: &OnePage) -> Markup {
    html! {
        section aria-labelledby="facts-h" {
            h2 id="facts-h" { (cx.t("moderate-facts")) }
            dl.tip {
                @for (question, answer) in &page.report.answers {
                    dt { (cx.words.word("question", question)) }
                    dd { (answer_words(cx.words, question, answer)) }
                }
                dt { (cx.t("moderate-at-office")) }
                dd {
                    @for (at, (status, n)) in page.at_office.iter().enumerate() {
                        @if at > 0 { " · " }
                        (cx.words.word("moderate-status", status.as_str())) ": " (cx.words.number(*n))
                    }
                }
            }
        }
    }
}

/// The photos, small; each leads to its own page.
pub fn photos(cx: &PageCx, page: &OnePage) -> Markup {
    html! {
        @if !page.photos.is_empty() {
            section aria-labelledby="photos-h" {
                h2 id="photos-h" { (cx.t("moderate-photos")) }
                ul.thumbs {
                    @for photo in &page.photos {
                        @let at = format!("{}/photos/{}", page.address(), photo.position);
                        @let name = cx.words.with("moderate-photo-n", &[("n", photo.position.into())]);
                        li {
                            img src=(format!("{at}/picture")) alt=(name) width=(photo.width) height=(photo.height) loading="lazy";
                            (grid_view::state(cx, photo))
                            p.do { a href=(cx.href(&at)) { (cx.words.with("moderate-photo-work", &[("n", photo.position.into())])) } }
                        }
                    }
                }
            }
        }
    }
}

/// What everybody would see once it is published, or sees.
pub fn preview(cx: &PageCx, page: &OnePage) -> Markup {
    let mut public: Report = page.report.clone();
    // Where its writer took it back nothing is left to show.
    let can = public.publish(cx.now.date()).is_ok();
    let shown = page.photos.iter().filter(|photo| !photo.withheld).count();
    let shown = if public.shows_photos() { u64::try_from(shown).unwrap_or(0) } else { 0 };
    let words = public.public_words();
    html! {
        section aria-labelledby="preview-h" {
            h2 id="preview-h" { (cx.t("moderate-preview")) }
            @if can {
                p { (cx.t("moderate-preview-count")) }
                @if let Some(words) = words {
                    blockquote.told.prose lang=(public.lang) dir="auto" {
                        p { (lines(words)) }
                        @if let Some(name) = public.public_name() { footer { "— " bdi { (name) } } }
                    }
                }
                @if shown > 0 { p { (cx.words.with("moderate-preview-photos", &[("n", shown.into())])) } }
                @if words.is_none() && shown == 0 { p { strong { (cx.t("moderate-preview-nothing")) } } }
            }
            details {
                summary { (cx.t("moderate-consents")) }
                ul {
                    @for consent in Consent::ALL {
                        @let given = page.report.consents.allows(*consent);
                        li { (cx.words.word("consent", consent.as_str())) ": " strong { (cx.t(if given { "moderate-yes" } else { "moderate-no" })) } }
                    }
                }
                @if !page.consents.is_empty() {
                    ul {
                        @for change in &page.consents {
                            li {
                                (cx.words.day(change.on)) ": " (cx.words.word("consent", change.consent.as_str())) " · "
                                (cx.t(if change.given { "moderate-given" } else { "moderate-taken-back" }))
                                " · " (cx.words.with("moderate-wording", &[("n", change.wording.into())]))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What was asked and answered, and the form that asks.
pub fn talk(cx: &PageCx, page: &OnePage, ask: Markup) -> Markup {
    html! {
        section aria-labelledby="talk-h" {
            h2 id="talk-h" { (cx.t("moderate-talk")) }
            @if !page.messages.is_empty() {
                ol.due {
                    @for message in &page.messages {
                        li {
                            p.when {
                                (cx.t(match message.author { Author::Moderator => "moderate-we", Author::Writer => "moderate-writer" }))
                                ", " (cx.words.day(message.on))
                            }
                            p dir="auto" { (lines(&message.words)) }
                        }
                    }
                }
            }
            (ask)
        }
    }
}

/// Reports that may tell the same, of which one can be counted in the place of this.
pub fn alike(cx: &PageCx, page: &OnePage) -> Markup {
    let fault = page.fault.as_ref().is_some_and(|(fault, _)| *fault == Fault::Into);
    html! {
        @if !page.alike.is_empty() {
            section aria-labelledby="alike-h" {
                h2 id="alike-h" { (cx.t("moderate-alike")) }
                form.form action=(cx.href(&format!("{}/merge", page.address()))) method="post" novalidate {
                    (seen(page))
                    fieldset.field aria-describedby=[fault.then_some("into-e")] {
                        legend { (cx.t("moderate-alike-which")) }
                        @if fault { p.error id="into-e" role="alert" { (cx.t(Fault::Into.key())) } }
                        ul.choices {
                            @for line in &page.alike {
                                li {
                                    label {
                                        input type="radio" name="into" value=(line.id);
                                        span {
                                            (cx.words.day(line.happened_on)) " · " (cx.words.word("moderate-status", line.status.as_str()))
                                            @if page.report.like == Some(line.id) { " · " (cx.t("moderate-me-too")) }
                                            span.hint lang=(line.lang) dir="auto" { (line.words) }
                                        }
                                    }
                                    a href=(cx.href(&format!("{}/{}", super::AT, line.id))) {
                                        (cx.words.with("moderate-alike-open", &[("day", cx.words.day(line.happened_on).into())]))
                                    }
                                }
                            }
                        }
                    }
                    p.do { button.quiet type="submit" { (cx.t("moderate-merge")) } }
                }
            }
        }
    }
}

/// The lines of the trail, in words where they are known.
pub fn history(cx: &PageCx, page: &OnePage) -> Markup {
    html! {
        section aria-labelledby="history-h" {
            h2 id="history-h" { (cx.t("moderate-history")) }
            ol.due { @for line in &page.history { (entry(cx, page, line)) } }
        }
    }
}

fn entry(cx: &PageCx, page: &OnePage, line: &AuditLine) -> Markup {
    let at = line.at.to_zoned(zone());
    let known = || cx.words.word_if_known("actor", &line.actor);
    let actor = page.names.get(&line.actor).cloned().or_else(known);
    // What residents do is written down by the day alone.
    let by_day = line.actor == "resident";
    let deed = line.action.strip_prefix("report.").unwrap_or(&line.action);
    let deed = cx.words.word_if_known("report-deed", deed).unwrap_or_else(|| line.action.clone());
    let reason = line.detail.parse::<HideReason>().ok();
    html! {
        li {
            p.when {
                (cx.words.day(at.date()))
                @if !by_day { ", " (cx.words.time(at.time())) }
                " · " (actor.unwrap_or_else(|| line.actor.clone()))
            }
            p {
                (deed)
                @if let Some(reason) = reason { ": " (cx.words.word("hide-reason", reason.as_str())) }
                @else if let Some(number) = line.detail.strip_prefix("photo ") { " · " (cx.words.with("moderate-photo-n", &[("n", number.to_owned().into())])) }
            }
        }
    }
}
