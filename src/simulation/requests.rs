//! Requests for an exception to the clock: the file changes, and the problem stands.

use super::record::{CaseId, Deed, Observer, Request};
use super::{Event, Simulation};
use crate::governance::RoleId;
use crate::rng::{Draw, Purpose};
use crate::time::Time;

/// Tells the draws on one request apart.
#[derive(Clone, Copy)]
enum Part {
    Asks,
    Way,
    Decides,
}

impl<O: Observer> Simulation<'_, O> {
    /// Puts on the agenda when the handler of a case looks at its deadline, where more time
    /// may be had.
    pub(super) fn watch_limit(&mut self, case: CaseId) {
        let Some(rule) = &self.governance.extension else { return };
        let file = &self.cases[case];
        let Some(deadline) = file.deadline else { return };
        if deadline > self.now && file.extensions < rule.most {
            self.agenda.add((deadline - rule.before).max(self.now), Event::NearsLimit(case));
        }
    }

    /// The deadline of a case draws near: the handler may ask for more time.
    pub(super) fn near_limit(&mut self, case: CaseId) {
        let Some(rule) = &self.governance.extension else { return };
        let file = &self.cases[case];
        let Some(by) = rule.decided_by.or(file.dispatcher) else { return };
        let asks = |chance| self.asking(case, Request::Extension, Part::Asks).chance(chance);
        if file.is_in_hand() && asks(rule.asked) {
            self.ask(case, Request::Extension, by);
        }
    }

    /// A request is on its way to the role that decides.
    fn ask(&mut self, case: CaseId, request: Request, by: RoleId) {
        self.step(case, Deed::Asked(request));
        let mut luck = self.asking(case, request, Part::Way);
        let delay = self.governance.roles[by].delivery.draw(&mut luck);
        self.after(delay, Event::Decided(case, request));
    }

    /// A request is decided.
    pub(super) fn decide(&mut self, case: CaseId, request: Request) {
        let granted = match request {
            Request::Extension => self.extended(case),
        };
        self.step(case, if granted { Deed::Granted(request) } else { Deed::Denied(request) });
    }

    /// Puts off the deadline of a case, if that is granted and not too late.
    fn extended(&mut self, case: CaseId) -> bool {
        let Some((until, granted)) = self.extension_of(case) else { return false };
        if !self.asking(case, Request::Extension, Part::Decides).chance(granted) {
            return false;
        }
        let file = &mut self.cases[case];
        file.deadline = Some(until);
        file.extensions += 1;
        self.watch_limit(case);
        true
    }

    /// Until when an extension puts off the deadline of a case, and the chance that it is
    /// granted; none where the case is done or its deadline has passed.
    fn extension_of(&self, case: CaseId) -> Option<(Time, f64)> {
        let rule = self.governance.extension.as_ref()?;
        let file = &self.cases[case];
        let limit = self.governance.limits[self.problems[file.problem].category]?;
        let deadline =
            file.deadline.filter(|deadline| *deadline >= self.now && file.is_in_hand())?;
        Some((limit.times(rule.adds).deadline(deadline, &self.governance.office), rule.granted))
    }

    /// The luck of a case in one part of asking for something, each time anew.
    fn asking(&self, case: CaseId, request: Request, part: Part) -> Draw {
        let asked = u64::from(self.cases[case].extensions);
        let occasion = (request as u64) << 24 | asked << 2 | part as u64;
        self.luck(Purpose::Request, case, occasion)
    }
}
