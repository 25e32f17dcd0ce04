//! Gaming: what those assessed do for a better score, and are tempted to by what it gains.
//!
//! At each occasion of a trick on the menu it is done with probability
//! 1 − exp(−intensity · Σ worth · max(0, gain − detection · penalty)), the sum over the contracts
//! under which the unit is scored on the case. The gain in points follows from the formula. The
//! form is a hypothesis about incentives: nobody measured it.

use super::desk::Task;
use super::record::{
    Answer, Case, CaseId, Deed, Fate, Observer, OrderId, Problem, ProblemId, Source, Stage,
};
use super::{Event, Simulation};
use crate::city::intensity::trifle;
use crate::city::{BlockId, CategoryId};
use crate::governance::assessment::{Formula, ScoreSource};
use crate::governance::role::Employer;
use crate::governance::{AssessmentId, DeskId, RoleId, Trick};
use crate::id::Id as _;
use crate::rng::Purpose;
use crate::time::{Span, Time};

/// Points of a case under the formula of Yuncheng: closed on time rather than late, and an
/// extension had.
const ON_TIME: f64 = 48.0;
const EXTENDED: f64 = 10.0;

/// Points of one of three rates.
const RATE: f64 = 100.0 / 3.0;

/// Trifles that one person makes up in a day at most (assumption).
const TRIFLES_A_DAY: f64 = 3.0;

