//! The pages of words: complete, true to the data, and escaped.

use jiff::civil::date;

use super::studies::STUDIES;
use super::{about, data, privacy};
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

#[test]
fn every_shipped_file_can_be_taken() {
    let html = data::show(&cx(Lang::En, "/data")).into_string();
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
            data::show(&cx(*lang, "/data")).into_string(),
            about::show(&cx(*lang, "/about")).into_string(),
            privacy::show(&cx(*lang, "/privacy"), false).into_string(),
            privacy::show(&cx(*lang, "/privacy"), true).into_string(),
        ] {
            for key in ["text-", "licence-", "file-", "about-", "privacy-", "data-"] {
                assert!(!html.contains(&format!(">{key}")), "{lang}: {key}");
            }
            assert!(html.matches("<h2").count() >= 4, "{lang}");
        }
    }
}

#[test]
fn the_studies_are_quoted_with_their_source_in_both_languages() {
    assert_eq!(STUDIES.iter().map(|s| s.findings.len()).sum::<usize>(), 3);
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
