//! Following: who wants to be told of what, and how often.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::closure::{Closure, Step};
use super::email::Email;
use super::id::{ClosureId, FollowerId, NewsId};
use super::slug::Slug;

/// Topics that one follower or webhook may have.
pub const MOST_TOPICS: usize = 20;
/// Days after which a wish that nobody confirmed is deleted.
pub const UNCONFIRMED_DAYS: i64 = 7;

text_enum! {
    /// What can be followed.
    TopicKind {
        /// Every case.
        All = "all",
        /// One case.
        Closure = "closure",
        /// The cases of one office.
        Office = "office",
        /// The cases that hit one county.
        County = "county",
        /// The cases that one agency decided.
        Agency = "agency",
    }
}

text_enum! {
    /// How often a follower gets a letter.
    Pace {
        /// As soon as something changes.
        AtOnce = "at_once",
        /// One letter a day, when something changed.
        Daily = "daily",
        /// One letter a week, when something changed.
        Weekly = "weekly",
    }
}

text_enum! {
    /// What a link in a letter is for.
    Link {
        /// Confirming a wish.
        Confirm = "follow.confirm",
        /// Changing what is followed, or ending it.
        Manage = "follow.manage",
    }
}

/// What is followed: a kind, and for all but [`TopicKind::All`] the public name of the thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Topic {
    kind: TopicKind,
    name: Option<Slug>,
}

/// Text that names nothing that can be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "found {found:?}, expected all, or closure:, office:, county: or agency: with a public name"
)]
pub struct NotATopic {
    /// What was written.
    pub found: String,
}

impl Topic {
    /// Every case.
    #[must_use]
    pub const fn all() -> Self {
        Self { kind: TopicKind::All, name: None }
    }

    /// One case.
    #[must_use]
    pub const fn closure(slug: Slug) -> Self {
        Self { kind: TopicKind::Closure, name: Some(slug) }
    }

    /// The cases of an office.
    #[must_use]
    pub const fn office(slug: Slug) -> Self {
        Self { kind: TopicKind::Office, name: Some(slug) }
    }

    /// The cases that hit a county.
    #[must_use]
    pub const fn county(slug: Slug) -> Self {
        Self { kind: TopicKind::County, name: Some(slug) }
    }

    /// The cases that an agency decided.
    #[must_use]
    pub const fn agency(slug: Slug) -> Self {
        Self { kind: TopicKind::Agency, name: Some(slug) }
    }

    /// What kind of thing.
    #[must_use]
    pub const fn kind(&self) -> TopicKind {
        self.kind
    }

    /// The public name; empty for everything.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_ref().map_or("", Slug::as_str)
    }
}

impl FromStr for Topic {
    type Err = NotATopic;

    fn from_str(text: &str) -> Result<Self, NotATopic> {
        let bad = || NotATopic { found: text.chars().take(60).collect() };
        if text == TopicKind::All.as_str() {
            return Ok(Self::all());
        }
        let (kind, name) = text.split_once(':').ok_or_else(bad)?;
        let kind = kind.parse::<TopicKind>().map_err(|_| bad())?;
        if kind == TopicKind::All {
            return Err(bad());
        }
        let name = name.parse::<Slug>().map_err(|_| bad())?;
        Ok(Self { kind, name: Some(name) })
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            None => f.write_str(self.kind.as_str()),
            Some(name) => write!(f, "{}:{name}", self.kind),
        }
    }
}

impl Serialize for Topic {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Topic {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// What a person asks for: it holds until the letter's link is pressed, or a few days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Identifier of the wish, and of the follower that it may become.
    pub id: FollowerId,
    /// The address, in the clear only in memory.
    pub email: Email,
    /// What to follow.
    pub topics: Vec<Topic>,
    /// How often.
    pub pace: Pace,
    /// The language of letters, `en` or `es`.
    pub lang: String,
    /// The day of the last request.
    pub asked_on: Date,
    /// The day of the last letter that asked for confirmation.
    pub lettered_on: Option<Date>,
}

/// A person who confirmed an address and is told of changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follower {
    /// Identifier.
    pub id: FollowerId,
    /// The address, in the clear only in memory.
    pub email: Email,
    /// What is followed.
    pub topics: Vec<Topic>,
    /// How often.
    pub pace: Pace,
    /// The language of letters.
    pub lang: String,
}

/// A version of a case that followers are told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Identifier; the same event has the same one for everyone.
    pub id: NewsId,
    /// The case.
    pub closure: ClosureId,
    /// Its version.
    pub version: u32,
    /// When it was published.
    pub at: Timestamp,
}

text_enum! {
    /// What happened to a part of a case.
    ChangeKind {
        /// The case is new.
        Published = "published",
        /// A step was added.
        Added = "added",
        /// A step has another date, time or place.
        Moved = "moved",
        /// A step says something else.
        Edited = "edited",
        /// A step was taken out.
        Struck = "struck",
        /// The case was withdrawn.
        Withdrawn = "withdrawn",
        /// Something else about the case.
        Facts = "facts",
    }
}

