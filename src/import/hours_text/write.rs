//! A week that was understood, in the OpenStreetMap syntax.

use super::read::{Rule, Week};
use super::span::Span;

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// The rules as text; none where a break does not lie within the hours.
pub fn osm(week: &Week) -> Option<String> {
    let mut rules: Vec<(bool, String)> = Vec::new();
    for rule in &week.rules {
        let spans = without_breaks(&rule.spans, &week.breaks);
        if spans.is_empty() {
            return None;
        }
        let spans: Vec<String> = spans.iter().map(|span| written(*span)).collect();
        let hours = spans.join(",");
        if !rule.days.is_empty() {
            rules.push((false, format!("{} {hours}", days(&rule.days))));
        }
        let special = nth(rule);
        if !special.is_empty() {
            rules.push((true, format!("{special} {hours}")));
        }
    }
    let cut = |all: &[Span]| week.breaks.iter().all(|b| all.iter().any(|s| s.0 < b.0 && b.1 < s.1));
    if !week.rules.iter().any(|rule| cut(&rule.spans)) {
        return None;
    }
    // In that syntax a later rule replaces an earlier one for its days: the special ones go last.
    rules.sort_by_key(|(special, _)| *special);
    let mut texts: Vec<String> = rules.into_iter().map(|(_, text)| text).collect();
    if !week.closed.nth.is_empty() {
        texts.push(format!("{} off", nth(&week.closed)));
    }
    Some(texts.join("; "))
}

fn without_breaks(spans: &[Span], breaks: &[Span]) -> Vec<Span> {
    let mut out = spans.to_vec();
    for &(from, to) in breaks {
        out = out
            .into_iter()
            .flat_map(|(open, close)| [(open, close.min(from)), (open.max(to), close)])
            .filter(|(open, close)| open < close)
            .collect();
    }
    out
}

fn written((open, close): Span) -> String {
    format!("{:02}:{:02}-{:02}:{:02}", open / 60, open % 60, close / 60, close % 60)
}

/// `Mo-We,Fr`: runs of three or more as ranges.
fn days(days: &[u8]) -> String {
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    let mut parts: Vec<String> = Vec::new();
    for run in sorted.chunk_by(|a, b| a + 1 == *b) {
        match run {
            [first, _, .., last] => parts.push(format!("{}-{}", name(*first), name(*last))),
            few => parts.extend(few.iter().map(|day| name(*day).to_owned())),
        }
    }
    parts.join(",")
}

/// `We[1,3],Sa[2]`.
fn nth(rule: &Rule) -> String {
    let mut by_day: Vec<(u8, Vec<String>)> = Vec::new();
    for (day, n) in &rule.nth {
        match by_day.iter_mut().find(|(known, _)| known == day) {
            Some((_, all)) => all.push(n.to_string()),
            None => by_day.push((*day, vec![n.to_string()])),
        }
    }
    let parts: Vec<String> =
        by_day.iter().map(|(day, all)| format!("{}[{}]", name(*day), all.join(","))).collect();
    parts.join(",")
}

fn name(day: u8) -> &'static str {
    DAYS.get(usize::from(day)).copied().unwrap_or("")
}
