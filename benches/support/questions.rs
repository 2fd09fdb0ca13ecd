//! What the servers are asked.

use anyhow::{Result, bail};

use crate::child::Server;
use crate::client;
use crate::synthetic::{Numbers, zips};

/// Questions that are asked in turn.
const QUESTIONS: usize = 256;
/// A screen, in pixels.
const SCREEN: (f64, f64) = (1_280.0, 800.0);

/// Places where somebody might ask, as latitude and longitude.
fn places(count: usize, seed: u64) -> Result<Vec<(f64, f64)>> {
    let zips = zips()?;
    let mut numbers = Numbers::new(seed);
    let one = |_| {
        let zip = numbers.of(&zips);
        (zip.lat + numbers.step(), zip.lon + numbers.step())
    };
    Ok((0..count).map(one).collect())
}

/// Where is the nearest: every second question names a kind of office.
pub fn nearest() -> Result<Vec<String>> {
    let places = places(QUESTIONS, 7)?;
    let path = |(n, (lat, lon)): (usize, (f64, f64))| {
        let kind = if n % 2 == 0 { "&kind=fcrc" } else { "" };
        format!("/api/offices/nearest?lat={lat:.4}&lon={lon:.4}&limit=10{kind}")
    };
    Ok(places.into_iter().enumerate().map(path).collect())
}

/// What does a screen around some place show.
pub fn map(zoom: u8) -> Result<Vec<String>> {
    let degrees = 360.0 / 256.0 / f64::from(zoom).exp2();
    let path = |(lat, lon): (f64, f64)| {
        let (wide, high) =
            (SCREEN.0 * degrees / 2.0, SCREEN.1 * degrees / 2.0 * lat.to_radians().cos());
        format!(
            "/api/map?bbox={:.5},{:.5},{:.5},{:.5}&zoom={zoom}",
            (lon - wide).max(-180.0),
            (lat - high).max(-85.0),
            (lon + wide).min(180.0),
            (lat + high).min(85.0),
        )
    };
    Ok(places(QUESTIONS / 4, 11)?.into_iter().map(path).collect())
}

/// Stops when two servers do not mean the same: nearly all offices of all answers must be in both.
pub fn same_offices(one: &Server, other: &Server, paths: &[String]) -> Result<()> {
    let slugs = |server: &Server, path: &str| -> Result<Vec<String>> {
        let answer: serde_json::Value =
            serde_json::from_slice(&client::body(server.address, path)?)?;
        let features = answer["features"].as_array().cloned().unwrap_or_default();
        Ok(features.iter().map(|f| f["properties"]["slug"].to_string()).collect())
    };
    let (mut same, mut all) = (0, 0);
    for path in paths.iter().take(64) {
        let (ours, theirs) = (slugs(one, path)?, slugs(other, path)?);
        all += ours.len();
        same += ours.iter().filter(|slug| theirs.contains(slug)).count();
    }
    // Degrees are no distance, so a few of the farthest differ.
    if all == 0 || same * 10 < all * 8 {
        bail!("the two servers agree on {same} of {all} offices: they are not asked the same");
    }
    crate::report::say(&format!("both servers name the same offices in {same} of {all} cases"));
    Ok(())
}
