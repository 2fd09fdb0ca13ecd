//! The ledger: a closure is a case with a history, not a flag.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::evidence::{Citation, Evidence};
use super::id::{ClosureId, EvidenceId, OfficeId, StepId};
use super::slug::Slug;
use super::step_order::{in_order, place};

text_enum! {
    /// What is done to an office.
    ClosureKind {
        /// Shut for good, its work ended or spread.
        Closure = "closure",
        /// Merged into another office.
        Consolidation = "consolidation",
        /// Cases given to another office while the door stays open.
        CaseTransfer = "case_transfer",
        /// Moved to another address.
        Relocation = "relocation",
        /// Fewer hours.
        HoursCut = "hours_cut",
        /// Fewer workers.
        StaffCut = "staff_cut",
        /// A service ended.
        ServiceCut = "service_cut",
        /// Handed to a private provider.
        Privatization = "privatization",
        /// Shut for a time.
        TemporaryClosure = "temporary_closure",
        /// A new office.
        Opening = "opening",
        /// Open again after having been shut.
        Reopening = "reopening",
        /// Hours, staff or a service given back.
        Restored = "restored",
    }
}

impl ClosureKind {
    /// Whether the public gains by it.
    #[must_use]
    pub const fn is_good_news(self) -> bool {
        matches!(self, Self::Opening | Self::Reopening | Self::Restored)
    }
}

text_enum! {
    /// The law or practice that governs a case.
    Process {
        /// Illinois State Facilities Closure Act, 30 ILCS 608.
        ClosureAct = "closure_act",
        /// Illinois Health Facilities and Services Review Board.
        HealthFacilitiesBoard = "health_facilities_board",
        /// A federal agency's own practice.
        Federal = "federal",
        /// None: decided by a memo.
        None = "none",
        /// Not known.
        Unknown = "unknown",
    }
}

text_enum! {
    /// A dated event of a case.
    StepKind {
        /// Made public.
        Announced = "announced",
        /// Notice filed with the body that watches.
        NoticeFiled = "notice_filed",
        /// That body asked for a full recommendation.
        RecommendationRequested = "recommendation_requested",
        /// The agency filed it.
        RecommendationFiled = "recommendation_filed",
        /// Comments could be sent from this day.
        CommentOpened = "comment_opened",
        /// Last day for comments.
        CommentDeadline = "comment_deadline",
        /// Public hearing or meeting.
        Hearing = "hearing",
        /// Opinion that binds nobody.
        AdvisoryOpinion = "advisory_opinion",
        /// A vote that is not such an opinion.
        Vote = "vote",
        /// Cases given to another office.
        CasesMoved = "cases_moved",
        /// The public door shut.
        DoorClosed = "door_closed",
        /// Fewer hours or workers from this day.
        CutInForce = "cut_in_force",
        /// Moved to another address.
        Moved = "moved",
        /// Opened at a new address, or for the first time.
        MovedIn = "moved_in",
        /// The plan was taken back.
        Withdrawn = "withdrawn",
        /// The decision was overturned.
        Reversed = "reversed",
        /// Open again, or open for the first time.
        Reopened = "reopened",
    }
}

impl StepKind {
    /// Whether the public lost something on that day.
    #[must_use]
    pub const fn is_loss(self) -> bool {
        matches!(self, Self::DoorClosed | Self::CutInForce | Self::CasesMoved)
    }

    /// Whether on that day the plan became a fact.
    #[must_use]
    pub const fn is_in_force(self) -> bool {
        self.is_loss() || matches!(self, Self::Moved | Self::MovedIn)
    }

    /// Whether the step undoes or stops the loss.
    #[must_use]
    pub const fn is_relief(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Reversed | Self::Reopened)
    }
}

text_enum! {
    /// What an advisory opinion said.
    Opinion {
        /// For the closing.
        Support = "support",
        /// Against the closing.
        Oppose = "oppose",
        /// Put off.
        Postponed = "postponed",
        /// None was given.
        None = "none",
    }
}

text_enum! {
    /// Where a case stands today, read off its steps.
    CaseState {
        /// Talked of or proposed; nothing has happened yet.
        Proposed = "proposed",
        /// In force: the door is shut, the cut is made, the move is done.
        InForce = "in_force",
        /// Taken back or overturned.
        Stopped = "stopped",
        /// Was in force, is open again.
        Reopened = "reopened",
        /// Good news that has happened.
        Done = "done",
    }
}

text_enum! {
    /// What a case means for an office in it.
    OfficeRole {
        /// It loses its door, hours, staff or service.
        Losing = "losing",
        /// It takes on the cases.
        Receiving = "receiving",
    }
}

text_enum! {
    /// How sure the ledger is that a case happened.
    Certainty {
        /// A source says so.
        Documented = "documented",
        /// Only found by comparing lists; nobody has confirmed it.
        Detected = "detected",
    }
}

