//! Durations of which some are cut off by the end of the run.

use super::tails;

/// How many durations ended, and how many were cut off, at one length.
///
/// The length is in any whole unit, milliseconds as a rule; results come in it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spell {
    /// The length; zero or more.
    pub length: i64,
    /// How many ended then.
    pub ended: u64,
    /// How many were still open then, and not followed further.
    pub censored: u64,
}

/// The Kaplan–Meier curve: the share of durations that last beyond each length.
///
/// Kaplan and Meier 1958, *Journal of the American Statistical Association* 53,
/// 457–481. What is cut off at the length where something ends counts as at risk.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    points: Vec<Point>,
    /// The greatest length seen, ended or cut off.
    last: i64,
}

/// A step of a curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The length where durations end.
    pub length: i64,
    /// How many lasted at least this long and were still followed.
    pub at_risk: u64,
    /// How many ended here.
    pub ended: u64,
    /// The share that lasts longer.
    pub survival: f64,
    /// Greenwood's sum of ended / (at risk × (at risk − ended)) up to here.
    greenwood: f64,
}

/// A mean duration in which nothing counts for more than a stated length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RestrictedMean {
    /// The area under the curve up to the stated length.
    pub mean: f64,
    /// Its standard error by Greenwood's formula.
    pub standard_error: f64,
}

impl Curve {
    /// The curve of these durations, in any order; none gives none.
    ///
    /// # Panics
    /// If a length is negative.
    #[must_use]
    pub fn of(spells: &[Spell]) -> Option<Self> {
        let mut spells: Vec<_> =
            spells.iter().copied().filter(|spell| spell.ended + spell.censored > 0).collect();
        spells.sort_unstable();
        let last = spells.last()?.length;
        assert!(spells[0].length >= 0, "a duration of {}", spells[0].length);
        let mut at_risk = spells.iter().map(|spell| spell.ended + spell.censored).sum();
        let (mut survival, mut greenwood, mut points) = (1.0, 0.0, Vec::new());
        for together in spells.chunk_by(|a, b| a.length == b.length) {
            let ended: u64 = together.iter().map(|spell| spell.ended).sum();
            if ended > 0 {
                let left = (at_risk - ended) as f64;
                survival *= left / at_risk as f64;
                greenwood += ended as f64 / (at_risk as f64 * left);
                points.push(Point {
                    length: together[0].length,
                    at_risk,
                    ended,
                    survival,
                    greenwood,
                });
            }
            at_risk -= together.iter().map(|spell| spell.ended + spell.censored).sum::<u64>();
        }
        Some(Self { points, last })
    }

    /// The steps of the curve, shortest first; it is 1 before the first.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The least length that at least this share of durations do not exceed.
    ///
    /// None if so many were cut off that it is not identified.
    ///
    /// # Panics
    /// If the share is not between 0 and 1.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<i64> {
        assert!((0.0..=1.0).contains(&share), "a share of {share}");
        let beyond = 1.0 - share + 1e-12;
        self.points.iter().find(|point| point.survival <= beyond).map(|point| point.length)
    }

    /// The mean of durations cut at this length, with its standard error.
    ///
    /// Klein and Moeschberger 2003, *Survival Analysis*, 2nd ed., §4.5. None if
    /// the curve is not known that far: it is known to the greatest length seen,
    /// or everywhere once it has come down to zero.
    #[must_use]
    pub fn restricted_mean(&self, limit: i64) -> Option<RestrictedMean> {
        let all_ended = self.points.last().is_some_and(|point| point.survival == 0.0);
        if limit < 0 || (limit > self.last && !all_ended) {
            return None;
        }
        let (mut area_beyond, mut variance, mut until) = (0.0, 0.0, limit);
        for point in self.points.iter().rev().filter(|point| point.length < limit) {
            area_beyond += point.survival * (until - point.length) as f64;
            until = point.length;
            let left = (point.at_risk - point.ended) as f64;
            if left > 0.0 {
                variance +=
                    area_beyond * area_beyond * point.ended as f64 / (point.at_risk as f64 * left);
            }
        }
        let mean = area_beyond + until as f64;
        Some(RestrictedMean { mean, standard_error: variance.sqrt() })
    }
}

impl Point {
    /// The standard error of the share that lasts longer (Greenwood 1926).
    #[must_use]
    pub fn standard_error(&self) -> f64 {
        if self.survival > 0.0 { self.survival * self.greenwood.sqrt() } else { 0.0 }
    }

