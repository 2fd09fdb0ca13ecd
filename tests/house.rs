//! The rules of the house, which no compiler knows: who may use whom, how long a file may be, that both
//! databases have the same migrations, that the docs name everything and that both languages say it.
//!
//! Each rule is a function over texts, so that the tests can show that it finds what it is there to find.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test as tests do")]

#[path = "support/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use regex::Regex;
use source::{Blank, Source, blanked, files, is_test_file, line_of, root, without_tests};
use stillopen::domain::account::Role;
use stillopen::domain::agenda::AgendaKind;
use stillopen::domain::capture::{Because, CopyState, Wording};
use stillopen::domain::closure::{
    CaseState, Certainty, ClosureKind, OfficeRole, Opinion, PeopleUnit, Process, StepKind,
};
use stillopen::domain::closure_check::FaultCode;
use stillopen::domain::closure_diff::CaseField;
use stillopen::domain::closure_form::Group;
use stillopen::domain::consent::Consent;
use stillopen::domain::demand::DemandLevel;
use stillopen::domain::evidence::{Claim, Stance};
use stillopen::domain::feed::NoticeCode;
use stillopen::domain::follow::{ChangeKind, Pace};
use stillopen::domain::holiday::Holiday;
use stillopen::domain::hook::DeliveryState;
use stillopen::domain::kind::{Need, OfficeKind};
use stillopen::domain::moderation::{Decision, HideReason, QueueView};
use stillopen::domain::office::{OfficeStatus, PointMethod, Wheelchair};
use stillopen::domain::polygon::AreaKind;
use stillopen::domain::privacy::Personal;
use stillopen::domain::problem::{Asked, Problem, Question, Unit};
use stillopen::domain::report::{Author, Outcome, ReportStatus};
use stillopen::domain::tip::TipStatus;
use stillopen::domain::worker::WorkerStatus;
use stillopen::impact::Who;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} found:\n{}", faults.len(), faults.join("\n"));
}

// --- layers -------------------------------------------------------------------------------------

/// The house from the roof to the cellar. A module may use those of its own row and of the rows below.
const LAYERS: &[&[&str]] = &[
    &["main"],
    &["cli"],
    &["web"],
    &["jobs"],
    &["app", "config"],
    &["testimony"],
    &["export"],
    &["import"],
    &["draw"],
    &["impact"],
    &["atlas"],
    &["store"],
    &["geocode", "i18n", "mail", "outbound", "shipped", "telemetry"],
    &["domain"],
];

/// What the rows alone do not say: the read model and the drawings get their data handed to them.
const NEVER: &[(&str, &str)] =
    &[("atlas", "store"), ("draw", "store"), ("draw", "atlas"), ("impact", "store")];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&module))
}

/// The top-level module that a file belongs to, and how deep in it the file stands.
fn place(path: &str) -> (&str, usize) {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    let inside = inside.strip_suffix("/mod").unwrap_or(inside);
    (inside.split('/').next().unwrap_or(inside), inside.split('/').count())
}

/// The top-level modules that a file names, each with the byte at which it does.
fn uses(file: &Source) -> Vec<(usize, String)> {
    let code = blanked(&file.text, Blank::CommentsAndStrings);
    let (_, depth) = place(&file.path);
    // `super` as often as the file is deep leads to the root of the crate.
    let ways = format!(r"\b(?:crate|stillopen|(?:super\s*::\s*){{{}}}super)\s*::\s*", depth - 1);
    let mut found = Vec::new();
    for way in regex(&ways).find_iter(&code) {
        let is_super = way.as_str().starts_with("super");
        let rest = &code[way.end()..];
        if let Some(group) = rest.strip_prefix('{') {
            // `use crate::{a::b, c}`: names at the first depth of the braces.
            let (mut depth, mut fresh) = (0, true);
            for (i, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => fresh = true,
                    c if fresh && depth == 0 && (c.is_alphabetic() || c == '_') => {
                        fresh = false;
                        found.push((way.end() + 1 + i, name(&group[i..])));
                    }
                    _ => {}
                }
            }
        } else {
            found.push((way.end(), name(rest)));
        }
        if is_super {
            // Inside `mod tests { .. }` one more `super` is the file itself, so only known names count.
            found.retain(|(at, name)| *at < way.end() || layer(name).is_some());
        }
    }
    found
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Uses that go up the house, as `file:line: sentence`.
fn upward(file: &Source) -> Vec<String> {
    let (own, _) = place(&file.path);
    if own == "lib" {
        return Vec::new();
    }
    let Some(own_layer) = layer(own) else {
        return vec![format!("{}:1: module {own} has no place in LAYERS; give it one", file.path)];
    };
    let mut faults = Vec::new();
    for (at, used) in uses(file) {
        if used == own {
            continue;
        }
        let line = line_of(&file.text, at);
        // What is no module is a macro or an item of the root, which there is for all.
        let Some(used_layer) = layer(&used) else { continue };
        if used_layer < own_layer {
            faults.push(format!("{}:{line}: {own} uses {used}, which stands above it", file.path));
        } else if NEVER.contains(&(own, used.as_str())) {
            faults.push(format!("{}:{line}: {own} must not use {used}", file.path));
        }
    }
    faults
}