/// One change of a case, as followers are told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'a> {
    /// What happened.
    pub kind: ChangeKind,
    /// The step as it is now, for changes of one.
    pub step: Option<&'a Step>,
    /// The step as it was.
    pub was: Option<&'a Step>,
}

/// What changed from one version of a case to another; nothing when followers would see no difference.
///
/// A case that is new is one change: its steps are told with it.
#[must_use]
pub fn changes<'a>(before: Option<&'a Closure>, after: &'a Closure) -> Vec<Change<'a>> {
    let whole = |kind| Change { kind, step: None, was: None };
    let Some(before) = before else { return vec![whole(ChangeKind::Published)] };
    if after.withdrawn.is_some() {
        let is_new = before.withdrawn.is_none();
        return if is_new { vec![whole(ChangeKind::Withdrawn)] } else { Vec::new() };
    }
    let mut out = Vec::new();
    if before.withdrawn.is_some() {
        out.push(whole(ChangeKind::Published));
    }
    for step in &after.steps {
        let was = before.steps.iter().find(|s| s.id == step.id);
        let kind = match was {
            None => ChangeKind::Added,
            Some(was) if !was.looks_as(step) => ChangeKind::Moved,
            Some(was) if (&was.note, was.opinion) != (&step.note, step.opinion) => {
                ChangeKind::Edited
            }
            Some(_) => continue,
        };
        out.push(Change { kind, step: Some(step), was });
    }
    for was in &before.steps {
        if !after.steps.iter().any(|step| step.id == was.id) {
            let struck = after.struck.iter().map(|s| &s.step).find(|s| s.id == was.id);
            out.push(Change {
                kind: ChangeKind::Struck,
                step: struck.or(Some(was)),
                was: Some(was),
            });
        }
    }
    if out.is_empty() && is_told(before) != is_told(after) {
        out.push(whole(ChangeKind::Facts));
    }
    out
}

/// What of a case's facts is worth a letter on its own.
fn is_told(case: &Closure) -> impl PartialEq {
    let offices: Vec<_> = case.offices.iter().map(|o| (o.name.clone(), o.role)).collect();
    let texts =
        [&case.title, &case.summary, &case.reason, &case.fate, &case.agency].map(Clone::clone);
    (texts, case.kind, case.process, case.certainty, offices, case.affected.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::closure::{ClosureKind, StepKind, StruckStep, Withdrawn};
    use crate::domain::id::StepId;
    use uuid::Uuid;

    #[test]
    fn topics_print_as_they_are_read_and_nothing_else_is_one() {
        for text in
            ["all", "closure:boone-2009", "office:idhs-fcrc-pope", "county:st-clair", "agency:idhs"]
        {
            assert_eq!(text.parse::<Topic>().unwrap().to_string(), text);
        }
        for text in ["", "all:x", "closure", "closure:", "county:St Clair", "moon:x", "closure:a:b"]
        {
            assert!(text.parse::<Topic>().is_err(), "{text}");
        }
    }

    fn case() -> Closure {
        let step = |n, kind, on: &str| Step::new(StepId(Uuid::from_u128(n)), kind, on.parse().ok());
        let mut case = Closure::blank(
            ClosureId(Uuid::from_u128(1)),
            "pope".parse().unwrap(),
            ClosureKind::Closure,
        );
        case.steps = vec![
            step(1, StepKind::Hearing, "2027-03-15"),
            step(2, StepKind::DoorClosed, "2027-06"),
        ];
        case
    }

    fn kinds(before: &Closure, after: &Closure) -> Vec<ChangeKind> {
        changes(Some(before), after).iter().map(|c| c.kind).collect()
    }

    #[test]
    fn followers_are_told_what_they_would_see() {
        let before = case();
        assert_eq!(changes(None, &before)[0].kind, ChangeKind::Published);
        assert!(kinds(&before, &before).is_empty());
        let mut after = case();
        after.steps[0].place = "Room 400".into();
        assert_eq!(kinds(&before, &after), [ChangeKind::Moved]);
        let gone = after.steps.remove(0);
        after.struck.push(StruckStep { step: gone, reason: "no hearing".into() });
        assert_eq!(kinds(&before, &after), [ChangeKind::Struck]);
        let mut after = case();
        after.title_es = "Cierre".into();
        assert!(kinds(&before, &after).is_empty());
        after.title = "The office closes".into();
        assert_eq!(kinds(&before, &after), [ChangeKind::Facts]);
        after.withdrawn =
            Some(Withdrawn { on: jiff::civil::date(2027, 1, 2), reason: "twice".into() });
        assert_eq!(kinds(&before, &after), [ChangeKind::Withdrawn]);
        assert!(kinds(&after, &after).is_empty());
        assert_eq!(kinds(&after, &before)[0], ChangeKind::Published);
    }
}
