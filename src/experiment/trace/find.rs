//! The first run: which case is asked for.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::pick::Seen;
use super::{NoCase, Pick, Wanted, Where};
use crate::experiment::{Governed, watch};
use crate::id::Id as _;
use crate::metrics::names::Names;
use crate::simulation::Window;
use crate::simulation::record::{CaseId, Deed, Observer, ProblemId, Record};
use crate::time::Time;

/// Names offered in place of one that is unknown.
const OFFERED: usize = 3;

/// Finds a case in a replication.
pub(super) fn find(
    governed: &Governed,
    place: Where<'_>,
    wanted: &Wanted,
) -> Result<CaseId, NoCase> {
    let mut register = Register::new(governed, place.prepared.window, wanted);
    watch(governed, place.prepared.window, place.seed, place.replication, &mut register);
    match wanted {
        Wanted::Named(name) => register.named(name),
        Wanted::Picked(pick) => register.picked(*pick),
    }
}

/// What a search keeps of a replication.
struct Register<'a> {
    window: Window,
    wanted: &'a Wanted,
    names: Names<'a>,
    /// The name of each case, where a name is asked for.
    named: Vec<String>,
    /// Whether the problem that is asked for arose.
    arose: bool,
    /// When the newest case on each problem was opened.
    last_opened: BTreeMap<ProblemId, Time>,
    /// Cases told at the end so far.
    told: usize,
    /// Cases that stand out: how much, and which.
    candidates: Vec<(i64, CaseId)>,
}

impl Observer for Register<'_> {
    const STEPS: bool = true;

    fn saw(&mut self, now: Time, record: Record<'_>) {
        match (record, self.wanted) {
            (Record::Bred(birth), _) => self.names.learn(birth),
            (Record::Step(step), _) if step.deed == Deed::Opened => {
                self.last_opened.insert(step.file.problem, now);
                if matches!(self.wanted, Wanted::Named(_)) {
                    self.named.push(self.names.case(step.file, step.problem));
                }
            }
            (Record::Problem(id, problem), Wanted::Named(name)) => {
                self.arose |= *problem_of(name) == self.names.problem(id, problem);
            }
            (Record::Case(case, problem), Wanted::Picked(pick)) => {
                let id = CaseId::new(self.told);
                self.told += 1;
                let last_opened = self.last_opened[&case.problem];
                let seen = Seen { case, problem, last_opened, end: self.window.end() };
                let measured = case.opened >= Time::ZERO && case.opened < self.window.horizon();
                if let Some(weight) = pick.weight(&seen).filter(|_| measured) {
                    self.candidates.push((weight, id));
                }
            }
            _ => {}
        }
    }
}

/// The problem's part of the name of a case.
fn problem_of(name: &str) -> &str {
    name.split_once('#').map_or(name, |(problem, _)| problem)
}

impl<'a> Register<'a> {
    fn new(governed: &'a Governed, window: Window, wanted: &'a Wanted) -> Self {
        Self {
            window,
            wanted,
            names: Names::new(&governed.city),
            named: Vec::new(),
            arose: false,
            last_opened: BTreeMap::new(),
            told: 0,
            candidates: Vec::new(),
        }
    }

    fn named(mut self, name: &str) -> Result<CaseId, NoCase> {
        let whole = if name.contains('#') { name.to_owned() } else { format!("{name}#0") };
        if let Some(place) = self.named.iter().position(|known| *known == whole) {
            return Ok(CaseId::new(place));
        }
        let noticed = self.named.iter().any(|known| problem_of(known) == problem_of(name));
        if self.arose && !noticed {
            return Err(NoCase::Unnoticed);
        }
        self.named.extend(Pick::ALL.map(|pick| pick.name().to_owned()));
        Err(NoCase::Unknown(nearest(name, self.named)))
    }

    fn picked(mut self, pick: Pick) -> Result<CaseId, NoCase> {
        self.candidates.sort_unstable_by_key(|(weight, case)| (Reverse(*weight), *case));
        let place = if pick == Pick::Median { self.candidates.len() / 2 } else { 0 };
        let found = self.candidates.get(place).map(|(_, case)| *case);
        found.ok_or(NoCase::NonePicked(pick))
    }
}

/// The names that begin most like a word, then those most like it as a whole.
fn nearest(word: &str, mut names: Vec<String>) -> Vec<String> {
    let alike = |name: &str| word.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
    let best = names.iter().map(|name| alike(name)).max().unwrap_or(0);
    names.retain(|name| alike(name) == best);
    let likeness = |name: &str| strsim::jaro_winkler(word, name);
    names.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)).then_with(|| a.cmp(b)));
    names.truncate(OFFERED);
    names
}
