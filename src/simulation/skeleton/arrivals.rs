//! The superposed arrivals of all cells.

use super::{STAGES, Skeleton};
use crate::dist::exponential;
use crate::rng::{Purpose, Streams};
use crate::time::{Span, Time};

/// A case as it opens; all of it is a function of the case's own key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival {
    pub time: Time,
    /// The work it needs in its cell.
    pub work: Span,
    pub cell: u32,
    /// Its running number, which keys its draws.
    pub number: u32,
    /// The last stage it will get to.
    pub last_stage: u8,
}

/// Cases in the order of opening.
#[derive(Clone, Debug)]
pub(super) struct Arrivals {
    streams: Streams,
    jurisdiction: u64,
    cells: u64,
    mean_gap_ms: f64,
    mean_work_ms: f64,
    /// Probabilities of getting beyond each stage but the last.
    beyond: [f64; STAGES - 1],
    now: Time,
    number: u32,
}

impl Arrivals {
    pub fn new(skeleton: &Skeleton, streams: Streams, jurisdiction: u64, start: Time) -> Self {
        let per_day = skeleton.cases_per_cell_day * skeleton.cells as f64;
        Self {
            streams,
            jurisdiction,
            cells: skeleton.cells as u64,
            mean_gap_ms: Span::DAY.ms() as f64 / per_day,
            mean_work_ms: skeleton.stages[0].mean_work.ms() as f64,
            beyond: [skeleton.to_street, skeleton.to_street * skeleton.to_department],
            now: start,
            number: 0,
        }
    }
}

impl Iterator for Arrivals {
    type Item = Arrival;

    /// The next case to open. Its words are, in this order: gap, cell, work, route.
    #[inline]
    fn next(&mut self) -> Option<Arrival> {
        let number = self.number;
        self.number = number.checked_add(1).expect("more cases than numbers");
        let key = u64::from(number);
        let mut draw = self.streams.draw(Purpose::SkeletonCase, self.jurisdiction, key);
        self.now += Span::from_ms(whole(self.mean_gap_ms * exponential(&mut draw)));
        let cell = draw.below(self.cells) as u32;
        let work = Span::from_ms(whole(self.mean_work_ms * exponential(&mut draw)));
        let route = draw.uniform();
        let last_stage = self.beyond.iter().map(|&p| u8::from(route < p)).sum();
        Some(Arrival { time: self.now, work, cell, number, last_stage })
    }
}

/// A positive number of milliseconds, rounded.
#[inline]
pub(super) fn whole(ms: f64) -> i64 {
    (ms + 0.5) as i64
}
