//! Events of the buckets that are too full to be kept in order as lists.

use crate::time::Time;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

#[derive(Clone, Copy, Debug)]
struct Member<E> {
    time: Time,
    number: u64,
    event: E,
}

impl<E> PartialEq for Member<E> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<E> Eq for Member<E> {}

impl<E> PartialOrd for Member<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> Ord for Member<E> {
    /// The soonest is the greatest, as the heap gives out the greatest.
    fn cmp(&self, other: &Self) -> Ordering {
        (other.time, other.number).cmp(&(self.time, self.number))
    }
}

/// A binary heap of events, soonest first, then in the order of adding.
#[derive(Clone, Debug)]
pub(super) struct Crowd<E> {
    heap: BinaryHeap<Member<E>>,
    added: u64,
}

impl<E> Crowd<E> {
    pub fn new() -> Self {
        Self { heap: BinaryHeap::new(), added: 0 }
    }

    pub fn push(&mut self, time: Time, event: E) {
        self.heap.push(Member { time, number: self.added, event });
        self.added += 1;
    }

    pub fn next_before(&mut self, end: Time) -> Option<(Time, E)> {
        self.peek().filter(|&time| time < end)?;
        self.heap.pop().map(|member| (member.time, member.event))
    }

    /// The time of the soonest event.
    pub fn peek(&self) -> Option<Time> {
        self.heap.peek().map(|member| member.time)
    }

    /// The times of all events, in no order.
    pub fn times(&self) -> impl Iterator<Item = Time> {
        self.heap.iter().map(|member| member.time)
    }

    /// All events, in order.
    pub fn in_order(self) -> impl Iterator<Item = (Time, E)> {
        let members = self.heap.into_sorted_vec().into_iter().rev();
        members.map(|member| (member.time, member.event))
    }
}
