//! Changes of cases: by a file that is read, or by a person.

use std::collections::HashMap;

use jiff::Timestamp;
use uuid::Uuid;

use crate::domain::closure::Closure;
use crate::domain::closure_merge::{merged, number_sources};
use crate::domain::evidence::Claim;
use crate::domain::id::{ClosureId, EvidenceId, FeedId, StepId};
use crate::domain::slug::Slug;

use super::closure_read::small;
use super::office_row::{digest, facts_text};
use super::types::Uid;
use super::{StoreError, Tx};

/// Who changes a case, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseChange<'a> {
    /// When.
    pub at: Timestamp,
    /// Who: `account:` with an identifier, or the part of the program that does it.
    pub actor: &'a str,
    /// What is said of a step that goes without a word.
    pub why_struck: &'a str,
}

/// What came of saving a case.
#[derive(Debug, Clone, PartialEq)]
pub enum SavedCase {
    /// It is written; this is how it stands now.
    Written(Box<Closure>),
    /// It says what it said before; nothing was written.
    Same(Box<Closure>),
    /// Somebody else wrote a version meanwhile; this is theirs, and nothing was written.
    Conflict(Box<Closure>),
    /// There is no such case to change.
    Gone,
}

/// What came of reading a case from a file.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportedCase {
    /// It is new; this is how it stands now.
    Added(Box<Closure>),
    /// Something of it changed.
    Changed {
        /// How it stood.
        before: Box<Closure>,
        /// How it stands now.
        after: Box<Closure>,
    },
    /// It is as it was.
    Unchanged,
    /// A person changed it since it was last read; it stays as that person left it.
    EditedByHand,
}

/// What stands at a case whose last version comes from a file, whoever had it read.
const IMPORT: &str = "import";
/// What is said of a step that a file no longer has.
const NOT_LISTED: &str = "no longer in the file that was read";

/// Words that stand for other pages where the address of a case would.
const RESERVED: [&str; 4] = ["tip", "new", "import", "drafts"];

/// What a case was like before.
struct Known {
    id: ClosureId,
    version: u32,
    digest: i64,
    changed_by: String,
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    id: Uid,
    version: i64,
    facts_digest: i64,
    changed_by: String,
}

/// The digest by which an import tells whether its file has news; identifiers do not count.
///
/// # Errors
/// When the case cannot be written down.
fn case_digest(case: &Closure) -> Result<i64, StoreError> {
    let place: HashMap<EvidenceId, usize> =
        case.evidence.iter().enumerate().map(|(i, e)| (e.id, i)).collect();
    let steps: HashMap<StepId, usize> =
        case.steps.iter().enumerate().map(|(i, s)| (s.id, i)).collect();
    let mut plain = case.clone();
    plain.id = ClosureId(Uuid::nil());
    plain.version = 0;
    plain.changed_at = None;
    for evidence in &mut plain.evidence {
        evidence.id = EvidenceId(Uuid::nil());
        evidence.number = 0;
    }
    let mut cites = Vec::with_capacity(plain.steps.len());
    for step in &mut plain.steps {
        step.id = StepId(Uuid::nil());
        step.sequence = 0;
        cites.push(step.evidence.take().and_then(|id| place.get(&id).copied()));
    }
    let citations: Vec<_> = std::mem::take(&mut plain.citations)
        .into_iter()
        .map(|c| {
            let step = if let Claim::Step(id) = c.claim { steps.get(&id).copied() } else { None };
            (place.get(&c.evidence).copied(), c.claim.word(), step, c.stance)
        })
        .collect();
    digest(&(plain, cites, citations))
}

