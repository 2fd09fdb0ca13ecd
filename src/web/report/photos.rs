//! Photos on their way from the form to the report: drawn anew at once, and parked under the form's token until the
//! writer has looked at the page before sending. Those whose form is never sent are erased a day later.

use data_encoding::{BASE64, HEXLOWER};
use image::ImageFormat;
use image::codecs::jpeg::JpegEncoder;

use crate::app::App;
use crate::domain::photo::{CleanPhoto, MOST_PHOTOS, PhotoFault, ReportPhoto};
use crate::jobs::capture::Upload;
use crate::jobs::photo::{PhotoError, anew};
use crate::store::StoreError;

/// The most photos that may wait for their forms at a time, of all visitors; each takes a few hundred kilobytes.
const MOST_PARKED: u64 = 3_000;
/// The longest side of a photo on the page before sending, in pixels.
const SMALL_SIDE: u32 = 320;
/// How well it is drawn there, of 100.
const SMALL_QUALITY: u8 = 70;

/// A file as it came with a form.
#[derive(Debug)]
pub struct SentPhoto {
    /// The name that the file has on the visitor's phone.
    pub name: String,
    /// The file, or why it is not taken.
    pub file: Result<Upload, PhotoError>,
}

/// Why a photo is not among those of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The file is no photo that is taken.
    Fault(PhotoFault),
    /// More photos come in just now than can be drawn; in some minutes it may be taken.
    Crowded,
    /// The disk or the process that reads failed; later it may be taken.
    NotNow,
}

/// The photos of a form.
#[derive(Debug, Default)]
pub struct Photos {
    /// Under what they wait.
    pub waits_for: String,
    /// Those that wait.
    pub parked: Vec<ReportPhoto>,
    /// The names of those that were refused just now, with the reason.
    pub refused: Vec<(String, Refusal)>,
}

/// Under what the photos of a form wait: it follows from the form's token, and does not give it away.
pub fn waits_for(app: &App, token: &str) -> String {
    HEXLOWER.encode(&app.sealer().derive("photos", token))
}

/// Leaves out those that the visitor took out, draws the new ones anew and parks them.
///
/// # Errors
/// When the database does not answer.
pub async fn take(
    app: &App,
    token: &str,
    left_out: &[u32],
    sent: Vec<SentPhoto>,
) -> Result<Photos, StoreError> {
    let waits_for = waits_for(app, token);
    if !left_out.is_empty() {
        let mut tx = app.store().begin().await?;
        for position in left_out {
            tx.drop_parked_photo(&waits_for, *position).await?;
        }
        tx.commit().await?;
    }
    let mut parked = app.store().parked_photos(&waits_for).await?;
    let mut refused: Vec<(String, Refusal)> = Vec::new();
    for SentPhoto { name, file } in sent {
        // One that found no room found none for those behind it either; its writer is not kept waiting for each.
        let is_crowded = refused.iter().any(|(_, refusal)| *refusal == Refusal::Crowded);
        let drawn = if is_crowded { Err(Refusal::Crowded) } else { drawn(app, file).await };
        match drawn {
            Ok(photo) => match park(app, &waits_for, &parked, &photo).await? {
                None => parked = app.store().parked_photos(&waits_for).await?,
                Some(refusal) => refused.push((name, refusal)),
            },
            Err(refusal) => refused.push((name, refusal)),
        }
    }
    Ok(Photos { waits_for, parked, refused })
}

async fn drawn(app: &App, file: Result<Upload, PhotoError>) -> Result<CleanPhoto, Refusal> {
    let drawn = match file {
        Ok(file) => anew(app, file).await,
        Err(error) => Err(error),
    };
    drawn.map_err(|error| match error {
        PhotoError::Fault(fault) => Refusal::Fault(fault),
        PhotoError::Crowded => {
            tracing::warn!("more photos come in than can be drawn; a writer was told to wait");
            Refusal::Crowded
        }
        PhotoError::System(why) => {
            tracing::error!(%why, "a photo could not be read; the writer was told to send it later");
            Refusal::NotNow
        }
    })
}

/// Parks a photo at the first free place; where the very same waits already, the form was sent twice.
async fn park(
    app: &App,
    waits_for: &str,
    parked: &[ReportPhoto],
    photo: &CleanPhoto,
) -> Result<Option<Refusal>, StoreError> {
    for other in parked {
        let there = app.store().parked_photo(waits_for, other.position, app.sealer()).await?;
        if there.as_deref() == Some(photo.jpeg()) {
            return Ok(None);
        }
    }
    let is_free = |position: &u32| parked.iter().all(|other| other.position != *position);
    let Some(position) = (1..=MOST_PHOTOS).find(is_free) else {
        return Ok(Some(Refusal::Fault(PhotoFault::TooMany { most: MOST_PHOTOS })));
    };
    let mut tx = app.store().begin().await?;
    if app.store().photos_parked().await? >= MOST_PARKED {
        tracing::warn!("more photos wait for their forms than are kept; the oldest made room");
        tx.drop_oldest_parked_photo().await?;
    }
    tx.park_photo(waits_for, position, photo, app.sealer(), app.clock().now()).await?;
    tx.commit().await?;
    Ok(None)
}

/// Lets the photos of a form wait for another form.
///
/// # Errors
/// When the database does not answer.
pub async fn moved(app: &App, photos: &mut Photos, to: String) -> Result<(), StoreError> {
    if !photos.parked.is_empty() {
        let mut tx = app.store().begin().await?;
        tx.move_parked_photos(&photos.waits_for, &to).await?;
        tx.commit().await?;
    }
    photos.parked = app.store().parked_photos(&to).await?;
    photos.waits_for = to;
    Ok(())
}

/// The parked photos, small, as addresses that hold the picture itself; in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn small(app: &App, photos: &Photos) -> Result<Vec<Option<String>>, StoreError> {
    let mut all = Vec::with_capacity(photos.parked.len());
    for photo in &photos.parked {
        let jpeg =
            app.store().parked_photo(&photos.waits_for, photo.position, app.sealer()).await?;
        // Drawing takes a while that other visitors should not wait.
        let drawn = tokio::task::spawn_blocking(move || shrunk(&jpeg?)).await;
        all.push(drawn.ok().flatten());
    }
    Ok(all)
}

/// A photo of our own drawing, small enough to stand in a page.
fn shrunk(jpeg: &[u8]) -> Option<String> {
    let picture = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).ok()?;
    let mut small = Vec::new();
    let picture = picture.thumbnail(SMALL_SIDE, SMALL_SIDE);
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut small, SMALL_QUALITY)).ok()?;
    Some(format!("data:image/jpeg;base64,{}", BASE64.encode(&small)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_is_small_on_the_page_before_sending() {
        let picture =
            image::DynamicImage::ImageRgb8(image::RgbImage::from_fn(1600, 1200, |x, y| {
                image::Rgb([u8::try_from(x % 251).unwrap(), u8::try_from(y % 241).unwrap(), 90])
            }));
        let mut jpeg = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
        let small = shrunk(jpeg.get_ref()).unwrap();
        assert!(small.starts_with("data:image/jpeg;base64,") && small.len() < 60_000);
        assert_eq!(shrunk(b"no photo"), None);
    }
}
