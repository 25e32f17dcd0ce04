//! How much of a series still remembers how it began.

use super::Estimate;

/// Observations per batch.
const BATCH: usize = 5;
/// Batches that must stay, since a few last ones can agree by chance.
const LEAST_KEPT: usize = 5;

/// What to cut from the beginning of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truncation {
    /// Batches of five to cut.
    pub batches: usize,
    /// Observations to cut, five a batch.
    pub observations: usize,
    /// Whether at least half of the series stays. If not, it is too short to tell: what looks
    /// level at its end may be luck.
    pub settled: bool,
}

/// The truncation that leaves the smallest marginal standard error, by MSER-5.
///
/// Of the k means of five observations each (an incomplete last five is left
/// out), it cuts the d that minimise Σ (mean − mean of the rest)² / (k − d)² over
/// the rest, the least such d (White 1997, *Simulation* 69, 323–334; Spratt
/// 1998). At least five batches stay. None for fewer than ten batches.
///
/// # Panics
/// If a value is not finite.
#[must_use]
pub fn mser5(series: &[f64]) -> Option<Truncation> {
    let mean = |batch: &[f64]| Estimate::of(batch).expect("a batch of five").mean;
    let batches: Vec<f64> = series.chunks_exact(BATCH).map(mean).collect();
    if batches.len() < 2 * LEAST_KEPT {
        return None;
    }
    let cut = least_marginal_error(&batches);
    let settled = 2 * cut <= batches.len();
    Some(Truncation { batches: cut, observations: BATCH * cut, settled })
}

/// How many batches to cut for the smallest marginal standard error.
///
/// Goes backwards, so that each longer rest updates the mean and squares of the
/// one before (Welford 1962).
fn least_marginal_error(batches: &[f64]) -> usize {
    let (mut kept, mut mean, mut squares) = (0.0, 0.0, 0.0);
    let mut least = (f64::INFINITY, batches.len());
    for (cut, batch) in batches.iter().enumerate().rev() {
        kept += 1.0;
        let off = batch - mean;
        mean += off / kept;
        squares += off * (batch - mean);
        let error = squares / (kept * kept);
        if cut + LEAST_KEPT <= batches.len() && error <= least.0 {
            least = (error, cut);
        }
    }
    least.1
}

/// The moving averages of a series, each over as many values before as after: so many, and near
/// the beginning as many as there are before. The last so many values have none (Welch 1983,
/// *The Computer Performance Modeling Handbook*, ch. 6).
#[must_use]
pub fn moving_averages(series: &[f64], many: usize) -> Vec<f64> {
    let around = |middle: usize| {
        let reach = many.min(middle);
        let window = &series[middle - reach..=middle + reach];
        window.iter().sum::<f64>() / window.len() as f64
    };
    (0..series.len().saturating_sub(many)).map(around).collect()
}

/// The whole weeks that hold this many days.
#[must_use]
pub const fn whole_weeks(days: u32) -> u32 {
    days.div_ceil(7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, Streams};

    fn noise(n: usize) -> impl Iterator<Item = f64> {
        let mut draw = Streams::new(11, 0).draw(Purpose::Bootstrap, 0, 0);
        (0..n).map(move |_| draw.uniform() - 0.5)
    }

    /// By hand: batch means 9, 5, 1, 1, 1, … of twelve. With 2 cut the rest has
    /// no spread; with 1 cut it has 16 × 10 / 11 / 11².
    #[test]
    fn two_high_batches_are_cut() {
        let mut series = vec![9.0; 5];
        series.extend([3.0, 4.0, 5.0, 6.0, 7.0]);
        series.resize(60, 1.0);
        assert_eq!(
            mser5(&series),
            Some(Truncation { batches: 2, observations: 10, settled: true })
        );
        series.extend([99.0; 4]);
        assert_eq!(mser5(&series).map(|cut| cut.batches), Some(2));
    }

    /// By hand, where nothing is exactly level: ten batches 4, 1, −1, 1, −1, ….
    /// None cut: (25 − 10 × ½²) / 100 = 0.225; one cut: (9 − 1 / 9) / 81 = 0.110;
    /// two cut: 8 / 64 = 0.125.
    #[test]
    fn noise_is_not_worth_cutting_further() {
        let batches = [4.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0];
        let series: Vec<f64> = batches.iter().flat_map(|&mean| [mean; 5]).collect();
        assert_eq!(mser5(&series).map(|cut| cut.batches), Some(1));
    }

    #[test]
    fn a_series_that_is_level_from_the_start_is_kept() {
        assert_eq!(
            mser5(&[3.0; 50]),
            Some(Truncation { batches: 0, observations: 0, settled: true })
        );
        let cut = mser5(&noise(1_000).collect::<Vec<_>>()).unwrap();
        assert!(cut.observations <= 250, "{cut:?}");
    }

    /// A start of 10 that fades with a time constant of 40 is below the noise of
    /// its batches (0.13) after about 170.
    #[test]
    fn a_fading_start_is_cut_where_it_drowns_in_noise() {
        let fading = |(i, noise)| 10.0 * libm::exp(-(i as f64) / 40.0) + noise;
        let series: Vec<f64> = noise(1_000).enumerate().map(fading).collect();
        let cut = mser5(&series).unwrap();
        assert!((100..=300).contains(&cut.observations), "{cut:?}");
    }

    #[test]
    fn a_series_that_never_settles_is_too_short() {
        let rising: Vec<f64> = (0..200).map(f64::from).collect();
        let cut = mser5(&rising).unwrap();
        assert!(!cut.settled && cut.batches == 35, "{cut:?}");
        assert_eq!(mser5(&[1.0; 49]), None);
    }

    #[test]
    fn moving_averages_worked_by_hand() {
        let series = [1.0, 2.0, 6.0, 3.0, 4.0, 8.0];
        assert_eq!(moving_averages(&series, 1), [1.0, 3.0, 11.0 / 3.0, 13.0 / 3.0, 5.0]);
        assert_eq!(moving_averages(&series, 2), [1.0, 3.0, 16.0 / 5.0, 23.0 / 5.0]);
        assert_eq!(moving_averages(&series, 9), [0.0; 0]);
    }

    #[test]
    fn a_week_begun_is_a_week() {
        assert_eq!([0, 1, 7, 8, 30].map(whole_weeks), [0, 1, 1, 2, 5]);
    }
}
