//! The pages of the door.

use maud::{Markup, html};

use super::next::Next;
use crate::domain::account::{Account, LinkPurpose, MOST_NAME};
use crate::domain::token::LinkToken;
use crate::web::cx::PageCx;
use crate::web::ui::{self, Page};

/// Why no letter was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It could not be an address.
    NotAnEmail,
    /// Too many letters went there lately.
    Often,
}

/// What the first page shows.
pub struct AskPage<'a> {
    /// What was typed.
    pub typed: &'a str,
    /// Where to go after.
    pub next: &'a Next,
    /// The word for what was done just now.
    pub said: &'a str,
    /// What has to be mended.
    pub fault: Option<Fault>,
}

fn page(cx: &PageCx, title: &str, body: Markup) -> Markup {
    ui::page(cx, &Page::new(title).unlisted().with_style("css/desk.css"), body)
}

fn hidden(next: &Next) -> Markup {
    html! { @if let Some(to) = next.page() { input type="hidden" name="next" value=(to); } }
}

/// Asks for the address.
pub fn ask(cx: &PageCx, about: &AskPage<'_>) -> Markup {
    let heading = cx.t("door-title");
    let title = match about.fault {
        None => heading.clone(),
        Some(_) => format!("{}: {heading}", cx.t("report-to-mend")),
    };
    let error = about.fault.map(|fault| match fault {
        Fault::NotAnEmail => cx.t("door-error-email"),
        Fault::Often => cx.t("door-error-often"),
    });
    let described = if error.is_some() { "email-h email-e" } else { "email-h" };
    // A word that nobody wrote a message for says nothing.
    let said = cx.words.word_if_known("door-said", about.said);
    page(
        cx,
        &title,
        html! {
            @if let Some(said) = said { div.flash.prose role="status" { p { (said) } } }
            h1 { (heading) }
            p.lead { (cx.t("door-lead")) }
            form.form action=(cx.href("/sign-in")) method="post" novalidate {
                (hidden(about.next))
                div.field {
                    label for="email" { (cx.t("door-email")) }
                    p.hint id="email-h" { (cx.t("door-email-hint")) }
                    @if let Some(error) = &error { p.error id="email-e" role="alert" { (error) } }
                    input type="email" id="email" name="email" value=(about.typed) autocomplete="email"
                        spellcheck="false" enterkeyhint="send" required
                        aria-invalid=[error.as_ref().map(|_| "true")] aria-describedby=(described);
                }
                p.do { button.go type="submit" { (cx.t("door-send")) } }
            }
            div.prose {
                h2 { (cx.t("door-visitor")) }
                p { (cx.t("door-visitor-what")) }
                p.do {
                    a.quiet href=(cx.href("/")) { (cx.t("way-find")) }
                    " " a href=(cx.href("/report")) { (cx.t("way-report")) }
                }
            }
        },
    )
}

/// Says that a letter is on its way, in words that are true with and without an account.
pub fn sent(cx: &PageCx) -> Markup {
    let title = cx.t("door-sent");
    page(
        cx,
        &title,
        html! {
            h1 { (title) }
            p.lead { (cx.t("door-sent-lead")) }
            div.prose {
                h2 { (cx.t("door-sent-nothing")) }
                ul {
                    li { (cx.t("door-sent-spam")) }
                    li { (cx.t("door-sent-spelling")) }
                    li { (cx.t("door-sent-ask")) }
                }
                p.do { a.quiet href=(cx.href("/sign-in")) { (cx.t("door-again")) } }
            }
        },
    )
}

/// The page of a link: one button, and for a first visit a name.
pub fn link(
    cx: &PageCx,
    token: &LinkToken,
    purpose: LinkPurpose,
    account: &Account,
    next: &Next,
) -> Markup {
    let (title, lead) = match purpose {
        LinkPurpose::Invite => (cx.t("door-welcome"), cx.t("door-welcome-lead")),
        LinkPurpose::SignIn => (cx.t("door-title"), cx.t("door-press")),
    };
    page(
        cx,
        &title,
        html! {
            h1 { (title) }
            p.lead { (lead) }
            form.form action=(cx.href("/sign-in/link")) method="post" {
                input type="hidden" name="token" value=(token.reveal());
                (hidden(next))
                @if purpose == LinkPurpose::Invite {
                    p {
                        (cx.t("door-your-role")) " "
                        strong { (cx.words.word("person-role", account.role.as_str())) } ". "
                        (cx.words.word("person-role-what", account.role.as_str()))
                    }
                    div.field {
                        label for="name" { (cx.t("door-name")) }
                        p.hint id="name-h" { (cx.t("door-name-hint")) }
                        input type="text" id="name" name="name" value=(account.name) maxlength=(MOST_NAME)
                            autocomplete="name" aria-describedby="name-h";
                    }
                }
                p.do { button.go type="submit" { (cx.t("door-in")) } }
            }
            p.hint { (cx.t("door-promise")) }
        },
    )
}

/// A link that is used, too old, or none.
pub fn too_late(cx: &PageCx) -> Markup {
    let title = cx.t("door-late");
    page(
        cx,
        &title,
        html! {
            h1 { (title) }
            p.lead { (cx.t("door-late-lead")) }
            p.do { a.go href=(cx.href("/sign-in")) { (cx.t("door-late-new")) } }
            p.prose { (cx.t("door-late-invite")) }
        },
    )
}
