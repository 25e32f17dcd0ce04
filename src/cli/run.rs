//! `gridgov run SCENARIO`.

use super::Terminal;
use super::args::{Format, Run};
use super::event_log;
use super::failure::Failure;
use super::precision::stopping;
use super::session::Session;
use super::study::{Done, Plan, load, prepared, sources};
use crate::experiment::{Reached, Study, measures};
use crate::report::observed::observed;
use crate::report::page::About;
use crate::report::{files, json, tables};

/// Columns of a table for the terminal.
const WIDTH: u16 = 160;

pub(super) fn run(
    command: &Run,
    args: &[String],
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let named = load(&command.scenario, &command.common.all_sets(), terminal)?;
    event_log::must_be_possible(&command.common, &[&named])?;
    let scenario = prepared(&named);
    let replications = named.loaded.value.run.replications.0.0 as usize;
    let plan = Plan {
        common: &command.common,
        command: args,
        inputs: named.loaded.files.clone(),
        seed: named.loaded.value.run.seed.0.0,
        stopping: stopping(&command.common, replications, &measures(&scenario.subject))?,
        default_name: named.name.clone(),
    };
    let folder = plan.folder(terminal)?;
    // What is complete is run again only for what is printed.
    if folder.is_none() && command.common.format == Format::Text {
        return Ok(());
    }
    let session = Session::begin(&plan, folder.as_ref(), plan.runs(1), terminal)?;
    let Done { studies, reached, timing } = plan.run(&session, vec![scenario], &[], terminal)?;
    let study = &studies[0];
    Plan::warn_of_growth(&studies, terminal)?;
    tell(study, plan.seed, &reached, command.common.format, terminal)?;
    if let Some(mut folder) = folder {
        let about =
            About { manifest: &plan.manifest(), sources: &[sources(&named)], reached: &reached };
        files::write_run(&mut folder, study, about)?;
        event_log::write(&command.common, &studies, plan.seed, &mut folder)?;
        plan.finish(folder, &timing, terminal)?;
    }
    Ok(())
}

fn tell(
    study: &Study,
    seed: u64,
    reached: &[Reached],
    format: Format,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    match format {
        Format::Text => {
            write!(terminal.out, "{}", tables::of_run(study).render(WIDTH))?;
            if let Some(table) = observed(study) {
                write!(terminal.out, "\nObserved beside obtained\n{}", table.render(WIDTH))?;
            }
        }
        Format::Json => {
            let text = json::to_json(&files::summary(study, seed, reached))?;
            terminal.out.write_all(&text)?;
        }
    }
    Ok(terminal.out.flush()?)
}
