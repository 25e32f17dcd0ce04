//! Work in hand: how long it takes, and what follows when it is done.

use super::{Activity, Duty, Task};
use crate::duration::Duration;
use crate::governance::DeskId;
use crate::ids;
use crate::rng::Purpose;
use crate::simulation::record::{CaseId, Deed, Observer, Record, Work};
use crate::simulation::{Event, Simulation};
use crate::time::{Span, Time};

/// The longest that a piece of work takes, tasks from above included: 100 years.
const LONGEST_HOURS: f64 = 100.0 * 365.0 * 24.0;

/// The shortest, so that a case that goes round never does so within one moment.
const SHORTEST: Span = Span::from_ms(1);

ids! {
    /// A piece of work in hand.
    JobId;
}

/// A piece of work in hand.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) struct Job {
    pub(in crate::simulation) desk: DeskId,
    pub(in crate::simulation) task: Task,
    pub(in crate::simulation) case: CaseId,
    /// Whose time it takes.
    pub(in crate::simulation) duty: Duty,
}

impl<O: Observer> Simulation<'_, O> {
    /// Notes on a case that work on it begins, or about it while it lies elsewhere.
    fn note_work(&mut self, task: Task, case: CaseId) {
        let file = &mut self.cases[case];
        match task.stages() {
            Some((_, works)) => {
                if !task.is_after_closing() {
                    file.enter(works, self.now);
                }
                file.steps = file.steps.saturating_add(1);
            }
            None => file.side_steps = file.side_steps.saturating_add(1),
        }
        if task == Task::Handle {
            file.begun.get_or_insert(self.now);
            file.visits.push((self.now, None));
        }
    }

    /// Begins work; outside hours all of it is overtime, and no tasks from above come within it.
    pub(super) fn begin(&mut self, desk: DeskId, task: Task, case: CaseId, duty: Duty) {
        *self.at_work(desk, duty) += 1;
        self.note_work(task, case);
        self.cases[case].entries += self.entries(desk, task, case);
        let (work, way) = self.length(desk, task, case);
        let activity = match task {
            Task::Handle => Activity::Handling,
            _ if task.is_on_site() => Activity::Site,
            _ => Activity::Desk,
        };
        let parts = [work, way];
        let (done, taken) = self.book(desk, duty, activity, parts, Some(case));
        if task == Task::Attend {
            self.set_out_to_meet(case, desk, way, taken);
        }
        self.step_at(desk, case, Deed::Begun(task, parts));
        let id = self.add_job(Job { desk, task, case, duty });
        self.agenda.add(done, Event::WorkEnds(id));
    }

    fn add_job(&mut self, job: Job) -> JobId {
        match self.free_jobs.pop() {
            Some(id) => {
                self.jobs[id] = job;
                id
            }
            None => self.jobs.add(job),
        }
    }

    /// Books a piece of work and its way at a desk; gives when it is done, and the time it takes
    /// from the shift.
    pub(in crate::simulation) fn book(
        &mut self,
        desk: DeskId,
        duty: Duty,
        activity: Activity,
        parts: [Span; 2],
        case: Option<CaseId>,
    ) -> (Time, Span) {
        let role = &self.governance.roles[self.governance.desks[desk].role];
        let in_hours = duty == Duty::Hours;
        let above = if in_hours { role.admin_share } else { 0.0 };
        let hours = (parts[0] + parts[1]).hours() / (1.0 - above);
        let taken = Span::from_hours(hours.min(LONGEST_HOURS)).max(SHORTEST);
        let (done, overtime) = if in_hours {
            let done = role.calendar.advance_overrunning(self.now, taken, role.overrun);
            (done, taken - role.calendar.open_between(self.now, done))
        } else {
            (self.now + taken, taken)
        };
        let desk = self.pool(desk);
        let work = Work { desk, case, activity, begun: self.now, parts, taken, overtime };
        self.observer.saw(self.now, Record::Worked(work));
        (done, taken)
    }

    /// Work and way that a task takes; they belong to the problem and the visit.
    fn length(&self, desk: DeskId, task: Task, case: CaseId) -> (Span, Span) {
        let file = &self.cases[case];
        let problem = &self.problems[file.problem];
        let role = &self.governance.roles[self.governance.desks[desk].role];
        let category = &self.city.categories[problem.category];
        let visit = match task {
            Task::Handle => u64::from(problem.visits),
            Task::Attend => u64::from(file.ordinal) << 16,
            _ if task.is_aside() => u64::from(file.ordinal) << 16 | u64::from(file.side_steps),
            _ => u64::from(file.ordinal) << 16 | u64::from(file.steps),
        };
        let occasion = (task as u64) << 40 | visit;
        // Those who meet on site have each their own way.
        let whose = if task == Task::Attend { role.key } else { 0 };
        let draw = |of: &Duration, part: u64| {
            let occasion = (occasion << 1 | part).wrapping_add(whose);
            of.draw(&mut self.streams.draw(Purpose::Work, problem.key, occasion))
        };
        if !task.is_on_site() {
            let more = self.entry_work(desk, task, case, occasion);
            return (draw(&role.desk_work, 0) + more, Span::ZERO);
        }
        let work = match task {
            Task::Attend => return (self.time_on_site(case), draw(&role.travel, 1)),
            Task::Handle if problem.stands() => &category.work,
            _ => &role.site_work,
        };
        (draw(work, 0), draw(&role.travel, 1))
    }

    /// Entries made of a case with a task: one, and one more for each further system.
    fn entries(&self, desk: DeskId, task: Task, case: CaseId) -> u16 {
        let platforms = &self.rules(self.block(case)).platforms;
        let role = self.governance.desks[desk].role;
        let is_written = task.is_entry() && !self.cases[case].informal;
        if is_written { 1 + platforms.more_entries(role) } else { 0 }
    }

    /// Work of writing a case into further systems; it belongs to the visit.
    fn entry_work(&self, desk: DeskId, task: Task, case: CaseId, occasion: u64) -> Span {
        let Some(systems) = &self.rules(self.block(case)).platforms.systems else {
            return Span::ZERO;
        };
        let key = self.problems[self.cases[case].problem].key;
        let mut luck = self.streams.draw(Purpose::Entry, key, occasion);
        (1..self.entries(desk, task, case)).map(|_| systems.entry.draw(&mut luck)).sum()
    }

    /// Work is done: its people are free, and the case goes on.
    pub(in crate::simulation) fn end_work(&mut self, job: JobId) {
        let Job { desk, task, case, duty } = self.jobs[job];
        self.free_jobs.push(job);
        *self.at_work(desk, duty) -= 1;
        self.step_at(desk, case, Deed::Ended(task));
        match task {
            Task::TakeIn | Task::Redispatch | Task::Convene | Task::Fund
                if self.has_left(desk, case) =>
            {
                self.resume(case, task, desk);
            }
            Task::TakeIn => self.taken_in(case, desk),
            Task::Redispatch => self.dispatch(case, self.governance.desks[desk].role),
            Task::Log => self.logged(case, desk),
            Task::Verify => self.verified(case, desk),
            Task::Handle => self.handled(case, desk),
            Task::Check => self.checked(case, desk),
            Task::Close => self.close(case),
            Task::Audit => self.audited(case, desk),
            Task::Pretend => self.pretended(case),
            Task::Convene => self.convened(case, desk),
            Task::Attend => self.leave_meeting(case),
            Task::Urge => self.urged(case),
            Task::Penalise => self.penalised(case),
            Task::Fund => self.funded(case, desk),
        }
        self.release(desk);
        if duty == Duty::Call {
            self.serve_rota(desk);
        }
    }
}
