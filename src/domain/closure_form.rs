//! A case while it is being written: every field as it was typed, right or wrong.
//!
//! A draft, the form of a page, the comparison of two versions and the meeting of two editors all work on
//! this one shape: named fields, and four groups of rows that keep their identifiers.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::closure::Closure;

text_enum! {
    /// A group of rows.
    Group {
        /// Offices that lose or receive.
        Office = "office",
        /// Dated steps.
        Step = "step",
        /// Sources.
        Source = "source",
        /// Sources put beside a claim.
        Cite = "cite",
    }
}

/// The fields of the case itself, in the order of the page.
pub const FACTS: &[&str] = &[
    "title",
    "title_es",
    "kind",
    "certainty",
    "agency",
    "decided_by",
    "process",
    "offices_total",
    "employees",
    "jobs",
    "people",
    "people_unit",
    "reason",
    "reason_ours",
    "reason_ours_es",
    "fate",
    "fate_es",
    "summary",
    "summary_es",
];

impl Group {
    /// The fields of one of its rows, in the order of the page.
    #[must_use]
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Office => &["name", "city", "county", "role", "office", "gone"],
            Self::Step => &[
                "kind",
                "on",
                "time",
                "place",
                "office_name",
                "opinion",
                "evidence",
                "note",
                "note_es",
                "gone",
                "why",
            ],
            Self::Source => &["title", "publisher", "dated", "url", "archive_url", "gone"],
            Self::Cite => &["evidence", "claim", "stance", "gone"],
        }
    }

    /// The most rows that are taken.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Office => 300,
            Self::Step | Self::Source => 200,
            Self::Cite => 100,
        }
    }
}

/// Fields that hold something.
pub type Fields = BTreeMap<String, String>;

/// One row of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What it keeps being called.
    pub id: Uuid,
    /// What was typed.
    pub fields: Fields,
}

impl Row {
    /// A field as typed; empty when it is.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    /// Whether the row is to be taken out.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        !self.get("gone").is_empty()
    }

    /// Whether nothing was typed into it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let choice = |field: &str| matches!(field, "role" | "stance" | "gone");
        self.fields.iter().all(|(name, value)| value.is_empty() || choice(name))
    }
}

/// A case as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseForm {
    /// The fields of the case itself.
    pub facts: Fields,
    /// Its rows, by group.
    pub rows: BTreeMap<String, Vec<Row>>,
    /// How many rows of each group were sent beyond what is taken.
    #[serde(default)]
    pub beyond: BTreeMap<String, usize>,
}

/// A field by its address: `title`, or `step.IDENTIFIER.on`.
pub type Path = String;

/// Two people changed the same field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The field.
    pub path: Path,
    /// What the other one wrote.
    pub theirs: String,
    /// What this one wrote; it stays.
    pub mine: String,
}

impl CaseForm {
    /// Reads what a form sent, in the order in which it stands. Fields that are not ours are left out.
    #[must_use]
    pub fn of_pairs(pairs: &[(String, String)]) -> Self {
        let mut form = Self::default();
        let mut place: HashMap<(Group, Uuid), usize> = HashMap::new();
        for (name, value) in pairs {
            let value = lines(value);
            let mut parts = name.splitn(3, '.');
            match (parts.next(), parts.next(), parts.next()) {
                (Some(fact), None, None) if FACTS.contains(&fact) => {
                    put(&mut form.facts, fact, value);
                }
                (Some(group), Some(id), Some(field)) => {
                    let (Ok(group), Ok(id)) = (group.parse::<Group>(), Uuid::parse_str(id)) else {
                        continue;
                    };
                    if !group.fields().contains(&field) {
                        continue;
                    }
                    let rows = form.rows.entry(group.as_str().to_owned()).or_default();
                    let at = *place.entry((group, id)).or_insert_with(|| {
                        if rows.len() < group.most() {
                            rows.push(Row { id, fields: Fields::new() });
                        } else {
                            *form.beyond.entry(group.as_str().to_owned()).or_default() += 1;
                            return usize::MAX;
                        }
                        rows.len() - 1
                    });
                    if let Some(row) = rows.get_mut(at) {
                        put(&mut row.fields, field, value);
                    }
                }
                _ => {}
            }
        }
        form
    }

