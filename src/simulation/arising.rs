//! Arising: potential problems become real, spread, return, and clear by themselves.

use super::record::{Birth, Descent, Ending, Observer, Problem, ProblemId, Record};
use super::{Event, Simulation};
use crate::city::intensity::Potential;
use crate::city::{BlockId, CategoryId};
use crate::dist;
use crate::rng::{Purpose, mix};
use crate::time::Span;

/// Tells the keys of imitations from those of returns.
const SPREAD: u64 = 0x5052_4541_4400_0000;
const RETURN: u64 = 0x5245_5455_524e_0000;

impl<O: Observer> Simulation<'_, O> {
    /// A day begins: its potential problems are drawn, block by block.
    pub(super) fn begin_day(&mut self) {
        let (city, streams) = (self.city, self.streams);
        let day = city.intensities.day(self.now.day(), streams);
        for block in city.blocks.ids() {
            for potential in city.intensities.potentials(&day, block, streams) {
                self.observer.saw(self.now, Record::Drawn(&potential));
                self.expect(potential);
            }
        }
        self.after(Span::DAY, Event::Midnight);
    }

    fn expect(&mut self, potential: Potential) {
        let place = if let Some(place) = self.free_potentials.pop() {
            self.potentials[place as usize] = potential;
            place
        } else {
            self.potentials.push(potential);
            self.potentials.len() as u32 - 1
        };
        self.agenda.add(potential.time, Event::MayArise(place));
    }

    /// The moment of a potential problem: it is real if its mark says so.
    pub(super) fn may_arise(&mut self, place: u32) {
        self.free_potentials.push(place);
        let Potential { key, block, category, mark, .. } = self.potentials[place as usize];
        let probability = self.probability(block, category);
        let real = mark < probability;
        self.observer.saw(self.now, Record::FellDue { real, offspring: false });
        if real {
            self.arise(key, block, category);
        }
    }

    /// An unsolved problem is imitated, if it still stands.
    pub(super) fn may_spread(&mut self, parent: ProblemId, ordinal: u16) {
        if self.problems[parent].stands() {
            self.bear(parent, Descent::Imitation, ordinal);
        }
    }

    /// A problem whose cause is still there returns.
    pub(super) fn may_return(&mut self, parent: ProblemId, ordinal: u16) {
        self.bear(parent, Descent::Return, ordinal);
    }

    fn bear(&mut self, parent: ProblemId, descent: Descent, ordinal: u16) {
        let Problem { key: parent_key, block, category, .. } = self.problems[parent];
        let kind = match descent {
            Descent::Imitation => SPREAD,
            Descent::Return => RETURN,
        };
        // The top bit keeps offspring apart from the stream of potential problems.
        // The parent's key is mixed first, or siblings would share theirs crosswise.
        let key = mix(mix(parent_key) ^ (kind | u64::from(ordinal))) | 1 << 63;
        let mark = self.streams.draw(Purpose::Potential, key, 0).uniform();
        let real = mark < self.undeterred(block, category);
        self.observer.saw(self.now, Record::FellDue { real, offspring: true });
        if real {
            let child = self.arise(key, block, category);
            if O::STEPS {
                let birth = Birth { child, parent, parent_key, descent, ordinal };
                self.observer.saw(self.now, Record::Bred(birth));
            }
        }
    }

    fn arise(&mut self, key: u64, block: BlockId, category: CategoryId) -> ProblemId {
        let kind = &self.city.categories[category];
        let mut luck = self.streams.draw(Purpose::Life, key, 0);
        let clears = luck.chance(kind.clears);
        let whose = luck.uniform();
        let disputed = luck.chance(kind.disputed);
        let witnesses = dist::poisson(&mut luck, kind.witnesses);
        let imitations = dist::poisson(&mut luck, kind.spreads);
        let clears_after = kind.clears_after.draw(&mut luck);
        let clears_after = clears.then_some(clears_after);
        let owner = self.rules(block).owner(category, whose);
        let life = Problem::new(key, block, category, self.now);
        let problem = self.problems.add(Problem { owner, disputed, clears_after, ..life });
        self.state.standing += 1;
        if kind.detectability > 0.0 {
            self.stand(block, 1);
        } else {
            self.hide(problem);
        }
        if let Some(span) = clears_after {
            self.after(span, Event::Clears(problem));
        }
        let lasts = clears_after.unwrap_or(self.end - self.now);
        self.expect_witnesses(problem, witnesses, lasts);
        self.expect_imitations(problem, imitations, lasts);
        self.set_out(problem);
        problem
    }

    /// Puts on the agenda when those who are bothered think about a problem that stands
    /// this long at most.
    fn expect_witnesses(&mut self, problem: ProblemId, witnesses: u64, lasts: Span) {
        let Problem { key, category, .. } = self.problems[problem];
        let notice = &self.city.categories[category].notice;
        for witness in 0..witnesses as u16 {
            let mut draw = self.streams.draw(Purpose::Notice, key, witness.into());
            let noticed = notice.draw(&mut draw);
            if noticed < lasts {
                self.after(noticed, Event::Considers(problem, witness));
            }
        }
    }

    /// Puts on the agenda when a problem that stands this long at most may be imitated.
    fn expect_imitations(&mut self, problem: ProblemId, imitations: u64, lasts: Span) {
        let Problem { key, category, .. } = self.problems[problem];
        let spreads_after = &self.city.categories[category].spreads_after;
        for ordinal in 0..imitations as u16 {
            let mut draw = self.streams.draw(Purpose::Spread, key, ordinal.into());
            let delay = spreads_after.draw(&mut draw);
            if delay < lasts {
                self.after(delay, Event::MaySpread(problem, ordinal));
            }
        }
    }

    pub(super) fn clear(&mut self, problem: ProblemId) {
        if self.problems[problem].stands() {
            self.end_problem(problem, Ending::Cleared);
        }
    }

    /// A problem stands no longer.
    pub(super) fn end_problem(&mut self, problem: ProblemId, ending: Ending) {
        let over = &mut self.problems[problem];
        over.ended = Some((self.now, ending));
        self.state.standing -= 1;
        self.state.known_standing -= u32::from(over.known.is_some());
        let (block, key) = (over.block, over.key);
        let kind = &self.city.categories[over.category];
        if kind.detectability > 0.0 {
            self.stand(block, -1);
        }
        if !matches!(ending, Ending::Solved { lasting: true, .. }) {
            self.expect_returns(problem, key);
        }
        if !matches!(ending, Ending::Solved { .. }) {
            self.log_afterwards(problem);
        }
    }

    /// Puts on the agenda when a problem may return whose cause is still there.
    fn expect_returns(&mut self, problem: ProblemId, key: u64) {
        let kind = &self.city.categories[self.problems[problem].category];
        let mut luck = self.streams.draw(Purpose::Return, key, 0);
        for ordinal in 0..dist::poisson(&mut luck, kind.returns) as u16 {
            let mut draw = self.streams.draw(Purpose::Return, key, 1 + u64::from(ordinal));
            let delay = kind.returns_after.draw(&mut draw);
            self.after(delay, Event::MayReturn(problem, ordinal));
        }
    }

    pub(super) fn tell_day(&mut self) {
        let norms: f64 = self.blocks.ids().map(|block| self.norm(block)).sum();
        self.state.norm = norms / self.blocks.len() as f64;
        self.state.trust = self.mean_trust();
        self.observer.saw(self.now, Record::DayBegan(&self.state));
    }
}
