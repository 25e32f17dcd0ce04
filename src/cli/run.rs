//! `gridgov run SCENARIO`.

use super::Terminal;
use super::args::{Format, Run};
use super::failure::Failure;
use super::precision::stopping;
use super::session::Session;
use super::study::{Done, Plan, load, prepared, sources};
use super::uncertainty::{draws, must_have_something_to_draw};
use crate::experiment::{Design, Study, measures};
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
    let alone = std::slice::from_ref(&named);
    must_have_something_to_draw(&command.common, alone, terminal)?;
    let folder = plan.folder(terminal)?;
    // What is complete is run again only for what is printed.
    if folder.is_none() && command.common.format == Format::Text {
        return Ok(());
    }
    let mut session = Session::begin(&plan, folder.as_ref(), plan.runs(1), terminal)?;
    let mut scenarios = vec![scenario];
    session.warm_up(&plan, &mut scenarios, terminal)?;
    let Done { studies, reached, cases } = plan.run(&session, scenarios, &[], terminal)?;
    let as_drawn = |scenarios| (scenarios, Design::default());
    let draws = draws(&plan, &session, alone, as_drawn, terminal)?;
    Plan::warn_of_growth(&studies, terminal)?;
    let (manifest, sources) = (plan.manifest(), [sources(&named)]);
    let (warm_up, draws) = (session.found_warm_up(), draws.as_ref());
    let about = About { reached: &reached, warm_up, draws, ..About::new(&manifest, &sources) };
    tell(&studies[0], about, command.common.format, terminal)?;
    let Some(mut folder) = folder else { return Ok(()) };
    files::write_run(&mut folder, &studies[0], about)?;
    plan.finish(folder, &session, cases, terminal)
}

fn tell(
    study: &Study,
    about: About<'_>,
    format: Format,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    match format {
        Format::Text => {
            write!(terminal.out, "{}", tables::of_run(study).render(WIDTH))?;
            let seed = about.manifest.seed;
            let known = tables::knowledge::of_run(study, about.draws, seed, terminal.lang);
            if about.draws.is_some() {
                let heading = tables::knowledge::heading();
                let heading = heading.read(terminal.lang);
                write!(terminal.out, "\n{heading}\n{}", known.render(WIDTH))?;
            }
            if let Some(table) = observed(study) {
                write!(terminal.out, "\nObserved beside obtained\n{}", table.render(WIDTH))?;
            }
        }
        Format::Json => {
            let text = json::to_json(&files::summary(study, about))
                .map_err(|error| Failure::Work(error.to_string()))?;
            terminal.out.write_all(&text)?;
        }
    }
    Ok(terminal.out.flush()?)
}
