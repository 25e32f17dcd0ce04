//! The oracle is a binary heap of (time, running number, event): the queue must
//! give out the same events in the same order, exactly.

use super::*;
use crate::rng::{Draw, Purpose, Streams};
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A queue and its oracle, which get the same orders.
#[derive(Default)]
struct Pair {
    queue: EventQueue<u32>,
    heap: BinaryHeap<Reverse<(Time, u64, u32)>>,
    added: u64,
}

impl Pair {
    fn add(&mut self, ms: i64) {
        let (time, event) = (Time::from_ms(ms), self.added as u32);
        self.queue.add(time, event);
        self.heap.push(Reverse((time, self.added, event)));
        self.added += 1;
    }

    #[track_caller]
    fn take(&mut self, end: Time) -> Option<Time> {
        let due = self.heap.peek().is_some_and(|next| next.0.0 < end);
        let expected = if due { self.heap.pop() } else { None };
        let expected = expected.map(|Reverse((time, _, event))| (time, event));
        assert_eq!(self.queue.next_before(end), expected);
        assert_eq!(self.queue.len(), self.heap.len());
        assert_eq!(self.queue.is_empty(), self.heap.is_empty());
        expected.map(|(time, _)| time)
    }

    #[track_caller]
    fn empty(&mut self) {
        while self.take(Time::NEVER).is_some() {}
    }

    /// Takes one event and adds one after a delay from it, so many times.
    #[track_caller]
    fn hold(&mut self, steps: usize, mut delay: impl FnMut() -> i64) {
        for _ in 0..steps {
            let now = self.take(Time::NEVER).expect("an event");
            self.add(now.ms().saturating_add(delay()).min(i64::MAX - 1));
        }
    }
}

fn words(seed: u64) -> Draw {
    Streams::new(seed, 0).draw(Purpose::SkeletonCase, 0, 0)
}

const DAY: i64 = 86_400_000;
const YEAR: i64 = 365 * DAY;

