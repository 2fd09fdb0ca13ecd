//! The pages of following by mail.

use maud::{Markup, html};

use super::entry::{Entry, Fault};
use crate::atlas::Atlas;
use crate::domain::follow::{Follower, Pace, Topic, UNCONFIRMED_DAYS, Wish};
use crate::i18n::Lang;
use crate::web::cx::PageCx;
use crate::web::scope::Scope;
use crate::web::ui::{self, Page};

/// The form. `topic` is what the visitor came from; it is offered first.
pub fn form(
    cx: &PageCx,
    atlas: &Atlas,
    topic: Option<&Topic>,
    entry: &Entry,
    faults: &[Fault],
) -> Markup {
    let heading = cx.t("follow-title");
    let title = match faults {
        [] => heading.clone(),
        _ => format!("{}: {heading}", cx.t("report-to-mend")),
    };
    let bad = |fault: Fault| faults.contains(&fault);
    let mark = |fault: Fault| bad(fault).then(|| format!("{}-e", fault.field()));
    let about = |fault: Fault, hint: &str| match mark(fault) {
        Some(mark) => format!("{hint} {mark}"),
        None => hint.to_owned(),
    };
    ui::page(
        cx,
        &Page::new(&title).about(&cx.t("follow-lead")),
        html! {
            h1 { (heading) }
            p.lead { (cx.t("follow-lead")) }
            (summary(cx, faults))
            div.split.wide {
                form.form action=(cx.href("/follow")) method="post" novalidate {
                    div.field {
                        label for="topic" { (cx.t("follow-topic")) }
                        @if bad(Fault::Topic) { (error(cx, Fault::Topic)) }
                        select id="topic" name="topic" aria-invalid=[bad(Fault::Topic).then_some("true")]
                            aria-describedby=[mark(Fault::Topic)] {
                            (options(cx, atlas, topic, &entry.topic))
                        }
                    }
                    div.field {
                        label for="email" { (cx.t("follow-email")) }
                        p.hint id="email-h" { (cx.t("follow-email-hint")) }
                        @if bad(Fault::Email) { (error(cx, Fault::Email)) }
                        input type="email" id="email" name="email" value=(entry.email) autocomplete="email"
                            spellcheck="false" required maxlength="254"
                            aria-invalid=[bad(Fault::Email).then_some("true")]
                            aria-describedby=(about(Fault::Email, "email-h"));
                    }
                    (paces(cx, &entry.pace, bad(Fault::Pace)))
                    (languages(cx, &entry.lang, bad(Fault::Lang)))
                    div {
                        p.hint { (cx.t("follow-before-send")) }
                        p.do { button.go type="submit" { (cx.t("follow-send")) } }
                    }
                }
                section.prose aria-labelledby="how" {
                    h2 id="how" { (cx.t("follow-how")) }
                    ul {
                        li { (cx.words.with("follow-how-confirm", &[("days", UNCONFIRMED_DAYS.into())])) }
                        li { (cx.t("follow-how-kept")) }
                        li { (cx.t("follow-how-stop")) }
                    }
                    (other_ways(cx, atlas, topic))
                }
            }
        },
    )
}

/// Ways of following that need no address.
fn other_ways(cx: &PageCx, atlas: &Atlas, topic: Option<&Topic>) -> Markup {
    let all = Topic::all();
    let Ok(scope) = Scope::of(atlas, topic.unwrap_or(&all)) else { return html! {} };
    html! {
        h2 { (cx.t("follow-other")) }
        p { (cx.words.with("follow-other-what", &[("name", scope.name(cx.words).into())])) }
        p.do {
            @if let Some(calendar) = scope.calendar() {
                a href=(ui::in_language(&calendar, cx.words.lang())) { (cx.t("calendar-file")) }
            }
            " " a href=(ui::in_language(&scope.atom(), cx.words.lang())) { (cx.t("follow-atom")) }
            " " a href=(cx.href("/calendar")) { (cx.t("nav-calendar")) }
        }
    }
}

/// What can be followed: what the visitor came from, everything, counties, agencies.
pub fn options(cx: &PageCx, atlas: &Atlas, topic: Option<&Topic>, chosen: &str) -> Markup {
    let first = topic.and_then(|topic| Some((topic, Scope::of(atlas, topic).ok()?)));
    let first = first.filter(|(_, scope)| matches!(scope, Scope::Case(_) | Scope::Office(_)));
    let option = |topic: &Topic, name: &str| {
        let value = topic.to_string();
        html! { option value=(value) selected[value == chosen] { (name) } }
    };
    html! {
        @if let Some((topic, scope)) = &first { (option(topic, &scope.name(cx.words))) }
        (option(&Topic::all(), &Scope::All.name(cx.words)))
        optgroup label=(cx.t("follow-counties")) {
            @for county in &atlas.gazetteer().counties {
                (option(&Topic::county(county.slug.clone()), &Scope::County(county).name(cx.words)))
            }
        }
        optgroup label=(cx.t("follow-agencies")) {
            @for (slug, name) in atlas.agencies() {
                (option(&Scope::Agency(slug, name).topic(), name))
            }
        }
    }
}

fn paces(cx: &PageCx, chosen: &str, bad: bool) -> Markup {
    html! {
        fieldset.field id="pace" aria-describedby=[bad.then_some("pace-e")] {
            legend { (cx.t("follow-pace")) }
            @if bad { (error(cx, Fault::Pace)) }
            ul.choices {
                @for pace in Pace::ALL {
                    li { label {
                        input type="radio" name="pace" value=(pace) checked[pace.as_str() == chosen];
                        span { (cx.words.word("pace", pace.as_str())) }
                    } }
                }
            }
        }
    }
}

