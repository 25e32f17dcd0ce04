//! Assessment contracts: at the end of a period units are scored from the record as it then
//! stands, and the score tells how much the next one counts.
//!
//! Each score has a true twin: the same formula, units and period, fed with the state of the
//! world instead of the record.

mod areas;
mod closing;
mod finding;
mod rates;

use super::record::{Case, CaseId, Observer, Record, Scores};
use super::{Event, Simulation};
use crate::city::BlockId;
use crate::governance::assessment::{Consequence, Formula, ScoredAreas};
use crate::governance::{Assessed, Assessment, AssessmentId, DeskId, Governance};
use crate::id::{Id as _, Table};
use crate::time::{Span, Time};

/// What a case loses on average, before there is a score to tell (assumption).
const FIRST_SCORE: f64 = 80.0;

/// Where the units of a contract stand.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    /// When the present period began.
    since: Time,
    /// The last official score of each unit, if it had one.
    last: Vec<Option<f64>>,
    /// How much a point counts for each unit now, 1 on average.
    pressure: Vec<f64>,
    /// Finds of each desk since the period began, made-up ones included.
    pub(super) finds: Vec<u32>,
}

/// A sum for each unit: official and true.
type Sums<T> = Vec<[T; 2]>;

/// A score for each unit that had something to be scored: official and true.
type Units = Vec<Option<[f64; 2]>>;

/// Standings at the beginning, when nobody has a score.
pub(super) fn standings(governance: &Governance, begin: Time) -> Table<AssessmentId, Standing> {
    let of = |assessment: &Assessment| {
        let units = match assessment.assessed {
            Assessed::Roles(_) => governance.desks.len(),
            // More than there are areas of either kind does no harm.
            Assessed::Areas(_) => {
                governance.roles.iter().map(|r| r.desk_of.len()).max().unwrap_or(0)
            }
        };
        let (last, pressure) = (vec![None; units], vec![1.0; units]);
        Standing { since: begin, last, pressure, finds: vec![0; governance.desks.len()] }
    };
    governance.assessments.iter().map(of).collect()
}

