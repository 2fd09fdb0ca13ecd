//! The letter that asks whether somebody really wants to be told.

use crate::app::App;
use crate::domain::follow::{Link, UNCONFIRMED_DAYS, Wish};
use crate::domain::mail::Letter;
use crate::i18n::{Lang, Words};
use crate::web::scope::Scope;

/// The letter of a wish.
#[must_use]
pub fn confirm(app: &App, wish: &Wish, lang: Lang) -> Letter {
    let words = Words::of(lang);
    let atlas = app.atlas();
    let named = |topic| Scope::of(&atlas, topic).map(|scope| scope.name(words)).ok();
    let topics: Vec<String> =
        wish.topics.iter().filter_map(named).map(|name| format!("  * {name}")).collect();
    let path =
        format!("/follow/confirm/{}?lang={lang}", app.sealer().token(Link::Confirm, wish.id));
    let days = [("days", UNCONFIRMED_DAYS.into())];
    let text = format!(
        "{}\n\n{}\n\n{}\n\n{}\n\n{}\n",
        words.t("letter-confirm-lead"),
        topics.join("\n"),
        words.t("letter-confirm-press"),
        app.site().link(&path),
        words.with("letter-confirm-not", &days),
    );
    Letter {
        to: wish.email.as_str().to_owned(),
        subject: words.t("letter-confirm-subject"),
        text,
        headers: vec![("Auto-Submitted".to_owned(), "auto-generated".to_owned())],
    }
}
