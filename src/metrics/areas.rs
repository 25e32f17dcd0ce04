//! Indicators of single areas: what happened there, whoever works there.

use super::indicator::{self, Indicator};
use super::tally::Tally;
use crate::city::{BlockId, City};
use crate::governance::Governance;
use crate::id::{Id, Table};
use crate::simulation::Window;
use crate::simulation::record::{Observer, Record};
use crate::time::Time;

/// The indicators that no single area has: of desks, posts and money, of the state at
/// midnights, of trust, what compares areas, and
/// what is of a mechanism that a model may do without. All others are of problems, their cases and
/// orders, each of which lies somewhere.
const OF_THE_CITY: [&str; 18] = [
    "prevented_share",
    "known_share",
    "norm_state",
    "backlog_mean",
    "trust_government",
    "trust_committee",
    "reach_gap",
    "response_gini",
    "reporting_gini",
    "worst_decile_handling_time_h",
    "worker_utilisation",
    "patrol_share",
    "admin_share",
    "overtime_h_per_worker_week",
    "cases_per_worker_day",
    "posts",
    "cost_per_resident_year",
    "cost_per_solved",
];

/// The indicators that areas have, in the order of the registry.
pub fn of_areas() -> impl Iterator<Item = &'static Indicator> {
    let of_areas = |of: &&Indicator| !OF_THE_CITY.contains(&of.id) && !of.is_of_mechanism();
    indicator::all().filter(of_areas)
}

/// What one replication came to in each part of a city.
#[derive(Clone, Debug)]
pub struct Areas<'a, I> {
    of_block: &'a Table<BlockId, I>,
    tallies: Vec<Tally<'a>>,
}

impl<'a, I: Id> Areas<'a, I> {
    /// Nothing yet in any of `count` parts; with none, nothing is told.
    pub fn new(
        city: &'a City,
        governance: &'a Governance,
        window: Window,
        of_block: &'a Table<BlockId, I>,
        count: usize,
    ) -> Self {
        let mut residents = vec![0; count];
        for (block, part) in of_block.pairs() {
            if let Some(sum) = residents.get_mut(part.index()) {
                *sum += u64::from(city.blocks[block].residents);
            }
        }
        let tally = |residents| Tally::of_area(city, governance, window, residents);
        Self { of_block, tallies: residents.into_iter().map(tally).collect() }
    }

    /// The values of each part, one after another in the order of [`of_areas`]; none where an
    /// indicator does not apply there.
    pub fn values(&self) -> Vec<Option<f64>> {
        let of = |tally| of_areas().map(move |indicator| (indicator.read)(tally));
        self.tallies.iter().flat_map(of).map(|reading| reading.ok().map(|of| of.value)).collect()
    }
}

impl<I: Id> Observer for Areas<'_, I> {
    fn saw(&mut self, now: Time, record: Record<'_>) {
        let (Record::Problem(_, problem) | Record::Case(_, problem) | Record::Order(_, problem, _)) =
            record
        else {
            return;
        };
        if let Some(tally) = self.tallies.get_mut(self.of_block[problem.block].index()) {
            tally.saw(now, record);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Streams;
    use crate::simulation::simulate;
    use crate::simulation::tests::town::Town;

    const WINDOW: Window = Window { warm_up_days: 7, days: 84, follow_up_days: 7 };

    /// A city that is one area has there what it has in all, to the bit; an indicator of desks
    /// or midnights among those of areas would not.
    #[test]
    fn an_area_that_is_the_whole_city_has_its_values() {
        let built = Town::new().build();
        let (city, governance) = (&built.city, &built.governance);
        let whole = Table::filled(crate::governance::GridId::new(0), city.blocks.len());
        let mut tally = Tally::new(city, governance, WINDOW);
        let mut areas = Areas::new(city, governance, WINDOW, &whole, 1);
        let mut both = |now: Time, record: Record<'_>| {
            tally.saw(now, record);
            areas.saw(now, record);
        };
        simulate(city, governance, Streams::new(5, 0), WINDOW, &mut both);
        let values = areas.values();
        assert_eq!(values.len(), of_areas().count());
        for (indicator, value) in of_areas().zip(&values) {
            let of_city = (indicator.read)(&tally).ok().map(|reading| reading.value);
            assert_eq!(*value, of_city, "{}", indicator.id);
        }
        assert!(values.iter().flatten().filter(|value| **value > 0.0).count() > 20);
    }

    /// Problems, cases and people of three parts are those of the city, each once.
    #[test]
    fn parts_add_up_to_the_city() {
        let built = Town::new().build();
        let (city, governance) = (&built.city, &built.governance);
        let part = |block: BlockId| crate::governance::GridId::new(block.index() % 3);
        let of_block: Table<BlockId, _> = city.blocks.ids().map(part).collect();
        let mut tally = Tally::new(city, governance, WINDOW);
        let mut areas = Areas::new(city, governance, WINDOW, &of_block, 3);
        let mut both = |now: Time, record: Record<'_>| {
            tally.saw(now, record);
            areas.saw(now, record);
        };
        simulate(city, governance, Streams::new(5, 0), WINDOW, &mut both);
        let sum = |of: fn(&Tally<'_>) -> u64| areas.tallies.iter().map(of).sum::<u64>();
        assert_eq!(sum(|tally| tally.problems.count), tally.problems.count);
        assert_eq!(sum(|tally| tally.cases.count), tally.cases.count);
        assert_eq!(sum(|tally| tally.orders.count), tally.orders.count);
        assert_eq!(sum(|tally| tally.residents), city.residents);
        assert!(tally.cases.count > 0);
    }
}
