//! An answer as a table to read, at most 80 characters wide.

mod lead;

use crate::atlas::Atlas;
use crate::domain::polygon::AreaKind;
use crate::domain::slug::Slug;
use crate::export::impact::{Chosen, Shown, address};
use crate::i18n::{Lang, Words};
use crate::impact::{
    Added, Answer, AreaAnswer, Asked, CatchmentAnswer, Estimate, Figure, FlowGroup, Inputs,
    Measure, Method, OfficeRef, Ranking, Who,
};
use crate::web::{load_what, plain_name};

/// Where the first column ends; names that are longer are cut.
const NAME: usize = 38;
/// The width of a terminal.
const WIDE: usize = 80;
/// Offices of a ranking and areas of a kind that are listed; the other forms have all of them.
const MOST: usize = 40;

/// Writes tables about the offices of a read model.
pub(super) struct Table<'a> {
    words: Words,
    atlas: &'a Atlas,
    chosen: &'a Chosen,
}

/// Lines as they are written.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, text: &str) {
        self.0.push_str(text.trim_end());
        self.0.push('\n');
    }

    /// A sentence, broken between words.
    fn sentence(&mut self, text: &str) {
        let mut line = String::new();
        for word in text.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDE {
                self.line(&line);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(&line);
    }

    fn head(&mut self, text: &str, columns: &[&str]) {
        self.line("");
        let columns = columns.iter().map(|c| (*c).to_owned());
        if text.chars().count() > NAME {
            self.line(text);
            self.row("", columns);
        } else {
            self.row(text, columns);
        }
    }

    /// A name, and cells that end in line.
    fn row(&mut self, name: &str, cells: impl IntoIterator<Item = String>) {
        let cut: String = match name.chars().count() {
            n if n > NAME => name.chars().take(NAME - 3).chain("...".chars()).collect(),
            _ => name.to_owned(),
        };
        let mut line = format!("{cut:<NAME$}");
        for cell in cells {
            line.push_str(&format!(" {cell:>9}"));
        }
        self.line(&line);
    }

    fn end(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

const fn unit(measure: Measure) -> &'static str {
    match measure {
        Measure::Miles => "miles",
        Measure::Minutes => "minutes",
    }
}

impl<'a> Table<'a> {
    pub fn new(atlas: &'a Atlas, chosen: &'a Chosen) -> Self {
        Self { words: Words::of(Lang::En), atlas, chosen }
    }

    fn office(&self, office: Option<&OfficeRef>) -> String {
        let Some(office) = office else { return "no known way".to_owned() };
        let known = self.atlas.office(office.slug.as_str());
        known.map_or_else(|| office.name.clone(), |office| plain_name(self.words, office))
    }

    fn who(&self, who: Who) -> String {
        self.words.word("who", who.as_str())
    }

    fn how_many(&self, who: Who, count: Estimate) -> String {
        let n = count.value;
        let values = [("n", n.into()), ("shown", self.words.number(n).into())];
        let many = self.words.with(&format!("how-many-{who}"), &values);
        match count.moe.filter(|moe| *moe > 0) {
            Some(moe) => format!("{many} (give or take {})", self.words.number(moe)),
            None => many,
        }
    }

    fn count(&self, count: u64) -> String {
        self.words.number(count)
    }

    fn length(&self, length: Option<f64>) -> String {
        length.map_or_else(|| "-".to_owned(), |length| self.words.decimal(length, 2))
    }

    /// The first figure that matters: of need, or of ZIP areas.
    fn figure(area: &AreaAnswer, need: Who) -> Option<&Figure> {
        area.figure(need).or_else(|| area.figures.first())
    }

    /// An answer: the sentence first, then groups, ways, load and areas.
    pub fn answer(&self, asked: &Asked, answer: &Answer) -> Vec<u8> {
        let mut out = Lines::default();
        let need = answer.load.need;
        self.lead(&mut out, asked, answer, need);
        let columns = ["number", "per cent", "mean more", "90% up to"];
        out.head(&format!("Nearest office changes ({})", unit(answer.measure)), &columns);
        for figure in &answer.state.figures {
            let share = figure.change.share.map(|share| self.words.decimal(share.percent, 1));
            let added = figure.change.added;
            out.row(
                &self.who(figure.who),
                [
                    self.count(figure.change.people.value),
                    share.unwrap_or_else(|| "-".to_owned()),
                    self.length(added.map(|a| a.mean)),
                    self.length(added.map(|a| a.p90)),
                ],
            );
        }
        self.missing(&mut out, answer);
        self.flows(&mut out, answer, need);
        self.load(&mut out, answer);
        self.areas(&mut out, answer, need);
        for change in &answer.reassigned {
            if change.area == answer.reassigned[0].area {
                out.head("Areas that lose their assigned office", &[]);
            }
            let after = change.assumed_after.as_ref().and_then(|to| self.atlas.office(to.as_str()));
            let after = after.map_or_else(|| "none".to_owned(), |to| plain_name(self.words, to));
            out.sentence(&format!("{}: {after} is assumed; the agency decides", change.name));
        }
        self.rough(&mut out, answer);
        for office in &answer.without_place {
            let name = self.office(Some(office));
            out.line("");
            out.sentence(&format!("{name} is left out, since its place is not known."));
        }
        self.tail(&mut out, &answer.inputs, answer.measure);
        out.line(&address(asked));
        out.end()
    }

    fn flows(&self, out: &mut Lines, answer: &Answer, need: Who) {
        if answer.flows.is_empty() {
            return;
        }
        let title = format!("Where they would go ({})", self.who(need));
        out.head(&title, &["number", "mean more", "90% up to"]);
        let mut flows: Vec<(&_, &FlowGroup)> = answer
            .flows
            .iter()
            .filter_map(|flow| Some((flow, flow.groups.iter().find(|g| g.who == need)?)))
            .collect();
        flows.sort_by_key(|(_, group)| std::cmp::Reverse(group.people.value));
        let several = answer.flows.iter().any(|flow| flow.from != answer.flows[0].from);
        for (flow, group) in flows {
            if several {
                out.line(&format!("from {}", self.office(flow.from.as_ref())));
            }
            let added: Option<Added> = group.added;
            out.row(
                &format!("  {}", self.office(flow.to.as_ref())),
                [
                    self.count(group.people.value),
                    self.length(added.map(|a| a.mean)),
                    self.length(added.map(|a| a.p90)),
                ],
            );
        }
    }

    fn load(&self, out: &mut Lines, answer: &Answer) {
        if answer.load.offices.is_empty() {
            return;
        }
        let of = load_what(self.words, &answer.load);
        let columns = ["before", "takes on", "after", "per cent"];
        out.head(&format!("Load ({of})"), &columns);
        for line in &answer.load.offices {
            let tenths = |number: f64| self.words.decimal(number, 0);
            out.row(
                &format!("  {}", self.office(Some(&line.office))),
                [
                    tenths(line.before),
                    tenths(line.taken),
                    tenths(line.after),
                    line.percent.map_or_else(|| "-".to_owned(), |p| self.words.decimal(p, 1)),
                ],
            );
        }
    }

    fn areas(&self, out: &mut Lines, answer: &Answer, need: Who) {
        for kind in answer.kinds.iter().filter(|kind| self.chosen.has_kind(&kind.kind)) {
            let all = self.chosen.shown == Shown::All;
            let mut areas: Vec<(&AreaAnswer, &Figure)> = kind
                .areas
                .iter()
                .filter(|area| all || area.is_touched)
                .filter_map(|area| Some((area, Self::figure(area, need)?)))
                .collect();
            areas.sort_by(|(a, x), (b, y)| {
                let by = y.change.people.value.cmp(&x.change.people.value);
                by.then_with(|| a.slug.cmp(&b.slug))
            });
            if areas.is_empty() {
                continue;
            }
            let title =
                format!("{} ({} of {})", self.kind(&kind.kind), areas.len(), kind.areas.len());
            out.head(&title, &["number", "per cent", "mean more", "90% up to"]);
            for (area, figure) in areas.iter().take(MOST) {
                let share = figure.change.share.map(|share| self.words.decimal(share.percent, 1));
                out.row(
                    &format!("  {}", area.name),
                    [
                        self.count(figure.change.people.value),
                        share.unwrap_or_else(|| "-".to_owned()),
                        self.length(figure.change.added.map(|a| a.mean)),
                        self.length(figure.change.added.map(|a| a.p90)),
                    ],
                );
            }
            more(out, areas.len());
        }
    }

    fn kind(&self, kind: &Slug) -> String {
        match kind.as_str().parse::<AreaKind>() {
            Ok(AreaKind::Other(word)) => word.as_str().replace('-', " "),
            Ok(known) => self.words.word("area-kind", known.as_str()),
            Err(_) => kind.to_string(),
        }
    }

    /// Offices by the harm of closing each.
    pub fn ranking(&self, ranking: &Ranking) -> Vec<u8> {
        let mut out = Lines::default();
        let need = self.who(ranking.need);
        out.sentence(&format!(
            "What closing each single office would do to {need}; the most {} added in all come first.",
            unit(ranking.measure)
        ));
        let columns = ["number", "mean more", "in all", "in desert"];
        out.head(&format!("Office ({need})"), &columns);
        let all = self.chosen.shown == Shown::All;
        let most = if all { ranking.offices.len() } else { MOST };
        for harm in ranking.offices.iter().take(most) {
            let group = harm.groups.iter().find(|group| group.who == ranking.need);
            let added = group.and_then(|group| group.added);
            out.row(
                &self.office(Some(&harm.office)),
                [
                    self.count(group.map_or(0, |group| group.people.value)),
                    self.length(added.map(|a| a.mean)),
                    added.map_or_else(|| "-".to_owned(), |a| self.words.decimal(a.total, 0)),
                    self.count(harm.into_desert.value),
                ],
            );
        }
        if !all {
            more(&mut out, ranking.offices.len());
        }
        self.tail(&mut out, &ranking.inputs, ranking.measure);
        out.end()
    }

    /// Access of areas before and after.
    pub fn catchments(&self, answer: &CatchmentAnswer) -> Vec<u8> {
        let mut out = Lines::default();
        out.sentence(&match answer.method {
            Method::Raam => format!(
                "Cost of reaching an office and of its queue ({}), as a mean over {}; less is better.",
                answer.method,
                self.who(answer.need)
            ),
            _ => format!(
                "Offices for each 10,000 {} within {} {} ({}); more is better.",
                self.who(answer.need),
                answer.reach,
                unit(answer.measure),
                answer.method
            ),
        });
        let state = answer.areas.first().map(|area| area.kind.clone());
        let is_all = self.chosen.shown == Shown::All;
        let mut last: Option<&Slug> = None;
        for area in &answer.areas {
            let is_state = Some(&area.kind) == state.as_ref();
            let is_wanted = self.chosen.has_kind(&area.kind);
            if !is_state && !(is_wanted && (is_all || area.before != area.after)) {
                continue;
            }
            if last != Some(&area.kind) {
                let title = if is_state { "State".to_owned() } else { self.kind(&area.kind) };
                out.head(&title, &["before", "after"]);
                last = Some(&area.kind);
            }
            let shown = |score: Option<f64>| {
                score.map_or_else(|| "-".to_owned(), |s| self.words.decimal(s, 3))
            };
            out.row(&format!("  {}", area.name), [shown(area.before), shown(area.after)]);
        }
        self.tail(&mut out, &answer.inputs, answer.measure);
        out.end()
    }

    fn tail(&self, out: &mut Lines, inputs: &Inputs, measure: Measure) {
        out.line("");
        let way = match measure {
            Measure::Miles => "Miles are as the crow flies; roads are longer.",
            Measure::Minutes => {
                "Minutes are those of the travel-time table; a way that it does not have is not known, and counts as none."
            }
        };
        let sources = inputs.sources.iter().map(|source| {
            let dated = if source.vintage.is_empty() { "" } else { " " };
            format!("{}{dated}{}", source.what, source.vintage)
        });
        let mut sources: Vec<String> = sources.collect();
        sources.dedup();
        let sources = sources.join(", ");
        if let Some(oldest) = &inputs.oldest_list {
            out.sentence(&format!(
                "{} of the open offices were last seen on lists more than a year old, the oldest of {oldest}. Some may \
                 have closed since.",
                inputs.old_offices
            ));
        }
        out.sentence(&format!("{way} Data of revision {}: {sources}.", inputs.revision));
    }
}

fn more(out: &mut Lines, all: usize) {
    if all > MOST {
        out.line(&format!("  ... and {} more; --format csv has all of them", all - MOST));
    }
}
