//! The fields of a rule file, each read with its own clear refusal.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::str::FromStr;

use jiff::civil::Date;
use toml::{Table, Value};

use super::statute::Text;
use crate::domain::UnknownWord;

/// What is wrong with a rule file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {key}: found {found}, expected {expected}")]
pub struct StatuteError {
    /// The file.
    pub file: String,
    /// The key with its way, or the line where the file is not TOML.
    pub key: String,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
}

/// A table of a rule file, of which each key has to be read.
pub struct Fields<'a> {
    file: &'a str,
    path: String,
    table: &'a Table,
    read: RefCell<BTreeSet<&'a str>>,
}

/// Parses a file into its table.
pub fn table(file: &str, text: &str) -> Result<Table, StatuteError> {
    text.parse::<Table>().map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        StatuteError {
            file: file.to_owned(),
            key: format!("line {}", before.matches('\n').count() + 1),
            found: error.message().lines().next().unwrap_or_default().to_owned(),
            expected: "a TOML file".to_owned(),
        }
    })
}

impl<'a> Fields<'a> {
    /// The whole file.
    pub fn whole(file: &'a str, table: &'a Table) -> Self {
        Self { file, path: String::new(), table, read: RefCell::default() }
    }

    fn at(&self, path: String, table: &'a Table) -> Self {
        Self { file: self.file, path, table, read: RefCell::default() }
    }