fn languages(cx: &PageCx, chosen: &str, bad: bool) -> Markup {
    html! {
        fieldset.field id="letters" aria-describedby=[bad.then_some("letters-e")] {
            legend { (cx.t("follow-language")) }
            @if bad { (error(cx, Fault::Lang)) }
            ul.choices {
                @for lang in Lang::ALL {
                    li { label {
                        input type="radio" name="letters" value=(lang) checked[lang.as_str() == chosen];
                        span lang=(lang) { (lang.own_name()) }
                    } }
                }
            }
        }
    }
}

fn error(cx: &PageCx, fault: Fault) -> Markup {
    html! { p.error id=(format!("{}-e", fault.field())) { (cx.t(fault.key())) } }
}

fn summary(cx: &PageCx, faults: &[Fault]) -> Markup {
    let told = faults.iter().map(|fault| (fault.field().to_owned(), cx.t(fault.key())));
    ui::faults(cx, &told.collect::<Vec<_>>())
}

/// Says that a letter is on its way.
pub fn asked(cx: &PageCx) -> Markup {
    let title = cx.t("follow-asked");
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (title) }
            p.lead { (cx.t("follow-asked-what")) }
            p.prose { (cx.t("follow-asked-none")) }
            p.do { a.quiet href=(cx.href("/closures")) { (cx.t("way-closing")) } }
        },
    )
}

/// What the link of the letter would confirm, with the button that does.
pub fn confirm(cx: &PageCx, atlas: &Atlas, token: &str, wish: &Wish, bad: bool) -> Markup {
    let title = cx.t("follow-confirm");
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (title) }
            p.lead { (cx.t("follow-confirm-what")) }
            form.form action=(cx.href(&format!("/follow/confirm/{token}"))) method="post" {
                (topics(cx, atlas, &wish.topics, bad))
                p { (cx.words.word("pace", wish.pace.as_str())) }
                p.do { button.go type="submit" { (cx.t("follow-confirm-go")) } }
            }
            p.hint { (cx.words.with("follow-confirm-not", &[("days", UNCONFIRMED_DAYS.into())])) }
        },
    )
}

fn topics(cx: &PageCx, atlas: &Atlas, topics: &[Topic], bad: bool) -> Markup {
    let name = |topic: &Topic| {
        Scope::of(atlas, topic).map_or_else(|_| topic.name().to_owned(), |s| s.name(cx.words))
    };
    html! {
        fieldset.field id="topic" aria-describedby=[bad.then_some("topic-e")] {
            legend { (cx.t("follow-topics")) }
            @if bad { p.error id="topic-e" role="alert" { (cx.t("follow-error-none")) } }
            ul.choices {
                @for topic in topics {
                    li { label {
                        input type="checkbox" name="topic" value=(topic) checked;
                        span { bdi { (name(topic)) } }
                    } }
                }
            }
        }
    }
}

/// Says that a link has had its time.
pub fn gone(cx: &PageCx) -> Markup {
    let title = cx.t("follow-gone");
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (title) }
            p.lead { (cx.words.with("follow-gone-what", &[("days", UNCONFIRMED_DAYS.into())])) }
            p.do { a.go href=(cx.href("/follow")) { (cx.t("follow-again")) } }
        },
    )
}

/// What somebody follows, to change or to stop.
pub fn manage(
    cx: &PageCx,
    atlas: &Atlas,
    token: &str,
    follower: &Follower,
    said: Option<&str>,
    bad: bool,
) -> Markup {
    let title = cx.t("follow-yours");
    let here = format!("/follow/{token}");
    let said = said.and_then(|word| cx.words.word_if_known("follow-said", word));
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            @if let Some(said) = said { div.flash.prose role="status" { p { (said) } } }
            h1 { (title) }
            p.hint { (cx.words.with("follow-yours-to", &[("address", masked(follower.email.as_str()).into())])) }
            form.form action=(cx.href(&here)) method="post" {
                (topics(cx, atlas, &follower.topics, bad))
                (paces(cx, follower.pace.as_str(), false))
                (languages(cx, &follower.lang, false))
                p.do {
                    button.go type="submit" { (cx.t("follow-change")) }
                    " " a href=(cx.href("/follow")) { (cx.t("follow-more")) }
                }
            }
            section.prose aria-labelledby="stop" {
                h2 id="stop" { (cx.t("follow-stop")) }
                p { (cx.t("follow-stop-what")) }
                form action=(cx.href(&format!("{here}/stop"))) method="post" {
                    p.do { button.quiet type="submit" { (cx.t("follow-stop-go")) } }
                }
            }
        },
    )
}

/// An address that its owner knows again and nobody else learns from a letter that was passed on.
fn masked(email: &str) -> String {
    let (name, host) = email.rsplit_once('@').unwrap_or((email, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}…@{host}")
}

/// Says that no more letters are sent.
pub fn stopped(cx: &PageCx) -> Markup {
    let title = cx.t("follow-stopped");
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (title) }
            p.lead { (cx.t("follow-stopped-what")) }
            p.do {
                a.quiet href=(cx.href("/closures")) { (cx.t("way-closing")) }
                " " a href=(cx.href("/follow")) { (cx.t("follow-again")) }
            }
        },
    )
}
