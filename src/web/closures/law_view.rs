//! The clock of the law on a case's page: which rules count and why, what they ask for by when, and what came.

use jiff::civil::Date;
use maud::{Markup, html};

use super::CasePage;
use super::names::day_word;
use super::sources_view::marks;
use super::story::number_of;
use crate::domain::clock::{
    Came, ClockReading, Days, Deadline, DeadlineState, Fact, FallsOn, Gap, Source, Statute, Text,
    Why,
};
use crate::domain::closure::{Closure, StepKind};
use crate::i18n::{Value, Words};
use crate::web::cx::PageCx;

/// The section; nothing for good news, which no law holds up.
pub fn law(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let clock = &page.clock;
    if page.case.kind.is_good_news() {
        return html! {};
    }
    html! {
        section.law aria-labelledby="law-h" {
            h2 id="law-h" { (cx.t("law-h2")) }
            @if let Some(statute) = clock.statute {
                p { (title(cx.words, statute)) ". " (said(cx.words, &statute.says)) }
            }
            (why(cx, page))
            @if !clock.deadlines.is_empty() {
                h3 { (cx.t("law-counts-h3")) }
                @if clock.deadlines.iter().any(|deadline| deadline.text_is_later) { (older(cx, clock)) }
                ol.counts {
                    @for deadline in &clock.deadlines { (count(cx, page, deadline)) }
                }
            }
            @if let Some(statute) = clock.statute {
                @if !statute.unread.en.is_empty() { p { (said(cx.words, &statute.unread)) } }
                (read_at(cx, clock, statute))
            }
        }
    }
}

/// The name of a set of rules, with the way it is cited.
fn title(words: Words, law: &Statute) -> Markup {
    html! {
        b { (words.either(&law.name.en, &law.name.es)) }
        @if !law.citation.is_empty() { " (" (law.citation) ")" }
    }
}

/// A text of a rule file in the reader's language.
pub fn said(words: Words, text: &Text) -> String {
    words.either(&text.en, &text.es).to_owned()
}

/// Why these rules are the ones that count.
fn why(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let clock = &page.clock;
    let n = |n: u32| Value::from(n.to_string());
    let sentence = match clock.why {
        Why::Applies { employees, .. } => employees
            .map(|count| cx.words.with("law-workers", &[("n", n(count))]))
            .unwrap_or_default(),
        Why::TooSmall { employees, threshold, from_jobs } => {
            let values = [("n", n(employees)), ("law", n(threshold))];
            let key = if from_jobs { "law-too-small-jobs" } else { "law-too-small" };
            cx.words.with(key, &values)
        }
        Why::LargeEnough { employees, threshold } => {
            cx.words.with("law-large-enough", &[("n", n(employees)), ("law", n(threshold))])
        }
        Why::WorkersUnknown { threshold } => {
            cx.words.with("law-workers-unknown", &[("law", n(threshold))])
        }
        Why::NotOfTheState => cx.t("law-not-of-the-state"),
        Why::NoRules => cx.t("law-no-rules"),
        Why::OtherBody | Why::Federal => String::new(),
    };
    let must = match clock.why {
        Why::Applies { must_be_reviewed: Some(true), .. } => Some("law-must"),
        Why::Applies { must_be_reviewed: Some(false), .. } => Some("law-may"),
        _ => None,
    };
    // Which places the law covers matters where it is not plain that it applies.
    let covers = match clock.why {
        Why::Applies { .. } | Why::OtherBody => clock.statute,
        Why::TooSmall { .. } | Why::LargeEnough { .. } | Why::WorkersUnknown { .. } => {
            clock.by_workers
        }
        Why::NotOfTheState => clock.by_workers,
        Why::Federal | Why::NoRules => None,
    };
    html! {
        @if !sentence.is_empty() { p { (sentence) } }
        @if let Some(law) = covers {
            p {
                @if clock.statute.is_none_or(|own| own.id != law.id) { (title(cx.words, law)) ": " }
                (said(cx.words, &law.applies.says))
                @if let Some(must) = must { " " (said(cx.words, &law.applies.must_says)) " " (cx.t(must)) }
                (beside(cx, law, &law.applies.sources))
            }
        }
        @if let Some(statute) = clock.statute.filter(|s| s.applies.employees_at_least.is_none() && !matches!(clock.why, Why::OtherBody | Why::NotOfTheState)) {
            p { (said(cx.words, &statute.applies.says)) (beside(cx, statute, &statute.applies.sources)) }
        }
    }
}

