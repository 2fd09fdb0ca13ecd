//! The grammar of printed hours.

use super::lex::{Kind, Token, tokens};
use super::span::{Span, span};

/// Days with their hours.
#[derive(Debug, Default, PartialEq)]
pub struct Rule {
    /// Days of the week, Monday is 0.
    pub days: Vec<u8>,
    /// Days of the month: the day of the week and its number, -1 for the last.
    pub nth: Vec<(u8, i8)>,
    /// Hours.
    pub spans: Vec<Span>,
}

/// A week that was understood whole.
#[derive(Debug, Default, PartialEq)]
pub struct Week {
    /// What is open.
    pub rules: Vec<Rule>,
    /// Days of the month that are closed.
    pub closed: Rule,
    /// Breaks on every day.
    pub breaks: Vec<Span>,
    /// What stands beside the hours and does not change them.
    pub remark: Option<String>,
}

/// Reads a whole text; none unless every part of it was understood.
pub fn week(tokens: &[Token<'_>], text: &str) -> Option<Week> {
    let mut reader = Reader { tokens, text, at: 0 };
    let mut week = Week::default();
    let mut closed_days: Vec<u8> = Vec::new();
    let mut closed_s = false;
    loop {
        reader.skip_separators();
        if reader.peek().is_none() {
            break;
        }
        if let Some(remark) = reader.remark(!week.rules.is_empty()) {
            week.remark = Some(remark);
            break;
        }
        if reader.closed_word() {
            if reader.every_day() || reader.peek().is_some_and(|kind| matches!(kind, Kind::Time(_)))
            {
                week.breaks.push(reader.span()?);
                continue;
            }
            reader.word("on");
            let days = reader.days()?;
            closed_days.extend(&days.rule.days);
            closed_s |= days.some_s;
            week.closed.nth.extend(&days.rule.nth);
            continue;
        }
        let mut days = reader.days()?;
        reader.skip_before_times();
        if reader.closed_word() {
            closed_days.extend(&days.rule.days);
            closed_s |= days.some_s;
            week.closed.nth.extend(&days.rule.nth);
            continue;
        }
        if days.some_s {
            return None;
        }
        days.rule.spans = reader.spans()?;
        week.rules.push(days.rule);
    }
    agrees(&week, &closed_days, closed_s).then_some(week)
}

/// Whether nothing is said twice or against itself.
fn agrees(week: &Week, closed_days: &[u8], closed_s: bool) -> bool {
    let mut open: Vec<u8> = week.rules.iter().flat_map(|rule| rule.days.iter().copied()).collect();
    let mut nth: Vec<(u8, i8)> =
        week.rules.iter().chain([&week.closed]).flat_map(|rule| rule.nth.iter().copied()).collect();
    let (days, specials) = (open.len(), nth.len());
    open.sort_unstable();
    open.dedup();
    nth.sort_unstable();
    nth.dedup();
    !week.rules.is_empty()
        && open.len() == days
        && nth.len() == specials
        && !closed_days.iter().any(|day| open.contains(day))
        && !(closed_s && (open.contains(&5) || open.contains(&6)))
        && week.closed.nth.iter().all(|(day, _)| open.contains(day))
        && week.rules.iter().all(|rule| rule.spans.windows(2).all(|pair| pair[0].1 <= pair[1].0))
}

struct Days {
    rule: Rule,
    some_s: bool,
}

struct Reader<'t, 'a> {
    tokens: &'t [Token<'a>],
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'_, 'a> {
    fn peek(&self) -> Option<Kind<'a>> {
        self.ahead(0)
    }

    fn ahead(&self, n: usize) -> Option<Kind<'a>> {
        self.tokens.get(self.at + n).map(|token| token.kind)
    }

    fn eat(&mut self, kind: Kind<'_>) -> bool {
        let found = self.peek() == Some(kind);
        self.at += usize::from(found);
        found
    }

    /// Takes a word if it is the next thing.
    fn word(&mut self, word: &str) -> bool {
        let found =
            matches!(self.peek(), Some(Kind::Word(next)) if next.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    fn words(&mut self, words: &[&str]) -> bool {
        let start = self.at;
        let found = words.iter().all(|word| self.word(word));
        if !found {
            self.at = start;
        }
        found
    }

    fn skip_separators(&mut self) {
        while matches!(self.peek(), Some(Kind::Comma | Kind::Semicolon | Kind::Dot | Kind::Star)) {
            self.at += 1;
        }
    }

    /// `.`, `:`, `,` and a dash may stand between days and their hours.
    fn skip_before_times(&mut self) {
        for kind in [Kind::Dot, Kind::Comma, Kind::Colon, Kind::Dash] {
            self.eat(kind);
        }
    }

    fn closed_word(&mut self) -> bool {
        let start = self.at;
        self.words(&["please", "note"]);
        self.word("that");
        self.word("the");
        self.word("office");
        self.word("is");
        if self.word("closed") {
            self.words(&["for", "lunch"]);
            true
        } else {
            self.at = start;
            false
        }
    }

    fn every_day(&mut self) -> bool {
        self.words(&["every", "day"]) || self.word("daily")
    }

    /// `M,W-F`, `2nd & 4th Sat. of the month`, `*W`.
    fn days(&mut self) -> Option<Days> {
        let mut days = Days { rule: Rule::default(), some_s: false };
        loop {
            self.eat(Kind::Star);
            let ordinals = self.ordinals()?;
            match self.peek()? {
                Kind::SomeS if ordinals.is_empty() => days.some_s = true,
                Kind::Day(day) if ordinals.is_empty() => days.rule.days.extend(self.range(day)?),
                Kind::Day(day) => days.rule.nth.extend(ordinals.iter().map(|n| (day, *n))),
                _ => return None,
            }
            self.at += 1;
            if !ordinals.is_empty() {
                self.of_the_month()?;
            }
            if !self.more_days() {
                return Some(days);
            }
        }
    }

    /// The days from `first` on, where a dash and a later day follow; stops on the last of them.
    fn range(&mut self, first: u8) -> Option<Vec<u8>> {
        let dash = if self.ahead(1) == Some(Kind::Dot) { 2 } else { 1 };
        if self.ahead(dash) != Some(Kind::Dash) {
            return Some(vec![first]);
        }
        match self.ahead(dash + 1) {
            Some(Kind::Day(last)) => {
                self.at += dash + 1;
                // Weeks begin on Monday here and on Sunday for some; no other range turns around.
                if last > first {
                    Some((first..=last).collect())
                } else if first == 6 {
                    Some([6].into_iter().chain(0..=last).filter(|day| *day < 7).collect())
                } else {
                    None
                }
            }
            Some(Kind::SomeS | Kind::Ordinal(_)) => None,
            _ => Some(vec![first]),
        }
    }

    fn ordinals(&mut self) -> Option<Vec<i8>> {
        let mut out = Vec::new();
        while let Some(Kind::Ordinal(n)) = self.peek() {
            out.push(n);
            self.at += 1;
            let commas = (0..).take_while(|n| self.ahead(*n) == Some(Kind::Comma)).count();
            if matches!(self.ahead(commas), Some(Kind::Ordinal(_))) {
                if commas == 0 {
                    return None;
                }
                self.at += commas;
            }
        }
        Some(out)
    }

    /// `of month`, `of the month`, `of each month`, or nothing.
    fn of_the_month(&mut self) -> Option<()> {
        let dot = usize::from(self.peek() == Some(Kind::Dot));
        if !matches!(self.ahead(dot), Some(Kind::Word(word)) if word.eq_ignore_ascii_case("of")) {
            return Some(());
        }
        self.at += dot + 1;
        let _ = self.word("the") || self.word("each") || self.word("every");
        self.word("month").then_some(())
    }

    /// Steps over a sign between two days, if another day follows.
    fn more_days(&mut self) -> bool {
        let signs = (0..)
            .take_while(|n| matches!(self.ahead(*n), Some(Kind::Comma | Kind::Dot | Kind::Star)))
            .count();
        let follows =
            matches!(self.ahead(signs), Some(Kind::Day(_) | Kind::SomeS | Kind::Ordinal(_)));
        if signs > 0 && follows {
            self.at += signs;
            return true;
        }
        false
    }

    /// One or several spans, joined by commas.
    fn spans(&mut self) -> Option<Vec<Span>> {
        let mut out = vec![self.span()?];
        loop {
            let commas = (0..).take_while(|n| self.ahead(*n) == Some(Kind::Comma)).count();
            if commas == 0 || !matches!(self.ahead(commas), Some(Kind::Time(_))) {
                return Some(out);
            }
            self.at += commas;
            out.push(self.span()?);
        }
    }

    fn span(&mut self) -> Option<Span> {
        let (Some(Kind::Time(opens)), Some(Kind::Dash), Some(Kind::Time(closes))) =
            (self.ahead(0), self.ahead(1), self.ahead(2))
        else {
            return None;
        };
        self.at += 3;
        span(opens, closes)
    }

    /// The rest of the text, if it is of a kind that does not change the hours.
    fn remark(&self, after_hours: bool) -> Option<String> {
        let start = self.tokens.get(self.at)?.at;
        let rest = self.text.get(start..)?.trim();
        (after_hours && is_harmless(rest)).then(|| rest.to_owned())
    }
}

/// Beginnings of remarks that say something beside the hours.
const REMARKS: [&str; 5] = [
    "translator available",
    "some saturdays",
    "within ",
    "benefits redeemed at ",
    "by appointment",
];

/// Words that may turn the hours before them around.
const TURNS: [&str; 26] = [
    "closed", "close", "closes", "open", "opens", "except", "only", "until", "till", "after",
    "before", "holiday", "holidays", "week", "weeks", "month", "months", "monthly", "every",
    "summer", "winter", "season", "varies", "vary", "lunch", "not",
];

fn is_harmless(rest: &str) -> bool {
    let lower = rest.to_lowercase();
    if let Some(tail) = lower.strip_prefix("additional phone") {
        return tail.chars().all(|c| c.is_ascii_digit() || "s #:(),.-/".contains(c));
    }
    let words = crate::domain::text::words(&lower);
    if words.iter().any(|word| TURNS.contains(&word.as_str())) {
        return false;
    }
    // A year in parentheses is the date of the remark; any other number may be a time.
    let year = |word: &String| {
        word.len() == 4 && word.starts_with("20") && lower.contains(&format!("({word})"))
    };
    if words.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()) && !year(word)) {
        return false;
    }
    let aside = rest.starts_with('(') && rest.ends_with(')') && rest.matches('(').count() == 1;
    let condition = |word: &String| {
        matches!(word.as_str(), "call" | "appointment" | "appointments" | "walk") || is_day(word)
    };
    (aside && !words.iter().any(condition)) || REMARKS.iter().any(|start| lower.starts_with(start))
}

/// A day by two or more letters; one letter may stand for anything in a remark.
fn is_day(word: &str) -> bool {
    let day = |token: &Token<'_>| matches!(token.kind, Kind::Day(_));
    word.len() > 1 && tokens(word).is_some_and(|tokens| tokens.iter().all(day))
}
