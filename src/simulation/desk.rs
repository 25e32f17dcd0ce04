//! Desks: a queue of work and those who serve it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Simulation;
use super::patrol::Beat;
use super::record::{CaseId, Deed, Observer, Record, Stage, Work};
use crate::duration::Duration;
use crate::governance::DeskId;
use crate::governance::role::Discipline;
use crate::ids;
use crate::rng::Purpose;
use crate::time::{Span, Time};

/// The longest that a piece of work takes, tasks from above included: 100 years.
const LONGEST_HOURS: f64 = 100.0 * 365.0 * 24.0;

/// The shortest, so that a case that goes round never does so within one moment.
const SHORTEST: Span = Span::from_ms(1);

/// The rank of what is taken before all else.
const FIRST: i64 = i64::MIN;

ids! {
    /// A piece of work in hand.
    JobId;
}

/// What can be done to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Task {
    /// Take it in and decide where it goes.
    TakeIn,
    /// Send it to a body once more.
    Redispatch,
    /// Write down what was found.
    Log,
    /// Confirm a public report on site.
    Verify,
    /// Solve the problem on site.
    Handle,
    /// Confirm on site that it is solved.
    Check,
    /// Close it and reply.
    Close,
    /// Look at it again after it was closed.
    Audit,
    /// Call it done without going there.
    Pretend,
    /// Call bodies to the site.
    Convene,
    /// Go to the site because one was called.
    Attend,
    /// Urge a party that does nothing.
    Urge,
    /// Order a party on site under a penalty.
    Penalise,
    /// Decide whether to pay for it.
    Fund,
}

/// Kinds of work, as workload is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Activity {
    /// At the desk or on the telephone.
    Desk,
    /// Looking at a site.
    Site,
    /// Handling.
    Handling,
}

impl Activity {
    /// All kinds in order.
    pub const ALL: [Self; 3] = [Self::Desk, Self::Site, Self::Handling];
}

impl Task {
    /// The stage of a case that waits for this task, and of one in it; none for work that is
    /// done about a case while it lies elsewhere.
    fn stages(self) -> Option<(Stage, Stage)> {
        match self {
            Self::TakeIn
            | Self::Redispatch
            | Self::Log
            | Self::Close
            | Self::Convene
            | Self::Fund => Some((Stage::DeskWait, Stage::DeskWork)),
            Self::Verify => Some((Stage::VerifyWait, Stage::VerifyWork)),
            Self::Handle | Self::Pretend => Some((Stage::HandleWait, Stage::HandleWork)),
            Self::Check | Self::Audit => Some((Stage::CheckWait, Stage::CheckWork)),
            Self::Attend | Self::Urge | Self::Penalise => None,
        }
    }

    /// Whether the case lies elsewhere while this is done about it.
    pub(super) fn is_aside(self) -> bool {
        self.stages().is_none()
    }

    /// Whether the case is written down, taken in or closed with it.
    fn is_entry(self) -> bool {
        matches!(self, Self::TakeIn | Self::Log | Self::Close)
    }

    /// Whether the case is no longer on its way while this is done.
    pub(super) fn is_after_closing(self) -> bool {
        self == Self::Audit
    }

    /// Whether the case goes on with it, and waits for it.
    fn is_on_the_way(self) -> bool {
        !self.is_aside() && !self.is_after_closing()
    }

    fn is_on_site(self) -> bool {
        let looks = matches!(self, Self::Verify | Self::Check | Self::Audit);
        looks || matches!(self, Self::Handle | Self::Attend | Self::Penalise)
    }
}

/// A queue and those who serve it.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// People on duty while it is open.
    pub(super) people: u32,
    /// Ground it serves \[m²\].
    pub(super) area: f64,
    /// People on call while it is closed.
    pub(super) on_call: u32,
    /// People on call at work.
    called: u32,
    /// People answering a message after hours.
    answering: u32,
    /// People on duty now.
    pub(super) on_duty: u32,
    /// People at work now; more than on duty while some finish after hours.
    pub(super) busy: u32,
    /// Work that waits: (rank, number of arrival, what), least first.
    waiting: BinaryHeap<Reverse<(i64, u32, Task, CaseId)>>,
    arrived: u32,
    /// What it searches, if its role does.
    pub(super) beat: Option<Beat>,
}

