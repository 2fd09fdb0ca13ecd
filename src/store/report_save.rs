//! Residents' reports as they are written: one place decides what stands open and what sealed.

use jiff::civil::Date;

use crate::domain::consent::ConsentChange;
use crate::domain::id::ReportId;
use crate::domain::moderation::Talk;
use crate::domain::problem::{Answer, Answers};
use crate::domain::quarter::Quarter;
use crate::domain::report::{Author, Message, Report, ReportStatus};

use super::seal::Sealer;
use super::types::{Uid, no_nul, read};
use super::{Store, StoreError, Tx};

/// The sealed columns of a report.
struct SealedParts {
    told: Option<Vec<u8>>,
    edited: Option<Vec<u8>>,
    name: Option<Vec<u8>>,
    contact: Option<Vec<u8>>,
}

impl SealedParts {
    fn of(report: &Report, sealer: &Sealer) -> Result<Self, StoreError> {
        let texts =
            [Some(report.told.as_str()), report.edited.as_deref(), report.first_name.as_deref()];
        no_nul("a report", texts.into_iter().flatten().chain([report.receipt_hash.as_str()]))?;
        let seal = |text: Option<&str>| text.map(|text| sealer.seal(text)).transpose();
        Ok(Self {
            told: seal(Some(report.told.as_str()).filter(|told| !told.is_empty()))?,
            edited: seal(report.edited.as_deref())?,
            name: seal(report.first_name.as_deref())?,
            contact: seal(report.contact.as_deref())?,
        })
    }
}

impl Tx {
    /// Keeps a new report with its answers; false when one with the same receipt is there already (the form was sent
    /// twice).
    ///
    /// # Errors
    /// When the database does not answer or a part cannot be sealed.
    pub async fn insert_report(
        &mut self,
        report: &Report,
        sealer: &Sealer,
    ) -> Result<bool, StoreError> {
        const INSERT: &str = "insert into reports (id, office_id, problem, happened_on, quarter, words, consent_words, \
             consent_photos, consent_quote, consent_name, consent_contact, consent_wording, first_name, receipt_hash, \
             status, received_on, lang, channel, like_id, version) \
             values ($1, $2, $3, $4, $5, '', false, false, false, false, false, $6, null, $7, $8, $9, $10, $11, $12, 0) \
             on conflict (receipt_hash) do nothing";
        let count = on!(self, tx =>
            sqlx::query(INSERT)
                .bind(Uid(report.id.0))
                .bind(Uid(report.office.0))
                .bind(report.problem.as_str())
                .bind(report.happened_on.to_string())
                .bind(Quarter::of(report.happened_on).to_string())
                .bind(i64::from(report.wording))
                .bind(&report.receipt_hash)
                .bind(report.status.as_str())
                .bind(report.received_on.to_string())
                .bind(&report.lang)
                .bind(report.channel.as_str())
                .bind(report.like.map(|id| Uid(id.0)))
                .execute(&mut **tx)
                .await?
                .rows_affected());
        if count == 0 {
            return Ok(false);
        }
        self.put_answers(report.id, &report.answers).await?;
        let consents = report.consents.changes_from(Default::default(), report.received_on);
        self.note_consents(report.id, &consents).await?;
        let blank = Report { version: 0, ..report.clone() };
        self.save_report(&blank, sealer).await?;
        Ok(true)
    }

