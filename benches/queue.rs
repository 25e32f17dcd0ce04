//! The hold model: take the next event, add one after an exponential delay.

#![allow(missing_docs, reason = "criterion declares functions without documentation")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gridgov::dist::exponential;
use gridgov::rng::{Draw, Purpose, Streams};
use gridgov::simulation::queue::EventQueue;
use gridgov::time::{Span, Time};

/// Holds of one measurement.
const HOLDS: u64 = 200_000;

/// A queue under test; the words are those of the delays.
trait Hold {
    fn hold(&mut self, delays: &mut Draw);
}

fn delay(delays: &mut Draw) -> Span {
    Span::from_ms((14_400_000.0 * exponential(delays)) as i64)
}

impl Hold for EventQueue<u32> {
    fn hold(&mut self, delays: &mut Draw) {
        let (now, event) = self.next_before(Time::NEVER).expect("an event");
        self.add(now + delay(delays), event);
    }
}

/// What one would use instead.
#[derive(Default)]
struct Heap {
    heap: BinaryHeap<Reverse<(Time, u64, u32)>>,
    added: u64,
}

impl Heap {
    fn add(&mut self, time: Time, event: u32) {
        self.heap.push(Reverse((time, self.added, event)));
        self.added += 1;
    }
}

impl Hold for Heap {
    fn hold(&mut self, delays: &mut Draw) {
        let next = self.heap.peek_mut().expect("an event");
        let Reverse((now, _, event)) = PeekMut::pop(next);
        self.add(now + delay(delays), event);
    }
}

fn measure(criterion: &mut Criterion, name: &str, pending: u64, queue: &mut impl Hold) {
    let mut delays = Streams::new(1, 1).draw(Purpose::SkeletonCase, 0, 0);
    for _ in 0..3 * pending {
        queue.hold(&mut delays);
    }
    let mut group = criterion.benchmark_group("hold");
    group.sample_size(10).warm_up_time(Duration::from_millis(300));
    group.measurement_time(Duration::from_secs(1)).throughput(Throughput::Elements(HOLDS));
    group.bench_function(BenchmarkId::new(name, pending), |bencher| {
        bencher.iter(|| (0..HOLDS).for_each(|_| queue.hold(&mut delays)));
    });
    group.finish();
}

fn hold(criterion: &mut Criterion) {
    for pending in [1_000, 100_000, 1_000_000] {
        let mut delays = Streams::new(1, 0).draw(Purpose::SkeletonCase, 0, 0);
        let (mut queue, mut heap) = (EventQueue::new(), Heap::default());
        for event in 0..pending as u32 {
            let time = Time::ZERO + delay(&mut delays);
            queue.add(time, event);
            heap.add(time, event);
        }
        measure(criterion, "bucketed queue", pending, &mut queue);
        measure(criterion, "binary heap", pending, &mut heap);
    }
}

criterion_group!(benches, hold);
criterion_main!(benches);