impl Desk {
    /// A desk with nobody on duty yet.
    pub(super) fn new([people, on_call]: [u32; 2], area: f64, beat: Option<Beat>) -> Self {
        Self { people, area, on_call, beat, ..Self::default() }
    }

    /// Those at work on such a duty.
    fn at_work(&mut self, duty: Duty) -> &mut u32 {
        match duty {
            Duty::Hours => &mut self.busy,
            Duty::Call => &mut self.called,
            Duty::Message => &mut self.answering,
        }
    }

    /// Takes off the first piece of work that waits for one of the chosen cases.
    fn take_first(&mut self, chosen: impl Fn(CaseId) -> bool) -> Option<(Task, CaseId)> {
        let waiting = self.waiting.iter().filter(|Reverse((_, _, _, case))| chosen(*case));
        let first = *waiting.max()?;
        self.waiting.retain(|work| *work != first);
        let Reverse((_, _, task, case)) = first;
        Some((task, case))
    }

    /// Takes off the work that waits for chosen cases, in the order in which it came: ranks may
    /// change yet, and equal ones are then begun in that order.
    pub(super) fn take_off(&mut self, chosen: impl Fn(CaseId) -> bool) -> Vec<(Task, CaseId)> {
        let waiting = std::mem::take(&mut self.waiting).into_vec();
        let (mut gone, kept): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|Reverse((_, _, _, case))| chosen(*case));
        self.waiting = kept.into();
        gone.sort_unstable_by_key(|Reverse((_, number, _, _))| *number);
        gone.into_iter().map(|Reverse((_, _, task, case))| (task, case)).collect()
    }

    /// Cases that wait here.
    pub fn backlog(&self) -> usize {
        self.waiting.len()
    }

    /// Time its people spent searching within the measured horizon.
    pub fn walked(&self) -> Span {
        self.beat.as_ref().map_or(Span::ZERO, |beat| beat.walked)
    }
}

/// Whose time a piece of work takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Duty {
    /// That of those on duty in their hours.
    Hours,
    /// That of those on call outside hours.
    Call,
    /// That of whoever answers a message after hours.
    Message,
}

/// A piece of work in hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Job {
    pub(super) desk: DeskId,
    pub(super) task: Task,
    pub(super) case: CaseId,
    /// Whose time it takes.
    pub(super) duty: Duty,
}

