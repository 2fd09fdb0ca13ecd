//! How a moderator works through reports: what waits, why one is kept back, which words are covered.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::id::{OfficeId, ReportId};
use super::privacy::MASK;
use super::problem::Problem;
use super::report::{NotPossible, Outcome, Report, ReportStatus};

text_enum! {
    /// A view of the reports at the desk.
    QueueView {
        /// Nobody has looked at it, or the writer has added to it since.
        Waiting = "waiting",
        /// We asked its writer, who has not answered yet.
        Asked = "asked",
        /// Its writer has answered, and nobody has decided since.
        Answered = "answered",
        /// Public.
        Published = "published",
        /// Kept back.
        Hidden = "hidden",
        /// Counted with another.
        Merged = "merged",
        /// No account of anything.
        Spam = "spam",
    }
}

impl QueueView {
    /// The status of its reports; none where it goes by what was said last.
    #[must_use]
    pub const fn status(self) -> Option<ReportStatus> {
        match self {
            Self::Waiting => Some(ReportStatus::Pending),
            Self::Asked | Self::Answered => None,
            Self::Published => Some(ReportStatus::Published),
            Self::Hidden => Some(ReportStatus::Hidden),
            Self::Merged => Some(ReportStatus::Merged),
            Self::Spam => Some(ReportStatus::Spam),
        }
    }

    /// Whether those that came first stand first: where work waits.
    #[must_use]
    pub const fn is_oldest_first(self) -> bool {
        matches!(self, Self::Waiting | Self::Asked | Self::Answered)
    }
}

text_enum! {
    /// What was said last about a report that nobody has decided on since.
    Talk {
        /// A moderator asked.
        Asked = "asked",
        /// The writer answered.
        Answered = "answered",
    }
}

text_enum! {
    /// Why a report is kept back. A word alone is written down, never a sentence.
    HideReason {
        /// It names or shows people who could be hurt.
        Names = "names",
        /// It could lead to its writer, whatever is covered.
        Writer = "writer",
        /// It tells of something else than this office.
        OtherMatter = "other_matter",
        /// It insults or threatens.
        Abuse = "abuse",
        /// Its writer asked for it.
        Asked = "asked",
        /// It cannot be understood or checked.
        Unclear = "unclear",
    }
}

text_enum! {
    /// A decision on a report, as the buttons send it.
    Decision {
        /// Make it public as far as its writer allows.
        Publish = "publish",
        /// Keep it back.
        Hide = "hide",
        /// Lay it aside as no account.
        Spam = "spam",
        /// The office has answered.
        Answered = "answered",
        /// It has been put right.
        Fixed = "fixed",
        /// Neither.
        Open = "open",
    }
}

impl Decision {
    /// The word of the trail.
    #[must_use]
    pub const fn action(self) -> &'static str {
        match self {
            Self::Publish => "report.published",
            Self::Hide => "report.hidden",
            Self::Spam => "report.spam",
            Self::Answered => "report.answered",
            Self::Fixed => "report.fixed",
            Self::Open => "report.open",
        }
    }

    /// Decides on a report.
    ///
    /// # Errors
    /// When the report cannot take that step from where it is.
    pub fn apply(self, report: &mut Report, today: Date) -> Result<(), NotPossible> {
        match self {
            Self::Publish => report.publish(today),
            Self::Hide => report.hide(today),
            Self::Spam => report.mark_spam(today),
            Self::Answered => report.set_outcome(Some(Outcome::Answered)),
            Self::Fixed => report.set_outcome(Some(Outcome::Fixed)),
            Self::Open => report.set_outcome(None),
        }
    }
}

/// A report as a line of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueLine {
    /// Identifier.
    pub id: ReportId,
    /// The office.
    pub office: OfficeId,
    /// What went wrong.
    pub problem: Problem,
    /// The day it happened.
    pub happened_on: Date,
    /// The day it was received.
    pub received_on: Date,
    /// The language it was written in.
    pub lang: String,
    /// Where it is on its way.
    pub status: ReportStatus,
    /// What the office did about it.
    pub outcome: Option<Outcome>,
    /// What was said last about it.
    pub talk: Option<Talk>,
    /// Its words as they may be read.
    pub words: String,
    /// How many photos it has.
    pub photos: u32,
    /// Raised by each change.
    pub version: u32,
}

