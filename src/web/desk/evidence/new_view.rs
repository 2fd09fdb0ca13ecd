//! The form for one more source.

use maud::{Markup, html};

use super::new_source::{Fault, MOST_TITLE, MOST_URL, Typed};
use super::one_view::{file_field, public_box};
use crate::domain::closure::Closure;
use crate::domain::evidence::{Claim, Stance};
use crate::web::closures::claimed;
use crate::web::cx::PageCx;
use crate::web::desk::page as desk_page;
use crate::web::session::Member;
use crate::web::ui::crumbs;

/// The page.
pub fn show(
    cx: &PageCx,
    member: &Member,
    case: &Closure,
    typed: &Typed,
    faults: &[Fault],
) -> Markup {
    let heading = cx.t("source-new");
    let case_link = format!("/desk/closures/{}", case.slug);
    let case_title = cx.words.either(&case.title, &case.title_es);
    let up = [("/desk/closures", cx.t("desk-cases")), (case_link.as_str(), case_title.to_owned())];
    let body = html! {
        (crumbs(cx, &up, &heading))
        h1 { (heading) }
        p.lead { (case_title) }
        @if !faults.is_empty() {
            div.errors.prose role="alert" aria-labelledby="err-h" {
                h2 id="err-h" { (cx.words.with("report-errors", &[("n", faults.len().into())])) }
                ul { @for (field, key) in faults { li { a href={ "#" (field) } { (cx.t(key)) } } } }
            }
        }
        (form(cx, case, typed, faults))
    };
    let title =
        if faults.is_empty() { heading } else { format!("{}: {heading}", cx.t("report-to-mend")) };
    desk_page(cx, member, &title, "/desk/evidence", body)
}

fn form(cx: &PageCx, case: &Closure, typed: &Typed, faults: &[Fault]) -> Markup {
    let action = format!("/desk/closures/{}/sources/new", case.slug);
    let fault = |name: &str| faults.iter().find(|(field, _)| *field == name).map(|(_, key)| *key);
    html! {
        form.form action=(cx.href(&action)) method="post" enctype="multipart/form-data" novalidate {
            (text(cx, ("title", "source-title", None), &typed.title, MOST_TITLE, fault("title")))
            (text(cx, ("publisher", "source-publisher", None), &typed.publisher, MOST_TITLE, fault("publisher")))
            (text(cx, ("dated", "source-dated", Some("source-dated-hint")), &typed.dated, 10, fault("dated")))
            (text(cx, ("url", "source-url", Some("source-url-hint")), &typed.url, MOST_URL, fault("url")))
            (text(cx, ("archive_url", "source-archive-url", Some("source-archive-hint")), &typed.archive_url, MOST_URL, fault("archive_url")))
            div.field {
                label for="claim" { (cx.t("source-claim")) }
                @if let Some(key) = fault("claim") { p.error id="claim-error" { (cx.t(key)) } }
                select id="claim" name="claim" aria-describedby=[fault("claim").map(|_| "claim-error")] {
                    option value="" { (cx.t("source-claim-whole")) }
                    @for claim in claims(case) {
                        option value=(claim) selected[typed.claim == claim.to_string()] { (claimed(cx, case, claim)) }
                    }
                }
            }
            fieldset.field {
                legend { (cx.t("source-stance")) }
                ul.choices {
                    @for stance in Stance::ALL {
                        li {
                            label {
                                input type="radio" name="stance" value=(stance)
                                    checked[typed.stance == stance.as_str() || (typed.stance.is_empty() && *stance == Stance::Supports)];
                                span { (cx.words.word("says", stance.as_str())) }
                            }
                        }
                    }
                }
            }
            (public_box(cx, typed.public))
            (file_field(cx, fault("file")))
            p.do { button.go type="submit" { (cx.t("source-add")) } }
        }
    }
}

fn claims(case: &Closure) -> Vec<Claim> {
    let steps = case.steps.iter().map(|step| Claim::Step(step.id));
    steps.chain(Claim::PLAIN).collect()
}

/// A line of text: its name, its label and its hint; what is wrong with it stands before it.
fn text(
    cx: &PageCx,
    (name, label, hint): (&str, &str, Option<&str>),
    typed: &str,
    most: usize,
    fault: Option<&'static str>,
) -> Markup {
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let told: Vec<&str> = fault
        .map(|_| error_id.as_str())
        .into_iter()
        .chain(hint.map(|_| hint_id.as_str()))
        .collect();
    html! {
        div.field {
            label for=(name) { (cx.t(label)) }
            @if let Some(hint) = hint { p.hint id=(hint_id) { (cx.t(hint)) } }
            @if let Some(fault) = fault { p.error id=(error_id) { (cx.t(fault)) } }
            input type="text" id=(name) name=(name) value=(typed) maxlength=(most)
                aria-invalid=[fault.map(|_| "true")]
                aria-describedby=[(!told.is_empty()).then(|| told.join(" "))];
        }
    }
}