    /// The way to a key.
    fn way(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// A refusal of a key.
    pub fn wrong(&self, key: &str, found: &str, expected: &str) -> StatuteError {
        StatuteError {
            file: self.file.to_owned(),
            key: self.way(key),
            found: found.to_owned(),
            expected: expected.to_owned(),
        }
    }

    fn value(&self, key: &'a str) -> Option<&'a Value> {
        self.read.borrow_mut().insert(key);
        self.table.get(key)
    }

    fn needed(&self, key: &'a str, expected: &str) -> Result<&'a Value, StatuteError> {
        self.value(key).ok_or_else(|| self.wrong(key, "nothing", expected))
    }

    fn of_kind<T>(
        &self,
        key: &str,
        value: &'a Value,
        expected: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<T, StatuteError> {
        read(value).ok_or_else(|| self.wrong(key, &shown(value), expected))
    }

    /// A text that may be left out.
    pub fn some_text(&self, key: &'a str) -> Result<Option<String>, StatuteError> {
        let text = |value: &'a Value| self.of_kind(key, value, "a text", Value::as_str);
        Ok(self.value(key).map(text).transpose()?.map(str::to_owned))
    }

    /// A text, which may be empty.
    pub fn text(&self, key: &'a str) -> Result<String, StatuteError> {
        let value = self.needed(key, "a text")?;
        Ok(self.of_kind(key, value, "a text", Value::as_str)?.to_owned())
    }

    /// A text that says something.
    pub fn full(&self, key: &'a str) -> Result<String, StatuteError> {
        let text = self.text(key)?;
        if text.trim().is_empty() {
            return Err(self.wrong(key, "an empty text", "a text"));
        }
        Ok(text)
    }

    /// An address on the web.
    pub fn url(&self, key: &'a str) -> Result<String, StatuteError> {
        let url = self.full(key)?;
        if !url.starts_with("https://") && !url.starts_with("http://") {
            return Err(self.wrong(
                key,
                &format!("{url:?}"),
                "an address that begins with https:// or http://",
            ));
        }
        Ok(url)
    }

    /// A word of a closed set.
    pub fn word<T: FromStr<Err = UnknownWord>>(&self, key: &'a str) -> Result<T, StatuteError> {
        let word = self.full(key)?;
        word.parse().map_err(|unknown: UnknownWord| self.unknown(key, &unknown))
    }

    /// A word of a closed set that may be left out.
    pub fn some_word<T: FromStr<Err = UnknownWord>>(
        &self,
        key: &'a str,
    ) -> Result<Option<T>, StatuteError> {
        if self.table.contains_key(key) { self.word(key).map(Some) } else { Ok(None) }
    }

    fn unknown(&self, key: &str, unknown: &UnknownWord) -> StatuteError {
        let found = format!("{:?}", unknown.found);
        self.wrong(key, &found, &format!("one of: {}", unknown.expected))
    }

    /// Texts of a list; none where the key is left out.
    pub fn texts(&self, key: &'a str) -> Result<Vec<String>, StatuteError> {
        const EXPECTED: &str = "a list of texts";
        let Some(value) = self.value(key) else { return Ok(Vec::new()) };
        let list = self.of_kind(key, value, EXPECTED, Value::as_array)?;
        let text = |value| self.of_kind(key, value, EXPECTED, Value::as_str).map(str::to_owned);
        list.iter().map(text).collect()
    }

    /// Words of a closed set; none where the key is left out.
    pub fn words<T: FromStr<Err = UnknownWord>>(
        &self,
        key: &'a str,
    ) -> Result<Vec<T>, StatuteError> {
        let word = |word: String| word.parse().map_err(|unknown| self.unknown(key, &unknown));
        self.texts(key)?.into_iter().map(word).collect()
    }

    /// A whole number that may be left out.
    pub fn some_number<T: TryFrom<i64>>(&self, key: &'a str) -> Result<Option<T>, StatuteError> {
        const EXPECTED: &str = "a whole number that is not negative";
        let number = |value: &'a Value| {
            let fits = |value: &'a Value| T::try_from(value.as_integer().filter(|n| *n >= 0)?).ok();
            self.of_kind(key, value, EXPECTED, fits)
        };
        self.value(key).map(number).transpose()
    }

    /// A number of days.
    pub fn days(&self, key: &'a str) -> Result<u16, StatuteError> {
        const EXPECTED: &str = "a number of days from 0 to 3650";
        let value = self.needed(key, EXPECTED)?;
        let days =
            |value: &'a Value| u16::try_from(value.as_integer()?).ok().filter(|n| *n <= 3650);
        self.of_kind(key, value, EXPECTED, days)
    }

    /// Yes or no; no where the key is left out.
    pub fn flag(&self, key: &'a str) -> Result<bool, StatuteError> {
        let flag = |value: &'a Value| self.of_kind(key, value, "true or false", Value::as_bool);
        Ok(self.value(key).map(flag).transpose()?.unwrap_or(false))
    }

    /// A day, written as a TOML date or as a text.
    pub fn day(&self, key: &'a str) -> Result<Date, StatuteError> {
        const EXPECTED: &str = "a day such as 2026-11-22";
        let value = self.needed(key, EXPECTED)?;
        let day = |value: &Value| match value {
            Value::Datetime(at) => at.to_string().parse().ok(),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        self.of_kind(key, value, EXPECTED, day)
    }

    /// A table; none where the key is left out.
    pub fn table(&self, key: &'a str) -> Result<Option<Self>, StatuteError> {
        let table = |value: &'a Value| {
            let table = self.of_kind(key, value, "a table", Value::as_table)?;
            Ok(self.at(self.way(key), table))
        };
        self.value(key).map(table).transpose()
    }

    /// A list of tables, numbered from 1 in their ways; none where the key is left out.
    pub fn tables(&self, key: &'a str) -> Result<Vec<Self>, StatuteError> {
        const EXPECTED: &str = "a list of tables";
        let Some(value) = self.value(key) else { return Ok(Vec::new()) };
        let list = self.of_kind(key, value, EXPECTED, Value::as_array)?;
        (1..)
            .zip(list)
            .map(|(n, value)| {
                let table = self.of_kind(key, value, EXPECTED, Value::as_table)?;
                Ok(self.at(format!("{}[{n}]", self.way(key)), table))
            })
            .collect()
    }

    /// Tables by their names; none where the key is left out.
    pub fn named(&self, key: &'a str) -> Result<Vec<(&'a str, Self)>, StatuteError> {
        let Some(all) = self.table(key)? else { return Ok(Vec::new()) };
        let one = |(name, value): (&'a String, &'a Value)| {
            let table = all.of_kind(name, value, "a table", Value::as_table)?;
            Ok((name.as_str(), all.at(all.way(name), table)))
        };
        all.table.iter().map(one).collect()
    }

    /// A text in both languages.
    pub fn both(&self, key: &'a str) -> Result<Text, StatuteError> {
        let table = self.table(key)?;
        table.ok_or_else(|| self.wrong(key, "nothing", "{ en = \"..\", es = \"..\" }"))?.languages()
    }

    /// A text in both languages that may be left out.
    pub fn some_both(&self, key: &'a str) -> Result<Text, StatuteError> {
        Ok(self.table(key)?.map(|table| table.languages()).transpose()?.unwrap_or_default())
    }

    /// The two languages of a table that has nothing else.
    pub fn languages(&self) -> Result<Text, StatuteError> {
        let text = Text { en: self.full("en")?, es: self.some_text("es")?.unwrap_or_default() };
        self.done()?;
        Ok(text)
    }

    /// Refuses a key that nobody read: a slip of the pen would be a rule that does not run.
    pub fn done(&self) -> Result<(), StatuteError> {
        let read = self.read.borrow();
        match self.table.keys().find(|key| !read.contains(key.as_str())) {
            None => Ok(()),
            Some(key) => {
                let known = read.iter().copied().collect::<Vec<_>>().join(", ");
                Err(self.wrong(key, "a key that is not known", &format!("one of: {known}")))
            }
        }
    }
}

/// A value as it stands in the file, cut short.
fn shown(value: &Value) -> String {
    match value {
        Value::Table(_) => "a table".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::String(text) => format!("{:?}", text.chars().take(60).collect::<String>()),
        other => other.to_string(),
    }
}
