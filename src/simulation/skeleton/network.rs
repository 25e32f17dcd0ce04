//! The desks and the loop.

use super::arrivals::{Arrival, whole};
use super::{Left, Skeleton, SkeletonTally};
use crate::dist::exponential;
use crate::rng::{Purpose, Streams};
use crate::simulation::queue::EventQueue;
use crate::time::{Span, Time};

/// No case.
const NONE: u32 = u32::MAX;

/// A case on its way. Kept to 32 bytes, two to a cache line.
#[derive(Clone, Copy, Debug)]
struct Case {
    /// When it came to the desk it is at.
    entered: Time,
    /// The work it needs there.
    work: Span,
    /// The case behind it in the queue, or the next free place.
    next: u32,
    desk: u32,
    number: u32,
    stage: u8,
    last_stage: u8,
    counts: bool,
}

/// What only cases beyond their cell need.
#[derive(Clone, Copy, Debug, Default)]
struct Past {
    opened: Time,
    waited: Span,
}

/// A queue, first come first served, and its workers.
#[derive(Clone, Copy, Debug)]
struct Desk {
    idle: u32,
    first: u32,
    last: u32,
}

/// The state of one loop.
#[derive(Clone, Debug)]
pub(super) struct Network {
    streams: Streams,
    jurisdiction: u64,
    skeleton: Skeleton,
    horizon: Time,
    /// The desks of cells, then of streets, then of departments.
    desks: Vec<Desk>,
    cases: Vec<Case>,
    pasts: Vec<Past>,
    free: u32,
    /// The event is the end of work on a case.
    events: EventQueue<u32>,
    tally: SkeletonTally,
    /// Cases that count and are open.
    counted_open: u64,
}

impl Network {
    pub fn new(skeleton: &Skeleton, streams: Streams, jurisdiction: u64, horizon: Time) -> Self {
        let streets = skeleton.cells.div_ceil(skeleton.cells_per_street);
        let departments = skeleton.districts() * skeleton.departments;
        let mut desks = Vec::new();
        for (stage, count) in skeleton.stages.iter().zip([skeleton.cells, streets, departments]) {
            let desk = Desk { idle: stage.workers, first: NONE, last: NONE };
            desks.resize(desks.len() + count, desk);
        }
        Self {
            streams,
            jurisdiction,
            skeleton: *skeleton,
            horizon,
            desks,
            cases: Vec::new(),
            pasts: Vec::new(),
            free: NONE,
            events: EventQueue::new(),
            tally: SkeletonTally::default(),
            counted_open: 0,
        }
    }

    /// Runs until the cases that count have all been closed.
    ///
    /// Of the arrivals only the next one is pending: it bounds the events that
    /// are taken before it, and comes before those of its own moment.
    ///
    /// `left` hears of each case as it leaves a desk.
    pub fn run(
        mut self,
        arrivals: impl Iterator<Item = Arrival>,
        mut left: impl FnMut(Left),
    ) -> SkeletonTally {
        for arrival in arrivals {
            self.end_work_before(arrival.time, &mut left);
            if arrival.time >= self.horizon && self.counted_open == 0 {
                break;
            }
            self.open(&arrival);
        }
        self.tally.open = self.tally.opened - self.tally.closed;
        self.tally
    }

    /// Runs for so many days; gives the cases at cells, and beyond, at the midnight that begins
    /// each.
    pub fn watch(mut self, arrivals: impl Iterator<Item = Arrival>, days: usize) -> Vec<[u64; 2]> {
        let mut open = Vec::with_capacity(days);
        let mut ignored = |_: Left| {};
        for arrival in arrivals {
            while arrival.time >= Time::from_day(open.len() as i64) {
                if open.len() == days {
                    return open;
                }
                self.end_work_before(Time::from_day(open.len() as i64), &mut ignored);
                let left = self.tally.stages[0].count;
                open.push([self.tally.opened - left, left - self.tally.closed]);
            }
            self.end_work_before(arrival.time, &mut ignored);
            self.open(&arrival);
        }
        open
    }

    /// All work that ends before a moment ends.
    #[inline]
    fn end_work_before(&mut self, moment: Time, left: &mut impl FnMut(Left)) {
        while let Some((now, case)) = self.events.next_before(moment) {
            self.end_work(now, case, left);
        }
    }

