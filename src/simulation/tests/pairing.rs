//! Common random numbers: whatever the policy, the potential problems are the same.

use super::town::{Told, Town};
use crate::city::intensity::Potential;

/// Potential problems of a day.
fn of_day(told: &Told, day: i64) -> Vec<Potential> {
    told.drawn.iter().copied().filter(|potential| potential.time.day() == day).collect()
}

#[test]
fn every_policy_and_partition_meets_the_same_potential_problems() {
    let old = Town::builtin("traditional").window(7, 21, 7).run();
    assert!(old.drawn.len() > 1_000);
    let others = [
        Town::builtin("beijing-dongcheng-2004"),
        Town::builtin("beijing-dongcheng-2004").set(&["governance.grids={community='each'}"]),
        Town::builtin("beijing-dongcheng-2004").set(&["governance.grids={residents=3000}"]),
        Town::builtin("beijing-dongcheng-2004")
            .role("supervisor", &["patrol.beat='1 km2'", "staffing='3 per street'"]),
        Town::builtin("traditional").role("sanitation", &["staffing='0 per district'"]),
    ];
    for town in others {
        let told = town.window(7, 21, 7).run();
        assert_eq!(told.drawn, old.drawn);
        assert_ne!(told.cases.len(), old.cases.len(), "cases differ, and should");
    }
}

#[test]
fn neither_warm_up_nor_horizon_shifts_the_potentials_of_a_day() {
    let town = Town::builtin("traditional");
    let short = town.clone().window(0, 4, 0).run();
    for other in [town.clone().window(9, 4, 0), town.window(3, 9, 5)] {
        let told = other.run();
        for day in 0..4 {
            assert_eq!(of_day(&told, day), of_day(&short, day), "day {day}");
        }
    }
}

#[test]
fn seeds_and_replications_differ() {
    let drawn = |replication| Town::new().days(3).replication(replication).run().drawn;
    assert_ne!(drawn(0), drawn(1));
    assert_eq!(drawn(1), drawn(1));
}

#[test]
fn all_potentials_and_all_problems_have_keys_of_their_own() {
    let told = Town::builtin("traditional").window(7, 30, 0).run();
    let unique = |keys: Vec<u64>| {
        let count = keys.len();
        let set: std::collections::BTreeSet<u64> = keys.into_iter().collect();
        set.len() == count
    };
    assert!(unique(told.drawn.iter().map(|potential| potential.key).collect()));
    assert!(unique(told.problems.iter().map(|problem| problem.key).collect()));
}

/// A problem that two policies share has the same life in both, as far as nobody acts.
#[test]
fn the_luck_of_a_problem_does_not_depend_on_the_policy() {
    let old = Town::new().set(&["city.norms.switch='off'"]).fault(&["clears=0.5", "disputed=0.5"]);
    let new = old.clone().role("crew", &["staffing='0 per district'"]);
    let life = |town: Town| -> Vec<_> {
        let told = town.run();
        told.problems
            .iter()
            .map(|p| (p.key, p.arose, p.clears_after, p.disputed, p.owner))
            .collect()
    };
    assert_eq!(life(old), life(new));
}
