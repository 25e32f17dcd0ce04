//! When which street changes its regime.

use super::{Change, Force, RegimeId};
use crate::city::StreetId;
use crate::id::{Id as _, Table};
use crate::rng::{Purpose, Streams, key_of};
use crate::scenario::regime::{Regime, Streets};
use crate::scenario::{Date, Keyed};
use crate::time::Span;

/// From when to when a regime is in force in one street, in days.
struct Hold {
    regime: RegimeId,
    street: StreetId,
    from: i64,
    until: i64,
}

/// The days on which something changes, with what is in force from then on. Streets that are
/// drawn are drawn by the seed and the id of the regime alone, alike in all replications.
pub fn changes(regimes: &Keyed<Regime>, streets: usize, start: Date, seed: u64) -> Vec<Change> {
    let of = |(place, regime): (usize, &Regime)| {
        holds(RegimeId::new(place + 1), regime, streets, start, seed)
    };
    let holds: Vec<Hold> = regimes.iter().enumerate().flat_map(of).collect();
    let mut days: Vec<i64> = holds.iter().flat_map(|hold| [hold.from, hold.until]).collect();
    days.sort_unstable();
    days.dedup();
    let mut force: Force = Table::filled(RegimeId::new(0), streets);
    let mut changes = Vec::new();
    for day in days.into_iter().filter(|day| *day < i64::MAX) {
        let next = in_force(&holds, streets, day);
        if next != force {
            force.clone_from(&next);
            changes.push(Change { day, force: next });
        }
    }
    changes
}

/// What is in force on a day: in each street the last regime written that holds there.
fn in_force(holds: &[Hold], streets: usize, day: i64) -> Force {
    let mut force: Force = Table::filled(RegimeId::new(0), streets);
    for hold in holds.iter().filter(|hold| hold.from <= day && day < hold.until) {
        force[hold.street] = force[hold.street].max(hold.regime);
    }
    force
}

fn holds(regime: RegimeId, of: &Regime, streets: usize, start: Date, seed: u64) -> Vec<Hold> {
    let order = order(of, streets, seed);
    let steps = of.steps.map_or(1, |steps| steps.0.0 as usize).max(1);
    let every = of.every.map_or(0, |every| every.0.ms() / Span::DAY.ms());
    let until = of.until.map_or(i64::MAX, |until| until.day(start));
    let number = order.len().max(1);
    let hold = |(place, street): (usize, StreetId)| {
        let step = place * steps / number;
        Hold { regime, street, from: of.from.day(start) + step as i64 * every, until }
    };
    order.into_iter().enumerate().map(hold).collect()
}

/// The streets of a regime, in the order in which they follow each other.
fn order(of: &Regime, streets: usize, seed: u64) -> Vec<StreetId> {
    let number = match &of.streets {
        Some(Streets::Listed(listed)) => {
            return listed.0.iter().map(|street| StreetId::new(street.0 as usize - 1)).collect();
        }
        Some(Streets::Number(number)) => number.0.0 as usize,
        Some(Streets::Share(share)) => (share.0.0 * streets as f64).round() as usize,
        None => streets,
    };
    let luck = |street: &usize| {
        let streams = Streams::new(seed, 0);
        streams.draw(Purpose::Rollout, key_of(of.id.as_str()), *street as u64).uniform()
    };
    let mut drawn: Vec<usize> = (0..streets).collect();
    drawn.sort_by(|a, b| luck(a).total_cmp(&luck(b)));
    drawn.into_iter().take(number).map(StreetId::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::tests::town::Town;

    /// The days of change, each with the regime of each of six streets.
    fn told(regimes: &str) -> Vec<(i64, Vec<usize>)> {
        let town = Town::new()
            .set(&["city.blocks=12", "city.streets=6", "city.communities=6"])
            .with(regimes);
        let changes = town.build().governance.timeline.changes;
        let force = |force: &Force| force.iter().map(|regime| regime.index()).collect();
        changes.iter().map(|change| (change.day, force(&change.force))).collect()
    }

    fn regime(id: &str, lines: &str) -> String {
        format!("[[regimes]]\nid='{id}'\n{lines}\n[regimes.overlay]\nsettled_after=3\n")
    }

    #[test]
    fn streets_follow_each_other_as_written_and_go_back() {
        let lines = "from='10 d'\nuntil='30 d'\nstreets={listed=[5,1,2]}\nsteps=2\nevery='5 d'";
        let all = told(&regime("a", lines));
        let expected =
            [(10, vec![1, 0, 0, 0, 1, 0]), (15, vec![1, 1, 0, 0, 1, 0]), (30, vec![0; 6])];
        assert_eq!(all, expected);
    }

    /// 2 March 2024 is day 61 of the town, which begins with the year.
    #[test]
    fn the_last_regime_written_governs_and_dates_are_days() {
        let both = regime("a", "from='2024-03-02'") + &regime("b", "from='50 d'\nuntil='70 d'");
        assert_eq!(told(&both), [(50, vec![2; 6]), (70, vec![1; 6])]);
    }

    #[test]
    fn streets_are_drawn_by_the_id_of_the_regime() {
        let drawn = |id: &str, streets: &str| told(&regime(id, &format!("from='1 d'\n{streets}")));
        let half = drawn("a", "streets={share=0.5}");
        assert_eq!(half[0].1.iter().sum::<usize>(), 3);
        assert_eq!(half, drawn("a", "streets={number=3}"));
        let others = ["b", "c", "d", "e"].map(|id| drawn(id, "streets={number=3}"));
        assert!(others.iter().any(|other| *other != half), "the id draws nothing");
    }
}