    /// Writes down what a report has become. What everybody may read stands open, all else sealed; of one that was
    /// taken back photos and messages go, and of one whose time is up all that is not public.
    ///
    /// A report that leaves the counts after it was released with others leaves a debt there, which the next release
    /// settles.
    ///
    /// # Errors
    /// When the database does not answer, a part cannot be sealed, or the report was changed since it was read.
    pub async fn save_report(
        &mut self,
        report: &Report,
        sealer: &Sealer,
    ) -> Result<(), StoreError> {
        const UPDATE: &str = "update reports set words = $3, first_name = $4, told_sealed = $5, edited_sealed = $6, \
             name_sealed = $7, contact_sealed = $8, consent_words = $9, consent_photos = $10, consent_quote = $11, \
             consent_name = $12, consent_contact = $13, merged_into = $14, status = $15, outcome = $16, counted = $17, \
             listed = $18, published_week = $19, closed_on = $20, erased_on = $21, block_id = $22, \
             version = version + 1 where id = $1 and version = $2";
        const OWE: &str = "update report_blocks set owed = owed + 1 where id = $1";
        const ALONE: &str = "update reports set status = 'pending', merged_into = null, closed_on = null, \
             version = version + 1 where merged_into = $1 and status = 'merged'";
        let id = Uid(report.id.0);
        let sealed = SealedParts::of(report, sealer)?;
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let block = report.block.filter(|_| report.counted);
        let found = on!(self, tx => {
            if let Some(left) = report.block.filter(|_| !report.counted) {
                sqlx::query(OWE).bind(Uid(left.0)).execute(&mut **tx).await?;
            }
            sqlx::query(UPDATE)
                .bind(id)
                .bind(i64::from(report.version))
                .bind(report.public_words().unwrap_or_default())
                .bind(report.public_name())
                .bind(sealed.told)
                .bind(sealed.edited)
                .bind(sealed.name)
                .bind(sealed.contact)
                .bind(report.consents.words)
                .bind(report.consents.photos)
                .bind(report.consents.quote)
                .bind(report.consents.name)
                .bind(report.consents.contact)
                .bind(report.merged_into.map(|id| Uid(id.0)))
                .bind(report.status.as_str())
                .bind(report.outcome.map(|outcome| outcome.as_str()))
                .bind(report.counted)
                .bind(report.is_listed())
                .bind(day(report.published))
                .bind(day(report.closed_on))
                .bind(day(report.erased_on))
                .bind(block.map(|id| Uid(id.0)))
                .execute(&mut **tx)
                .await?
                .rows_affected()
        });
        if found != 1 {
            return Err(StoreError::RowCount { what: "saving a report", found, expected: 1 });
        }
        // Those that were counted with it stand for themselves again.
        if report.status.is_closed() && !report.counted {
            on!(self, tx => {
                sqlx::query(ALONE).bind(id).execute(&mut **tx).await?;
            });
        }
        if report.status == ReportStatus::Withdrawn && !report.counted {
            self.put_answers(report.id, &report.answers).await?;
        }
        self.drop_private_parts(report).await
    }

    /// Deletes what lies beside a report and may not be kept any more.
    async fn drop_private_parts(&mut self, report: &Report) -> Result<(), StoreError> {
        const MESSAGES: &str = "delete from report_messages where report_id = $1";
        const TALK: &str = "update reports set talk = '' where id = $1";
        const PHOTOS: &str = "delete from report_photos where report_id = $1";
        const KEPT_BACK: &str = "delete from report_photos where report_id = $1 and withheld";
        const ORIGINALS: &str = "update report_photos set original_sealed = null \
             where report_id = $1 and blurred_sealed is not null";
        let gone = report.status == ReportStatus::Withdrawn;
        if !gone && report.erased_on.is_none() {
            return Ok(());
        }
        let id = Uid(report.id.0);
        let photos: &[&'static str] =
            if gone || !report.shows_photos() { &[PHOTOS] } else { &[KEPT_BACK, ORIGINALS] };
        on!(self, tx => {
            sqlx::query(MESSAGES).bind(id).execute(&mut **tx).await?;
            sqlx::query(TALK).bind(id).execute(&mut **tx).await?;
            for query in photos {
                sqlx::query(*query).bind(id).execute(&mut **tx).await?;
            }
        });
        Ok(())
    }

    /// Puts answers in the place of those before.
    async fn put_answers(&mut self, id: ReportId, answers: &Answers) -> Result<(), StoreError> {
        const DELETE: &str = "delete from report_answers where report_id = $1";
        const INSERT: &str = "insert into report_answers (report_id, question, position, number, choice) \
             values ($1, $2, $3, $4, $5)";
        let mut cells: Vec<(&str, i64, Option<u32>, Option<&str>)> = Vec::new();
        for (question, answer) in answers {
            match answer {
                Answer::Number(number) => cells.push((question, 0, Some(*number), None)),
                Answer::One(word) => cells.push((question, 0, None, Some(word))),
                Answer::Many(words) => cells.extend(
                    (1..).zip(words).map(|(at, word)| (&**question, at, None, Some(&**word))),
                ),
            }
        }
        on!(self, tx => {
            sqlx::query(DELETE).bind(Uid(id.0)).execute(&mut **tx).await?;
            for (question, position, number, choice) in cells {
                sqlx::query(INSERT)
                    .bind(Uid(id.0))
                    .bind(question)
                    .bind(position)
                    .bind(number.map(i64::from))
                    .bind(choice)
                    .execute(&mut **tx)
                    .await?;
            }
        });
        Ok(())
    }

    /// Writes down consents that were given or taken back.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_consents(
        &mut self,
        id: ReportId,
        changes: &[ConsentChange],
    ) -> Result<(), StoreError> {
        const INSERT: &str = "insert into report_consents (report_id, position, consent, given, wording, on_day) \
             values ($1, (select count(*) from report_consents where report_id = $1), $2, $3, $4, $5)";
        for change in changes {
            on!(self, tx => {
                sqlx::query(INSERT)
                    .bind(Uid(id.0))
                    .bind(change.consent.as_str())
                    .bind(change.given)
                    .bind(i64::from(change.wording))
                    .bind(change.on.to_string())
                    .execute(&mut **tx)
                    .await?;
            });
        }
        Ok(())
    }

