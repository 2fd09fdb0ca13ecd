//! Questions that cannot be answered, as plain sentences.

use crate::domain::slug::Slug;
use crate::i18n::Value;
use crate::impact::AskError;
use crate::web::cx::PageCx;

use super::names::Names;
use super::place::PlaceFault;

/// Something wrong with the form: the field by its mark, and the sentence.
pub type Fault = (String, String);

/// What is wrong with a place that was typed.
pub fn of_place(cx: &PageCx, field: &str, fault: PlaceFault) -> Fault {
    let key = match fault {
        PlaceFault::NotFound => "impact-bad-place",
        PlaceFault::FarAway => "impact-bad-far",
        PlaceFault::NoOffice => "impact-bad-no-office",
        PlaceFault::NoPlace => "impact-bad-no-place",
    };
    (field.to_owned(), cx.t(key))
}

/// Why a question has no answer.
pub fn of_question(cx: &PageCx, names: &Names<'_>, why: &AskError) -> Fault {
    let none = crate::impact::Question::default();
    let about = |slug: &Slug| -> Vec<(&'static str, Value)> {
        vec![("office", names.plain(slug, &none).into())]
    };
    let count = |n: usize| Value::from(cx.words.number(u64::try_from(n).unwrap_or(u64::MAX)));
    let (field, key, values) = match why {
        AskError::Unknown { slug } => ("list", "impact-bad-unknown", about(slug)),
        AskError::Both { slug, .. } => ("list", "impact-bad-both", about(slug)),
        AskError::TwoPlaces { slug } => ("to", "impact-bad-two-places", about(slug)),
        AskError::AllClosed => ("list", "impact-bad-all-closed", vec![]),
        AskError::NoPlace { slug } => ("list", "impact-bad-no-point", about(slug)),
        AskError::NotOpen { slug } => ("list", "impact-bad-not-open", about(slug)),
        AskError::IsOpen { slug } => ("list", "impact-bad-is-open", about(slug)),
        AskError::NameTaken { slug } => ("place", "impact-bad-name", about(slug)),
        AskError::FarAway { .. } => ("list", "impact-bad-far", vec![]),
        AskError::NoTimes { slug } => ("list", "impact-bad-no-times", about(slug)),
        AskError::TooMany { found, most } => {
            let values = vec![("found", count(*found)), ("most", count(*most))];
            ("list", "impact-bad-many", values)
        }
        AskError::NotAService { found } => {
            ("service", "impact-bad-service", vec![("found", found.clone().into())])
        }
        AskError::NotAWay { found } => {
            ("service", "impact-bad-way", vec![("found", found.clone().into())])
        }
        AskError::NotAQuestion { found } => {
            ("list", "impact-bad-question", vec![("found", found.clone().into())])
        }
    };
    (field.to_owned(), cx.words.with(key, &values))
}
