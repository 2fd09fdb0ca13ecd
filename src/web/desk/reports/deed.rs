//! One deed of a moderator: the change, what the public sees of it, and its line in the trail, together or not at all.

use std::fmt;
use std::str::FromStr;

use crate::app::App;
use crate::domain::id::{PhotoId, ReportId};
use crate::domain::moderation::Face;
use crate::domain::photo::CleanPhoto;
use crate::domain::report::{Message, NotPossible, Report, ReportStatus};
use crate::store::{StoreError, Tx};
use crate::web::error::WebError;
use crate::web::session::Member;

/// The state of a report that a page was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Its version.
    pub version: u32,
    /// How many questions and answers there were; none where the page did not show them.
    pub messages: Option<u64>,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.version)?;
        self.messages.map_or(Ok(()), |messages| write!(f, "-{messages}"))
    }
}

impl FromStr for Seen {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (version, messages) =
            text.split_once('-').map_or((text, None), |(v, messages)| (v, Some(messages)));
        let messages = messages.map(str::parse).transpose()?;
        Ok(Self { version: version.parse()?, messages })
    }
}

/// What is done to something beside the report itself.
#[derive(Debug)]
pub enum Beside {
    /// Nothing.
    Nothing,
    /// A question is asked.
    Ask(Message),
    /// The report is counted with this one, which must be of the same office and problem.
    Into(ReportId),
    /// Parts of a photo are made unreadable, or it is shown as it was.
    Blur(PhotoId, Option<CleanPhoto>),
    /// A photo is kept back, or shown.
    Withhold(PhotoId, bool),
}

/// What was done, as the trail tells it.
#[derive(Debug)]
pub struct Deed {
    /// The trail's word.
    pub action: &'static str,
    /// More, never a resident's words.
    pub detail: String,
    /// What is done beside.
    pub beside: Beside,
    /// Whether what was asked and answered needs nobody any more.
    pub settles: bool,
}

impl Deed {
    /// A decision.
    pub const fn decision(action: &'static str) -> Self {
        Self { action, detail: String::new(), beside: Beside::Nothing, settles: true }
    }

    /// Something that decides nothing.
    pub const fn beside(action: &'static str, detail: String, beside: Beside) -> Self {
        Self { action, detail, beside, settles: false }
    }
}

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It is done.
    Kept,
    /// Somebody changed the report meanwhile; nothing was done.
    Changed,
    /// The report cannot take that step from where it is; nothing was done.
    NotPossible,
}

/// Carries a deed out on a report, if it is still as it was seen.
///
/// # Errors
/// When there is no such report, or the database does not answer.
pub async fn carry_out(
    app: &App,
    member: &Member,
    id: ReportId,
    seen: &str,
    deed: impl FnOnce(&mut Report) -> Result<Deed, NotPossible>,
) -> Result<Done, WebError> {
    let Ok(seen) = seen.parse::<Seen>() else { return Ok(Done::Changed) };
    let mut tx = app.store().begin().await?;
    let mut report = tx.report(id, app.sealer()).await?.ok_or(WebError::NoPage)?;
    let messages = tx.count_report_messages(id).await?;
    if seen.version != report.version || seen.messages.is_some_and(|seen| seen != messages) {
        return Ok(Done::Changed);
    }
    let before = Face::of(&report);
    let Ok(deed) = deed(&mut report) else { return Ok(Done::NotPossible) };
    let after = Face::of(&report);
    if let Beside::Into(other) = deed.beside
        && !may_stand_for(app, &mut tx, &report, other).await?
    {
        return Ok(Done::NotPossible);
    }
    match tx.save_report(&report, app.sealer()).await {
        Ok(()) => {}
        Err(StoreError::RowCount { .. }) => return Ok(Done::Changed),
        Err(error) => return Err(error.into()),
    }
    if !beside(app, &mut tx, &report, &deed.beside).await? {
        return Ok(Done::NotPossible);
    }
    if deed.settles {
        tx.settle_talk(id).await?;
    }
    let changes_photo = matches!(deed.beside, Beside::Blur(..) | Beside::Withhold(..));
    if before != after || (changes_photo && report.shows_photos()) {
        tx.raise_revision().await?;
    }
    let (actor, about) = (member.actor(), id.to_string());
    tx.audit(app.clock().now(), &actor, deed.action, "report", &about, &deed.detail).await?;
    tx.commit().await?;
    if before.is_some() && after.is_none() || report.status == ReportStatus::Spam {
        app.store().scrub().await?;
    }
    Ok(Done::Kept)
}

/// Whether a report can be counted in the place of another: one of the same office and problem that is counted itself,
/// or may be.
async fn may_stand_for(
    app: &App,
    tx: &mut Tx,
    report: &Report,
    other: ReportId,
) -> Result<bool, StoreError> {
    let other = tx.report(other, app.sealer()).await?;
    Ok(other.is_some_and(|other| {
        other.id != report.id
            && (other.office, other.problem) == (report.office, report.problem)
            && matches!(other.status, ReportStatus::Pending | ReportStatus::Published)
    }))
}

/// Does what is done beside the report; false when that is not possible.
async fn beside(
    app: &App,
    tx: &mut Tx,
    report: &Report,
    beside: &Beside,
) -> Result<bool, StoreError> {
    Ok(match beside {
        Beside::Nothing | Beside::Into(_) => true,
        Beside::Ask(message) => {
            tx.insert_report_message(report.id, message, app.sealer()).await?;
            true
        }
        Beside::Blur(photo, blurred) => {
            tx.blur_photo(report.id, *photo, blurred.as_ref(), app.sealer()).await?
        }
        Beside::Withhold(photo, withheld) => {
            tx.withhold_photo(report.id, *photo, *withheld).await?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_read_as_it_was_written() {
        for text in ["3", "3-0", "12-4"] {
            assert_eq!(text.parse::<Seen>().unwrap().to_string(), text);
        }
        for wrong in ["", "x", "3-", "-1", "3-x", "3-1-1"] {
            assert!(wrong.parse::<Seen>().is_err(), "{wrong}");
        }
    }
}
