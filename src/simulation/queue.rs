//! The future event list.
//!
//! Time is cut into buckets of a power of two of milliseconds, somewhat shorter
//! than the gap between events. A *ring* of buckets covers the time just ahead:
//! most of them hold one event or none, and a bitmap leads from one that is
//! occupied to the next. What lies beyond waits in *tiers*, the farther the
//! coarser, and moves down when the ring gets there: a calendar queue (Brown
//! 1988, CACM 31) under a radix heap (Ahuja et al. 1990, JACM 37).
//!
//! Width and size follow the observed gap between events and the number
//! pending, so adding and taking are O(1) amortised. A bucket in which events
//! crowd at different moments becomes a binary heap, so that the worst case is
//! logarithmic. Events of one moment are always in one place, in the order of
//! adding.

mod crowd;
mod nodes;
mod ring;
mod tiers;

use crate::time::Time;
use crowd::Crowd;
use nodes::{NONE, Nodes};
use ring::{Bucket, Ring};
use tiers::Tiers;

/// Buckets for each pending event: the ring then covers several mean delays.
const BUCKETS_PER_EVENT: usize = 16;
/// The smallest and largest ring, in powers of two of buckets.
const RING_BITS: (u32, u32) = (8, 22);
/// The fewest events to take before the pace is looked at.
const SHORTEST_REVIEW: usize = 256;

/// Events to come, soonest first; those of one moment in the order they were added.
///
/// An event may be added at any time, even before one that was already taken:
/// it is then the next.
#[derive(Clone, Debug)]
pub struct EventQueue<E> {
    nodes: Nodes<E>,
    ring: Ring,
    tiers: Tiers,
    crowd: Crowd<E>,
    /// Bucket of the event last taken; no earlier bucket holds an event.
    cursor: u64,
    /// Width of a bucket, in powers of two of milliseconds.
    width: u32,
    len: usize,
    review: Review,
}

/// When the width of the buckets is next compared with the pace of events.
#[derive(Clone, Copy, Debug)]
struct Review {
    /// The key of the last event taken before the period began.
    since: u64,
    /// Events taken in a period.
    period: usize,
    /// Events of this period yet to be taken.
    left: usize,
    /// Events that had to go to the crowd in this period.
    crowded: usize,
}

impl Review {
    fn new(since: u64, pending: usize) -> Self {
        let period = pending.max(SHORTEST_REVIEW);
        Self { since, period, left: period, crowded: 0 }
    }
}

/// A time as a number that orders like it and starts from zero.
#[inline]
const fn key(time: Time) -> u64 {
    time.ms().cast_unsigned() ^ (1 << 63)
}

impl<E: Copy> Default for EventQueue<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: Copy> EventQueue<E> {
    /// A queue without events.
    #[must_use]
    pub fn new() -> Self {
        Self {
            nodes: Nodes::new(),
            ring: Ring::new(RING_BITS.0),
            tiers: Tiers::new(),
            crowd: Crowd::new(),
            cursor: 0,
            width: 14,
            len: 0,
            review: Review::new(0, 0),
        }
    }

    /// How many events are pending.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether no event is pending.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds an event due at a time.
    #[inline]
    pub fn add(&mut self, time: Time, event: E) {
        self.len += 1;
        let node = self.nodes.store(time, event);
        self.place(node, time);
    }

    /// Takes the next event and its time, if it is due before `end`.
    #[inline]
    pub fn next_before(&mut self, end: Time) -> Option<(Time, E)> {
        let slot = match self.ring.first(self.cursor) {
            Some(slot) => slot,
            None => self.advance(end)?,
        };
        let Bucket::List(tail) = self.ring.bucket(slot) else {
            return self.next_of_crowd(slot, end);
        };
        let (head, time) = self.nodes.head(tail);
        if time >= end {
            return None;
        }
        if head == tail {
            self.ring.clear(slot);
        } else {
            self.nodes.unlink_head(tail);
        }
        let event = self.nodes.free(head);
        self.took(slot, time);
        Some((time, event))
    }

    /// The same for a bucket that is kept in the crowd.
    #[cold]
    fn next_of_crowd(&mut self, slot: usize, end: Time) -> Option<(Time, E)> {
        let (time, event) = self.crowd.next_before(end)?;
        let bucket = self.ring.absolute(self.cursor, slot);
        if self.crowd.peek().is_none_or(|next| key(next) >> self.width > bucket) {
            self.ring.clear(slot);
        }
        self.took(slot, time);
        Some((time, event))
    }

    /// Moves the clock of the queue to an event just taken.
    #[inline]
    fn took(&mut self, slot: usize, time: Time) {
        self.cursor = self.ring.absolute(self.cursor, slot);
        self.len -= 1;
        self.review.left -= 1;
        if self.review.left == 0 {
            self.review_pace(time);
        }
    }