    /// A stored case as a form shows it.
    #[must_use]
    pub fn of_case(case: &Closure) -> Self {
        let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
        let facts = [
            ("title", case.title.clone()),
            ("title_es", case.title_es.clone()),
            ("kind", case.kind.to_string()),
            ("certainty", case.certainty.to_string()),
            ("agency", case.agency.clone()),
            ("decided_by", case.decided_by.clone()),
            ("process", case.process.to_string()),
            ("offices_total", number(case.offices_total)),
            ("employees", number(case.employees)),
            ("jobs", number(case.affected.jobs)),
            ("people", number(case.affected.people)),
            ("people_unit", case.people_unit.map(|u| u.to_string()).unwrap_or_default()),
            ("reason", case.reason.clone()),
            ("reason_ours", case.reason_ours.clone()),
            ("reason_ours_es", case.reason_ours_es.clone()),
            ("fate", case.fate.clone()),
            ("fate_es", case.fate_es.clone()),
            ("summary", case.summary.clone()),
            ("summary_es", case.summary_es.clone()),
        ];
        let mut form = Self::default();
        for (name, value) in facts {
            put(&mut form.facts, name, value);
        }
        for office in &case.offices {
            let id = office.office.map(|id| id.to_string()).unwrap_or_default();
            let fields = [
                ("name", office.name.clone()),
                ("city", office.city.clone()),
                ("county", office.county.clone()),
                ("role", office.role.to_string()),
                ("office", id.clone()),
            ];
            form.add(Group::Office, None, if id.is_empty() { &office.name } else { &id }, fields);
        }
        for step in &case.steps {
            let fields = [
                ("kind", step.kind.to_string()),
                ("on", step.on.map(|d| d.to_string()).unwrap_or_default()),
                ("time", step.time.map(|t| t.strftime("%H:%M").to_string()).unwrap_or_default()),
                ("place", step.place.clone()),
                ("office_name", step.office_name.clone().unwrap_or_default()),
                ("opinion", step.opinion.map(|o| o.to_string()).unwrap_or_default()),
                ("evidence", step.evidence.map(|e| e.to_string()).unwrap_or_default()),
                ("note", step.note.clone()),
                ("note_es", step.note_es.clone()),
            ];
            form.add(Group::Step, Some(step.id.0), "", fields);
        }
        for source in &case.evidence {
            let fields = [
                ("title", source.title.clone()),
                ("publisher", source.publisher.clone()),
                ("dated", source.dated.map(|d| d.to_string()).unwrap_or_default()),
                ("url", source.url.clone()),
                ("archive_url", source.archive_url.clone().unwrap_or_default()),
            ];
            form.add(Group::Source, Some(source.id.0), "", fields);
        }
        for cite in &case.citations {
            let key = format!("{} {}", cite.evidence, cite.claim);
            let fields = [
                ("evidence", cite.evidence.to_string()),
                ("claim", cite.claim.to_string()),
                ("stance", cite.stance.to_string()),
            ];
            form.add(Group::Cite, None, &key, fields);
        }
        form
    }

    fn add<const N: usize>(
        &mut self,
        group: Group,
        id: Option<Uuid>,
        key: &str,
        fields: [(&str, String); N],
    ) {
        let rows = self.rows.entry(group.as_str().to_owned()).or_default();
        // What says the same is called the same, whenever it is read.
        let mut again = 0;
        let id = id.unwrap_or_else(|| {
            loop {
                let id = named(group, key, again);
                if rows.iter().all(|row| row.id != id) {
                    return id;
                }
                again += 1;
            }
        });
        let mut row = Row { id, fields: Fields::new() };
        for (name, value) in fields {
            put(&mut row.fields, name, value);
        }
        rows.push(row);
    }

