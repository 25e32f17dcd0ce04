//! Case indicators at one mix of cases: what is left of a difference when both models have the
//! baseline's cases by category.

use super::study::CONFIDENCE;
use super::{Contrast, Kind, Measure, Study, Subject};
use crate::metrics::tally::{CategoryCases, Share};
use crate::stats::Paired;

/// A numerator and its denominator.
type Part = [f64; 2];

/// The parts of an indicator in one category.
type Parts = fn(&CategoryCases) -> Part;

/// Case indicators that are standardised, with their parts.
const INDICATORS: [(&str, Parts); 5] = [
    ("handling_time_h", |of| [of.handling.total_ms as f64 / 3.6e6, of.handling.count as f64]),
    ("false_closure_share", |of| share(of.closed_false)),
    ("returned_share", |of| share(of.returned)),
    ("first_time_resolution_rate", |of| share(of.first_time)),
    ("handoffs_per_case", |of| [of.handoffs as f64, of.count as f64]),
];

fn share(share: Share) -> Part {
    [share.hits as f64, share.of as f64]
}

/// A case indicator in two models at the mix of the first.
#[derive(Clone, Debug)]
pub struct Standardised {
    /// Place of the contrast.
    pub contrast: usize,
    /// Place of the indicator.
    pub indicator: usize,
    /// What was found.
    pub found: AtMix,
    /// Interval of the mean difference.
    pub interval: (f64, f64),
    /// Categories left out, since the alternative has none of the cases that count, with the
    /// share of the baseline's cases that they are.
    pub left_out: Vec<(String, f64)>,
}

/// Two models at the mix of the first.
#[derive(Clone, Debug, PartialEq)]
pub struct AtMix {
    /// The first, all replications together: over the categories kept it is as it was found.
    pub baseline: f64,
    /// The second at the mix of the first.
    pub alternative: f64,
    /// Second − first, paired over replications.
    pub paired: Paired,
    /// Places of the categories left out, with their weights before.
    pub left_out: Vec<(usize, f64)>,
}

/// The standardised case indicators of each contrast between models.
pub(super) fn standardised(
    studies: &[Study],
    measures: &[Measure],
    contrasts: &[Contrast],
) -> Vec<Standardised> {
    let between = contrasts.iter().enumerate().filter(|(_, of)| of.kind != Kind::StaffAlone);
    let all = between.flat_map(|(place, contrast)| {
        let pair = [&studies[contrast.baseline], &studies[contrast.alternative]];
        INDICATORS.iter().filter_map(move |(id, parts)| {
            let indicator = measures.iter().position(|measure| measure.id == *id)?;
            of_pair(pair, (place, indicator), *parts)
        })
    });
    all.collect()
}

fn of_pair(
    [first, second]: [&Study; 2],
    (contrast, indicator): (usize, usize),
    parts: Parts,
) -> Option<Standardised> {
    let Subject::Governed(governed) = &first.prepared.subject else { return None };
    let categories = &governed.city.categories;
    let names: Vec<&String> = categories.iter().map(|category| &category.name).collect();
    let cells = |study: &Study| -> Option<Vec<Vec<Part>>> {
        let of = |outcome: &super::Outcome| {
            let cases = &outcome.city.as_ref()?.cases;
            Some(cases.iter().map(parts).collect())
        };
        study.outcomes.iter().map(of).collect()
    };
    let found = at_mix(&cells(first)?, &cells(second)?)?;
    let name = |(place, weight): &(usize, f64)| (names[*place].clone(), *weight);
    let left_out = found.left_out.iter().map(name).collect();
    let interval = found.paired.interval(CONFIDENCE);
    Some(Standardised { contrast, indicator, found, interval, left_out })
}

/// Direct standardisation (Rothman, Greenland and Lash 2008, *Modern Epidemiology*, ch. 3) of
/// two models, each given by replication and category, to the mix of the first: Σ w N ÷ D with
/// the weights w of the first's pooled denominators D. Intervals rest on the linear terms of each
/// replication, S + Σ w (n − R d) ÷ mean d with R = N ÷ D, whose mean is S (Taylor series of a
/// ratio; Cochran 1977, *Sampling Techniques*, ch. 6); the weights are held fixed.
///
/// Nothing where no category is left, or with fewer than two replications.
fn at_mix(first: &[Vec<Part>], second: &[Vec<Part>]) -> Option<AtMix> {
    let (old, new) = (pooled(first), pooled(second));
    let all: f64 = old.iter().map(|[_, of]| of).sum();
    let has = |place: &usize| new.get(*place).is_some_and(|[_, of]| *of > 0.0);
    let counted = (0..old.len()).filter(|place| old[*place][1] > 0.0);
    let (kept, gone): (Vec<usize>, Vec<usize>) = counted.partition(has);
    let left: f64 = kept.iter().map(|place| old[*place][1]).sum();
    let weights: Vec<(usize, f64)> =
        kept.iter().map(|place| (*place, old[*place][1] / left)).collect();
    if weights.is_empty() {
        return None;
    }
    let [baseline, alternative] = [&old, &new].map(|pooled| weighted(pooled, &weights));
    let paired = Paired::of(
        &terms(second, &new, &weights, alternative),
        &terms(first, &old, &weights, baseline),
    )?;
    let left_out = gone.into_iter().map(|place| (place, old[place][1] / all)).collect();
    Some(AtMix { baseline, alternative, paired, left_out })
}

