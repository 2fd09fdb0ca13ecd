//! Offices as a table, with the columns that the import reads.

use super::Sheet;
use crate::domain::office::Office;

/// The columns.
const COLUMNS: &[&str] = &[
    "slug",
    "source_id",
    "name",
    "agency",
    "office_type",
    "status",
    "address",
    "city",
    "state",
    "zip",
    "county",
    "latitude",
    "longitude",
    "coord_method",
    "phone",
    "tty",
    "fax",
    "website",
    "hours",
    "languages",
    "services",
    "wheelchair_access",
    "opened_on",
    "closed_on",
    "source_url",
    "source_retrieved",
];

/// A text, where there is one.
fn some(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The table.
#[must_use]
pub fn sheet(offices: &[Office]) -> Sheet {
    Sheet { columns: COLUMNS, rows: offices.iter().map(row).collect() }
}

fn row(office: &Office) -> Vec<String> {
    let (facts, at) = (&office.facts, &office.facts.location);
    let hours = facts.hours.as_ref().map(|hours| hours.as_str().to_owned());
    vec![
        office.slug.to_string(),
        office.source_id.clone(),
        facts.name.clone(),
        facts.agency.clone(),
        facts.kind.to_string(),
        facts.status.to_string(),
        at.address.clone(),
        at.city.clone(),
        at.state.clone(),
        at.zip.clone(),
        at.county.clone(),
        some(at.position().map(|at| at.lat())),
        some(at.position().map(|at| at.lon())),
        some(at.point.map(|(_, method)| method)),
        some(facts.phone.as_ref()),
        some(facts.tty.as_ref()),
        some(facts.fax.as_ref()),
        some(facts.website.as_ref()),
        some(hours.or_else(|| facts.hours_text.clone())),
        facts.languages.join("|"),
        facts.services.join("|"),
        some(facts.wheelchair),
        some(facts.opened_on),
        some(facts.closed_on),
        facts.listing.url.clone(),
        some(facts.listing.as_of),
    ]
}