    /// A field of the case itself as typed; empty when it is.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.facts.get(field).map_or("", String::as_str)
    }

    /// The rows of a group.
    #[must_use]
    pub fn rows(&self, group: Group) -> &[Row] {
        self.rows.get(group.as_str()).map_or(&[], Vec::as_slice)
    }

    /// The rows of a group, to change them.
    pub fn rows_mut(&mut self, group: Group) -> &mut Vec<Row> {
        self.rows.entry(group.as_str().to_owned()).or_default()
    }

    /// Writes a field of the case itself.
    pub fn set(&mut self, field: &str, value: &str) {
        put(&mut self.facts, field, value.to_owned());
    }

    /// Takes out rows that were marked and that nobody has to be told about, and rows that are blank.
    ///
    /// A step that the ledger has stays with its mark, so that it can be struck with its reason.
    pub fn sweep(&mut self, keeps: impl Fn(Group, Uuid) -> bool) {
        for group in Group::ALL {
            let stays =
                |row: &Row| !row.is_gone() || (*group == Group::Step && keeps(*group, row.id));
            self.rows_mut(*group).retain(stays);
        }
    }

    /// Every field that holds something, by its address, in the order of the page.
    #[must_use]
    pub fn flat(&self) -> Vec<(Path, &str)> {
        let mut out = Vec::new();
        for fact in FACTS {
            if !self.get(fact).is_empty() {
                out.push(((*fact).to_owned(), self.get(fact)));
            }
        }
        for group in Group::ALL {
            for row in self.rows(*group) {
                for field in group.fields().iter().filter(|f| !row.get(f).is_empty()) {
                    out.push((format!("{group}.{}.{field}", row.id), row.get(field)));
                }
            }
        }
        out
    }

    /// What a person wrote over `base`, laid over what somebody else made of it meanwhile.
    ///
    /// Where only one of them changed a field, that change counts; where both did, mine stays and the clash is told.
    /// A row that they took out and I changed stays.
    #[must_use]
    pub fn rebased(base: &Self, theirs: &Self, mine: &Self) -> (Self, Vec<Clash>) {
        let mut clashes = Vec::new();
        let mut out = Self::default();
        let mut one = |path: Path, base: &str, theirs: &str, mine: &str| -> String {
            if mine == base || mine == theirs {
                return theirs.to_owned();
            }
            if theirs != base {
                let (theirs, mine) = (theirs.to_owned(), mine.to_owned());
                clashes.push(Clash { path, theirs, mine });
            }
            mine.to_owned()
        };
        for fact in FACTS {
            let value = one((*fact).to_owned(), base.get(fact), theirs.get(fact), mine.get(fact));
            put(&mut out.facts, fact, value);
        }
        let none = Row { id: Uuid::nil(), fields: Fields::new() };
        for group in Group::ALL {
            let find =
                |form: &Self, id: Uuid| form.rows(*group).iter().find(|r| r.id == id).cloned();
            let mut rows = Vec::new();
            for row in mine.rows(*group) {
                let (was, now) = (find(base, row.id), find(theirs, row.id));
                // They took it out and I left it alone.
                if now.is_none() && was.as_ref() == Some(row) {
                    continue;
                }
                let (was, now) = (was.unwrap_or(none.clone()), now.unwrap_or(none.clone()));
                let mut fields = Fields::new();
                for field in group.fields() {
                    let path = format!("{group}.{}.{field}", row.id);
                    let value = one(path, was.get(field), now.get(field), row.get(field));
                    put(&mut fields, field, value);
                }
                rows.push(Row { id: row.id, fields });
            }
            // What they added is added; what I took out and they left alone stays out.
            for row in theirs.rows(*group) {
                let kept = rows.iter().any(|r| r.id == row.id);
                let was = find(base, row.id);
                if !kept && was.as_ref() != Some(row) {
                    rows.push(row.clone());
                }
            }
            if !rows.is_empty() {
                out.rows.insert(group.as_str().to_owned(), rows);
            }
        }
        (out, clashes)
    }
}

/// The identifier of a row that is known by what it says.
fn named(group: Group, key: &str, again: u32) -> Uuid {
    let hash = Sha256::digest(format!("{group}\u{1f}{key}\u{1f}{again}"));
    let (head, _) = hash.split_at(16);
    uuid::Builder::from_custom_bytes(head.try_into().unwrap_or_default()).into_uuid()
}

fn put(fields: &mut Fields, name: &str, value: String) {
    if value.is_empty() {
        fields.remove(name);
    } else {
        fields.insert(name.to_owned(), value);
    }
}