/// An office in a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseOffice {
    /// Its name in the sources.
    pub name: String,
    /// The town and county as the sources give them; empty when not given.
    pub city: String,
    /// County name; empty when not given.
    pub county: String,
    /// The office in the store, where it is known there.
    pub office: Option<OfficeId>,
    /// What the case means for it.
    pub role: OfficeRole,
}

/// A dated event of a case, as a source tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Identifier.
    pub id: StepId,
    /// What happened.
    pub kind: StepKind,
    /// When; none where the source gives no date.
    pub on: Option<PartialDate>,
    /// The office it happened to; none for all of the case.
    pub office_name: Option<String>,
    /// What the opinion said, for an opinion or a vote.
    pub opinion: Option<Opinion>,
    /// What the source says of it, in our words.
    pub note: String,
    /// The same in Spanish; empty where there is none yet.
    pub note_es: String,
    /// The source.
    pub evidence: Option<EvidenceId>,
    /// The hour, in the case's own zone; none where no source gives one.
    pub time: Option<Time>,
    /// Where to go: the room and street of a hearing; empty when not given.
    pub place: String,
    /// How often that which followers see of it has changed; the `SEQUENCE` of calendars.
    pub sequence: u32,
}

impl Step {
    /// A step of which no more is known than what and when.
    #[must_use]
    pub const fn new(id: StepId, kind: StepKind, on: Option<PartialDate>) -> Self {
        Self {
            id,
            kind,
            on,
            office_name: None,
            opinion: None,
            note: String::new(),
            note_es: String::new(),
            evidence: None,
            time: None,
            place: String::new(),
            sequence: 0,
        }
    }

    /// Whether followers would see a difference: another event, day, hour, place or office.
    #[must_use]
    pub fn looks_as(&self, other: &Self) -> bool {
        (self.kind, self.on, self.time, &self.place, &self.office_name)
            == (other.kind, other.on, other.time, &other.place, &other.office_name)
    }
}

/// A step that was taken out. It is kept, so that those who follow it can be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StruckStep {
    /// The step as it last stood, its sequence raised once more.
    pub step: Step,
    /// Why it was taken out.
    pub reason: String,
}

text_enum! {
    /// What a number of people counts.
    PeopleUnit {
        /// Single people.
        People = "people",
        /// Households.
        Households = "households",
        /// Cases in the agency's files; one may hold several people.
        Cases = "cases",
        /// Patients of a clinic or hospital.
        Patients = "patients",
        /// Clients of an office.
        Clients = "clients",
        /// Visits; one person may come often.
        Visits = "visits",
    }
}

/// Why a case does not count any more. It is never deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The day it was taken out of the ledger.
    pub on: Date,
    /// Why.
    pub reason: String,
}

/// A number of people with what was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    /// Workers who lose or leave their place.
    pub jobs: Option<u32>,
    /// People, cases or clients, as the source counts.
    pub people: Option<u32>,
}

/// A case of the ledger with everything that hangs on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closure {
    /// Identifier.
    pub id: ClosureId,
    /// Public address.
    pub slug: Slug,
    /// Title in English.
    pub title: String,
    /// Title in Spanish; empty where there is none yet.
    pub title_es: String,
    /// What is done.
    pub kind: ClosureKind,
    /// The agency that runs the offices.
    pub agency: String,
    /// The law or practice that governs it.
    pub process: Process,
    /// How sure the ledger is.
    pub certainty: Certainty,
    /// How many offices it touches, where a source says so and not all are named.
    pub offices_total: Option<u32>,
    /// The reason in the agency's words; empty where none was given.
    pub reason: String,
    /// Workers and people touched.
    pub affected: Affected,
    /// What happened, in our words, English.
    pub summary: String,
    /// The same in Spanish; empty where there is none yet.
    pub summary_es: String,
    /// The offices it touches, losing ones first.
    pub offices: Vec<CaseOffice>,
    /// Its steps in the order of time; an undated one behind the one that it followed.
    pub steps: Vec<Step>,
    /// Its sources in the order in which the steps use them.
    pub evidence: Vec<Evidence>,
    /// Workers at the losing office when it was planned; the Closure Act asks for 25.
    pub employees: Option<u32>,
    /// What the number of people counts; none where the source does not say.
    pub people_unit: Option<PeopleUnit>,
    /// The reason in our words; empty where there is none yet.
    pub reason_ours: String,
    /// The same in Spanish.
    pub reason_ours_es: String,
    /// What happens to the cases of those who came here; empty where it is not known.
    pub fate: String,
    /// The same in Spanish.
    pub fate_es: String,
    /// Who has the last word; empty where it is not known.
    pub decided_by: String,
    /// Further sources that support or contradict something the case says.
    pub citations: Vec<Citation>,
    /// Steps that were taken out, with the reason.
    pub struck: Vec<StruckStep>,
    /// Sources that nothing rests on any more; they keep their numbers and addresses.
    pub dropped: Vec<Evidence>,
    /// Counts the changes of the case, from 1.
    pub version: u32,
    /// When it was last changed; none for a case that was never read or written by this program.
    pub changed_at: Option<Timestamp>,
    /// Set when the case was taken out of the ledger.
    pub withdrawn: Option<Withdrawn>,
    /// The day on which it is read: what is dated after it is a plan. None where every step counts.
    #[serde(skip)]
    pub as_of: Option<Date>,
}