/// SQL outside the store.
fn stray_sql(file: &Source) -> Vec<String> {
    if file.path.starts_with("src/store/") {
        return Vec::new();
    }
    let code = blanked(&file.text, Blank::CommentsAndStrings);
    regex(r"\b(?:sqlx|jiff_sqlx)\b")
        .find_iter(&code)
        .map(|hit| {
            format!("{}:{}: only src/store may use sqlx", file.path, line_of(&code, hit.start()))
        })
        .collect()
}

#[test]
fn modules_use_only_what_stands_below_them() {
    let sources = files("src", ".rs");
    assert!(sources.len() > 20);
    none(&sources.iter().flat_map(upward).collect::<Vec<_>>());
}

#[test]
fn only_the_store_holds_sql() {
    none(&files("src", ".rs").iter().flat_map(stray_sql).collect::<Vec<_>>());
}

fn wrong(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

#[test]
fn the_check_of_layers_finds_every_way_up() {
    for (path, text, expected) in [
        ("src/atlas/near.rs", "use crate::store::Store;", "1: atlas must not use store"),
        ("src/draw/mod.rs", "\n\nfn f() -> crate::store::Store {}", "3: draw must not use store"),
        (
            "src/domain/geo.rs",
            "use crate::{i18n::Words, domain::id};",
            "1: domain uses i18n, which",
        ),
        ("src/store/tx.rs", "use crate::{domain::{a, b},\n  web};", "2: store uses web, which"),
        ("src/store/a/b.rs", "use super::super::super::web::x;", "1: store uses web, which"),
        ("src/import/mod.rs", "use super::web::x;", "1: import uses web, which"),
        ("src/import/mod.rs", "html! { (crate :: web :: x()) }", "1: import uses web, which"),
        ("src/i18n.rs", "use crate::atlas::Atlas;", "1: i18n uses atlas, which"),
        ("src/web/mod.rs", "use stillopen::cli::run;", "1: web uses cli, which"),
        ("src/surprise.rs", "", "1: module surprise has no place"),
    ] {
        let faults = upward(&wrong(path, text));
        assert_eq!(faults.len(), 1, "{text}: {faults:?}");
        assert!(faults[0].starts_with(&format!("{path}:{expected}")), "{faults:?}");
    }
    for (path, text) in [
        ("src/atlas/near.rs", "use crate::domain::geo::Position; use super::web;"),
        (
            "src/domain/geo.rs",
            "// use crate::web::x;\n/* crate::web */ const A: &str = \"crate::web\";",
        ),
        (
            "src/domain/geo.rs",
            "const A: &str = r#\"\"crate::web\"\"#; const B: char = '\"'; // crate::web",
        ),
        ("src/web/find/view.rs", "use crate::app::App; use crate::store::Store;"),
        ("src/lib.rs", "use crate::web;"),
        ("src/main.rs", "use stillopen::cli;"),
        ("src/i18n.rs", "use crate::text_enum;"),
    ] {
        assert_eq!(upward(&wrong(path, text)), Vec::<String>::new(), "{path}: {text}");
    }
    let sql = "fn f<'a>(x: &'a str) { let c = '{'; sqlx::query(x) }";
    assert_eq!(
        stray_sql(&wrong("src/web/mod.rs", sql)),
        ["src/web/mod.rs:1: only src/store may use sqlx"]
    );
    assert!(stray_sql(&wrong("src/store/mod.rs", sql)).is_empty());
    assert!(stray_sql(&wrong("src/web/mod.rs", "// sqlx::query")).is_empty());
}

// --- length -------------------------------------------------------------------------------------

/// Lines of code that a file may have: more is two nouns.
const MOST_LINES: usize = 400;

/// Lines with code on them, tests and comments left out.
fn code_lines(file: &Source) -> usize {
    let code = without_tests(&blanked(&file.text, Blank::CommentsAndStrings));
    code.lines().filter(|line| !line.trim().is_empty()).count()
}

#[test]
fn no_file_is_longer_than_one_noun() {
    let long: Vec<String> = files("src", ".rs")
        .iter()
        .filter(|file| !is_test_file(&file.path))
        .map(|file| (code_lines(file), file))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, file)| format!("{}: {lines} lines of code, at most {MOST_LINES}", file.path))
        .collect();
    none(&long);
}

