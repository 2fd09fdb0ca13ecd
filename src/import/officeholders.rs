//! Who holds office: people of Open States (CSV or JSON) and of the unitedstates project (JSON).

use std::collections::BTreeMap;
use std::io::Read;

use serde_json::Value;

use super::table::Table;
use super::{ImportError, Limits, Notices};
use crate::domain::feed::NoticeCode;
use crate::domain::polygon::{AreaKind, HolderOffice, Officeholder};
use crate::domain::text::tidy;

/// Bytes of one file; all of Congress takes two megabytes.
const MOST_BYTES: u64 = 64 << 20;

/// Those who hold office, by kind of area and code.
pub type Holders = BTreeMap<AreaKind, BTreeMap<String, Officeholder>>;

const EXPECTED: &str =
    "the people of Open States (CSV or JSON) or the legislators of the unitedstates project (JSON)";

/// Reads officeholders of one state, given by its Census code and its postal code: `17` and `IL`.
///
/// # Errors
/// When the file is none of those that are known, or names nobody of that state.
pub fn read_officeholders(
    input: impl Read,
    state: (&str, &str),
    notices: &mut Notices,
) -> Result<Holders, ImportError> {
    let mut bytes = Vec::new();
    input
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| ImportError::Io { after_bytes: 0, source })?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ImportError::TooLarge { limit: MOST_BYTES });
    }
    let mut found = Found { state, holders: Holders::new(), rows: 0, notices };
    if bytes.trim_ascii_start().starts_with(b"[") {
        let people: Vec<Value> =
            serde_json::from_slice(&bytes).map_err(|error| ImportError::NotTheJson {
                found: format!("JSON that cannot be read ({error})"),
                expected: EXPECTED,
            })?;
        for person in &people {
            found.rows += 1;
            if person.get("terms").is_some() {
                found.member_of_congress(person);
            } else if person.get("chamber").is_some() {
                found.state_legislator(person);
            } else if person.get("bioguide").is_some() {
                found.short_member(person);
            } else {
                let found = "a list of something else".to_owned();
                return Err(ImportError::NotTheJson { found, expected: EXPECTED });
            }
        }
    } else {
        found.open_states_csv(&bytes)?;
    }
    if found.holders.is_empty() {
        let first = format!("nobody of {} is in it", state.1);
        return Err(ImportError::NothingUsable { rows: found.rows, first });
    }
    Ok(found.holders)
}

struct Found<'n> {
    state: (&'n str, &'n str),
    holders: Holders,
    rows: u64,
    notices: &'n mut Notices,
}

