//! What theory says about queues in equilibrium; simulations are tested against it.
//!
//! Rates and mean times are in one unit of time, whichever it is, and results come
//! in it too. "Arrival" and "service" are the words of the theory, for what the
//! model calls opening and work. A queue that grows without end gives none.

mod jackson;
mod search;

pub use jackson::{Equilibrium, Station, open_network};
pub use search::{found_before_cleared, found_share, random_search_rate};

/// The share of arrivals that find all servers busy, where none may wait.
///
/// `load` is the offered load \[erlang\], arrival rate × mean service time.
/// Erlang's loss formula (Erlang 1917) by its stable recursion.
///
/// # Panics
/// If there is no server or the load is negative.
#[must_use]
pub fn erlang_b(servers: usize, load: f64) -> f64 {
    assert!(servers > 0 && load >= 0.0, "{servers} servers with a load of {load}");
    (1..=servers).fold(1.0, |blocked, k| load * blocked / (k as f64 + load * blocked))
}

/// The share of arrivals that must wait in an M/M/c queue.
///
/// `load` is the offered load \[erlang\]. Erlang's delay formula (Erlang 1917)
/// from the loss formula.
///
/// # Panics
/// If there is no server or the load is negative.
#[must_use]
pub fn erlang_c(servers: usize, load: f64) -> Option<f64> {
    let blocked = erlang_b(servers, load);
    let spare = servers as f64 - load;
    (spare > 0.0).then(|| servers as f64 * blocked / (spare + load * blocked))
}

/// Mean wait in an M/M/c queue: Erlang's delay over the spare capacity.
///
/// # Panics
/// If there is no server, or the rate or time is negative.
#[must_use]
pub fn mmc_wait(servers: usize, arrival_rate: f64, mean_service: f64) -> Option<f64> {
    let load = arrival_rate * mean_service;
    Some(erlang_c(servers, load)? * mean_service / (servers as f64 - load))
}

/// Mean time from arrival to departure in an M/M/c queue.
///
/// # Panics
/// If there is no server, or the rate or time is negative.
#[must_use]
pub fn mmc_sojourn(servers: usize, arrival_rate: f64, mean_service: f64) -> Option<f64> {
    Some(mmc_wait(servers, arrival_rate, mean_service)? + mean_service)
}

/// Mean time from arrival to departure in an M/M/1 queue: 1 / (μ − λ).
#[must_use]
pub fn mm1_sojourn(arrival_rate: f64, mean_service: f64) -> Option<f64> {
    let idle = 1.0 - arrival_rate * mean_service;
    (idle > 0.0).then(|| mean_service / idle)
}

/// Mean wait in an M/G/1 queue, λ E\[S²\] / (2 (1 − ρ)).
///
/// `second_moment` is the mean of the squared service time. The formula of
/// Pollaczek (1930) and Khinchine (1932).
#[must_use]
pub fn mg1_wait(arrival_rate: f64, mean_service: f64, second_moment: f64) -> Option<f64> {
    let idle = 1.0 - arrival_rate * mean_service;
    (idle > 0.0).then(|| arrival_rate * second_moment / (2.0 * idle))
}

/// A class of arrivals at a queue that serves by priority.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriorityClass {
    /// Arrivals per unit of time.
    pub arrival_rate: f64,
    /// Mean service time.
    pub mean_service: f64,
    /// Mean of the squared service time.
    pub second_moment: f64,
}

