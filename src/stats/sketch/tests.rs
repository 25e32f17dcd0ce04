use proptest::prelude::*;

use super::*;
use crate::rng::{Purpose, Streams};

fn sketch_of(values: &[i64]) -> Sketch {
    let mut sketch = Sketch::new();
    for &ms in values {
        sketch.add(ms);
    }
    sketch
}

/// Values over ten powers of ten, some of them zero.
fn many(seed: u64, n: usize) -> Vec<i64> {
    let mut draw = Streams::new(seed, 0).draw(Purpose::Bootstrap, 0, 0);
    (0..n).map(|_| libm::exp(23.0 * draw.uniform() - 0.5) as i64).collect()
}

/// By hand: 1, 2, 3, 4, 10 have mean 4, squares 130, and around the mean 50.
#[test]
fn five_durations_worked_by_hand() {
    let sketch = sketch_of(&[10, 3, 1, 4, 2]);
    assert_eq!((sketch.count(), sketch.sum(), sketch.sum_of_squares()), (5, 20, 130));
    assert_eq!((sketch.mean(), sketch.sd()), (Some(4.0), Some(12.5_f64.sqrt())));
    let quantiles = [0.0, 0.2, 0.21, 0.5, 0.8, 0.81, 1.0].map(|p| sketch.quantile(p).unwrap());
    assert_eq!(Some(quantiles), Some([1.0, 1.0, 2.0, 3.0, 4.0, 10.0, 10.0]));
    assert_eq!(sketch.resolution().to_string(), "exact");
}

#[test]
fn every_percent_of_a_hundred_is_its_own_value() {
    let hundred = sketch_of(&(1..=100).collect::<Vec<_>>());
    for percent in 1..=100 {
        let share = f64::from(percent) / 100.0;
        assert_eq!(hundred.quantile(share), Some(f64::from(percent)));
    }
}

#[test]
fn nothing_has_no_mean() {
    let empty = Sketch::default();
    assert_eq!((empty.mean(), empty.sd(), empty.quantile(0.5)), (None, None, None));
    assert_eq!((sketch_of(&[5]).mean(), sketch_of(&[5]).sd()), (Some(5.0), None));
}

/// By hand: the mean of 1 and 2 is not whole; the deviation is √½ all the same.
#[test]
fn a_broken_mean_keeps_its_deviation() {
    let far = 1_000_000_000_000;
    assert_eq!(sketch_of(&[far + 1, far + 2]).sd(), Some(0.5_f64.sqrt()));
}

#[test]
fn the_hundred_thousandth_value_ends_exactness() {
    let mut sketch = sketch_of(&vec![7; 99_999]);
    assert_eq!(sketch.resolution(), Resolution::Exact);
    sketch.add(7);
    assert_eq!(sketch.resolution(), Resolution::HalfPercent);
    assert_eq!(sketch.quantile(0.5), Some(7.0));
    assert_eq!(sketch.resolution().to_string(), "±0.5 %");
}

#[test]
fn every_bin_reaches_half_a_percent_to_either_side() {
    let mut ms = 1;
    while ms < i64::MAX / 2 {
        for ms in [ms, ms + 1] {
            let off = middle(bin(ms)) / ms as f64 - 1.0;
            assert!(off.abs() < 0.005, "{ms} ms comes back {off} off");
        }
        ms += 1 + ms / 700;
    }
    let _ = bin(i64::MAX);
}

#[test]
fn zeros_are_counted_apart() {
    let mut values = vec![0; 60_000];
    values.resize(120_000, 5_000);
    let sketch = sketch_of(&values);
    assert_eq!((sketch.quantile(0.0), sketch.quantile(0.5)), (Some(0.0), Some(0.0)));
    assert!((sketch.quantile(0.501).unwrap() - 5_000.0).abs() < 25.0);
    assert_eq!(sketch_of(&vec![0; EXACT_BELOW]).quantile(1.0), Some(0.0));
    assert_eq!(sketch.mean(), Some(2_500.0));
}

#[test]
#[should_panic(expected = "a duration of -1 ms")]
fn a_negative_duration_is_refused() {
    Sketch::new().add(-1);
}

#[test]
fn quantiles_of_many_values_lie_within_half_a_percent() {
    for seed in 0..4 {
        let values = many(seed, 150_000);
        let (sketch, sorted) = (sketch_of(&values), sorted(values));
        assert_eq!(sketch.resolution(), Resolution::HalfPercent);
        for percent in 1..100_usize {
            let exact = sorted[(percent * 1_500) - 1] as f64;
            let obtained = sketch.quantile(percent as f64 / 100.0).unwrap();
            assert!((obtained - exact).abs() <= 0.005 * exact, "{percent} %: {obtained}, {exact}");
        }
        assert_eq!(sketch.quantile(1.0), Some(sorted[149_999] as f64));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Parts on both sides of the limit, merged in any order and grouping, are
    /// the sketch of all values at once.
    #[test]
    fn the_order_of_merging_never_matters(
        sizes in prop::collection::vec(prop_oneof![0..50_usize, 20_000..60_000_usize, Just(EXACT_BELOW)], 1..5),
        seed: u64,
        turn in 0..5_usize,
    ) {
        let parts: Vec<_> = (0_u64..)
            .zip(&sizes)
            .map(|(part, &n)| many(seed.wrapping_add(part), n))
            .collect();
        let whole = sketch_of(&parts.concat());
        let mut sketches: Vec<_> = parts.iter().map(|values| sketch_of(values)).collect();
        let merged = |sketches: &[Sketch]| {
            let mut all = Sketch::new();
            for sketch in sketches {
                all.merge(sketch);
            }
            all
        };
        prop_assert!(merged(&sketches) == whole);
        sketches.rotate_left(turn % sizes.len());
        prop_assert!(merged(&sketches) == whole);
        sketches.reverse();
        let (left, right) = sketches.split_at(turn % sizes.len());
        let halves = [merged(right), merged(left)];
        prop_assert!(merged(&halves) == whole);
        for share in [0.0, 0.1, 0.5, 0.9, 1.0] {
            prop_assert_eq!(merged(&halves).quantile(share), whole.quantile(share));
        }
    }

    #[test]
    fn few_values_give_exact_quantiles(
        mut values in prop::collection::vec(0..i64::MAX / 1_000, 1..200),
        share in 0.0..=1.0_f64,
    ) {
        let sketch = sketch_of(&values);
        let obtained = sketch.quantile(share).unwrap();
        values.sort_unstable();
        let not_above = values.iter().filter(|&&ms| ms as f64 <= obtained).count();
        let below = values.iter().filter(|&&ms| (ms as f64) < obtained).count();
        prop_assert!(not_above as f64 >= share * values.len() as f64);
        prop_assert!(below == 0 || (below as f64) < share * values.len() as f64);
    }
}
