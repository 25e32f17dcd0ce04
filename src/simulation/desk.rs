//! Desks: a queue of work and those who serve it.

mod rota;
mod task;
mod work;

pub(super) use rota::Duty;
pub use task::{Activity, Task};
pub(super) use work::Job;
pub use work::JobId;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Simulation;
use super::patrol::Beat;
use super::record::{CaseId, Deed, Observer};
use crate::governance::DeskId;
use crate::governance::role::Discipline;
use crate::time::Span;

/// The rank of what is taken before all else.
const FIRST: i64 = i64::MIN;

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
