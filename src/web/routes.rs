//! All routes on one page.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::cors::{Any, CorsLayer};

use crate::app::App;

use super::{
    api, assets, cache, closures, desk, find, health, history, offices, receipt, report, text_pages,
};

/// Pages for people, the desk of those who sign in, answers for programs, files, and the watchers' two.
pub fn router(app: &App) -> Router {
    let pages = Router::new()
        .route("/", get(find::show))
        .route("/offices", get(offices::list))
        .route("/offices/{slug}", get(offices::show))
        .route("/closures", get(closures::list))
        .route("/closures/{slug}", get(closures::show))
        .route("/closures/{slug}/history", get(history::show))
        .route("/closures/{slug}/sources/{number}", get(closures::source))
        .route("/closures/{slug}/sources/{number}/photo", get(closures::photo))
        .route("/data", get(text_pages::data))
        .route("/about", get(text_pages::about))
        .route("/privacy", get(text_pages::privacy))
        .route("/report", get(report::choose))
        .route("/report/{office}", get(report::form).post(report::send))
        .route("/report/{office}/sent", get(report::sent))
        .route("/receipt", get(receipt::ask).post(receipt::open))
        .route("/receipt/withdraw", get(receipt::back_to_start).post(receipt::withdraw))
        .route("/receipt/withdrawn", get(receipt::withdrawn))
        .layer(from_fn_with_state(app.clone(), cache::pages));
    let desk = Router::new()
        .route("/desk", get(desk::home::show))
        .route("/desk/audit", get(desk::audit::show))
        .route("/desk/evidence", get(desk::evidence::list))
        .route("/desk/evidence/capture", post(desk::evidence::capture))
        .route("/desk/closures/{slug}/sources/{number}", get(desk::evidence::one))
        .route("/desk/captures/{id}/copy", get(desk::evidence::copy))
        .route("/desk/captures/{id}/file", get(desk::evidence::file))
        .route("/desk/captures/{id}/text", get(desk::evidence::text))
        .route("/desk/captures/{id}/show", post(desk::evidence::show_photo))
        .layer(from_fn(cache::personal));
    let api = Router::new()
        .route("/api/offices", get(api::offices::list))
        .route("/api/offices/nearest", get(api::offices::nearest))
        .route("/api/offices/{slug}", get(api::offices::show))
        .route("/api/closures", get(api::closures::list))
        .route("/api/search", get(api::search::show))
        .route("/api/map", get(api::map::show))
        .route("/openapi.json", get(api::openapi::show))
        .layer(from_fn_with_state(app.clone(), cache::api))
        // Public facts may be read from any site; nothing may be written from one.
        .layer(CorsLayer::new().allow_origin(Any).allow_methods([axum::http::Method::GET]));
    let files = Router::new()
        .route("/assets/{hash}/{*name}", get(assets::show))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready));
    pages.merge(desk).merge(api).merge(files).with_state(app.clone())
}

/// Forms with a file in them, which may be larger and take longer than all others.
pub fn uploads(app: &App) -> Router {
    Router::new()
        .route(
            "/desk/closures/{slug}/sources/new",
            get(desk::evidence::form).post(desk::evidence::add),
        )
        .route("/desk/closures/{slug}/sources/{number}/upload", post(desk::evidence::upload))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(cache::personal))
        .with_state(app.clone())
}
