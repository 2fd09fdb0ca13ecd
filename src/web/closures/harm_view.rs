//! What a case does to people: the sentence, where they would go, their districts, the places.

use std::sync::Arc;

use maud::{Markup, html};

use super::harm_tables::{districts, flows, touched};
use crate::app::{App, NoAnswer};
use crate::atlas::Atlas;
use crate::domain::closure::Closure;
use crate::domain::polygon::AreaKind;
use crate::draw::BaseMap;
use crate::impact::{
    Answer, AskError, Asked, Changes, Figure, Ground, OfCase, Turn, Who, case_questions,
};
use crate::web::cx::PageCx;
use crate::web::studies;
use crate::web::ui::{self, HarmFigure, plain_name};

/// A question about a case, answered.
pub struct Answered {
    asked: Asked,
    ground: Arc<Ground>,
    answer: Arc<Answer>,
    changes: Arc<Changes>,
}

/// What is known of the harm of a case.
pub struct CaseHarm {
    of: OfCase,
    answers: Vec<Result<Answered, NoAnswer>>,
}

impl CaseHarm {
    /// Asks what a case does to people; nothing where it closes and moves no door.
    pub async fn of(app: &App, atlas: &Arc<Atlas>, case: &Closure) -> Option<Self> {
        let of = case_questions(case, atlas)?;
        let mut answers = Vec::with_capacity(of.asked.len());
        for asked in &of.asked {
            let answered = ask(app, atlas, asked).await;
            if let Err(NoAnswer::Data(fault)) = &answered {
                tracing::error!(%fault, closure.slug = case.slug.as_str(), "no impact for a case");
            }
            answers.push(answered);
        }
        Some(Self { of, answers })
    }

    /// The heading of its section; none where there is nothing to say of a case that has happened.
    #[must_use]
    pub const fn heading(&self) -> Option<&'static str> {
        match self.of.turn {
            Turn::IfItHappens => Some("harm-case-plan-h2"),
            Turn::WereItOpen if self.answers.is_empty() => None,
            Turn::WereItOpen => Some("harm-case-were-h2"),
        }
    }

    /// Whether the page would say more in a minute, and must not be kept.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.answers.iter().any(|a| matches!(a, Err(NoAnswer::Busy)))
    }
}

async fn ask(app: &App, atlas: &Arc<Atlas>, asked: &Asked) -> Result<Answered, NoAnswer> {
    let grounds = app.grounds();
    let (service, question) = (asked.service, &asked.question);
    Ok(Answered {
        asked: asked.clone(),
        ground: grounds.ground(atlas, service).await?,
        answer: grounds.ask(atlas, service, question).await?,
        changes: grounds.changes(atlas, service, question).await?,
    })
}

/// The section; nothing where there is nothing to say of a case that has happened.
pub fn harm(cx: &PageCx, base: &BaseMap, atlas: &Atlas, harm: Option<&CaseHarm>) -> Markup {
    let Some((harm, heading)) = harm.and_then(|harm| Some((harm, harm.heading()?))) else {
        return html! {};
    };
    html! {
        section aria-labelledby="impact" {
            h2 id="impact" { (cx.t(heading)) }
            @if harm.answers.is_empty() { p { (cx.t("harm-case-unknown")) } }
            @for (n, answered) in (1_u8..).zip(&harm.answers) {
                @match answered {
                    Ok(answered) => (one(cx, base, atlas, &harm.of, answered, n)),
                    Err(no) => p { (cx.t(why_not(no))) },
                }
            }
            (limits(cx, harm))
        }
    }
}

/// Why there is no answer, in words for a visitor.
const fn why_not(no: &NoAnswer) -> &'static str {
    match no {
        NoAnswer::Busy => "harm-case-busy",
        NoAnswer::Asked(AskError::AllClosed) => "harm-case-none-left",
        _ => "harm-case-fault",
    }
}

/// What was left out, and where the way of reckoning is told.
fn limits(cx: &PageCx, harm: &CaseHarm) -> Markup {
    let of = &harm.of;
    let mut answered = harm.answers.iter().flatten();
    let is_rough = of.is_rough || answered.any(|one| !one.answer.rough.is_empty());
    let left_out = u32::try_from(of.left_out).unwrap_or(u32::MAX);
    html! {
        @if left_out > 0 && of.reckoned > 0 {
            p { (cx.words.with("harm-case-left-out", &[("n", left_out.into())])) }
        }
        @if is_rough { p { (cx.t("harm-case-rough")) } }
    }
}

