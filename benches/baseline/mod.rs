//! What one would write without a queue of one's own: the skeleton network on
//! `std::collections::BinaryHeap`, with the same draws and the same tallies.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use gridgov::dist::exponential;
use gridgov::rng::{Purpose, Streams};
use gridgov::simulation::skeleton::{Skeleton, SkeletonTally, StageTally};
use gridgov::time::{Span, Time};

/// The event that a case opens; any other is the end of work on a case.
const OPENS: u32 = u32::MAX;

struct Case {
    number: u64,
    opened: Time,
    entered: Time,
    waited: Span,
    work: Span,
    desk: u32,
    stage: u8,
    last_stage: u8,
}

struct Desk {
    idle: u32,
    queue: VecDeque<u32>,
}

struct Heap<'a> {
    skeleton: &'a Skeleton,
    streams: Streams,
    horizon: Time,
    events: BinaryHeap<Reverse<(Time, u64, u32)>>,
    added: u64,
    desks: Vec<Desk>,
    cases: Vec<Case>,
    free: Vec<u32>,
    next: Case,
    tally: SkeletonTally,
    counted_open: u64,
}

fn span(mean: f64, draw: f64) -> Span {
    Span::from_ms((mean * draw + 0.5) as i64)
}

fn count(tally: &mut StageTally, sojourn: Span, wait: Span) {
    tally.count += 1;
    tally.sojourn_ms += i128::from(sojourn.ms());
    tally.wait_ms += i128::from(wait.ms());
}

/// The same as `skeleton::run`, to the last bit.
pub fn run(skeleton: &Skeleton, streams: Streams, warm_up: Span, horizon: Span) -> SkeletonTally {
    let streets = skeleton.cells.div_ceil(skeleton.cells_per_street);
    let departments = skeleton.districts() * skeleton.departments;
    let mut desks = Vec::new();
    for (stage, count) in skeleton.stages.iter().zip([skeleton.cells, streets, departments]) {
        let desk = || Desk { idle: stage.workers, queue: VecDeque::new() };
        desks.resize_with(desks.len() + count, desk);
    }
    let start = Time::ZERO - warm_up;
    let mut heap = Heap {
        skeleton,
        streams,
        horizon: Time::ZERO + horizon,
        events: BinaryHeap::new(),
        added: 0,
        desks,
        cases: Vec::new(),
        free: Vec::new(),
        next: arrival(skeleton, streams, 0, start),
        tally: SkeletonTally::default(),
        counted_open: 0,
    };
    heap.events.push(Reverse((heap.next.opened, 0, OPENS)));
    heap.run();
    heap.tally
}

fn arrival(skeleton: &Skeleton, streams: Streams, number: u64, now: Time) -> Case {
    let mut draw = streams.draw(Purpose::SkeletonCase, 0, number);
    let per_day = skeleton.cases_per_cell_day * skeleton.cells as f64;
    let opened = now + span(Span::DAY.ms() as f64 / per_day, exponential(&mut draw));
    let desk = draw.below(skeleton.cells as u64) as u32;
    let work = span(skeleton.stages[0].mean_work.ms() as f64, exponential(&mut draw));
    let route = draw.uniform();
    let last_stage = u8::from(route < skeleton.to_street)
        + u8::from(route < skeleton.to_street * skeleton.to_department);
    let waited = Span::ZERO;
    Case { number, opened, entered: opened, waited, work, desk, stage: 0, last_stage }
}

impl Heap<'_> {
    fn run(&mut self) {
        while let Some(&Reverse((now, _, event))) = self.events.peek() {
            if event == OPENS {
                if now >= self.horizon && self.counted_open == 0 {
                    break;
                }
                let next = arrival(self.skeleton, self.streams, self.next.number + 1, now);
                if let Some(mut soonest) = self.events.peek_mut() {
                    *soonest = Reverse((next.opened, 0, OPENS));
                }
                let case = std::mem::replace(&mut self.next, next);
                self.open(case);
            } else {
                self.events.pop();
                self.end_work(now, event);
            }
        }
        self.tally.open = self.tally.opened - self.tally.closed;
    }

    fn counts(&self, case: u32) -> bool {
        let opened = self.cases[case as usize].opened;
        opened >= Time::ZERO && opened < self.horizon
    }

    fn open(&mut self, case: Case) {
        let now = case.opened;
        let id = if let Some(id) = self.free.pop() {
            self.cases[id as usize] = case;
            id
        } else {
            self.cases.push(case);
            self.cases.len() as u32 - 1
        };
        self.tally.opened += 1;
        self.counted_open += u64::from(self.counts(id));
        self.enter(id, now);
    }

    fn enter(&mut self, id: u32, now: Time) {
        let case = &self.cases[id as usize];
        let desk = &mut self.desks[case.desk as usize];
        if desk.idle > 0 {
            desk.idle -= 1;
            let end = now + case.work;
            self.begin(id, end);
        } else {
            desk.queue.push_back(id);
        }
    }

    fn begin(&mut self, id: u32, end: Time) {
        self.added += 1;
        self.events.push(Reverse((end, self.added, id)));
    }

    fn end_work(&mut self, now: Time, id: u32) {
        let counts = self.counts(id);
        let case = &mut self.cases[id as usize];
        let sojourn = now - case.entered;
        let wait = sojourn - case.work;
        case.waited += wait;
        let (stage, last_stage, at) = (case.stage, case.last_stage, case.desk);
        if counts {
            count(&mut self.tally.stages[usize::from(stage)], sojourn, wait);
        }
        let desk = &mut self.desks[at as usize];
        if let Some(next) = desk.queue.pop_front() {
            let end = now + self.cases[next as usize].work;
            self.begin(next, end);
        } else {
            desk.idle += 1;
        }
        if stage == last_stage { self.close(id, now, counts) } else { self.go_on(id, now) }
    }

    fn close(&mut self, id: u32, now: Time, counts: bool) {
        let case = &self.cases[id as usize];
        if counts {
            count(&mut self.tally.closure, now - case.opened, case.waited);
            self.counted_open -= 1;
        }
        self.tally.closed += 1;
        self.free.push(id);
    }

    fn go_on(&mut self, id: u32, now: Time) {
        let skeleton = self.skeleton;
        let case = &mut self.cases[id as usize];
        case.stage += 1;
        case.entered = now;
        let visit = case.number << 2 | u64::from(case.stage);
        let mut draw = self.streams.draw(Purpose::SkeletonWork, 0, visit);
        let mean = skeleton.stages[usize::from(case.stage)].mean_work.ms() as f64;
        case.work = span(mean, exponential(&mut draw));
        let desk = case.desk as usize;
        let desk = if case.stage == 1 {
            skeleton.cells + desk / skeleton.cells_per_street
        } else {
            let streets = skeleton.cells.div_ceil(skeleton.cells_per_street);
            let district = (desk - skeleton.cells) / skeleton.streets_per_district;
            let department = draw.below(skeleton.departments as u64) as usize;
            skeleton.cells + streets + district * skeleton.departments + department
        };
        case.desk = desk as u32;
        self.enter(id, now);
    }
}