/// One step that the law asks for.
fn count(cx: &PageCx, page: &CasePage<'_>, deadline: &Deadline<'_>) -> Markup {
    let words = cx.words;
    let (class, verdict) = verdict(words, deadline);
    let law = page.clock.statute;
    html! {
        li {
            p { span class={ "state " (class) } { (verdict) } }
            p {
                (said(words, &deadline.rule.says))
                @if let Some(law) = law { (beside(cx, law, std::slice::from_ref(&deadline.rule.source))) }
            }
            p {
                @if let Some(from) = deadline.from { (counted_from(words, from)) (came_marks(cx, page.case, from)) " " }
                @if deadline.gap == Some(Gap::NoStart) { (words.t("law-gap-no_start")) " " }
                @if !deadline.through.is_empty() {
                    (words.with("law-through", &[("n", deadline.days_given().to_string().into())])) " "
                }
                (last_day(words, deadline))
            }
            @if let Some(falls_on) = deadline.falls_on.filter(|_| deadline.state != DeadlineState::Met) { p.hint { (falls(words, falls_on)) } }
            (what_came(cx, page.case, deadline))
        }
    }
}

/// How a deadline stands: its look and its word.
fn verdict(words: Words, deadline: &Deadline<'_>) -> (&'static str, String) {
    match (deadline.state, deadline.days_late) {
        (DeadlineState::Met, _) => ("open", words.t("law-met")),
        (DeadlineState::Late, Some(days)) => ("shut", late(words, days, deadline)),
        (DeadlineState::Late, None) => ("shut", words.t("law-overdue")),
        (DeadlineState::Due, _) => ("doubt", words.t("law-due")),
        (DeadlineState::Overdue, _) => ("shut", words.t("law-overdue")),
        (DeadlineState::Unknown, _) => ("doubt", words.t("law-unknown")),
    }
}

/// "22 days late"; of several counts together "19 days more than both leave".
pub fn late(words: Words, days: Days, deadline: &Deadline<'_>) -> String {
    let number = |n: i32| Value::from(n);
    match (days.exact(), deadline.through.is_empty()) {
        (Some(n), true) => words.with("step-late", &[("n", number(n))]),
        (Some(n), false) => words.with("law-late-together", &[("n", number(n))]),
        (None, _) => words.with(
            "law-late-span",
            &[("least", days.least.to_string().into()), ("most", days.most.to_string().into())],
        ),
    }
}

fn counted_from(words: Words, from: Came) -> String {
    let what = words.word_if_known("law-from", from.kind.as_str());
    let what = what.unwrap_or_else(|| words.t("law-from-step"));
    let date = from.on.map(|on| words.date(on)).unwrap_or_default();
    words.with("law-counted", &[("what", what.into()), ("date", date.into())])
}

fn last_day(words: Words, deadline: &Deadline<'_>) -> Markup {
    let Some(due) = deadline.due else { return html! {} };
    let text = match due.exact() {
        Some(day) => words.with("law-last-day", &[("date", day_word(words, day).into())]),
        None => words.with(
            "law-last-span",
            &[("first", words.day(due.first).into()), ("last", words.day(due.last).into())],
        ),
    };
    html! { b { (text) } " " span.label { (words.t("step-computed")) } }
}

/// What a last day on a weekend or holiday means, as far as the law could be read.
fn falls(words: Words, falls_on: FallsOn) -> String {
    match falls_on {
        FallsOn::Weekend(_) => words.t("law-falls-weekend"),
        FallsOn::Holiday(holiday) => {
            let name = words.word("holiday", holiday.as_str());
            words.with("law-falls-holiday", &[("name", name.into())])
        }
    }
}

