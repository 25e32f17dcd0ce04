//! Names of problems and cases, the same whatever the policy, the warm-up and the threads.
//!
//! A potential problem is named for its block, category, day and ordinal among those of the
//! block and day: `b1042-exposed-litter-d12-0`. One that another bred has its parent's name
//! and which of the parent's imitations (`.s0`) or returns (`.r0`) it is. A case is named for
//! its problem and which of the problem's cases it is: `b1042-exposed-litter-d12-0.r1#0`. All
//! numbers count from 0, and days from the first that is measured.

use std::collections::BTreeMap;

use crate::city::{City, intensity};
use crate::id::Id as _;
use crate::simulation::record::{Birth, Case, Descent, Problem, ProblemId};

/// What names are made of: the categories of a city, and who bred whom in one replication.
#[derive(Clone, Debug)]
pub struct Names<'a> {
    city: &'a City,
    births: BTreeMap<ProblemId, Birth>,
}

impl<'a> Names<'a> {
    /// Names in a city, before any birth.
    pub fn new(city: &'a City) -> Self {
        Self { city, births: BTreeMap::new() }
    }

    /// Takes note of a birth; offspring can be named from then on.
    pub fn learn(&mut self, birth: Birth) {
        self.births.insert(birth.child, birth);
    }

    /// The name of a problem.
    pub fn problem(&self, id: ProblemId, problem: &Problem) -> String {
        let mut key = problem.key;
        let mut line = Vec::new();
        let mut next = self.births.get(&id);
        while let Some(birth) = next {
            line.push(birth);
            key = birth.parent_key;
            next = self.births.get(&birth.parent);
        }
        let (block, day, ordinal) = intensity::origin(key);
        let category = &self.city.categories[problem.category].name;
        let root = format!("b{}-{category}-d{day}-{ordinal}", block.index());
        line.iter().rev().fold(root, |name, birth| {
            let sign = match birth.descent {
                Descent::Imitation => 's',
                Descent::Return => 'r',
            };
            format!("{name}.{sign}{}", birth.ordinal)
        })
    }

    /// The name of a case on a problem.
    pub fn case(&self, case: &Case, problem: &Problem) -> String {
        format!("{}#{}", self.problem(case.problem, problem), case.ordinal)
    }
}
