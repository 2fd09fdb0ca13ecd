//! The frame of every page.

use maud::{DOCTYPE, Markup, html};

use crate::i18n::Lang;
use crate::shipped::address;

use crate::web::cx::PageCx;

/// The entry of the main navigation that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nav {
    /// Finding an office.
    Find,
    /// The ledger.
    Closing,
    /// Reporting a problem.
    Report,
    /// The directory.
    Offices,
}

/// What a page tells its frame.
#[derive(Debug, Clone)]
pub struct Page {
    title: String,
    description: Option<String>,
    nav: Option<Nav>,
    map: bool,
    listed: bool,
    style: Option<&'static str>,
    script: Option<&'static str>,
    canonical: Option<String>,
}

impl Page {
    /// A page of a title.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            description: None,
            nav: None,
            map: false,
            listed: true,
            style: None,
            script: None,
            canonical: None,
        }
    }

    /// Says in a sentence what the page holds, for search engines and shared links.
    #[must_use]
    pub fn about(mut self, description: &str) -> Self {
        self.description = Some(description.to_owned());
        self
    }

    /// Marks an entry of the navigation.
    #[must_use]
    pub const fn at(mut self, nav: Nav) -> Self {
        self.nav = Some(nav);
        self
    }

    /// The page has a map or asks for the visitor's place.
    #[must_use]
    pub const fn with_map(mut self) -> Self {
        self.map = true;
        self
    }

    /// Adds a style sheet to that of every page.
    #[must_use]
    pub const fn with_style(mut self, name: &'static str) -> Self {
        self.style = Some(name);
        self
    }

    /// Adds a script; the page has to work without it.
    #[must_use]
    pub const fn with_script(mut self, name: &'static str) -> Self {
        self.script = Some(name);
        self
    }

    /// Names the one address of a page that can be reached by several.
    #[must_use]
    pub fn canonical(mut self, address: String) -> Self {
        self.canonical = Some(address);
        self
    }

    /// Keeps the page out of search engines.
    #[must_use]
    pub const fn unlisted(mut self) -> Self {
        self.listed = false;
        self
    }
}

/// Frames a page.
#[must_use]
pub fn page(cx: &PageCx, about: &Page, body: Markup) -> Markup {
    let lang = cx.words.lang();
    let site = cx.t("site");
    let title =
        if about.title == site { site.clone() } else { format!("{} · {site}", about.title) };
    let description = about.description.clone().unwrap_or_else(|| cx.t("share-text"));
    html! {
        (DOCTYPE)
        html lang=(lang) dir="ltr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                meta name="description" content=(description);
                @if !about.listed { meta name="robots" content="noindex"; }
                meta property="og:title" content=(title);
                meta property="og:description" content=(description);
                meta name="theme-color" content="#fbf8f1" media="(prefers-color-scheme: light)";
                meta name="theme-color" content="#14191b" media="(prefers-color-scheme: dark)";
                link rel="icon" href=(address("img/icon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(address("css/site.css"));
                @if let Some(style) = about.style { link rel="stylesheet" href=(address(style)); }
                @if let Some(address) = &about.canonical { link rel="canonical" href=(address); }
                @for other in Lang::ALL.iter().filter(|_| about.listed) {
                    link rel="alternate" hreflang=(other) href=(cx.in_language(*other));
                }
                @if about.map {
                    script type="module" src=(address("js/near.js")) {}
                    script type="module" src=(address("js/map.js")) {}
                }
                @if let Some(script) = about.script { script type="module" src=(address(script)) {} }
            }
            body {
                a.skip href="#main" { (cx.t("skip")) }
                (header(cx, about.nav))
                main id="main" tabindex="-1" { (body) }
                (footer(cx))
            }
        }
    }
}

fn header(cx: &PageCx, at: Option<Nav>) -> Markup {
    let entries = [
        (Nav::Find, "/", "nav-find"),
        (Nav::Closing, "/closures", "nav-closing"),
        (Nav::Report, "/report", "nav-report"),
        (Nav::Offices, "/offices", "nav-offices"),
    ];
    html! {
        header.top {
            a.brand href=(cx.href("/")) {
                img src=(address("img/icon.svg")) alt="" width="28" height="28";
                span { "Still " span { "Open" } }
            }
            nav.nav id="nav" popover aria-label=(cx.t("nav-main")) {
                @for (nav, to, key) in entries {
                    a href=(cx.href(to)) aria-current=[(at == Some(nav)).then_some("page")] { (cx.t(key)) }
                }
            }
            @for other in Lang::ALL.iter().filter(|l| **l != cx.words.lang()) {
                a.lang href=(cx.in_language(*other)) lang=(other) hreflang=(other) { (other.own_name()) }
            }
            button.menu type="button" popovertarget="nav" { (cx.t("menu")) }
        }
    }
}

fn footer(cx: &PageCx) -> Markup {
    let entries = [
        ("/areas", "nav-areas"),
        ("/impact", "impact-nav"),
        ("/calendar", "nav-calendar"),
        ("/follow", "follow-title"),
        ("/receipt", "nav-receipt"),
        ("/data", "nav-data"),
        ("/about", "nav-about"),
        ("/privacy", "nav-privacy"),
        ("/desk", "nav-desk"),
    ];
    html! {
        footer.foot {
            nav aria-label=(cx.t("nav-more")) {
                @for (to, key) in entries { a href=(cx.href(to)) { (cx.t(key)) } }
            }
            p { (cx.t("credits")) }
        }
    }
}

/// Where the page stands: links up, and its own name last.
#[must_use]
pub fn crumbs(cx: &PageCx, up: &[(&str, String)], here: &str) -> Markup {
    html! {
        nav.crumbs aria-label=(cx.t("crumbs")) {
            ol {
                @for (to, name) in up { li { a href=(cx.href(to)) { (name) } } }
                li { a href=(cx.href(&cx.path)) aria-current="page" { (here) } }
            }
        }
    }
}

/// Links to the pages of a long list; nothing for a short one. `link` makes the address of a page from 1.
#[must_use]
pub fn pager(cx: &PageCx, page: usize, pages: usize, link: &dyn Fn(usize) -> String) -> Markup {
    // The first, the last and the neighbours; none stands for a gap.
    let mut shown: Vec<Option<usize>> = Vec::new();
    for p in (1..=pages).filter(|p| *p == 1 || *p == pages || p.abs_diff(page) <= 1) {
        if shown.last().is_some_and(|last| last.is_some_and(|l| l + 1 < p)) {
            shown.push(None);
        }
        shown.push(Some(p));
    }
    html! {
        @if pages > 1 {
            nav aria-label=(cx.t("pages")) {
                ul.pages {
                    @if page > 1 { li { a href=(link(page - 1)) rel="prev" { (cx.t("page-previous")) } } }
                    @for p in shown {
                        @match p {
                            Some(p) => {
                                li { a href=(link(p)) aria-current=[(p == page).then_some("page")] { (p) } }
                            }
                            None => { li { span { "…" } } }
                        }
                    }
                    @if page < pages { li { a href=(link(page + 1)) rel="next" { (cx.t("page-next")) } } }
                }
            }
        }
    }
}
