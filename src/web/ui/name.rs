//! What an office is called on a page: the place, not the agency's letters.

use crate::domain::kind::OfficeKind;
use crate::domain::office::Office;
use crate::i18n::Words;

/// What the agency's own names begin with. The official name stands on the office's page.
const OFFICIAL: [&str; 4] = [
    "IDHS Family Community Resource Center - ",
    "IDHS FCRC - ",
    "DHS local office, ",
    "DHS Human Services Facility, ",
];

/// The plain name of an office: "Adams County office, Quincy" for a public aid office, else the name as printed.
#[must_use]
pub fn plain_name(words: Words, office: &Office) -> String {
    let name = office.facts.name.as_str();
    if office.facts.kind != OfficeKind::Fcrc {
        return name.to_owned();
    }
    let Some(rest) = OFFICIAL.iter().find_map(|start| name.strip_prefix(start)) else {
        return name.to_owned();
    };
    let rest = rest.split(" (").next().unwrap_or(rest);
    let rest = rest.strip_prefix("Cook County - ").unwrap_or(rest);
    let rest = rest.strip_suffix(" Office").unwrap_or(rest);
    // "Kane County/Aurora" names a county and the town that is told anyway.
    let place = rest.split('/').next().unwrap_or(rest);
    let (key, place) = match place.strip_suffix(" County") {
        Some(county) => ("name-county-office", county),
        None => ("name-office", place),
    };
    let plain = words.with(key, &[("place", place.to_owned().into())]);
    let city = office.facts.location.city.as_str();
    if city.is_empty() || place == city { plain } else { format!("{plain}, {city}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn no_agency_letters_reach_a_resident() {
        for (official, city, en, es) in [
            (
                "IDHS Family Community Resource Center - Adams County",
                "Quincy",
                "Adams County office, Quincy",
                "Oficina del condado de Adams, Quincy",
            ),
            (
                "IDHS Family Community Resource Center - Cook County - South Loop",
                "Chicago",
                "South Loop office, Chicago",
                "Oficina de South Loop, Chicago",
            ),
            (
                "DHS local office, Clay County (office 022)",
                "",
                "Clay County office",
                "Oficina del condado de Clay",
            ),
        ] {
            let office = crate::web::ui::office::tests::office(official, city);
            assert_eq!(plain_name(Words::of(Lang::En), &office), en);
            assert_eq!(plain_name(Words::of(Lang::Es), &office), es);
        }
    }
}
