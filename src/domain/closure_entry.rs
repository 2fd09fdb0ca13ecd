//! A typed case read into a case of the ledger, with everything that stands in the way.

use jiff::civil::Time;
use uuid::Uuid;

use super::closure::{
    Affected, CaseOffice, Certainty, Closure, ClosureKind, OfficeRole, Process, Step, StruckStep,
};
use super::closure_check::{Fault, FaultCode};
use super::closure_form::{CaseForm, FACTS, Group, Row};
use super::date::PartialDate;
use super::evidence::{Citation, Claim, Evidence, Stance};
use super::id::{ClosureId, EvidenceId, OfficeId, StepId};
use super::slug::Slug;

/// The longest text of a field that holds a line, in characters.
pub const MOST_LINE: usize = 300;
/// The longest text of a field that holds paragraphs, in characters.
pub const MOST_TEXT: usize = 10_000;
/// The first and the last year that a date of the ledger can have.
const YEARS: std::ops::RangeInclusive<i16> = 1850..=2150;

/// The most characters that a field takes.
#[must_use]
pub fn most(field: &str) -> usize {
    match field {
        "reason" | "reason_ours" | "reason_ours_es" | "fate" | "fate_es" | "summary"
        | "summary_es" | "note" | "note_es" => MOST_TEXT,
        "url" | "archive_url" => 2_000,
        _ => MOST_LINE,
    }
}

/// Reads a form. The case is as good as it can be had; it may be kept only if no fault is an error.
///
/// `stored` is the case that is being changed; its address, sources' numbers and dropped things carry over.
#[must_use]
pub fn read(form: &CaseForm, id: ClosureId, stored: Option<&Closure>) -> (Closure, Vec<Fault>) {
    let mut reader = Reader { faults: Vec::new() };
    reader.lengths(form);
    let title = reader.needed("title", form.get("title"));
    let kind = reader.word::<ClosureKind>("kind", form.get("kind"));
    if kind.is_none() && form.get("kind").is_empty() {
        reader.fault("kind", FaultCode::Missing, "", "");
    }
    let slug = stored.map_or_else(|| Slug::make(&title, "case"), |case| case.slug.clone());
    let blank = Closure::blank(id, slug, kind.unwrap_or(ClosureKind::Closure));
    let text = |field: &str| form.get(field).to_owned();
    let mut case = Closure {
        title,
        title_es: text("title_es"),
        agency: text("agency"),
        decided_by: text("decided_by"),
        process: reader.word("process", form.get("process")).unwrap_or(Process::Unknown),
        certainty: reader.word("certainty", form.get("certainty")).unwrap_or(Certainty::Documented),
        offices_total: reader.number("offices_total", form.get("offices_total")),
        employees: reader.number("employees", form.get("employees")),
        affected: Affected {
            jobs: reader.number("jobs", form.get("jobs")),
            people: reader.number("people", form.get("people")),
        },
        people_unit: reader.word("people_unit", form.get("people_unit")),
        reason: text("reason"),
        reason_ours: text("reason_ours"),
        reason_ours_es: text("reason_ours_es"),
        fate: text("fate"),
        fate_es: text("fate_es"),
        summary: text("summary"),
        summary_es: text("summary_es"),
        ..blank
    };
    if let Some(stored) = stored {
        case.version = stored.version;
        case.changed_at = stored.changed_at;
        case.withdrawn.clone_from(&stored.withdrawn);
    }
    let live = |group: Group| form.rows(group).iter().filter(|r| !r.is_gone() && !r.is_blank());
    case.offices = live(Group::Office).map(|row| reader.office(row)).collect();
    // Losing ones first, as everywhere in the ledger.
    case.offices.sort_by_key(|office| office.role == OfficeRole::Receiving);
    let mut known = stored.map_or(0, last_number);
    for row in live(Group::Source) {
        let before = stored.and_then(|case| known_source(case, row.id));
        let number = before.map_or_else(
            || {
                known += 1;
                known
            },
            |source| source.number,
        );
        case.evidence.push(reader.source(row, number));
    }
    case.steps = live(Group::Step).map(|row| reader.step(row, &case.evidence)).collect();
    case.sort_steps();
    for row in form.rows(Group::Step).iter().filter(|row| row.is_gone()) {
        let Some(step) = stored.and_then(|c| c.steps.iter().find(|s| s.id.0 == row.id)) else {
            continue;
        };
        if row.get("why").is_empty() {
            reader.fault(&path(Group::Step, row, "why"), FaultCode::Missing, "", "");
        }
        let reason = row.get("why").to_owned();
        case.struck.push(StruckStep { step: step.clone(), reason });
    }
    case.citations = live(Group::Cite).filter_map(|row| reader.citation(row, &case)).collect();
    (case, reader.faults)
}

