//! What the find page weighs on the wire, with all that it needs before the map's own data.

use anyhow::Result;

use crate::child::Server;
use crate::client::{body, fetch};
use crate::report::{row, say};

const BAR_BYTES: usize = 60 * 1_024;

/// Addresses in attributes of the page's head and of its scripts, pictures and style sheets.
fn pieces(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in ["href=\"/assets/", "src=\"/assets/"] {
        for (at, _) in html.match_indices(name) {
            let address = html[at..].split('"').nth(1).unwrap_or_default();
            let is_data = address.ends_with(".geojson") || address.ends_with(".csv");
            if !is_data && !found.iter().any(|f| f == address) {
                found.push(address.to_owned());
            }
        }
    }
    found
}

/// Weighs the page as it opens and the page with an answer.
pub fn weigh(server: &Server) -> Result<()> {
    for page in ["/", "/?q=60623"] {
        let html = String::from_utf8(body(server.address, page)?)?;
        let mut addresses = vec![page.to_owned()];
        addresses.extend(pieces(&html));
        say(&format!("{page}: bytes on the wire with br, head and body"));
        let mut total = 0;
        for address in addresses {
            let (answer, head) = fetch(server.address, &address, "br")?;
            let plain = body(server.address, &address)?.len();
            let name = address.rsplit('/').next().filter(|n| !n.is_empty()).unwrap_or("/");
            say(&format!(
                "    {name:<24} {:>7} ({head} head, {plain} body before compression)",
                answer.len()
            ));
            total += answer.len();
        }
        let measured = format!("{:.1} KB", total as f64 / 1_024.0);
        row(&format!("find page {page}"), &measured, "at most 60 KB", Some(total <= BAR_BYTES));
    }
    Ok(())
}