/// A place in the queue, behind which the next page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueuePlace {
    /// The day on which the last report of the page was received.
    pub received_on: Date,
    /// That report.
    pub id: ReportId,
}

impl std::fmt::Display for QueuePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.received_on, self.id)
    }
}

impl std::str::FromStr for QueuePlace {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let (day, id) = text.split_once('.').ok_or(NotAPlace)?;
        let received_on = day.parse().map_err(|_| NotAPlace)?;
        Ok(Self { received_on, id: id.parse().map_err(|_| NotAPlace)? })
    }
}

/// Text that is no place in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a day and a report, as the link to the next page has them")]
pub struct NotAPlace;

/// What everybody sees of a single report; none where it stands in the counts alone. The pages change when it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    words: Option<String>,
    name: Option<String>,
    photos: bool,
    outcome: Option<Outcome>,
    published: Option<Date>,
}

impl Face {
    /// The face of a report.
    #[must_use]
    pub fn of(report: &Report) -> Option<Self> {
        report.is_listed().then(|| Self {
            words: report.public_words().map(str::to_owned),
            name: report.public_name().map(str::to_owned),
            photos: report.shows_photos(),
            outcome: report.outcome,
            published: report.published,
        })
    }
}

/// The words of a text with what stands between them, in their order.
#[must_use]
pub fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let blank = first.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != blank).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// A text with some of its pieces covered, each by its number among the [`pieces`]. What stands around a word, such
/// as a full stop, stays; covered words side by side become one mark, which does not tell how many they were.
#[must_use]
pub fn covered(text: &str, chosen: &BTreeSet<usize>) -> String {
    let mut out = String::new();
    let mut blank = "";
    let mut after_mark = false;
    for (at, piece) in pieces(text).into_iter().enumerate() {
        if piece.trim().is_empty() {
            blank = piece;
            continue;
        }
        let is_mark = chosen.contains(&at);
        let (before, after) = if is_mark { around(piece) } else { ("", "") };
        // Between two covered words nothing stays, not even a comma or a line's end.
        if is_mark && after_mark {
            let end = out.rfind(MASK).map_or(out.len(), |start| start + MASK.len());
            out.truncate(end);
            out.push_str(after);
        } else {
            out.push_str(blank);
            if is_mark {
                out.push_str(before);
                out.push_str(MASK);
                out.push_str(after);
            } else {
                out.push_str(piece);
            }
        }
        (blank, after_mark) = ("", is_mark);
    }
    out
}

/// What stands before and after the letters and digits of a word.
fn around(word: &str) -> (&str, &str) {
    let Some(start) = word.find(char::is_alphanumeric) else { return ("", "") };
    let end = word.char_indices().rfind(|(_, c)| c.is_alphanumeric());
    let end = end.map_or(word.len(), |(at, c)| at + c.len_utf8());
    (word.get(..start).unwrap_or_default(), word.get(end..).unwrap_or_default())
}

/// A text that does more than cover words of another.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "found {found:?}, which does not stand there in the writer's words; expected them with marks alone"
)]
pub struct NotACover {
    /// The first part that is not the writer's.
    pub found: String,
}

/// Reads a text in which a moderator put what nobody should read between square brackets, or a mark in its place.
///
/// # Errors
/// When anything else differs from what was told: words added, changed, moved, or taken out without a mark.
pub fn read_covered(told: &str, typed: &str) -> Result<String, NotACover> {
    let told = told.replace("\r\n", "\n");
    let told = told.trim();
    let typed = in_marks(typed.replace("\r\n", "\n").trim());
    if typed == told {
        return Ok(typed);
    }
    let parts: Vec<&str> = typed.split(MASK).map(str::trim).collect();
    let last = parts.len() - 1;
    let mut rest = told;
    for (at, part) in parts.iter().enumerate() {
        let fault = || NotACover { found: part.chars().take(80).collect() };
        let found = match (at == 0, at == last) {
            // Without a mark nothing may differ.
            (true, true) => None,
            (true, false) => rest.starts_with(part).then_some(0),
            (false, true) => rest.ends_with(part).then(|| rest.len() - part.len()),
            (false, false) => rest.find(part),
        };
        let found = found.ok_or_else(fault)?;
        rest = rest.get(found + part.len()..).unwrap_or_default();
    }
    Ok(typed)
}

