//! Which of several scenarios may be the best, under common random numbers.

use super::simultaneous::one_sided_reach;
use super::{Estimate, Paired, bootstrap, tails};

/// How one of several candidates stands against the best of the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Its mean − that of the best other one.
    pub lead: f64,
    /// Interval of mean − mean of the best other one, simultaneous over all candidates and
    /// constrained to hold zero: wholly on one side only where the sign is known.
    pub against_best: (f64, f64),
    /// Whether it cannot be told from the best.
    pub may_be_best: bool,
    /// Share of resamples of whole replications in which its mean is best; shared among equals.
    pub ranked_first: f64,
}

/// Multiple comparisons with the best over replications that share their luck.
///
/// `values` holds, candidate by candidate, one value per replication. With D the paired
/// differences, the best candidate b has D̄(b, j) ≥ its truth − w(b, j) for all others at once
/// with the stated confidence, where w is a one-sided reach times the standard error of the
/// paired difference: any dependence is allowed, and variances may differ. From ten
/// replications on the reach is that of `one_sided_reach`, which knows how skewed differences
/// are; below, Student's at (1 − confidence) ÷ (candidates − 1) (Clark and Yang 1986, *Winter
/// Simulation Conference*, 228–230), which covers less than it says where they are skewed. The
/// constrained intervals follow as in Hsu (1984, *Annals of Statistics* 12, 1136–1144), with the
/// best sought among those whose upper end is not below zero only (Edwards and Hsu 1983, *JASA*
/// 78, 965–971): the upper ends rest on each candidate's own reach, the lower ones on those of
/// the candidates that may be the best.
///
/// None for fewer than two candidates or two replications.
///
/// # Panics
/// If candidates differ in length, a value is not finite, or the confidence is not between 0
/// and 1.
#[must_use]
pub fn standings(
    values: &[Vec<f64>],
    higher_is_better: bool,
    confidence: f64,
    resamples: u64,
    seed: u64,
) -> Option<Vec<Standing>> {
    let sign = if higher_is_better { 1.0 } else { -1.0 };
    let good: Vec<Vec<f64>> =
        values.iter().map(|of| of.iter().map(|value| sign * value).collect()).collect();
    let leads = Leads::of(&good, confidence, resamples, seed)?;
    let uppers: Vec<f64> = (0..good.len()).map(|i| leads.upper(i)).collect();
    let firsts = ranked_first(&good, resamples, seed);
    let standing = |(i, ranked_first): (usize, f64)| {
        let interval = (leads.lower(i, &uppers).min(0.0), uppers[i].max(0.0));
        let against_best = if higher_is_better { interval } else { (-interval.1, -interval.0) };
        let lead = sign * leads.over_best(i);
        Standing { lead, against_best, may_be_best: uppers[i] >= 0.0, ranked_first }
    };
    Some(firsts.into_iter().enumerate().map(standing).collect())
}

/// By how much each candidate leads each other one, and how far that may be off.
struct Leads {
    lead: Vec<Vec<f64>>,
    error: Vec<Vec<f64>>,
    /// How many standard errors each candidate's leads may be too small by, all at once.
    reach: Vec<f64>,
}

impl Leads {
    fn of(good: &[Vec<f64>], confidence: f64, resamples: u64, seed: u64) -> Option<Self> {
        good.first().filter(|first| first.len() > 1 && good.len() > 1)?;
        let against = |i: usize, j: usize| {
            let difference = Paired::of(&good[i], &good[j])?.difference;
            Some((difference.mean, difference.standard_error()?))
        };
        let row = |i| (0..good.len()).map(|j| against(i, j)).collect::<Option<Vec<_>>>();
        let rows: Vec<Vec<(f64, f64)>> = (0..good.len()).map(row).collect::<Option<_>>()?;
        let reach = |i| {
            one_sided_reach(&leads_of(good, i), confidence, resamples, seed)
                .unwrap_or_else(|| students_reach(good, confidence))
        };
        Some(Self {
            lead: rows.iter().map(|row| row.iter().map(|at| at.0).collect()).collect(),
            error: rows.iter().map(|row| row.iter().map(|at| at.1).collect()).collect(),
            reach: (0..good.len()).map(reach).collect(),
        })
    }