fn what_came(cx: &PageCx, case: &Closure, deadline: &Deadline<'_>) -> Markup {
    let words = cx.words;
    let text = match (deadline.met_by, deadline.days_taken) {
        (Some(Came { on: Some(on), .. }), Some(days)) => took(words, words.date(on), days),
        (Some(Came { on: Some(on), .. }), None) => {
            words.with("law-came-on", &[("date", words.date(on).into())])
        }
        (Some(Came { on: None, .. }), _) => words.t("law-came-undated"),
        (None, _) => match (deadline.state, deadline.gap) {
            (DeadlineState::Overdue, _) => words.t("law-overdue-what"),
            (_, Some(Gap::NotNeeded)) => words.t("law-gap-not_needed"),
            (_, Some(Gap::NoRecord | Gap::NoStart)) => words.t("law-gap-no_record"),
            _ => String::new(),
        },
    };
    let vague = deadline.gap == Some(Gap::Vague) && deadline.met_by.is_some_and(|c| c.on.is_some());
    html! {
        @if !text.is_empty() {
            p {
                (text)
                @if let Some(came) = deadline.met_by { (came_marks(cx, case, came)) }
                @if vague { " " (words.t("law-gap-vague")) }
            }
        }
    }
}

fn took(words: Words, date: String, days: Days) -> String {
    let date = Value::from(date);
    match days.exact() {
        Some(0) => words.with("law-came-same", &[("date", date)]),
        Some(n) => words.with("law-came", &[("date", date), ("n", n.into())]),
        None => {
            let (least, most) = (days.least.to_string().into(), days.most.to_string().into());
            words.with("law-came-span", &[("date", date), ("least", least), ("most", most)])
        }
    }
}

/// The sources of a step that a deadline rests on.
fn came_marks(cx: &PageCx, case: &Closure, came: Came) -> Markup {
    let mut numbers: Vec<u32> = Vec::new();
    for step in case.steps.iter().filter(|s| s.kind == came.kind && s.on == came.on) {
        numbers.extend(number_of(case, step).filter(|n| !numbers.contains(n)));
    }
    marks(cx, &numbers)
}

/// Small marks that lead to the sources of the rules.
pub fn beside(cx: &PageCx, law: &Statute, sources: &[String]) -> Markup {
    html! {
        @for source in sources.iter().filter_map(|id| law.source(id)) {
            sup.src {
                a href=(source.url) rel="external noreferrer"
                    aria-label=(cx.words.with("law-source", &[("title", titled(source).into())])) { "§" }
            }
        }
    }
}

fn titled(source: &Source) -> String {
    format!("{}, {}", source.title, source.publisher)
}

/// That the text of the law is younger than what is measured by it.
fn older(cx: &PageCx, clock: &ClockReading<'_, '_>) -> Markup {
    let text = clock.statute.and_then(|law| law.source(&law.text.as_ref()?.source));
    html! {
        @if let Some(text) = text {
            p.hint { (cx.words.with("law-older", &[("text", text.title.clone().into())])) }
        }
    }
}

/// Where the rules were read that the page speaks of, and when.
fn read_at(cx: &PageCx, clock: &ClockReading<'_, '_>, statute: &Statute) -> Markup {
    let actions = clock.actions.iter().filter_map(|action| action.source.as_ref());
    let rules = statute.rules.iter().map(|rule| &rule.source);
    let facts = statute.facts.iter().flat_map(|fact| &fact.sources);
    let covers = statute.applies.sources.iter().filter(|_| clock.why != Why::NotOfTheState);
    let used: Vec<&String> = covers.chain(rules).chain(actions).chain(facts).collect();
    let sources: Vec<&Source> =
        statute.sources.iter().filter(|source| used.contains(&&source.id)).collect();
    let read = cx.words.with("law-read", &[("date", cx.words.day(statute.checked_on).into())]);
    html! {
        @if !sources.is_empty() {
            details {
                summary { (read) }
                ul.sources {
                    @for source in &sources {
                        li {
                            a href=(source.url) rel="external noreferrer" { bdi { (source.title) } }
                            ". " bdi { (source.publisher) } "."
                        }
                    }
                }
            }
        }
    }
}