/// Mean wait of each class, most urgent first, at one server that never interrupts.
///
/// W₀ / ((1 − σₖ₋₁)(1 − σₖ)), where σₖ is the utilisation by the k most urgent
/// classes and W₀ = ½ Σ λ E\[S²\] the work left with whoever is in service (Cobham
/// 1954, *Operations Research* 2, 70–76). None if any class grows without end.
#[must_use]
pub fn priority_waits(urgent_first: &[PriorityClass]) -> Option<Vec<f64>> {
    let left: f64 =
        urgent_first.iter().map(|class| 0.5 * class.arrival_rate * class.second_moment).sum();
    let mut idle = 1.0;
    let mut waits = Vec::with_capacity(urgent_first.len());
    for class in urgent_first {
        let idle_above = idle;
        idle -= class.arrival_rate * class.mean_service;
        waits.push(left / (idle_above * idle));
    }
    (idle > 0.0).then_some(waits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(obtained: impl Into<Option<f64>>, expected: f64, within: f64) {
        let obtained = obtained.into();
        assert!(obtained.is_some_and(|x| (x - expected).abs() <= within), "{obtained:?}");
    }

    /// As in tables of the loss formula: 5 lines at 3 erlang lose 11.0 %, 10 at 5 lose 1.8 %.
    #[test]
    fn erlangs_loss_is_as_tabulated() {
        close(erlang_b(2, 1.0), 0.2, 1e-12);
        close(erlang_b(5, 3.0), 0.1101, 5e-5);
        close(erlang_b(10, 5.0), 0.0184, 5e-5);
        close(erlang_b(1_000, 900.0), 4.7e-5, 5e-5);
    }

    #[test]
    fn erlangs_delay_worked_by_hand() {
        close(erlang_c(2, 1.0), 1.0 / 3.0, 1e-12);
        close(erlang_c(1, 0.7), 0.7, 1e-12);
        close(erlang_c(3, 2.4), 0.6472, 5e-5);
        assert_eq!(erlang_c(3, 3.0), None);
    }

    #[test]
    fn one_server_has_its_own_formula() {
        close(mmc_sojourn(1, 0.8, 1.0), mm1_sojourn(0.8, 1.0).unwrap(), 1e-12);
        close(mm1_sojourn(3.0 / 24.0, 4.0), 8.0, 1e-12);
        assert_eq!(mm1_sojourn(1.0, 1.0), None);
    }

    /// The reference network: hours per case at a cell, a street, a department.
    #[test]
    fn the_reference_network_takes_its_published_hours() {
        close(mmc_sojourn(1, 3.0 / 24.0, 4.0), 8.0, 1e-9);
        close(mmc_sojourn(2, 20.0 * 3.0 * 0.15 / 24.0, 3.2), 5.0, 1e-9);
        close(mmc_sojourn(3, 10.0 * 9.0 * 0.4 / 5.0 / 24.0, 8.0), 16.63, 5e-3);
    }

    /// Constant service halves the wait of exponential service (E\[S²\] = 1, not 2).
    #[test]
    fn waits_grow_with_the_second_moment() {
        close(mg1_wait(0.5, 1.0, 1.0), 0.5, 1e-12);
        close(mg1_wait(0.5, 1.0, 2.0), mmc_wait(1, 0.5, 1.0).unwrap(), 1e-12);
        assert_eq!(mg1_wait(1.0, 1.0, 1.0), None);
    }

    fn exponential(arrival_rate: f64, mean_service: f64) -> PriorityClass {
        let second_moment = 2.0 * mean_service * mean_service;
        PriorityClass { arrival_rate, mean_service, second_moment }
    }

    /// By hand: two classes of a quarter each, W₀ = ½, so ½ / ¾ = 2⁄3 and
    /// ½ / (¾ × ½) = 4⁄3.
    #[test]
    fn two_priorities_worked_by_hand() {
        let waits = priority_waits(&[exponential(0.25, 1.0), exponential(0.25, 1.0)]).unwrap();
        close(waits[0], 2.0 / 3.0, 1e-12);
        close(waits[1], 4.0 / 3.0, 1e-12);
        assert_eq!(priority_waits(&[exponential(0.5, 1.0), exponential(0.5, 1.0)]), None);
    }

    /// Kleinrock's conservation law: Σ ρ W is ρ W₀ / (1 − ρ) under any priority.
    #[test]
    fn priorities_move_waiting_about_and_save_none() {
        let classes = [exponential(0.1, 2.0), exponential(0.3, 1.0), exponential(0.5, 0.6)];
        let weighted = |classes: &[PriorityClass]| -> f64 {
            let waits = priority_waits(classes).unwrap();
            classes.iter().zip(waits).map(|(c, w)| c.arrival_rate * c.mean_service * w).sum()
        };
        let mut reversed = classes;
        reversed.reverse();
        close(weighted(&classes), 0.8 * 0.88 / 0.2, 1e-9);
        close(weighted(&reversed), 0.8 * 0.88 / 0.2, 1e-9);
    }
}
