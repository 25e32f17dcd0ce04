//! Open networks of queues.

use super::mmc_sojourn;

/// A station of an open network.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// How many serve here.
    pub servers: usize,
    /// Mean service time, exponentially distributed.
    pub mean_service: f64,
    /// Arrivals from outside per unit of time.
    pub arrival_rate: f64,
    /// The share of departures that goes on to each station, by its place in the
    /// list; the rest leaves.
    pub goes_on_to: Vec<f64>,
}

/// An open network in equilibrium.
#[derive(Clone, Debug, PartialEq)]
pub struct Equilibrium {
    /// Arrivals per unit of time at each station, from inside and outside.
    pub throughputs: Vec<f64>,
    /// Mean time from arrival to departure of one visit at each station.
    pub sojourns: Vec<f64>,
    /// Mean time from entering the network to leaving it, over all visits.
    pub total_sojourn: f64,
}

/// The equilibrium of an open network.
///
/// Each station behaves as an M/M/c queue of its own, with the throughput that
/// solves the traffic equations λⱼ = γⱼ + Σ λᵢ pᵢⱼ (Jackson 1957, *Operations
/// Research* 5, 518–521); the total follows from Little's law. None if a queue
/// grows without end, nothing arrives, or something never leaves.
///
/// # Panics
/// If a station has no server or not one share for each station.
#[must_use]
pub fn open_network(stations: &[Station]) -> Option<Equilibrium> {
    let throughputs = throughputs(stations)?;
    let sojourn = |(station, &rate): (&Station, &f64)| {
        mmc_sojourn(station.servers, rate, station.mean_service)
    };
    let sojourns = stations.iter().zip(&throughputs).map(sojourn).collect::<Option<Vec<_>>>()?;
    let present: f64 = throughputs.iter().zip(&sojourns).map(|(rate, time)| rate * time).sum();
    let entering: f64 = stations.iter().map(|station| station.arrival_rate).sum();
    (entering > 0.0).then(|| Equilibrium {
        throughputs,
        sojourns,
        total_sojourn: present / entering,
    })
}

/// Solves the traffic equations.
fn throughputs(stations: &[Station]) -> Option<Vec<f64>> {
    let n = stations.len();
    let mut rows = Vec::with_capacity(n);
    for (to, station) in stations.iter().enumerate() {
        assert_eq!(station.goes_on_to.len(), n, "a share for each station");
        let mut row: Vec<f64> = stations.iter().map(|from| -from.goes_on_to[to]).collect();
        row[to] += 1.0;
        row.push(station.arrival_rate);
        rows.push(row);
    }
    let rates = solve(rows);
    rates.iter().all(|rate| rate.is_finite() && *rate >= 0.0).then_some(rates)
}

/// Solves linear equations, the right side last in each row, by elimination with
/// the largest pivot; without one solution they are not finite.
fn solve(mut rows: Vec<Vec<f64>>) -> Vec<f64> {
    let n = rows.len();
    for column in 0..n {
        let larger =
            |&a: &usize, &b: &usize| rows[a][column].abs().total_cmp(&rows[b][column].abs());
        let pivot = (column..n).max_by(larger).expect("a row is left");
        rows.swap(column, pivot);
        let (above, below) = rows.split_at_mut(column + 1);
        let pivot = &above[column];
        for row in below {
            let factor = row[column] / pivot[column];
            row.iter_mut().zip(pivot).skip(column).for_each(|(x, p)| *x -= factor * p);
        }
    }
    let mut solution = vec![0.0; n];
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| rows[i][j] * solution[j]).sum();
        solution[i] = (rows[i][n] - known) / rows[i][i];
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::*;

    fn station(servers: usize, mean_service: f64, arrival_rate: f64, to: &[f64]) -> Station {
        Station { servers, mean_service, arrival_rate, goes_on_to: to.to_vec() }
    }

    fn close(obtained: &[f64], expected: &[f64], within: f64) {
        assert_eq!(obtained.len(), expected.len());
        let near = obtained.iter().zip(expected).all(|(a, b)| (a - b).abs() <= within);
        assert!(near, "{obtained:?}, expected {expected:?}");
    }

    /// By hand: 0.5 a minute arrives at the first; a third goes on to the second,
    /// a half of which comes back: λ₁ = 0.5 + λ₂ / 2 and λ₂ = λ₁ / 3, so 0.6 and
    /// 0.2. Sojourns 1 / (1 − 0.6) = 2.5 and 2 / (1 − 0.4) = 10⁄3; total
    /// (0.6 × 2.5 + 0.2 × 10⁄3) / 0.5 = 13⁄3.
    #[test]
    fn a_return_loop_worked_by_hand() {
        let first = station(1, 1.0, 0.5, &[0.0, 1.0 / 3.0]);
        let second = station(1, 2.0, 0.0, &[0.5, 0.0]);
        let found = open_network(&[first, second]).unwrap();
        close(&found.throughputs, &[0.6, 0.2], 1e-12);
        close(&found.sojourns, &[2.5, 10.0 / 3.0], 1e-12);
        close(&[found.total_sojourn], &[13.0 / 3.0], 1e-12);
    }

    /// The reference network, one of its 20 cells and 5 departments standing for
    /// all: hours at a cell, a street, a department.
    #[test]
    fn the_reference_network_takes_its_published_hours() {
        let cell = station(1, 4.0, 3.0 / 24.0, &[0.0, 0.15, 0.0]);
        let street = station(2, 3.2, 19.0 * 3.0 * 0.15 / 24.0, &[0.0, 0.0, 0.08]);
        let department = station(3, 8.0, 9.0 * 9.0 * 0.08 / 24.0, &[0.0; 3]);
        let found = open_network(&[cell, street, department]).unwrap();
        close(&found.sojourns, &[8.0, 5.0, 16.63], 5e-3);
    }

    #[test]
    fn what_returns_to_its_own_station_is_served_again() {
        let found = open_network(&[station(1, 1.0, 0.4, &[0.5])]).unwrap();
        close(&found.throughputs, &[0.8], 1e-12);
        close(&[found.total_sojourn], &[10.0], 1e-9);
    }

    /// The first row has no pivot of its own until rows are exchanged.
    #[test]
    fn rows_are_exchanged_where_needed() {
        close(&solve(vec![vec![0.0, 2.0, 6.0], vec![1.0, 1.0, 5.0]]), &[2.0, 3.0], 0.0);
    }

    #[test]
    fn without_an_equilibrium_there_is_none() {
        let ring = [station(1, 1.0, 0.4, &[0.0, 1.0]), station(1, 1.0, 0.0, &[1.0, 0.0])];
        assert_eq!(open_network(&ring), None);
        assert_eq!(open_network(&[station(1, 1.0, 0.4, &[1.0])]), None);
        assert_eq!(open_network(&[station(1, 0.0, 0.4, &[1.0])]), None);
        assert_eq!(open_network(&[station(1, 1.0, 1.0, &[0.0])]), None);
        assert_eq!(open_network(&[station(1, 1.0, 0.0, &[0.0])]), None);
        assert_eq!(open_network(&[]), None);
    }
}
