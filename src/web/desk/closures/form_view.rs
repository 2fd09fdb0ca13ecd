//! The long page on which a case is written. It needs no script: rows are added by buttons that send the form.

use maud::{Markup, html};

use super::field::{Field, Input, choices, label, mark, says, show};
use super::office_find::Found;
use crate::domain::closure_check::Fault;
use crate::domain::closure_entry::{MOST_TEXT, most};
use crate::domain::closure_form::{CaseForm, Group, Row};
use crate::domain::draft::Draft;
use crate::domain::evidence::Claim;
use crate::domain::tip::Tip;
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::session::Member;

/// What the page shows.
pub struct FormPage<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// What has to be mended, or looked at.
    pub faults: &'a [Fault],
    /// Whether the steps of this identifier stand in the ledger already.
    pub stored_steps: &'a [uuid::Uuid],
    /// The tip that it was made from.
    pub tip: Option<&'a Tip>,
    /// The offices that were asked for.
    pub found: Option<&'a Found<'a>>,
}

/// The page.
pub fn page(cx: &PageCx, member: &Member, page: &FormPage<'_>) -> Markup {
    let form = &page.draft.form;
    let new = page.draft.base.is_none();
    let heading = cx.t(if new { "desk-case-new" } else { "desk-case-edit" });
    let named = if form.get("title").is_empty() {
        heading.clone()
    } else {
        format!("{heading}: {}", form.get("title").chars().take(80).collect::<String>())
    };
    let errors: Vec<&Fault> = page.faults.iter().filter(|f| f.is_error()).collect();
    let title =
        if errors.is_empty() { named } else { format!("{}: {named}", cx.t("report-to-mend")) };
    let action = cx.href(&format!("/desk/closures/drafts/{}", page.draft.id));
    desk::page(
        cx,
        member,
        &title,
        super::AT,
        html! {
            h1 { (heading) }
            p.lead { (cx.t("desk-case-lead")) }
            (summary(cx, form, &errors))
            @if let Some(tip) = page.tip {
                details.tipped open { summary { (cx.t("desk-case-tip")) } (desk::tips::told(cx, tip)) }
            }
            form.form.case action=(action) method="post" novalidate {
                // Enter in a field does what the first button does.
                button.vh type="submit" name="do" value="save" tabindex="-1" aria-hidden="true" { (cx.t("desk-case-save")) }
                (facts(cx, page, "what", &["title", "title_es", "kind", "certainty", "summary", "summary_es"]))
                (offices(cx, page))
                (rows(cx, page, Group::Step))
                (rows(cx, page, Group::Source))
                (facts(cx, page, "numbers", &["people", "people_unit", "jobs", "employees", "offices_total"]))
                (facts(cx, page, "why", &[
                    "agency", "decided_by", "process", "reason", "reason_ours", "reason_ours_es", "fate", "fate_es",
                ]))
                (rows(cx, page, Group::Cite))
                div {
                    p.do {
                        button.go type="submit" name="do" value="preview" { (cx.t("desk-case-look")) }
                        button.quiet type="submit" name="do" value="save" { (cx.t("desk-case-save")) }
                    }
                    p.hint { (cx.t("desk-case-kept")) }
                }
            }
            form action={ (cx.href(&format!("/desk/closures/drafts/{}/discard", page.draft.id))) } method="post" {
                p.do { button.plain type="submit" { (cx.t("desk-case-discard")) } }
            }
        },
    )
}

fn summary(cx: &PageCx, form: &CaseForm, errors: &[&Fault]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.errors.prose role="alert" aria-labelledby="err-h" {
                h2 id="err-h" { (cx.words.with("report-errors", &[("n", errors.len().into())])) }
                p { (cx.t("report-errors-kept")) }
                ul { @for fault in errors { li { a href={ "#" (mark(&fault.path)) } { (label(cx, form, &fault.path)) ". " (says(cx.words, fault)) } } } }
            }
        }
    }
}

fn facts(cx: &PageCx, page: &FormPage<'_>, section: &str, fields: &[&str]) -> Markup {
    html! {
        fieldset.part {
            legend { h2 { (cx.words.word("desk-part", section)) } }
            @for name in fields {
                (show(cx, page.faults, &Field {
                    path: name,
                    label: cx.words.word("field", name),
                    hint: cx.words.word_if_known("field-hint", name),
                    value: page.draft.form.get(name),
                    input: input(cx, "", name),
                }))
            }
        }
    }
}

fn input(cx: &PageCx, group: &str, field: &str) -> Input {
    if let Some(choices) = choices(cx.words, group, field) {
        return Input::Pick(choices);
    }
    let short = ["on", "time", "dated", "people", "jobs", "employees", "offices_total"];
    match field {
        _ if short.contains(&field) => Input::Short,
        _ if most(field) == MOST_TEXT => Input::Text,
        _ => Input::Line,
    }
}

/// The sources by their order, for choosing one.
pub fn source_choices(form: &CaseForm) -> Vec<(String, String)> {
    let sources = (1_usize..).zip(form.rows(Group::Source)).map(|(n, row)| {
        let title: String = row.get("title").chars().take(60).collect();
        (row.id.to_string(), format!("{n}. {title}"))
    });
    std::iter::once((String::new(), "–".to_owned())).chain(sources).collect()
}