/// What is known of how it went under these rules.
pub fn facts(cx: &PageCx, law: &Statute) -> Markup {
    let fact = |fact: &Fact| html! { li { (said(cx.words, &fact.says)) (beside(cx, law, &fact.sources)) } };
    html! { @if !law.facts.is_empty() { ul { @for one in &law.facts { (fact(one)) } } } }
}

/// What comes next, at the top of the page of a plan.
pub fn next(cx: &PageCx, case: &Closure, clock: &ClockReading<'_, '_>) -> Markup {
    let mut lines = upcoming(cx, case, clock);
    lines.sort_by_key(|(day, _)| *day);
    html! {
        @if !lines.is_empty() {
            section.news.doubt aria-labelledby="next-h" {
                h2 id="next-h" { (cx.t("next-h2")) }
                ol.plain { @for (_, line) in &lines { li { (line) } } }
            }
        }
    }
}

/// The days to come, each with its line.
fn upcoming(cx: &PageCx, case: &Closure, clock: &ClockReading<'_, '_>) -> Vec<(Date, Markup)> {
    let words = cx.words;
    let mut lines: Vec<(Date, Markup)> = Vec::new();
    for recorded in clock.recorded.iter().filter(|recorded| recorded.is_ahead) {
        let when =
            recorded.on.exact().map_or_else(|| words.date(recorded.on), |d| day_word(words, d));
        let sources: Vec<u32> = number_of(case, recorded.step).into_iter().collect();
        let line = html! {
            b { (when) }
            @if let Some(time) = recorded.step.time { ", " (words.time(time)) }
            ": " (words.word("next", recorded.step.kind.as_str()))
            @if !recorded.step.place.is_empty() { ". " bdi { (recorded.step.place) } }
            (marks(cx, &sources))
        };
        lines.push((recorded.on.earliest(), line));
    }
    for struck in &case.struck {
        let (step, today) = (&struck.step, cx.now.date());
        let of_the_way = matches!(step.kind, StepKind::Hearing | StepKind::CommentDeadline);
        let Some(on) = step.on.filter(|on| of_the_way && on.latest() >= today) else { continue };
        let line = html! {
            s { (words.date(on)) ": " (words.word("next", step.kind.as_str())) } " "
            b { (words.t("next-off")) }
            @if !struck.reason.is_empty() { " " (struck.reason) }
        };
        lines.push((on.earliest(), line));
    }
    for ask in &clock.ask_by {
        let line = html! {
            b { (day_word(words, ask.by)) } ": "
            (words.with("next-ask-by", &[("what", said(words, &ask.action.title).into()), ("date", words.day(ask.on).into())]))
            " " span.label { (words.t("step-computed")) }
            @if let Some(law) = clock.statute { (beside(cx, law, ask.action.source.as_slice())) }
        };
        lines.push((ask.by, line));
    }
    let to_come = |d: &&Deadline<'_>| {
        d.state == DeadlineState::Due || (d.state == DeadlineState::Overdue && clock.is_live)
    };
    for deadline in clock.deadlines.iter().filter(to_come) {
        let Some(due) = deadline.due else { continue };
        let overdue = deadline.state == DeadlineState::Overdue;
        let when = due.exact().map_or_else(|| words.day(due.last), |day| day_word(words, day));
        let line = html! {
            b { (when) } ": " (said(words, &deadline.rule.says)) " "
            span.label { (words.t("step-computed")) }
            @if overdue { " " (words.t("law-overdue-what")) }
            @if let Some(law) = clock.statute { (beside(cx, law, std::slice::from_ref(&deadline.rule.source))) }
        };
        lines.push((due.last, line));
    }
    lines
}