/// A text member of an object; empty where there is none.
fn text(object: &Value, name: &str) -> String {
    object.get(name).and_then(Value::as_str).map(tidy).unwrap_or_default()
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// An address of the web, and nothing else, since it becomes a link.
fn page(address: String) -> Option<String> {
    filled(address).filter(|at| at.starts_with("https://") || at.starts_with("http://"))
}

impl Found<'_> {
    /// The kind and the number of digits of a chamber's districts.
    fn chamber(word: &str) -> Option<(AreaKind, usize)> {
        match word {
            "lower" => Some((AreaKind::House, 3)),
            "upper" => Some((AreaKind::Senate, 3)),
            _ => None,
        }
    }

    fn put(&mut self, kind: AreaKind, digits: usize, district: &str, holder: Officeholder) {
        let number = district.trim().parse::<u32>().ok().filter(|_| !holder.name.is_empty());
        let Some(number) = number else {
            let expected = "the number of a district, and a name";
            let hint = "row left out";
            self.notices.refuse(
                NoticeCode::Malformed,
                self.rows,
                "district",
                district,
                expected,
                hint,
            );
            return;
        };
        let geoid = format!("{}{number:0digits$}", self.state.0);
        let name = holder.name.clone();
        if self.holders.entry(kind).or_default().insert(geoid, holder).is_some() {
            let expected = "a district that no row before has";
            let found = format!("{district}, {name}");
            self.notices.push(
                NoticeCode::Duplicate,
                self.rows,
                "district",
                &found,
                expected,
                "the last one stands",
            );
        }
    }

    fn open_states_csv(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        let mut seen = Notices::new();
        let mut table = Table::open(bytes, Limits::default(), &mut seen)?;
        let [name, party, district, chamber] =
            table.columns(["name", "current_party", "current_district", "current_chamber"])?;
        let optional = |column: &str| table.column(&[column]);
        let (email, links) = (optional("email"), optional("links"));
        let offices = ["capitol", "district"].map(|place| {
            (place, optional(&format!("{place}_address")), optional(&format!("{place}_voice")))
        });
        while table.next_row(&mut seen)?.is_some() {
            self.rows += 1;
            let cell = |at| tidy(table.field(at));
            let Some((kind, digits)) = Self::chamber(&cell(Some(chamber))) else { continue };
            let at = offices.iter().filter_map(|(place, address, phone)| {
                let (address, phone) = (cell(*address), cell(*phone));
                let is_there = !address.is_empty() || !phone.is_empty();
                is_there.then(|| HolderOffice { place: (*place).to_owned(), address, phone })
            });
            let holder = Officeholder {
                name: cell(Some(name)),
                party: cell(Some(party)),
                email: filled(cell(email)),
                url: page(cell(links).split(';').next().unwrap_or("").trim().to_owned()),
                offices: at.collect(),
            };
            self.put(kind, digits, &cell(Some(district)), holder);
        }
        self.notices.merge(seen);
        Ok(())
    }

    /// A person as a list of JSON objects with `chamber` and `district` gives them.
    fn state_legislator(&mut self, person: &Value) {
        let Some((kind, digits)) = Self::chamber(&text(person, "chamber")) else { return };
        let links = person.get("links").and_then(Value::as_array);
        let own = links.and_then(|links| {
            let address = |link: &Value| {
                link.as_str().map(str::to_owned).unwrap_or_else(|| text(link, "url"))
            };
            links.last().map(address)
        });
        let holder = Officeholder {
            name: text(person, "name"),
            party: text(person, "party"),
            email: filled(text(person, "email")),
            url: own.and_then(page),
            offices: offices(person.get("offices"), |office| HolderOffice {
                place: text(office, "classification"),
                address: text(office, "address"),
                phone: text(office, "voice"),
            }),
        };
        self.put(kind, digits, &text(person, "district"), holder);
    }

    /// A member of Congress with all terms; the last one counts.
    fn member_of_congress(&mut self, person: &Value) {
        let Some(term) =
            person.get("terms").and_then(Value::as_array).and_then(|terms| terms.last())
        else {
            return;
        };
        if text(term, "type") != "rep" || text(term, "state") != self.state.1 {
            return;
        }
        let name = person.get("name").unwrap_or(&Value::Null);
        let full = text(name, "official_full");
        let holder = Officeholder {
            name: if full.is_empty() {
                tidy(&format!("{} {}", text(name, "first"), text(name, "last")))
            } else {
                full
            },
            party: text(term, "party"),
            email: None,
            url: page(text(term, "url")),
            offices: vec![HolderOffice {
                place: "capitol".to_owned(),
                address: text(term, "address"),
                phone: text(term, "phone"),
            }],
        };
        let district = term.get("district").map(Value::to_string).unwrap_or_default();
        self.put(AreaKind::Congress, 2, &district, holder);
    }

    /// A member of Congress as a flat object with the offices in the district.
    fn short_member(&mut self, person: &Value) {
        // A list of all states says of each member which; one of a single state may leave it out.
        let state = text(person, "state");
        if text(person, "type") != "rep" || !(state.is_empty() || state == self.state.1) {
            return;
        }
        let mut at = vec![HolderOffice {
            place: "capitol".to_owned(),
            address: text(person, "office"),
            phone: text(person, "phone"),
        }];
        at.extend(offices(person.get("district_offices"), |office| {
            let street = [text(office, "address"), text(office, "suite"), text(office, "city")];
            let street: Vec<_> = street.into_iter().filter(|part| !part.is_empty()).collect();
            let tail = format!("{} {}", text(office, "state"), text(office, "zip"));
            HolderOffice {
                place: "district".to_owned(),
                address: format!("{}, {}", street.join(", "), tail.trim()),
                phone: text(office, "phone"),
            }
        }));
        let holder = Officeholder {
            name: text(person, "name"),
            party: text(person, "party"),
            email: None,
            url: page(text(person, "url")),
            offices: at,
        };
        let district = person.get("district").map(Value::to_string).unwrap_or_default();
        self.put(AreaKind::Congress, 2, &district, holder);
    }
}

