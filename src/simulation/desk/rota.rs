//! Whose time work takes: those on duty, those on call, and whoever answers a message after hours.

use super::Task;
use crate::governance::DeskId;
use crate::simulation::Simulation;
use crate::simulation::record::{CaseId, Observer, Stage};

/// Whose time a piece of work takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulation) enum Duty {
    /// That of those on duty in their hours.
    Hours,
    /// That of those on call outside hours.
    Call,
    /// That of whoever answers a message after hours.
    Message,
}

impl<O: Observer> Simulation<'_, O> {
    /// The first urgent piece of work that waits where somebody is on call for it.
    pub(super) fn next_urgent(&mut self, desk: DeskId) -> Option<(Task, CaseId)> {
        let role = &self.governance.roles[self.governance.desks[desk].role];
        let urgent = role.on_call.as_ref()?;
        let rota = &self.desks[self.governance.desks[desk].rota];
        if rota.called >= rota.on_call || role.calendar.is_open(self.now) {
            return None;
        }
        let (cases, problems) = (&self.cases, &self.problems);
        self.desks[desk].take_first(|case| urgent[problems[cases[case].problem].category])
    }

    /// Those at work on such a duty at a desk; people are counted at the desk that
    /// they are of.
    pub(in crate::simulation) fn at_work(&mut self, desk: DeskId, duty: Duty) -> &mut u32 {
        let at = match duty {
            Duty::Call => self.governance.desks[desk].rota,
            Duty::Hours | Duty::Message => self.pool(desk),
        };
        self.desks[at].at_work(duty)
    }

    /// Somebody who was on call for a desk is free, and goes to whichever desk of the rota waits.
    pub(super) fn serve_rota(&mut self, desk: DeskId) {
        let governance = self.governance;
        let plan = &governance.desks[desk];
        for place in 0..self.desks_of[plan.role].len() {
            let other = self.desks_of[plan.role][place];
            if governance.desks[other].rota == plan.rota {
                self.serve(other);
            }
        }
    }

    /// Somebody at a desk that is closed answers a message at once.
    pub(in crate::simulation) fn answer_after_hours(&mut self, desk: DeskId, case: CaseId) {
        let now = self.now;
        let file = &mut self.cases[case];
        file.enter(Stage::DeskWait, now);
        file.desk = desk;
        self.begin(desk, Task::TakeIn, case, Duty::Message);
    }
}