/// A kind of delay \[ms\] and its name.
type Delays = (&'static str, Box<dyn FnMut(&mut Draw) -> i64>);

/// Delays of many kinds: the shapes that break queues tuned to one of them.
fn delays() -> Vec<Delays> {
    let mut turn = 0;
    vec![
        ("exponential", Box::new(|draw| exponential_ms(draw, 14_400_000.0))),
        ("next day at one moment", Box::new(|_| DAY)),
        ("now", Box::new(|_| 0)),
        ("a millisecond or a year", Box::new(|draw| if draw.chance(0.9) { 1 } else { YEAR })),
        ("any magnitude", Box::new(|draw| below(draw, i64::MAX >> draw.clone().below(60)) >> 20)),
        ("two clusters", Box::new(|draw| below(draw, 50) + 10_000_000 * below(draw, 2))),
        ("into the past", Box::new(|draw| below(draw, 2_000) - 900)),
        (
            "a changing pace",
            Box::new(move |_| {
                turn += 1;
                if turn / 3_000 % 2 == 0 { 3 } else { DAY / 7 }
            }),
        ),
    ]
}

fn below(draw: &mut Draw, end: i64) -> i64 {
    draw.below(end.cast_unsigned()).cast_signed()
}

fn exponential_ms(draw: &mut Draw, mean: f64) -> i64 {
    (mean * crate::dist::exponential(draw)) as i64
}

#[test]
fn any_delays_at_any_size_come_out_as_from_a_heap() {
    for pending in [1, 2, 30, 1_000, 20_000] {
        for (name, mut delay) in delays() {
            println!("{name} with {pending}");
            let (mut pair, mut draw) = (Pair::default(), words(1));
            for _ in 0..pending {
                pair.add(delay(&mut draw));
            }
            pair.hold(3 * pending + 20_000, || delay(&mut draw));
            pair.empty();
        }
    }
}

/// One after another on the same queue, so that each shape meets buckets made for another.
#[test]
fn a_queue_adapts_from_one_shape_to_the_next() {
    let mut pair = Pair::default();
    for _ in 0..3_000 {
        pair.add(0);
    }
    let mut draw = words(2);
    for _ in 0..2 {
        for (_, mut delay) in delays() {
            pair.hold(20_000, || delay(&mut draw));
        }
    }
    pair.empty();
}

#[test]
fn a_million_may_be_pending() {
    let mut draw = words(9);
    let mut pair = Pair::default();
    for _ in 0..1_000_000 {
        pair.add(below(&mut draw, YEAR));
    }
    pair.hold(200_000, || below(&mut draw, DAY));
    for _ in 0..200_000 {
        pair.take(Time::NEVER);
    }
}

/// A burst at one moment with an event just behind it, fed while it drains.
#[test]
fn a_burst_that_feeds_itself_stays_in_order() {
    let mut pair = Pair::default();
    for _ in 0..50_000 {
        pair.add(1_000);
    }
    pair.add(1_001);
    for _ in 0..100_000 {
        pair.take(Time::NEVER);
        pair.add(1_000);
    }
    pair.empty();
}

#[test]
fn an_empty_queue_starts_afresh() {
    let mut pair = Pair::default();
    for round in 0..2_000 {
        for event in 0..round % 7 {
            pair.add(round * DAY + event * 13 % 5);
        }
        pair.empty();
        assert_eq!(pair.take(Time::NEVER), None);
    }
}

#[test]
fn the_ends_of_time_are_times() {
    let mut pair = Pair::default();
    for ms in [i64::MAX - 1, i64::MIN, 0, i64::MAX, -1, i64::MIN + 1, i64::MAX - 1, i64::MIN] {
        pair.add(ms);
    }
    assert_eq!(pair.take(Time::from_ms(i64::MIN)), None);
    pair.empty();
    assert_eq!(pair.queue.len(), 1, "the last moment is before no other");
    pair.add(i64::MIN);
    assert_eq!(pair.take(Time::ZERO), Some(Time::from_ms(i64::MIN)));
}

#[test]
fn what_is_not_due_stays_and_may_be_overtaken() {
    let mut pair = Pair::default();
    pair.add(YEAR);
    assert_eq!(pair.take(Time::from_ms(YEAR)), None);
    for ms in 0..200 {
        pair.add(ms);
    }
    assert_eq!(pair.queue.crowd.peek(), None, "a look ahead must not move the clock");
    pair.empty();
}

#[test]
fn an_event_in_the_past_is_the_next() {
    let mut queue = EventQueue::new();
    queue.add(Time::from_day(2), 'b');
    queue.add(Time::from_day(3), 'c');
    assert_eq!(queue.next_before(Time::NEVER), Some((Time::from_day(2), 'b')));
    queue.add(Time::from_day(1), 'a');
    assert_eq!(queue.next_before(Time::NEVER), Some((Time::from_day(1), 'a')));
    assert_eq!(queue.next_before(Time::NEVER), Some((Time::from_day(3), 'c')));
}

/// In the hold model the buckets come to the promised width and the crowd stays away.
#[test]
fn buckets_come_to_suit_the_pace() {
    for (pending, mean) in [(1_000, 14_400_000.0), (1_000, 8_000.0), (30_000, 1e9)] {
        let (mut pair, mut draw) = (Pair::default(), words(6));
        for _ in 0..pending {
            pair.add(exponential_ms(&mut draw, mean));
        }
        pair.hold(10 * pending, || exponential_ms(&mut draw, mean));
        let gap = mean / pending as f64;
        let width = (1u64 << pair.queue.width) as f64;
        assert!((gap / 8.0..gap).contains(&width), "{width} ms for {gap} ms");
        assert_eq!(pair.queue.crowd.peek(), None);
    }
}

/// One order to a queue.
#[derive(Clone, Debug)]
enum Order {
    Add(i64),
    AddSoon(i64),
    Take(usize),
    TakeBefore(i64),
}

fn orders() -> impl Strategy<Value = Vec<Order>> {
    let order = prop_oneof![
        1 => any::<i64>().prop_map(Order::Add),
        6 => (-3_i64..40).prop_map(Order::AddSoon),
        3 => (-100_000_i64..50_000_000).prop_map(Order::AddSoon),
        4 => (1_usize..8).prop_map(Order::Take),
        1 => (-10_i64..1_000_000).prop_map(Order::TakeBefore),
    ];
    prop::collection::vec(order, 1..400)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_orders_give_what_a_heap_gives(orders in orders()) {
        let mut pair = Pair::default();
        let mut now = 0_i64;
        for order in orders {
            match order {
                Order::Add(ms) => pair.add(ms),
                Order::AddSoon(delay) => pair.add(now.saturating_add(delay)),
                Order::Take(times) => for _ in 0..times {
                    now = pair.take(Time::NEVER).map_or(now, Time::ms);
                },
                Order::TakeBefore(delay) => {
                    now = pair.take(Time::from_ms(now.saturating_add(delay))).map_or(now, Time::ms);
                }
            }
        }
        pair.empty();
    }
}