/// Line ends as one character, no other control characters, no blanks around.
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = super::text::readable(&text);
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(list: &[(&str, &str)]) -> CaseForm {
        let owned: Vec<_> = list.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        CaseForm::of_pairs(&owned)
    }

    const A: &str = "00000000-0000-4000-8000-00000000000a";
    const B: &str = "00000000-0000-4000-8000-00000000000b";

    #[test]
    fn what_is_not_ours_is_left_out_and_the_rest_keeps_its_order() {
        let form = pairs(&[
            ("title", " A\r\nB\u{0} "),
            ("nonsense", "x"),
            (&format!("step.{B}.on"), "2012-02-30"),
            (&format!("step.{A}.kind"), "hearing"),
            (&format!("step.{A}.color"), "red"),
            ("step.7.on", "2012"),
            (&format!("step.{B}.kind"), "hearing"),
        ]);
        assert_eq!(form.get("title"), "A\nB");
        let rows = form.rows(Group::Step);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].id.to_string(), B);
        assert_eq!(rows[0].get("on"), "2012-02-30");
        assert_eq!(rows[1].fields.len(), 1);
    }

    #[test]
    fn more_rows_than_are_taken_are_counted() {
        let many: Vec<_> = (0..10_000_u128)
            .map(|n| (format!("step.{}.kind", Uuid::from_u128(n + 1)), "hearing".to_owned()))
            .collect();
        let form = CaseForm::of_pairs(&many);
        assert_eq!(form.rows(Group::Step).len(), 200);
        assert_eq!(form.beyond.get("step"), Some(&9_800));
    }

    #[test]
    fn two_editors_of_different_fields_both_keep_theirs() {
        let step = |on: &str| vec![(format!("step.{A}.on"), on.to_owned())];
        let form = |title: &str, on: &str, more: &[(&str, &str)]| {
            let mut all = step(on);
            all.push(("title".to_owned(), title.to_owned()));
            all.extend(more.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
            CaseForm::of_pairs(&all)
        };
        let base = form("old", "2012", &[]);
        let theirs = form("old", "2012-05", &[(&format!("step.{B}.on"), "2013")]);
        let mine = form("new", "2012", &[("agency", "IDHS")]);
        let (both, clashes) = CaseForm::rebased(&base, &theirs, &mine);
        assert!(clashes.is_empty());
        assert_eq!((both.get("title"), both.get("agency")), ("new", "IDHS"));
        let ons: Vec<_> = both.rows(Group::Step).iter().map(|r| r.get("on")).collect();
        assert_eq!(ons, ["2012-05", "2013"]);
        // The same field: mine stays, theirs is shown.
        let mine = form("old", "2012-06", &[]);
        let (both, clashes) = CaseForm::rebased(&base, &theirs, &mine);
        assert_eq!(both.rows(Group::Step)[0].get("on"), "2012-06");
        assert_eq!((clashes.len(), clashes[0].theirs.as_str()), (1, "2012-05"));
    }

    #[test]
    fn a_row_that_one_takes_out_and_the_other_changes_is_not_lost() {
        let row = |on: &str| pairs(&[(&format!("step.{A}.on"), on)]);
        let none = CaseForm::default();
        let (both, clashes) = CaseForm::rebased(&row("2012"), &none, &row("2013"));
        assert_eq!((both.rows(Group::Step).len(), clashes.len()), (1, 1));
        let (both, _) = CaseForm::rebased(&row("2012"), &row("2013"), &none);
        assert_eq!(both.rows(Group::Step).len(), 1);
        let (both, _) = CaseForm::rebased(&row("2012"), &none, &row("2012"));
        assert!(both.rows(Group::Step).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_that_only_one_wrote_is_lost(a in "[a-z]{0,4}", b in "[a-z]{0,4}", c in "[a-z]{0,4}") {
            let of = |text: &str| pairs(&[("title", text)]);
            let (out, clashes) = CaseForm::rebased(&of(&a), &of(&b), &of(&c));
            prop_assert_eq!(out.get("title"), if c == a { b.as_str() } else { c.as_str() });
            prop_assert_eq!(!clashes.is_empty(), a != b && a != c && b != c);
        }
    }
}
