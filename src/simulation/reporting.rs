//! Reporting: a resident who is bothered decides whether to act, and where.

use super::desk::Task;
use super::record::{
    Case, CaseId, Deed, Ending, Fate, Observer, Order, Problem, ProblemId, Source,
};
use super::{Event, Simulation};
use crate::city::resident::Resident;
use crate::dist;
use crate::governance::role::Employer;
use crate::governance::{ChannelId, DeskId};
use crate::rng::{Purpose, mix};

/// The residents who think about one problem get keys this far apart, one for each call.
const CALLS_APART: u64 = 16;

/// Tell the noises of the options that are no channels apart.
const SILENCE: u64 = 0;
const SELF_HELP: u64 = 1;
const FROM_HOME: u64 = 2;
const ON_FOOT: u64 = 3;

/// What a resident decides to do.
enum Choice {
    Silence,
    SelfHelp,
    Report(ChannelId),
}

impl<O: Observer> Simulation<'_, O> {
    /// A resident thinks about a problem that still stands.
    pub(super) fn consider(&mut self, problem: ProblemId, witness: u16) {
        let thought = &self.problems[problem];
        if !thought.stands() {
            return;
        }
        let (key, block) = (thought.key, thought.block);
        let mut who = self.streams.draw(Purpose::Witness, key, witness.into());
        let Some(resident) = Resident::of_block(self.city, block, &mut who) else { return };
        if self.has_called(problem, resident) {
            return;
        }
        self.problems[problem].considered += 1;
        let occasion = u64::from(witness) * CALLS_APART;
        match self.choose(&self.problems[problem], resident, occasion, true) {
            Choice::Silence => {}
            Choice::SelfHelp => {
                let mut luck = self.streams.draw(Purpose::SelfHelp, key, witness.into());
                if luck.chance(self.city.reporting.self_help_works) {
                    self.end_problem(problem, Ending::Neighbours);
                }
            }
            Choice::Report(channel) => self.report(problem, resident, channel, 0),
        }
    }

    /// Nested logit: silence, self-help, and the channels, of which those reached in the same
    /// manner (on foot, or from home) are near substitutes. First a nest is chosen by its
    /// inclusive value, then a channel within it, each by the greatest utility with a Gumbel
    /// noise of its own key (Train 2009, *Discrete Choice Methods*, chapter 4.2).
    fn choose(&self, problem: &Problem, resident: Resident, occasion: u64, first: bool) -> Choice {
        let reporting = &self.city.reporting;
        let category = &self.city.categories[problem.category];
        let noise = |option: u64| {
            let occasion = mix(occasion) ^ option;
            dist::gumbel(&mut self.streams.draw(Purpose::Choice, problem.key, occasion))
        };
        let mut best = (noise(SILENCE), Choice::Silence);
        let can_help =
            self.streams.draw(Purpose::SelfHelp, problem.key, u64::MAX).chance(category.self_help);
        if first && can_help {
            let utility = reporting.self_help + noise(SELF_HELP);
            if utility > best.0 {
                best = (utility, Choice::SelfHelp);
            }
        }
        let utilities = self.utilities(problem, resident);
        for (on_foot, key) in [(false, FROM_HOME), (true, ON_FOOT)] {
            let nest = || utilities.iter().filter(|(id, _)| self.walks(*id) == on_foot);
            let scaled = |utility: f64| utility / reporting.dissimilarity;
            let Some(value) = log_sum_exp(nest().map(|(_, utility)| scaled(*utility))) else {
                continue;
            };
            let utility = reporting.dissimilarity * value + noise(key);
            if utility > best.0 {
                let key = |id: ChannelId| self.governance.channels[id].key;
                let drawn = nest().map(|(id, u)| (scaled(*u) + noise(key(*id)), *id));
                let chosen = drawn.max_by(|a, b| a.0.total_cmp(&b.0));
                best = (utility, chosen.map_or(Choice::Silence, |(_, id)| Choice::Report(id)));
            }
        }
        best.1
    }

    /// What each channel that takes such problems is worth to a resident, noise aside.
    fn utilities(&self, problem: &Problem, resident: Resident) -> Vec<(ChannelId, f64)> {
        let reporting = &self.city.reporting;
        let severity = self.city.categories[problem.category].severity;
        let traits = resident.traits(self.city, self.streams);
        let trust = self.trust.get(&resident).copied().unwrap_or(traits.trust);
        let person = if traits.tenant { reporting.tenant } else { 0.0 }
            + if traits.migrant { reporting.migrant } else { 0.0 };
        let worth = |(id, channel): (ChannelId, &crate::governance::Channel)| {
            let trusted = reporting.trust * trust[self.trusted(id)];
            (id, channel.appeal + reporting.severity * severity + trusted + person)
        };
        let channels = self.rules(problem.block).channels.iter();
        let channels = channels.map(|id| (*id, &self.governance.channels[*id]));
        channels.filter(|(_, channel)| channel.takes[problem.category]).map(worth).collect()
    }

    fn walks(&self, channel: ChannelId) -> bool {
        self.governance.channels[channel].walk
    }

    /// Whether a resident has called about this problem before.
    fn has_called(&self, problem: ProblemId, resident: Resident) -> bool {
        let mut next = self.problems[problem].newest_case;
        while let Some(case) = next {
            let file = &self.cases[case];
            if file.first_order.is_some_and(|order| self.orders[order].resident == resident) {
                return true;
            }
            next = file.older;
        }
        false
    }

    /// A case and those on the same problem before it.
    fn cases_of(&self, newest: Option<CaseId>) -> impl Iterator<Item = CaseId> + '_ {
        std::iter::successors(newest, |case| self.cases[*case].older)
    }

    /// Whether the case that an earlier call on a problem came to is open.
    fn has_open_order(&self, problem: ProblemId) -> bool {
        self.cases_of(self.problems[problem].newest_case).any(|case| {
            let came_to = self.lead(case);
            self.cases[case].first_order.is_some() && self.cases[came_to].fate == Fate::Open
        })
    }

    /// Which trust a channel draws on: 0 in the committee, 1 in the government.
    pub(super) fn trusted(&self, channel: ChannelId) -> usize {
        let receiver = self.governance.channels[channel].receiver;
        usize::from(self.governance.roles[receiver].employer != Employer::Committee)
    }

    /// A resident reports a problem: an order, and a case for it.
    fn report(&mut self, problem: ProblemId, resident: Resident, channel: ChannelId, repeat: u16) {
        let reported = &mut self.problems[problem];
        reported.reports += 1;
        reported.first_report.get_or_insert(self.now);
        let receiver = self.governance.channels[channel].receiver;
        let desk = self.governance.desk(receiver, reported.block);
        let duplicate = self.has_open_order(problem);
        let case = self.open(problem, Source::Channel(channel), desk);
        let order = self.orders.add(Order {
            problem,
            case,
            resident,
            channel,
            made: self.now,
            repeat,
            contacted: None,
            excluded: false,
            duplicate,
            diverted: false,
            called: None,
            informal: false,
            call_back: None,
        });
        self.cases[case].first_order = Some(order);
        self.after(self.city.reporting.patience, Event::Reviews(order));
        self.take_message(case, channel, desk);
        self.raise_repeated(problem, repeat + 1);
    }

    /// A report waits to be taken in, or is a message that is answered after hours.
    fn take_message(&mut self, case: CaseId, channel: ChannelId, desk: DeskId) {
        let receiver = &self.governance.roles[self.governance.desks[desk].role];
        let logged = self.governance.channels[channel].logged_after_hours;
        let is_away =
            !receiver.calendar.is_open(self.now) && self.desks[self.pool(desk)].people > 0;
        match logged.filter(|_| is_away) {
            Some(logged) => {
                let is_informal = !self.luck(Purpose::Logged, case, 0).chance(logged);
                let file = &mut self.cases[case];
                file.informal = is_informal;
                if let Some(order) = file.first_order {
                    self.orders[order].informal = is_informal;
                }
                self.answer_after_hours(desk, case);
            }
            None => self.enqueue(desk, Task::TakeIn, case),
        }
    }

    /// Opens a case on a problem that came to notice at a desk.
    pub(super) fn open(&mut self, problem: ProblemId, source: Source, desk: DeskId) -> CaseId {
        let noticed = &mut self.problems[problem];
        if noticed.known.is_none() {
            noticed.known = Some((self.now, source));
            self.state.known_standing += u32::from(noticed.stands());
        }
        let ordinal = noticed.cases;
        noticed.cases = ordinal.saturating_add(1);
        self.state.open_cases += 1;
        let older = noticed.newest_case;
        let duplicate = self.cases_of(older).any(|case| self.cases[case].fate == Fate::Open);
        let file = Case::new(problem, ordinal, source, desk, self.now);
        let case = self.cases.add(Case { duplicate, older, ..file });
        self.problems[problem].newest_case = Some(case);
        self.step(case, Deed::Opened);
        case
    }

    /// A caller looks at what became of a call: trust moves, and some call again.
    pub(super) fn review(&mut self, order: super::record::OrderId) {
        let call = self.orders[order].clone();
        let problem = &self.problems[call.problem];
        let (key, stands) = (problem.key, problem.stands());
        if !stands || self.now - call.made >= self.city.reporting.expected_within {
            self.move_trust(&call);
        }
        if !stands || call.repeat + 1 >= self.city.reporting.most_calls {
            return;
        }
        let occasion = order_key(&call);
        let persists = self
            .streams
            .draw(Purpose::CallAgain, key, occasion)
            .chance(self.city.reporting.persistence);
        if persists
            && let Choice::Report(channel) =
                self.choose(&self.problems[call.problem], call.resident, occasion, false)
        {
            self.report(call.problem, call.resident, channel, call.repeat + 1);
        }
    }
}

/// ln Σ exp(value); none of no values.
fn log_sum_exp(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let most = values.clone().reduce(f64::max)?;
    let sum: f64 = values.map(|value| libm::exp(value - most)).sum();
    Some(most + libm::log(sum))
}

/// Tells the calls on one problem apart: who calls, and for which time.
fn order_key(order: &Order) -> u64 {
    (1 << 40) | (u64::from(order.resident.number) * CALLS_APART) | u64::from(order.repeat + 1)
}
