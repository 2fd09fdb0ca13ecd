//! What every view needs to know of the request: the first argument of all of them.

use std::convert::Infallible;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Uri};
use jiff::civil::DateTime;

use crate::app::App;
use crate::domain::time::zone;
use crate::i18n::{Lang, Words};

/// The page's language, address and moment.
#[derive(Debug, Clone)]
pub struct PageCx {
    /// The visitor's words.
    pub words: Words,
    /// The path that was asked for.
    pub path: String,
    /// The query that was asked for, without `lang`.
    pub query: String,
    /// Whether links must say the language, because the browser would ask for another.
    keep_lang: bool,
    /// This moment on the clocks of the offices.
    pub now: DateTime,
}

impl PageCx {
    /// A link inside the site that keeps the language.
    #[must_use]
    pub fn href(&self, to: &str) -> String {
        if self.keep_lang { with_lang(to, self.words.lang()) } else { to.to_owned() }
    }

    /// The language that is spoken, when links and forms must say it.
    #[must_use]
    pub fn kept_lang(&self) -> Option<Lang> {
        self.keep_lang.then(|| self.words.lang())
    }

    /// This page in another language.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> String {
        let here = if self.query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, self.query)
        };
        with_lang(&here, lang)
    }

    /// A message without values.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    /// A page in a language at an address and a moment, as a browser of that language asks for it.
    #[cfg(test)]
    pub fn for_test(lang: Lang, address: &str, now: DateTime) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let (path, query) = (path.to_owned(), query.to_owned());
        Self { words: Words::of(lang), path, query, keep_lang: false, now }
    }

    /// Reads the request's head.
    #[must_use]
    pub fn of(app: &App, parts: &Parts) -> Self {
        Self::read(app, &parts.uri, parts.headers.get(ACCEPT_LANGUAGE))
    }

    /// The same from the two parts of the head that matter.
    #[must_use]
    pub fn read(app: &App, uri: &Uri, accept_language: Option<&HeaderValue>) -> Self {
        let header = accept_language.and_then(|v| v.to_str().ok()).unwrap_or("");
        let asked = Lang::negotiate(header);
        let mut chosen = None;
        let mut rest = Vec::new();
        for pair in uri.query().unwrap_or("").split('&').filter(|p| !p.is_empty()) {
            match pair.strip_prefix("lang=") {
                Some(lang) => chosen = lang.parse::<Lang>().ok().or(chosen),
                None => rest.push(pair),
            }
        }
        let lang = chosen.unwrap_or(asked);
        Self {
            words: Words::of(lang),
            path: uri.path().to_owned(),
            query: rest.join("&"),
            keep_lang: lang != asked,
            now: app.clock().now().to_zoned(zone()).datetime(),
        }
    }
}

fn with_lang(to: &str, lang: Lang) -> String {
    let (address, mark) = to.split_once('#').map_or((to, None), |(a, m)| (a, Some(m)));
    let joint = if address.contains('?') { '&' } else { '?' };
    let mark = mark.map(|m| format!("#{m}")).unwrap_or_default();
    format!("{address}{joint}lang={lang}{mark}")
}

impl<S> FromRequestParts<S> for PageCx
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&App::from_ref(state), parts))
    }
}
