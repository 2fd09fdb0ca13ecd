//! What somebody is writing: a case as typed, with the version it was begun from.

use jiff::Timestamp;

use super::closure_form::CaseForm;
use super::id::{AccountId, ClosureId, DraftId, TipId};

/// A draft. Nobody but its owner opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Identifier.
    pub id: DraftId,
    /// Who writes it.
    pub owner: AccountId,
    /// The case that it changes, with the version it was begun from; none for a new case.
    pub base: Option<(ClosureId, u32)>,
    /// The tip that it was made from.
    pub tip: Option<TipId>,
    /// What was typed.
    pub form: CaseForm,
    /// When it was last written.
    pub updated_at: Timestamp,
}

impl Draft {
    /// An empty draft.
    #[must_use]
    pub fn new(id: DraftId, owner: AccountId, now: Timestamp) -> Self {
        Self { id, owner, base: None, tip: None, form: CaseForm::default(), updated_at: now }
    }

    /// The case that comes of it: that which it changes, or one that is known by the draft, so that pressing
    /// twice makes one case.
    #[must_use]
    pub fn closure(&self) -> ClosureId {
        self.base.map_or(ClosureId(self.id.0), |(id, _)| id)
    }
}

/// A draft in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// Identifier.
    pub id: DraftId,
    /// The case that it changes.
    pub closure: Option<ClosureId>,
    /// Its title as typed; may be empty.
    pub title: String,
    /// When it was last written.
    pub updated_at: Timestamp,
}
