//! `/reports/{report}/photos/{number}`: a photo that the writer of a report lets everybody see, and the words for one
//! that is not taken.

use axum::extract::State;
use axum::response::Response;

use super::closures::stranger_file;
use super::cx::PageCx;
use super::error::WebError;
use super::extract::Numbered;
use crate::app::App;
use crate::domain::id::ReportId;
use crate::domain::photo::PhotoFault;

/// The photo.
///
/// # Errors
/// When nobody may see it or there is none, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    Numbered(report, number): Numbered<ReportId>,
) -> Result<Response, WebError> {
    let photo = app.store().public_photo(report, number, app.sealer()).await?;
    Ok(stranger_file(photo.ok_or(WebError::NoPage)?, "image/jpeg", "inline"))
}

/// Why a photo is not taken, in the visitor's words.
#[must_use]
pub fn fault(cx: &PageCx, fault: &PhotoFault) -> String {
    let most = match fault {
        PhotoFault::TooLarge { most } => most >> 20,
        PhotoFault::TooManyPixels { most } => most / 1_000_000,
        PhotoFault::TooMany { most } => u64::from(*most),
        PhotoFault::Empty
        | PhotoFault::NotAPhoto
        | PhotoFault::Heic
        | PhotoFault::Moving
        | PhotoFault::Broken => 0,
    };
    cx.words.with(&format!("photo-fault-{}", fault.as_str()), &[("most", most.into())])
}