/// A text with marks in the place of what stands in square brackets.
fn in_marks(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((_, after)) = after.split_once(']') else { break };
        out.push_str(before);
        out.push_str(MASK);
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover(text: &str, words: &[&str]) -> String {
        let chosen = pieces(text).into_iter().enumerate();
        let chosen = chosen.filter(|(_, piece)| words.contains(piece)).map(|(at, _)| at);
        covered(text, &chosen.collect())
    }

    #[test]
    fn chosen_words_are_covered_and_their_number_is_not_told() {
        let text = "My name is Rosa María Gil, of Main St.\n\nI waited (4 hours).";
        assert_eq!(pieces(text).concat(), text);
        assert_eq!(cover(text, &[]), text);
        assert_eq!(
            cover(text, &["Rosa", "María", "Gil,"]),
            "My name is ▇▇▇, of Main St.\n\nI waited (4 hours)."
        );
        assert_eq!(
            cover(text, &["St.", "I"]),
            "My name is Rosa María Gil, of Main ▇▇▇ waited (4 hours)."
        );
        assert_eq!(
            cover(text, &["(4", "hours)."]),
            "My name is Rosa María Gil, of Main St.\n\nI waited (▇▇▇)."
        );
        assert_eq!(cover("▇▇▇ said — so", &["—"]), "▇▇▇ said ▇▇▇ so");
        assert_eq!(cover("a▇▇▇b c", &["a▇▇▇b", "c"]), "▇▇▇");
    }

    #[test]
    fn an_edit_may_cover_and_nothing_else() {
        let told = "Rosa told me: come back.\nThe guard Joe said no, Joe did.";
        for (typed, right) in [
            (told, told),
            (
                "[Rosa] told me: come back.\r\nThe guard [Joe] said no, [Joe] did.",
                "▇▇▇ told me: come back.\nThe guard ▇▇▇ said no, ▇▇▇ did.",
            ),
            ("▇▇▇ told me ▇▇▇ said no, Joe did.", "▇▇▇ told me ▇▇▇ said no, Joe did."),
            ("R[os]a told me: [the rest]", "R▇▇▇a told me: ▇▇▇"),
            ("[all]", "▇▇▇"),
        ] {
            assert_eq!(read_covered(told, typed).as_deref(), Ok(right), "{typed}");
        }
        for (typed, found) in [
            ("", ""),
            ("Rosa told me: come back.", "Rosa told me: come back."),
            ("[Rosa] told me: go away.\nThe guard", "told me: go away.\nThe guard"),
            ("Joe [x] Rosa", "Joe"),
            ("[x] did. [y] Joe said no", "Joe said no"),
            ("[x] Joe did. Really.", "Joe did. Really."),
            (
                "Rosa told me: come back.\nThe guard Joe said, Joe did.",
                "Rosa told me: come back.\nThe guard Joe said, Joe did.",
            ),
        ] {
            assert_eq!(
                read_covered(told, typed),
                Err(NotACover { found: found.to_owned() }),
                "{typed}"
            );
        }
        let before = "Call ▇▇▇ about Rosa.";
        assert_eq!(read_covered(before, before).as_deref(), Ok(before));
        assert_eq!(
            read_covered(before, "Call ▇▇▇ about [Rosa].").as_deref(),
            Ok("Call ▇▇▇ about ▇▇▇.")
        );
    }

    #[test]
    fn a_place_in_the_queue_is_read_as_it_was_written() {
        let text = "2026-07-01.0190aaaa-0000-7000-8000-000000000000";
        assert_eq!(text.parse::<QueuePlace>().unwrap().to_string(), text);
        for wrong in ["", "2026-07-01", "x.0190aaaa-0000-7000-8000-000000000000", "2026-07-01.x"] {
            assert_eq!(wrong.parse::<QueuePlace>(), Err(NotAPlace), "{wrong}");
        }
    }
}