#[test]
fn only_lines_of_code_are_counted() {
    let text = "//! Doc.\n\nfn a() {\n    // why\n    b(\"}\")\n}\n\n#[cfg(test)]\nmod tests {\n    fn x() {}\n}\n#[cfg(test)]\nmod far;\nfn c() {}\n";
    assert_eq!(code_lines(&wrong("src/x.rs", text)), 4);
    assert_eq!(code_lines(&wrong("src/x.rs", &"let a = 1;\n".repeat(401))), 401);
}

// --- migrations ---------------------------------------------------------------------------------

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |folder: &str| -> Vec<String> {
        let found = files(&format!("migrations/{folder}"), ".sql");
        found.iter().map(|f| f.path.rsplit('/').next().unwrap().to_owned()).collect()
    };
    let sqlite = names("sqlite");
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite, names("postgres"));
    let form = regex(r"^\d{4}_[a-z_]+\.sql$");
    assert!(sqlite.iter().all(|name| form.is_match(name)), "{sqlite:?}");
}

// --- docs ---------------------------------------------------------------------------------------

/// README.md and docs/*.md in one text; none while there is no README.
fn docs() -> Option<String> {
    let readme = fs::read_to_string(root("README.md")).ok()?;
    Some(files("docs", ".md").iter().fold(readme, |all, file| all + "\n" + &file.text))
}

/// Environment variables that the source names.
fn variables(sources: &[Source]) -> BTreeSet<String> {
    let form = regex(r#""(STILLOPEN_[A-Z_]+)""#);
    let names = sources.iter().flat_map(|file| {
        let code = blanked(&file.text, Blank::Comments);
        form.captures_iter(&code).map(|hit| hit[1].to_owned()).collect::<Vec<_>>()
    });
    names.collect()
}

/// Flags of the command line: `#[arg(long)]` takes the field's name, `long = "x"` its own.
fn flags(sources: &[Source]) -> BTreeSet<String> {
    struct Finder(BTreeSet<String>);
    impl<'ast> syn::visit::Visit<'ast> for Finder {
        fn visit_field(&mut self, field: &'ast syn::Field) {
            for attribute in field.attrs.iter().filter(|a| a.path().is_ident("arg")) {
                let syn::Meta::List(list) = &attribute.meta else { continue };
                let text = list.tokens.to_string();
                if let Some(own) = regex(r#"\blong\s*=\s*"([^"]+)""#).captures(&text) {
                    self.0.insert(format!("--{}", &own[1]));
                } else if regex(r"(?:^|,\s*)long\s*(?:,|$)").is_match(&text) {
                    let name = field.ident.as_ref().unwrap().to_string();
                    self.0.insert(format!("--{}", name.replace('_', "-")));
                }
            }
            syn::visit::visit_field(self, field);
        }
    }
    let mut finder = Finder(BTreeSet::new());
    for file in sources {
        syn::visit::visit_file(&mut finder, &syn::parse_file(&file.text).unwrap());
    }
    finder.0
}

/// Paths that the router answers.
fn routes(sources: &[Source]) -> BTreeSet<String> {
    let form = regex(r#"\.(?:route|nest|route_service|nest_service)\(\s*"([^"]+)""#);
    let web = sources.iter().filter(|f| f.path.starts_with("src/web/") && !is_test_file(&f.path));
    web.flat_map(|file| {
        let code = blanked(&file.text, Blank::Comments);
        form.captures_iter(&code).map(|hit| hit[1].to_owned()).collect::<Vec<_>>()
    })
    .collect()
}

/// Those of some words that a text does not name as words of their own.
fn unnamed<'w>(words: impl IntoIterator<Item = &'w str>, text: &str) -> Vec<String> {
    let is_edge = |c: char| c.is_whitespace() || "`\"'()[]|,;:=?*<>".contains(c);
    let is_named = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let after = &text[at + word.len()..];
            let after = after.strip_prefix('.').unwrap_or(after);
            text[..at].chars().next_back().is_none_or(is_edge)
                && after.chars().next().is_none_or(is_edge)
        })
    };
    words.into_iter().filter(|word| !is_named(word)).map(str::to_owned).collect()
}