impl<O: Observer> Simulation<'_, O> {
    /// Puts on the agenda when the present period of each contract ends.
    pub(super) fn plan_periods(&mut self) {
        for id in self.governance.assessments.ids() {
            self.plan_period(id);
        }
    }

    fn plan_period(&mut self, id: AssessmentId) {
        let end = self.governance.assessments[id].period.next(self.now);
        self.agenda.add(end, Event::PeriodEnds(id));
    }

    /// A period ends: its units are scored, and the next one begins.
    pub(super) fn end_period(&mut self, id: AssessmentId) {
        let governance = self.governance;
        let assessment = &governance.assessments[id];
        let scores: Units = match assessment.formula {
            Formula::Yuncheng => self.closing_scores(id),
            Formula::ThreeRates => self.rate_scores(id),
            Formula::Quota => self.quota_scores(id),
            Formula::Cjt292 => match assessment.assessed {
                Assessed::Areas(areas) => self.area_scores(id, areas),
                Assessed::Roles(_) => self.collector_scores(id),
            },
        };
        let of = scores.iter().flatten().copied().collect();
        self.observer.saw(self.now, Record::Scored(&Scores { assessment: id, of }));
        let now = self.now;
        let standing = &mut self.standings[id];
        standing.since = now;
        standing.finds.iter_mut().for_each(|finds| *finds = 0);
        for (last, score) in standing.last.iter_mut().zip(&scores) {
            *last = score.map(|[official, _]| official).or(*last);
        }
        standing.pressure = pressure(assessment.consequence, &standing.last);
        self.plan_period(id);
    }

    /// Whether a moment lies in the present period of a contract.
    fn is_within(&self, id: AssessmentId, moment: Time) -> bool {
        moment > self.standings[id].since && moment <= self.now
    }

    /// Length of the present period until now \[months of 365/12 days\].
    fn months(&self, id: AssessmentId) -> f64 {
        (self.now - self.standings[id].since).days() * 12.0 / 365.0
    }

    /// Whether a contract was in force in a block at a moment.
    fn is_in_force(&self, id: AssessmentId, block: BlockId, moment: Time) -> bool {
        self.governance.rules_at(block, moment).assessments.contains(&id)
    }

    /// How long of the present period a contract was in force in a block \[months of 365/12 days\];
    /// a change is made at a midnight.
    fn months_in_force(&self, id: AssessmentId, block: BlockId) -> f64 {
        if self.governance.timeline.is_constant() {
            return if self.is_in_force(id, block, self.now) { self.months(id) } else { 0.0 };
        }
        let since = self.standings[id].since;
        let day = |day: i64| {
            let [from, until] = [Time::from_day(day).max(since), Time::from_day(day + 1)];
            let counts = self.is_in_force(id, block, from);
            if counts { (until.min(self.now) - from).days() } else { 0.0 }
        };
        let days: f64 = (since.day()..=self.now.day()).map(day).sum();
        days.max(0.0) * 12.0 / 365.0
    }

    /// The place of an area among those of its kind.
    fn area(&self, areas: ScoredAreas, block: BlockId) -> usize {
        let community = self.city.blocks[block].community;
        match areas {
            ScoredAreas::Streets => self.city.communities[community].street.index(),
            ScoredAreas::Communities => community.index(),
        }
    }

    /// The unit that is scored on a case: the desk that handles it, that which found it where
    /// finds are scored, or the area.
    pub(super) fn unit(&self, id: AssessmentId, file: &Case) -> Option<usize> {
        let assessment = &self.governance.assessments[id];
        let desk = match (&assessment.assessed, assessment.formula) {
            (Assessed::Areas(areas), _) => {
                return Some(self.area(*areas, self.problems[file.problem].block));
            }
            (_, Formula::Quota | Formula::Cjt292) => file.finder(),
            _ => file.handler,
        };
        let named = |desk: &DeskId| assessment.names(self.governance.desks[*desk].role);
        desk.filter(named).map(crate::id::Id::index)
    }

    /// Whether a case was filed under a contract, for the platform's record.
    fn is_under(&self, id: AssessmentId, file: &Case) -> bool {
        let block = self.problems[file.problem].block;
        file.filed.is_some_and(|(when, filer)| {
            let rules = self.governance.rules_at(block, when);
            rules.platform.contains(&filer) && rules.assessments.contains(&id)
        })
    }

    /// Points that the unit of a case loses for being caught, within the period, at something done
    /// on it.
    fn fine(&self, id: AssessmentId, file: &Case) -> f64 {
        let rules = self.rules(self.problems[file.problem].block);
        let risk = |trick| rules.gaming.as_ref().and_then(|gaming| gaming.risk(trick));
        let caught = file.caught.filter(|(_, when)| self.is_within(id, *when));
        caught.and_then(|(trick, _)| risk(trick)).map_or(0.0, |(_, penalty)| penalty)
    }

    /// Units under a contract that were caught within the period, and the points of each case.
    fn fines(&self, id: AssessmentId) -> Vec<(usize, f64)> {
        let caught = self.cases.iter().filter(|file| file.caught.is_some());
        let ours = caught.filter(|file| self.is_under(id, file));
        ours.filter_map(|file| Some((self.unit(id, file)?, self.fine(id, file)))).collect()
    }

    /// The case that a case was merged into in the end, or itself.
    pub(super) fn lead(&self, case: CaseId) -> CaseId {
        let mut case = case;
        while let super::record::Fate::Merged(older) = self.cases[case].fate {
            case = older;
        }
        case
    }

    /// Contracts under which a unit is scored on a case, with the unit.
    pub(super) fn contracts(&self, case: CaseId) -> Vec<(AssessmentId, usize)> {
        let file = &self.cases[case];
        let stated = &self.rules(self.problems[file.problem].block).assessments;
        stated.iter().filter_map(|id| Some((*id, self.unit(*id, file)?))).collect()
    }

    /// What a point counts for a unit now: the stakes of its contract under its pressure.
    pub(super) fn worth(&self, id: AssessmentId, unit: usize) -> f64 {
        self.governance.assessments[id].stakes * self.standings[id].pressure[unit]
    }

    /// What a unit loses by an average case, as its last score tells \[points\].
    pub(super) fn loss(&self, id: AssessmentId, unit: usize) -> f64 {
        100.0 - self.standings[id].last[unit].unwrap_or(FIRST_SCORE)
    }

    /// How far a desk is behind its quota for the time that is over: its share that is missing,
    /// and the finds that it wants.
    pub(super) fn short_of_quota(&self, id: AssessmentId, desk: DeskId) -> (f64, f64) {
        let due = self.quota_due(id, desk);
        let missing = due - f64::from(self.standings[id].finds[desk.index()]);
        if due > 0.0 { ((missing / due).max(0.0), missing.max(0.0)) } else { (0.0, 0.0) }
    }

    /// The finds that are wanted of a desk for as long of the period as is over and the contract was
    /// in force on its ground.
    fn quota_due(&self, id: AssessmentId, desk: DeskId) -> f64 {
        let people = f64::from(self.desks[desk].people);
        let role = &self.governance.roles[self.governance.desks[desk].role];
        let ground = role.desk_of.pairs().find(|(_, of)| **of == desk).map(|(block, _)| block);
        let months = ground.map_or(0.0, |block| self.months_in_force(id, block));
        self.governance.assessments[id].quota * people * months
    }

    /// Counts a find of a desk against the quotas that it is under.
    pub(super) fn count_find(&mut self, desk: DeskId, block: BlockId) {
        let rules = self.rules(block);
        for id in &rules.assessments {
            self.standings[*id].finds[desk.index()] += 1;
        }
    }
}

