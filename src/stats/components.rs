//! Where variance comes from: between groups, or within them.

use super::Estimate;

/// A variance in two parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Components {
    /// Variance between what groups would come to without any luck of their members.
    pub between: f64,
    /// Variance of one member within its group.
    pub within: f64,
}

impl Components {
    /// The parts of a variance, from equally many members of each group.
    ///
    /// The nested analysis of variance (Searle, Casella and `McCulloch` 1992,
    /// *Variance Components*, ch. 3): within is the mean of the groups' own variances, between is the
    /// variance of their means less within ÷ members, or zero where that is negative. None for
    /// fewer than two groups, or two members.
    ///
    /// # Panics
    /// If groups differ in size, or a value is not finite.
    #[must_use]
    pub fn of(groups: &[Vec<f64>]) -> Option<Self> {
        let members = groups.first()?.len();
        assert!(groups.iter().all(|group| group.len() == members), "groups of one size");
        let own = groups.iter().map(|group| Estimate::of(group)).collect::<Option<Vec<_>>>()?;
        let means: Vec<f64> = own.iter().map(|group| group.mean).collect();
        let variances = own.iter().map(|group| group.sd.map(|sd| sd * sd));
        let within = Estimate::of(&variances.collect::<Option<Vec<_>>>()?)?.mean;
        let of_means = Estimate::of(&means)?.sd.map(|sd| sd * sd)?;
        Some(Self { between: (of_means - within / members as f64).max(0.0), within })
    }

    /// The share of between in the variance of a group's mean; none without any variance.
    #[must_use]
    pub fn share_between(&self, members: usize) -> Option<f64> {
        let all = self.between + self.within / members as f64;
        (all > 0.0).then(|| self.between / all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::normal;
    use crate::rng::{Purpose, Streams};

    /// By hand: variances within 2, 8 and 2, mean 4; means 1, 4 and 7 vary by 9; 9 − 4 / 2 = 7.
    #[test]
    fn three_groups_of_two_worked_by_hand() {
        let groups = [vec![0.0, 2.0], vec![2.0, 6.0], vec![6.0, 8.0]];
        let split = Components::of(&groups).unwrap();
        assert!((split.within - 4.0).abs() < 1e-12 && (split.between - 7.0).abs() < 1e-12);
        assert!((split.share_between(2).unwrap() - 7.0 / 9.0).abs() < 1e-12);
    }

    #[test]
    fn what_cannot_be_split_is_not() {
        assert_eq!(Components::of(&[vec![1.0], vec![2.0]]), None);
        assert_eq!(Components::of(&[vec![1.0, 2.0]]), None);
        assert_eq!(Components::of(&[]), None);
        let level = Components::of(&[vec![1.0, 1.0], vec![1.0, 1.0]]).unwrap();
        assert_eq!(level.share_between(2), None);
        let luck_alone = [vec![0.0, 2.0], vec![0.1, 2.1]];
        assert!(Components::of(&luck_alone).unwrap().between.total_cmp(&0.0).is_eq());
    }

    /// Groups that vary by 4 with members that vary by 9 around them: the mean of 400 splits of
    /// 50 groups of two is within four standard errors of both (1 in 16,000 seeds each; errors
    /// below 3 %). Power: with the members' luck left in, between would be 8.5.
    #[test]
    fn both_parts_are_found_without_bias() {
        let split = |study: u64| {
            let mut draw = Streams::new(study, 0).draw(Purpose::Bootstrap, 0, 0);
            let group = |_| {
                let own = 2.0 * normal(&mut draw);
                [0, 1].map(|_| own + 3.0 * normal(&mut draw)).to_vec()
            };
            Components::of(&(0..50).map(group).collect::<Vec<_>>()).unwrap()
        };
        let splits: Vec<Components> = (0..400).map(split).collect();
        let far = |pick: &dyn Fn(&Components) -> f64, truth: f64| {
            let estimate = Estimate::of(&splits.iter().map(pick).collect::<Vec<_>>()).unwrap();
            assert!(estimate.standard_error().unwrap() < 0.03 * truth, "{estimate:?}");
            estimate.distance_to(truth)
        };
        assert!(far(&|of| of.within, 9.0) < 4.0);
        assert!(far(&|of| of.between, 4.0) < 4.0);
    }
}
