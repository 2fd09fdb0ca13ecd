//! Copies of sources, piece by piece.

use futures_util::TryStreamExt;

use crate::domain::capture::{AuditedCopy, Capture, Kept};
use crate::domain::id::{CaptureId, EvidenceId};

use super::types::{Moment, Uid, no_nul, read, read_option, signed, unsigned};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uid,
    evidence_id: Uid,
    origin: String,
    requested_url: String,
    final_url: String,
    at: Moment,
    outcome: String,
    because: Option<String>,
    detail: String,
    status: Option<i64>,
    media_type: String,
    length: Option<i64>,
    sha256: Option<String>,
    warc_length: Option<i64>,
    warc_sha256: Option<String>,
    pieces: Option<i64>,
    wording: String,
    is_public: bool,
}

/// What is read of a capture; the beginning of every query for it.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "select c.id, c.evidence_id, c.origin, c.requested_url, c.final_url, c.at, c.outcome, c.because, ",
            "c.detail, c.status, c.media_type, c.length, c.sha256, c.warc_length, c.warc_sha256, c.pieces, ",
            "c.wording, c.is_public from captures c ",
            $rest
        )
    };
}

impl Row {
    fn capture(self) -> Result<Capture, StoreError> {
        const TABLE: &str = "captures";
        let row = self.id.0;
        let kept = match (self.length, self.sha256, self.warc_length, self.warc_sha256, self.pieces)
        {
            (Some(length), Some(sha256), Some(warc_length), Some(warc_sha256), Some(pieces)) => {
                Some(Kept {
                    length: unsigned(length),
                    sha256,
                    warc_length: unsigned(warc_length),
                    warc_sha256,
                    pieces: u32::try_from(pieces).unwrap_or(u32::MAX),
                })
            }
            _ => None,
        };
        Ok(Capture {
            id: CaptureId(row),
            evidence: EvidenceId(self.evidence_id.0),
            origin: read(TABLE, "origin", &row, &self.origin)?,
            requested_url: self.requested_url,
            final_url: self.final_url,
            at: self.at.0,
            outcome: read(TABLE, "outcome", &row, &self.outcome)?,
            because: read_option(TABLE, "because", &row, self.because.as_deref())?,
            detail: self.detail,
            status: self.status.and_then(|status| u16::try_from(status).ok()),
            media_type: self.media_type,
            kept,
            wording: read(TABLE, "wording", &row, &self.wording)?,
            is_public: self.is_public,
        })
    }
}

/// A copy that a search found, with all its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCopy {
    /// The copy.
    pub capture: Capture,
    /// Its words.
    pub words: String,
}

impl Store {
    /// A capture.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn capture(&self, id: CaptureId) -> Result<Option<Capture>, StoreError> {
        const SELECT: &str = select!("where c.id = $1");
        let row: Option<Row> =
            on!(self, pool => sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_optional(pool).await?);
        row.map(Row::capture).transpose()
    }

    /// Every capture of a source, the newest first.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn captures_of(&self, evidence: EvidenceId) -> Result<Vec<Capture>, StoreError> {
        const SELECT: &str = select!("where c.evidence_id = $1 order by c.fid desc limit 200");
        let rows: Vec<Row> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(Uid(evidence.0)).fetch_all(pool).await?);
        rows.into_iter().map(Row::capture).collect()
    }

    /// Captures that left a copy, in the order of their identifiers, after one of them.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn copies_after(
        &self,
        after: Option<CaptureId>,
        most: u32,
    ) -> Result<Vec<Capture>, StoreError> {
        const SELECT: &str =
            select!("where c.pieces is not null and c.id > $1 order by c.id limit $2");
        let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
        let rows: Vec<Row> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(Uid(after)).bind(i64::from(most)).fetch_all(pool).await?);
        rows.into_iter().map(Row::capture).collect()
    }

    /// A piece of a copy's WARC file; none after the last.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn capture_piece(
        &self,
        id: CaptureId,
        position: u32,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        const SELECT: &str =
            "select bytes from capture_pieces where capture_id = $1 and position = $2";
        let row: Option<(Vec<u8>,)> = on!(self, pool => sqlx::query_as(SELECT)
            .bind(Uid(id.0)).bind(i64::from(position)).fetch_optional(pool).await?);
        Ok(row.map(|(bytes,)| bytes))
    }

    /// How many pieces of a copy there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn capture_piece_count(&self, id: CaptureId) -> Result<u64, StoreError> {
        const COUNT: &str = "select count(*) from capture_pieces where capture_id = $1";
        let (count,): (i64,) =
            on!(self, pool => sqlx::query_as(COUNT).bind(Uid(id.0)).fetch_one(pool).await?);
        Ok(unsigned(count))
    }

    /// The words of a copy.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn capture_text(&self, id: CaptureId) -> Result<Option<String>, StoreError> {
        const SELECT: &str = "select words from capture_texts where capture_id = $1";
        let row: Option<(String,)> =
            on!(self, pool => sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_optional(pool).await?);
        Ok(row.map(|(words,)| words))
    }

    /// Every copy that the audit trail has ever written down, in that order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audited_copies(&self) -> Result<Vec<AuditedCopy>, StoreError> {
        const SELECT: &str = "select subject_id, detail from audit \
             where subject = 'evidence' and action = 'capture' order by number";
        let mut copies = Vec::new();
        on!(self, pool => {
            let mut rows = sqlx::query_as::<_, (String, String)>(SELECT).fetch(pool);
            while let Some((evidence, detail)) = rows.try_next().await? {
                copies.extend(AuditedCopy::read(&evidence, &detail));
            }
        });
        Ok(copies)
    }

    /// What the audit trail has of the copies of a source.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audited_captures(
        &self,
        evidence: EvidenceId,
    ) -> Result<Vec<AuditedCopy>, StoreError> {
        const SELECT: &str = "select detail from audit \
             where subject = 'evidence' and subject_id = $1 and action = 'capture' order by number";
        let id = evidence.to_string();
        let rows: Vec<(String,)> =
            on!(self, pool => sqlx::query_as(SELECT).bind(&id).fetch_all(pool).await?);
        Ok(rows.iter().filter_map(|(detail,)| AuditedCopy::read(&id, detail)).collect())
    }

    /// Copies in which some words stand one after the other, the newest first. The words are folded as
    /// [`crate::domain::text::folded`] does it; the last may be the beginning of a word.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn find_in_captures(
        &self,
        folded: &str,
        most: u32,
    ) -> Result<Vec<FoundCopy>, StoreError> {
        const SELECT: &str = select!(
            "join capture_texts t on t.capture_id = c.id where t.folded like $1 \
             order by c.fid desc limit $2"
        );
        // Folded words are letters and digits alone: nothing in them means anything to `like`.
        let pattern = format!("% {folded}%");
        let rows: Vec<Row> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(pattern).bind(i64::from(most)).fetch_all(pool).await?);
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let capture = row.capture()?;
            let words = self.capture_text(capture.id).await?.unwrap_or_default();
            found.push(FoundCopy { capture, words });
        }
        Ok(found)
    }
}

