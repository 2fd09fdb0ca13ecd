//! A question as it stands in an address: which service, what happens to its offices, and what if something else.

use std::fmt;

use crate::domain::geo::Window;
use crate::domain::kind::OfficeKind;
use crate::domain::slug::Slug;
use crate::domain::travel::Travel;

use super::question::{AskError, Question};

/// What is asked about the offices of one service.
///
/// In an address: `service=fcrc&close=a,b&open=c&move=d@38.72710,-89.21680&new=e@38.5,-89.1`, each part as often as
/// one likes, so that a form can send it; without `service` aid offices are meant, and `by_way=car` asks in minutes. The same with `or_` before it
/// (`or_close=c`) is a second set, to be held against the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The kind of the offices.
    pub service: OfficeKind,
    /// How people travel, where minutes stand in for miles.
    pub by_way: Option<Travel>,
    /// What happens.
    pub question: Question,
    /// What might happen instead; empty where nothing is compared.
    pub instead: Question,
}

/// An address that asks nothing that can be understood.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{field}: {why}")]
pub struct AskedError {
    /// The part of the address.
    pub field: String,
    /// Found and expected.
    pub why: AskError,
}

/// Parts of a question in an address.
const PARTS: [&str; 4] = ["close", "open", "move", "new"];
/// What stands before the parts of the second set.
const INSTEAD: &str = "or_";

impl Asked {
    /// A question about a service.
    #[must_use]
    pub fn new(service: OfficeKind, question: Question) -> Self {
        Self { service, by_way: None, question, instead: Question::default() }
    }

    /// Reads the names and values of a query; names that are not of a question are passed over.
    ///
    /// # Errors
    /// At the first part that cannot be read, and when the parts contradict each other.
    pub fn of_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, AskedError> {
        let mut service = OfficeKind::Fcrc;
        let mut by_way = None;
        let mut texts = [String::new(), String::new()];
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            if name == "service" {
                let known = value.parse().ok().filter(|kind: &OfficeKind| kind.is_walked_to());
                service = known.ok_or_else(|| AskedError {
                    field: name.to_owned(),
                    why: AskError::NotAService { found: value.chars().take(80).collect() },
                })?;
                continue;
            }
            if name == "by_way" {
                by_way = Some(value.parse().map_err(|_| AskedError {
                    field: name.to_owned(),
                    why: AskError::NotAWay { found: value.chars().take(80).collect() },
                })?);
                continue;
            }
            let (set, part) = match name.strip_prefix(INSTEAD) {
                Some(part) => (1, part),
                None => (0, name),
            };
            if !PARTS.contains(&part) {
                continue;
            }
            // By itself first, so that what is wrong with it is told under its own name.
            let alone = if value.contains(['=', ';']) {
                Err(AskError::NotAQuestion { found: value.chars().take(80).collect() })
            } else {
                format!("{part}={value}").parse::<Question>()
            };
            alone.map_err(|why| AskedError { field: name.to_owned(), why })?;
            if let Some(text) = texts.get_mut(set) {
                text.push_str(part);
                text.push('=');
                text.push_str(value);
                text.push(';');
            }
        }
        let [question, instead] = texts;
        let whole = |field: &str, text: String| {
            text.parse::<Question>().map_err(|why| AskedError { field: field.to_owned(), why })
        };
        let (question, instead) = (whole("close", question)?, whole("or_close", instead)?);
        let asked = Self { service, by_way, question, instead };
        match asked.far_away() {
            None => Ok(asked),
            Some((field, slug)) => Err(AskedError { field, why: AskError::FarAway { slug } }),
        }
    }

    /// The first place that lies far outside of the state, with the part of the address that it stands in.
    fn far_away(&self) -> Option<(String, Slug)> {
        let sets = [("", &self.question), (INSTEAD, &self.instead)];
        sets.into_iter().find_map(|(before, question)| {
            let parts = [("move", question.moving()), ("new", question.founding())];
            parts.into_iter().find_map(|(part, places)| {
                let (slug, _) = places.iter().find(|(_, at)| !Window::is_near_illinois(**at))?;
                Some((format!("{before}{part}"), slug.clone()))
            })
        })
    }
}