fn one(
    cx: &PageCx,
    base: &BaseMap,
    atlas: &Atlas,
    of: &OfCase,
    answered: &Answered,
    number: u8,
) -> Markup {
    let Answered { asked, ground, answer, changes } = answered;
    let need = ground.demand().need();
    let Some(figure) = answer.state.figure(need) else { return html! {} };
    let id = format!("harm{number}");
    let without = u32::try_from(answer.without_place.len()).unwrap_or(u32::MAX);
    html! {
        @if of.asked.len() > 1 { h3 { (cx.words.word("kind", asked.service.as_str())) } }
        p.lead { (sentence(cx, atlas, of.turn, answered, figure)) }
        @if need == Who::ZipAreas { p { (cx.t("harm-case-zip")) } }
        @if of.turn == Turn::WereItOpen { p { (cx.t("harm-case-were-how")) } }
        @if figure.change.people.value > 0 {
            (flows(cx, atlas, answer, need, of.turn))
            @if of.turn == Turn::IfItHappens { (studies::queue(cx)) }
            (most_hit(cx, atlas, answer, need))
            (districts(cx, atlas, answer, need))
            (ui::harm_figure(cx, &HarmFigure { id: &id, base, atlas, ground, changes, asked }))
        }
        @if without > 0 { p { (cx.words.with("harm-case-without-place", &[("n", without.into())])) } }
        p.do {
            a.go href=(cx.href(&format!("/impact?{asked}"))) { (cx.t("harm-case-all")) }
            " " a href=(cx.href("/about/method")) { (cx.t("harm-case-method")) }
        }
    }
}

/// How far people of the county that is hit most live from an office, before and after; in the whole state the
/// difference would be lost.
fn most_hit(cx: &PageCx, atlas: &Atlas, answer: &Answer, need: Who) -> Markup {
    let county = touched(atlas, answer, &AreaKind::County, need).into_iter().next();
    let counties = answer.kinds.iter().find(|kind| kind.kind == AreaKind::County.slug());
    let found = county.zip(counties).and_then(|(county, counties)| {
        let area = counties.areas.iter().find(|area| area.slug == county.area.slug)?;
        Some((county.area, area.figure(need)?))
    });
    html! {
        @if let Some((area, figure)) = found {
            (ui::beyond(cx, figure, answer.measure, &ui::area_name(cx, area)))
        }
    }
}

/// Who loses or gains the nearest office, and how much longer or shorter their way gets.
fn sentence(
    cx: &PageCx,
    atlas: &Atlas,
    turn: Turn,
    answered: &Answered,
    figure: &Figure,
) -> String {
    let change = &figure.change;
    let question = &answered.asked.question;
    let mut slugs = question.closing().iter().chain(question.opening());
    let office = match (slugs.next(), slugs.next()) {
        (Some(only), None) => atlas.office(only.as_str()).map(|o| plain_name(cx.words, o)),
        _ => None,
    };
    let key = match (turn, &office, question.moving().is_empty()) {
        (_, _, false) => "harm-case-moves",
        (Turn::IfItHappens, Some(_), _) => "harm-case-closes",
        (Turn::IfItHappens, None, _) => "harm-case-close",
        (Turn::WereItOpen, Some(_), _) => "harm-case-opens",
        (Turn::WereItOpen, None, _) => "harm-case-open",
    };
    let people = ui::how_many(cx, figure.who, change.people.value);
    let people = match ui::give_or_take(cx, change.people) {
        Some(margin) => format!("{people} ({margin})"),
        None => people,
    };
    let values = [
        ("n", change.people.value.into()),
        ("people", people.into()),
        ("offices", u32::try_from(question.len()).unwrap_or(u32::MAX).into()),
        ("office", office.unwrap_or_default().into()),
    ];
    let first = cx.words.with(key, &values);
    let Some(mean) = change.added.map(|added| added.mean) else { return first };
    let key = if mean < 0.0 { "harm-case-shorter" } else { "harm-case-longer" };
    let length = ui::length(cx, answered.answer.measure, mean.abs());
    let second =
        cx.words.with(key, &[("n", change.people.value.into()), ("length", length.into())]);
    format!("{first} {second}")
}
