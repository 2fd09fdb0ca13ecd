//! The queue as a page.

use maud::{Markup, html};

use super::queue::{Line, QueuePage};
use crate::domain::moderation::{QueueView, Talk};
use crate::domain::problem::Problem;
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::session::Member;

/// Letters of a report's words in the queue.
const FIRST_WORDS: usize = 160;

/// The page.
pub fn show(cx: &PageCx, member: &Member, page: &QueuePage) -> Markup {
    let title = cx.t("moderate-title");
    let may_spam = page.view == QueueView::Waiting && !page.lines.is_empty();
    desk::page(
        cx,
        member,
        &title,
        super::AT,
        html! {
            h1 { (title) }
            nav aria-label=(cx.t("desk-cases-views")) {
                ul.views {
                    @for view in QueueView::ALL {
                        li { a href=(cx.href(&format!("{}?view={view}", super::AT))) aria-current=[(*view == page.view).then_some("true")] { (cx.words.word("queue", view.as_str())) } }
                    }
                }
            }
            (filters(cx, page))
            @if page.lines.is_empty() { div.empty { p { (cx.t("moderate-none")) } } }
            form action=(cx.href(&format!("{}/spam", super::AT))) method="post" {
                ul.list { @for line in &page.lines { (row(cx, line, may_spam)) } }
                @if may_spam {
                    p.do { button.quiet type="submit" { (cx.t("moderate-spam-chosen")) } }
                    p.hint { (cx.t("moderate-spam-what")) }
                }
            }
            @if page.is_later || page.next.is_some() {
                nav aria-label=(cx.t("pages")) {
                    ul.pages {
                        @if page.is_later { li { a href=(cx.href(&page.address())) { (cx.t("moderate-first-page")) } } }
                        @if let Some(next) = page.next {
                            li { a href=(cx.href(&format!("{}&after={next}", page.address()))) rel="next" { (cx.t("page-next")) } }
                        }
                    }
                }
            }
        },
    )
}

fn filters(cx: &PageCx, page: &QueuePage) -> Markup {
    html! {
        form.filters action=(cx.href(super::AT)) method="get" {
            @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
            input type="hidden" name="view" value=(page.view);
            div.field {
                label for="county" { (cx.t("moderate-county")) }
                select id="county" name="county" {
                    option value="" { (cx.t("moderate-all")) }
                    @for county in &page.counties { option value=(county) selected[*county == page.county] { (county) } }
                }
            }
            div.field {
                label for="problem" { (cx.t("moderate-problem")) }
                select id="problem" name="problem" {
                    option value="" { (cx.t("moderate-all")) }
                    @for problem in Problem::ALL {
                        option value=(problem) selected[page.problem == Some(*problem)] { (cx.words.word("problem", problem.as_str())) }
                    }
                }
            }
            button.quiet type="submit" { (cx.t("moderate-filter")) }
        }
    }
}

fn row(cx: &PageCx, Line { line, office }: &Line, may_spam: bool) -> Markup {
    let problem = cx.words.word("problem", line.problem.as_str());
    let office = office.clone().unwrap_or_else(|| cx.t("moderate-no-office"));
    let first = first_words(&line.words);
    html! {
        li.card {
            h2.h3 { a href=(cx.href(&format!("{}/{}", super::AT, line.id))) { (problem) } }
            p { bdi { (office) } " · " (cx.words.day(line.happened_on)) " · " (language(&line.lang)) }
            @if first.is_empty() { p.hint { (cx.t("moderate-no-words")) } } @else { p lang=(line.lang) { bdi { (first) } } }
            @if line.photos > 0 || line.talk.is_some() || line.outcome.is_some() {
                p {
                    @if line.photos > 0 { span.label { (cx.words.with("moderate-photos-n", &[("n", line.photos.into())])) } " " }
                    @match line.talk {
                        Some(Talk::Answered) => { span.label { (cx.words.word("queue", "answered")) } " " },
                        Some(Talk::Asked) => { span.label { (cx.words.word("queue", "asked")) } " " },
                        None => {},
                    }
                    @if let Some(outcome) = line.outcome { span.label { (cx.words.word("moderate-outcome", outcome.as_str())) } }
                }
            }
            @if may_spam {
                label.check {
                    input type="checkbox" name="line" value=(format!("{}.{}", line.id, line.version));
                    span { (cx.words.with("moderate-choose", &[("problem", problem.into()), ("office", office.into())])) }
                }
            }
        }
    }
}

/// The first words of a text, cut between two of them.
fn first_words(text: &str) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(FIRST_WORDS) else { return text.to_owned() };
    let cut = text.get(..end).unwrap_or_default();
    let cut = cut.rsplit_once(char::is_whitespace).map_or(cut, |(before, _)| before);
    format!("{} …", cut.trim_end())
}

/// A language by its own name.
pub fn language(lang: &str) -> String {
    lang.parse::<crate::i18n::Lang>()
        .map_or_else(|_| lang.to_owned(), |lang| lang.own_name().to_owned())
}
