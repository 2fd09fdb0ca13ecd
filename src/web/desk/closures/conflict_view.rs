//! The page of two editors at once: both texts side by side, nothing lost.

use maud::{Markup, html};

use super::field::{choices, label};
use crate::domain::closure::Closure;
use crate::domain::closure_form::{CaseForm, Clash};
use crate::domain::draft::Draft;
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::session::Member;

/// The page. `typed` is what this person had written before their changes were laid under it.
pub fn page(
    cx: &PageCx,
    member: &Member,
    draft: &Draft,
    typed: &CaseForm,
    theirs: &Closure,
    clashes: &[Clash],
) -> Markup {
    let heading = cx.t("desk-conflict");
    let here = format!("/desk/closures/drafts/{}", draft.id);
    desk::page(
        cx,
        member,
        &heading,
        super::AT,
        html! {
            h1 { (heading) }
            div.news.doubt.prose role="alert" {
                h2 { (cx.t("desk-conflict-kept")) }
                p { (cx.words.with("desk-conflict-what", &[("n", clashes.len().into())])) }
            }
            @if !clashes.is_empty() {
                h2 { (cx.t("desk-conflict-both")) }
                (table(cx, "desk-conflict-both", typed, clashes.iter().map(|c| (c.path.as_str(), c.theirs.as_str(), c.mine.as_str()))))
            }
            (whole(cx, typed, theirs))
            p.do {
                a.go href=(cx.href(&here)) { (cx.t("desk-conflict-on")) }
                a.quiet href=(cx.href(&format!("/desk/closures/{}", theirs.slug))) { (cx.t("desk-conflict-theirs")) }
            }
        },
    )
}

/// Everything in which the two texts differ, whoever wrote it.
fn whole(cx: &PageCx, typed: &CaseForm, theirs: &Closure) -> Markup {
    let their_form = CaseForm::of_case(theirs);
    let (mine, other) = (typed.flat(), their_form.flat());
    let value = |list: &[(String, &str)], path: &str| {
        list.iter().find(|(p, _)| p == path).map_or(String::new(), |(_, v)| (*v).to_owned())
    };
    let mut paths: Vec<&String> = mine.iter().map(|(p, _)| p).collect();
    paths.extend(other.iter().map(|(p, _)| p).filter(|p| !mine.iter().any(|(m, _)| m == *p)));
    let rows: Vec<(String, String, String)> = paths
        .into_iter()
        .map(|path| (path.clone(), value(&other, path), value(&mine, path)))
        .filter(|(_, theirs, mine)| theirs != mine)
        .collect();
    html! {
        details {
            summary { (cx.t("desk-conflict-all")) }
            (table(cx, "desk-conflict-all", typed, rows.iter().map(|(p, t, m)| (p.as_str(), t.as_str(), m.as_str()))))
        }
    }
}

fn table<'a>(
    cx: &PageCx,
    name: &str,
    typed: &CaseForm,
    rows: impl Iterator<Item = (&'a str, &'a str, &'a str)>,
) -> Markup {
    html! {
        section.table aria-label=(cx.t(name)) tabindex="0" {
            table.sides {
                thead { tr { th scope="col" { (cx.t("desk-conflict-field")) } th scope="col" { (cx.t("desk-conflict-their")) } th scope="col" { (cx.t("desk-conflict-mine")) } } }
                tbody {
                    @for (path, theirs, mine) in rows {
                        tr {
                            th scope="row" { (label(cx, typed, path)) }
                            td { bdi { (shown(cx, path, theirs)) } }
                            td { bdi { (shown(cx, path, mine)) } }
                        }
                    }
                }
            }
        }
    }
}

/// A value as people know it.
fn shown(cx: &PageCx, path: &str, value: &str) -> String {
    let mut parts = path.splitn(3, '.');
    let (group, field) = match (parts.next(), parts.next(), parts.next()) {
        (Some(group), Some(_), Some(field)) => (group, field),
        (fact, ..) => ("", fact.unwrap_or_default()),
    };
    let known = choices(cx.words, group, field);
    let label = known.and_then(|all| all.into_iter().find(|(v, _)| v == value));
    label.map_or_else(|| value.to_owned(), |(_, label)| label)
}
