//! What a typed word may stand for: itself, what it begins, what it misspells.

use fst::automaton::{Levenshtein, Str};
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
        let mut stream = self
            .words
            .search(Str::new(typed).starts_with())
            .into_stream();
        while let Some((word, i)) = stream.next() {
            if word.len() == typed.len() {
                continue;
            }
            if let Ok(number) = u32::try_from(i) {
                found.push(Match {
                    word: number,
                    fit: 0.6 + 0.3 * share(typed.len(), word.len()),
                });
            }
            if found.len() - from >= MOST_COMPLETIONS {
                break;
            }
        }
        if let Some(new) = found.get_mut(from..) {
            new.sort_by(|a, b| b.fit.total_cmp(&a.fit));
        }
    }

    fn guesses(&self, typed: &str, slips: u32, found: &mut Vec<Match>) {
        for word in swapped(typed).filter_map(|w| self.number(&w)) {
            found.push(Match { word, fit: 0.6 });
        }
        for allowed in 1..=slips {
            let Ok(automaton) = Levenshtein::new(typed, allowed) else {
                return;
            };
            let mut stream = self.words.search(automaton).into_stream();
            while let Some((_, i)) = stream.next() {
                if let Ok(word) = u32::try_from(i)
                    && found.len() < MOST_GUESSES
                    && !found.iter().any(|m| m.word == word)
                {
                    found.push(Match {
                        word,
                        fit: if allowed == 1 { 0.6 } else { 0.45 },
                    });
                }
            }
            // What is one slip away is what was meant; two are tried only where that gives nothing.
            if !found.is_empty() {
                return;
            }
        }
    }
}

/// The word with each two neighbouring letters in turn exchanged.
fn swapped(word: &str) -> impl Iterator<Item = String> {
    (1..word.len()).filter_map(move |i| {
        let mut bytes = word.as_bytes().to_vec();
        bytes.swap(i - 1, i);
        String::from_utf8(bytes).ok()
    })
}

fn share(part: usize, whole: usize) -> f32 {
    let small = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    small(part) / small(whole).max(1.0)
}
