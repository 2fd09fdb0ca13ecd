//! A step of a case in a few words, true before its day and after it: for calendars, feeds and letters.

use super::Words;
use crate::domain::closure::Step;

impl Words {
    /// What the step is: "Public hearing", "Closes to the public".
    #[must_use]
    pub fn event(self, step: &Step) -> String {
        let words = self;
        words.word("event", step.kind.as_str())
    }

    /// When, as precisely as it is known: "March 15, 2005, 10 am".
    #[must_use]
    pub fn step_day(self, step: &Step) -> String {
        match (step.on, step.time) {
            (Some(on), Some(time)) => format!("{}, {}", self.date(on), self.time(time)),
            (Some(on), None) => self.date(on),
            (None, _) => self.t("case-undated"),
        }
    }

    /// What, which office, when and where, in one line.
    #[must_use]
    pub fn step_line(self, step: &Step) -> String {
        let mut line = format!("{}: {}", self.event(step), self.step_day(step));
        for part in step.office_name.iter().map(String::as_str).chain([step.place.as_str()]) {
            if !part.is_empty() {
                line.push_str(" · ");
                line.push_str(part);
            }
        }
        line
    }
}
