//! `/api/impact`: who is hurt, as JSON, as a table and as a map.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;

use crate::app::{App, NoAnswer};
use crate::atlas::Atlas;
use crate::export::ExportError;
use crate::export::impact::{
    Chosen, Shown, answer_csv, answer_json, areas_geojson, catchments_json, points_geojson,
    ranking_csv, ranking_json,
};
use crate::impact::{Answer, Asked, Ground, Method, Question};

use super::{GEOJSON, JSON, long};
use crate::web::error::WebError;
use crate::web::extract::{Query, parsed};

/// The media type of tables.
const CSV: &str = "text/csv; charset=utf-8; header=present";
/// The parameters besides those of a question, which are `service`, `by_way`, `close`, `open`, `move`, `new`, and the same with
/// `or_` before them.
pub const PARAMETERS: [&str; 4] = ["by", "areas", "rank", "method"];

/// A query as it came: forms send one name several times.
type Pairs = Vec<(String, String)>;

/// What was asked, with all that it is answered from.
struct Case {
    app: App,
    atlas: Arc<Atlas>,
    ground: Arc<Ground>,
    asked: Asked,
    chosen: Chosen,
    /// Whether the answer is sure to be long: then there has to be room for it before it is written.
    is_long: bool,
}

impl Case {
    async fn of(app: &App, pairs: &Pairs) -> Result<Self, WebError> {
        let asked = Asked::of_pairs(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())));
        let asked = asked.map_err(|error| {
            let (found, expected) = error.why.halves();
            WebError::query(&error.field, &found, expected)
        })?;
        let shown = one(pairs, "areas").map_or(Ok(Shown::Touched), |text| parsed("areas", text))?;
        let atlas = app.atlas();
        let ground = app.grounds().ground_of(app.store(), &atlas, &asked).await?;
        let by: Vec<&str> =
            pairs.iter().filter(|(name, _)| name == "by").map(|(_, v)| v.as_str()).collect();
        let chosen = Chosen::new(&by.join(","), shown, &ground)
            .map_err(|none| WebError::query("by", &none.found, none.expected))?;
        let is_long = shown == Shown::All;
        Ok(Self { app: app.clone(), atlas, ground, asked, chosen, is_long })
    }

    /// The answer to one of the two questions.
    async fn answer(&self, question: &Question, is_instead: bool) -> Result<Arc<Answer>, WebError> {
        let grounds = self.app.grounds();
        let answer = grounds.ask_on(&self.atlas, &self.ground, &self.asked, question).await;
        answer.map_err(|none| self.refused(none, is_instead))
    }

    async fn instead(&self) -> Result<Option<Arc<Answer>>, WebError> {
        if self.asked.instead.is_empty() {
            return Ok(None);
        }
        self.answer(&self.asked.instead, true).await.map(Some)
    }

    fn refused(&self, none: NoAnswer, is_instead: bool) -> WebError {
        match none {
            NoAnswer::Asked(why) => {
                let (found, expected) = why.halves();
                WebError::query(&self.asked.field(is_instead, &why), &found, expected)
            }
            other => other.into(),
        }
    }

    /// Writes an answer when its turn comes.
    async fn write(
        self,
        kind: &'static str,
        write: impl FnOnce(&Self) -> Result<Vec<u8>, ExportError> + Send + 'static,
    ) -> Result<Response, WebError> {
        let app = self.app.clone();
        let room = if self.is_long { Some(app.grounds().room().await?) } else { None };
        let bytes = app.grounds().in_turn(move || write(&self)).await?;
        let bytes = bytes.map_err(|error| WebError::Fault(error.to_string()))?;
        Ok(long::sent(app.grounds(), kind, bytes, room)?)
    }
}

/// The value of a parameter, where it says something.
fn one<'a>(pairs: &'a Pairs, wanted: &str) -> Option<&'a str> {
    let values = pairs.iter().filter(|(name, _)| name == wanted);
    values.map(|(_, value)| value.trim()).find(|value| !value.is_empty())
}