    /// So much does a candidate lead the best of the others.
    fn over_best(&self, i: usize) -> f64 {
        self.others(i).map(|j| self.lead[i][j]).fold(f64::INFINITY, f64::min)
    }

    /// At most so much does a candidate lead the best of the others.
    fn upper(&self, i: usize) -> f64 {
        let most = |j: usize| self.lead[i][j] + self.reach[i] * self.error[i][j];
        self.others(i).map(most).fold(f64::INFINITY, f64::min)
    }

    /// At least so much, if the best is among those that may be.
    fn lower(&self, i: usize, uppers: &[f64]) -> f64 {
        self.others(i)
            .filter(|&j| uppers[j] >= 0.0)
            .map(|j| self.lead[i][j] - self.reach[j] * self.error[i][j])
            .fold(f64::INFINITY, f64::min)
    }

    fn others(&self, i: usize) -> impl Iterator<Item = usize> {
        (0..self.lead.len()).filter(move |&j| j != i)
    }
}

/// What a candidate leads each other one by, replication by replication.
fn leads_of(good: &[Vec<f64>], i: usize) -> Vec<Vec<f64>> {
    let against = |j: usize| good[i].iter().zip(&good[j]).map(|(ours, other)| ours - other);
    (0..good.len()).filter(|&j| j != i).map(|j| against(j).collect()).collect()
}

/// Student's one-sided reach for all rivals of a candidate at once, by Bonferroni's inequality.
fn students_reach(good: &[Vec<f64>], confidence: f64) -> f64 {
    let rivals = good.len() as f64 - 1.0;
    // One-sided: the two-sided confidence that leaves as much on one side.
    let two_sided = 1.0 - 2.0 * (1.0 - confidence) / rivals;
    let freedom = good[0].len() as f64 - 1.0;
    if two_sided > 0.0 { tails::student_reach(two_sided, freedom) } else { 0.0 }
}

