//! Photos of reports: sealed, whether they wait for their report or belong to it.

use jiff::Timestamp;

use crate::domain::id::{PhotoId, ReportId};
use crate::domain::photo::{CleanPhoto, ReportPhoto};
use crate::domain::time::zone;

use super::seal::Sealer;
use super::types::Uid;
use super::{Store, StoreError, Tx};

const TABLE: &str = "report_photos";

/// Identifier, position, width, height, withheld, blurred.
type Row = (Uid, i64, i64, i64, bool, bool);

fn photo(
    (id, position, width, height, withheld, is_blurred): Row,
) -> Result<ReportPhoto, StoreError> {
    let number = |column, number: i64| {
        u32::try_from(number).map_err(|_| StoreError::Inconsistent {
            table: TABLE,
            column,
            row: id.0.to_string(),
            found: number.to_string(),
        })
    };
    Ok(ReportPhoto {
        id: PhotoId(id.0),
        position: number("position", position)?,
        width: number("width", width)?,
        height: number("height", height)?,
        withheld,
        is_blurred,
    })
}

/// Opens the picture of a row, where there is one.
fn opened(
    row: Option<(Uid, Option<Vec<u8>>)>,
    sealer: &Sealer,
) -> Result<Option<Vec<u8>>, StoreError> {
    let Some((id, Some(sealed))) = row else { return Ok(None) };
    sealer.open_bytes(&sealed).map(Some).map_err(|e| StoreError::Inconsistent {
        table: TABLE,
        column: "original_sealed",
        row: id.0.to_string(),
        found: e.to_string(),
    })
}

impl Store {
    /// The photos that wait for a form, in their order.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn parked_photos(&self, waits_for: &str) -> Result<Vec<ReportPhoto>, StoreError> {
        const SELECT: &str = "select id, position, width, height, withheld, blurred_sealed is not null \
             from report_photos where waits_for = $1 order by position";
        let rows: Vec<Row> =
            on!(self, pool => sqlx::query_as(SELECT).bind(waits_for).fetch_all(pool).await?);
        rows.into_iter().map(photo).collect()
    }

    /// The picture of a photo that waits for a form.
    ///
    /// # Errors
    /// When the database does not answer or the picture does not open with this key.
    pub async fn parked_photo(
        &self,
        waits_for: &str,
        position: u32,
        sealer: &Sealer,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        const SELECT: &str =
            "select id, original_sealed from report_photos where waits_for = $1 and position = $2";
        let row = on!(self, pool => sqlx::query_as(SELECT)
            .bind(waits_for).bind(i64::from(position)).fetch_optional(pool).await?);
        opened(row, sealer)
    }

    /// The photos of a report, in their order.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn report_photos(&self, report: ReportId) -> Result<Vec<ReportPhoto>, StoreError> {
        const SELECT: &str = "select id, position, width, height, withheld, blurred_sealed is not null \
             from report_photos where report_id = $1 order by position";
        let rows: Vec<Row> =
            on!(self, pool => sqlx::query_as(SELECT).bind(Uid(report.0)).fetch_all(pool).await?);
        rows.into_iter().map(photo).collect()
    }

    /// The picture of a photo as it may be shown: with the parts made unreadable, where a moderator did that.
    ///
    /// # Errors
    /// When the database does not answer or the picture does not open with this key.
    pub async fn photo(&self, id: PhotoId, sealer: &Sealer) -> Result<Option<Vec<u8>>, StoreError> {
        const SELECT: &str =
            "select id, coalesce(blurred_sealed, original_sealed) from report_photos where id = $1";
        let row =
            on!(self, pool => sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_optional(pool).await?);
        opened(row, sealer)
    }

    /// The picture that everybody may see under a number, from 1 on, of those of a report that are shown.
    ///
    /// # Errors
    /// When the database does not answer or the picture does not open with this key.
    pub async fn public_photo(
        &self,
        report: ReportId,
        number: u32,
        sealer: &Sealer,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        const SELECT: &str = "select p.id, coalesce(p.blurred_sealed, p.original_sealed) from report_photos p \
             join reports r on r.id = p.report_id \
             where p.report_id = $1 and r.status = 'published' and r.consent_photos and not p.withheld \
             order by p.position limit 1 offset $2";
        let Some(skip) = number.checked_sub(1) else { return Ok(None) };
        let row = on!(self, pool => sqlx::query_as(SELECT)
            .bind(Uid(report.0)).bind(i64::from(skip)).fetch_optional(pool).await?);
        opened(row, sealer)
    }
}

