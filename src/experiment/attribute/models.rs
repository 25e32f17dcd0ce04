//! The governance models that coalitions come to, each once.

use std::collections::{BTreeMap, BTreeSet};

use super::mix::mix;
use super::{Component, Components};
use crate::city::City;
use crate::scenario::governance::Governance;
use crate::stats::{Coalition, everybody};

/// The models that coalitions come to; the first is the baseline and the second the
/// alternative.
pub(super) struct Models {
    of: BTreeMap<Coalition, usize>,
    distinct: Vec<Governance>,
}

impl Models {
    /// The models of these coalitions of components.
    pub fn of(
        city: &City,
        pair: [&Governance; 2],
        components: &[Component],
        coalitions: BTreeSet<Coalition>,
    ) -> Self {
        let all = everybody(components.len());
        let mut models = Self { of: BTreeMap::new(), distinct: pair.map(Clone::clone).to_vec() };
        // Models of different size differ, which saves most comparisons.
        let mut by_size: BTreeMap<[usize; 3], Vec<usize>> = BTreeMap::new();
        for (place, model) in pair.iter().enumerate() {
            by_size.entry(size(model)).or_default().push(place);
        }
        for coalition in coalitions {
            let place = match coalition {
                0 => 0,
                _ if coalition == all => 1,
                _ => models.place(mix(city, pair, members(components, coalition)).0, &mut by_size),
            };
            models.of.insert(coalition, place);
        }
        models
    }

    fn place(
        &mut self,
        model: Governance,
        by_size: &mut BTreeMap<[usize; 3], Vec<usize>>,
    ) -> usize {
        let alike = by_size.entry(size(&model)).or_default();
        if let Some(place) = alike.iter().find(|place| self.distinct[**place] == model) {
            return *place;
        }
        alike.push(self.distinct.len());
        self.distinct.push(model);
        self.distinct.len() - 1
    }

    /// The place of a coalition's model.
    pub fn of_coalition(&self, coalition: Coalition) -> usize {
        self.of[&coalition]
    }

    /// How many coalitions there are.
    pub fn coalitions(&self) -> usize {
        self.of.len()
    }

    /// How many models they come to.
    pub fn len(&self) -> usize {
        self.distinct.len()
    }

    /// The models beside baseline and alternative.
    pub fn to_run(&self) -> &[Governance] {
        &self.distinct[2..]
    }
}

fn size(model: &Governance) -> [usize; 3] {
    [model.roles.len(), model.channels.len(), model.campaigns.len()]
}

/// The components of a coalition.
fn members(components: &[Component], coalition: Coalition) -> Components {
    let is_member = |place: &usize| coalition & (1 << place) != 0;
    (0..components.len()).filter(is_member).map(|place| components[place]).collect()
}
