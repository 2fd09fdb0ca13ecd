//! An answer as a table: a row for each area and group, units in the names of the columns.

use std::io::Write;

use super::{Chosen, address};
use crate::domain::slug::Slug;
use crate::export::ExportError;
use crate::export::sheet::harmless;
use crate::impact::{
    Access, Added, Answer, Asked, Estimate, Figure, Inputs, Measure, Question, Unit,
};

/// Rows as they are written: names of columns first, then cells in the same order.
pub(super) struct Rows {
    cells: Vec<String>,
}

impl Rows {
    pub const fn new() -> Self {
        Self { cells: Vec::new() }
    }

    /// Text, made harmless for spreadsheets.
    pub fn text(&mut self, text: &str) {
        self.cells.push(harmless(text));
    }

    /// A number.
    pub fn number(&mut self, number: impl ToString) {
        self.cells.push(number.to_string());
    }

    /// A number where there is one.
    pub fn maybe(&mut self, number: Option<impl ToString>) {
        self.cells.push(number.map(|n| n.to_string()).unwrap_or_default());
    }

    /// A count and its margin of error.
    pub fn estimate(&mut self, estimate: Estimate) {
        self.number(estimate.value);
        self.maybe(estimate.moe);
    }

    /// The names of a count and its margin.
    pub fn estimate_names(&mut self, name: &str) {
        self.text(name);
        self.cells.push(format!("{name}_moe"));
    }

    /// What is added to ways.
    pub fn added(&mut self, added: Option<Added>) {
        self.maybe(added.map(|a| a.mean));
        self.maybe(added.and_then(|a| a.mean_moe));
        self.maybe(added.map(|a| a.median));
        self.maybe(added.map(|a| a.p90));
        self.maybe(added.map(|a| a.total));
    }

    pub fn added_names(&mut self, unit: &str) {
        for name in ["mean", "mean_moe", "median", "p90", "total"] {
            let name = name.strip_suffix("_moe").map_or_else(
                || format!("added_{name}_{unit}"),
                |name| format!("added_{name}_{unit}_moe"),
            );
            self.cells.push(name);
        }
    }

    /// Writes the row and begins the next.
    pub fn end<W: Write>(&mut self, to: &mut csv::Writer<W>) -> Result<(), ExportError> {
        to.write_record(&self.cells)?;
        self.cells.clear();
        Ok(())
    }

    /// What an answer depends on: the last columns of every table.
    pub fn inputs(&mut self, rule: &str, question: &str, address: &str, inputs: &Inputs) {
        self.text(question);
        self.text(rule);
        self.text(&inputs.service);
        self.number(inputs.revision);
        self.text(&inputs.taken_at);
        let named = inputs.sources.iter().map(|s| format!("{} {}", s.what, s.vintage));
        self.text(&named.map(|s| s.trim().to_owned()).collect::<Vec<_>>().join("; "));
        self.text(address);
    }

    pub fn input_names(&mut self) {
        for name in ["question", "rule", "service", "revision", "taken_at", "data", "address"] {
            self.text(name);
        }
    }
}

/// The word of a measure in names of columns.
pub(super) const fn unit_of(measure: Measure) -> &'static str {
    match measure {
        Measure::Miles => "miles",
        Measure::Minutes => "minutes",
    }
}

/// The word of what is counted.
pub(super) const fn counted(unit: Unit) -> &'static str {
    match unit {
        Unit::People => "people",
        Unit::Households => "households",
        Unit::ZipAreas => "zip_areas",
    }
}

fn names(rows: &mut Rows, measure: Measure) {
    let unit = unit_of(measure);
    for name in ["kind", "slug", "name", "who", "counted"] {
        rows.text(name);
    }
    rows.estimate_names("all");
    rows.text("points");
    rows.text("missing_points");
    rows.estimate_names("nearest_changes");
    rows.estimate_names("nearest_changes_percent");
    rows.added_names(unit);
    rows.estimate_names("added_unknown");
    for when in ["before", "after"] {
        for name in ["mean", "median", "p90"] {
            rows.text(&format!("{name}_{unit}_{when}"));
        }
        rows.estimate_names(&format!("no_way_{when}"));
        for line in measure.lines() {
            rows.estimate_names(&format!("beyond_{line}_{unit}_{when}"));
        }
        rows.estimate_names(&format!("one_closure_from_desert_{when}"));
    }
    rows.input_names();
}