impl Tx {
    /// Keeps a photo for a form that is not sent yet, in the place of one at the same position. Of the moment only the
    /// day is kept.
    ///
    /// # Errors
    /// When the database does not answer or the picture cannot be sealed.
    pub async fn park_photo(
        &mut self,
        waits_for: &str,
        position: u32,
        photo: &CleanPhoto,
        sealer: &Sealer,
        now: Timestamp,
    ) -> Result<PhotoId, StoreError> {
        const INSERT: &str = "insert into report_photos (id, waits_for, waits_since, position, width, height, \
             original_sealed) values ($1, $2, $3, $4, $5, $6, $7)";
        self.drop_parked_photo(waits_for, position).await?;
        let day = now.to_zoned(zone()).date();
        let id =
            PhotoId::new(day.to_zoned(zone()).map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp()));
        let sealed = sealer.seal_bytes(photo.jpeg())?;
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(id.0))
                .bind(waits_for)
                .bind(day.to_string())
                .bind(i64::from(position))
                .bind(i64::from(photo.width()))
                .bind(i64::from(photo.height()))
                .bind(sealed)
                .execute(&mut **tx)
                .await?;
        });
        Ok(id)
    }

    /// Deletes a photo that waits for a form; false when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_parked_photo(
        &mut self,
        waits_for: &str,
        position: u32,
    ) -> Result<bool, StoreError> {
        const DELETE: &str = "delete from report_photos where waits_for = $1 and position = $2";
        let count = on!(self, tx => sqlx::query(DELETE)
            .bind(waits_for).bind(i64::from(position)).execute(&mut **tx).await?.rows_affected());
        Ok(count > 0)
    }

    /// Gives the photos that wait for a form to its report; gives how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim_photos(
        &mut self,
        waits_for: &str,
        report: ReportId,
    ) -> Result<u64, StoreError> {
        const UPDATE: &str = "update report_photos set report_id = $2, waits_for = null, waits_since = null \
             where waits_for = $1";
        Ok(on!(self, tx => sqlx::query(UPDATE)
            .bind(waits_for).bind(Uid(report.0)).execute(&mut **tx).await?.rows_affected()))
    }

    /// Deletes photos whose form was not sent: those that began to wait on a day that was over before a moment. Gives
    /// how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_parked_photos(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        const DELETE: &str =
            "delete from report_photos where waits_for is not null and waits_since < $1";
        let day = before.to_zoned(zone()).date();
        Ok(on!(self, tx => sqlx::query(DELETE)
            .bind(day.to_string()).execute(&mut **tx).await?.rows_affected()))
    }

    /// Keeps a photo of a report back, or shows it again; false when the report has no such photo.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn withhold_photo(
        &mut self,
        report: ReportId,
        id: PhotoId,
        withheld: bool,
    ) -> Result<bool, StoreError> {
        const UPDATE: &str =
            "update report_photos set withheld = $3 where id = $2 and report_id = $1";
        let count = on!(self, tx => sqlx::query(UPDATE)
            .bind(Uid(report.0)).bind(Uid(id.0)).bind(withheld).execute(&mut **tx).await?.rows_affected());
        Ok(count == 1)
    }

    /// Shows a photo of a report with parts made unreadable, or as it was drawn first where that is still there; false
    /// when the report has no such photo.
    ///
    /// # Errors
    /// When the database does not answer or the picture cannot be sealed.
    pub async fn blur_photo(
        &mut self,
        report: ReportId,
        id: PhotoId,
        blurred: Option<&CleanPhoto>,
        sealer: &Sealer,
    ) -> Result<bool, StoreError> {
        const UPDATE: &str = "update report_photos set blurred_sealed = $3 \
             where id = $2 and report_id = $1 and original_sealed is not null";
        const AGAIN: &str =
            "update report_photos set blurred_sealed = $3 where id = $2 and report_id = $1";
        let sealed = blurred.map(|photo| sealer.seal_bytes(photo.jpeg())).transpose()?;
        // Once the first picture is erased there is nothing to go back to.
        let query = if sealed.is_some() { AGAIN } else { UPDATE };
        let count = on!(self, tx => sqlx::query(query)
            .bind(Uid(report.0)).bind(Uid(id.0)).bind(sealed).execute(&mut **tx).await?.rows_affected());
        Ok(count == 1)
    }
}
