//! What a change brings, as read off a panel: units by periods, some treated from some period on.
//!
//! Three designs: a difference in differences of two groups and two periods; a least-squares fit
//! with effects of units and periods, as stepped wedges are analysed (Hussey and Hughes 2007,
//! *Contemporary Clinical Trials* 28); and effects by cohort and period against units not yet
//! treated (Callaway and Sant'Anna 2021, *Journal of Econometrics* 225). Where effects grow with
//! the time since adoption, the fit is off: it takes early adopters as controls for later ones
//! (Goodman-Bacon 2021, *Journal of Econometrics* 225).

use super::Cells;

/// Which cells are treated, unit by unit.
pub type Treated = [Vec<bool>];

/// What one cohort, the units treated from the same period on, gains in one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CohortEffect {
    /// The first period in which the cohort is treated.
    pub cohort: usize,
    /// The period of the effect.
    pub period: usize,
    /// Units of the cohort.
    pub units: usize,
    /// The effect, against units not yet treated in that period.
    pub effect: f64,
}

/// The period from which a unit is treated, if ever.
#[must_use]
pub fn adoption(treated: &[bool]) -> Option<usize> {
    treated.iter().position(|treated| *treated)
}

/// Whether every unit that is treated once stays so.
#[must_use]
pub fn is_lasting(treated: &Treated) -> bool {
    treated.iter().all(|unit| unit.is_sorted())
}

/// How much more units that are treated at last change from the first period to the last than
/// units that never are; none without both kinds, or where the first period has treated units.
#[must_use]
pub fn difference_in_differences(cells: &Cells, treated: &Treated) -> Option<f64> {
    let last = treated.first()?.len().checked_sub(1)?;
    let change = |unit: usize| cells[unit][last] - cells[unit][0];
    let (now, never): (Vec<usize>, Vec<usize>) =
        (0..cells.len()).partition(|unit| treated[*unit][last]);
    let never: Vec<usize> =
        never.into_iter().filter(|unit| adoption(&treated[*unit]).is_none()).collect();
    if treated.iter().any(|unit| unit[0]) {
        return None;
    }
    Some(mean(now.into_iter().map(change))? - mean(never.into_iter().map(change))?)
}

/// The coefficient of treatment in a least-squares fit with an effect of each unit and of each
/// period; none where treatment is a sum of both.
///
/// In a full panel the fit is that of what treatment has beyond its means by unit and by period
/// (Frisch and Waugh 1933, *Econometrica* 1).
#[must_use]
pub fn two_way_fit(cells: &Cells, treated: &Treated) -> Option<f64> {
    let share = |unit: &Vec<bool>| unit.iter().map(|treated| f64::from(*treated)).collect();
    let treatment: Cells = treated.iter().map(share).collect();
    let periods = treatment.first()?.len();
    let by_unit: Vec<f64> = treatment.iter().map(|row| mean_of(row)).collect();
    let by_period: Vec<f64> = (0..periods)
        .map(|period| mean_of(&treatment.iter().map(|row| row[period]).collect::<Vec<_>>()))
        .collect();
    let all = mean_of(&by_unit);
    let (mut product, mut square) = (0.0, 0.0);
    for (unit, row) in treatment.iter().enumerate() {
        for (period, value) in row.iter().enumerate() {
            let beyond = value - by_unit[unit] - by_period[period] + all;
            product += beyond * cells[unit][period];
            square += beyond * beyond;
        }
    }
    (square > 1e-9).then(|| product / square)
}

/// The effects of each cohort in each period from its adoption on: its change since the period
/// before adoption, less that of the units not yet treated. Where all are treated there is
/// nobody to compare with, and no effect; nor has a cohort one that is treated from the start.
#[must_use]
pub fn cohort_effects(cells: &Cells, treated: &Treated) -> Vec<CohortEffect> {
    let periods = treated.first().map_or(0, Vec::len);
    let pairs = (1..periods).flat_map(|cohort| (cohort..periods).map(move |at| (cohort, at)));
    pairs.filter_map(|(cohort, period)| cohort_effect(cells, treated, cohort, period)).collect()
}

fn cohort_effect(
    cells: &Cells,
    treated: &Treated,
    cohort: usize,
    period: usize,
) -> Option<CohortEffect> {
    let change = |unit: usize| cells[unit][period] - cells[unit][cohort - 1];
    let of = |is: &dyn Fn(Option<usize>) -> bool| -> Vec<usize> {
        (0..cells.len()).filter(|unit| is(adoption(&treated[*unit]))).collect()
    };
    let own = of(&|adopted| adopted == Some(cohort));
    let others = of(&|adopted| adopted.is_none_or(|other| other > period));
    let units = own.len();
    let effect = mean(own.into_iter().map(change))? - mean(others.into_iter().map(change))?;
    Some(CohortEffect { cohort, period, units, effect })
}

