//! What a typed word may stand for: itself, what it begins, what it misspells.

use fst::automaton::Str;
use fst::{Automaton, IntoStreamer, Streamer};

use super::lexicon::Lexicon;

/// At most so many words complete a beginning.
const MOST_COMPLETIONS: usize = 512;
/// At most so many words are taken for what a misspelt one could mean.
const MOST_GUESSES: usize = 64;
/// Words longer than this are taken as they are spelt.
const LONGEST_GUESSED: usize = 24;

/// A word that a typed one may stand for, and how well it fits: 1 is the word itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub word: u32,
    pub fit: f32,
}

impl Lexicon {
    /// What a typed word may stand for, the best first: itself, what it begins, what it misspells.
    ///
    /// One slip is forgiven in words of four letters to seven, two in longer ones, none in numbers.
    pub fn matches(&self, typed: &str, unfinished: bool) -> Vec<Match> {
        let mut found = Vec::new();
        found.extend(self.exactly(typed));
        if unfinished && typed.len() >= 2 {
            self.completions(typed, &mut found);
        }
        let slips = match typed.len() {
            _ if !found.is_empty() || typed.bytes().any(|b| b.is_ascii_digit()) => 0,
            4..=7 => 1,
            8..=LONGEST_GUESSED => 2,
            _ => 0,
        };
        if slips > 0 {
            self.guesses(typed, slips, &mut found);
        }
        found
    }

    /// The word itself, if anything carries it.
    pub fn exactly(&self, typed: &str) -> Option<Match> {
        self.number(typed).map(|word| Match { word, fit: 1.0 })
    }

    fn number(&self, word: &str) -> Option<u32> {
        self.words.get(word).and_then(|i| u32::try_from(i).ok())
    }

    fn completions(&self, typed: &str, found: &mut Vec<Match>) {
        let from = found.len();
        let mut stream = self.words.search(Str::new(typed).starts_with()).into_stream();
        while let Some((word, i)) = stream.next() {
            if word.len() == typed.len() {
                continue;
            }
            if let Ok(number) = u32::try_from(i) {
                found.push(Match { word: number, fit: 0.6 + 0.3 * share(typed.len(), word.len()) });
            }
            if found.len() - from >= MOST_COMPLETIONS {
                break;
            }
        }
        if let Some(new) = found.get_mut(from..) {
            new.sort_by(|a, b| b.fit.total_cmp(&a.fit));
        }
    }

    fn guesses(&self, typed: &str, slips: u8, found: &mut Vec<Match>) {
        for allowed in 1..=slips {
            let mut stream = self.words.search(Slips::new(typed, allowed)).into_stream();
            while let Some((_, i)) = stream.next() {
                if let Ok(word) = u32::try_from(i)
                    && found.len() < MOST_GUESSES
                {
                    found.push(Match { word, fit: if allowed == 1 { 0.6 } else { 0.45 } });
                }
            }
            // What is one slip away is what was meant; two are tried only where that gives nothing.
            if !found.is_empty() {
                return;
            }
        }
    }
}

/// Accepts every word that is at most so many slips away from the one that was typed.
///
/// A slip is a letter too many, one too few, a wrong one, or two neighbours exchanged (optimal string alignment).
/// The rows of the usual table are worked out while the words are walked, so nothing is made ready beforehand.
struct Slips<'a> {
    typed: &'a [u8],
    allowed: u8,
}

type Row = [u8; LONGEST_GUESSED + 1];

/// The last two rows of the table and the letter that the last one stands for.
#[derive(Clone)]
struct Rows {
    before: Row,
    row: Row,
    letter: u8,
}

impl<'a> Slips<'a> {
    fn new(typed: &'a str, allowed: u8) -> Self {
        let typed = typed.as_bytes();
        Self { typed: typed.get(..LONGEST_GUESSED).unwrap_or(typed), allowed }
    }
}

impl Automaton for Slips<'_> {
    type State = Rows;

    fn start(&self) -> Rows {
        let mut row = Row::default();
        for (cell, i) in row.iter_mut().zip(0..) {
            *cell = i;
        }
        Rows { before: [u8::MAX; LONGEST_GUESSED + 1], row, letter: 0 }
    }

    fn is_match(&self, rows: &Rows) -> bool {
        rows.row[self.typed.len()] <= self.allowed
    }

    fn can_match(&self, rows: &Rows) -> bool {
        rows.row[..=self.typed.len()].iter().any(|&slips| slips <= self.allowed)
    }

    fn accept(&self, rows: &Rows, letter: u8) -> Rows {
        let mut row = Row::default();
        row[0] = rows.row[0].saturating_add(1);
        for (i, &typed) in self.typed.iter().enumerate() {
            let wrong = rows.row[i].saturating_add(u8::from(typed != letter));
            let mut least =
                wrong.min(rows.row[i + 1].saturating_add(1)).min(row[i].saturating_add(1));
            if i > 0 && typed == rows.letter && self.typed[i - 1] == letter {
                least = least.min(rows.before[i - 1].saturating_add(1));
            }
            row[i + 1] = least;
        }
        Rows { before: rows.row, row, letter }
    }
}

fn share(part: usize, whole: usize) -> f32 {
    let small = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    small(part) / small(whole).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn accepts(typed: &str, word: &str, allowed: u8) -> bool {
        let slips = Slips::new(typed, allowed);
        let rows = word.bytes().fold(slips.start(), |rows, letter| slips.accept(&rows, letter));
        slips.is_match(&rows)
    }

    proptest! {
        #[test]
        fn slips_are_counted_as_by_the_whole_table(
            typed in "[abc]{1,12}", word in "[abc]{0,12}", allowed in 1_u8..3,
        ) {
            let slips = strsim::osa_distance(&typed, &word);
            prop_assert_eq!(accepts(&typed, &word, allowed), slips <= usize::from(allowed));
        }
    }
}
