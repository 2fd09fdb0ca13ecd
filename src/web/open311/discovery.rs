//! Where the service is found, in which forms, and whom to ask for a key.

use super::ROOT;
use super::tree::Node;
use crate::app::App;

/// When services or their questions changed last; programs that keep them read them again.
const CHANGESET: &str = "2026-11-22T00:00:00-06:00";
/// The name that the standard goes by.
const SPECIFICATION: &str = "http://wiki.open311.org/GeoReport_v2";

/// The answer.
pub fn node(app: &App) -> Node {
    let about = app.site().link("/data");
    let formats = ["text/xml", "application/json"];
    let endpoint = Node::Fields(vec![
        ("specification", Node::text(SPECIFICATION)),
        ("url", Node::text(app.site().link(ROOT))),
        ("changeset", Node::text(CHANGESET)),
        ("type", Node::text("production")),
        ("formats", Node::Many("format", formats.map(Node::text).to_vec())),
    ]);
    Node::Fields(vec![
        ("changeset", Node::text(CHANGESET)),
        ("contact", Node::text(about.clone())),
        ("key_service", Node::text(about)),
        ("endpoints", Node::Many("endpoint", vec![endpoint])),
    ])
}
