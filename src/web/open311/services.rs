//! The services: what can go wrong at an office.

use super::tree::Node;
use crate::domain::problem::Problem;
use crate::i18n::Words;

/// All of them, in their order on the page.
pub fn node(words: Words) -> Node {
    Node::Many("service", Problem::ALL.iter().map(|problem| service(*problem, words)).collect())
}

fn service(problem: Problem, words: Words) -> Node {
    Node::Fields(vec![
        ("service_code", Node::text(problem.as_str())),
        ("service_name", Node::text(words.word("problem", problem.as_str()))),
        ("description", Node::text(words.t("open311-about"))),
        // Each has the day and the consents to ask for.
        ("metadata", Node::Flag(true)),
        ("type", Node::text("realtime")),
        ("keywords", Node::text(problem.as_str().replace('_', ","))),
        ("group", Node::text(words.t("open311-group"))),
    ])
}
