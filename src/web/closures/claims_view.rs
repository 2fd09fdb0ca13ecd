//! Claims on which sources disagree: both sides beside each other, none left out.

use maud::{Markup, html};

use super::CasePage;
use super::sources_view::marks;
use super::steps_view::sentence;
use crate::domain::closure::Closure;
use crate::domain::evidence::{Claim, Evidence, Stance};
use crate::web::cx::PageCx;

/// The section; nothing where no source contradicts anything.
pub fn claims(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let case = page.case;
    let mut claims: Vec<Claim> = Vec::new();
    for citation in case.citations.iter().filter(|c| c.stance == Stance::Contradicts) {
        if !claims.contains(&citation.claim) {
            claims.push(citation.claim);
        }
    }
    html! {
        @if !claims.is_empty() {
            section aria-labelledby="claims-h" {
                h2 id="claims-h" { (cx.t("claims-h2")) }
                p { (cx.t("claims-lead")) }
                @for claim in &claims {
                    div.pair {
                        div {
                            h3 { (cx.t("claims-says")) }
                            p { (claimed(cx, page, *claim)) (marks(cx, &own_sources(case, *claim))) }
                            (listed(cx, case, *claim, Stance::Supports))
                        }
                        div {
                            h3 { (cx.t("claims-otherwise")) }
                            (listed(cx, case, *claim, Stance::Contradicts))
                        }
                    }
                }
            }
        }
    }
}

/// The sources that take a side on a claim.
fn of<'a>(
    case: &'a Closure,
    claim: Claim,
    stance: Stance,
) -> impl Iterator<Item = &'a Evidence> + use<'a> {
    let cited = case.citations.iter().filter(move |c| c.claim == claim && c.stance == stance);
    cited.filter_map(|c| case.evidence.iter().find(|e| e.id == c.evidence))
}

fn listed(cx: &PageCx, case: &Closure, claim: Claim, stance: Stance) -> Markup {
    let sources: Vec<&Evidence> = of(case, claim, stance).collect();
    html! {
        @if !sources.is_empty() {
            ul {
                @for source in sources {
                    li {
                        bdi { (source.title) } ". " bdi { (source.publisher) }
                        @if let Some(dated) = source.dated { ", " (cx.words.date(dated)) }
                        "." (marks(cx, &[source.number]))
                    }
                }
            }
        }
    }
}

/// The number of the source from which the case has a claim.
fn own_sources(case: &Closure, claim: Claim) -> Vec<u32> {
    match claim {
        Claim::Step(id) => {
            let step = case.steps.iter().find(|step| step.id == id);
            step.and_then(|step| super::story::number_of(case, step)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// What the case says.
fn claimed(cx: &PageCx, page: &CasePage<'_>, claim: Claim) -> String {
    let (case, words) = (page.case, cx.words);
    let number = |n: Option<u32>, key: &str| {
        let n = n.map_or_else(|| words.t("claims-nothing"), |n| words.number(u64::from(n)));
        format!("{}: {n}", words.t(key))
    };
    let text = |text: &str, key: &str| {
        let text = if text.is_empty() { words.t("claims-nothing") } else { text.to_owned() };
        format!("{}: {text}", words.t(key))
    };
    match claim {
        Claim::Step(id) => {
            let told = page.story.iter().find(|m| m.steps.iter().any(|step| step.id == id));
            told.map_or_else(
                || words.t("claims-nothing"),
                |moment| {
                    let when =
                        moment.on.map_or_else(|| words.t("case-undated"), |on| words.date(on));
                    format!("{when}: {}", sentence(words, page, moment))
                },
            )
        }
        Claim::Jobs => number(case.affected.jobs, "figure-jobs"),
        Claim::People => number(case.affected.people, "figure-people"),
        Claim::Reason => text(&case.reason, "case-reason"),
        Claim::Fate => text(words.either(&case.fate, &case.fate_es), "case-fate"),
        Claim::Process => text(&words.word("process", case.process.as_str()), "case-process"),
        Claim::Kind => text(&words.word("cut", case.kind.as_str()), "ledger-kind"),
    }
}
