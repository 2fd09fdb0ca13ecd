//! The pages of words: complete, true to the data, and escaped.

use jiff::civil::date;

use super::{about, data, method, privacy};
use crate::domain::dataset::{DataSetOf, Dataset};
use crate::domain::demand::DemandLevel;
use crate::domain::polygon::AreaKind;
use crate::i18n::Lang;
use crate::shipped;
use crate::web::cx::PageCx;

fn cx(lang: Lang, path: &str) -> PageCx {
    PageCx::for_test(lang, path, date(2026, 11, 22).at(12, 0, 0, 0))
}

#[test]
fn the_rows_are_those_that_the_readme_tells_of() {
    let readme = shipped::text("data/README.md");
    for name in
        ["offices.csv", "closures.csv", "cases.csv", "steps.csv", "zips.csv", "base.geojson"]
    {
        let rows = data::rows(name).unwrap().to_string();
        let line = readme.lines().find(|l| l.starts_with(&format!("| `{name}`"))).unwrap();
        assert!(line.replace(',', "").contains(&rows), "{rows}: {line}");
    }
    assert_eq!(data::rows("literature.toml"), Some(2));
    assert_eq!(data::rows("README.md"), None);
}

/// A file of every set that has words of its own, and one of a kind that has none.
fn sets() -> Vec<Dataset> {
    let known = AreaKind::KNOWN.iter().cloned().map(DataSetOf::Areas);
    let levels = DemandLevel::ALL.iter().copied().map(DataSetOf::Demand);
    let people = [AreaKind::House, AreaKind::Senate, AreaKind::Congress];
    let own = [DataSetOf::Areas("police-beat".parse().unwrap())];
    let all = known.chain(levels).chain(people.map(DataSetOf::Officeholders)).chain(own);
    let made = all.map(|of| Dataset {
        name: "a<b".to_owned(),
        of,
        url: "javascript:alert(1)".to_owned(),
        vintage: "2019-2023".to_owned(),
        sha256: "00".to_owned(),
        rows: 1_234,
        loaded_at: "2026-11-22T12:00:00Z".parse().unwrap(),
    });
    made.collect()
}

#[test]
fn what_was_loaded_shows_with_its_origin_its_time_and_its_number_of_rows() {
    let mut loaded = sets();
    let page = |loaded: &[Dataset]| data::show(&cx(Lang::En, "/data"), loaded).into_string();
    let html = page(&loaded);
    assert!(html.contains("County lines") && html.contains("police-beat"), "{html}");
    assert!(
        html.contains("1,234 rows")
            && html.contains("2019-2023")
            && html.contains("November 22, 2026")
    );
    assert!(html.contains("a&lt;b") && !html.contains("href=\"javascript"), "{html}");
    for set in &mut loaded {
        set.url = "https://www2.census.gov/file.zip".to_owned();
    }
    assert!(page(&loaded).contains("href=\"https://www2.census.gov/file.zip\""));
    assert!(page(&[]).contains("Nothing of this kind is loaded"));
}

#[test]
fn every_shipped_file_can_be_taken() {
    let html = data::show(&cx(Lang::En, "/data"), &[]).into_string();
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data"));
    let names = |within: &str| -> Vec<String> {
        let files = std::fs::read_dir(folder.join(within)).unwrap().map(Result::unwrap);
        let files = files.filter(|file| file.file_type().unwrap().is_file());
        files.map(|f| format!("{within}{}", f.file_name().into_string().unwrap())).collect()
    };
    let all = [names(""), names("statutes/")].concat();
    assert!(all.len() > 15);
    for name in all {
        let address = shipped::address(&format!("data/{name}"));
        assert!(html.contains(&format!(r#"href="{address}""#)), "{name}");
    }
    for path in
        ["/api/offices/nearest", "/api/closures", "/api/search", "/api/map", "/openapi.json"]
    {
        assert!(html.contains(path), "{path}");
    }
}

#[test]
fn no_page_has_a_word_that_is_missing() {
    for lang in Lang::ALL {
        for html in [
            data::show(&cx(*lang, "/data"), &sets()).into_string(),
            about::show(&cx(*lang, "/about")).into_string(),
            method::show(&cx(*lang, "/about/method"), DemandLevel::Tract, true).into_string(),
            privacy::show(&cx(*lang, "/privacy"), false).into_string(),
            privacy::show(&cx(*lang, "/privacy"), true).into_string(),
        ] {
            for key in [
                "text-", "method-", "formula-", "harm-", "licence-", "file-", "about-", "privacy-",
                "data-", "set-", "areas-",
            ] {
                assert!(!html.contains(&format!(">{key}")), "{lang}: {key}");
            }
            assert!(html.matches("<h2").count() >= 4, "{lang}");
        }
    }
}

#[test]
fn the_studies_are_quoted_with_their_source_in_both_languages() {
    assert_eq!(crate::web::studies::studies().iter().map(|s| s.findings.len()).sum::<usize>(), 3);
    let html = about::show(&cx(Lang::Es, "/about")).into_string();
    assert!(
        html.contains("de 7 a 9 por ciento") && html.contains("NBER working paper 34529, 2025")
    );
}

#[test]
fn the_promise_about_addresses_follows_the_setting() {
    let said = |on| privacy::show(&cx(Lang::En, "/privacy"), on).into_string();
    assert!(said(true).contains("Census Bureau") && !said(true).contains("it stays here"));
    assert!(said(false).contains("it stays here"));
}

#[test]
fn every_rule_can_be_linked_to_and_names_its_source() {
    for (lang, people) in [(Lang::En, "census tracts today"), (Lang::Es, "sectores censales")] {
        let html = method::show(&cx(lang, "/about/method"), DemandLevel::Tract, true).into_string();
        for name in ["nearest", "load", "margins", "map", "limits", "zip", "cases", "versions"] {
            assert!(html.contains(&format!("id=\"{name}\"")), "{name}");
            assert!(html.contains(&format!("href=\"#{name}\"")), "{name}");
        }
        assert!(html.contains(crate::impact::RULE) && html.contains(people), "{html}");
        for link in ["10.1007/s00190-012-0578-z", "10.1257/pol.20180076", "10.1068/b29120"] {
            assert!(html.contains(&format!("https://doi.org/{link}")), "{link}");
        }
        // Every dot of the map's key stands in the table of classes.
        assert_eq!(html.matches("<circle class=\"a").count(), crate::draw::CLASSES);
    }
    let without = method::show(&cx(Lang::En, "/about/method"), DemandLevel::Zip, false);
    assert!(without.into_string().contains("No census is loaded"));
}
