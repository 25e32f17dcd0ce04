//! Cases per second on the skeleton network, statistics on, one thread: as one
//! loop, as jurisdictions, and the same loop on a binary heap.

#![allow(missing_docs, reason = "criterion declares functions without documentation")]

mod baseline;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gridgov::rng::Streams;
use gridgov::simulation::skeleton::{Skeleton, SkeletonTally, run, run_jurisdictions};
use gridgov::time::Span;

/// Cases of one measurement, warm-up of 30 days included.
const CASES: f64 = 1_500_000.0;

type Run = fn(&Skeleton, Streams, Span, Span) -> SkeletonTally;

fn skeleton(criterion: &mut Criterion) {
    let modes: [(&str, Run); 3] =
        [("one loop", run), ("jurisdictions", run_jurisdictions), ("binary heap", baseline::run)];
    let mut group = criterion.benchmark_group("skeleton");
    group.sample_size(10).warm_up_time(Duration::from_millis(500));
    for cells in [200, 2_000, 20_000] {
        let skeleton = Skeleton::reference(cells);
        let warm_up = Span::DAY * 30;
        let horizon = Span::from_days(CASES / (3.0 * cells as f64)) - warm_up;
        let horizon = horizon.max(Span::DAY);
        let streams = Streams::new(1, 0);
        let ours = run(&skeleton, streams, warm_up, horizon);
        assert_eq!(ours, baseline::run(&skeleton, streams, warm_up, horizon));
        group.throughput(Throughput::Elements(ours.closed));
        for (mode, run) in modes {
            group.bench_function(BenchmarkId::new(mode, cells), |bencher| {
                bencher.iter(|| run(black_box(&skeleton), streams, warm_up, horizon));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, skeleton);
criterion_main!(benches);
