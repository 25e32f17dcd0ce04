//! `event-log.csv`: every step of the cases opened in the measured period, one a row, for
//! process mining.
//!
//! Rows are written as the replication goes, in the order of time, and none is kept but the
//! last. A task that is begun at once has no row for its wait.

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use serde::Serialize;

use super::activity::{Desks, activity, lifecycle, source_id, stage_id};
use super::dates::Dates;
use super::rows::Row;
use crate::experiment::{Governed, Prepared};
use crate::id::Id as _;
use crate::metrics::names::Names;
use crate::simulation::Window;
use crate::simulation::record::{Answer, CaseId, Deed, Fate, Observer, Record, Request, Step};
use crate::time::Time;

/// Its name in the folder of a study.
pub const EVENT_LOG_NAME: &str = "event-log.csv";

/// A step of a case: a row of the log.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepRow<'a> {
    /// The scenario.
    pub scenario: &'a str,
    /// The replication, from zero.
    pub replication: u64,
    /// The name of the case within its replication.
    pub case_id: String,
    /// What was done.
    pub activity: &'static str,
    /// `schedule` where the case waits for a task, `start`, or `complete`.
    pub lifecycle: &'static str,
    /// Local date and time.
    pub timestamp: String,
    /// The day; measurement begins on day 0.
    pub day: i64,
    /// Milliseconds since the midnight that begins day 0.
    pub ms: i64,
    /// The role whose deed it is.
    pub resource: &'a str,
    /// The desk of that role.
    pub desk: String,
    /// The tier of that role.
    pub tier: &'static str,
    /// How it was opened, until when it is due, which role it was sent to, which case it was
    /// merged into, or what the caller said.
    pub detail: String,
    /// The stage the case is in from now until its next row; empty once it is over.
    pub stage: &'static str,
    /// Whether the problem stands.
    pub stands: bool,
    /// The category of the problem.
    pub category: &'a str,
    /// The block it lies in, as in `blocks.geojson`.
    pub block: usize,
    /// The community of that block.
    pub community: usize,
    /// The street of that community.
    pub street: usize,
}

impl Row for StepRow<'_> {
    const HEADER: &'static [&'static str] = &[
        "scenario",
        "replication",
        "case_id",
        "activity",
        "lifecycle",
        "timestamp",
        "day",
        "ms",
        "resource",
        "desk",
        "tier",
        "detail",
        "stage",
        "stands",
        "category",
        "block",
        "community",
        "street",
    ];
}

/// The log of one or more replications.
pub struct EventLog<W: Write> {
    target: csv::Writer<W>,
}

impl<W: Write> EventLog<W> {
    /// A log with its header and no row.
    ///
    /// # Errors
    /// When the target cannot be written.
    pub fn new(target: W) -> io::Result<Self> {
        let mut target = csv::WriterBuilder::new().has_headers(false).from_writer(target);
        target.write_record(StepRow::HEADER)?;
        Ok(Self { target })
    }

    /// Writes the steps of one more replication: those that `run` tells the observer.
    ///
    /// # Errors
    /// When the target cannot be written.
    pub fn replication<'a>(
        &'a mut self,
        (prepared, governed): (&'a Prepared, &'a Governed),
        replication: u64,
        run: impl FnOnce(&mut Steps<'a, W>),
    ) -> io::Result<()> {
        let mut steps = Steps {
            target: &mut self.target,
            scenario: &prepared.name,
            replication,
            window: prepared.window,
            governed,
            desks: Desks::of(&governed.governance),
            dates: Dates::from(governed.scenario.start),
            names: Names::new(&governed.city),
            ordinals: Vec::new(),
            waiting: None,
            written: Ok(()),
        };
        run(&mut steps);
        steps.end()
    }

    /// Writes what is not written yet.
    ///
    /// # Errors
    /// When the target cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.target.flush()
    }
}