fn last_number(case: &Closure) -> u32 {
    case.evidence.iter().chain(&case.dropped).map(|e| e.number).max().unwrap_or(0)
}

fn known_source(case: &Closure, id: Uuid) -> Option<&Evidence> {
    case.evidence.iter().chain(&case.dropped).find(|e| e.id.0 == id)
}

/// The address of a row's field.
#[must_use]
pub fn path(group: Group, row: &Row, field: &str) -> String {
    format!("{group}.{}.{field}", row.id)
}

struct Reader {
    faults: Vec<Fault>,
}

impl Reader {
    fn fault(&mut self, path: &str, code: FaultCode, found: &str, expected: &str) {
        self.faults.push(Fault::new(path, code, found, expected));
    }

    fn lengths(&mut self, form: &CaseForm) {
        for (group, beyond) in &form.beyond {
            let Ok(known) = group.parse::<Group>() else { continue };
            let found = (known.most() + beyond).to_string();
            self.fault(group, FaultCode::TooMany, &found, &known.most().to_string());
        }
        let facts = FACTS.iter().map(|f| ((*f).to_owned(), *f, form.get(f)));
        let rows = Group::ALL.iter().flat_map(|group| {
            form.rows(*group).iter().flat_map(move |row| {
                let fields = group.fields().iter();
                fields.map(move |f| (path(*group, row, f), *f, row.get(f)))
            })
        });
        let long: Vec<_> = facts
            .chain(rows)
            .filter_map(|(path, field, value)| {
                let length = value.chars().count();
                (length > most(field)).then(|| (path, length, most(field)))
            })
            .collect();
        for (path, length, most) in long {
            self.fault(&path, FaultCode::TooLong, &length.to_string(), &most.to_string());
        }
    }

    fn needed(&mut self, path: &str, value: &str) -> String {
        if value.is_empty() {
            self.fault(path, FaultCode::Missing, "", "");
        }
        value.to_owned()
    }

    /// A word of a closed set; none when nothing is chosen.
    fn word<T: std::str::FromStr>(&mut self, path: &str, value: &str) -> Option<T> {
        if value.is_empty() {
            return None;
        }
        let read = value.parse().ok();
        if read.is_none() {
            self.fault(path, FaultCode::Choice, value, "");
        }
        read
    }

    /// A count; commas and blanks between digits are how people write thousands.
    fn number(&mut self, path: &str, value: &str) -> Option<u32> {
        if value.is_empty() {
            return None;
        }
        let digits: String = value.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let read = if plain { digits.parse().ok() } else { None };
        if read.is_none() {
            self.fault(path, FaultCode::Number, value, "");
        }
        read
    }

    fn date(&mut self, path: &str, value: &str) -> Option<PartialDate> {
        if value.is_empty() {
            return None;
        }
        let read = value.parse::<PartialDate>().ok().filter(|d| YEARS.contains(&d.year()));
        if read.is_none() {
            self.fault(path, FaultCode::Date, value, "");
        }
        read
    }

