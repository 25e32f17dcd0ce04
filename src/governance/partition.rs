//! Grouping adjacent blocks: grids within communities, beats within tiers.

use crate::city::cut::cut;
use crate::city::fabric::apportion;
use crate::city::{BlockId, City, Zone};
use crate::id::{Id, Table};
use crate::scenario::governance as raw;

/// A grouping of all blocks into parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition<I> {
    /// The part each block belongs to.
    pub of_block: Table<BlockId, I>,
    /// The blocks of each part.
    pub parts: Table<I, Zone>,
}

impl<I: Id> Partition<I> {
    /// One part for each parent.
    pub fn whole(city: &City, parents: Vec<Zone>) -> Self {
        Self::of(city, Table::from(parents))
    }

    /// Cuts each parent into its share of parts, contiguous and of fair size, or of fair weight
    /// where weights are given.
    pub fn cut(
        city: &City,
        parents: &[Zone],
        shares: &[u64],
        weights: Option<&Table<BlockId, f64>>,
    ) -> Self {
        let pairs = parents.iter().zip(shares);
        Self::of(city, pairs.flat_map(|(zone, share)| cut(city, zone, *share, weights)).collect())
    }

    /// Cuts parents into parts of about this area \[m²\]: as many in all as fit the whole
    /// ground, shared out by the parents' area, at least one to each.
    pub fn by_area(city: &City, parents: &[Zone], area: f64) -> Self {
        let sizes: Vec<f64> = parents.iter().map(|zone| zone.len() as f64).collect();
        let whole: f64 = sizes.iter().sum::<f64>() * city.block_area();
        Self::cut(city, parents, &apportion((whole / area).round() as u64, &sizes, 1), None)
    }

    fn of(city: &City, parts: Table<I, Zone>) -> Self {
        let mut of_block = Table::filled(I::new(0), city.blocks.len());
        for (part, zone) in parts.pairs() {
            for block in zone.blocks() {
                of_block[*block] = part;
            }
        }
        Self { of_block, parts }
    }
}

/// The grids of a governance model.
pub(super) fn grids<I: Id>(city: &City, rule: &raw::Grids) -> Partition<I> {
    let communities: Vec<Zone> = city.communities.iter().map(|c| c.zone.clone()).collect();
    match rule {
        raw::Grids::Community(_) => Partition::whole(city, communities),
        raw::Grids::Area(area) => Partition::by_area(city, &communities, area.0),
        raw::Grids::Residents(size) => by_people(city, &communities, size.0 as f64),
        raw::Grids::Households(size) => {
            let people = size.0 as f64 * city.household_size.unwrap_or(1.0);
            by_people(city, &communities, people)
        }
        raw::Grids::Each(count) => {
            Partition::cut(city, &communities, &vec![count.0; communities.len()], None)
        }
        raw::Grids::Workload(rate) => by_workload(city, &communities, rate.per_hour * 24.0),
    }
}

/// Grids of about this many residents.
fn by_people<I: Id>(city: &City, communities: &[Zone], size: f64) -> Partition<I> {
    let people: Vec<f64> = communities.iter().map(|zone| city.residents_in(zone) as f64).collect();
    let parts = (city.residents as f64 / size).round() as u64;
    Partition::cut(city, communities, &apportion(parts, &people, 1), None)
}

/// Grids in which about this many problems a day are expected in the neutral state.
fn by_workload<I: Id>(city: &City, communities: &[Zone], size: f64) -> Partition<I> {
    let real = city.norms.real_if_neutral();
    let expected = |block| real * city.intensities.expected_in(block);
    let weights: Table<BlockId, f64> = city.blocks.ids().map(expected).collect();
    let of = |zone: &Zone| zone.blocks().iter().map(|block| weights[*block]).sum::<f64>();
    let loads: Vec<f64> = communities.iter().map(of).collect();
    let parts = (loads.iter().sum::<f64>() / size).round() as u64;
    Partition::cut(city, communities, &apportion(parts, &loads, 1), Some(&weights))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::governance::GridId;
    use crate::scenario::{Count, Rate, Subject};
    use crate::simulation::tests::town::Town;

    fn dongcheng(sets: &[&str]) -> City {
        Town::builtin("beijing-dongcheng-2004").set(sets).build().city
    }

    #[test]
    fn grids_are_as_many_as_their_rule_says() {
        let city = dongcheng(&["city.household_size=2.5"]);
        let number = |rule: raw::Grids| grids::<GridId>(&city, &rule).parts.len();
        assert_eq!(number(raw::Grids::Each(Count(3))), 3 * 137);
        // 558,000 residents are 223,200 households, 372 times 600.
        let households = number(raw::Grids::Households(Count(600)));
        assert_eq!(households, number(raw::Grids::Residents(Count(1500))));
        assert!(households.abs_diff(372) < 10, "{households}");
    }

    /// The busiest grid of a rule by workload is less busy than that of as many equal in area.
    #[test]
    fn grids_by_workload_are_about_as_busy_and_hold_every_block_once() {
        let city = dongcheng(&[]);
        let load = |zone: &Zone| -> f64 {
            zone.blocks().iter().map(|block| city.intensities.expected_in(*block)).sum()
        };
        let whole = load(&city.ground()) * city.norms.real_if_neutral();
        let per_hour = whole / 24.0 / 600.0;
        let rule = raw::Grids::Workload(Rate { subject: Subject::City, per_hour });
        let balanced: Partition<GridId> = grids(&city, &rule);
        let number = balanced.parts.len();
        assert!(number.abs_diff(600) < 5, "{number}");
        let area = city.block_area() * city.blocks.len() as f64 / number as f64;
        let equal: Partition<GridId> = Partition::by_area(
            &city,
            &city.communities.iter().map(|c| c.zone.clone()).collect::<Vec<_>>(),
            area,
        );
        let most = |of: &Partition<GridId>| of.parts.iter().map(load).fold(0.0, f64::max);
        assert!(most(&balanced) < 0.8 * most(&equal), "{} {}", most(&balanced), most(&equal));
        assert_eq!(balanced.parts.iter().map(Zone::len).sum::<usize>(), city.blocks.len());
        for zone in &balanced.parts {
            assert_eq!(zone.pieces(&city).len(), 1);
        }
    }
}