    /// Puts a stored event where it belongs.
    #[inline]
    fn place(&mut self, node: u32, time: Time) {
        let bucket = (key(time) >> self.width).max(self.cursor);
        match self.ring.slot(self.cursor, bucket) {
            Ok(slot) => match self.ring.bucket(slot) {
                Bucket::List(NONE) => self.ring.occupy(slot, node),
                Bucket::List(tail) => self.place_among(slot, tail, node),
                Bucket::Crowd => self.place_in_crowd(node),
            },
            Err(turns) => self.tiers.push(&mut self.nodes, turns, node),
        }
    }

    /// Puts an event into an occupied bucket.
    fn place_among(&mut self, slot: usize, tail: u32, node: u32) {
        match self.nodes.insert(tail, node) {
            Some(tail) => self.ring.set_tail(slot, tail),
            None => self.make_crowd(slot, tail, node),
        }
    }

    /// Turns a bucket that is tedious to keep in order into part of the crowd.
    #[cold]
    fn make_crowd(&mut self, slot: usize, tail: u32, node: u32) {
        let mut members = Vec::new();
        self.nodes.list(tail, &mut members);
        for member in members {
            let time = self.nodes.time(member);
            self.crowd.push(time, self.nodes.free(member));
        }
        self.ring.set_crowd(slot);
        self.place_in_crowd(node);
    }

    #[cold]
    fn place_in_crowd(&mut self, node: u32) {
        let time = self.nodes.time(node);
        self.crowd.push(time, self.nodes.free(node));
        self.review.crowded += 1;
        if self.review.crowded > self.len / 2 + SHORTEST_REVIEW && self.width > 0 {
            let width = self.width_for_pending().min(self.width - 1);
            self.rebuild(width);
        }
    }

    /// Turns the empty ring on to the soonest event of the tiers, if it is due
    /// before `end`, and names its slot.
    #[cold]
    fn advance(&mut self, end: Time) -> Option<usize> {
        let soonest = self.tiers.soonest().filter(|&time| time < end)?;
        self.cursor = key(soonest) >> self.width;
        let tail = self.tiers.take_nearest()?;
        let mut next = self.nodes.head(tail).0;
        loop {
            let node = next;
            next = self.nodes.isolate(node);
            self.place(node, self.nodes.time(node));
            if node == tail {
                break;
            }
        }
        self.ring.first(self.cursor).or_else(|| self.advance(end))
    }

    /// Compares the buckets with the events taken since the last review.
    #[cold]
    fn review_pace(&mut self, now: Time) {
        let taken = self.review.period as u64;
        let elapsed = key(now).saturating_sub(self.review.since);
        self.review = Review::new(key(now), self.len);
        let width = width_for(elapsed, taken);
        let bits = bits_for(self.len);
        if elapsed > 0 && (width.abs_diff(self.width) > 1 || bits.abs_diff(self.ring.bits()) > 1) {
            self.rebuild(width);
        }
    }

    /// The width that suits the soonest quarter of the pending events.
    fn width_for_pending(&self) -> u32 {
        let lists = self.all_in_lists();
        let in_lists = lists.iter().map(|&node| key(self.nodes.time(node)));
        let mut keys: Vec<u64> = in_lists.chain(self.crowd.times().map(key)).collect();
        let rank = keys.len() / 4;
        let (sooner, &mut quarter, _) = keys.select_nth_unstable(rank);
        let soonest = sooner.iter().copied().min().unwrap_or(quarter);
        width_for(quarter - soonest, rank.max(1) as u64)
    }

    /// The events of ring and tiers; those of one moment in order.
    fn all_in_lists(&self) -> Vec<u32> {
        let mut nodes = Vec::with_capacity(self.len);
        for tail in self.ring.tails().chain(self.tiers.tails()) {
            self.nodes.list(tail, &mut nodes);
        }
        nodes
    }

    /// Cuts time into buckets of another width, and as many as suit the events.
    fn rebuild(&mut self, width: u32) {
        let mut all = self.all_in_lists();
        let crowd = std::mem::replace(&mut self.crowd, Crowd::new());
        all.extend(crowd.in_order().map(|(time, event)| self.nodes.store(time, event)));
        let start = all.iter().map(|&node| key(self.nodes.time(node)));
        let start = start.fold(self.cursor << self.width, u64::min);
        self.width = width;
        self.cursor = start >> width;
        self.ring = Ring::new(bits_for(self.len));
        self.tiers = Tiers::new();
        self.review = Review::new(self.review.since, self.len);
        for node in all {
            self.nodes.isolate(node);
            self.place(node, self.nodes.time(node));
        }
    }
}

/// The width of buckets a quarter to a half of the mean gap of `count` events
/// in `elapsed` milliseconds.
fn width_for(elapsed: u64, count: u64) -> u32 {
    (elapsed / count / 2).checked_ilog2().unwrap_or(0)
}

/// The size of ring that suits this many pending events.
fn bits_for(pending: usize) -> u32 {
    let buckets = (pending * BUCKETS_PER_EVENT).max(1);
    buckets.ilog2().clamp(RING_BITS.0, RING_BITS.1)
}

#[cfg(test)]
mod tests;
