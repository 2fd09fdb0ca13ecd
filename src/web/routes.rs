//! All routes on one page.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::cors::{Any, CorsLayer};

use crate::app::App;

use super::desk::{closures as cases, reports};
use super::{
    api, areas, assets, cache, calendar, closures, desk, feeds, find, follow, health, history,
    impact, offices, open311, photos, poster, receipt, report, sign_in, text_pages, tip, worker,
};

/// Pages for people, the desk of those who sign in, answers for programs, files, and the watchers' two.
pub fn router(app: &App) -> Router {
    // `/offices/{slug}.ics` is an address of the same route as the office's page.
    let ics = || from_fn_with_state(app.clone(), feeds::or_calendar);
    let pages = Router::new()
        .route("/", get(find::show))
        .route("/offices", get(offices::list))
        .route("/offices/{slug}", get(offices::show).layer(ics()))
        .route("/offices/{slug}/poster", get(poster::office))
        .route("/closures", get(closures::list))
        .route("/closures/tip", get(tip::form).post(tip::send))
        .route("/closures/tip/sent", get(tip::sent))
        .route("/closures/{slug}", get(closures::show).layer(ics()))
        .route("/closures/{slug}/poster", get(poster::case))
        .route("/areas", get(areas::list))
        .route("/areas/{kind}/{slug}", get(areas::show).layer(ics()))
        .route("/calendar", get(calendar::show))
        .route("/impact", get(impact::show))
        .route("/follow", get(follow::form).post(follow::send))
        .route("/follow/asked", get(follow::asked))
        .route("/follow/confirm/{token}", get(follow::confirm_ask).post(follow::confirm))
        .route("/follow/{token}", get(follow::manage).post(follow::change))
        .route("/follow/{token}/stop", get(follow::stop_ask).post(follow::stop))
        .route("/closures/{slug}/history", get(history::show))
        .route("/closures/{slug}/sources/{number}", get(closures::source))
        .route("/closures/{slug}/sources/{number}/photo", get(closures::photo))
        .route("/data", get(text_pages::data))
        .route("/about", get(text_pages::about))
        .route("/about/method", get(text_pages::method))
        .route("/privacy", get(text_pages::privacy))
        .route("/report", get(report::choose))
        .route("/report/worker", get(worker::form).post(worker::send))
        .route("/report/{office}/sent", get(report::sent))
        .route("/receipt", get(receipt::ask).post(receipt::open))
        .route("/receipt/answer", get(receipt::back_to_start).post(receipt::answer))
        .route("/receipt/add", get(receipt::back_to_start).post(receipt::add))
        .route("/receipt/consents", get(receipt::back_to_start).post(receipt::allow))
        .route("/receipt/withdraw", get(receipt::back_to_start).post(receipt::withdraw))
        .route("/receipt/withdrawn", get(receipt::withdrawn))
        .layer(from_fn_with_state(app.clone(), cache::pages));
    // For those who sign in: checked by the extractor `Member` in each handler, kept nowhere.
    let desk = Router::new()
        .route("/sign-in", get(sign_in::ask).post(sign_in::send))
        .route("/sign-in/sent", get(sign_in::sent))
        .route("/sign-in/link", get(sign_in::link).post(sign_in::enter))
        .route("/sign-out", get(sign_in::back_to_desk).post(sign_in::out))
        .route("/desk", get(desk::home::show))
        .route("/desk/account", get(desk::account::show).post(desk::account::save))
        .route("/desk/account/sessions", get(desk::account::back).post(desk::account::sessions))
        .route("/desk/account/remove", get(desk::account::back).post(desk::account::remove))
        .route("/desk/people", get(desk::people::list).post(desk::people::invite))
        .route("/desk/people/{person}", get(desk::people::show).post(desk::people::change))
        .route("/desk/webhooks", get(desk::webhooks::list).post(desk::webhooks::add))
        .route("/desk/webhooks/{id}/test", post(desk::webhooks::test))
        .route("/desk/webhooks/{id}/on", post(desk::webhooks::switch_on))
        .route("/desk/webhooks/{id}/remove", post(desk::webhooks::remove))
        .route("/desk/audit", get(desk::audit::show))
        .route("/desk/reports", get(reports::list))
        .route("/desk/reports/spam", post(reports::spam))
        .route("/desk/reports/{id}", get(reports::show))
        .route("/desk/reports/{id}/reveal", post(reports::reveal))
        .route("/desk/reports/{id}/decide", post(reports::decide))
        .route("/desk/reports/{id}/merge", post(reports::merge))
        .route("/desk/reports/{id}/ask", post(reports::ask))
        .route("/desk/reports/{id}/words", get(reports::words).post(reports::cover))
        .route("/desk/reports/{id}/words/edit", post(reports::edit))
        .route(
            "/desk/reports/{id}/photos/{number}",
            get(reports::photo).post(reports::change_photo),
        )
        .route("/desk/reports/{id}/photos/{number}/picture", get(reports::picture))
        .route("/desk/tips", get(desk::tips::list))
        .route("/desk/tips/{id}", get(desk::tips::one))
        .route("/desk/tips/{id}/take", post(desk::tips::take))
        .route("/desk/tips/{id}/set-aside", post(desk::tips::set_aside))
        .route("/desk/tips/{id}/spam", post(desk::tips::spam))
        .route("/desk/workers", get(desk::workers::list))
        .route("/desk/workers/{id}/read", get(desk::workers::back).post(desk::workers::read))
        .route("/desk/workers/{id}/state", get(desk::workers::back).post(desk::workers::state))
        .route("/desk/closures", get(cases::list::show))
        .route("/desk/closures/new", post(cases::write::begin))
        .route("/desk/closures/import", get(cases::import::show).post(cases::import::send))
        .route("/desk/closures/import/confirm", post(cases::import::take))
        .route("/desk/closures/drafts/{id}", get(cases::write::show).post(cases::write::take))
        .route("/desk/closures/drafts/{id}/preview", get(cases::preview::show))
        .route("/desk/closures/drafts/{id}/publish", post(cases::preview::publish))
        .route("/desk/closures/drafts/{id}/discard", post(cases::write::discard))
        .route("/desk/closures/{slug}", get(cases::list::one))
        .route("/desk/closures/{slug}/edit", post(cases::write::edit))
        .route("/desk/closures/{slug}/history", get(cases::history::show))
        .route(
            "/desk/closures/{slug}/withdraw",
            get(cases::withdraw::show).post(cases::withdraw::send),
        )
        .route("/desk/closures/{slug}/restore", post(cases::withdraw::restore))
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
        .route("/api/areas", get(api::areas::list))
        .route("/api/areas/{kind}/{slug}", get(api::areas::show))
        .route("/api/map", get(api::map::show))
        .route("/api/impact", get(api::impact::json))
        .route("/api/impact.csv", get(api::impact::csv))
        .route("/api/impact.geojson", get(api::impact::geojson))
        .route("/api/impact/access", get(api::impact::access))
        .route("/openapi.json", get(api::openapi::show))
        .route("/feeds/closures.atom", get(feeds::ledger))
        .route("/feeds/closures/{file}", get(feeds::case))
        .route("/feeds/offices/{file}", get(feeds::office))
        .route("/feeds/areas/county/{file}", get(feeds::county))
        .route("/feeds/agencies/{file}", get(feeds::agency))
        .route("/calendar.ics", get(feeds::calendar));
    let open311 = Router::new()
        .route("/open311/v2/discovery.xml", get(open311::discovery))
        .route("/open311/v2/discovery.json", get(open311::discovery))
        .route("/open311/v2/services.xml", get(open311::services))
        .route("/open311/v2/services.json", get(open311::services))
        .route("/open311/v2/services/{file}", get(open311::definition))
        .route("/open311/v2/requests.xml", get(open311::requests).post(open311::post))
        .route("/open311/v2/requests.json", get(open311::requests).post(open311::post))
        .route("/open311/v2/requests/{file}", get(open311::request))
        .route("/open311/v2/tokens/{file}", get(open311::token));
    let api = api
        .merge(open311)
        .layer(from_fn_with_state(app.clone(), cache::api))
        // Public facts may be read from any site; nothing may be written from one.
        .layer(CorsLayer::new().allow_origin(Any).allow_methods([axum::http::Method::GET]));
    // Asked for anew each time: a photo whose writer took it back must not stay with a proxy.
    let photos = Router::new()
        .route("/reports/{report}/photos/{number}", get(photos::show))
        .layer(from_fn(cache::personal));
    let files = Router::new()
        .route("/assets/{hash}/{*name}", get(assets::show))
        .route("/sw.js", get(assets::service_worker))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready));
    pages.merge(desk).merge(api).merge(photos).merge(files).with_state(app.clone())
}

/// Forms with a file in them, which may be larger and take longer than all others.
pub fn uploads(app: &App) -> Router {
    Router::new()
        .route("/report/{office}", get(report::form).post(report::send))
        .route(
            "/desk/closures/{slug}/sources/new",
            get(desk::evidence::form).post(desk::evidence::add),
        )
        .route("/desk/closures/{slug}/sources/{number}/upload", post(desk::evidence::upload))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(cache::personal))
        .with_state(app.clone())
}