/// How much a point counts for each unit, 1 on average: the same for all under pay; from 0 for
/// the best to 2 for the worst under a rank; and for the worst tenth, of which there is one at
/// least, alone, where they are summoned. Units without a score count as usual (assumptions).
fn pressure(consequence: Consequence, last: &[Option<f64>]) -> Vec<f64> {
    let mut places: Vec<(usize, f64)> =
        last.iter().enumerate().filter_map(|(unit, score)| Some((unit, (*score)?))).collect();
    places.sort_by(|a, b| b.1.total_cmp(&a.1));
    let score = |place: usize| places[place].1;
    // Equal scores have their mean place.
    let ranks: Vec<f64> = (0..places.len())
        .map(|place| {
            let equal = |other: &usize| score(*other).total_cmp(&score(place)).is_eq();
            let first = (0..=place).rev().take_while(equal);
            let last = (place..places.len()).take_while(equal);
            (first.last().unwrap_or(place) + last.last().unwrap_or(place)) as f64 / 2.0
        })
        .collect();
    let mut pressure = vec![1.0; last.len()];
    let count = places.len();
    if count < 2 {
        return pressure;
    }
    let worst = count.div_ceil(10);
    for (place, (unit, _)) in places.into_iter().enumerate() {
        pressure[unit] = match consequence {
            Consequence::Pay => 1.0,
            Consequence::Rank => 2.0 * ranks[place] / (count - 1) as f64,
            Consequence::Summons if place + worst >= count => count as f64 / worst as f64,
            Consequence::Summons => 0.0,
        };
    }
    pressure
}

/// A share, or this where there is nothing to share.
fn share_or(hits: f64, of: f64, none: f64) -> f64 {
    if of > 0.0 { hits / of } else { none }
}

/// Whether something took no longer than this.
fn soon(span: Option<Span>, limit: Span) -> bool {
    span.is_some_and(|span| span <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pressure_is_one_on_average_and_falls_on_the_worst() {
        let last: Vec<Option<f64>> =
            [90.0, 50.0, 70.0].map(Some).into_iter().chain([None]).collect();
        assert_eq!(pressure(Consequence::Pay, &last), [1.0; 4]);
        assert_eq!(pressure(Consequence::Rank, &last), [0.0, 2.0, 1.0, 1.0]);
        assert_eq!(pressure(Consequence::Summons, &last), [0.0, 3.0, 0.0, 1.0]);
        let equal = [80.0, 80.0, 60.0].map(Some);
        assert_eq!(pressure(Consequence::Rank, &equal), [0.5, 0.5, 2.0]);
    }
}
