//! The life of one case as a document.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::experiment::{Limited, Moment, Trace, Verdict, Where};
use crate::id::Id as _;
use crate::report::activity::{Desks, activity, fate_id, lifecycle, source_id, stage_id};
use crate::report::dates::Dates;
use crate::simulation::record::{Case, Deed, Ending, Order, Stage};
use crate::time::{Span, Time};

/// The life of one case; every moment is in milliseconds since the midnight that begins day 0.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    scenario: String,
    replication: u64,
    seed: u64,
    days: i64,
    warm_up_days: i64,
    follow_up_days: i64,
    /// The date that day 0 is.
    start: String,
    case: String,
    problem: Problem,
    file: File,
    steps: Vec<Step>,
    /// Parts of the time from arising until the case was over \[ms\].
    parts_ms: BTreeMap<&'static str, i64>,
    /// Their sum \[ms\].
    total_ms: i64,
    official_limit: Limit,
    true_limit: Limit,
    orders: Vec<Call>,
    cases: Vec<Other>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Problem {
    category: String,
    block: usize,
    community: usize,
    street: usize,
    arose_ms: i64,
    known_ms: Option<i64>,
    known_through: Option<String>,
    ended_ms: Option<i64>,
    /// `solved`, `patched`, `cleared` or `neighbours`.
    ended: Option<&'static str>,
    solved_by: Option<String>,
    end_of_replication_ms: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct File {
    opened_ms: i64,
    source: String,
    filed_ms: Option<i64>,
    deadline_ms: Option<i64>,
    claimed_ms: Option<i64>,
    claim_true: Option<bool>,
    closed_ms: Option<i64>,
    closed_false: bool,
    fate: &'static str,
    merged_into: Option<String>,
    dispatches: u16,
    returned: u16,
    handoffs: u16,
    reworks: u16,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Step {
    time: String,
    ms: i64,
    since_arising_ms: i64,
    activity: &'static str,
    lifecycle: &'static str,
    resource: String,
    desk: String,
    tier: &'static str,
    /// The role it was sent to.
    to: Option<String>,
    /// Work proper and the way of a task that begins \[ms\].
    work_ms: Option<[i64; 2]>,
    stage: Option<&'static str>,
    stands: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Limit {
    from_ms: Option<i64>,
    until_ms: Option<i64>,
    done_ms: Option<i64>,
    verdict: &'static str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Call {
    case: String,
    channel: String,
    made_ms: i64,
    repeat: u16,
    contacted_ms: Option<i64>,
    said_solved: Option<bool>,
    said_satisfied: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Other {
    case: String,
    opened_ms: i64,
    source: String,
    lasted_ms: i64,
    fate: &'static str,
}

/// The life of a case as a document.
pub fn document(trace: &Trace<'_>, place: Where<'_>) -> Document {
    let window = place.prepared.window;
    let parts = parts(trace);
    Document {
        scenario: place.prepared.name.clone(),
        replication: place.replication,
        seed: place.seed,
        days: window.days,
        warm_up_days: window.warm_up_days,
        follow_up_days: window.follow_up_days,
        start: trace.governed.scenario.start.0.to_string(),
        case: trace.name.clone(),
        problem: problem(trace),
        file: file(trace),
        steps: steps(trace),
        total_ms: parts.values().sum(),
        parts_ms: parts,
        official_limit: limit(trace.deadlines.official),
        true_limit: limit(trace.deadlines.wall),
        orders: trace.orders.iter().map(|(case, order)| call(trace, case, order)).collect(),
        cases: trace.cases.iter().map(|(name, case)| other(trace, name, case)).collect(),
    }
}

fn ms(moment: Option<Time>) -> Option<i64> {
    moment.map(Time::ms)
}

fn parts(trace: &Trace<'_>) -> BTreeMap<&'static str, i64> {
    let (case, problem) = (&trace.case, &trace.problem);
    let known = problem.known.map_or(case.opened, |(known, _)| known);
    let before = [
        ("not_yet_known", (known - problem.arose).ms()),
        ("on_earlier_files", (case.opened - known).ms()),
    ];
    let stages =
        Stage::ALL.iter().map(|stage| (stage_id(*stage), case.parts[*stage as usize].ms()));
    before.into_iter().chain(stages).collect()
}

fn problem(trace: &Trace<'_>) -> Problem {
    let (problem, city) = (&trace.problem, &trace.governed.city);
    let community = city.blocks[problem.block].community;
    let source = |source| source_id(source, &trace.governed.governance).to_owned();
    Problem {
        category: city.categories[problem.category].name.clone(),
        block: problem.block.index(),
        community: community.index(),
        street: city.communities[community].street.index(),
        arose_ms: problem.arose.ms(),
        known_ms: problem.known.map(|(known, _)| known.ms()),
        known_through: problem.known.map(|(_, through)| source(through)),
        ended_ms: problem.ended.map(|(ended, _)| ended.ms()),
        ended: problem.ended.map(|(_, ending)| match ending {
            Ending::Solved { lasting: true, .. } => "solved",
            Ending::Solved { lasting: false, .. } => "patched",
            Ending::Cleared => "cleared",
            Ending::Neighbours => "neighbours",
        }),
        solved_by: trace.solved_by.clone(),
        end_of_replication_ms: trace.end.ms(),
    }
}

fn file(trace: &Trace<'_>) -> File {
    let case = &trace.case;
    File {
        opened_ms: case.opened.ms(),
        source: source_id(case.source, &trace.governed.governance).to_owned(),
        filed_ms: case.filed.map(|(filed, _)| filed.ms()),
        deadline_ms: ms(case.deadline),
        claimed_ms: ms(case.claimed),
        claim_true: case.claimed.map(|_| case.claim_true),
        closed_ms: ms(case.closed),
        closed_false: case.closed_false,
        fate: fate_id(case.fate),
        merged_into: trace.merged_into.clone(),
        dispatches: case.dispatches,
        returned: case.returned,
        handoffs: case.handoffs,
        reworks: case.reworks,
    }
}

fn steps(trace: &Trace<'_>) -> Vec<Step> {
    let desks = Desks::of(&trace.governed.governance);
    let dates = Dates::from(trace.governed.scenario.start);
    let step = |moment: &Moment| {
        let place = desks.place(moment.desk);
        let to = match moment.deed {
            Deed::HandedOver(to)
            | Deed::Dispatched(to)
            | Deed::Returned(to)
            | Deed::PassedOn(to)
            | Deed::Settled(to) => Some(to),
            _ => None,
        };
        let work = match moment.deed {
            Deed::Begun(_, parts) => Some(parts.map(Span::ms)),
            _ => None,
        };
        Step {
            time: dates.iso(moment.when),
            ms: moment.when.ms(),
            since_arising_ms: (moment.when - trace.problem.arose).ms(),
            activity: activity(moment.deed),
            lifecycle: lifecycle(moment.deed),
            resource: desks.role(moment.desk).to_owned(),
            desk: place.id(),
            tier: place.tier.word(),
            to: to.map(|to| desks.role(to).to_owned()),
            work_ms: work,
            stage: moment.stage.map(stage_id),
            stands: moment.stands,
        }
    };
    trace.steps.iter().map(step).collect()
}

fn limit(limited: Limited) -> Limit {
    Limit {
        from_ms: ms(limited.from),
        until_ms: ms(limited.until),
        done_ms: ms(limited.done),
        verdict: match limited.verdict {
            Verdict::NoLimit => "no_limit",
            Verdict::NeverBegan => "never_began",
            Verdict::Kept => "kept",
            Verdict::Missed(_) => "missed",
            Verdict::NotYetDue => "not_yet_due",
            Verdict::ByItself => "ended_by_itself",
        },
    }
}

fn call(trace: &Trace<'_>, case: &str, order: &Order) -> Call {
    Call {
        case: case.to_owned(),
        channel: trace.governed.governance.channels[order.channel].name.clone(),
        made_ms: order.made.ms(),
        repeat: order.repeat,
        contacted_ms: ms(order.contacted),
        said_solved: order.call_back.map(|answer| answer.resolved),
        said_satisfied: order.call_back.map(|answer| answer.satisfied),
    }
}

fn other(trace: &Trace<'_>, name: &str, case: &Case) -> Other {
    Other {
        case: name.to_owned(),
        opened_ms: case.opened.ms(),
        source: source_id(case.source, &trace.governed.governance).to_owned(),
        lasted_ms: case.parts.iter().copied().sum::<Span>().ms(),
        fate: fate_id(case.fate),
    }
}
