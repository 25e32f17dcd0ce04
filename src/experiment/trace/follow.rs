//! The second run: the steps of a case, and all that was done about its problem.

use super::{Deadlines, Moment, Trace, Where};
use crate::experiment::{Governed, watch};
use crate::id::Id as _;
use crate::metrics::names::Names;
use crate::simulation::record::{
    Case, CaseId, Ending, Fate, Observer, Order, Problem, ProblemId, Record,
};
use crate::time::Time;

/// Follows a case of a replication.
///
/// # Panics
/// If the replication has no such case.
pub(super) fn follow<'a>(governed: &'a Governed, place: Where<'_>, case: CaseId) -> Trace<'a> {
    let mut life = Life::new(governed, case);
    let window = place.prepared.window;
    watch(governed, window, place.seed, place.replication, &mut life);
    life.told(governed, window.end())
}

/// What is kept of a replication about one case.
struct Life<'a> {
    case: CaseId,
    /// Its problem, once the case was opened.
    about: Option<ProblemId>,
    names: Names<'a>,
    steps: Vec<Moment>,
    problem: Option<Problem>,
    /// Cases told at the end so far.
    told: usize,
    cases: Vec<(CaseId, Case)>,
    orders: Vec<Order>,
}

impl Observer for Life<'_> {
    const STEPS: bool = true;

    fn saw(&mut self, now: Time, record: Record<'_>) {
        match record {
            Record::Bred(birth) => self.names.learn(birth),
            Record::Step(step) if step.case == self.case => {
                self.about = Some(step.file.problem);
                let (stage, stands) = (step.stage(), step.problem.stands());
                let (desk, deed) = (step.desk, step.deed);
                self.steps.push(Moment { when: now, desk, deed, stage, stands });
            }
            Record::Problem(id, problem) if self.about == Some(id) => {
                self.problem = Some(problem.clone());
            }
            Record::Case(case, _) => {
                if self.about == Some(case.problem) {
                    self.cases.push((CaseId::new(self.told), case.clone()));
                }
                self.told += 1;
            }
            Record::Order(order, ..) if self.about == Some(order.problem) => {
                self.orders.push(order.clone());
            }
            _ => {}
        }
    }
}

impl<'a> Life<'a> {
    fn new(governed: &'a Governed, case: CaseId) -> Self {
        Self {
            case,
            about: None,
            names: Names::new(&governed.city),
            steps: Vec::new(),
            problem: None,
            told: 0,
            cases: Vec::new(),
            orders: Vec::new(),
        }
    }

    fn told(self, governed: &'a Governed, end: Time) -> Trace<'a> {
        let problem = self.problem.as_ref().expect("the case has a problem").clone();
        let name = |id: CaseId| {
            let of = self.cases.iter().find(|(other, _)| *other == id);
            of.map(|(_, case)| self.names.case(case, &problem)).expect("it is on the same problem")
        };
        let own = self.cases.iter().find(|(id, _)| *id == self.case);
        let case = own.expect("it was opened").1.clone();
        let merged_into = match case.fate {
            Fate::Merged(older) => Some(name(older)),
            _ => None,
        };
        let solved_by = match problem.ended {
            Some((_, Ending::Solved { case, .. })) => Some(name(case)),
            _ => None,
        };
        Trace {
            name: name(self.case),
            deadlines: Deadlines::of(&case, &problem, &governed.governance, end),
            cases: self.cases.iter().map(|(id, case)| (name(*id), case.clone())).collect(),
            orders: self.orders.iter().map(|order| (name(order.case), order.clone())).collect(),
            steps: self.steps,
            governed,
            case,
            problem: problem.clone(),
            merged_into,
            solved_by,
            end,
        }
    }
}
