//! How much of what differs between the cells of a table lies in its rows, how much in its
//! columns, and how much in what no sum of both explains.

use super::bootstrap::bootstrap_interval;

/// A table of numbers, row by row; all rows are as long.
pub type Cells = Vec<Vec<f64>>;

/// Shares of the sum of squares between the cells of a table: rows, columns, and both together;
/// they sum to one.
#[derive(Clone, Debug, PartialEq)]
pub struct VarianceShares {
    /// The shares.
    pub shares: [f64; 3],
    /// Their percentile bootstrap intervals over whole replications.
    pub intervals: Option<[(f64, f64); 3]>,
    /// Share of the raw sum of squares that is the noise of the means, and was taken out.
    pub noise: f64,
}

/// The shares for cells that are means over replications, each of which gives a whole table.
///
/// A sum of squares of means is too large by what their noise adds; that is estimated from the
/// replications and taken out. For a quadratic form Q of the mean of n tables it is
/// Σ Q(table − mean) ÷ (n (n − 1)), whatever cells of one replication have in common. A part
/// that comes out below zero counts as zero. In a resample the noise of drawing replications
/// comes on top of that of the replications, so that it is taken out twice.
///
/// None for fewer than two replications, and where nothing is left but noise.
///
/// # Panics
/// If tables differ in shape or the confidence is not between 0 and 1.
#[must_use]
pub fn variance_shares(
    tables: &[Cells],
    confidence: f64,
    resamples: u64,
    seed: u64,
) -> Option<VarianceShares> {
    let n = tables.len();
    if n < 2 {
        return None;
    }
    let all: Vec<usize> = (0..n).collect();
    let mean = mean_of(tables, &all);
    let noise = noise(tables, &mean);
    let shares = shares_of(sums_of_squares(&mean), noise)?;
    let interval = |part: usize| {
        bootstrap_interval(n, resamples, confidence, seed, |indices| {
            let sums = sums_of_squares(&mean_of(tables, indices));
            shares_of(sums, noise.map(|noise| 2.0 * noise)).map_or(f64::NAN, |shares| shares[part])
        })
    };
    let intervals = [interval(0), interval(1), interval(2)];
    let raw: f64 = sums_of_squares(&mean).iter().sum();
    Some(VarianceShares {
        shares,
        intervals: intervals.iter().all(Option::is_some).then(|| intervals.map(Option::unwrap)),
        noise: (noise.iter().sum::<f64>() / raw).min(1.0),
    })
}

/// Shares of what is left without the noise.
fn shares_of(sums: [f64; 3], noise: [f64; 3]) -> Option<[f64; 3]> {
    let left: [f64; 3] = std::array::from_fn(|part| (sums[part] - noise[part]).max(0.0));
    let all: f64 = left.iter().sum();
    (all > 0.0).then(|| left.map(|part| part / all))
}

/// What noise adds to each sum of squares of the mean table.
fn noise(tables: &[Cells], mean: &Cells) -> [f64; 3] {
    let n = tables.len() as f64;
    let mut sums = [0.0; 3];
    for table in tables {
        let off = combine(table, mean, |value, mean| value - mean);
        sums.iter_mut().zip(sums_of_squares(&off)).for_each(|(sum, of)| *sum += of);
    }
    sums.map(|sum| sum / (n * (n - 1.0)))
}

/// Sums of squares of a two-way table: of rows, of columns, and of what is left.
fn sums_of_squares(table: &Cells) -> [f64; 3] {
    let (rows, columns) = (table.len() as f64, table[0].len() as f64);
    let of_row: Vec<f64> = table.iter().map(|row| row.iter().sum::<f64>() / columns).collect();
    let of_column: Vec<f64> = (0..table[0].len())
        .map(|column| table.iter().map(|row| row[column]).sum::<f64>() / rows)
        .collect();
    let all = of_row.iter().sum::<f64>() / rows;
    let square = |value: f64| value * value;
    let cells = table.iter().zip(&of_row).flat_map(|(row, of_row)| {
        row.iter().zip(&of_column).map(move |(cell, of_column)| cell - of_row - of_column + all)
    });
    [
        columns * of_row.iter().map(|mean| square(mean - all)).sum::<f64>(),
        rows * of_column.iter().map(|mean| square(mean - all)).sum::<f64>(),
        cells.map(square).sum(),
    ]
}

fn mean_of(tables: &[Cells], indices: &[usize]) -> Cells {
    let n = indices.len() as f64;
    let zero = combine(&tables[0], &tables[0], |_, _| 0.0);
    let sum = indices.iter().fold(zero, |sum, &i| combine(&sum, &tables[i], |sum, x| sum + x));
    combine(&sum, &sum, |sum, _| sum / n)
}

