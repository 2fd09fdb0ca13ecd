//! What is said before the table: who is hurt, by how much, which office gets fuller, and how sure it is.

use super::{Lines, Table, unit};
use crate::domain::slug::Slug;
use crate::impact::{Answer, Asked, ByArea, Change, Measure, Who};
use crate::web::{load_source, load_what, plain_name};

impl Table<'_> {
    /// The question, and its answer in sentences.
    pub(super) fn lead(&self, out: &mut Lines, asked: &Asked, answer: &Answer, need: Who) {
        let question = &asked.question;
        let named = |slugs: &mut dyn Iterator<Item = &Slug>| -> String {
            let names = slugs.map(|slug| {
                let known = self.atlas.office(slug.as_str());
                known.map_or_else(|| slug.to_string(), |o| plain_name(self.words, o))
            });
            names.collect::<Vec<_>>().join("; ")
        };
        for (word, names) in [
            ("Closes", named(&mut question.closing().iter())),
            ("Opens", named(&mut question.opening().iter())),
            ("Moves", named(&mut question.moving().keys())),
            ("New", named(&mut question.founding().keys())),
        ] {
            if !names.is_empty() {
                out.sentence(&format!("{word}: {names}"));
            }
        }
        let Some(figure) = Self::figure(&answer.state, need) else { return };
        let only_closes = question.closing().len() == question.len();
        let change = &figure.change;
        let who = self.how_many(figure.who, change.people);
        out.sentence(&format!(
            "{}{}",
            changes(&who, change.people.value, only_closes),
            self.farther(change, answer.measure)
        ));
        if !question.closing().is_empty() {
            self.fuller(out, answer);
        }
    }

    /// How much longer or shorter the way gets.
    fn farther(&self, change: &Change, measure: Measure) -> String {
        let unit = unit(measure);
        let tenths = |length: f64| self.words.decimal(length, 1);
        match change.added {
            None if change.people.value == 0 => String::new(),
            None => " How much longer their way gets is not known.".to_owned(),
            Some(added) if added.mean < 0.0 => {
                format!(
                    " Their way there gets shorter by {} {unit} on the mean.",
                    tenths(-added.mean)
                )
            }
            Some(added) => format!(
                " Their way there grows by {} {unit} on the mean; half of them by no more than {}, nine tenths by no \
                 more than {}.",
                tenths(added.mean),
                tenths(added.median),
                tenths(added.p90),
            ),
        }
    }

    /// Which office gets fullest, of whom, and what a study found of others.
    fn fuller(&self, out: &mut Lines, answer: &Answer) {
        let load = &answer.load;
        let Some(most) = load.offices.first().filter(|line| line.taken > 0.0) else { return };
        let by = match load.by_service_area {
            ByArea::All => "By the counties assigned to each office",
            ByArea::Some => {
                "By the counties assigned to each office, and by the nearest office where a county has several"
            }
            ByArea::None => "If all go to their nearest office",
        };
        let office = self.office(Some(&most.office));
        let what = load_what(self.words, load);
        let more = match most.percent {
            Some(percent) => format!("{} % more {what}", self.words.decimal(percent, 1)),
            None => format!("{} {what}", self.words.decimal(most.taken, 0)),
        };
        out.sentence(&format!(
            "{by}, the most go to this one: {office}. It would have {more} to serve."
        ));
        if let Some(source) = load_source(self.words, load) {
            out.sentence(&source);
        }
        out.sentence(
            "A study of Social Security offices found that the longer queue did more harm than the miles (Deshpande \
             and Li, 2019).",
        );
    }

    /// Groups of which the survey does not have every number.
    pub(super) fn missing(&self, out: &mut Lines, answer: &Answer) {
        let figures = answer.state.figures.iter().filter(|figure| figure.missing_points > 0);
        let groups: Vec<String> = figures
            .map(|figure| {
                let [missing, points] =
                    [figure.missing_points, figure.points].map(|n| self.count(n));
                format!("{} {missing} of {points}", self.who(figure.who))
            })
            .collect();
        if !groups.is_empty() {
            out.sentence(&format!(
                "Places for which the survey has no number are left out: {}. Where more than 5 of 100 are, no per cent \
                 is given.",
                groups.join("; ")
            ));
        }
    }

    /// Offices that may stand miles from where they are reckoned.
    pub(super) fn rough(&self, out: &mut Lines, answer: &Answer) {
        let names: Vec<String> =
            answer.rough.iter().map(|office| self.office(Some(office))).collect();
        if !names.is_empty() {
            out.line("");
            out.sentence(&format!(
                "Only the town or ZIP code is known of these, so their lengths may be wrong by some miles: {}.",
                names.join("; ")
            ));
        }
    }
}

/// Whose nearest office changes; those who only lose one are told so.
fn changes(who: &str, people: u64, only_closes: bool) -> String {
    match (people, only_closes) {
        (0, _) => "The nearest office stays the same for everyone who is counted.".to_owned(),
        (1, true) => format!("{who} loses the nearest office."),
        (_, true) => format!("{who} lose their nearest office."),
        (_, false) => format!("The way to the nearest office changes for {who}."),
    }
}