#[test]
fn the_docs_name_every_flag_variable_route_and_notice() {
    let sources = files("src", ".rs");
    let (flags, variables, routes) = (flags(&sources), variables(&sources), routes(&sources));
    // The scans must go on finding what is there.
    if root("src/cli").exists() {
        assert!(flags.contains("--listen") && flags.contains("--database"), "{flags:?}");
        assert!(variables.contains("STILLOPEN_DATABASE"), "{variables:?}");
    }
    if root("src/web/routes.rs").exists() {
        assert!(routes.contains("/") && routes.contains("/offices/{slug}"), "{routes:?}");
    }
    let Some(docs) = docs() else { return };
    let mut faults = Vec::new();
    let mut check = |what: &str, words: Vec<&str>| {
        let missing = unnamed(words, &docs);
        faults.extend(missing.iter().map(|word| format!("no doc names the {what} {word}")));
    };
    check("flag", flags.iter().map(String::as_str).collect());
    check("variable", variables.iter().map(String::as_str).collect());
    check("route", routes.iter().map(String::as_str).collect());
    check("notice", NoticeCode::ALL.iter().map(|code| code.as_str()).collect());
    none(&faults);
}

#[test]
fn the_scans_for_the_docs_find_what_is_there() {
    let sources = [
        wrong(
            "src/config.rs",
            r#"/// STILLOPEN_NOT
            struct A { #[arg(long, env = "STILLOPEN_KEY_FILE")] key_file: u8,
                #[arg(short = 'o', long = "out")] output: u8, #[arg(value_name = "long")] file: u8 }"#,
        ),
        wrong(
            "src/web/routes.rs",
            "fn r() { Router::new().route(\"/\", x).route(\n \"/a/{slug}\", y) }\n// .route(\"/no\"",
        ),
        wrong("src/web/tests.rs", "fn r() { Router::new().route(\"/probe\", x) }"),
    ];
    let found = |set: BTreeSet<String>| set.into_iter().collect::<Vec<_>>();
    assert_eq!(found(flags(&sources)), ["--key-file", "--out"]);
    assert_eq!(found(variables(&sources)), ["STILLOPEN_KEY_FILE"]);
    assert_eq!(found(routes(&sources)), ["/", "/a/{slug}"]);
    let docs = "Use `--out`, or `/offices` and STILLOPEN_KEY_FILE. Not --key-files.";
    assert_eq!(
        unnamed(["--out", "--key-file", "STILLOPEN_KEY_FILE", "/", "/offices"], docs),
        ["--key-file", "/"]
    );
}

// --- languages ----------------------------------------------------------------------------------

/// A message: the file it stands in and the variables it uses.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Message {
    file: String,
    variables: BTreeSet<String>,
}

/// The messages of some `.ftl` files; attributes count as `key.attribute`, terms as `-term`.
fn messages(sources: &[Source]) -> (BTreeMap<String, Message>, Vec<String>) {
    let head = regex(r"^(-?[a-zA-Z][a-zA-Z0-9_-]*) *=");
    let attribute = regex(r"^\s+\.([a-zA-Z][a-zA-Z0-9_-]*) *=");
    let variable = regex(r"\$([a-zA-Z][a-zA-Z0-9_-]*)");
    let mut found: BTreeMap<String, Message> = BTreeMap::new();
    let mut twice = Vec::new();
    for file in sources {
        let (mut message, mut key) = (String::new(), String::new());
        for line in file.text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(hit) = head.captures(line) {
                message = hit[1].to_owned();
                key.clone_from(&message);
            } else if let Some(hit) = attribute.captures(line) {
                key = format!("{message}.{}", &hit[1]);
            } else if !line.trim().is_empty() && !line.starts_with([' ', '}']) {
                twice.push(format!("{}: cannot be read: {line}", file.path));
                continue;
            }
            if line.contains('=') && (head.is_match(line) || attribute.is_match(line)) {
                let new = Message { file: file.path.clone(), variables: BTreeSet::new() };
                if found.insert(key.clone(), new).is_some() {
                    twice.push(format!("{}: {key} is there twice", file.path));
                }
            }
            if let Some(message) = found.get_mut(&key) {
                message.variables.extend(variable.captures_iter(line).map(|hit| hit[1].to_owned()));
            }
        }
    }
    (found, twice)
}

