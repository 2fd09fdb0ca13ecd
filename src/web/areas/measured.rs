//! What is reckoned for an area: its access today, what plans would do to it, and which office matters most.

use crate::app::{App, NoAnswer};
use crate::atlas::Atlas;
use crate::domain::closure::{CaseOffice, CaseState, Closure, OfficeRole};
use crate::domain::kind::OfficeKind;
use crate::domain::slug::Slug;
use crate::impact::{
    AreaHit, Asked, Harm, Inputs, Measure, Standing, Today, Turn, Who, case_questions,
};

use std::sync::Arc;

use super::inside::Inside;

/// The most plans that are reckoned for one area, the newest first.
const MOST_PLANS: usize = 40;

/// Ways of today to the offices of one service, and the office that matters most.
pub struct Measured {
    /// Of which service.
    pub service: OfficeKind,
    /// Miles or minutes.
    pub measure: Measure,
    /// Who stands for need.
    pub need: Who,
    /// Each group.
    pub today: Vec<Today>,
    /// Where the area stands among its kind.
    pub standing: Option<Standing>,
    /// The office whose closing would hurt the area most.
    pub worst: Option<Harm>,
    /// What it was reckoned from.
    pub inputs: Inputs,
    /// Whether any office of the service is open at a known place.
    pub has_offices: bool,
}

impl Measured {
    /// Reckons for an area.
    ///
    /// # Errors
    /// When too many ask at once, or the data do not fit together.
    pub async fn of(
        app: &App,
        atlas: &Arc<Atlas>,
        service: OfficeKind,
        kind: Slug,
        area: Slug,
    ) -> Result<Self, NoAnswer> {
        let ground = app.grounds().ground(atlas, service).await?;
        let reckon = move || Self {
            service,
            measure: ground.measure(),
            need: ground.demand().need(),
            today: ground.area_today(&kind, &area).unwrap_or_default(),
            standing: ground.standing(&kind, &area),
            worst: ground.most_harmful_for(&kind, &area),
            inputs: ground.inputs().clone(),
            has_offices: ground.sites().standing().next().is_some(),
        };
        app.grounds().in_turn(reckon).await
    }
}

/// A plan of the ledger that touches an area.
pub struct Threat<'a> {
    /// The case.
    pub case: &'a Closure,
    /// Its losing offices in the area.
    pub inside: usize,
    /// What it would do to the area, service by service.
    pub hits: Vec<(Asked, AreaHit)>,
    /// Losing offices that are not reckoned with.
    pub left_out: usize,
    /// Whether the place of one of those reckoned with may lie miles from its door.
    pub is_rough: bool,
}

/// The plans that would take an office of the area, or the nearest or assigned office of somebody in it; and how many
/// plans were not looked at.
///
/// # Errors
/// When too many ask at once, or the data do not fit together.
pub async fn threats<'a>(
    app: &App,
    atlas: &'a Arc<Atlas>,
    inside: &Inside<'_>,
    (kind, area): (&Slug, &Slug),
) -> Result<(Vec<Threat<'a>>, usize), NoAnswer> {
    let plans = atlas.closures().iter().zip(atlas.briefs().cases());
    let plans = plans
        .filter(|(case, brief)| brief.state == CaseState::Proposed && !case.kind.is_good_news());
    let plans: Vec<&Closure> = plans.map(|(case, _)| case).collect();
    let mut found = Vec::new();
    let mut to_reckon = Vec::new();
    for case in plans.iter().take(MOST_PLANS) {
        let is_here =
            |part: &&CaseOffice| part.role == OfficeRole::Losing && inside.part(part).counts();
        let mut threat = Threat {
            case,
            inside: case.offices.iter().filter(is_here).count(),
            hits: Vec::new(),
            left_out: 0,
            is_rough: false,
        };
        if let Some(of) = case_questions(case, atlas).filter(|of| of.turn == Turn::IfItHappens) {
            (threat.left_out, threat.is_rough) = (of.left_out, of.is_rough);
            for asked in of.asked {
                // The same for every area, so most often they are there already.
                let (service, question) = (asked.service, &asked.question);
                match app.grounds().changes(atlas, service, question).await {
                    Ok(changes) => {
                        let ground = app.grounds().ground(atlas, service).await?;
                        to_reckon.push((found.len(), asked, ground, changes));
                    }
                    // A question that would leave no office has no answer in miles; the plan is told all the same.
                    Err(NoAnswer::Asked(_)) => {}
                    Err(other) => return Err(other),
                }
            }
        }
        found.push(threat);
    }
    if !to_reckon.is_empty() {
        let (kind, area) = (kind.clone(), area.clone());
        let reckon = move || {
            let hits = to_reckon.into_iter().filter_map(|(plan, asked, ground, changes)| {
                let hit = ground.area_hit(&asked.question, &changes, &kind, &area);
                Some((plan, asked, hit.ok().flatten()?))
            });
            hits.filter(|(.., hit)| hit.area.is_touched || hit.is_reassigned).collect::<Vec<_>>()
        };
        for (plan, asked, hit) in app.grounds().in_turn(reckon).await? {
            if let Some(threat) = found.get_mut(plan) {
                threat.hits.push((asked, hit));
            }
        }
    }
    found.retain(|threat| threat.inside > 0 || !threat.hits.is_empty());
    Ok((found, plans.len().saturating_sub(MOST_PLANS)))
}
