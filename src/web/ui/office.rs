//! An office in a list: name, distance, how sure we are that it is open, and what to do.

use maud::{Markup, html};

use crate::domain::office::Office;
use crate::draw::PinLook;

use super::name::plain_name;
use crate::web::cx::PageCx;
use crate::web::open_now::{hours_line, look, status_words};

/// A card of the find page.
#[derive(Debug, Clone)]
pub struct Card<'a> {
    /// Its number in the list and on the map.
    pub number: usize,
    /// The office.
    pub office: &'a Office,
    /// Metres from the place that was asked for.
    pub distance_m: Option<f64>,
    /// A sentence on whether this is the office for the visitor's county.
    pub assigned: Option<String>,
    /// Whether its services are told; left out where the card above has the same.
    pub services: bool,
}

/// The kind of an office in plain words.
#[must_use]
pub fn kind_word(cx: &PageCx, office: &Office) -> String {
    cx.words.word("kind", office.facts.kind.as_str())
}

/// The mark that says how sure we are, with the sentence that says how we know.
#[must_use]
pub fn status_mark(cx: &PageCx, office: &Office) -> Markup {
    let (word, how) = status_words(cx.words, office, cx.now.date());
    let class = look(office, cx.now.date()).class();
    html! {
        p {
            span class={ "state " (class) } { (word) }
            @if !how.is_empty() { " " span.hint { (how) } }
        }
    }
}

/// A card.
#[must_use]
pub fn card(cx: &PageCx, card: &Card<'_>) -> Markup {
    let office = card.office;
    let facts = &office.facts;
    let here = cx.href(&format!("/offices/{}", office.slug));
    let hours = hours_line(cx.words, office, cx.now);
    html! {
        li.card data-slug=(office.slug) tabindex="-1" {
            div.head {
                h2.h3 { span.num { (card.number) } a href=(here) { bdi { (plain_name(cx.words, office)) } } }
                @if let Some(metres) = card.distance_m { span.far { (cx.words.miles(metres)) } }
            }
            (status_mark(cx, office))
            @if let Some(assigned) = &card.assigned { p.assigned { (assigned) } }
            dl.facts {
                @if !facts.location.one_line().is_empty() {
                    dt { (cx.t("fact-address")) } dd { bdi { (facts.location.one_line()) } }
                }
                @if !hours.is_empty() { dt { (cx.t("fact-hours")) } dd { (hours) } }
                @if card.services && !facts.services.is_empty() { dt { (cx.t("fact-services")) } dd { (services(cx, office)) } }
                @if facts.wheelchair.is_some() || !facts.languages.is_empty() {
                    dt { (cx.t("fact-access")) } dd { (access(cx, office)) }
                }
            }
            p.do {
                @if let Some(phone) = &facts.phone {
                    a.go href=(phone.href()) { (cx.t("do-call")) " " span.nowrap { (phone) } }
                }
                @if look(office, cx.now.date()) != PinLook::Shut {
                    @if let Some(to) = directions(office) {
                        " " a href=(to) rel="external noreferrer" { (cx.t("do-directions")) }
                    }
                }
                " " a href=(cx.href(&format!("/report/{}", office.slug))) { (cx.t("do-report")) }
            }
        }
    }
}

/// The services in plain words, one sentence.
pub fn services(cx: &PageCx, office: &Office) -> String {
    let words = office.facts.services.iter();
    let words = words.map(|s| cx.words.word_if_known("service", s).unwrap_or_else(|| s.clone()));
    words.collect::<Vec<_>>().join(", ")
}

/// Wheelchair access and languages, in one line.
pub fn access(cx: &PageCx, office: &Office) -> String {
    let facts = &office.facts;
    let wheelchair = facts.wheelchair.map(|w| cx.words.word("wheelchair", w.as_str()));
    let languages = (!facts.languages.is_empty()).then(|| facts.languages.join(", "));
    wheelchair.into_iter().chain(languages).collect::<Vec<_>>().join(". ")
}

/// A map of the way, at OpenStreetMap, only when pressed: by the point where it is exact, else by the address.
pub fn directions(office: &Office) -> Option<String> {
    let at = &office.facts.location;
    if let Some((point, method)) = at.point
        && !method.is_rough()
    {
        return Some(format!(
            "https://www.openstreetmap.org/directions?to={},{}",
            point.lat(),
            point.lon()
        ));
    }
    if at.address.is_empty() {
        return None;
    }
    let query = format!("{}, {}", at.one_line(), at.state);
    let query: String = form_encoded(&query);
    Some(format!("https://www.openstreetmap.org/search?query={query}"))
}

/// Text as a part of a query.
pub fn form_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte))
            }
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::id::OfficeId;
    use crate::domain::kind::OfficeKind;
    use crate::domain::office::{Listing, Location, OfficeFacts, OfficeStatus};
    use crate::domain::slug::Slug;

    /// A public aid office of a name and a town.
    pub fn office(name: &str, city: &str) -> Office {
        Office {
            id: OfficeId(uuid::Uuid::nil()),
            slug: Slug::make(name, "office"),
            feed: String::new(),
            source_id: name.to_owned(),
            site: None,
            valid_from: jiff::civil::date(2026, 6, 24),
            facts: OfficeFacts {
                name: name.to_owned(),
                agency: String::new(),
                kind: OfficeKind::Fcrc,
                status: OfficeStatus::Open,
                location: Location { city: city.to_owned(), ..Location::default() },
                phone: None,
                tty: None,
                fax: None,
                website: None,
                hours: None,
                hours_text: None,
                languages: Vec::new(),
                services: Vec::new(),
                wheelchair: None,
                opened_on: None,
                closed_on: None,
                listing: Listing::default(),
                notes: None,
            },
        }
    }

    #[test]
    fn directions_go_to_the_door_or_to_the_address_and_never_to_a_made_up_place() {
        let mut office = office("A", "Anna");
        assert_eq!(directions(&office), None);
        office.facts.location.address = "1000 N Main St & Hall".to_owned();
        let to = directions(&office).unwrap();
        assert_eq!(
            to,
            "https://www.openstreetmap.org/search?query=1000+N+Main+St+%26+Hall%2C+Anna%2C+"
        );
    }
}