impl<O: Observer> Simulation<'_, O> {
    /// What a trick adds to the points of a case under a contract, for a unit.
    fn gain(&self, id: AssessmentId, unit: usize, trick: Trick) -> f64 {
        let assessment = &self.governance.assessments[id];
        let by_callers = assessment.source == ScoreSource::CallBacks;
        match (assessment.formula, trick) {
            (
                Formula::Yuncheng,
                Trick::FalseClose | Trick::Hold | Trick::Exclusion | Trick::EasyFirst,
            ) => ON_TIME,
            (Formula::Yuncheng, Trick::Extension) => ON_TIME - EXTENDED,
            (Formula::ThreeRates, Trick::FalseClose | Trick::EasyFirst) if !by_callers => {
                2.0 * RATE
            }
            (Formula::ThreeRates, Trick::Coach | Trick::Exclusion) if by_callers => 2.0 * RATE,
            (Formula::ThreeRates, Trick::Divert) if !by_callers => self.loss(id, unit),
            (Formula::Yuncheng, Trick::Split | Trick::LogAfterwards)
            | (Formula::Cjt292, Trick::Divert | Trick::Merge) => self.loss(id, unit),
            (Formula::Quota, Trick::TrivialFinds | Trick::LogAfterwards) => {
                100.0 * self.short_of_quota(id, DeskId::new(unit)).0
            }
            _ => 0.0,
        }
    }

    /// The chance that a trick is done by units under these contracts.
    fn temptation(&self, block: BlockId, trick: Trick, of: &[(AssessmentId, usize)]) -> f64 {
        let Some(gaming) = &self.rules(block).gaming else { return 0.0 };
        let Some((detection, penalty)) = gaming.risk(trick) else { return 0.0 };
        let pull = |&(id, unit): &(AssessmentId, usize)| {
            self.worth(id, unit) * (self.gain(id, unit, trick) - detection * penalty).max(0.0)
        };
        let pull: f64 = of.iter().map(pull).sum();
        1.0 - libm::exp(-gaming.intensity * pull)
    }

    /// Whether those who are scored on a case do a trick on it, at one of its occasions.
    pub(super) fn games(&self, case: CaseId, trick: Trick, occasion: u16) -> bool {
        let block = self.block(case);
        let rules = self.rules(block);
        if rules.assessments.is_empty() || rules.gaming.is_none() {
            return false;
        }
        // What is late already gains nothing by being called done, put off or taken first.
        let is_late = self.cases[case].deadline.is_some_and(|due| due < self.now);
        let wants_time =
            matches!(trick, Trick::FalseClose | Trick::Extension | Trick::Hold | Trick::EasyFirst);
        if is_late && wants_time {
            return false;
        }
        let chance = self.temptation(block, trick, &self.contracts(case));
        let occasion = (trick as u64) << 16 | u64::from(occasion);
        chance > 0.0 && self.luck(Purpose::Gaming, case, occasion).chance(chance)
    }

    /// Puts on the agenda when the handler of a case is tempted to call it done without going
    /// there: when a quarter of its time is left (assumption).
    pub(super) fn watch_temptation(&mut self, case: CaseId) {
        let rules = self.rules(self.block(case));
        let risk = |trick| rules.gaming.as_ref().and_then(|gaming| gaming.risk(trick));
        let Some(near) = self.nearly_due(case) else { return };
        let is_open = !self.cases[case].tempted && !rules.assessments.is_empty();
        if risk(Trick::FalseClose).is_some() && is_open {
            self.agenda.add(near.max(self.now), Event::Tempted(case));
        }
    }

    /// When a quarter of the time of a filed case is left, as its deadline now stands.
    fn nearly_due(&self, case: CaseId) -> Option<Time> {
        let file = &self.cases[case];
        let (deadline, (filed, _)) = file.deadline.zip(file.filed)?;
        Some(deadline - Span::from_ms((deadline - filed).ms() / 4))
    }

    /// A handler may call a case done without going there, once, if it has not begun.
    pub(super) fn be_tempted(&mut self, case: CaseId) {
        let file = &self.cases[case];
        if file.tempted || !file.is_in_hand() || file.stage != Stage::HandleWait {
            return;
        }
        if self.nearly_due(case).is_some_and(|near| near > self.now) {
            return self.watch_temptation(case);
        }
        let file = &mut self.cases[case];
        file.tempted = true;
        let desk = file.desk;
        if self.games(case, Trick::FalseClose, 0) {
            let mut place = std::mem::take(&mut self.desks[desk]);
            place.take_off(|of| of == case);
            self.desks[desk] = place;
            self.enqueue(desk, Task::Pretend, case);
        }
    }

    /// A case was called done on paper alone.
    pub(super) fn pretended(&mut self, case: CaseId) {
        self.cases[case].faked = true;
        self.claim(case);
    }

    /// Whether a call that is taken in here could be kept off the record by those scored on it: by
    /// a street or a committee, which files for the platform or passes on to one that does.
    pub(super) fn keeps_calls_away(&self, role: RoleId, case: CaseId) -> bool {
        let post = &self.governance.roles[role];
        let platform = &self.rules(self.block(case)).platform;
        let leads_there = |role: RoleId| platform.contains(&role);
        post.employer <= Employer::Street
            && (leads_there(role) || post.next.is_some_and(leads_there))
    }

    /// Takes note that those were caught who did something on a case for a better score.
    pub(super) fn catch(&mut self, case: CaseId) {
        let file = &mut self.cases[case];
        if file.faked {
            file.caught = Some((Trick::FalseClose, self.now));
        } else if file.coached {
            file.caught = Some((Trick::Coach, self.now));
        }
    }

    /// What a caller says who is called back, and whether that was brought about.
    pub(super) fn answer(&mut self, order: OrderId, honest: Answer) -> Answer {
        let lead = self.lead(self.orders[order].case);
        let content = Answer { resolved: true, satisfied: true };
        let ordinal = self.cases[self.orders[order].case].ordinal;
        if honest == content || !self.games(lead, Trick::Coach, ordinal) {
            return honest;
        }
        self.cases[lead].coached = true;
        content
    }

    /// Whether a filed case is taken before others because it is little work: its category wants
    /// no more than categories do on average.
    pub(super) fn is_taken_early(&self, task: Task, case: CaseId) -> bool {
        let file = &self.cases[case];
        let scored = task == Task::Handle && file.filed.is_some();
        if !scored || !self.games(case, Trick::EasyFirst, 0) {
            return false;
        }
        let categories = &self.city.categories;
        let work = |category: CategoryId| categories[category].work.mean_hours();
        let mean = categories.ids().map(work).sum::<f64>() / categories.len() as f64;
        work(self.problems[file.problem].category) <= mean
    }

    /// A case that was closed in time may be written as two.
    pub(super) fn split(&mut self, case: CaseId) {
        let file = &self.cases[case];
        let in_time = file.deadline.is_some_and(|due| due >= self.now);
        let is_plain = file.made_up.is_none() && file.reopened == 0 && !file.closed_false;
        let Some(desk) = file.handler.filter(|_| in_time && is_plain) else { return };
        if self.games(case, Trick::Split, 0) {
            let (problem, source) = (file.problem, file.source);
            self.make_up(problem, source, desk, Trick::Split);
        }
    }

    /// A problem that ended by itself may be written down as found and closed by a finder who
    /// is scored on that.
    pub(super) fn log_afterwards(&mut self, problem: ProblemId) {
        let Problem { block, category, key, known, .. } = self.problems[problem];
        let rules = self.rules(block);
        if known.is_some() || rules.gaming.is_none() || rules.assessments.is_empty() {
            return;
        }
        let finds = |role: &&RoleId| {
            let patrol = self.governance.roles[**role].patrol.as_ref();
            patrol.is_some_and(|patrol| patrol.finds[category])
        };
        let beats = rules.searchers.iter().filter(finds);
        let beats = beats.map(|role| self.governance.desk(*role, block));
        let scored = beats.map(|desk| (desk, self.contracts_of_find(problem, desk)));
        let Some((desk, of)) = scored.into_iter().find(|(_, of)| !of.is_empty()) else { return };
        let chance = self.temptation(block, Trick::LogAfterwards, &of);
        let occasion = (Trick::LogAfterwards as u64) << 16;
        if chance > 0.0 && self.streams.draw(Purpose::Gaming, key, occasion).chance(chance) {
            self.problems[problem].is_written_late = true;
            self.make_up(problem, Source::Patrol(desk), desk, Trick::LogAfterwards);
        }
    }

    /// Contracts under which a unit would be scored on a problem, if this desk found it and saw to
    /// it itself.
    fn contracts_of_find(&self, problem: ProblemId, desk: DeskId) -> Vec<(AssessmentId, usize)> {
        let file = Case::new(problem, 0, Source::Patrol(desk), desk, self.now);
        let file = Case { handler: Some(desk), ..file };
        let stated = &self.rules(self.problems[problem].block).assessments;
        stated.iter().filter_map(|id| Some((*id, self.unit(*id, &file)?))).collect()
    }

    /// A case is written though there is nothing to do; that takes desk work.
    fn make_up(&mut self, problem: ProblemId, source: Source, desk: DeskId, trick: Trick) {
        let case = self.open(problem, source, desk);
        self.cases[case].made_up = Some(trick);
        self.count_finder(case);
        self.enqueue(desk, Task::Log, case);
    }

    /// Counts a case against the quota of whoever found it.
    pub(super) fn count_finder(&mut self, case: CaseId) {
        if let Some(desk) = self.cases[case].finder() {
            self.count_find(desk, self.block(case));
        }
    }

    /// A made-up case is written down: filed and closed at once, by whoever files for this desk;
    /// trifles go the way of all finds.
    pub(super) fn is_written_off(&mut self, case: CaseId, desk: DeskId) -> bool {
        if !matches!(self.cases[case].made_up, Some(Trick::Split | Trick::LogAfterwards)) {
            return false;
        }
        let problem = &self.problems[self.cases[case].problem];
        let (block, older) = (problem.block, self.cases[case].older);
        let before = older.and_then(|case| self.cases[case].filed).map(|(_, filer)| filer);
        let platform = self.rules(block).platform.first().copied();
        let filer = before.or(platform).map(|role| self.now_in_charge(role, case));
        if let Some(filer) = filer {
            let rules = self.rules(block);
            let limit = rules.limits[self.problems[self.cases[case].problem].category];
            let due = limit.map(|limit| limit.deadline(self.now, &rules.office));
            let file = &mut self.cases[case];
            (file.filed, file.deadline, file.promised) = (Some((self.now, filer)), due, due);
            self.step(case, Deed::Filed);
        }
        let file = &mut self.cases[case];
        (file.handler, file.claimed, file.claim_true) = (Some(desk), Some(self.now), true);
        file.closed = Some(self.now);
        self.step(case, Deed::Claimed);
        self.finish(case, Fate::Closed);
        true
    }

    /// Finders who are short of their quota at a midnight make up trifles.
    pub(super) fn fill_quotas(&mut self) {
        for id in self.governance.assessments.ids() {
            if self.governance.assessments[id].formula != Formula::Quota {
                continue;
            }
            for desk in self.desks.ids() {
                if self.governance.assessments[id].names(self.governance.desks[desk].role) {
                    self.fill_quota(id, desk);
                }
            }
        }
    }

    fn fill_quota(&mut self, id: AssessmentId, desk: DeskId) {
        let role = &self.governance.roles[self.governance.desks[desk].role];
        let blocks: Vec<BlockId> =
            role.desk_of.pairs().filter(|(_, of)| **of == desk).map(|(block, _)| block).collect();
        let Some(patrol) = &role.patrol else { return };
        let kinds: Vec<CategoryId> =
            patrol.finds.pairs().filter(|(_, finds)| **finds).map(|(kind, _)| kind).collect();
        let (Some(&first), false) = (blocks.first(), kinds.is_empty()) else { return };
        if !self.rules(first).assessments.contains(&id) {
            return;
        }
        let most = TRIFLES_A_DAY * f64::from(self.desks[desk].people);
        let wanted = self.short_of_quota(id, desk).1.min(most) as u64;
        for number in 0..wanted {
            let key = trifle(first, self.now.day(), number);
            let chance = self.temptation(first, Trick::TrivialFinds, &[(id, desk.index())]);
            let occasion = (Trick::TrivialFinds as u64) << 16 | id.index() as u64;
            let mut luck = self.streams.draw(Purpose::Gaming, key, occasion);
            if luck.chance(chance) {
                let block = blocks[luck.below(blocks.len() as u64) as usize];
                let kind = kinds[luck.below(kinds.len() as u64) as usize];
                self.make_trifle(key, block, kind, desk, luck.uniform());
            }
        }
    }

    /// A trifle of a finder's own making: it is gone as soon as it is there, and a case on it
    /// goes its way.
    fn make_trifle(
        &mut self,
        key: u64,
        block: BlockId,
        kind: CategoryId,
        desk: DeskId,
        whose: f64,
    ) {
        let owner = self.rules(block).owner(kind, whose);
        let life = Problem::new(key, block, kind, self.now);
        let problem = self.problems.add(Problem {
            owner,
            clears_after: Some(Span::ZERO),
            ended: Some((self.now, super::record::Ending::Cleared)),
            is_trifle: true,
            ..life
        });
        self.make_up(problem, Source::Patrol(desk), desk, Trick::TrivialFinds);
    }
}