/// The share of resamples in which each candidate's mean is the highest.
fn ranked_first(good: &[Vec<f64>], resamples: u64, seed: u64) -> Vec<f64> {
    let mut first = vec![0.0; good.len()];
    bootstrap::for_each_resample(good[0].len(), resamples, seed, |indices| {
        let mean = |of: &Vec<f64>| {
            let drawn: Vec<f64> = indices.iter().map(|&i| of[i]).collect();
            Estimate::of(&drawn).map_or(f64::NEG_INFINITY, |estimate| estimate.mean)
        };
        let means: Vec<f64> = good.iter().map(mean).collect();
        let top = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let best: Vec<usize> = (0..means.len()).filter(|&i| means[i] >= top).collect();
        for &i in &best {
            first[i] += 1.0 / best.len() as f64;
        }
    });
    first.iter().map(|count| count / resamples.max(1) as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: [f64; 5] = [1.0, 2.0, 3.0, 4.0, 5.0];

    fn of(candidates: &[[f64; 5]], higher_is_better: bool) -> Vec<Standing> {
        let values: Vec<Vec<f64>> = candidates.iter().map(|c| c.to_vec()).collect();
        standings(&values, higher_is_better, 0.95, 999, 1).unwrap()
    }

    /// By hand: B − A is 1.2, 0.8, 1.0, 1.1, 0.9: mean 1, standard error √0.025 ÷ √5 =
    /// 0.070711. One rival, one-sided: t(4, 0.95) = 2.131847, so the reach is 0.150744.
    #[test]
    fn two_candidates_worked_by_hand() {
        let b = [2.2, 2.8, 4.0, 5.1, 5.9];
        let [low, high] = of(&[A, b], true)[..] else { panic!("two candidates") };
        assert!((low.against_best.0 + 1.150_744).abs() < 1e-5, "{low:?}");
        assert_eq!((low.may_be_best, Some(low.against_best.1)), (false, Some(0.0)));
        assert!((low.lead + 1.0).abs() < 1e-9 && (high.lead - 1.0).abs() < 1e-9);
        assert!((high.against_best.1 - 1.150_744).abs() < 1e-5, "{high:?}");
        assert!(high.may_be_best && high.against_best.0 == 0.0, "{high:?}");
        assert_eq!((Some(low.ranked_first), Some(high.ranked_first)), (Some(0.0), Some(1.0)));
    }

    /// Where less is better, the other one is best, and the intervals are mirrored.
    #[test]
    fn less_can_be_better() {
        let b = [2.2, 2.8, 4.0, 5.1, 5.9];
        let [low, high] = of(&[A, b], false)[..] else { panic!("two candidates") };
        assert!(low.may_be_best && !high.may_be_best);
        assert!((low.lead + 1.0).abs() < 1e-9 && (high.lead - 1.0).abs() < 1e-9);
        assert!((low.against_best.0 + 1.150_744).abs() < 1e-5, "{low:?}");
        assert!((high.against_best.1 - 1.150_744).abs() < 1e-5, "{high:?}");
    }

    #[test]
    fn equals_share_the_first_place() {
        for standing in of(&[A, A, A], true) {
            assert_eq!(standing.against_best, (0.0, 0.0));
            assert!(standing.may_be_best && (standing.ranked_first - 1.0 / 3.0).abs() < 1e-9);
        }
    }

    /// A hopeless third candidate with much luck of its own does not blur the second one's gap.
    #[test]
    fn a_hopeless_candidate_does_not_widen_the_gap_of_others() {
        let b = [2.2, 2.8, 4.0, 5.1, 5.9];
        let hopeless = [-90.0, -110.0, -95.0, -105.0, -100.0];
        let gap = of(&[A, b, hopeless], true)[0].against_best;
        assert!(gap.0 > -1.3 && gap.1 == 0.0, "{gap:?}");
    }

    /// Two candidates of twelve replications: B leads A by right-skewed amounts. What A may lead by
    /// rests on A's own reach, what it may trail by on that of B, which alone may be the best; the
    /// two differ, since a skewed mean is off by more on one side.
    #[test]
    fn each_end_rests_on_the_reach_of_the_one_that_may_be_best() {
        let a: Vec<f64> = (0..12).map(|i| f64::from(i * 5 % 12)).collect();
        let by: Vec<f64> = (0..12).map(|i| 2.0 + libm::exp(f64::from(i) / 4.0)).collect();
        let b: Vec<f64> = a.iter().zip(&by).map(|(a, by)| a + by).collect();
        let of = standings(&[a, b], true, 0.95, 1_999, 1).unwrap();
        let error = Estimate::of(&by).unwrap().standard_error().unwrap();
        let back: Vec<f64> = by.iter().map(|by| -by).collect();
        let [ahead, behind] = [&by, &back]
            .map(|of| one_sided_reach(std::slice::from_ref(of), 0.95, 1_999, 1).unwrap());
        assert!(ahead > 1.2 * behind, "{ahead} and {behind}: the test is too weak");
        let lead = of[1].lead;
        assert!((of[1].against_best.1 - (lead + ahead * error)).abs() < 1e-9, "{of:?}");
        assert!((of[0].against_best.0 + lead + ahead * error).abs() < 1e-9, "{of:?}");
        assert!(of[1].may_be_best && !of[0].may_be_best);
    }

    #[test]
    fn one_candidate_or_one_replication_is_no_contest() {
        assert_eq!(standings(&[A.to_vec()], true, 0.95, 99, 1), None);
        assert_eq!(standings(&[vec![1.0], vec![2.0]], true, 0.95, 99, 1), None);
    }
}
