//! Reporting: a resident who is bothered decides whether to act, and where.

use super::desk::Task;
use super::record::{
    Case, CaseId, Ending, Fate, Observer, Order, Problem, ProblemId, Source, Stage,
};
use super::{Event, Simulation};
use crate::city::resident::Resident;
use crate::dist;
use crate::governance::role::Employer;
use crate::governance::{ChannelId, DeskId};
use crate::rng::{Purpose, mix};
use crate::time::Span;

/// Calls one resident makes on one problem at most (assumption).
const MOST_CALLS: u16 = 4;

/// The residents who think about one problem get keys this far apart, one for each call.
const CALLS_APART: u64 = 16;

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

    /// Multinomial logit: the option of greatest utility, each with a Gumbel noise of its own key.
    fn choose(&self, problem: &Problem, resident: Resident, occasion: u64, first: bool) -> Choice {
        let reporting = &self.city.reporting;
        let category = &self.city.categories[problem.category];
        let traits = resident.traits(self.city, self.streams);
        let trust = self.trust.get(&resident).copied().unwrap_or(traits.trust);
        let noise = |option: u64| {
            let occasion = mix(occasion) ^ option;
            dist::gumbel(&mut self.streams.draw(Purpose::Choice, problem.key, occasion))
        };
        let person = if traits.tenant { reporting.tenant } else { 0.0 }
            + if traits.migrant { reporting.migrant } else { 0.0 };
        let mut best = (noise(0), Choice::Silence);
        let can_help =
            self.streams.draw(Purpose::SelfHelp, problem.key, u64::MAX).chance(category.self_help);
        if first && can_help {
            let utility = reporting.self_help + noise(1);
            if utility > best.0 {
                best = (utility, Choice::SelfHelp);
            }
        }
        for (id, channel) in self.governance.channels.pairs() {
            let utility = channel.appeal
                + reporting.severity * category.severity
                + reporting.trust * trust[self.trusted(id)]
                + person
                + noise(channel.key);
            if utility > best.0 {
                best = (utility, Choice::Report(id));
            }
        }
        best.1
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
        let case = self.open(problem, Source::Channel(channel), desk);
        let order = self.orders.add(Order {
            problem,
            case,
            resident,
            channel,
            made: self.now,
            repeat,
            contacted: None,
            call_back: None,
        });
        self.cases[case].first_order = Some(order);
        self.after(self.city.reporting.patience, Event::Reviews(order));
        self.enqueue(desk, Task::TakeIn, case);
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
        let case = self.cases.add(Case {
            problem,
            ordinal,
            source,
            opened: self.now,
            filed: None,
            deadline: None,
            verified: false,
            dispatched: None,
            first_unit: None,
            dispatches: 0,
            returned: 0,
            handoffs: 0,
            steps: 0,
            begun: None,
            claimed: None,
            claim_true: false,
            reworks: 0,
            closed: None,
            closed_false: false,
            fate: Fate::Open,
            parts: [Span::ZERO; Stage::ALL.len()],
            parts_at_solution: None,
            stage: Stage::DeskWait,
            since: self.now,
            desk,
            asker: None,
            dispatcher: None,
            handler: None,
            settled: false,
            to_handle: false,
            older: noticed.newest_case,
            first_order: None,
        });
        self.problems[problem].newest_case = Some(case);
        case
    }

    /// A caller looks at what became of a call: trust moves, and some call again.
    pub(super) fn review(&mut self, order: super::record::OrderId) {
        let call = self.orders[order].clone();
        let problem = &self.problems[call.problem];
        let (key, stands) = (problem.key, problem.stands());
        self.move_trust(&call);
        if !stands || call.repeat + 1 >= MOST_CALLS {
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

/// Tells the calls on one problem apart: who calls, and for which time.
fn order_key(order: &Order) -> u64 {
    (1 << 40) | (u64::from(order.resident.number) * CALLS_APART) | u64::from(order.repeat + 1)
}