    /// The interval (low, high) for the share that lasts longer, on the log-log scale.
    ///
    /// Kalbfleisch and Prentice 1980, *The Statistical Analysis of Failure Time
    /// Data*. It stays between 0 and 1. None where nothing lasts longer.
    ///
    /// # Panics
    /// If the confidence is not between 0 and 1.
    #[must_use]
    pub fn interval(&self, confidence: f64) -> Option<(f64, f64)> {
        let reach = tails::normal_reach(confidence);
        let log = libm::log(self.survival);
        let power = libm::exp(reach * self.greenwood.sqrt() / log.abs());
        (self.survival > 0.0).then(|| (libm::exp(log * power), libm::exp(log / power)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(length: i64, ended: u64) -> Spell {
        Spell { length, ended, censored: 0 }
    }

    fn censored(length: i64, censored: u64) -> Spell {
        Spell { length, ended: 0, censored }
    }

    /// Weeks of remission under 6-mercaptopurine (Freireich et al. 1963, *Blood*
    /// 21, 699–716), 21 patients, 12 of them cut off.
    fn remissions() -> Curve {
        let cut_off = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|week| censored(week, 1));
        let over = [(6, 3), (7, 1), (10, 1), (13, 1), (16, 1), (22, 1), (23, 1)];
        let over = over.map(|(week, patients)| ended(week, patients));
        Curve::of(&[&cut_off[..], &over].concat()).unwrap()
    }

    #[test]
    fn remissions_survive_as_published() {
        let published = [
            (6, 21, 0.8571, 0.0764),
            (7, 17, 0.8067, 0.0869),
            (10, 15, 0.7529, 0.0963),
            (13, 12, 0.6902, 0.1068),
            (16, 11, 0.6275, 0.1141),
            (22, 7, 0.5378, 0.1282),
            (23, 6, 0.4482, 0.1346),
        ];
        let curve = remissions();
        assert_eq!(curve.points().len(), published.len());
        for (point, (week, at_risk, survival, error)) in curve.points().iter().zip(published) {
            assert_eq!((point.length, point.at_risk), (week, at_risk));
            assert!((point.survival - survival).abs() < 5e-5, "{point:?}");
            assert!((point.standard_error() - error).abs() < 5e-5, "{point:?}");
        }
    }

    /// Intervals, median, and mean to week 35 as R's `survfit` prints them.
    #[test]
    fn remissions_have_the_intervals_of_the_standard_program() {
        let curve = remissions();
        for (at, low, high) in [(0, 0.620, 0.952), (5, 0.268, 0.747), (6, 0.188, 0.680)] {
            let (obtained_low, obtained_high) = curve.points()[at].interval(0.95).unwrap();
            assert!((obtained_low - low).abs() < 5e-4 && (obtained_high - high).abs() < 5e-4);
        }
        assert_eq!((curve.quantile(0.5), curve.quantile(0.6)), (Some(23), None));
        let mean = curve.restricted_mean(35).unwrap();
        assert!((mean.mean - 23.287).abs() < 5e-4, "{mean:?}");
        assert!((mean.standard_error - 2.827).abs() < 5e-4, "{mean:?}");
        assert_eq!(curve.restricted_mean(36), None);
    }

    /// By hand: 1, 2, 2+ and 4 of four. The curve is ¾ from 1, ½ from 2, 0 from 4.
    /// Mean to 4: 1 + ¾ + 1 = 2¾. Areas beyond: 1¾ and 1, so the variance is
    /// (1¾)² / 12 + 1² / 6 = 81 / 192.
    #[test]
    fn four_durations_worked_by_hand() {
        let curve = Curve::of(&[ended(4, 1), censored(2, 1), ended(2, 1), ended(1, 1)]).unwrap();
        let shares: Vec<_> = curve.points().iter().map(|point| point.survival).collect();
        assert_eq!(shares, [0.75, 0.5, 0.0]);
        for limit in [4, 9] {
            let mean = curve.restricted_mean(limit).unwrap();
            assert!((mean.mean - 2.75).abs() < 1e-12, "{mean:?}");
            assert!((mean.standard_error - (81.0_f64 / 192.0).sqrt()).abs() < 1e-12, "{mean:?}");
        }
        assert!((curve.restricted_mean(3).unwrap().mean - 2.25).abs() < 1e-12);
        assert_eq!([0.25, 0.5, 0.51, 1.0].map(|p| curve.quantile(p)), [1, 2, 4, 4].map(Some));
        assert_eq!(curve.points()[2].interval(0.95), None);
    }

    #[test]
    fn without_cutting_off_the_curve_is_the_share_left() {
        let curve = Curve::of(&[ended(3, 2), ended(5, 7), ended(9, 1)]).unwrap();
        let mean = curve.restricted_mean(9).unwrap();
        assert!((mean.mean - 5.0).abs() < 1e-12);
        // The standard error of a mean, with divisor n: √(26 / 10 / 10).
        let squares = 2.0 * 4.0 + 16.0;
        assert!((mean.standard_error - (squares / 100.0_f64).sqrt()).abs() < 1e-12, "{mean:?}");
    }

    #[test]
    fn what_never_ends_identifies_no_quantile() {
        let open = Curve::of(&[censored(5, 3)]).unwrap();
        assert_eq!((open.points(), open.quantile(0.5)), (&[][..], None));
        assert!((open.restricted_mean(5).unwrap().mean - 5.0).abs() < 1e-12);
        assert_eq!(open.restricted_mean(6), None);
        assert_eq!(Curve::of(&[]), None);
    }
}
