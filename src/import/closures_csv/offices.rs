//! The offices that the rows of a case are about, and those that take over.

use super::OfficeDraft;
use super::events::{Event, RowStatus};
use crate::domain::closure::{ClosureKind, OfficeRole};
use crate::domain::text::folded;

/// The offices of a case: each once, those that lose first.
pub fn offices(rows: &[Event], receiving: &[String]) -> Vec<OfficeDraft> {
    let mut ids: Vec<String> = receiving.to_vec();
    ids.extend(rows.iter().filter_map(|row| id_in(&row.consolidated_into)));
    let mut out: Vec<OfficeDraft> = Vec::new();
    let has_single = rows.iter().any(|row| !row.is_group());
    let listed = rows.iter().filter(|row| {
        let placed = !row.city.is_empty() || !row.county.is_empty();
        !row.is_group() || (!has_single && placed)
    });
    for row in listed {
        let id = &row.office_source_id;
        let known = out.iter_mut().find(|office| match id {
            Some(_) => office.office_source_id == *id,
            None => folded(&office.name) == folded(&row.office_name),
        });
        if let Some(known) = known {
            for (own, more) in [(&mut known.city, &row.city), (&mut known.county, &row.county)] {
                if own.is_empty() {
                    own.clone_from(more);
                }
            }
            continue;
        }
        let receives = id.as_ref().is_some_and(|id| ids.contains(id));
        out.push(OfficeDraft {
            office_source_id: id.clone(),
            name: row.office_name.clone(),
            city: row.city.clone(),
            county: row.county.clone(),
            role: if receives { OfficeRole::Receiving } else { OfficeRole::Losing },
        });
    }
    for id in ids {
        if !out.iter().any(|office| office.office_source_id.as_ref() == Some(&id)) {
            out.push(receiver(Some(id), String::new()));
        }
    }
    // The sheet of the case has the last word on who receives; without it the rows' own words do.
    if receiving.is_empty() {
        for name in rows.iter().filter_map(receiver_named) {
            if !out.iter().any(|office| folded(&office.name) == folded(name)) {
                out.push(receiver(None, name.to_owned()));
            }
        }
    }
    out.sort_by_key(|office| office.role == OfficeRole::Receiving);
    out
}

fn receiver(office_source_id: Option<String>, name: String) -> OfficeDraft {
    OfficeDraft {
        office_source_id,
        name,
        city: String::new(),
        county: String::new(),
        role: OfficeRole::Receiving,
    }
}

/// The receiver that a row names in words: not for a move, where it is the new address.
fn receiver_named(row: &Event) -> Option<&str> {
    let text = row.consolidated_into.as_str();
    let stopped = matches!(row.status, Some(RowStatus::Withdrawn | RowStatus::Reversed));
    let moved = row.kind == Some(ClosureKind::Relocation);
    (!text.is_empty() && !stopped && !moved && id_in(text).is_none()).then_some(text)
}

/// An identifier in parentheses: one word with a sign between its parts.
fn id_in(text: &str) -> Option<String> {
    text.split('(')
        .skip(1)
        .filter_map(|part| part.split_once(')'))
        .map(|(inner, _)| inner)
        .find_map(|inner| {
            let fits = inner.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:/".contains(c))
                && inner.contains(['-', '_', ':', '/'])
                && inner.contains(|c: char| c.is_ascii_alphabetic());
            fits.then(|| inner.to_owned())
        })
}
