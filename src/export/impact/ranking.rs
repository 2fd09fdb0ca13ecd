//! The offices of a service by the harm of closing each, as a table.

use super::json::ranking_address;
use super::table::{Rows, counted, unit_of};
use crate::export::ExportError;
use crate::impact::{Asked, Ranking};

/// Writes a row for each office and group, the most harm first.
///
/// # Errors
/// When it cannot be written.
pub fn ranking_csv(asked: &Asked, ranking: &Ranking) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rows = Rows::new();
    for name in ["rank", "office", "name", "who", "counted"] {
        rows.text(name);
    }
    rows.estimate_names("lose_nearest");
    rows.added_names(unit_of(ranking.measure));
    let need = ranking.need.as_str();
    rows.estimate_names(&format!("into_desert_{need}"));
    rows.estimate_names(&format!("without_way_{need}"));
    rows.text("mostly_to");
    rows.input_names();
    rows.end(&mut writer)?;
    let address = ranking_address(asked);
    for (rank, harm) in (1_u32..).zip(&ranking.offices) {
        for group in &harm.groups {
            rows.number(rank);
            rows.text(harm.office.slug.as_str());
            rows.text(&harm.office.name);
            rows.text(group.who.as_str());
            rows.text(counted(group.unit));
            rows.estimate(group.people);
            rows.added(group.added);
            rows.estimate(harm.into_desert);
            rows.estimate(harm.without_way);
            rows.text(harm.mostly_to.as_ref().map_or("", |office| office.slug.as_str()));
            rows.inputs(ranking.rule, "", &address, &ranking.inputs);
            rows.end(&mut writer)?;
        }
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