fn access(rows: &mut Rows, access: &Access) {
    rows.maybe(access.mean);
    rows.maybe(access.median);
    rows.maybe(access.p90);
    rows.estimate(access.no_way);
    for beyond in access.beyond {
        rows.estimate(beyond.count);
    }
    rows.estimate(access.one_closure_from_desert);
}

fn figure(rows: &mut Rows, figure: &Figure) {
    rows.text(figure.who.as_str());
    rows.text(counted(figure.unit));
    rows.estimate(figure.all);
    rows.number(figure.points);
    rows.number(figure.missing_points);
    rows.estimate(figure.change.people);
    rows.maybe(figure.change.share.map(|s| s.percent));
    rows.maybe(figure.change.share.and_then(|s| s.moe));
    rows.added(figure.change.added);
    rows.estimate(figure.change.unknown);
    access(rows, &figure.before);
    access(rows, &figure.after);
}

/// Writes the areas of an answer, and behind them those of the second set where the question has one.
///
/// The state comes first; those of a kind who live in none of its areas stand last, without an address. The last
/// columns are the same in every row of a set: a row that is copied out still says what it is.
///
/// # Errors
/// When it cannot be written.
pub fn answer_csv(
    asked: &Asked,
    answer: &Answer,
    instead: Option<&Answer>,
    chosen: &Chosen,
) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rows = Rows::new();
    names(&mut rows, answer.measure);
    rows.end(&mut writer)?;
    let address = address(asked);
    for answer in [Some(answer), instead].into_iter().flatten() {
        let mut put = |kind: &str, slug: &str, name: &str, figures: &[Figure]| {
            figures.iter().try_for_each(|one| {
                rows.text(kind);
                rows.text(slug);
                rows.text(name);
                figure(&mut rows, one);
                rows.inputs(answer.rule, &text(&answer.question), &address, &answer.inputs);
                rows.end(&mut writer)
            })
        };
        let state = &answer.state;
        put("state", state.slug.as_str(), &state.name, &state.figures)?;
        for (kind, areas) in chosen.of(answer) {
            let word = Slug::as_str(&kind.kind);
            for area in areas {
                put(word, area.slug.as_str(), &area.name, &area.figures)?;
            }
            put(word, "", "(outside)", &kind.outside)?;
        }
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn text(question: &Question) -> String {
    question.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_made_harmless_and_numbers_stay() {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut rows = Rows::new();
        rows.text("=HYPERLINK(\"x\")");
        rows.number(-2.5);
        rows.maybe(None::<f64>);
        rows.estimate(Estimate { value: 3, moe: None });
        rows.end(&mut writer).unwrap();
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        assert_eq!(text, "\"'=HYPERLINK(\"\"x\"\")\",-2.5,,3,\n");
    }

    #[test]
    fn there_are_as_many_names_as_cells() {
        let estimate = Estimate { value: 1, moe: Some(1) };
        let way = Access {
            mean: None,
            median: None,
            p90: None,
            no_way: estimate,
            beyond: Measure::Miles
                .lines()
                .map(|line| crate::impact::Beyond { line, count: estimate }),
            one_closure_from_desert: estimate,
        };
        let change =
            crate::impact::Change { people: estimate, share: None, added: None, unknown: estimate };
        let one = Figure {
            who: crate::impact::Who::Everyone,
            unit: Unit::People,
            all: estimate,
            points: 1,
            missing_points: 0,
            change,
            before: way.clone().into(),
            after: way.into(),
        };
        let (mut head, mut row) = (Rows::new(), Rows::new());
        names(&mut head, Measure::Miles);
        for text in ["kind", "slug", "name"] {
            row.text(text);
        }
        figure(&mut row, &one);
        row.inputs("", "", "", &Inputs::default());
        assert_eq!(head.cells.len(), row.cells.len());
        assert!(head.cells.contains(&"beyond_40_miles_after_moe".to_owned()), "{:?}", head.cells);
    }
}
