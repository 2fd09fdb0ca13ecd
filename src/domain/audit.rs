//! The audit trail: every change as a line, each chained to the one before by its hash.
//!
//! The hash of a line is SHA-256 over the hash of the line before it and everything the line says. Who changes a
//! line behind the program's back must change all that follow, and the hash of the last one, which anybody may
//! have written down elsewhere, no longer fits.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::id::AuditId;

/// A hash of the chain.
pub type Link = [u8; 32];

/// What stands before the first line.
pub const START: Link = [0; 32];

/// A line of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// Its place, from 1 without gaps.
    pub number: u64,
    /// Identifier.
    pub id: AuditId,
    /// When, to the microsecond.
    pub at: Timestamp,
    /// Who: `account:ID`, `resident`, `import` or `system`.
    pub actor: String,
    /// What was done, such as `case.saved`.
    pub action: String,
    /// The kind of thing it was done to.
    pub subject: String,
    /// Which one.
    pub subject_id: String,
    /// What it was before and after, as text or JSON. Never a resident's words or anybody's address.
    pub detail: String,
}

impl AuditLine {
    /// The hash of this line behind another.
    #[must_use]
    pub fn link(&self, before: &Link) -> Link {
        let mut hash = Sha256::new();
        hash.update(before);
        hash.update(self.number.to_be_bytes());
        hash.update(self.id.0.as_bytes());
        hash.update(self.at.as_microsecond().to_be_bytes());
        for text in [&self.actor, &self.action, &self.subject, &self.subject_id, &self.detail] {
            // With its length before it no text can run over into the next.
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text.as_bytes());
        }
        hash.finalize().into()
    }
}

/// What is wrong with the trail at one place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuditFault {
    /// The line does not say any more what it said when it was written.
    #[error("line {number} was changed after it was written")]
    Changed {
        /// The line.
        number: u64,
    },
    /// Lines stand beside the chain, without a place in it.
    #[error("{count} lines stand beside the chain: they were added from outside")]
    Beside {
        /// How many.
        count: u64,
    },
    /// Lines are gone.
    #[error("lines {from} to {to} are missing")]
    Missing {
        /// The first.
        from: u64,
        /// The last.
        to: u64,
    },
    /// A line carries the number of another.
    #[error("there is a second line {number}: it was added from outside")]
    Added {
        /// The number it carries.
        number: u64,
    },
    /// The last line is not the one that was written last.
    #[error("the trail should end with line {expected}, found line {found}")]
    End {
        /// The number that was written last.
        expected: u64,
        /// The number of the last line there is.
        found: u64,
    },
}

/// Goes along the trail, line by line.
#[derive(Debug)]
pub struct AuditWalk {
    number: u64,
    link: Link,
    faults: Vec<AuditFault>,
    fault_count: u64,
}

/// How the trail was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditFindings {
    /// Lines that were read.
    pub lines: u64,
    /// The hash of the last line: worth writing down elsewhere.
    pub head: Link,
    /// What is wrong, the first hundred.
    pub faults: Vec<AuditFault>,
    /// How many faults there are in all.
    pub fault_count: u64,
}

/// Faults that are told one by one.
const MOST_FAULTS: usize = 100;

impl Default for AuditWalk {
    fn default() -> Self {
        Self { number: 0, link: START, faults: Vec::new(), fault_count: 0 }
    }
}

impl AuditWalk {
    /// Goes on to the next line with the hash that stands beside it; lines come in the order of their numbers.
    pub fn step(&mut self, line: &AuditLine, stored: Link) {
        if line.number <= self.number {
            self.fault(AuditFault::Added { number: line.number });
            return;
        }
        if line.number > self.number + 1 {
            self.fault(AuditFault::Missing { from: self.number + 1, to: line.number - 1 });
        } else if line.link(&self.link) != stored {
            self.fault(AuditFault::Changed { number: line.number });
        }
        // The chain goes on from what stands there, so that one changed line is told once.
        self.number = line.number;
        self.link = stored;
    }