/// Writes the steps of a replication as it goes.
pub struct Steps<'a, W: Write> {
    target: &'a mut csv::Writer<W>,
    scenario: &'a str,
    replication: u64,
    window: Window,
    governed: &'a Governed,
    desks: Desks<'a>,
    dates: Dates,
    names: Names<'a>,
    /// Which of its problem's cases each case is.
    ordinals: Vec<u16>,
    /// A wait that has just begun, and may end at once.
    waiting: Option<(CaseId, StepRow<'a>)>,
    /// What went wrong, if anything did; then nothing more is written.
    written: io::Result<()>,
}

impl<W: Write> Observer for Steps<'_, W> {
    const STEPS: bool = true;

    fn saw(&mut self, now: Time, record: Record<'_>) {
        match record {
            Record::Bred(birth) => self.names.learn(birth),
            Record::Step(step) => self.step(now, &step),
            _ => {}
        }
    }
}

impl<'a, W: Write> Steps<'a, W> {
    fn step(&mut self, now: Time, step: &Step<'_>) {
        if step.deed == Deed::Opened {
            self.ordinals.push(step.file.ordinal);
        }
        let opened = step.file.opened;
        if opened < Time::ZERO || opened >= self.window.horizon() || self.written.is_err() {
            return;
        }
        if let Some((case, wait)) = self.waiting.take()
            && !(case == step.case && wait.ms == now.ms() && matches!(step.deed, Deed::Begun(..)))
        {
            self.write(&wait);
        }
        let row = self.row(now, step);
        if matches!(step.deed, Deed::Queued(_)) {
            self.waiting = Some((step.case, row));
        } else {
            self.write(&row);
        }
    }

    fn write(&mut self, row: &StepRow<'_>) {
        if self.written.is_ok() {
            self.written = self.target.serialize(row).map_err(io::Error::from);
        }
    }

    fn end(mut self) -> io::Result<()> {
        if let Some((_, wait)) = self.waiting.take() {
            self.write(&wait);
        }
        self.written
    }

    fn row(&self, now: Time, step: &Step<'_>) -> StepRow<'a> {
        let city = &self.governed.city;
        let block = step.problem.block;
        let community = city.blocks[block].community;
        let place = self.desks.place(step.desk);
        StepRow {
            scenario: self.scenario,
            replication: self.replication,
            case_id: self.names.case(step.file, step.problem),
            activity: activity(step.deed),
            lifecycle: lifecycle(step.deed),
            timestamp: self.dates.iso(now),
            day: now.day(),
            ms: now.ms(),
            resource: self.desks.role(step.desk),
            desk: place.id(),
            tier: place.tier.word(),
            detail: self.detail(step),
            stage: step.stage().map_or("", stage_id),
            stands: step.problem.stands(),
            category: &city.categories[step.problem.category].name,
            block: block.index(),
            community: community.index(),
            street: city.communities[community].street.index(),
        }
    }

    fn detail(&self, step: &Step<'_>) -> String {
        match step.deed {
            Deed::Opened => source_id(step.file.source, &self.governed.governance).to_owned(),
            Deed::HandedOver(to)
            | Deed::Dispatched(to)
            | Deed::Returned(to)
            | Deed::PassedOn(to)
            | Deed::Settled(to) => self.desks.role(to).to_owned(),
            Deed::Over(Fate::Merged(older)) => {
                let problem = self.names.problem(step.file.problem, step.problem);
                format!("{problem}#{}", self.ordinals[older.index()])
            }
            Deed::Filed | Deed::Granted(Request::Extension) => {
                step.file.deadline.map_or(String::new(), |due| self.dates.iso(due))
            }
            Deed::CalledBack(answer) | Deed::CalledAgain(answer) => said(answer).to_owned(),
            _ => String::new(),
        }
    }
}

/// What a caller said.
const fn said(answer: Answer) -> &'static str {
    match (answer.resolved, answer.satisfied) {
        (true, true) => "solved, satisfied",
        (true, false) => "solved, not satisfied",
        (false, true) => "not solved, satisfied",
        (false, false) => "not solved, not satisfied",
    }
}
