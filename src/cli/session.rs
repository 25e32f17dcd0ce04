//! A study at work: its clock, its progress, and what it has finished so far.

use super::Terminal;
use super::failure::Failure;
use super::progress::{Bar, Watch};
use super::study::Plan;
use crate::experiment::{Runner, Store};
use crate::lang::text;
use crate::report::folder::OutputFolder;

/// A study at work.
pub(super) struct Session {
    /// What it finished, also before an interruption; none where no files are written.
    store: Option<Store>,
    watch: Watch,
    bar: Bar,
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
        let open = |folder: &OutputFolder| -> Result<Store, Failure> {
            Ok(Store::open(&folder.working()?, folder.study_key())?)
        };
        let store = folder.map(open).transpose()?;
        let bar = Bar::new(plan.common.quiet, terminal.lang);
        let session = Self { store, watch: Watch::start(), bar };
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
            plan.note(terminal, &told)?;
        }
        Ok(session)
    }

    /// How the replications of the study are run.
    pub(super) fn runner<'r>(&'r self, plan: &Plan<'_>) -> Runner<'r> {
        Runner {
            seed: plan.seed,
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
