//! The oracle is `rand_distr`. Seeds are fixed, so a right program never fails
//! by chance; the stated rates say how often another seed would fail.

use super::*;
use crate::rng::{Purpose, Streams};
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::Distribution;

/// Numbers a sample holds.
const N: usize = 200_000;

fn draws(seed: u64) -> impl Iterator<Item = Draw> {
    let streams = Streams::new(seed, 0);
    (0..N as u64).map(move |entity| streams.draw(Purpose::SkeletonCase, entity, 0))
}

fn sample(draw: impl Fn(&mut Draw) -> f64) -> Vec<f64> {
    draws(7).map(|mut words| draw(&mut words)).collect()
}

fn oracle(distribution: impl Distribution<f64>) -> Vec<f64> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(11);
    (0..N).map(|_| distribution.sample(&mut rng)).collect()
}

/// Two samples of n of one distribution differ by more than 2.3 √(2/n)
/// somewhere with probability 2 exp(−2 · 2.3²) = 1 in 20,000 (Smirnov 1939);
/// ties make it rarer. At n = 200,000 the bound is 0.0073.
#[track_caller]
fn agrees(mut ours: Vec<f64>, mut theirs: Vec<f64>) {
    ours.sort_by(f64::total_cmp);
    theirs.sort_by(f64::total_cmp);
    let n = ours.len() as f64;
    let below = |x: f64, sample: &[f64]| sample.partition_point(|&y| y <= x) as f64 / n;
    let distance = ours
        .iter()
        .chain(&theirs)
        .map(|&x| (below(x, &ours) - below(x, &theirs)).abs())
        .fold(0.0, f64::max);
    assert!(distance < 2.3 * (2.0 / n).sqrt(), "distance {distance}");
}

/// The mean and variance of a sample, each within four standard errors: a right
/// program is off in one of the two for one seed in 8,000.
#[track_caller]
fn has_moments(sample: &[f64], mean: f64, variance: f64, kurtosis: f64) {
    let n = sample.len() as f64;
    let found = sample.iter().sum::<f64>() / n;
    assert!((found - mean).abs() < 4.0 * (variance / n).sqrt(), "mean {found}, not {mean}");
    let found = sample.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
    let error = variance * ((kurtosis - 1.0) / n).sqrt();
    assert!((found - variance).abs() < 4.0 * error, "variance {found}, not {variance}");
}

/// The share above a level, within four standard errors (one seed in 16,000).
#[track_caller]
fn has_tail(sample: &[f64], level: f64, share: f64) {
    let n = sample.len() as f64;
    let found = sample.iter().filter(|&&x| x > level).count() as f64;
    let off = (found - n * share).abs() / (n * share * (1.0 - share)).sqrt();
    assert!(off < 4.0, "{found} above {level}, not {}", n * share);
}

#[test]
fn exponential_numbers_agree_with_the_oracle_and_theory() {
    let ours = sample(exponential);
    has_moments(&ours, 1.0, 1.0, 9.0);
    for level in [0.01, 1.0, 3.0, 7.0, 7.7, 9.0] {
        has_tail(&ours, level, libm::exp(-level));
    }
    assert!(ours.iter().all(|&x| x > 0.0));
    agrees(ours, oracle(rand_distr::Exp1));
}

#[test]
fn normal_numbers_agree_with_the_oracle_and_theory() {
    let ours = sample(normal);
    has_moments(&ours, 0.0, 1.0, 3.0);
    for level in [-3.0, -1.0, 0.0, 1.0, 2.5, 3.6, 3.8] {
        has_tail(&ours, level, 0.5 * libm::erfc(level * std::f64::consts::FRAC_1_SQRT_2));
    }
    agrees(ours, oracle(rand_distr::StandardNormal));
}

#[test]
fn lognormal_numbers_have_their_median() {
    let ours = sample(|draw| lognormal(draw, 4.0, 0.8));
    has_tail(&ours, 4.0, 0.5);
    agrees(ours, oracle(rand_distr::LogNormal::new(4.0_f64.ln(), 0.8).unwrap()));
}

#[test]
fn gumbel_numbers_agree_with_the_oracle() {
    let ours = sample(gumbel);
    has_moments(&ours, 0.577_215_664_901_532_9, 1.644_934_066_848_226_4, 5.4);
    agrees(ours, oracle(rand_distr::Gumbel::new(0.0, 1.0).unwrap()));
}

/// The largest of utility + Gumbel noise is a logit choice.
#[test]
fn gumbel_noise_makes_logit_choices() {
    let ours = sample(|draw| gumbel(draw) + libm::log(3.0) - gumbel(draw));
    has_tail(&ours, 0.0, 0.75);
}

#[test]
fn gamma_numbers_agree_with_the_oracle() {
    for shape in [0.3, 1.0, 4.5, 60.0] {
        let ours = sample(|draw| gamma(draw, shape));
        has_moments(&ours, shape, shape, 3.0 + 6.0 / shape);
        agrees(ours, oracle(rand_distr::Gamma::new(shape, 1.0).unwrap()));
    }
}

#[test]
fn poisson_counts_agree_with_the_oracle() {
    for mean in [0.02, 1.0, 12.5, 29.9, 30.1, 95.0] {
        let ours = sample(|draw| poisson(draw, mean) as f64);
        has_moments(&ours, mean, mean, 3.0 + 1.0 / mean);
        agrees(ours, oracle(rand_distr::Poisson::new(mean).unwrap()));
    }
}

#[test]
fn a_larger_mean_never_gives_a_smaller_count() {
    for mut words in draws(3).take(500) {
        let mut last = 0;
        for step in 0..700 {
            let count = poisson(&mut words.clone(), 0.13 * f64::from(step));
            assert!(count >= last, "mean {}", 0.13 * f64::from(step));
            last = count;
        }
        assert_eq!(poisson(&mut words, 0.0), 0);
    }
}

#[test]
fn the_inverse_of_the_poisson_law_is_exact_at_its_steps() {
    let cumulative = [1.0, 2.0, 2.5].map(|sum| sum * libm::exp(-1.0));
    for (count, &sum) in cumulative.iter().enumerate() {
        assert_eq!(poisson_at(sum - 1e-15, 1.0), count as u64);
        assert_eq!(poisson_at(sum + 1e-15, 1.0), count as u64 + 1);
    }
    assert_eq!(poisson_at(0.0, 30.0), 0);
    assert!((70..90).contains(&poisson_at(1.0f64.next_down(), 30.0)));
}

#[test]
fn an_index_is_drawn_by_its_weight_and_never_without_one() {
    let cumulative = [0.0, 0.5, 0.5, 2.0, 2.0];
    let ours = sample(|draw| index_by_weight(draw, &cumulative) as f64);
    assert!(ours.iter().all(|&index| [1.0, 3.0].contains(&index)));
    has_tail(&ours, 2.0, 0.75);
}

#[test]
fn a_level_at_the_end_of_a_share_belongs_to_the_next_with_a_weight() {
    let at = |level| index_at(level, &[0.0, 0.5, 0.5, 2.0, 2.0]);
    assert_eq!([0.0, 0.25, 0.5, 2.0f64.next_down()].map(at), [1, 1, 3, 3]);
}