impl<O: Observer> Simulation<'_, O> {
    /// Adds work to a desk's queue, and begins it if somebody is free.
    pub(super) fn enqueue(&mut self, desk: DeskId, task: Task, case: CaseId) {
        self.put_in_queue(desk, task, case);
        self.serve(desk);
    }

    /// Adds work to a desk's queue.
    pub(super) fn put_in_queue(&mut self, desk: DeskId, task: Task, case: CaseId) {
        let now = self.now;
        let file = &mut self.cases[case];
        if let Some((waits, _)) = task.stages().filter(|_| !task.is_after_closing()) {
            file.enter(waits, now);
            file.desk = desk;
        }
        let rank = self.rank(desk, task, case);
        let place = &mut self.desks[desk];
        place.arrived += 1;
        place.waiting.push(Reverse((rank, place.arrived, task, case)));
        self.step_at(desk, case, Deed::Queued(task));
    }

    /// When a desk takes work on a case: the least first.
    fn rank(&self, desk: DeskId, task: Task, case: CaseId) -> i64 {
        let file = &self.cases[case];
        let undated = || self.rules(self.problems[file.problem].block).undated_due;
        match self.governance.roles[self.governance.desks[desk].role].discipline {
            _ if matches!(task, Task::Pretend | Task::Attend) => FIRST,
            _ if file.supervised && task.is_on_the_way() => FIRST,
            _ if self.is_taken_early(task, case) => FIRST + 1,
            Discipline::Fifo => 0,
            Discipline::Deadline if task.is_after_closing() => {
                (file.closed.unwrap_or(self.now) + undated()).ms()
            }
            Discipline::Deadline => file.deadline.unwrap_or_else(|| file.opened + undated()).ms(),
        }
    }

    /// Puts what waits on a case before all else at its desk.
    pub(super) fn put_first(&mut self, case: CaseId) {
        let waiting = &mut self.desks[self.cases[case].desk].waiting;
        let first = |Reverse((rank, number, task, of)): Reverse<(i64, u32, Task, CaseId)>| {
            let is_first = of == case && task.is_on_the_way();
            Reverse((if is_first { FIRST } else { rank }, number, task, of))
        };
        *waiting = std::mem::take(waiting).into_iter().map(first).collect();
    }

    /// Begins waiting work while somebody on duty is free.
    pub(super) fn serve(&mut self, desk: DeskId) {
        while self.can_begin(desk) {
            let Some(Reverse((_, _, task, case))) = self.desks[desk].waiting.pop() else { break };
            self.begin(desk, task, case, Duty::Hours);
        }
        while let Some((task, case)) = self.next_urgent(desk) {
            self.begin(desk, task, case, Duty::Call);
        }
        self.set_out_to_visit(desk);
        self.walk(desk);
    }

    /// The first urgent piece of work that waits where somebody is on call for it.
    fn next_urgent(&mut self, desk: DeskId) -> Option<(Task, CaseId)> {
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
    pub(super) fn at_work(&mut self, desk: DeskId, duty: Duty) -> &mut u32 {
        let at = match duty {
            Duty::Call => self.governance.desks[desk].rota,
            Duty::Hours | Duty::Message => self.pool(desk),
        };
        self.desks[at].at_work(duty)
    }

    /// Somebody who was on call for a desk is free, and goes to whichever desk of the rota waits.
    fn serve_rota(&mut self, desk: DeskId) {
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
    pub(super) fn answer_after_hours(&mut self, desk: DeskId, case: CaseId) {
        let now = self.now;
        let file = &mut self.cases[case];
        file.enter(Stage::DeskWait, now);
        file.desk = desk;
        self.begin(desk, Task::TakeIn, case, Duty::Message);
    }

    /// Whether work waits and somebody may begin it; at the very moment of closing nobody
    /// does, whichever of closing and work comes first.
    fn can_begin(&self, desk: DeskId) -> bool {
        !self.desks[desk].waiting.is_empty() && self.is_somebody_free(desk)
    }

    /// The desk whose people serve this one: itself, where it has people of its own.
    pub(super) fn pool(&self, desk: DeskId) -> DeskId {
        self.governance.desks[desk].pool.unwrap_or(desk)
    }

    /// Somebody of a desk is free: what waits there is begun, and then what waits at desks that
    /// the same people serve.
    pub(super) fn release(&mut self, desk: DeskId) {
        let pool = self.pool(desk);
        self.serve(pool);
        for i in 0..self.partners[pool].len() {
            self.serve(self.partners[pool][i]);
        }
    }

    /// Whether somebody may begin something; at the very moment of closing nobody does.
    pub(super) fn is_somebody_free(&self, desk: DeskId) -> bool {
        let place = &self.desks[self.pool(desk)];
        place.busy < place.on_duty
            && self.governance.roles[self.governance.desks[desk].role].calendar.is_open(self.now)
    }

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
    fn begin(&mut self, desk: DeskId, task: Task, case: CaseId, duty: Duty) {
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
        self.agenda.add(done, super::Event::WorkEnds(id));
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
    pub(super) fn book(
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
    pub(super) fn end_work(&mut self, job: JobId) {
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

    /// The office of a role opens or closes.
    pub(super) fn change_shift(&mut self, role: crate::governance::RoleId) {
        let calendar = &self.governance.roles[role].calendar;
        let open = calendar.is_open(self.now);
        if let Some(next) = calendar.next_change(self.now) {
            self.agenda.add(next, super::Event::Shift(role));
        }
        for i in 0..self.desks_of[role].len() {
            let desk = self.desks_of[role][i];
            self.desks[desk].on_duty = if open { self.desks[desk].people } else { 0 };
            self.release(desk);
        }
    }
}
