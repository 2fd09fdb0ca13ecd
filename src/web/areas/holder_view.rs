//! Who holds the office of a district: public facts of public office alone.

use maud::{Markup, html};

use crate::atlas::Atlas;
use crate::domain::dataset::{DataSetOf, Dataset};
use crate::domain::date::PartialDate;
use crate::domain::phone::Phone;
use crate::domain::polygon::{Area, AreaKind, HolderOffice, Officeholder};
use crate::web::cx::PageCx;

/// Who holds the office of an area, with the date of the list; for kinds of which nobody keeps such a list, nothing.
pub fn holder(cx: &PageCx, atlas: &Atlas, area: &Area) -> Markup {
    let list = list(atlas, &area.kind);
    html! {
        @match (&area.officeholder, list) {
            (Some(holder), list) => { (somebody(cx, &area.kind, holder, list)) }
            (None, Some(list)) => {
                p { (cx.words.with("district-vacant", &[("date", dated(cx, &list.vintage).into())])) }
            }
            (None, None) if is_seat(&area.kind) => { p { (cx.t("district-holder-unknown")) } }
            (None, None) => {}
        }
    }
}

/// Name and party in one line; none where nobody is known.
pub fn named(holder: &Officeholder) -> Markup {
    html! {
        bdi { (holder.name) }
        @if !holder.party.is_empty() { " (" bdi { (holder.party) } ")" }
    }
}

/// Whether somebody is elected for an area of this kind alone.
pub const fn is_seat(kind: &AreaKind) -> bool {
    matches!(kind, AreaKind::House | AreaKind::Senate | AreaKind::Congress)
}

/// The date of a list in words; as it is written where it is none.
pub fn dated(cx: &PageCx, vintage: &str) -> String {
    vintage.parse::<PartialDate>().map_or_else(|_| vintage.to_owned(), |date| cx.words.date(date))
}

/// The list of those who hold office in areas of a kind.
fn list<'a>(atlas: &'a Atlas, kind: &AreaKind) -> Option<&'a Dataset> {
    let is = |set: &&Dataset| matches!(&set.of, DataSetOf::Officeholders(of) if of == kind);
    atlas.land().datasets().iter().find(is)
}

fn somebody(cx: &PageCx, kind: &AreaKind, holder: &Officeholder, list: Option<&Dataset>) -> Markup {
    let page = holder.url.as_deref().filter(|url| is_web(url));
    let mail = holder.email.as_deref().filter(|mail| mail.contains('@'));
    html! {
        p.lead { (cx.t("district-holder")) " " strong { (named(holder)) } }
        dl.facts {
            @for office in &holder.offices { (office_line(cx, kind, office)) }
            @if let Some(page) = page {
                dt { (cx.t("district-holder-page")) }
                dd { a href=(page) rel="external noreferrer" { bdi { (shown(page)) } } }
            }
            @if let Some(mail) = mail {
                dt { (cx.t("district-holder-mail")) }
                dd { a href={ "mailto:" (mail) } { bdi { (mail) } } }
            }
        }
        @if let Some(list) = list {
            p.hint { (cx.words.with("district-holder-as-of", &[("date", dated(cx, &list.vintage).into())])) }
        }
    }
}

fn office_line(cx: &PageCx, kind: &AreaKind, office: &HolderOffice) -> Markup {
    let place = match (office.place.as_str(), kind) {
        ("capitol", AreaKind::Congress) => "washington",
        ("capitol", _) => "springfield",
        ("district" | "district-mail", _) => "district",
        _ => "other",
    };
    let phone = Phone::parse(&office.phone).ok();
    html! {
        dt { (cx.words.word("holder-office", place)) }
        dd {
            @if let Some(phone) = &phone {
                a.nowrap href=(phone.href()) { (phone) }
            } @else if !office.phone.is_empty() { bdi { (office.phone) } }
            @if !office.address.is_empty() {
                @if !office.phone.is_empty() { br; }
                span.hint { bdi { (office.address) } }
            }
        }
    }
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// An address without what everybody knows.
fn shown(url: &str) -> &str {
    let bare = url.trim_start_matches("https://").trim_start_matches("http://");
    bare.trim_start_matches("www.").trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::super::inside::tests::{atlas_of, of};
    use super::*;
    use crate::i18n::Lang;
    use jiff::civil::date;

    fn cx(lang: Lang) -> PageCx {
        PageCx::for_test(lang, "/areas", date(2026, 11, 20).at(10, 0, 0, 0))
    }

    #[test]
    fn somebody_is_named_with_their_offices_and_nothing_unsafe_becomes_a_link() {
        let atlas = atlas_of(Vec::new(), Vec::new());
        let mut area = of(&atlas, &AreaKind::Senate, "senate-59").area.clone();
        let office = |place: &str, phone: &str| HolderOffice {
            place: place.into(),
            address: "417 Capitol Building".into(),
            phone: phone.into(),
        };
        area.officeholder = Some(Officeholder {
            name: "Ana <b>Ruiz</b>".into(),
            party: "Democratic".into(),
            email: Some("ana@example.org".into()),
            url: Some("javascript:alert(1)".into()),
            offices: vec![office("capitol", "217-555-0100"), office("district", "call us")],
        });
        let html = holder(&cx(Lang::En), &atlas, &area).into_string();
        assert!(html.contains("Ana &lt;b&gt;Ruiz&lt;/b&gt;</bdi> (<bdi>Democratic"), "{html}");
        assert!(html.contains("href=\"tel:+12175550100\""), "{html}");
        assert!(html.contains("call us") && !html.contains("javascript"), "{html}");
        area.officeholder.as_mut().unwrap().url = Some("https://www.ilga.gov/senate/".into());
        let html = holder(&cx(Lang::En), &atlas, &area).into_string();
        assert!(html.contains("<bdi>ilga.gov/senate</bdi>"), "{html}");
    }

    #[test]
    fn nobody_known_is_said_and_towns_say_nothing() {
        let atlas = atlas_of(Vec::new(), Vec::new());
        let area = of(&atlas, &AreaKind::Senate, "senate-59").area;
        let html = holder(&cx(Lang::En), &atlas, area).into_string();
        assert!(html.contains("does not know who holds this seat"), "{html}");
        let town = of(&atlas, &AreaKind::Place, "carbondale").area;
        assert!(holder(&cx(Lang::En), &atlas, town).into_string().is_empty());
        assert_eq!(dated(&cx(Lang::Es), "2026-11"), "noviembre de 2026");
        assert_eq!(dated(&cx(Lang::En), "spring"), "spring");
    }
}
