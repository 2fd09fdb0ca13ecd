//! One closing, asked three ways: of the page, of the command, of the address for programs. All say the same.

use serde_json::Value;

use super::land::survey;
use super::program::{Place, said};
use super::publishers::{geo_folder, real, tiny};

const OFFICE: &str = "idhs-fcrc-jackson";

/// A number as pages write it.
fn grouped(number: &Value) -> String {
    let digits = number.as_u64().unwrap().to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn of_need(groups: &Value) -> &Value {
    let groups = groups.as_array().unwrap();
    groups.iter().find(|group| group["who"] == "in_poverty").unwrap()
}

/// The row of a kind's area in which most people of need have to go elsewhere.
fn hardest<'a>(answer: &'a Value, kind: &str) -> (&'a str, &'a Value) {
    let kinds = answer["kinds"].as_array().unwrap();
    let kind = kinds.iter().find(|k| k["kind"] == kind).unwrap();
    let areas = kind["areas"].as_array().unwrap().iter();
    let people = |area: &Value| of_need(&area["figures"])["change"]["people"]["value"].as_u64();
    let worst = areas.max_by_key(|area| people(area)).unwrap();
    (worst["slug"].as_str().unwrap(), of_need(&worst["figures"]))
}

#[tokio::test]
async fn the_page_the_command_and_the_address_for_programs_say_the_same() {
    let place = Place::empty();
    let files = place.folder.path().join("files");
    std::fs::create_dir(&files).unwrap();
    let geo = geo_folder();
    let all = geo.as_ref().map_or_else(|| tiny(&survey()), |geo| real(geo, &survey()));
    for (name, bytes) in all {
        std::fs::write(files.join(name), bytes).unwrap();
    }
    // The first start loads the offices; the setup loads the land.
    place.serve(&[]).end();
    let output = place.run(&["setup", "illinois", "--from", "files"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output).1);
    let service = place.serve(&[]);
    let (status, by_address) = service.ask(&format!("/api/impact?close={OFFICE}"), "");
    assert_eq!(status, 200, "{by_address}");
    let page = service.get(&format!("/impact?close={OFFICE}"));
    service.end();
    let json = place.run(&["impact", "--close", OFFICE, "--format", "json"]);
    let (by_command, errors) = said(&json);
    assert_eq!(json.status.code(), Some(0), "{errors}");
    assert_eq!(by_command.trim_end(), by_address.trim_end(), "not one byte apart");
    let (table, _) = said(&place.run(&["impact", "--close", OFFICE]));

    let answer: Value = serde_json::from_str(&by_command).unwrap();
    let need = of_need(&answer["state"]["figures"]);
    let people = &need["change"]["people"]["value"];
    let flows = answer["flows"].as_array().unwrap();
    for text in [&page, &table] {
        assert!(text.contains(&grouped(people)), "{people}: {text}");
        for flow in flows {
            let group = of_need(&flow["groups"]);
            let added = group["added"]["mean"].as_f64();
            let added = added.map(|mean| format!("{mean:.2}")).unwrap_or_default();
            let count = grouped(&group["people"]["value"]);
            assert!(text.contains(&count) && text.contains(&added), "{flow}: {text}");
        }
        let load = answer["load"]["offices"].as_array().unwrap();
        let percent = load[0]["percent"].as_f64().unwrap();
        assert!(text.contains(&format!("{percent:.1}")), "{percent}: {text}");
    }
    let (senate, in_senate) = hardest(&answer, "senate");
    let (congress, _) = hardest(&answer, "congress");
    assert!(page.contains(&format!("/areas/senate/{senate}")), "{senate}: {page}");
    assert!(page.contains(&format!("/areas/congress/{congress}")), "{congress}: {page}");
    assert!(page.contains(&grouped(&in_senate["change"]["people"]["value"])));
    assert!(table.contains(&format!("Senate District {senate}")), "{table}");

    if geo.is_none() {
        println!("no census tracts beside the repository: not compared with the known figures");
        return;
    }
    assert_eq!(people, 14_952);
    assert_eq!((senate, congress), ("59", "12"), "Carbondale's districts");
    assert_eq!(in_senate["change"]["people"]["value"], 10_207);
    let to = |slug: &str| {
        let flow = flows.iter().find(|flow| flow["to"]["slug"] == slug).unwrap();
        let group = of_need(&flow["groups"]);
        (group["people"]["value"].as_u64().unwrap(), group["added"]["mean"].as_f64().unwrap())
    };
    assert_eq!(flows.len(), 4);
    assert_eq!(to("idhs-fcrc-williamson"), (9_556, 8.48), "Marion");
    assert_eq!(to("idhs-fcrc-union"), (2_874, 12.41), "Anna");
    assert_eq!(to("idhs-fcrc-franklin"), (1_534, 1.83), "Benton");
    assert_eq!(to("idhs-fcrc-randolph"), (988, 9.55), "Chester");
}
