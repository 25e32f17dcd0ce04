//! `--event-log`: every step of the first replications.

use super::args::Common;
use super::failure::Failure;
use super::study::Named;
use crate::experiment::{Study, Subject, watch};
use crate::lang::text;
use crate::report::event_log::{EVENT_LOG_NAME, EventLog};
use crate::report::folder::{FolderError, OutputFolder};

/// Refuses to log what has no cases with lives.
pub(super) fn must_be_possible(common: &Common, scenarios: &[&Named]) -> Result<(), Failure> {
    let network = scenarios.iter().find(|named| named.loaded.value.skeleton.is_some());
    let Some(Named { name, .. }) = network.filter(|_| common.event_log.is_some()) else {
        return Ok(());
    };
    let message = text!(
        "--event-log: {name} is a network of queues; only a governed city has cases to log",
        "--event-log：{name} 是排队网络；只有受治理的城市才有案件可记"
    );
    Err(Failure::Argument(message))
}

/// Writes the log, if it is asked for: the replications are run once more, one after another,
/// and each step is written as it happens.
pub(super) fn write(
    common: &Common,
    studies: &[Study],
    seed: u64,
    folder: &mut OutputFolder,
) -> Result<(), FolderError> {
    let Some(asked) = common.event_log else { return Ok(()) };
    folder.write_with(EVENT_LOG_NAME, |target| {
        let mut log = EventLog::new(target)?;
        for study in studies {
            let Subject::Governed(governed) = &study.prepared.subject else { continue };
            for replication in 0..asked.min(study.outcomes.len() as u64) {
                let window = study.prepared.window;
                let run = |steps: &mut _| watch(governed, window, seed, replication, steps);
                log.replication((&study.prepared, governed), replication, run)?;
            }
        }
        log.finish()
    })
}
