//! What the list of offices knows that the clock of a case needs.

use super::Atlas;
use crate::domain::clock::{ClockReading, FacilityKind, Facts, Statutes};
use crate::domain::closure::{Closure, OfficeRole};
use jiff::civil::Date;

impl Atlas {
    /// The kinds of the losing offices of a case, and the state they are in.
    #[must_use]
    pub fn clock_facts(&self, case: &Closure) -> Facts {
        let losing = case.offices.iter().filter(|office| office.role == OfficeRole::Losing);
        let mut facts = Facts::default();
        for office in losing.filter_map(|office| self.office_by_id(office.office?)) {
            let kind = FacilityKind::from(office.facts.kind);
            if !facts.kinds.contains(&kind) {
                facts.kinds.push(kind);
            }
            if facts.state.is_empty() {
                facts.state.clone_from(&office.facts.location.state);
            }
        }
        facts
    }

    /// The clock of a case on a day.
    #[must_use]
    pub fn clock<'s, 'c>(
        &self,
        statutes: &'s Statutes,
        case: &'c Closure,
        today: Date,
    ) -> ClockReading<'s, 'c> {
        statutes.read(case, &self.clock_facts(case), today)
    }
}