/// What one language has that the other lacks.
fn differences(en: &BTreeMap<String, Message>, es: &BTreeMap<String, Message>) -> Vec<String> {
    let mut faults = Vec::new();
    for (key, message) in en {
        match es.get(key) {
            None => {
                faults.push(format!("{}: {key} is not there in the other language", message.file))
            }
            Some(other) if other.variables != message.variables => faults.push(format!(
                "{}: {key} uses {:?}, in the other language {:?}",
                message.file, message.variables, other.variables
            )),
            Some(_) => {}
        }
    }
    faults.extend(es.iter().filter(|(key, _)| !en.contains_key(*key)).map(|(key, message)| {
        format!("{}: {key} is not there in the other language", message.file)
    }));
    faults
}

/// The words that a family of messages must have.
enum Words {
    /// All of these.
    All(Vec<String>),
    /// Whatever there is; the program asks whether it knows the word.
    Open,
}

fn all<T: Copy>(values: &[T], word: impl Fn(T) -> &'static str) -> Words {
    Words::All(values.iter().map(|value| word(*value).to_owned()).collect())
}

fn these(words: &[&str]) -> Words {
    Words::All(words.iter().map(|word| (*word).to_owned()).collect())
}

/// Words of all questions that belong to problems.
fn questions(words: impl Fn(&Question) -> Vec<String>) -> Words {
    let all = Problem::ALL.iter().flat_map(|p| stillopen::shipped::questions().of(*p));
    Words::All(all.flat_map(words).collect())
}

/// The fields of the rows of a case's form that have a label of their own.
fn row_words() -> Vec<String> {
    let plain = |field: &&&str| !matches!(**field, "office" | "gone" | "why");
    let of = |group: &Group| {
        let fields = group.fields().iter().filter(plain);
        fields.map(|field| format!("{group}-{field}")).collect::<Vec<_>>()
    };
    Group::ALL.iter().flat_map(of).collect()
}