/// What a source can speak of.
pub fn claim_choices(cx: &PageCx, form: &CaseForm) -> Vec<(String, String)> {
    let plain =
        Claim::PLAIN.iter().map(|c| (c.word().to_owned(), cx.words.word("claim", c.word())));
    let steps =
        form.rows(Group::Step).iter().filter(|row| !row.get("kind").is_empty()).map(|row| {
            let kind = cx.words.word_if_known("move", row.get("kind")).unwrap_or_default();
            (format!("step:{}", row.id), format!("{kind} {}", row.get("on")))
        });
    std::iter::once((String::new(), "–".to_owned())).chain(plain).chain(steps).collect()
}

fn rows(cx: &PageCx, page: &FormPage<'_>, group: Group) -> Markup {
    html! {
        fieldset.part id=(group) {
            legend { h2 { (cx.words.word("rows", group.as_str())) } }
            @if let Some(hint) = cx.words.word_if_known("rows-hint", group.as_str()) { p.hint { (hint) } }
            (about_group(cx, page, group))
            @for (number, row) in (1_usize..).zip(page.draft.form.rows(group)) { (one_row(cx, page, group, number, row)) }
            p.do { button.quiet type="submit" name="do" value={ "add-" (group) } { (cx.words.word("rows-add", group.as_str())) } }
        }
    }
}

/// Faults of a group as a whole.
fn about_group(cx: &PageCx, page: &FormPage<'_>, group: Group) -> Markup {
    html! {
        @for fault in page.faults.iter().filter(|f| f.path == group.as_str()) {
            p class=(if fault.is_error() { "error" } else { "hint" }) { (says(cx.words, fault)) }
        }
    }
}

fn one_row(cx: &PageCx, page: &FormPage<'_>, group: Group, number: usize, row: &Row) -> Markup {
    let path = |field: &str| format!("{group}.{}.{field}", row.id);
    let stored = group == Group::Step && page.stored_steps.contains(&row.id);
    let name = cx.words.with(
        "row-named",
        &[("what", cx.words.word("rows-one", group.as_str()).into()), ("n", number.into())],
    );
    let plain = group.fields().iter().filter(|f| !matches!(**f, "office" | "gone" | "why"));
    html! {
        fieldset.row id={ (group) "-" (row.id) } {
            legend { (name) }
            @for field in plain {
                (show(cx, page.faults, &Field {
                    path: &path(field),
                    label: cx.words.word("row", &format!("{group}-{field}")),
                    hint: cx.words.word_if_known("row-hint", &format!("{group}-{field}")),
                    value: row.get(field),
                    input: match (group, *field) {
                        (Group::Step | Group::Cite, "evidence") => Input::Pick(source_choices(&page.draft.form)),
                        (Group::Cite, "claim") => Input::Pick(claim_choices(cx, &page.draft.form)),
                        _ => input(cx, group.as_str(), field),
                    },
                }))
            }
            @if group == Group::Office && !row.get("office").is_empty() {
                input type="hidden" name=(path("office")) value=(row.get("office"));
            }
            div.field.out {
                label.check {
                    input type="checkbox" name=(path("gone")) value="yes" checked[row.is_gone()];
                    " " span { (cx.t("row-gone")) }
                }
                @if stored {
                    (show(cx, page.faults, &Field {
                        path: &path("why"),
                        label: cx.t("row-step-why"),
                        hint: None,
                        value: row.get("why"),
                        input: Input::Line,
                    }))
                }
            }
        }
    }
}

fn offices(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let asked = page.found.map_or("", |found| found.asked.as_str());
    html! {
        fieldset.part id="office" {
            legend { h2 { (cx.words.word("rows", "office")) } }
            p.hint { (cx.t("desk-offices-hint")) }
            (about_group(cx, page, Group::Office))
            @for (number, row) in (1_usize..).zip(page.draft.form.rows(Group::Office)) {
                (one_row(cx, page, Group::Office, number, row))
            }
            div.field {
                label for="find" { (cx.t("desk-offices-find")) }
                p.hint id="find-h" { (cx.t("desk-offices-find-hint")) }
                input type="text" id="find" name="find" value=(asked) aria-describedby="find-h" autocomplete="off";
            }
            p.do {
                button.quiet type="submit" name="do" value="find" { (cx.t("desk-offices-look")) }
                button.quiet type="submit" name="do" value="add-office" { (cx.words.word("rows-add", "office")) }
            }
            @if let Some(found) = page.found {
                fieldset.field id="found" {
                    legend { (cx.words.with("desk-offices-found", &[("n", found.all.into())])) }
                    @if found.all > found.offices.len() { p.hint { (cx.t("desk-offices-more")) } }
                    ul.choices {
                        @for office in &found.offices {
                            li {
                                label {
                                    input type="checkbox" name="pick" value=(office.slug);
                                    " " span {
                                        (office.facts.name) " "
                                        span.hint { (office.facts.location.one_line()) }
                                    }
                                }
                            }
                        }
                    }
                    @if !found.offices.is_empty() {
                        p.do {
                            button.quiet type="submit" name="do" value="pick-losing" { (cx.t("desk-offices-losing")) }
                            button.quiet type="submit" name="do" value="pick-receiving" { (cx.t("desk-offices-receiving")) }
                        }
                    }
                }
            }
        }
    }
}