/// The mean of cohort effects over treated units and periods; none without any.
#[must_use]
pub fn mean_effect(effects: &[CohortEffect]) -> Option<f64> {
    let units: usize = effects.iter().map(|of| of.units).sum();
    let sum: f64 = effects.iter().map(|of| of.units as f64 * of.effect).sum();
    (units > 0).then(|| sum / units as f64)
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.fold((0, 0.0), |(count, sum), value| (count + 1, sum + value));
    (count > 0).then(|| sum / f64::from(count))
}

fn mean_of(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three units, four periods; the first is treated from period 1, the second from period 2.
    fn steps() -> Vec<Vec<bool>> {
        [[0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 0]]
            .map(|row| row.map(|treated| treated == 1).to_vec())
            .to_vec()
    }

    fn panel(effect: impl Fn(usize) -> f64) -> Cells {
        let treated = steps();
        let cell = |unit: usize, period: usize| {
            let since = adoption(&treated[unit]).filter(|first| *first <= period);
            let gained = since.map_or(0.0, |first| effect(period - first));
            10.0 * unit as f64 + [0.0, 3.0, 1.0, 4.0][period] + gained
        };
        (0..3).map(|unit| (0..4).map(|period| cell(unit, period)).collect()).collect()
    }

    /// (8 − 3) − (6 − 4) = 3.
    #[test]
    fn a_difference_in_differences_is_that_of_two_changes() {
        let cells = vec![vec![3.0, 8.0], vec![4.0, 6.0]];
        let treated = [vec![false, true], vec![false, false]];
        assert_eq!(difference_in_differences(&cells, &treated), Some(3.0));
        assert_eq!(
            difference_in_differences(&cells, &[vec![false, true], vec![false, true]]),
            None
        );
        assert_eq!(
            difference_in_differences(&cells, &[vec![true, true], vec![false, false]]),
            None
        );
    }

    #[test]
    fn a_constant_effect_is_found_by_every_design() {
        let (cells, treated) = (panel(|_| -2.5), steps());
        let close = |found: Option<f64>| assert!((found.expect("a fit") + 2.5).abs() < 1e-12);
        close(difference_in_differences(&cells, &treated));
        close(two_way_fit(&cells, &treated));
        close(mean_effect(&cohort_effects(&cells, &treated)));
    }

    /// Effects of 1, 2 and 3 in the periods since adoption: five treated cells with a mean of
    /// (1 + 2 + 3 + 1 + 2) ÷ 5 = 1.8. Treatment beyond its means by unit (3/4, 2/4, 0) and by
    /// period (0, 1/3, 2/3, 2/3), with 5/12 over all, is in twelfths
    /// (−4, 4, 0, 0; −1, −5, 3, 3; 5, 1, −3, −3) with squares that sum to 120/144. Its product with
    /// the effects (0, 1, 2, 3; 0, 0, 1, 2; 0) is (4 + 3 + 6)/12 = 13/12, and the fit 13 × 12 ÷ 120
    /// = 1.3: less than any mean of what treated cells gained.
    #[test]
    fn a_growing_effect_is_missed_by_the_fit_and_found_by_cohorts() {
        let (cells, treated) = (panel(|since| 1.0 + since as f64), steps());
        let fit = two_way_fit(&cells, &treated).expect("a fit");
        assert!((fit - 1.3).abs() < 1e-12, "{fit}");
        let effects = cohort_effects(&cells, &treated);
        let told: Vec<_> = effects.iter().map(|e| (e.cohort, e.period, e.units)).collect();
        assert_eq!(told, [(1, 1, 1), (1, 2, 1), (1, 3, 1), (2, 2, 1), (2, 3, 1)]);
        let found: Vec<f64> = effects.iter().map(|of| of.effect).collect();
        let off = found.iter().zip([1.0, 2.0, 3.0, 1.0, 2.0]).map(|(a, b)| (a - b).abs());
        assert!(off.fold(0.0, f64::max) < 1e-12, "{found:?}");
        assert!((mean_effect(&effects).expect("effects") - 1.8).abs() < 1e-12);
    }

    #[test]
    fn without_units_left_to_compare_with_there_is_no_effect() {
        let treated = [vec![false, true, true], vec![false, false, true]];
        let cells = vec![vec![1.0, 2.0, 3.0], vec![1.0, 1.0, 2.0]];
        let effects = cohort_effects(&cells, &treated);
        assert_eq!(effects.len(), 1);
        assert_eq!((effects[0].cohort, effects[0].period), (1, 1));
        assert_eq!(two_way_fit(&cells, &[vec![false, true, true], vec![false, true, true]]), None);
        assert!(is_lasting(&treated) && !is_lasting(&[vec![false, true, false]]));
    }
}
