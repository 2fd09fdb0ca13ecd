//! Words, times and signs of printed hours.

/// A piece of printed hours, with the place in the text where it begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Token<'a> {
    pub kind: Kind<'a>,
    pub at: usize,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind<'a> {
    /// Monday is 0.
    Day(u8),
    /// `S`: Saturday or Sunday.
    SomeS,
    /// `1st` to `5th`; -1 for `last`.
    Ordinal(i8),
    Time(Time),
    /// `-`, `to`, `through`.
    Dash,
    /// `,`, `&`, `and`.
    Comma,
    Semicolon,
    Colon,
    Dot,
    Star,
    /// What stands in parentheses, these left out.
    Aside(&'a str),
    /// Any other word, in lower case only by comparison.
    Word(&'a str),
    /// A sign or number that is not understood; an error unless it stands in a remark.
    Other,
}

/// A time of day as printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Time {
    pub hour: u16,
    pub minute: u16,
    pub half: Option<Half>,
}

/// Before or after noon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    Am,
    Pm,
}

/// Cuts a text into pieces; none where a parenthesis is left open.
pub fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = &text[at..];
        let (kind, length) = match c {
            _ if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '-' | '–' | '—' | '‒' => (Kind::Dash, c.len_utf8()),
            ',' | '&' => (Kind::Comma, 1),
            ';' => (Kind::Semicolon, 1),
            ':' => (Kind::Colon, 1),
            '.' => (Kind::Dot, 1),
            '*' => (Kind::Star, 1),
            '(' => {
                let end = rest.find(')')?;
                (Kind::Aside(&rest[1..end]), end + 1)
            }
            '0'..='9' => number(rest),
            _ if c.is_alphabetic() => word(rest),
            _ => (Kind::Other, c.len_utf8()),
        };
        out.push(Token { kind, at });
        at += length;
    }
    Some(out)
}

fn word(rest: &str) -> (Kind<'_>, usize) {
    let end = rest.find(|c: char| !c.is_alphabetic() && c != '\'').unwrap_or(rest.len());
    let text = &rest[..end];
    let kind = match text.to_ascii_lowercase().as_str() {
        "m" | "mo" | "mon" | "monday" | "mondays" => Kind::Day(0),
        "t" | "tu" | "tue" | "tues" | "tuesday" | "tuesdays" => Kind::Day(1),
        "w" | "we" | "wed" | "weds" | "wednesday" | "wednesdays" => Kind::Day(2),
        "r" | "th" | "thu" | "thur" | "thurs" | "thursday" | "thursdays" => Kind::Day(3),
        "f" | "fr" | "fri" | "friday" | "fridays" => Kind::Day(4),
        "sa" | "sat" | "saturday" | "saturdays" => Kind::Day(5),
        "su" | "sun" | "sunday" | "sundays" => Kind::Day(6),
        "s" => Kind::SomeS,
        "and" => Kind::Comma,
        "to" | "through" | "thru" => Kind::Dash,
        "noon" => Kind::Time(Time { hour: 12, minute: 0, half: Some(Half::Pm) }),
        "last" => Kind::Ordinal(-1),
        "first" => Kind::Ordinal(1),
        "second" => Kind::Ordinal(2),
        "third" => Kind::Ordinal(3),
        "fourth" => Kind::Ordinal(4),
        "fifth" => Kind::Ordinal(5),
        _ => Kind::Word(text),
    };
    (kind, end)
}

/// A time (`8`, `8:30`, `8 am`, `12 Noon`) or an ordinal (`2nd`).
fn number(rest: &str) -> (Kind<'static>, usize) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(rest);
    let other = (Kind::Other, first);
    let Some(hour) = rest[..first].parse::<u16>().ok().filter(|_| first <= 2) else {
        return other;
    };
    let mut end = first;
    let mut minute = 0;
    if rest[end..].starts_with(':') && digits(&rest[end + 1..]) > 0 {
        let length = digits(&rest[end + 1..]);
        let text = &rest[end + 1..end + 1 + length];
        end += 1 + length;
        match text.parse::<u16>() {
            Ok(value) if length == 2 && value < 60 => minute = value,
            _ => return (Kind::Other, end),
        }
    } else if let Some(nth) = ordinal(hour, &rest[end..]) {
        return (nth, end + 2);
    }
    let (half, length) = half(&rest[end..]);
    end += length;
    // `pm1`, `8x`: something is glued to it that belongs to no time.
    if rest[end..].starts_with(|c: char| c.is_alphanumeric()) {
        return (Kind::Other, end);
    }
    let fits = match half {
        Some(_) => (1..=12).contains(&hour),
        None => hour <= 24 && (hour < 24 || minute == 0),
    };
    if fits { (Kind::Time(Time { hour, minute, half }), end) } else { (Kind::Other, end) }
}

fn ordinal(number: u16, rest: &str) -> Option<Kind<'static>> {
    let ending = rest.get(..2)?.to_ascii_lowercase();
    let alone = !rest[2..].starts_with(|c: char| c.is_alphanumeric());
    let nth = match (number, ending.as_str()) {
        (1, "st") => 1,
        (2, "nd") => 2,
        (3, "rd") => 3,
        (4, "th") => 4,
        (5, "th") => 5,
        _ => return None,
    };
    alone.then_some(Kind::Ordinal(nth))
}

/// `am`, `a.m.`, `pm`, `noon` behind a time, and how long it is with the space before it.
fn half(rest: &str) -> (Option<Half>, usize) {
    let text = rest.trim_start();
    let space = rest.len() - text.len();
    let lower = text.get(..5).unwrap_or(text).to_ascii_lowercase();
    let found = [
        ("a.m.", Half::Am),
        ("p.m.", Half::Pm),
        ("a.m", Half::Am),
        ("p.m", Half::Pm),
        ("am.", Half::Am),
        ("pm.", Half::Pm),
        ("am", Half::Am),
        ("pm", Half::Pm),
        ("noon", Half::Pm),
    ]
    .into_iter()
    .find(|(word, _)| {
        lower.starts_with(word) && !text[word.len()..].starts_with(|c: char| c.is_alphabetic())
    });
    match found {
        Some((word, half)) => (Some(half), space + word.len()),
        None => (None, 0),
    }
}