/// Sums over replications, by category.
fn pooled(cells: &[Vec<Part>]) -> Vec<Part> {
    let categories = cells.first().map_or(0, Vec::len);
    let sum = |place: usize, part: usize| cells.iter().map(|of| of[place][part]).sum();
    (0..categories).map(|place| [sum(place, 0), sum(place, 1)]).collect()
}

fn weighted(pooled: &[Part], weights: &[(usize, f64)]) -> f64 {
    weights.iter().map(|(place, weight)| weight * pooled[*place][0] / pooled[*place][1]).sum()
}

/// What each replication adds to a standardised value, to first order.
fn terms(cells: &[Vec<Part>], pooled: &[Part], weights: &[(usize, f64)], whole: f64) -> Vec<f64> {
    let of = |cell: &Vec<Part>| {
        let term = |(place, weight): &(usize, f64)| {
            let ([hits, all], [sum, of]) = (cell[*place], pooled[*place]);
            weight * (hits - sum / of * all) / (of / cells.len() as f64)
        };
        whole + weights.iter().map(term).sum::<f64>()
    };
    cells.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half of the baseline's cases are of a category in which 0.3 fail, half of one in which 0.9
    /// do: 0.6. The other model has 0.2 and 0.9, and six sevenths of its cases in the first: 0.3.
    /// At the baseline's mix that is 0.55. Terms of the baseline: 0.6 + 0.5 (2 − 3) ÷ 10 = 0.55,
    /// then 0.65; of the other: 0.55 + 0.5 (5 − 4.5) ÷ 5 = 0.6, then 0.5.
    #[test]
    fn a_mix_worked_by_hand() {
        let old = [vec![[2.0, 10.0], [9.0, 10.0]], vec![[4.0, 10.0], [9.0, 10.0]]];
        let new = [vec![[6.0, 30.0], [5.0, 5.0]], vec![[6.0, 30.0], [4.0, 5.0]]];
        let found = at_mix(&old, &new).expect("two categories");
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
        close(found.baseline, 24.0 / 40.0);
        close(found.alternative, 0.55);
        let weights = [(0, 0.5), (1, 0.5)];
        for (cells, pooled, whole, expected) in
            [(&old, pooled(&old), 0.6, [0.55, 0.65]), (&new, pooled(&new), 0.55, [0.6, 0.5])]
        {
            let terms = terms(cells, &pooled, &weights, whole);
            terms.into_iter().zip(expected).for_each(|(term, expected)| close(term, expected));
        }
        close(found.paired.difference.mean, -0.05);
        close(found.paired.difference.sd.expect("two"), 0.02_f64.sqrt());
        assert!(found.left_out.is_empty());
    }

    /// A third of the baseline's cases are of a category that the other has none of, in any
    /// replication; one that only the other has weighs nothing; one empty in a single
    /// replication stays.
    #[test]
    fn what_a_model_has_no_case_of_is_left_out_with_its_weight() {
        let old = [
            vec![[2.0, 10.0], [9.0, 10.0], [1.0, 20.0], [0.0, 0.0]],
            vec![[4.0, 10.0], [9.0, 10.0], [0.0, 0.0], [0.0, 0.0]],
        ];
        let new = [
            vec![[6.0, 30.0], [0.0, 0.0], [0.0, 0.0], [7.0, 9.0]],
            vec![[6.0, 30.0], [9.0, 10.0], [0.0, 0.0], [7.0, 9.0]],
        ];
        let found = at_mix(&old, &new).expect("two categories");
        assert_eq!(found.left_out, [(2, 20.0 / 60.0)]);
        assert!((found.baseline - 0.6).abs() < 1e-12);
        assert!((found.alternative - 0.55).abs() < 1e-12);
        let none = [vec![[0.0, 0.0]; 4], vec![[0.0, 0.0]; 4]];
        assert_eq!(at_mix(&old, &none), None);
        assert_eq!(at_mix(&none, &new), None);
        assert_eq!(at_mix(&old[..1], &new[..1]), None, "one replication has no spread");
    }

    /// With the same rates in each category the mix alone differs, and nothing is left.
    #[test]
    fn models_that_differ_in_mix_alone_do_not_differ_at_one_mix() {
        let old = [vec![[10.0, 50.0], [9.0, 10.0]], vec![[10.0, 50.0], [9.0, 10.0]]];
        let new = [vec![[2.0, 10.0], [45.0, 50.0]], vec![[2.0, 10.0], [45.0, 50.0]]];
        let found = at_mix(&old, &new).expect("two categories");
        assert!(found.paired.difference.mean.abs() < 1e-12);
        assert!((found.baseline - found.alternative).abs() < 1e-12);
    }
}
