//! What was typed into the form, and what is wrong with it.

use crate::atlas::Atlas;
use crate::domain::email::Email;
use crate::domain::follow::{Pace, Topic};
use crate::i18n::Lang;
use crate::web::scope::Scope;

/// Fields of a form in which one name may stand several times.
pub type Fields = Vec<(String, String)>;

/// The longest address that is shown again, in characters.
const MOST: usize = 254;

/// What was typed.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The address.
    pub email: String,
    /// What to follow.
    pub topic: String,
    /// How often.
    pub pace: String,
    /// The language of letters.
    pub lang: String,
}

/// A form without a fault.
#[derive(Debug)]
pub struct Asked {
    /// The address.
    pub email: Email,
    /// What to follow.
    pub topic: Topic,
    /// How often.
    pub pace: Pace,
    /// The language of letters.
    pub lang: Lang,
}

/// What has to be mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No address, or none that could be one.
    Email,
    /// Nothing to follow, or nothing that is there.
    Topic,
    /// No pace.
    Pace,
    /// No language.
    Lang,
}

impl Fault {
    /// The field's name, which is its mark on the page too.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Topic => "topic",
            Self::Pace => "pace",
            Self::Lang => "letters",
        }
    }

    /// The message that says how to mend it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Email => "follow-error-email",
            Self::Topic => "follow-error-topic",
            Self::Pace => "follow-error-pace",
            Self::Lang => "follow-error-lang",
        }
    }
}

impl Entry {
    /// A form that nobody has touched.
    #[must_use]
    pub fn blank(topic: Option<&Topic>, lang: Lang) -> Self {
        Self {
            email: String::new(),
            topic: topic.map_or_else(|| Topic::all().to_string(), Topic::to_string),
            pace: Pace::AtOnce.to_string(),
            lang: lang.to_string(),
        }
    }

    /// What was sent.
    #[must_use]
    pub fn read(fields: &Fields) -> Self {
        let text = |name| field(fields, name).chars().take(MOST).collect::<String>();
        Self {
            email: text("email"),
            topic: text("topic"),
            pace: text("pace"),
            lang: text("letters"),
        }
    }

    /// What is asked for.
    ///
    /// # Errors
    /// With everything that has to be mended, in the order of the form.
    pub fn asked(&self, atlas: &Atlas) -> Result<Asked, Vec<Fault>> {
        let topic = self.topic.parse::<Topic>().ok();
        let topic = topic.filter(|topic| Scope::of(atlas, topic).is_ok());
        let parts = (
            Email::parse(&self.email),
            topic,
            self.pace.parse::<Pace>(),
            self.lang.parse::<Lang>(),
        );
        let faults = [
            (parts.1.is_none(), Fault::Topic),
            (parts.0.is_err(), Fault::Email),
            (parts.2.is_err(), Fault::Pace),
            (parts.3.is_err(), Fault::Lang),
        ];
        match parts {
            (Ok(email), Some(topic), Ok(pace), Ok(lang)) => Ok(Asked { email, topic, pace, lang }),
            _ => Err(faults.into_iter().filter(|(is, _)| *is).map(|(_, fault)| fault).collect()),
        }
    }
}

/// The first value of a field; empty where there is none.
#[must_use]
pub fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.trim())
}

/// The topics whose boxes were ticked.
#[must_use]
pub fn topics(fields: &Fields) -> Vec<Topic> {
    let ticked = fields.iter().filter(|(name, _)| name == "topic");
    ticked.filter_map(|(_, value)| value.parse().ok()).collect()
}