/// Every family that `words.word("family", ..)` or `format!("family-{}", ..)` may ask for. A family counts when
/// the source uses it; one that is used and not here is a fault.
fn families() -> Vec<(&'static str, Words)> {
    let gone = OfficeStatus::ALL.iter().copied().filter(|s| s.is_gone());
    vec![
        ("kind", all(OfficeKind::ALL, OfficeKind::as_str)),
        ("the-office", all(OfficeKind::ALL, OfficeKind::as_str)),
        ("the-other", all(OfficeKind::ALL, OfficeKind::as_str)),
        ("areas-of", Words::All(AreaKind::KNOWN.iter().map(|k| k.as_str().to_owned()).collect())),
        ("need", all(Need::ALL, Need::as_str)),
        ("status", all(OfficeStatus::ALL, OfficeStatus::as_str)),
        ("gone", Words::All(gone.map(|s| s.as_str().to_owned()).collect())),
        ("wheelchair", all(Wheelchair::ALL, Wheelchair::as_str)),
        ("point", all(PointMethod::ALL, PointMethod::as_str)),
        ("holiday", all(Holiday::ALL, Holiday::as_str)),
        ("cut", all(ClosureKind::ALL, ClosureKind::as_str)),
        ("case", all(CaseState::ALL, CaseState::as_str)),
        ("process", all(Process::ALL, Process::as_str)),
        ("step", all(StepKind::ALL, StepKind::as_str)),
        ("opinion", all(Opinion::ALL, Opinion::as_str)),
        ("role", all(OfficeRole::ALL, OfficeRole::as_str)),
        ("certainty", all(Certainty::ALL, Certainty::as_str)),
        ("problem", all(Problem::ALL, Problem::as_str)),
        ("reported", all(Problem::ALL, Problem::as_str)),
        (
            "median",
            questions(|question| match question.asked {
                Asked::Number { .. } => vec![question.code.clone()],
                Asked::One { .. } | Asked::Many { .. } => Vec::new(),
            }),
        ),
        ("question", questions(|question| vec![question.code.clone()])),
        ("question-hint", Words::Open),
        ("answer", questions(|question| question.choices().to_vec())),
        ("amount", all(Unit::ALL, Unit::as_str)),
        (
            "part",
            these(&[
                "problem", "answers", "day", "words", "photos", "name", "contact", "code", "place",
            ]),
        ),
        (
            "seen",
            these(&[
                "counted",
                "counted-shown",
                "answers",
                "week",
                "readers",
                "everyone",
                "everyone-quoted",
                "quoted",
                "with-words",
                "you",
                "nobody",
            ]),
        ),
        ("who", all(Who::ALL, Who::as_str)),
        ("how-many", all(Who::ALL, Who::as_str)),
        ("method-level", these(&["none", "tract", "block_group", "zip"])),
        ("harm-places", all(DemandLevel::ALL, DemandLevel::as_str)),
        ("area-kind", Words::All(AreaKind::KNOWN.iter().map(|k| k.as_str().to_owned()).collect())),
        ("area-kinds", Words::All(AreaKind::KNOWN.iter().map(|k| k.as_str().to_owned()).collect())),
        ("area-named", these(&["county", "ward", "house", "senate", "congress"])),
        ("holder-office", these(&["springfield", "washington", "district", "other"])),
        ("field", all(CaseField::ALL, CaseField::as_str)),
        ("actor", these(&["resident", "import", "system"])),
        ("receipt-outcome", all(Outcome::ALL, Outcome::as_str)),
        ("receipt-from", all(Author::ALL, Author::as_str)),
        ("receipt-said", these(&["answered", "added", "choices", "forgotten", "not-now"])),
        ("worker-status", all(WorkerStatus::ALL, WorkerStatus::as_str)),
        ("worker-status-what", all(WorkerStatus::ALL, WorkerStatus::as_str)),
        ("worker-state", all(WorkerStatus::ALL, WorkerStatus::as_str)),
        ("worker-safe", these(&["sealed", "quarter", "moderators", "never"])),
        ("worker-not-safe", these(&["office", "carrier", "history", "guess", "court"])),
        ("worker-field", these(&["office", "words", "contact"])),
        ("worker-hint", these(&["office", "words", "contact"])),
        ("report-status", all(ReportStatus::ALL, ReportStatus::as_str)),
        ("report-status-what", all(ReportStatus::ALL, ReportStatus::as_str)),
        ("consent", all(Consent::ALL, Consent::as_str)),
        ("consent-hint", all(Consent::ALL, Consent::as_str)),
        ("sent-when", these(&["now", "read", "counted"])),
        ("sent-what", these(&["now", "read", "counted"])),
        (
            "photo-fault",
            these(&[
                "empty",
                "too-large",
                "not-a-photo",
                "heic",
                "moving",
                "too-many-pixels",
                "broken",
                "too-many",
            ]),
        ),
        ("queue", all(QueueView::ALL, QueueView::as_str)),
        ("hide-reason", all(HideReason::ALL, HideReason::as_str)),
        ("moderate-status", all(ReportStatus::ALL, ReportStatus::as_str)),
        ("moderate-do", all(Decision::ALL, Decision::as_str)),
        ("moderate-outcome", all(Outcome::ALL, Outcome::as_str)),
        ("report-deed", Words::Open),
        ("personal", all(Personal::ALL, Personal::as_str)),
        ("month", Words::All((1..=12).map(|n| n.to_string()).collect())),
        ("weekday", Words::All((1..=7).map(|n| n.to_string()).collect())),
        ("clock", Words::All(vec!["am".to_owned(), "pm".to_owned()])),
        ("because", all(Because::ALL, Because::as_str)),
        ("copy-state", all(CopyState::ALL, CopyState::as_str)),
        ("wording", all(Wording::ALL, Wording::as_str)),
        ("service", Words::Open),
        ("law-from", Words::Open),
        ("coming", Words::Open),
        ("next", these(&["comment_opened", "comment_deadline", "hearing"])),
        ("figure-days", these(&["one", "all"])),
        ("people-unit", all(PeopleUnit::ALL, PeopleUnit::as_str)),
        ("told", Words::Open),
        ("set", Words::Open),
        ("text", Words::Open),
        ("file", Words::Open),
        ("credit", Words::Open),
        ("licence", Words::Open),
        ("api", Words::Open),
        ("event", all(StepKind::ALL, StepKind::as_str)),
        ("agenda", all(AgendaKind::ALL, AgendaKind::as_str)),
        ("pace", all(Pace::ALL, Pace::as_str)),
        ("change", all(ChangeKind::ALL, ChangeKind::as_str)),
        ("delivery", all(DeliveryState::ALL, DeliveryState::as_str)),
        ("poster-how", all(Process::ALL, Process::as_str)),
        ("poster-plan", all(ClosureKind::ALL, ClosureKind::as_str)),
        ("poster-did", all(ClosureKind::ALL, ClosureKind::as_str)),
        ("poster-office", all(OfficeStatus::ALL, OfficeStatus::as_str)),
        ("follow-said", these(&["confirmed", "changed"])),
        (
            "due",
            these(&[
                "hearing",
                "comment_deadline",
                "cases_moved",
                "door_closed",
                "cut_in_force",
                "moved",
                "moved_in",
            ]),
        ),
        ("desk-said", Words::Open),
        ("door-said", Words::Open),
        ("person-role", all(Role::ALL, Role::as_str)),
        ("person-role-what", all(Role::ALL, Role::as_str)),
        ("rows", all(Group::ALL, Group::as_str)),
        ("rows-one", all(Group::ALL, Group::as_str)),
        ("rows-add", all(Group::ALL, Group::as_str)),
        ("rows-hint", Words::Open),
        ("row", Words::All(row_words())),
        ("row-hint", Words::Open),
        ("field-hint", Words::Open),
        ("move", all(StepKind::ALL, StepKind::as_str)),
        ("unit", all(PeopleUnit::ALL, PeopleUnit::as_str)),
        ("stance", all(Stance::ALL, Stance::as_str)),
        ("says", all(Stance::ALL, Stance::as_str)),
        ("claim", all(&Claim::PLAIN, Claim::word)),
        ("fault", all(FaultCode::ALL, FaultCode::as_str)),
        ("desk-part", these(&["what", "numbers", "why"])),
        ("desk-view", these(&["all", "mine", "drafts", "withdrawn"])),
        ("tip-status", all(TipStatus::ALL, TipStatus::as_str)),
        ("tip-field", these(&["place", "happened_on", "words", "url", "contact"])),
        ("tip-hint", these(&["place", "happened_on", "words", "url", "contact"])),
    ]
}