/// Whether the offices by harm are asked for.
fn asks_rank(pairs: &Pairs) -> Result<bool, WebError> {
    match one(pairs, "rank") {
        None | Some("0" | "false") => Ok(false),
        Some("1" | "true") => Ok(true),
        Some(other) => Err(WebError::query("rank", other, "1 or 0")),
    }
}

/// Who is hurt: the whole answer, or with `rank=1` every single office by the harm of its closing.
///
/// # Errors
/// When the question is not understood or cannot be answered, or too many ask at once.
pub async fn json(
    State(app): State<App>,
    Query(pairs): Query<Pairs>,
) -> Result<Response, WebError> {
    let case = Case::of(&app, &pairs).await?;
    if asks_rank(&pairs)? {
        let ranking = app.grounds().rank_on(&case.atlas, &case.ground, &case.asked).await?;
        return case.write(JSON, move |case| ranking_json(&case.asked, &ranking)).await;
    }
    let answer = case.answer(&case.asked.question, false).await?;
    let instead = case.instead().await?;
    case.write(JSON, move |case| {
        answer_json(&case.asked, &answer, instead.as_deref(), &case.chosen)
    })
    .await
}

/// The same as a table.
///
/// # Errors
/// When the question is not understood or cannot be answered, or too many ask at once.
pub async fn csv(State(app): State<App>, Query(pairs): Query<Pairs>) -> Result<Response, WebError> {
    let case = Case::of(&app, &pairs).await?;
    if asks_rank(&pairs)? {
        let ranking = app.grounds().rank_on(&case.atlas, &case.ground, &case.asked).await?;
        let response = case.write(CSV, move |case| ranking_csv(&case.asked, &ranking)).await?;
        return Ok(named(response, "impact-rank.csv"));
    }
    let answer = case.answer(&case.asked.question, false).await?;
    let instead = case.instead().await?;
    let written = case
        .write(CSV, move |case| answer_csv(&case.asked, &answer, instead.as_deref(), &case.chosen));
    Ok(named(written.await?, "impact.csv"))
}

/// What the first of the two questions does, as a map: to each tract or ZIP area, or with `by` to the areas of some
/// kinds with their shapes.
///
/// # Errors
/// When the question is not understood or cannot be answered, or too many ask at once.
pub async fn geojson(
    State(app): State<App>,
    Query(pairs): Query<Pairs>,
) -> Result<Response, WebError> {
    let mut case = Case::of(&app, &pairs).await?;
    case.is_long = true;
    let answer = case.answer(&case.asked.question, false).await?;
    if case.chosen.names_kinds() {
        let written = case.write(GEOJSON, move |case| {
            areas_geojson(&case.asked, case.atlas.land(), &answer, &case.chosen)
        });
        return written.await;
    }
    let Case { atlas, ground, asked, .. } = &case;
    let changes = app.grounds().changes_on(atlas, ground, asked, &asked.question).await;
    let changes = changes.map_err(|none| case.refused(none, false))?;
    let written = case.write(GEOJSON, move |case| {
        points_geojson(&case.asked, &case.ground, &answer, &changes, &case.chosen)
    });
    written.await
}

/// Access by floating catchments, before and after.
///
/// # Errors
/// When the question is not understood or cannot be answered, or too many ask at once.
pub async fn access(
    State(app): State<App>,
    Query(pairs): Query<Pairs>,
) -> Result<Response, WebError> {
    let method = one(&pairs, "method").unwrap_or(Method::TwoStage.as_str());
    let method: Method = parsed("method", method)?;
    let case = Case::of(&app, &pairs).await?;
    let reckoned = app.grounds().catchments(&case.ground, &case.asked.question, method).await;
    let reckoned = reckoned.map_err(|none| case.refused(none, false))?;
    case.write(JSON, move |case| catchments_json(&case.asked, &reckoned, &case.chosen)).await
}

/// A file that a browser keeps under a name.
fn named(mut response: Response, name: &'static str) -> Response {
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
