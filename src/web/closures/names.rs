//! What the offices of a case are called on its page: plain, where the sources use agency letters.

use jiff::civil::Date;

use crate::domain::office::Office;
use crate::i18n::Words;
use crate::web::ui::plain_name;

use super::CasePage;

/// What the sources' names begin with, where nobody needs it to know which office is meant.
const LETTERS: [&str; 6] =
    ["IDHS FCRC - ", "DHS local office, ", "IDES - ", "CDPH ", "IDHS ", "DHS "];

/// The name of an office of a case, given the one in the sources.
#[must_use]
pub fn named(words: Words, page: &CasePage<'_>, name: &str) -> String {
    let parts = page.losing.iter().chain(&page.receiving);
    let office = parts.filter(|part| part.case.name == name).find_map(|part| part.office);
    called(words, office, name)
}

/// The plain name of an office that the store knows, else the sources' name; without letters.
#[must_use]
pub fn called(words: Words, office: Option<&Office>, name: &str) -> String {
    let name = office.map_or_else(|| name.to_owned(), |office| plain_name(words, office));
    let short = LETTERS.iter().find_map(|letters| name.strip_prefix(letters)).unwrap_or(&name);
    short.replace("Family Community Resource Centers", &words.t("aid-offices"))
}

/// A day with its weekday: "Sunday, January 16, 2005".
#[must_use]
pub fn day_word(words: Words, day: Date) -> String {
    let values = [("weekday", words.weekday(day).into()), ("date", words.day(day).into())];
    words.with("law-day", &values)
}