fn offices(list: Option<&Value>, one: impl Fn(&Value) -> HolderOffice) -> Vec<HolderOffice> {
    list.and_then(Value::as_array).map(|list| list.iter().map(one).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Result<Holders, ImportError>, Notices) {
        let mut notices = Notices::new();
        (read_officeholders(text.as_bytes(), ("17", "IL"), &mut notices), notices)
    }

    #[test]
    fn a_list_of_state_legislators_is_read_by_chamber_and_district() {
        let (holders, notices) = read(
            r#"[{"name":"Aarón Ortíz","party":"Democratic","chamber":"lower","district":"1",
                "offices":[{"classification":"capitol","address":"Room 288-S","voice":"217-782-1117"}],
                "links":["javascript:alert(1)"]},
               {"name":"Governor","chamber":"executive","district":""},
               {"name":"Nobody","chamber":"upper","district":"first"}]"#,
        );
        let holders = holders.unwrap();
        assert_eq!(holders.len(), 1);
        let holder = &holders[&AreaKind::House]["17001"];
        assert_eq!((holder.name.as_str(), holder.url.as_deref()), ("Aarón Ortíz", None));
        assert_eq!(holder.offices[0].phone, "217-782-1117");
        assert_eq!(notices.count(NoticeCode::Malformed), 1);
    }

    #[test]
    fn members_of_congress_are_read_in_both_forms_and_senators_have_no_district() {
        let text = r#"[{"bioguide":"D000096","name":"Danny K. Davis","type":"rep","district":7,"party":"Democrat",
            "url":"https://davis.house.gov","office":"2159 Rayburn","phone":"1",
            "district_offices":[{"address":"2815 W. Fifth Avenue","city":"Chicago","state":"IL","zip":"60612"}]},
            {"bioguide":"D000563","name":"Richard J. Durbin","type":"sen","district":null}]"#;
        let holders = read(text).0.unwrap();
        let holder = &holders[&AreaKind::Congress]["1707"];
        assert_eq!(holder.offices[1].address, "2815 W. Fifth Avenue, Chicago, IL 60612");
        assert_eq!(holders.len(), 1);
    }

    #[test]
    fn a_flat_list_of_all_states_gives_ours_alone() {
        let text = r#"[{"bioguide":"D000096","name":"Danny K. Davis","type":"rep","state":"IL","district":7},
            {"bioguide":"C001119","name":"Somebody Else","type":"rep","state":"IN","district":7}]"#;
        let (holders, notices) = read(text);
        assert_eq!(holders.unwrap()[&AreaKind::Congress]["1707"].name, "Danny K. Davis");
        assert_eq!(notices.count(NoticeCode::Duplicate), 0);
    }

    #[test]
    fn files_of_something_else_are_named() {
        for (text, why) in [
            ("[{\"a\":1}]", "a list of something else"),
            ("[", "JSON that cannot be read"),
            ("[]", "nobody of IL is in it"),
            (
                "name,party\nx,y\n",
                "the header lacks current_party, current_district, current_chamber",
            ),
        ] {
            let error = read(text).0.unwrap_err().to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
