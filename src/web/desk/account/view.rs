//! The page of my own account.

use jiff::Timestamp;
use maud::{Markup, html};

use crate::domain::account::{MOST_NAME, Session};
use crate::domain::area::County;
use crate::domain::time::zone;
use crate::web::cx::PageCx;
use crate::web::desk::page;
use crate::web::session::Member;

/// The page.
pub fn show(cx: &PageCx, counties: &[County], member: &Member, sessions: &[Session]) -> Markup {
    let title = cx.t("account-title");
    page(
        cx,
        member,
        &title,
        "/desk/account",
        html! {
            h1 { (title) }
            p.lead {
                (cx.t("door-your-role")) " "
                strong { (cx.words.word("person-role", member.account.role.as_str())) } ". "
                (cx.words.word("person-role-what", member.account.role.as_str()))
            }
            form.form action=(cx.href("/desk/account")) method="post" {
                div.field {
                    label for="name" { (cx.t("account-name")) }
                    p.hint id="name-h" { (cx.t("door-name-hint")) }
                    input type="text" id="name" name="name" value=(member.account.name) maxlength=(MOST_NAME)
                        autocomplete="name" aria-describedby="name-h";
                }
                (counties_field(cx, counties, member))
                p.do { button.go type="submit" { (cx.t("account-save")) } }
            }
            (sign_ins(cx, member, sessions))
            section.prose aria-labelledby="leave" {
                h2 id="leave" { (cx.t("account-remove")) }
                p { (cx.t("account-remove-what")) }
                form action=(cx.href("/desk/account/remove")) method="post" {
                    p.do { button.quiet type="submit" { (cx.t("account-remove-go")) } }
                }
            }
        },
    )
}

/// All counties, folded up once some are chosen.
fn counties_field(cx: &PageCx, counties: &[County], member: &Member) -> Markup {
    let chosen = &member.account.counties;
    html! {
        fieldset.field {
            legend { (cx.t("account-counties")) }
            p.hint { (cx.t("account-counties-hint")) }
            @if !chosen.is_empty() { p { (chosen.join(", ")) } }
            details {
                summary { (cx.t("account-counties-choose")) }
                ul.choices.columns {
                    @for county in counties {
                        li {
                            label {
                                input type="checkbox" name="county" value=(county.slug)
                                    checked[member.account.looks_after(&county.name)];
                                (county.name)
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where I am signed in.
fn sign_ins(cx: &PageCx, member: &Member, sessions: &[Session]) -> Markup {
    html! {
        section.prose aria-labelledby="sessions" {
            h2 id="sessions" { (cx.t("account-sessions")) }
            p.hint { (cx.t("account-sessions-hint")) }
            ul.due {
                @for session in sessions { li { (sign_in(cx, session, session.id == member.session.id)) } }
            }
            form action=(cx.href("/desk/account/sessions")) method="post" {
                input type="hidden" name="do" value="end-all";
                p.do { button.quiet type="submit" { (cx.t("account-end-all")) } }
            }
        }
    }
}

/// A moment that is past: its time today, else its day.
fn local(cx: &PageCx, at: Timestamp) -> String {
    let at = at.to_zoned(zone()).datetime();
    if at.date() == cx.now.date() {
        cx.words.with("account-today", &[("time", cx.words.time(at.time()).into())])
    } else {
        cx.words.with("account-day", &[("day", cx.words.day(at.date()).into())])
    }
}

fn sign_in(cx: &PageCx, session: &Session, here: bool) -> Markup {
    let local = |at| local(cx, at);
    let values =
        [("since", local(session.made_at).into()), ("used", local(session.last_seen).into())];
    let named =
        if session.label.is_empty() { cx.t("account-unnamed") } else { session.label.clone() };
    let id = session.id.to_string();
    html! {
        p {
            strong { bdi { (named) } }
            @if here { " " span.label { (cx.t("account-here")) } }
        }
        p.hint { (cx.words.with("account-session-when", &values)) }
        div.pair {
            details {
                summary { (cx.t("account-label")) }
                form.inline action=(cx.href("/desk/account/sessions")) method="post" {
                    input type="hidden" name="do" value="label";
                    input type="hidden" name="session" value=(id);
                    div.field {
                        label for=(format!("label-{id}")) { (cx.t("account-label-is")) }
                        input type="text" id=(format!("label-{id}")) name="label" value=(session.label)
                            maxlength=(MOST_NAME) autocomplete="off";
                    }
                    button.quiet type="submit" { (cx.t("account-label-save")) }
                }
            }
            form action=(cx.href("/desk/account/sessions")) method="post" {
                input type="hidden" name="do" value="end";
                input type="hidden" name="session" value=(id);
                button.plain type="submit" {
                    (cx.t("account-end"))
                    // Buttons of one name are told apart by what they end.
                    span.vh { ": " (named) }
                }
            }
        }
    }
}

/// Asks once more before anything is erased.
pub fn sure(cx: &PageCx, member: &Member) -> Markup {
    let title = cx.t("account-sure");
    page(
        cx,
        member,
        &title,
        "/desk/account",
        html! {
            h1 { (title) }
            p.lead { (cx.t("account-remove-what")) }
            form action=(cx.href("/desk/account/remove")) method="post" {
                input type="hidden" name="sure" value="yes";
                p.do {
                    button.go type="submit" { (cx.t("account-sure-go")) }
                    " " a.quiet href=(cx.href("/desk/account")) { (cx.t("account-sure-keep")) }
                }
            }
        },
    )
}

/// Says why the last admin cannot go.
pub fn last_admin(cx: &PageCx, member: &Member) -> Markup {
    let title = cx.t("people-last-admin");
    page(
        cx,
        member,
        &title,
        "/desk/account",
        html! {
            h1 { (title) }
            p.lead { (cx.t("people-last-admin-what")) }
            p.do { a.quiet href=(cx.href("/desk/people")) { (cx.t("people-title")) } }
        },
    )
}
