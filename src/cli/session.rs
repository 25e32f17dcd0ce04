//! A study at work: its clock, its progress, and what it has finished so far.

use super::Terminal;
use super::args::WarmUp as Choice;
use super::failure::Failure;
use super::progress::{Bar, Watch};
use super::study::Plan;
use crate::experiment::{Prepared, Runner, Store, WarmUp, find_warm_up, unchanged};
use crate::lang::text;
use crate::report::folder::OutputFolder;
use crate::report::reading::unsettled;

/// A study at work.
pub(super) struct Session {
    /// What it finished, also before an interruption; none where no files are written.
    store: Option<Store>,
    watch: Watch,
    bar: Bar,
    /// The warm-up that a pilot found.
    warm_up: Option<WarmUp>,
}

impl Session {
    /// Begins to work, or goes on where an interrupted process was cut off. `runs` is how many
    /// replications of all scenarios there will be, where that is known.
    pub(super) fn begin(
        plan: &Plan<'_>,
        folder: Option<&OutputFolder>,
        runs: Option<usize>,
        terminal: &mut Terminal<'_>,
    ) -> Result<Self, Failure> {
        let open = |folder: &OutputFolder| Store::open(&folder.working(), folder.study_key());
        let store = folder.map(open).transpose()?;
        let (watch, bar) = (Watch::start(), Bar::new(plan.common.quiet, terminal.lang));
        let session = Self { store, watch, bar, warm_up: None };
        let found = session.resumed();
        if found > 0 {
            let told = match runs {
                Some(runs) => text!(
                    "resumed: {found} of {runs} replications were done",
                    "续算:{runs} 次重复运行中已完成 {found} 次"
                ),
                None => text!(
                    "resumed: {found} replications were done",
                    "续算:已完成 {found} 次重复运行"
                ),
            };
            plan.note(terminal, &told);
        }
        Ok(session)
    }

    /// Finds the warm-up from a pilot where that is asked for, and gives it to all scenarios.
    pub(super) fn warm_up(
        &mut self,
        plan: &Plan<'_>,
        scenarios: &mut [Prepared],
        terminal: &mut Terminal<'_>,
    ) -> Result<(), Failure> {
        if plan.common.warm_up != Some(Choice::Auto) {
            return Ok(());
        }
        let found = find_warm_up(&without_changes(scenarios), &self.runner(plan))?;
        for prepared in scenarios {
            prepared.window.warm_up_days = found.warm_up_days();
        }
        let (weeks, days) = (found.weeks, found.days);
        let told = text!(
            "warm-up: {weeks} weeks, found from a pilot of {days} days",
            "预热期:{weeks} 周,由 {days} 天的试运行得出"
        );
        plan.note(terminal, &told);
        if let Some(unsettled) = unsettled(&found) {
            terminal.note(&text!("warning: {unsettled}", "警告: {unsettled}", unsettled));
        }
        self.warm_up = Some(found);
        Ok(())
    }

    /// How the warm-up was found, if a pilot found it.
    pub(super) fn found_warm_up(&self) -> Option<&WarmUp> {
        self.warm_up.as_ref()
    }

    /// Days of the warm-up, if a pilot found it.
    pub(super) fn warm_up_days(&self) -> Option<i64> {
        self.warm_up.as_ref().map(WarmUp::warm_up_days)
    }

    /// How the replications of the study are run.
    pub(super) fn runner<'r>(&'r self, plan: &Plan<'_>) -> Runner<'r> {
        Runner {
            seed: plan.asked.seed,
            threads: plan.common.threads,
            store: self.store.as_ref(),
            progress: &self.bar,
        }
    }

    /// Replications that an interrupted process had finished.
    pub(super) fn resumed(&self) -> usize {
        self.store.as_ref().map_or(0, Store::found)
    }

    /// Wall-clock time since it began \[s\].
    pub(super) fn seconds(&self) -> f64 {
        self.watch.seconds()
    }
}

/// What warms up before any regime changes, each once.
fn without_changes(scenarios: &[Prepared]) -> Vec<Prepared> {
    let mut steady: Vec<Prepared> = Vec::new();
    for prepared in scenarios {
        let prepared = unchanged(prepared).unwrap_or_else(|| prepared.clone());
        if steady.iter().all(|other| other.name != prepared.name) {
            steady.push(prepared);
        }
    }
    steady
}
