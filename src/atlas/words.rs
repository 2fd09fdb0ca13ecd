//! Words made comparable beyond case and accents: saint and st, county phrases, the state's name, streets.

use crate::domain::text;

/// The longest text that is looked at, in characters.
pub(super) const LONGEST: usize = 200;

/// The first [`LONGEST`] characters, with white space tidied.
pub(super) fn cut(text: &str) -> String {
    let short: String = text.chars().take(LONGEST).collect();
    text::tidy(&short)
}

/// Hands over the folded words of a text, with saint, mount and fort in their short forms.
pub(super) fn each(text: &str, mut take: impl FnMut(&str)) {
    text::each_word(text, |word| take(shortened(word).unwrap_or(word)));
}

/// The words of a text, as [`each`] gives them.
pub(super) fn canonical(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each(text, |word| words.push(word.to_owned()));
    words
}

/// The short form of a word that names write both ways.
fn shortened(word: &str) -> Option<&'static str> {
    Some(match word {
        "saint" => "st",
        "sainte" => "ste",
        "mount" => "mt",
        "fort" => "ft",
        _ => return None,
    })
}

/// The long form of a word that [`canonical`] shortens, so that its beginning can be typed.
pub(super) fn lengthened(word: &str) -> Option<&'static str> {
    Some(match word {
        "st" => "saint",
        "ste" => "sainte",
        "mt" => "mount",
        "ft" => "fort",
        _ => return None,
    })
}

/// A name without breaks, by which `La Salle` and `LaSalle` are one.
pub(super) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    each(name, |word| key.push_str(word));
    key
}

/// The words without the state's name (and the country's) at their end; never without all of them.
pub(super) fn without_state(mut words: &[String]) -> &[String] {
    while let [rest @ .., last] = words
        && !rest.is_empty()
        && matches!(last.as_str(), "il" | "ill" | "illinois" | "usa" | "us")
    {
        words = rest;
    }
    words
}

/// The county's own words in `pope county`, `county of pope` or `condado de pope`.
pub(super) fn county_phrase(words: &[String]) -> Option<&[String]> {
    let rest = match words {
        [rest @ .., last] if matches!(last.as_str(), "county" | "condado" | "co" | "cnty") => rest,
        [first, of, rest @ ..] if first == "county" && of == "of" => rest,
        [first, de, el, rest @ ..] if first == "condado" && de == "de" && el == "el" => rest,
        [first, de, rest @ ..] if first == "condado" && matches!(de.as_str(), "de" | "del") => rest,
        [first, rest @ ..] if first == "condado" => rest,
        _ => return None,
    };
    (!rest.is_empty()).then_some(rest)
}

/// A house number with its street, and how many words it takes up.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Street {
    /// Number, direction and name joined by spaces, without avenue, street or road.
    pub key: String,
    /// How many of the words were used.
    pub used: usize,
    /// Whether the end of the name was seen: a word such as avenue, or a suite.
    pub ended: bool,
}

/// Reads `1000 N Main Street` off the front of some words; none without a number and a name.
pub(super) fn street(words: &[String]) -> Option<Street> {
    let number = words.first()?;
    if !number.bytes().next()?.is_ascii_digit() || number.len() > 8 {
        return None;
    }
    let mut key = number.clone();
    let mut named = false;
    let street = |key: String, used, ended| Some(Street { key, used, ended });
    for (at, word) in words.iter().enumerate().skip(1) {
        let word = word.as_str();
        if is_unit(word) {
            return if named { street(key, at, true) } else { None };
        }
        if named && is_suffix(word) {
            return street(key, at + 1, true);
        }
        let short = direction(word);
        key.push(' ');
        key.push_str(short.unwrap_or(word));
        named |= short.is_none();
    }
    if named { street(key, words.len(), false) } else { None }
}

fn direction(word: &str) -> Option<&'static str> {
    Some(match word {
        "n" | "north" | "norte" => "n",
        "s" | "south" | "sur" => "s",
        "e" | "east" | "este" => "e",
        "w" | "west" | "oeste" => "w",
        _ => return None,
    })
}

fn is_suffix(word: &str) -> bool {
    matches!(
        word,
        "st" | "street"
            | "ave"
            | "av"
            | "avenue"
            | "rd"
            | "road"
            | "dr"
            | "drive"
            | "blvd"
            | "boulevard"
            | "ln"
            | "lane"
            | "ct"
            | "court"
            | "pl"
            | "place"
            | "pkwy"
            | "parkway"
            | "hwy"
            | "highway"
            | "ter"
            | "terrace"
            | "cir"
            | "circle"
    )
}

fn is_unit(word: &str) -> bool {
    matches!(
        word,
        "suite" | "ste" | "floor" | "fl" | "unit" | "room" | "rm" | "apt" | "bldg" | "building"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        canonical(text)
    }

    #[test]
    fn names_that_are_written_both_ways_have_one_key() {
        for (a, b) in [
            ("East St. Louis", "East Saint Louis"),
            ("LaSalle", "La Salle"),
            ("O'Fallon", "O Fallon"),
            ("Mt. Vernon", "Mount Vernon"),
            ("De Witt", "DeWitt"),
        ] {
            assert_eq!(key(a), key(b));
        }
    }

    #[test]
    fn a_county_is_asked_for_in_two_languages() {
        for text in ["Pope County", "county of Pope", "condado de Pope", "Condado Pope", "pope co."]
        {
            assert_eq!(county_phrase(&words(text)).unwrap(), ["pope"], "{text}");
        }
        assert!(county_phrase(&words("County")).is_none());
        assert!(county_phrase(&words("Cook County Health")).is_none());
    }

    #[test]
    fn the_state_is_dropped_from_the_end_only() {
        assert_eq!(without_state(&words("Springfield, IL, USA")), ["springfield"]);
        assert_eq!(without_state(&words("Illinois")), ["illinois"]);
        assert_eq!(without_state(&words("Illinois Avenue")), ["illinois", "avenue"]);
    }

    #[test]
    fn streets_are_one_however_they_are_shortened() {
        let key = |text: &str| street(&words(text)).map(|s| s.key);
        assert_eq!(key("1000 N Main St Willow Hall Ste B"), key("1000 North Main Street"));
        assert_eq!(key("2907 S. Wabash").as_deref(), Some("2907 s wabash"));
        assert_eq!(key("100 N St Louis Ave").as_deref(), Some("100 n st louis"));
        for text in ["62901", "Main Street", "12 N", "12 Suite B", ""] {
            assert_eq!(key(text), None, "{text}");
        }
    }
}