    /// Tells of lines that have no number.
    pub fn beside(&mut self, count: u64) {
        if count > 0 {
            self.fault(AuditFault::Beside { count });
        }
    }

    /// Ends the walk, with what was written down as the last line.
    #[must_use]
    pub fn end(mut self, number: u64, link: Link) -> AuditFindings {
        if self.number != number {
            self.fault(AuditFault::End { expected: number, found: self.number });
        } else if self.link != link {
            self.fault(AuditFault::Changed { number });
        }
        AuditFindings {
            lines: self.number,
            head: self.link,
            faults: self.faults,
            fault_count: self.fault_count,
        }
    }

    fn fault(&mut self, fault: AuditFault) {
        self.fault_count += 1;
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn line(number: u64) -> AuditLine {
        AuditLine {
            number,
            id: AuditId(Uuid::from_u128(u128::from(number))),
            at: Timestamp::UNIX_EPOCH,
            actor: "import".to_owned(),
            action: "feed.read".to_owned(),
            subject: "feed".to_owned(),
            subject_id: number.to_string(),
            detail: String::new(),
        }
    }

    fn trail(count: u64) -> Vec<(AuditLine, Link)> {
        let mut link = START;
        let chain = |line: AuditLine| {
            link = line.link(&link);
            (line, link)
        };
        (1..=count).map(line).map(chain).collect()
    }

    fn walk(trail: &[(AuditLine, Link)], end: &(AuditLine, Link)) -> Vec<AuditFault> {
        let mut walk = AuditWalk::default();
        for (line, link) in trail {
            walk.step(line, *link);
        }
        walk.end(end.0.number, end.1).faults
    }

    #[test]
    fn a_trail_that_nobody_touched_has_no_fault() {
        let whole = trail(5);
        assert_eq!(walk(&whole, &whole[4]), []);
        assert_eq!(AuditWalk::default().end(0, START).fault_count, 0);
    }

    #[test]
    fn a_changed_a_missing_and_an_added_line_are_named() {
        let whole = trail(5);
        let mut changed = whole.clone();
        changed[2].0.actor = "nobody".to_owned();
        assert_eq!(walk(&changed, &whole[4]), [AuditFault::Changed { number: 3 }]);
        let mut missing = whole.clone();
        missing.drain(1..3);
        assert_eq!(walk(&missing, &whole[4]), [AuditFault::Missing { from: 2, to: 3 }]);
        let mut added = whole.clone();
        added.insert(3, whole[2].clone());
        assert_eq!(walk(&added, &whole[4]), [AuditFault::Added { number: 3 }]);
        assert_eq!(walk(&whole[..4], &whole[4]), [AuditFault::End { expected: 5, found: 4 }]);
    }

    #[test]
    fn a_trail_written_anew_from_a_line_on_does_not_end_as_the_first_one_did() {
        let whole = trail(3);
        let mut forged = whole.clone();
        forged[1].0.detail = "other".to_owned();
        forged[1].1 = forged[1].0.link(&forged[0].1);
        forged[2].1 = forged[2].0.link(&forged[1].1);
        assert_eq!(walk(&forged, &whole[2]), [AuditFault::Changed { number: 3 }]);
    }

    proptest! {
        #[test]
        fn text_moved_from_one_field_to_the_next_changes_the_hash(a in "[a-c]{0,4}", b in "[a-c]{0,4}", cut in 0_usize..8) {
            let both = format!("{a}{b}");
            let cut = cut.min(both.len());
            let one = AuditLine { actor: a.clone(), action: b.clone(), ..line(1) };
            let two = AuditLine { actor: both[..cut].to_owned(), action: both[cut..].to_owned(), ..line(1) };
            prop_assert_eq!(one == two, one.link(&START) == two.link(&START));
        }
    }
}