    fn address(&mut self, path: &str, value: &str) -> String {
        let web = value.starts_with("https://") || value.starts_with("http://");
        let plain = !value.contains(|c: char| c.is_whitespace() || "<>\"".contains(c));
        if !(value.is_empty() || web && plain) {
            self.fault(path, FaultCode::Address, value, "");
        }
        value.to_owned()
    }

    fn office(&mut self, row: &Row) -> CaseOffice {
        let at = |field| path(Group::Office, row, field);
        let office = self.word::<Uuid>(&at("office"), row.get("office")).map(OfficeId);
        if row.get("name").is_empty() {
            self.fault(&at("name"), FaultCode::Missing, "", "");
        }
        CaseOffice {
            name: row.get("name").to_owned(),
            city: row.get("city").to_owned(),
            county: row.get("county").to_owned(),
            office,
            role: self.word(&at("role"), row.get("role")).unwrap_or(OfficeRole::Losing),
        }
    }

    fn source(&mut self, row: &Row, number: u32) -> Evidence {
        let at = |field| path(Group::Source, row, field);
        let archive = self.address(&at("archive_url"), row.get("archive_url"));
        Evidence {
            id: EvidenceId(row.id),
            title: self.needed(&at("title"), row.get("title")),
            publisher: row.get("publisher").to_owned(),
            dated: self.date(&at("dated"), row.get("dated")),
            url: self.address(&at("url"), row.get("url")),
            number,
            archive_url: Some(archive).filter(|url| !url.is_empty()),
        }
    }

    fn step(&mut self, row: &Row, sources: &[Evidence]) -> Step {
        let at = |field| path(Group::Step, row, field);
        let kind = self.word(&at("kind"), row.get("kind"));
        if row.get("kind").is_empty() {
            self.fault(&at("kind"), FaultCode::Missing, "", "");
        }
        let on = self.date(&at("on"), row.get("on"));
        let time = row.get("time");
        let hour = if time.is_empty() { None } else { time.parse::<Time>().ok() };
        if !time.is_empty() && hour.is_none() {
            self.fault(&at("time"), FaultCode::Hour, time, "");
        }
        if hour.is_some() && on.is_some_and(|on| on.exact().is_none()) {
            self.fault(&at("on"), FaultCode::HourWithoutDay, row.get("on"), time);
        }
        let source = self.word::<Uuid>(&at("evidence"), row.get("evidence")).map(EvidenceId);
        Step {
            office_name: Some(row.get("office_name").to_owned()).filter(|n| !n.is_empty()),
            opinion: self.word(&at("opinion"), row.get("opinion")),
            note: row.get("note").to_owned(),
            note_es: row.get("note_es").to_owned(),
            evidence: source.filter(|id| sources.iter().any(|e| e.id == *id)),
            time: hour,
            place: row.get("place").to_owned(),
            ..Step::new(StepId(row.id), kind.unwrap_or(super::closure::StepKind::Announced), on)
        }
    }