impl Tx {
    /// Writes a case that was read from a file. A known case keeps its identifier, and its steps and sources theirs.
    ///
    /// A case that a person has changed by hand since is left alone when the file has news of it. `actor` is who has
    /// the file read: the new version is theirs.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn upsert_closure(
        &mut self,
        feed: Option<FeedId>,
        case: &Closure,
        at: Timestamp,
        actor: &str,
    ) -> Result<ImportedCase, StoreError> {
        let digest = case_digest(case)?;
        let change = CaseChange { at, actor, why_struck: NOT_LISTED };
        let Some(known) = self.known_case(None, case.slug.as_str()).await? else {
            let mut case = case.clone();
            number_sources(&mut case);
            let case = self.insert_case(feed, case, digest, change, IMPORT).await?;
            return Ok(ImportedCase::Added(Box::new(case)));
        };
        if known.digest == digest {
            return Ok(ImportedCase::Unchanged);
        }
        if known.changed_by != IMPORT {
            // The first version of the program made its digests in another way: such a file has no news either.
            if let Some(read) = self.only_read_version(known.id).await?
                && case_digest(&read)? == digest
            {
                self.set_digest(known.id, digest).await?;
                return Ok(ImportedCase::Unchanged);
            }
            return Ok(ImportedCase::EditedByHand);
        }
        let Some(stored) = self.cases(Some(known.id)).await?.pop() else {
            return Ok(ImportedCase::Unchanged);
        };
        let mut case = merged(&stored, case.clone(), NOT_LISTED);
        // Files have no column for it: what was found for a source stays with it.
        for evidence in &mut case.evidence {
            let before =
                stored.evidence.iter().chain(&stored.dropped).find(|e| e.id == evidence.id);
            let archive = || before.and_then(|e| e.archive_url.clone());
            evidence.archive_url = evidence.archive_url.take().or_else(archive);
        }
        if case == stored {
            self.set_digest(known.id, digest).await?;
            return Ok(ImportedCase::Unchanged);
        }
        let after = self.update_case(&stored, &known, case, digest, change, IMPORT).await?;
        Ok(ImportedCase::Changed { before: Box::new(stored), after: Box::new(after) })
    }

    /// Writes a case that a person made or changed; `base` is the version that was read, none for a new case.
    ///
    /// A new case gets a free public address. Steps that `case` lacks are struck, sources dropped.
    ///
    /// # Errors
    /// When the database does not answer or a text holds the character NUL.
    pub async fn save_closure(
        &mut self,
        base: Option<u32>,
        case: &Closure,
        change: CaseChange<'_>,
    ) -> Result<SavedCase, StoreError> {
        if base.is_none() {
            // The same new case sent twice at once: the second one sees what the first wrote.
            self.lock_new_cases().await?;
        }
        let known = self.known_case(Some(case.id), "").await?;
        let stored = match &known {
            Some(known) => self.cases(Some(known.id)).await?.pop(),
            None => None,
        };
        let written = match (known, stored) {
            (Some(known), Some(stored)) => {
                if base != Some(known.version) {
                    return Ok(SavedCase::Conflict(Box::new(stored)));
                }
                let case = merged(&stored, case.clone(), change.why_struck);
                if case == stored {
                    return Ok(SavedCase::Same(Box::new(stored)));
                }
                let digest = known.digest;
                self.update_case(&stored, &known, case, digest, change, change.actor).await?
            }
            _ if base.is_some() => return Ok(SavedCase::Gone),
            _ => {
                let mut case = case.clone();
                number_sources(&mut case);
                self.free_case_slug(&mut case).await?;
                let digest = case_digest(&case)?;
                self.insert_case(None, case, digest, change, change.actor).await?
            }
        };
        Ok(SavedCase::Written(Box::new(written)))
    }

    /// Finds a case by identifier or public address and keeps others from changing it until this write ends.
    async fn known_case(
        &mut self,
        id: Option<ClosureId>,
        slug: &str,
    ) -> Result<Option<Known>, StoreError> {
        const SELECT: &str = "select id, cast(version as bigint) as version, facts_digest, changed_by from closures \
             where id = $1 or slug = $2";
        const LOCK: &str = "select id, version, facts_digest, changed_by from closures \
             where id = $1 or slug = $2 for update";
        let id = id.map(|id| Uid(id.0));
        let row: Option<KnownRow> = match self {
            Self::Sqlite(tx) => {
                sqlx::query_as(SELECT).bind(id).bind(slug).fetch_optional(&mut **tx).await?
            }
            Self::Postgres(tx) => {
                sqlx::query_as(LOCK).bind(id).bind(slug).fetch_optional(&mut **tx).await?
            }
        };
        let read = |row: KnownRow| {
            Ok(Known {
                id: ClosureId(row.id.0),
                version: small("closures", "version", &row.id.0, row.version)?,
                digest: row.facts_digest,
                changed_by: row.changed_by,
            })
        };
        row.map(read).transpose()
    }

    /// Lets one new case in after the other: two of one name must not choose the same number.
    async fn lock_new_cases(&mut self) -> Result<(), StoreError> {
        if let Self::Postgres(tx) = self {
            sqlx::query("select pg_advisory_xact_lock(7312)").execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Gives a new case the first address of its name that nobody has.
    async fn free_case_slug(&mut self, case: &mut Closure) -> Result<(), StoreError> {
        const TAKEN: &str = "select 1 from closures where slug = $1";
        let name = case.slug.clone();
        let mut number = 1;
        let reserved = |slug: &Slug| RESERVED.contains(&slug.as_str());
        loop {
            let taken = on!(self, tx =>
                sqlx::query(TAKEN).bind(case.slug.as_str()).fetch_optional(&mut **tx).await?.is_some());
            if !taken && !reserved(&case.slug) {
                return Ok(());
            }
            number += 1;
            case.slug = name.numbered(number);
        }
    }

    async fn insert_case(
        &mut self,
        feed: Option<FeedId>,
        case: Closure,
        digest: i64,
        change: CaseChange<'_>,
        changed_by: &str,
    ) -> Result<Closure, StoreError> {
        let case = Closure { version: 1, changed_at: Some(change.at), ..case };
        facts_text(&case)?;
        self.write_case(feed, &case, digest, changed_by).await?;
        self.write_parts(&case).await?;
        self.keep_version(&case, change.at, change.actor).await?;
        Ok(case)
    }

    async fn update_case(
        &mut self,
        stored: &Closure,
        known: &Known,
        case: Closure,
        digest: i64,
        change: CaseChange<'_>,
        changed_by: &str,
    ) -> Result<Closure, StoreError> {
        let case = Closure { version: known.version + 1, changed_at: Some(change.at), ..case };
        facts_text(&case)?;
        // A case that was read before versions were kept has no text of its first version yet.
        self.keep_version(stored, stored.changed_at.unwrap_or(change.at), &known.changed_by)
            .await?;
        self.write_case(None, &case, digest, changed_by).await?;
        self.clear_places(case.id).await?;
        self.write_parts(&case).await?;
        self.keep_version(&case, change.at, change.actor).await?;
        Ok(case)
    }

    async fn set_digest(&mut self, id: ClosureId, digest: i64) -> Result<(), StoreError> {
        const SET: &str = "update closures set facts_digest = $2 where id = $1";
        on!(self, tx => {
            sqlx::query(SET).bind(Uid(id.0)).bind(digest).execute(&mut **tx).await?;
        });
        Ok(())
    }
}
