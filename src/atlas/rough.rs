//! About where an office is, when no source gives a point.

use super::Atlas;
use crate::domain::geo::Position;
use crate::domain::office::Office;

impl Atlas {
    /// The middle of the office's ZIP area, town or county: for looking around, never to draw the office there.
    #[must_use]
    pub fn rough_place(&self, office: &Office) -> Option<Position> {
        let at = &office.facts.location;
        let gazetteer = self.gazetteer();
        gazetteer
            .zip(&at.zip)
            .map(|z| z.at)
            .or_else(|| gazetteer.places_named(&at.city).first().map(|p| p.at))
            .or_else(|| gazetteer.county(&at.county).map(|c| c.at))
    }
}