/// A table made cell by cell from two.
fn combine(left: &Cells, right: &Cells, cell: impl Fn(f64, f64) -> f64) -> Cells {
    let shape = |table: &Cells| table.iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(shape(left), shape(right), "tables share their shape");
    let rows = left.iter().zip(right);
    rows.map(|(l, r)| l.iter().zip(r).map(|(l, r)| cell(*l, *r)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Draw, Purpose, Streams};

    /// By hand: rows 2 and 6, columns 3 and 5, mean 4: rows 2·(4 + 4) = 16, columns 2·(1 + 1) = 4;
    /// the cells are 1 and 3, 5 and 7 without interaction, and 1 off each with it.
    #[test]
    fn sums_of_squares_worked_by_hand() {
        let close = |found: [f64; 3], expected: [f64; 3]| {
            assert!(found.iter().zip(expected).all(|(x, y)| (x - y).abs() < 1e-12), "{found:?}");
        };
        close(sums_of_squares(&vec![vec![1.0, 3.0], vec![5.0, 7.0]]), [16.0, 4.0, 0.0]);
        close(sums_of_squares(&vec![vec![2.0, 2.0], vec![4.0, 8.0]]), [16.0, 4.0, 4.0]);
    }

    fn tables(n: usize, study: u64, table: &Cells, spread: f64) -> Vec<Cells> {
        let of = |replication: usize| {
            let mut draw = Streams::new(5, study).draw(Purpose::Bootstrap, replication as u64, 2);
            // Cells of a column share most of their luck, as models do in one city.
            let shared: Vec<f64> = table[0].iter().map(|_| normal(&mut draw)).collect();
            let cell = |(value, shared): (&f64, &f64), draw: &mut Draw| {
                value + spread * (0.8 * shared + 0.6 * normal(draw))
            };
            let row =
                |row: &Vec<f64>| row.iter().zip(&shared).map(|of| cell(of, &mut draw)).collect();
            table.iter().map(row).collect()
        };
        (0..n).map(of).collect()
    }

    /// A standard normal number (Box and Muller 1958).
    fn normal(draw: &mut Draw) -> f64 {
        let radius = (-2.0 * libm::log(draw.uniform_above_zero())).sqrt();
        radius * libm::cos(std::f64::consts::TAU * draw.uniform())
    }

    const STUDIES: u64 = 400;

    /// Three rows, two columns. What is left of each sum of squares after the noise is, on the
    /// mean over 400 studies, the true one within four standard errors (a right program fails
    /// under one seed in 16,000 each). Power: the noise itself is more than ten of them.
    #[test]
    fn noise_is_taken_out_without_bias() {
        let truth = vec![vec![1.0, 3.0], vec![2.0, 4.0], vec![6.0, 5.0]];
        let sums = sums_of_squares(&truth);
        let left = |study: u64| {
            let tables = tables(5, study, &truth, 2.0);
            let mean = mean_of(&tables, &[0, 1, 2, 3, 4]);
            let (raw, noise) = (sums_of_squares(&mean), noise(&tables, &mean));
            [0, 1, 2].map(|part| (raw[part] - noise[part], noise[part]))
        };
        let studies: Vec<_> = (0..STUDIES).map(left).collect();
        for part in 0..3 {
            let of = |pick: fn((f64, f64)) -> f64| -> Vec<f64> {
                studies.iter().map(|study| pick(study[part])).collect()
            };
            let left = crate::stats::Estimate::of(&of(|(left, _)| left)).unwrap();
            let noise = crate::stats::Estimate::of(&of(|(_, noise)| noise)).unwrap();
            let error = left.standard_error().unwrap();
            assert!(left.distance_to(sums[part]) < 4.0, "{part}: {left:?}, truth {}", sums[part]);
            assert!(noise.mean > 2.0 * error, "{part}: the test is too weak: {}", noise.mean);
        }
    }

    #[test]
    fn shares_sum_to_one_and_find_where_the_variance_lies() {
        let of = |table: Cells| variance_shares(&tables(20, 1, &table, 0.1), 0.95, 399, 1);
        let rows = of(vec![vec![1.0, 1.0], vec![5.0, 5.0]]).unwrap();
        let columns = of(vec![vec![1.0, 5.0], vec![1.0, 5.0]]).unwrap();
        let both = of(vec![vec![1.0, 5.0], vec![5.0, 1.0]]).unwrap();
        for (place, found) in [rows, columns, both].into_iter().enumerate() {
            assert!((found.shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!(found.shares[place] > 0.99, "{found:?}");
            let intervals = found.intervals.expect("it is identified");
            let inside = |part: usize| {
                let (low, high) = intervals[part];
                low <= found.shares[part] + 0.01 && found.shares[part] <= high + 0.01
            };
            assert!((0..3).all(inside) && found.noise < 0.01, "{found:?}");
        }
    }

    #[test]
    fn where_nothing_differs_there_are_no_shares() {
        let same = vec![vec![vec![2.0, 2.0], vec![2.0, 2.0]]; 6];
        assert_eq!(variance_shares(&same, 0.95, 99, 1), None);
        assert_eq!(variance_shares(&same[..1], 0.95, 99, 1), None);
        // A column that varies from one replication to the next, in both rows alike.
        let table = |r: usize| vec![vec![r as f64, 7.0], vec![r as f64, 7.0]];
        let of = variance_shares(&(0..8).map(table).collect::<Vec<_>>(), 0.95, 99, 1);
        let shares = of.expect("the columns differ").shares;
        assert!((shares[1] - 1.0).abs() < 1e-12, "{shares:?}");
    }

    /// How often percentile intervals of ten replications hold the true share of rows: fewer
    /// than 95 %, as with all percentile intervals of few values. 90 % are promised; the limit is
    /// one-sided at 95 %, so that a coverage of 0.83 is found with probability 0.99.
    #[test]
    fn intervals_of_shares_hold_the_truth_nearly_as_often_as_they_say() {
        let truth = vec![vec![1.0, 3.0], vec![2.0, 6.0]];
        let sums = sums_of_squares(&truth);
        let all: f64 = sums.iter().sum();
        let holds = |study: &u64| {
            let shares = variance_shares(&tables(10, *study, &truth, 0.8), 0.95, 399, 1);
            let of = shares.and_then(|shares| shares.intervals);
            of.is_some_and(|of| of[0].0 <= sums[0] / all && sums[0] / all <= of[0].1)
        };
        let held = (0..STUDIES).filter(holds).count();
        let upper = crate::stats::upper_limit(held as u64, STUDIES, 0.95).expect("a share");
        assert!(upper >= 0.9, "{held} of {STUDIES}");
    }
}
