//! The pages of webhooks.

use maud::{Markup, html};

use super::{Fault, Typed};
use crate::atlas::Atlas;
use crate::domain::follow::Topic;
use crate::domain::hook::{Delivery, Hook};
use crate::domain::time::zone;
use crate::web::cx::PageCx;
use crate::web::desk::page;
use crate::web::follow::options;
use crate::web::scope::Scope;
use crate::web::session::Member;

/// The address of the page, for the navigation too.
const HERE: &str = "/desk/webhooks";

/// The webhooks, and the form for one more.
pub fn list(
    cx: &PageCx,
    atlas: &Atlas,
    member: &Member,
    hooks: &[(Hook, Vec<Delivery>)],
    typed: &Typed,
    fault: Option<&Fault>,
) -> Markup {
    let title = cx.t("desk-webhooks");
    page(
        cx,
        member,
        &title,
        HERE,
        html! {
            h1 { (title) }
            p.lead { (cx.t("webhook-lead")) }
            @if hooks.is_empty() { p { (cx.t("webhook-none")) } }
            @for (hook, deliveries) in hooks { (one(cx, atlas, hook, deliveries)) }
            section aria-labelledby="new" {
                h2 id="new" { (cx.t("webhook-new")) }
                @if fault == Some(&Fault::Many) { p.error role="alert" { (cx.t("webhook-error-many")) } }
                (form(cx, atlas, typed, fault))
            }
        },
    )
}

fn form(cx: &PageCx, atlas: &Atlas, typed: &Typed, fault: Option<&Fault>) -> Markup {
    let address = match fault {
        Some(Fault::Address(why)) => Some(why),
        _ => None,
    };
    let topic = fault == Some(&Fault::Topic);
    let described = if address.is_some() { "url-h url-e" } else { "url-h" };
    html! {
        form.form action=(cx.href(HERE)) method="post" novalidate {
            div.field {
                label for="url" { (cx.t("webhook-url")) }
                p.hint id="url-h" { (cx.t("webhook-url-hint")) }
                @if let Some(why) = address {
                    p.error id="url-e" role="alert" {
                        (cx.t("webhook-error-url")) @if !why.is_empty() { " " span lang="en" { "(" (why) ")" } }
                    }
                }
                input type="url" id="url" name="url" value=(typed.url) autocomplete="off" spellcheck="false" required
                    aria-invalid=[address.map(|_| "true")] aria-describedby=(described);
            }
            div.field {
                label for="topic" { (cx.t("follow-topic")) }
                @if topic { p.error id="topic-e" role="alert" { (cx.t("follow-error-topic")) } }
                select id="topic" name="topic" aria-invalid=[topic.then_some("true")]
                    aria-describedby=[topic.then_some("topic-e")] {
                    (options(cx, atlas, typed.topic.parse::<Topic>().ok().as_ref(), &typed.topic))
                }
            }
            p.do { button.go type="submit" { (cx.t("webhook-add")) } }
        }
    }
}

fn one(cx: &PageCx, atlas: &Atlas, hook: &Hook, deliveries: &[Delivery]) -> Markup {
    let named = |topic: &Topic| {
        Scope::of(atlas, topic).map_or_else(|_| topic.to_string(), |s| s.name(cx.words))
    };
    let topics: Vec<String> = hook.topics.iter().map(named).collect();
    let to = |what: &str| cx.href(&format!("{HERE}/{}/{what}", hook.id));
    // Buttons of several webhooks must not sound the same.
    let about = format!("h-{}", hook.id);
    html! {
        section.card.hook aria-labelledby=(about) {
            h2.h3 id=(about) { code { (hook.url) } }
            p { (topics.join(", ")) }
            @if let Some(off) = &hook.off {
                div.news.shut role="note" {
                    p { strong { (cx.t("webhook-off")) } }
                    @if !off.is_empty() { p.hint lang="en" { (off) } }
                }
            }
            div.do {
                @for (what, key) in [("test", "webhook-test"), ("on", "webhook-on"), ("remove", "webhook-remove")] {
                    @if what != "on" || hook.off.is_some() {
                        form action=(to(what)) method="post" {
                            button.plain type="submit" aria-describedby=(about) { (cx.t(key)) }
                        }
                    }
                }
            }
            @if deliveries.is_empty() {
                p.hint { (cx.t("webhook-no-deliveries")) }
            } @else {
                section.table tabindex="0" aria-label=(cx.t("webhook-deliveries")) {
                    table {
                        thead { tr {
                            th scope="col" { (cx.t("webhook-when")) }
                            th scope="col" { (cx.t("webhook-what")) }
                            th scope="col" { (cx.t("webhook-state")) }
                            th scope="col" { (cx.t("webhook-said")) }
                        } }
                        tbody { @for delivery in deliveries { (row(cx, delivery)) } }
                    }
                }
            }
        }
    }
}

fn row(cx: &PageCx, delivery: &Delivery) -> Markup {
    let at = delivery.at.to_zoned(zone()).datetime();
    html! {
        tr {
            td { (cx.words.day(at.date())) ", " (cx.words.time(at.time())) }
            td { (cx.t(if delivery.news.is_some() { "webhook-change" } else { "webhook-a-test" })) }
            td {
                (cx.words.word("delivery", delivery.state.as_str()))
                @if delivery.tries > 1 { " (" (cx.words.with("webhook-tries", &[("n", delivery.tries.into())])) ")" }
            }
            td lang="en" { (delivery.said) }
        }
    }
}

/// Shows the secret of a new webhook. It is not shown again.
pub fn made(cx: &PageCx, member: &Member, hook: &Hook) -> Markup {
    let title = cx.t("webhook-made");
    page(
        cx,
        member,
        &title,
        HERE,
        html! {
            h1 { (title) }
            p.lead { (cx.t("webhook-made-what")) }
            p { code { (hook.url) } }
            p.secret { code { (hook.secret) } }
            p.do { a.go href=(cx.href(HERE)) { (cx.t("webhook-kept")) } }
        },
    )
}