    /// Adds a question or an answer to a report.
    ///
    /// # Errors
    /// When the database does not answer or the words cannot be sealed.
    pub async fn insert_report_message(
        &mut self,
        report: ReportId,
        message: &Message,
        sealer: &Sealer,
    ) -> Result<(), StoreError> {
        const INSERT: &str = "insert into report_messages (id, report_id, position, author, words_sealed, on_day) \
             values ($1, $2, (select count(*) from report_messages where report_id = $2), $3, $4, $5)";
        const TALK: &str = "update reports set talk = $2 where id = $1";
        let talk = match message.author {
            Author::Moderator => Talk::Asked,
            Author::Writer => Talk::Answered,
        };
        no_nul("a message", [message.words.as_str()])?;
        let sealed = sealer.seal(&message.words)?;
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(message.id.0))
                .bind(Uid(report.0))
                .bind(message.author.as_str())
                .bind(sealed)
                .bind(message.on.to_string())
                .execute(&mut **tx)
                .await?;
            sqlx::query(TALK).bind(Uid(report.0)).bind(talk.as_str()).execute(&mut **tx).await?;
        });
        Ok(())
    }
}

impl Store {
    /// Seals the words and names of reports from before they were sealed; gives how many. Elsewhere it does nothing.
    ///
    /// # Errors
    /// When the database does not answer or a part cannot be sealed.
    pub async fn seal_old_reports(&self, sealer: &Sealer) -> Result<u64, StoreError> {
        const OLD: &str = "select count(*) from reports where quarter = ''";
        let (old,): (i64,) = on!(self, pool => sqlx::query_as(OLD).fetch_one(pool).await?);
        if old == 0 {
            return Ok(0);
        }
        let mut tx = self.begin().await?;
        let sealed = tx.seal_old(sealer).await?;
        tx.commit().await?;
        if sealed > 0 {
            self.scrub().await?;
        }
        Ok(sealed)
    }
}

impl Tx {
    async fn seal_old(&mut self, sealer: &Sealer) -> Result<u64, StoreError> {
        const OLD: &str =
            "select id, happened_on, words, first_name from reports where quarter = ''";
        const UPDATE: &str = "update reports set told_sealed = $2, name_sealed = $3, quarter = $4, words = '', \
             first_name = null where id = $1 and quarter = ''";
        let old: Vec<(Uid, String, String, Option<String>)> =
            on!(self, tx => sqlx::query_as(OLD).fetch_all(&mut **tx).await?);
        let mut sealed = 0;
        for (id, happened_on, words, name) in old {
            let day: Date = read("reports", "happened_on", &id.0, &happened_on)?;
            let told = Some(words).filter(|words| !words.is_empty());
            let told = told.map(|words| sealer.seal(&words)).transpose()?;
            let name = name.map(|name| sealer.seal(&name)).transpose()?;
            sealed += on!(self, tx =>
                sqlx::query(UPDATE)
                    .bind(id)
                    .bind(told)
                    .bind(name)
                    .bind(Quarter::of(day).to_string())
                    .execute(&mut **tx)
                    .await?
                    .rows_affected());
        }
        Ok(sealed)
    }
}