/// What the source asks for: keys, families, and every text in quotes.
#[derive(Debug, Default)]
struct WordsAsked {
    keys: BTreeMap<String, String>,
    families: BTreeMap<String, String>,
    texts: BTreeSet<String>,
}

fn asked(sources: &[Source]) -> WordsAsked {
    let key = regex(r#"(?:\bt|\bwords\s*\.\s*with|\.t_with)\(\s*"([a-zA-Z][a-zA-Z0-9_-]*)""#);
    let own_key = regex(r#"\bself\s*\.\s*(?:with|t)\(\s*"([a-zA-Z][a-zA-Z0-9_-]*)""#);
    let family = regex(r#"\bwords\s*\.\s*(?:word|word_if_known)\(\s*"([a-z][a-z0-9-]*)""#);
    let own_family = regex(r#"\bself\s*\.\s*word\(\s*"([a-z][a-z0-9-]*)""#);
    let made = regex(r#"\b(?:t|with|t_with)\(\s*&?format!\(\s*"([a-z][a-z0-9-]*)-\{[^"]*\}""#);
    let text = regex(r#""([a-zA-Z][a-zA-Z0-9_-]*)""#);
    let mut asked = WordsAsked::default();
    for file in sources.iter().filter(|file| !is_test_file(&file.path)) {
        let code = blanked(&file.text, Blank::Comments);
        let at = |hit: &regex::Captures<'_>| {
            let start = hit.get(1).map_or(0, |m| m.start());
            (hit[1].to_owned(), format!("{}:{}", file.path, line_of(&code, start)))
        };
        asked.keys.extend(key.captures_iter(&code).map(|hit| at(&hit)));
        asked.families.extend(family.captures_iter(&code).map(|hit| at(&hit)));
        asked.families.extend(made.captures_iter(&code).map(|hit| at(&hit)));
        if file.path == "src/i18n.rs" {
            asked.keys.extend(own_key.captures_iter(&code).map(|hit| at(&hit)));
            asked.families.extend(own_family.captures_iter(&code).map(|hit| at(&hit)));
        }
        asked.texts.extend(text.captures_iter(&code).map(|hit| hit[1].to_owned()));
    }
    asked
}

/// Keys that are asked for and not there.
fn missing(asked: &WordsAsked, there: &BTreeMap<String, Message>) -> Vec<String> {
    let mut faults = Vec::new();
    for (key, at) in &asked.keys {
        if !there.contains_key(key) {
            faults.push(format!("{at}: there is no message {key}"));
        }
    }
    let families: BTreeMap<_, _> = families().into_iter().collect();
    for (family, at) in &asked.families {
        match families.get(family.as_str()) {
            None => faults.push(format!("{at}: family {family} is not in tests/house.rs; add it")),
            Some(Words::Open) => {}
            Some(Words::All(words)) => {
                let keys = words.iter().map(|word| format!("{family}-{word}"));
                let missing = keys.filter(|key| !there.contains_key(key));
                faults.extend(missing.map(|key| format!("{at}: there is no message {key}")));
            }
        }
    }
    faults
}

/// Messages that nobody asks for.
fn unused(asked: &WordsAsked, there: &BTreeMap<String, Message>, texts: &str) -> Vec<String> {
    let families: BTreeMap<_, _> = families().into_iter().collect();
    let is_used = |key: &str| {
        let message = key.split('.').next().unwrap_or(key);
        let of_family = asked.families.keys().any(|family| {
            let word = message.strip_prefix(family.as_str()).and_then(|w| w.strip_prefix('-'));
            match (word, families.get(family.as_str())) {
                (Some(word), Some(Words::All(words))) => words.iter().any(|w| w == word),
                (Some(_), _) => true,
                (None, _) => false,
            }
        });
        // A message may stand in another one.
        let is_inside = regex(&format!(r"\{{\s*{}\s*\}}", regex::escape(message))).is_match(texts);
        asked.texts.contains(message) || of_family || is_inside
    };
    there
        .iter()
        .filter(|(key, _)| !is_used(key))
        .map(|(key, message)| format!("{}: nobody asks for {key}", message.file))
        .collect()
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let (en, faults_en) = messages(&files("assets/i18n/en", ".ftl"));
    let (es, faults_es) = messages(&files("assets/i18n/es", ".ftl"));
    if root("src/i18n.rs").exists() {
        assert!(en.len() > 100, "{}", en.len());
    }
    none(&[faults_en, faults_es, differences(&en, &es)].concat());
}

#[test]
fn every_message_that_the_source_asks_for_is_there() {
    let (en, _) = messages(&files("assets/i18n/en", ".ftl"));
    let asked = asked(&files("src", ".rs"));
    if root("src/web/find").exists() {
        assert!(asked.keys.contains_key("find-title") && asked.families.contains_key("kind"));
    }
    none(&missing(&asked, &en));
}

#[test]
fn no_message_is_left_over() {
    let sources = files("assets/i18n/en", ".ftl");
    let (en, _) = messages(&sources);
    let texts: String = sources.iter().map(|file| file.text.as_str()).collect();
    none(&unused(&asked(&files("src", ".rs")), &en, &texts));
}

#[test]
fn the_checks_of_messages_find_what_is_wrong() {
    let en = "# note\na = One { $n }\nb = B\n    .title = T\nkind-fcrc = F\nkind-clinic = { $count ->\n    [one] x\n   *[other] { $n } y\n}\nleft-over = L\ninner = I\nouter = { inner }\n";
    let es = "a = Uno\nb = B\nkind-fcrc = F\nkind-clinic = { $count ->\n   *[other] { $n }\n}\nb = B\nsolo = S\ninner = I\nouter = O\nleft-over = L\n";
    let (en, faults) = messages(&[wrong("en/a.ftl", en)]);
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(en["kind-clinic"].variables.len(), 2);
    let (es, faults) = messages(&[wrong("es/a.ftl", es)]);
    assert_eq!(faults, ["es/a.ftl: b is there twice"]);
    assert_eq!(
        differences(&en, &es),
        [
            "en/a.ftl: a uses {\"n\"}, in the other language {}",
            "en/a.ftl: b.title is not there in the other language",
            "es/a.ftl: solo is not there in the other language",
        ]
    );
    let source = "fn f() { cx.t(\"a\"); words.with(\n\"gone\", &[]); cx.words.word(\"kind\", k); // t(\"no\")
        self.words.word(\"colour\", c); row.word(\"status\", 1); list(\"b\"); let o = \"outer\" }";
    let asked = asked(&[wrong("src/web/x.rs", source)]);
    let faults = missing(&asked, &en);
    assert_eq!(faults[0], "src/web/x.rs:2: there is no message gone");
    assert_eq!(faults[1], "src/web/x.rs:3: family colour is not in tests/house.rs; add it");
    assert!(faults.contains(&"src/web/x.rs:2: there is no message kind-hospital".to_owned()));
    let texts = "outer = { inner }";
    assert_eq!(
        unused(&asked, &en, texts),
        ["en/a.ftl: nobody asks for kind-clinic", "en/a.ftl: nobody asks for left-over"]
    );
}