    #[inline]
    fn open(&mut self, arrival: &Arrival) {
        let counts = arrival.time >= Time::ZERO && arrival.time < self.horizon;
        self.tally.opened += 1;
        self.counted_open += u64::from(counts);
        let case = self.store(Case {
            entered: arrival.time,
            work: arrival.work,
            next: NONE,
            desk: arrival.cell,
            number: arrival.number,
            stage: 0,
            last_stage: arrival.last_stage,
            counts,
        });
        self.enter(case, arrival.cell, arrival.work, arrival.time);
    }

    /// Puts a case at a free place.
    #[inline]
    fn store(&mut self, case: Case) -> u32 {
        let id = self.free;
        if id == NONE {
            self.cases.push(case);
            self.pasts.push(Past::default());
            return self.cases.len() as u32 - 1;
        }
        let place = &mut self.cases[id as usize];
        self.free = place.next;
        *place = case;
        id
    }

    /// A case comes to a desk: a worker begins at once, or it queues.
    #[inline]
    fn enter(&mut self, case: u32, desk: u32, work: Span, now: Time) {
        let desk = &mut self.desks[desk as usize];
        if desk.idle > 0 {
            desk.idle -= 1;
            self.events.add(now + work, case);
            return;
        }
        if desk.first == NONE {
            desk.first = case;
        } else {
            self.cases[desk.last as usize].next = case;
        }
        desk.last = case;
    }

    /// A worker is free: the first case of the queue is begun.
    #[inline]
    fn begin_next(&mut self, desk: u32, now: Time) {
        let desk = &mut self.desks[desk as usize];
        let first = desk.first;
        if first == NONE {
            desk.idle += 1;
            return;
        }
        let case = &self.cases[first as usize];
        desk.first = case.next;
        self.events.add(now + case.work, first);
    }

    /// Work on a case ends: it is counted, the next one begun, and it moves on.
    #[inline]
    fn end_work(&mut self, now: Time, id: u32, left: &mut impl FnMut(Left)) {
        let case = self.cases[id as usize];
        let sojourn = now - case.entered;
        let wait = sojourn - case.work;
        if case.counts {
            self.tally.stages[usize::from(case.stage)].count(sojourn, wait);
        }
        left(Left { stage: usize::from(case.stage), sojourn, counts: case.counts });
        self.begin_next(case.desk, now);
        if case.last_stage > 0 {
            self.go_on(now, id, case, wait);
        } else {
            self.close(id, case, sojourn, wait);
        }
    }

    /// Counts a closed case and frees its place.
    #[inline]
    fn close(&mut self, id: u32, case: Case, time_to_closure: Span, waited: Span) {
        if case.counts {
            self.tally.closure.count(time_to_closure, waited);
            self.counted_open -= 1;
        }
        self.tally.closed += 1;
        self.cases[id as usize].next = self.free;
        self.free = id;
    }

    /// A case that gets beyond its cell: to its next desk, or to closure.
    fn go_on(&mut self, now: Time, id: u32, case: Case, wait: Span) {
        let past = &mut self.pasts[id as usize];
        if case.stage == 0 {
            *past = Past { opened: case.entered, waited: Span::ZERO };
        }
        past.waited += wait;
        let Past { opened, waited } = *past;
        if case.stage == case.last_stage {
            return self.close(id, case, now - opened, waited);
        }
        let stage = case.stage + 1;
        let visit = u64::from(case.number) << 2 | u64::from(stage);
        let mut draw = self.streams.draw(Purpose::SkeletonWork, self.jurisdiction, visit);
        let mean = self.skeleton.stages[usize::from(stage)].mean_work.ms() as f64;
        let work = Span::from_ms(whole(mean * exponential(&mut draw)));
        let desk = if stage == 1 {
            self.street_of(case.desk)
        } else {
            self.department_of(case.desk, draw.below(self.skeleton.departments as u64))
        };
        self.cases[id as usize] = Case { entered: now, work, next: NONE, desk, stage, ..case };
        self.enter(id, desk, work, now);
    }

    /// The desk of the street that a cell lies in.
    pub fn street_of(&self, cell: u32) -> u32 {
        (self.skeleton.cells + cell as usize / self.skeleton.cells_per_street) as u32
    }

    /// The desk of a department of the district that a street lies in.
    pub fn department_of(&self, street: u32, department: u64) -> u32 {
        let skeleton = &self.skeleton;
        let streets = skeleton.cells.div_ceil(skeleton.cells_per_street);
        let district = (street as usize - skeleton.cells) / skeleton.streets_per_district;
        let first = skeleton.cells + streets + district * skeleton.departments;
        first as u32 + department as u32
    }
}
