//! Intervals that hold together, by the largest of many bootstrap t values.

use super::{Estimate, bootstrap, tails};

/// Fewest replications from which the bootstrap of the largest t is used.
pub const LEAST_FOR_MAX_T: usize = 30;

/// How many standard errors each interval of a family reaches so that all of them hold
/// together with this confidence.
///
/// Each member of the family holds one value per replication, all of the same replications.
/// Whole replications are drawn with replacement, so that what goes together stays together.
/// On each resample every member gives |mean − its own mean| ÷ standard error of the
/// resample, and the reach is the ⌈(B + 1) × confidence⌉-th smallest of the largest such value
/// (the bootstrap t of Hall 1988, *Annals of Statistics* 16, 927–953, for the largest of a
/// family as in Romano and Wolf 2005, *Econometrica* 73, 1237–1282). A member without spread
/// is known exactly and takes no part. The reach is never less than Student's for one
/// interval, which resamples alone could give by chance.
///
/// None for fewer than [`LEAST_FOR_MAX_T`] replications, for an empty family, one without any
/// spread, and where too few resamples have a spread: Bonferroni's inequality holds there.
///
/// # Panics
/// If members differ in length, a value is not finite, or the confidence is not between 0
/// and 1.
#[must_use]
pub fn max_t_reach(family: &[Vec<f64>], confidence: f64, resamples: u64, seed: u64) -> Option<f64> {
    let n = family.first()?.len();
    assert!(family.iter().all(|member| member.len() == n), "members share their replications");
    let spread = |member: &&Vec<f64>| {
        Estimate::of(member).is_some_and(|estimate| estimate.sd.is_some_and(|sd| sd > 0.0))
    };
    let members: Vec<&Vec<f64>> = family.iter().filter(spread).collect();
    if n < LEAST_FOR_MAX_T || members.is_empty() {
        return None;
    }
    let means: Vec<f64> = members.iter().filter_map(|m| Estimate::of(m)).map(|e| e.mean).collect();
    let mut largest: Vec<f64> = Vec::new();
    bootstrap::for_each_resample(n, resamples, seed, |indices| {
        let t = |(member, mean): (&&Vec<f64>, &f64)| resampled_t(member, *mean, indices);
        largest.push(members.iter().zip(&means).map(t).fold(0.0, f64::max));
    });
    largest.sort_by(f64::total_cmp);
    let rank = ((resamples as f64 + 1.0) * confidence - 1e-9).ceil() as usize;
    let reach = *largest.get(rank.checked_sub(1)?)?;
    let alone = tails::student_reach(confidence, n as f64 - 1.0);
    reach.is_finite().then_some(reach.max(alone))
}

/// How far the mean of a resample lies from the mean \[its standard errors\].
fn resampled_t(member: &[f64], mean: f64, indices: &[usize]) -> f64 {
    let drawn: Vec<f64> = indices.iter().map(|&i| member[i]).collect();
    Estimate::of(&drawn).map_or(f64::INFINITY, |drawn| drawn.distance_to(mean))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(n: usize, from: impl Fn(usize) -> usize) -> Vec<f64> {
        (0..n).map(|i| (from(i) * 7 % 31) as f64).collect()
    }

    #[test]
    fn one_member_reaches_about_as_far_as_students_t() {
        let reach = max_t_reach(&[member(60, |i| i)], 0.95, 9_999, 1).unwrap();
        assert!((2.0..2.12).contains(&reach), "{reach}, Student 2.001");
    }

    /// A copy of a member needs no wider interval: this is what Bonferroni does not know.
    #[test]
    fn copies_widen_nothing_and_others_do() {
        let of = |family: &[Vec<f64>]| max_t_reach(family, 0.95, 4_999, 1).unwrap();
        let one = member(60, |i| i);
        let alone = of(std::slice::from_ref(&one));
        let twice: Vec<f64> = one.iter().map(|x| 3.0 - 2.0 * x).collect();
        assert!((of(&[one.clone(), twice]) - alone).abs() < 1e-9);
        let others: Vec<Vec<f64>> = (0..8).map(|k| member(60, |i| i * (k + 2) + i * i)).collect();
        let family: Vec<Vec<f64>> = std::iter::once(one).chain(others).collect();
        assert!(of(&family) > alone + 0.3, "{} and {alone}", of(&family));
    }

    #[test]
    fn what_has_no_spread_takes_no_part() {
        let one = member(40, |i| i);
        let with = max_t_reach(&[vec![5.0; 40], one.clone()], 0.95, 999, 1);
        assert_eq!(with, max_t_reach(&[one], 0.95, 999, 1));
        assert_eq!(max_t_reach(&[vec![5.0; 40]], 0.95, 999, 1), None);
    }

    #[test]
    fn few_replications_and_no_family_give_none() {
        assert_eq!(max_t_reach(&[member(29, |i| i)], 0.95, 999, 1), None);
        assert!(max_t_reach(&[member(30, |i| i)], 0.95, 999, 1).is_some());
        assert_eq!(max_t_reach(&[], 0.95, 999, 1), None);
    }

    /// One odd replication is missing from a third of the resamples, which then have no
    /// spread and a mean of their own: no finite reach is honest.
    #[test]
    fn a_single_odd_replication_gives_none() {
        let mut odd = vec![0.0; 40];
        odd[7] = 1.0;
        assert_eq!(max_t_reach(&[odd], 0.95, 999, 1), None);
    }
}