impl Asked {
    /// The same of the service as it is, with no office closed or opened.
    #[must_use]
    pub fn as_it_is(&self) -> Self {
        Self { question: Question::default(), instead: Question::default(), ..self.clone() }
    }

    /// The part of the address that a refusal of one of the two questions is about.
    #[must_use]
    pub fn field(&self, is_instead: bool, why: &AskError) -> String {
        let (before, question) =
            if is_instead { (INSTEAD, &self.instead) } else { ("", &self.question) };
        let part = match why {
            AskError::NotAService { .. } => return "service".to_owned(),
            AskError::NotAWay { .. } => return "by_way".to_owned(),
            AskError::Both { first, .. } => first,
            AskError::Unknown { slug }
            | AskError::TwoPlaces { slug }
            | AskError::NoPlace { slug }
            | AskError::NotOpen { slug }
            | AskError::IsOpen { slug }
            | AskError::NameTaken { slug }
            | AskError::FarAway { slug }
            | AskError::NoTimes { slug } => match slug {
                slug if question.opening().contains(slug) => "open",
                slug if question.moving().contains_key(slug) => "move",
                slug if question.founding().contains_key(slug) => "new",
                _ => "close",
            },
            AskError::AllClosed | AskError::TooMany { .. } | AskError::NotAQuestion { .. } => {
                "close"
            }
        };
        format!("{before}{part}")
    }
}

/// The query of the permanent address; commas and at-signs need no escape there.
impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "service={}", self.service)?;
        if let Some(by) = self.by_way {
            write!(f, "&by_way={by}")?;
        }
        for (before, question) in [("", &self.question), (INSTEAD, &self.instead)] {
            for (part, slugs) in [("close", question.closing()), ("open", question.opening())] {
                let mut mark = format!("&{before}{part}=");
                for slug in slugs {
                    write!(f, "{mark}{}", slug.as_str())?;
                    ",".clone_into(&mut mark);
                }
            }
            for (part, places) in [("move", question.moving()), ("new", question.founding())] {
                for (slug, at) in places {
                    let (lat, lon) = (at.lat(), at.lon());
                    write!(f, "&{before}{part}={}@{lat:.5},{lon:.5}", slug.as_str())?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<String, String> {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        Asked::of_pairs(pairs).map(|asked| asked.to_string()).map_err(|e| e.to_string())
    }

    #[test]
    fn a_form_and_an_address_ask_the_same() {
        let canonical = "service=fcrc&close=a,b&open=c&move=d@40.10000,-89.20000&or_close=c";
        for query in [
            canonical,
            "close=b&close=a&move=d@40.1,-89.2&open=c&or_close=c&lang=es&utm=1",
            "or_close=c,c&service=fcrc&open=&close=a,b,a&open=c&move=d@40.1,-89.2",
        ] {
            assert_eq!(read(query).as_deref(), Ok(canonical), "{query}");
        }
        assert_eq!(read("").as_deref(), Ok("service=fcrc"));
        assert_eq!(read("service=wic_clinic").as_deref(), Ok("service=wic_clinic"));
    }

    #[test]
    fn a_question_in_minutes_says_so_in_its_address() {
        let address = "service=fcrc&by_way=car&close=a";
        assert_eq!(read("close=a&by_way=car").unwrap(), address);
        assert_eq!(read(address).unwrap(), address);
        assert_eq!(
            read("by_way=horse").unwrap_err(),
            "by_way: found \"horse\", expected car or transit"
        );
    }

    #[test]
    fn what_is_wrong_is_told_under_its_own_name() {
        for (query, field) in [
            ("close=A B", "close: "),
            ("or_open=x@1", "or_open: "),
            ("move=d@99,1", "move: "),
            ("close=a;open=b", "close: "),
            ("new=a@-90,0", "new: found a far"),
            ("or_move=a@0,0", "or_move: found a far"),
            ("service=admin_office", "service: found"),
            ("service=state_developmental_center", "service: found"),
            ("service=banks", "service: found \"banks\""),
            ("close=a&open=a", "close: found a both under close and under open"),
            ("or_close=a&or_open=a", "or_close: found a both"),
        ] {
            let error = read(query).unwrap_err();
            assert!(error.starts_with(field), "{query}: {error}");
        }
        assert!(read("close=a&or_open=a").is_ok(), "two sets may contradict each other");
    }
}
