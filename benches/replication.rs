//! A year of Dongcheng under each arrangement, on one thread and on two.
//!
//! Throughput is in cases opened within the horizon.

#![allow(missing_docs, reason = "criterion declares functions without documentation")]

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gridgov::experiment::{Prepared, prepare, run_all};
use gridgov::scenario::study::Scenario;
use gridgov::scenario::{Options, Source, load};

/// Replications of one measurement: enough that two threads have two each.
const REPLICATIONS: usize = 4;

fn scenario(name: &str) -> (Prepared, u64) {
    let source = Source::from_argument(name).expect("a built-in");
    let loaded = load::<Scenario>(&source, &[], Options { provenance: true });
    let scenario = loaded.unwrap_or_else(|faults| panic!("{faults}")).value;
    (prepare(name, &scenario), scenario.run.seed.0.0)
}

fn replication(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("replication-years");
    group.sample_size(10).warm_up_time(Duration::from_millis(500));
    for name in ["traditional", "beijing-dongcheng-2004"] {
        let (prepared, seed) = scenario(name);
        let scenarios = std::slice::from_ref(&prepared);
        let run = |threads| {
            run_all(scenarios, seed, REPLICATIONS, threads, || ()).expect("threads start")
        };
        let cases: u64 = run(0).iter().flatten().map(|outcome| outcome.cases).sum();
        group.throughput(Throughput::Elements(cases));
        for threads in [1, 2] {
            let id = BenchmarkId::new(name, format!("{threads} threads"));
            group.bench_function(id, |bencher| bencher.iter(|| black_box(run(threads))));
        }
    }
    group.finish();
}

criterion_group!(benches, replication);
criterion_main!(benches);