    /// A citation of a source and a step that are still there.
    fn citation(&mut self, row: &Row, case: &Closure) -> Option<Citation> {
        let at = |field| path(Group::Cite, row, field);
        for field in ["evidence", "claim"] {
            self.needed(&at(field), row.get(field));
        }
        let evidence = self.word::<Uuid>(&at("evidence"), row.get("evidence")).map(EvidenceId)?;
        let claim = self.word::<Claim>(&at("claim"), row.get("claim"))?;
        let stance = self.word(&at("stance"), row.get("stance")).unwrap_or(Stance::Supports);
        let there = match claim {
            Claim::Step(id) => case.steps.iter().any(|s| s.id == id),
            _ => true,
        };
        let known = case.evidence.iter().any(|e| e.id == evidence);
        (there && known).then_some(Citation { evidence, claim, stance })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(list: &[(&str, &str)]) -> CaseForm {
        let owned: Vec<_> = list.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        CaseForm::of_pairs(&owned)
    }

    fn id() -> ClosureId {
        ClosureId(Uuid::from_u128(1))
    }

    const A: &str = "00000000-0000-4000-8000-00000000000a";

    #[test]
    fn an_impossible_date_is_a_fault_of_its_field() {
        for (found, good) in [
            ("2012-02-30", false),
            ("2012-2-3", false),
            ("next week", false),
            ("0012", false),
            ("2012-02", true),
            ("2012-02-29", true),
        ] {
            let at = format!("step.{A}.on");
            let typed = form(&[
                ("title", "t"),
                ("kind", "closure"),
                (&format!("step.{A}.kind"), "hearing"),
                (&at, found),
            ]);
            let (case, faults) = read(&typed, id(), None);
            assert_eq!(faults.is_empty(), good, "{found}: {faults:?}");
            assert_eq!(case.steps[0].on.is_some(), good);
            if !good {
                assert_eq!((faults[0].path.as_str(), faults[0].code), (&*at, FaultCode::Date));
                assert_eq!(faults[0].found, found);
            }
        }
    }

    #[test]
    fn an_empty_form_says_what_it_lacks() {
        let (_, faults) = read(&CaseForm::default(), id(), None);
        let paths: Vec<_> = faults.iter().map(|f| (f.path.as_str(), f.code)).collect();
        assert_eq!(paths, [("title", FaultCode::Missing), ("kind", FaultCode::Missing)]);
    }

    #[test]
    fn numbers_are_read_as_people_write_them_and_nothing_else() {
        for (typed, read_as) in [
            ("1,200", Some(1_200)),
            ("4 700", Some(4_700)),
            ("about 5", None),
            ("-3", None),
            ("99999999999", None),
        ] {
            let (case, faults) =
                read(&form(&[("title", "t"), ("kind", "closure"), ("jobs", typed)]), id(), None);
            assert_eq!(case.affected.jobs, read_as);
            assert_eq!(faults.is_empty(), read_as.is_some(), "{typed}");
        }
    }

    #[test]
    fn a_case_goes_into_the_form_and_comes_out_as_it_was() {
        let typed = form(&[
            ("title", "The office closes"),
            ("kind", "consolidation"),
            ("people", "90"),
            ("people_unit", "households"),
            (&format!("source.{A}.title"), "A headline"),
            (&format!("source.{A}.url"), "https://example.org/"),
            ("step.00000000-0000-4000-8000-00000000000b.kind", "hearing"),
            ("step.00000000-0000-4000-8000-00000000000b.on", "2012-06-01"),
            ("step.00000000-0000-4000-8000-00000000000b.time", "14:30"),
            ("step.00000000-0000-4000-8000-00000000000b.evidence", A),
            ("office.00000000-0000-4000-8000-00000000000c.name", "Cairo"),
            ("cite.00000000-0000-4000-8000-00000000000d.evidence", A),
            ("cite.00000000-0000-4000-8000-00000000000d.claim", "jobs"),
            ("cite.00000000-0000-4000-8000-00000000000d.stance", "contradicts"),
        ]);
        let (case, faults) = read(&typed, id(), None);
        assert_eq!(faults, []);
        let (again, faults) = read(&CaseForm::of_case(&case), id(), Some(&case));
        assert_eq!(faults, []);
        assert_eq!(again, case);
        assert_eq!(case.steps[0].evidence, Some(case.evidence[0].id));
    }

    #[test]
    fn text_that_is_too_long_is_a_fault_and_stays() {
        let long = "á".repeat(50_000);
        let typed = form(&[("title", &long), ("kind", "closure")]);
        let (_, faults) = read(&typed, id(), None);
        assert_eq!((faults[0].code, faults[0].found.as_str()), (FaultCode::TooLong, "50000"));
        assert_eq!(typed.get("title"), long);
    }
}
