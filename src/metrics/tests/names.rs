//! Names of problems and cases.

use std::collections::BTreeMap;

use crate::city::intensity::origin;
use crate::city::{BlockId, CategoryId};
use crate::id::Id as _;
use crate::metrics::names::Names;
use crate::simulation::record::{Birth, Descent, Observer, ProblemId, Record};
use crate::simulation::tests::town::{Built, Town};
use crate::time::Time;

/// The name, block and category of each problem, by key.
type Problems = BTreeMap<u64, (String, BlockId, CategoryId)>;

/// The problems, and the names of all cases.
struct Named<'a> {
    names: Names<'a>,
    problems: Problems,
    of: BTreeMap<ProblemId, String>,
    births: Vec<Birth>,
    cases: Vec<String>,
}

impl Observer for Named<'_> {
    const STEPS: bool = true;

    fn saw(&mut self, _: Time, record: Record<'_>) {
        match record {
            Record::Bred(birth) => {
                self.names.learn(birth);
                self.births.push(birth);
            }
            Record::Problem(id, problem) => {
                let name = self.names.problem(id, problem);
                self.of.insert(id, name.clone());
                let kind = (name, problem.block, problem.category);
                assert!(self.problems.insert(problem.key, kind).is_none());
            }
            Record::Case(case, problem) => self.cases.push(self.names.case(case, problem)),
            _ => {}
        }
    }
}

fn named(town: &Town) -> (Problems, Vec<String>) {
    let built = town.build();
    let told = watched(town, &built);
    (told.problems, told.cases)
}

fn watched<'a>(town: &Town, built: &'a Built) -> Named<'a> {
    let mut told = Named {
        names: Names::new(&built.city),
        problems: BTreeMap::new(),
        of: BTreeMap::new(),
        births: Vec::new(),
        cases: Vec::new(),
    };
    town.watch_in(built, &mut told);
    told
}

fn town() -> Town {
    Town::new()
        .set(&["city.blocks=7", "city.norms.switch='on'"])
        .fault(&["incidence='6 per km2 day'", "lasting=0.3", "returns=0.6", "spreads=0.3"])
        .fault(&["witnesses=2.0", "notice={fixed='2 h'}"])
        .role("crew", &["quality=0.5"])
        .window(0, 40, 10)
}

#[test]
fn no_two_problems_and_no_two_cases_share_a_name() {
    let (problems, cases) = named(&town());
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    let all = sorted(problems.values().map(|(name, ..)| name.clone()).collect());
    assert!(all.iter().filter(|name| name.matches(".r").count() > 1).count() > 10, "{all:?}");
    assert!(all.iter().filter(|name| name.contains(".s")).count() > 10);
    assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
    let cases = sorted(cases);
    assert!(cases.iter().filter(|name| name.ends_with("#1")).count() > 10);
    assert!(cases.windows(2).all(|pair| pair[0] != pair[1]));
}

#[test]
fn offspring_are_named_for_their_parents() {
    let town = town();
    let built = town.build();
    let told = watched(&town, &built);
    assert!(told.births.len() > 100);
    for birth in &told.births {
        let sign = if birth.descent == Descent::Return { 'r' } else { 's' };
        let expected = format!("{}.{sign}{}", told.of[&birth.parent], birth.ordinal);
        assert_eq!(told.of[&birth.child], expected);
    }
}

/// Under a longer warm-up and another policy, whatever arises in both has the same name, and
/// none of those names is given to another problem.
#[test]
fn names_hang_on_neither_warm_up_nor_policy() {
    let (before, _) = named(&town());
    let other = town().window(9, 30, 0).role("crew", &["quality=1.0", "staffing='9 per district'"]);
    let (after, _) = named(&other);
    let shared = before.iter().filter(|(key, of)| after.get(key) == Some(of)).count();
    let both = before.keys().filter(|key| after.contains_key(key)).count();
    assert_eq!(shared, both);
    assert!(shared > 100 && before.len() > shared && after.len() > shared);
    let key_of: BTreeMap<&str, u64> =
        before.iter().map(|(key, (name, ..))| (name.as_str(), *key)).collect();
    for (key, (name, ..)) in &after {
        assert!(key_of.get(name.as_str()).is_none_or(|other| other == key), "{name}");
    }
    assert!(after.values().any(|(name, ..)| name.contains("-d-9-")), "days before 0 are negative");
}

#[test]
fn a_name_says_block_category_day_and_ordinal() {
    let town = town();
    let built = town.build();
    let (problems, _) = named(&town);
    for potential in town.run_in(&built).drawn {
        let (block, day, ordinal) = origin(potential.key);
        assert_eq!((block, day), (potential.block, potential.time.day()));
        if let Some((name, ..)) = problems.get(&potential.key) {
            assert_eq!(*name, format!("b{}-fault-d{day}-{ordinal}", block.index()));
        }
    }
}
