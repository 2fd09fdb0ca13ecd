//! Words in the visitor's language: Fluent bundles, dates, distances and numbers.

mod steps;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::{Date, DateTime, Time};
use unic_langid::LanguageIdentifier;

use crate::domain::date::PartialDate;
use crate::domain::geo::METRES_PER_MILE;
use crate::shipped;

text_enum! {
    /// A language that every page speaks.
    Lang {
        /// English.
        En = "en",
        /// Spanish.
        Es = "es",
    }
}

impl Lang {
    /// The language that a browser asks for, by its `Accept-Language` header; English when it names none of ours.
    #[must_use]
    pub fn negotiate(header: &str) -> Self {
        let mut best = (0.0_f32, Self::En);
        for part in header.split(',').take(20) {
            let (tag, weight) = part.split_once(';').unwrap_or((part, ""));
            let weight = weight.trim().strip_prefix("q=").map_or(1.0, |q| q.parse().unwrap_or(0.0));
            let primary = tag.trim().split('-').next().unwrap_or("").to_ascii_lowercase();
            if let Ok(lang) = primary.parse::<Self>()
                && weight > best.0
            {
                best = (weight, lang);
            }
        }
        best.1
    }

    /// The language's own name.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
        }
    }
}

/// The files of words, in the folder of each language.
const FILES: [&str; 24] = [
    "common",
    "find",
    "ledger",
    "report",
    "about",
    "people",
    "desk",
    "clock",
    "evidence",
    "follow",
    "audit",
    "problems",
    "receipt",
    "worker",
    "moderate",
    "counts",
    "photos",
    "open311",
    "areas",
    "harm",
    "impact",
    "districts",
    "method",
    "times",
];

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<Vec<Bundle>> =
    LazyLock::new(|| Lang::ALL.iter().map(|l| bundle(*l)).collect());

fn bundle(lang: Lang) -> Bundle {
    let id: LanguageIdentifier = lang.as_str().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // Marks around every value would end up in titles and labels; names are isolated by `bdi` where they need it.
    bundle.set_use_isolating(false);
    for name in FILES {
        let text = shipped::text(&format!("i18n/{lang}/{name}.ftl"));
        let resource = match FluentResource::try_new(text.to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                tracing::error!(?errors, lang = lang.as_str(), "a file of words has a fault");
                resource
            }
        };
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(?errors, lang = lang.as_str(), "a word is defined twice");
        }
    }
    bundle
}

/// The words of one language; cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    lang: Lang,
}

/// A value that stands in a message.
pub type Value = FluentValue<'static>;

impl Words {
    /// The words of a language.
    #[must_use]
    pub const fn of(lang: Lang) -> Self {
        Self { lang }
    }

    /// The language.
    #[must_use]
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// A message without values.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A message with values.
    #[must_use]
    pub fn with(self, key: &str, values: &[(&str, Value)]) -> String {
        self.look_up(key, values).unwrap_or_else(|| {
            tracing::error!(key, lang = self.lang.as_str(), "a word is missing");
            key.to_owned()
        })
    }

    /// The words for a value of a closed set: the message `family-word`.
    #[must_use]
    pub fn word(self, family: &str, word: &str) -> String {
        self.t(&format!("{family}-{word}"))
    }

    /// The same, or none where there is no such message.
    #[must_use]
    pub fn word_if_known(self, family: &str, word: &str) -> Option<String> {
        self.look_up(&format!("{family}-{word}"), &[])
    }

