//! The form on its way in: to be mended, to be looked over, or to be kept.

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use jiff::ToSpan;

use super::entry::{Account, Entry, Fault};
use super::form_view::{self, FormPage, Notice};
use super::handover::hand_over;
use super::photos::{self, Photos};
use super::posted::Posted;
use super::preview_view::{self, PreviewPage};
use super::written::{self, Written};
use crate::app::App;
use crate::domain::office::Office;
use crate::domain::privacy::Personal;
use crate::domain::receipt::ReceiptCode;
use crate::domain::slug::Slug;
use crate::store::{SimilarReport, StoreError};
use crate::web::cache::Private;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::Named;
use crate::web::limits::Https;

/// How many days back a report is "the same just now".
const SIMILAR_DAYS: i64 = 30;

/// A form in hand.
struct InHand<'a> {
    app: &'a App,
    cx: &'a PageCx,
    office: &'a Office,
    entry: Entry,
    photos: Photos,
}

/// Takes the form: shows what has to be mended with all that was typed, or what will be kept and who sees it; keeps the
/// report when the writer has looked at that.
///
/// # Errors
/// When there is no such office, the form cannot be read, or the database fails for good.
pub async fn send(
    State(app): State<App>,
    cx: PageCx,
    https: Https,
    Named(slug): Named<Slug>,
    request: Request,
) -> Result<Response, WebError> {
    let atlas = app.atlas();
    let office = atlas.office(slug.as_str()).ok_or(WebError::NoOffice)?;
    let mut posted = Posted::read(request).await?;
    let mut entry = Entry::of(&posted);
    if !entry.has_token() {
        entry.token = app.form_token();
    }
    let covered = entry.mask();
    let sent = std::mem::take(&mut posted.photos);
    let photos = photos::take(&app, &entry.token, &left_out(&posted), sent).await;
    let mut form = InHand { app: &app, cx: &cx, office, entry, photos: Photos::default() };
    match photos {
        Ok(photos) => form.photos = photos,
        Err(error) => return form.failed(error),
    }
    let account = match form.entry.check(cx.now.date(), &form.photos.refused) {
        Ok(account) => account,
        Err(faults) => {
            let notice = if covered.is_empty() { Notice::None } else { Notice::Covered(covered) };
            return Ok(form.again(StatusCode::UNPROCESSABLE_ENTITY, &faults, notice));
        }
    };
    if posted.is_marked("change") {
        return Ok(form.again(StatusCode::OK, &[], Notice::None));
    }
    let similar = form.similar(&account).await;
    match (posted.text("sure"), &similar) {
        ("like", Some(like)) => form.keep(account.me_too(like.id), https).await,
        // What was covered just now has not been seen yet.
        ("yes", _) if covered.is_empty() => form.keep(account, https).await,
        _ => form.look_over(&account, &covered, similar.as_ref()).await,
    }
}

/// The places of photos that the visitor took out.
fn left_out(posted: &Posted) -> Vec<u32> {
    let marks = posted.all().filter(|(name, _)| *name == "leave_out");
    marks.filter_map(|(_, place)| place.trim().parse().ok()).collect()
}

impl InHand<'_> {
    /// The form once more, with all that was typed.
    fn again(&self, status: StatusCode, faults: &[Fault], notice: Notice) -> Response {
        let (entry, photos) = (&self.entry, &self.photos.parked[..]);
        let page = FormPage { office: self.office, entry, photos, faults, notice, is_answer: true };
        (status, Extension(Private), form_view::show(self.cx, &page)).into_response()
    }

    /// The form once more when the database does not answer; it may in a minute.
    fn failed(&self, error: StoreError) -> Result<Response, WebError> {
        if !error.is_passing() {
            return Err(error.into());
        }
        tracing::error!(%error, "a report could not be kept; the writer was asked to send it again");
        Ok(self.again(StatusCode::SERVICE_UNAVAILABLE, &[], Notice::NotKept))
    }

    /// What somebody told of the same, for everybody to read. Without it the form goes on.
    async fn similar(&self, account: &Account) -> Option<SimilarReport> {
        let since = self.cx.now.date().saturating_sub(SIMILAR_DAYS.days());
        let found = self.app.store().similar_report(self.office.id, account.problem, since).await;
        found.unwrap_or_else(|error| {
            tracing::warn!(%error, "whether there is a report of the same was not found out");
            None
        })
    }

    /// The page before sending.
    async fn look_over(
        &self,
        account: &Account,
        covered: &[Personal],
        similar: Option<&SimilarReport>,
    ) -> Result<Response, WebError> {
        let small = match photos::small(self.app, &self.photos).await {
            Ok(small) => small,
            Err(error) => return self.failed(error),
        };
        let page = PreviewPage {
            office: self.office,
            entry: &self.entry,
            account,
            photos: &self.photos.parked,
            small: &small,
            covered,
            similar,
        };
        Ok((Extension(Private), preview_view::show(self.cx, &page)).into_response())
    }

    /// Keeps the report under the receipt code that follows from the form's token.
    async fn keep(mut self, account: Account, https: Https) -> Result<Response, WebError> {
        let (app, lang) = (self.app, self.cx.words.lang());
        let code = ReceiptCode::from_bytes(&app.sealer().derive("receipt", &self.entry.token));
        let waits_for = &self.photos.waits_for;
        match written::write(app, self.office.id, account, waits_for, &code, lang).await {
            Ok(Written::Kept | Written::Before) => {
                let to = self.cx.href(&format!("/report/{}/sent", self.office.slug));
                let cookie = AppendHeaders([(header::SET_COOKIE, hand_over(app, &code, https)?)]);
                Ok((cookie, Redirect::to(&to)).into_response())
            }
            // The form was sent once and then changed: a new report, if the writer wants one.
            Ok(Written::Otherwise) => {
                self.entry.token = app.form_token();
                let to = photos::waits_for(app, &self.entry.token);
                if let Err(error) = photos::moved(app, &mut self.photos, to).await {
                    return self.failed(error);
                }
                Ok(self.again(StatusCode::UNPROCESSABLE_ENTITY, &[], Notice::SentBefore))
            }
            Ok(Written::Crowded) => {
                let office = self.office.slug.as_str();
                tracing::warn!(
                    office.slug = office,
                    "more reports of an office wait than are taken in a day"
                );
                Ok(self.again(StatusCode::TOO_MANY_REQUESTS, &[], Notice::Crowded))
            }
            Err(error) => self.failed(error),
        }
    }
}