impl Tx {
    /// Writes a capture down; its pieces and words follow.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn insert_capture(&mut self, capture: &Capture) -> Result<(), StoreError> {
        const INSERT: &str = "insert into captures (id, evidence_id, origin, requested_url, final_url, at, outcome, \
             because, detail, status, media_type, length, sha256, warc_length, warc_sha256, pieces, wording, \
             is_public) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
        const STATE: &str = "insert into capture_states (evidence_id, last_id, copy_id) values ($1, $2, $3) \
             on conflict (evidence_id) do update set last_id = excluded.last_id, \
             copy_id = coalesce(excluded.copy_id, capture_states.copy_id)";
        let texts = [&capture.requested_url, &capture.final_url, &capture.detail];
        no_nul("a capture", texts.into_iter().chain([&capture.media_type]).map(String::as_str))?;
        let kept = capture.kept.as_ref();
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(capture.id.0))
                .bind(Uid(capture.evidence.0))
                .bind(capture.origin.as_str())
                .bind(&capture.requested_url)
                .bind(&capture.final_url)
                .bind(Moment(capture.at))
                .bind(capture.outcome.as_str())
                .bind(capture.because.map(|because| because.as_str()))
                .bind(&capture.detail)
                .bind(capture.status.map(i64::from))
                .bind(&capture.media_type)
                .bind(kept.map(|kept| signed(kept.length)))
                .bind(kept.map(|kept| kept.sha256.as_str()))
                .bind(kept.map(|kept| signed(kept.warc_length)))
                .bind(kept.map(|kept| kept.warc_sha256.as_str()))
                .bind(kept.map(|kept| i64::from(kept.pieces)))
                .bind(capture.wording.as_str())
                .bind(capture.is_public)
                .execute(&mut **tx)
                .await?;
            sqlx::query(STATE)
                .bind(Uid(capture.evidence.0))
                .bind(Uid(capture.id.0))
                // A page that says that there is no page is no copy of the source.
                .bind(kept.filter(|_| capture.because.is_none()).map(|_| Uid(capture.id.0)))
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }

    /// Writes a piece of a copy's WARC file.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn insert_capture_piece(
        &mut self,
        id: CaptureId,
        position: u32,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        const INSERT: &str =
            "insert into capture_pieces (capture_id, position, bytes) values ($1, $2, $3)";
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(id.0))
                .bind(i64::from(position))
                .bind(bytes)
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }

    /// Writes the words of a copy, for the search also folded, each after a space.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn insert_capture_text(
        &mut self,
        id: CaptureId,
        words: &str,
        folded: &str,
    ) -> Result<(), StoreError> {
        const INSERT: &str =
            "insert into capture_texts (capture_id, words, folded) values ($1, $2, $3)";
        no_nul("a copy's words", [words, folded])?;
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(id.0))
                .bind(words)
                .bind(format!(" {folded}"))
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }

    /// Whether a source has not been asked for yet at an address.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_uncaptured(
        &mut self,
        evidence: EvidenceId,
        url: &str,
    ) -> Result<bool, StoreError> {
        const KNOWN: &str = "select exists (select 1 from captures \
             where evidence_id = $1 and (requested_url = $2 or origin = 'uploaded'))";
        let (known,): (bool,) = on!(self, tx => sqlx::query_as(KNOWN)
            .bind(Uid(evidence.0)).bind(url).fetch_one(&mut **tx).await?);
        Ok(!known)
    }

    /// Says whether the public may see a copy; false when there is none such.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn show_capture(
        &mut self,
        id: CaptureId,
        is_public: bool,
    ) -> Result<bool, StoreError> {
        const UPDATE: &str = "update captures set is_public = $2 where id = $1";
        let count = on!(self, tx => sqlx::query(UPDATE)
            .bind(Uid(id.0)).bind(is_public).execute(&mut **tx).await?.rows_affected());
        Ok(count == 1)
    }
}