    fn look_up(self, key: &str, values: &[(&str, Value)]) -> Option<String> {
        let bundle = BUNDLES.get(self.lang as usize)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set((*name).to_owned(), value.clone());
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, ?errors, "a message lacks a value");
        }
        Some(text)
    }

    /// A date in words, as precise as it is known: "June 24, 2026", "June 2026", "2026".
    #[must_use]
    pub fn date(self, date: PartialDate) -> String {
        let year = date.year().to_string();
        let Some(month) = date.month() else { return year };
        let month = self.word("month", &month.to_string());
        match date.exact() {
            Some(day) => self.with(
                "date-day",
                &[
                    ("day", day.day().to_string().into()),
                    ("month", month.into()),
                    ("year", year.into()),
                ],
            ),
            None => self.with("date-month", &[("month", month.into()), ("year", year.into())]),
        }
    }

    /// A whole day in words.
    #[must_use]
    pub fn day(self, date: Date) -> String {
        self.date(PartialDate::day(date))
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self, date: Date) -> String {
        self.word("weekday", &date.weekday().to_monday_one_offset().to_string())
    }

    /// A time of day on the clock that visitors read: "4:30 pm".
    #[must_use]
    pub fn time(self, time: Time) -> String {
        let (hour, half) = match time.hour() {
            0 => (12, "am"),
            12 => (12, "pm"),
            h if h > 12 => (h - 12, "pm"),
            h => (h, "am"),
        };
        let half = self.word("clock", half);
        if time.minute() == 0 {
            format!("{hour} {half}")
        } else {
            format!("{hour}:{:02} {half}", time.minute())
        }
    }

    /// Minutes after midnight as a time of day; 24:00 is midnight.
    #[must_use]
    pub fn minutes(self, minutes: u16) -> String {
        let hour = i8::try_from(minutes / 60 % 24).unwrap_or(0);
        let minute = i8::try_from(minutes % 60).unwrap_or(0);
        self.time(jiff::civil::time(hour, minute, 0, 0))
    }

    /// When something changes, told from a moment: "4 pm", "tomorrow at 8 am", "Monday at 8 am".
    #[must_use]
    pub fn moment(self, at: DateTime, now: DateTime) -> String {
        let time = self.time(at.time());
        let days = (at.date() - now.date()).get_days();
        match days {
            0 => time,
            1 => self.with("moment-tomorrow", &[("time", time.into())]),
            2..=6 => self.with(
                "moment-day",
                &[("day", self.weekday(at.date()).into()), ("time", time.into())],
            ),
            _ => self.with(
                "moment-date",
                &[("date", self.day(at.date()).into()), ("time", time.into())],
            ),
        }
    }

    /// A distance in miles: one decimal below ten, none above.
    #[must_use]
    pub fn miles(self, metres: f64) -> String {
        let miles = metres / METRES_PER_MILE;
        let figure = if miles < 9.95 { format!("{miles:.1}") } else { format!("{miles:.0}") };
        let one = if figure == "1.0" { "one" } else { "other" };
        self.with("miles", &[("miles", figure.into()), ("count", one.into())])
    }

    /// A whole number with groups of three, as both languages write it in the United States.
    #[must_use]
    pub fn number(self, number: u64) -> String {
        let digits = number.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    /// A number with so many decimals and groups of three.
    #[must_use]
    pub fn decimal(self, number: f64, places: usize) -> String {
        let text = format!("{:.places$}", number.abs());
        let (whole, rest) = text.split_once('.').map_or((text.as_str(), ""), |(w, r)| (w, r));
        let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| self.number(whole));
        let minus = if number < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
            "−"
        } else {
            ""
        };
        if rest.is_empty() { format!("{minus}{whole}") } else { format!("{minus}{whole}.{rest}") }
    }

    /// A text that is kept in both languages: the Spanish where the page is Spanish and there is one.
    #[must_use]
    pub const fn either<'t>(self, en: &'t str, es: &'t str) -> &'t str {
        match self.lang {
            Lang::Es if !es.is_empty() => es,
            Lang::Es | Lang::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_browser_gets_the_language_it_prefers() {
        assert_eq!(Lang::negotiate("es-MX,es;q=0.9,en;q=0.8"), Lang::Es);
        assert_eq!(Lang::negotiate("pl,en;q=0.5,es;q=0.4"), Lang::En);
        assert_eq!(Lang::negotiate("\u{0}garbage;;q=x,,"), Lang::En);
        assert_eq!(Lang::negotiate(""), Lang::En);
    }

    #[test]
    fn dates_and_times_read_as_people_say_them() {
        let (en, es) = (Words::of(Lang::En), Words::of(Lang::Es));
        let day: PartialDate = "2026-06-24".parse().unwrap();
        assert_eq!(en.date(day), "June 24, 2026");
        assert_eq!(es.date(day), "24 de junio de 2026");
        assert_eq!(en.date("2012-06".parse().unwrap()), "June 2012");
        assert_eq!(es.date("2012".parse().unwrap()), "2012");
        assert_eq!(en.minutes(16 * 60 + 30), "4:30 pm");
        assert_eq!(en.minutes(24 * 60), "12 am");
        let now = date(2026, 11, 20).at(18, 0, 0, 0);
        assert_eq!(en.moment(date(2026, 11, 23).at(8, 30, 0, 0), now), "Monday at 8:30 am");
    }

    #[test]
    fn numbers_and_miles_are_short() {
        let en = Words::of(Lang::En);
        assert_eq!(en.number(1_234_567), "1,234,567");
        assert_eq!(en.number(12), "12");
        assert_eq!(en.miles(10_723.0), "6.7 miles");
        assert_eq!(en.miles(1_609.3), "1.0 mile");
        assert_eq!(en.miles(44_139.0), "27 miles");
    }
}