impl Closure {
    /// A case of which nothing is known yet.
    #[must_use]
    pub const fn blank(id: ClosureId, slug: Slug, kind: ClosureKind) -> Self {
        Self {
            id,
            slug,
            title: String::new(),
            title_es: String::new(),
            kind,
            agency: String::new(),
            process: Process::Unknown,
            certainty: Certainty::Documented,
            offices_total: None,
            reason: String::new(),
            affected: Affected { jobs: None, people: None },
            summary: String::new(),
            summary_es: String::new(),
            offices: Vec::new(),
            steps: Vec::new(),
            evidence: Vec::new(),
            employees: None,
            people_unit: None,
            reason_ours: String::new(),
            reason_ours_es: String::new(),
            fate: String::new(),
            fate_es: String::new(),
            decided_by: String::new(),
            citations: Vec::new(),
            struck: Vec::new(),
            dropped: Vec::new(),
            version: 1,
            changed_at: None,
            withdrawn: None,
            as_of: None,
        }
    }

    /// The last step that decides where the case stands; none while nothing has happened.
    #[must_use]
    pub fn decisive(&self) -> Option<&Step> {
        self.steps_come().rfind(|s| s.kind.is_relief() || s.kind.is_in_force())
    }

    /// The case as it is read on a day.
    #[must_use]
    pub const fn read_on(mut self, today: Date) -> Self {
        self.as_of = Some(today);
        self
    }

    /// The steps that have come: those without a date, and those that may have happened by the day of reading.
    pub fn steps_come(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.steps.iter().filter(|s| !self.is_ahead(s))
    }

    /// Whether a step surely lies after the day of reading.
    #[must_use]
    pub fn is_ahead(&self, step: &Step) -> bool {
        let (Some(today), Some(on)) = (self.as_of, step.on) else { return false };
        on.earliest() > today
    }

    /// Where the case stands, by its last step that decides.
    #[must_use]
    pub fn state(&self) -> CaseState {
        let had_loss = self.steps_come().any(|s| s.kind.is_loss());
        match self.decisive().map(|s| s.kind) {
            None => CaseState::Proposed,
            // A plan that was taken back and is made public once more is a plan again.
            Some(StepKind::Withdrawn | StepKind::Reversed) if self.is_announced_again() => {
                CaseState::Proposed
            }
            Some(StepKind::Withdrawn | StepKind::Reversed) => CaseState::Stopped,
            Some(StepKind::MovedIn) if self.kind.is_good_news() => CaseState::Done,
            Some(StepKind::Reopened) if self.kind.is_good_news() || !had_loss => CaseState::Done,
            Some(StepKind::Reopened) => CaseState::Reopened,
            Some(_) => CaseState::InForce,
        }
    }

    /// Whether the plan was made public on a day that is surely later than the deciding step.
    fn is_announced_again(&self) -> bool {
        let Some(decided) = self.decisive().and_then(|s| s.on) else { return false };
        let announced = self.steps_come().filter(|s| s.kind == StepKind::Announced);
        announced.filter_map(|s| s.on).any(|on| on.earliest() > decided.latest())
    }

    /// The date the case is filed under: when it came into force, else its last known step.
    #[must_use]
    pub fn filed_under(&self) -> Option<PartialDate> {
        let force = |s: &&Step| s.kind.is_in_force() || s.kind == StepKind::Reopened;
        let force = self.steps.iter().filter(force).filter_map(|s| s.on).next_back();
        force.or_else(|| self.steps.iter().filter_map(|s| s.on).next_back())
    }

    /// The counties of its losing offices, each once.
    #[must_use]
    pub fn counties(&self) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for office in
            self.offices.iter().filter(|o| o.role == OfficeRole::Losing && !o.county.is_empty())
        {
            if !out.contains(&office.county.as_str()) {
                out.push(&office.county);
            }
        }
        out
    }

    /// Puts steps in the order of time; one without a date keeps its place behind the one before it.
    pub fn sort_steps(&mut self) {
        in_order(&mut self.steps, |step| Some(place(step.kind, step.on?, step.time)));
    }
}
