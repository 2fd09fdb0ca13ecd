//! The pages about people.

use maud::{Markup, html};

use crate::domain::account::{MOST_NAME, Person, Role};
use crate::domain::time::zone;
use crate::web::cx::PageCx;
use crate::web::desk::{called, page};
use crate::web::session::Member;
use crate::web::ui::crumbs;

/// What is typed to invite someone.
#[derive(Debug, Default)]
pub struct Invite {
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Option<Role>,
}

/// Why nobody was invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It could not be an address.
    NotAnEmail,
    /// There is an account under it.
    IsHere,
    /// No role was chosen.
    NoRole,
}

/// The list, and the form.
pub fn list(
    cx: &PageCx,
    member: &Member,
    people: &[Person],
    typed: &Invite,
    fault: Option<Fault>,
) -> Markup {
    let heading = cx.t("people-title");
    let title = match fault {
        None => heading.clone(),
        Some(_) => format!("{}: {heading}", cx.t("report-to-mend")),
    };
    page(
        cx,
        member,
        &title,
        "/desk/people",
        html! {
            h1 { (heading) }
            p.lead { (cx.t("people-lead")) }
            div.split.wide {
                section aria-labelledby="here" {
                    h2 id="here" { (cx.words.with("people-here", &[("n", people.len().into())])) }
                    ul.due {
                        @for person in people { li { (row(cx, member, person)) } }
                    }
                }
                section aria-labelledby="invite" {
                    h2 id="invite" { (cx.t("people-invite")) }
                    (invite(cx, typed, fault))
                }
            }
        },
    )
}

fn row(cx: &PageCx, member: &Member, person: &Person) -> Markup {
    let account = &person.account;
    html! {
        p {
            a href=(cx.href(&format!("/desk/people/{}", account.id))) { bdi { (called(cx, account)) } }
            @if account.id == member.account.id { " " span.label { (cx.t("people-you")) } }
        }
        p {
            (cx.words.word("person-role", account.role.as_str()))
            @if !account.counties.is_empty() { ": " (account.counties.join(", ")) }
        }
        @if let Some(email) = &person.email { p.hint { bdi { (email.as_str()) } } }
        @if account.joined_at.is_none() { p.hint { (cx.t("people-waiting")) } }
    }
}

fn invite(cx: &PageCx, typed: &Invite, fault: Option<Fault>) -> Markup {
    let email_error = match fault {
        Some(Fault::NotAnEmail) => Some(cx.t("door-error-email")),
        Some(Fault::IsHere) => Some(cx.t("people-error-here")),
        Some(Fault::NoRole) | None => None,
    };
    let role_error = (fault == Some(Fault::NoRole)).then(|| cx.t("people-error-role"));
    html! {
        form.form action=(cx.href("/desk/people")) method="post" novalidate {
            div.field {
                label for="email" { (cx.t("door-email")) }
                @if let Some(error) = &email_error { p.error id="email-e" role="alert" { (error) } }
                input type="email" id="email" name="email" value=(typed.email) autocomplete="off" spellcheck="false"
                    required aria-invalid=[email_error.as_ref().map(|_| "true")]
                    aria-describedby=[email_error.as_ref().map(|_| "email-e")];
            }
            div.field {
                label for="name" { (cx.t("people-name")) }
                input type="text" id="name" name="name" value=(typed.name) maxlength=(MOST_NAME) autocomplete="off";
            }
            fieldset.field aria-describedby=[role_error.as_ref().map(|_| "role-e")] {
                legend { (cx.t("people-role")) }
                @if let Some(error) = &role_error { p.error id="role-e" role="alert" { (error) } }
                (roles(cx, typed.role))
            }
            p.do { button.go type="submit" { (cx.t("people-invite-go")) } }
        }
    }
}

fn roles(cx: &PageCx, chosen: Option<Role>) -> Markup {
    html! {
        ul.choices {
            @for role in Role::ALL {
                li {
                    label {
                        input type="radio" name="role" value=(role) checked[chosen == Some(*role)];
                        span {
                            (cx.words.word("person-role", role.as_str()))
                            span.hint { (cx.words.word("person-role-what", role.as_str())) }
                        }
                    }
                }
            }
        }
    }
}

/// One person; with a word on why the last admin stays.
pub fn person(cx: &PageCx, member: &Member, person: &Person, last_admin: bool) -> Markup {
    let account = &person.account;
    let name = called(cx, account);
    let to = cx.href(&format!("/desk/people/{}", account.id));
    let day = |at: jiff::Timestamp| cx.words.day(at.to_zoned(zone()).date());
    page(
        cx,
        member,
        &name,
        "/desk/people",
        html! {
            (crumbs(cx, &[("/desk/people", cx.t("people-title"))], &name))
            @if last_admin {
                div.errors.prose role="alert" {
                    h2 { (cx.t("people-last-admin")) }
                    p { (cx.t("people-last-admin-what")) }
                }
            }
            h1 { bdi { (name) } }
            dl.facts {
                @if let Some(email) = &person.email {
                    dt { (cx.t("door-email")) } dd { bdi { (email.as_str()) } }
                }
                dt { (cx.t("people-role")) } dd { (cx.words.word("person-role", account.role.as_str())) }
                dt { (cx.t("people-counties")) }
                dd { @if account.counties.is_empty() { (cx.t("people-no-counties")) } @else { (account.counties.join(", ")) } }
                dt { (cx.t("people-invited-on")) } dd { (day(account.made_at)) }
                dt { (cx.t("people-joined-on")) }
                dd { @match account.joined_at { Some(at) => (day(at)), None => (cx.t("people-waiting")) } }
            }
            form.form action=(to) method="post" {
                input type="hidden" name="do" value="role";
                fieldset.field {
                    legend { (cx.t("people-role-change")) }
                    (roles(cx, Some(account.role)))
                }
                p.do { button.go type="submit" { (cx.t("people-role-go")) } }
            }
            @if account.joined_at.is_none() {
                section.prose aria-labelledby="again" {
                    h2 id="again" { (cx.t("people-again")) }
                    p { (cx.t("people-again-what")) }
                    form action=(to) method="post" {
                        input type="hidden" name="do" value="invite";
                        p.do { button.quiet type="submit" { (cx.t("people-again-go")) } }
                    }
                }
            }
            section.prose aria-labelledby="away" {
                h2 id="away" { (cx.t("people-remove")) }
                p { (cx.t("people-remove-what")) }
                form action=(to) method="post" {
                    input type="hidden" name="do" value="remove";
                    p.do { button.quiet type="submit" { (cx.t("people-remove-go")) } }
                }
            }
        },
    )
}

/// Asks once more before an account is taken away.
pub fn sure(cx: &PageCx, member: &Member, person: &Person) -> Markup {
    let name = called(cx, &person.account);
    let title = cx.words.with("people-sure", &[("name", name.into())]);
    let to = cx.href(&format!("/desk/people/{}", person.account.id));
    page(
        cx,
        member,
        &title,
        "/desk/people",
        html! {
            h1 { (title) }
            p.lead { (cx.t("people-remove-what")) }
            form action=(to) method="post" {
                input type="hidden" name="do" value="remove";
                input type="hidden" name="sure" value="yes";
                p.do {
                    button.go type="submit" { (cx.t("people-sure-go")) }
                    " " a.quiet href=(to) { (cx.t("account-sure-keep")) }
                }
            }
        },
    )
}
