//! `gridgov run SCENARIO`.

use super::Terminal;
use super::args::{Format, Run};
use super::asked::Asked;
use super::event_log;
use super::failure::Failure;
use super::precision::stopping;
use super::session::Session;
use super::study::{Done, Plan, load, prepared, sources};
use super::uncertainty::{draws, must_have_something_to_draw};
use crate::experiment::{Design, Prepared, Study, effects, measures, unchanged};
use crate::report::observed::{self, observed};
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
        asked: Asked {
            command: args,
            inputs: named.loaded.files.clone(),
            seed: named.loaded.value.run.seed.0.0,
        },
        stopping: stopping(&command.common, replications, &measures(&scenario.subject))?,
        default_name: named.name.clone(),
    };
    let alone = std::slice::from_ref(&named);
    must_have_something_to_draw(&command.common, alone)?;
    let folder = plan.folder(terminal)?;
    // What is complete is run again only for what is printed.
    if folder.is_none() && command.common.format == Format::Text {
        return Ok(());
    }
    let without = unchanged(&scenario);
    let mut scenarios: Vec<Prepared> = [scenario].into_iter().chain(without).collect();
    let runs = plan.runs(scenarios.len());
    let mut session = Session::begin(&plan, folder.as_ref(), runs, terminal)?;
    session.warm_up(&plan, &mut scenarios, terminal)?;
    let Done { studies, reached, cases } = plan.run(&session, scenarios, &[], terminal)?;
    let as_drawn = |scenarios| (scenarios, Design::default());
    let draws = draws(&plan, &session, alone, as_drawn)?;
    let (study, without) = (&studies[0], studies.get(1));
    let effects = without.and_then(|without| effects(study, without));
    Plan::warn_of_growth(std::slice::from_ref(study), terminal);
    let (manifest, sources) = (plan.asked.manifest(), [sources(&named)]);
    let (warm_up, draws) = (session.found_warm_up(), draws.as_ref());
    let about = About::new(&manifest, &sources, terminal.lang);
    let about = About { reached: &reached, warm_up, draws, effects: effects.as_ref(), ..about };
    if let Some(mut folder) = folder {
        files::write_run(&mut folder, study, about)?;
        let alone = std::slice::from_ref(study);
        event_log::write(&command.common, alone, plan.asked.seed, &mut folder)?;
        plan.finish(folder, &session, cases, terminal)?;
    }
    tell(study, about, command.common.format, terminal)
}

fn tell(
    study: &Study,
    about: About<'_>,
    format: Format,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let lang = terminal.lang;
    match format {
        Format::Text => {
            write!(terminal.out, "{}", tables::of_run(study, lang).render(WIDTH))?;
            if about.draws.is_some() {
                let known =
                    tables::knowledge::of_run(study, about.draws, about.manifest.seed, lang);
                let heading = tables::knowledge::HEADING.read(lang);
                write!(terminal.out, "\n{heading}\n{}", known.render(WIDTH))?;
            }
            if let Some(effects) = about.effects {
                let table = tables::effects::table(effects, lang);
                let heading = tables::effects::HEADING.read(lang);
                write!(terminal.out, "\n{heading}\n{}", table.render(WIDTH))?;
            }
            if let Some(table) = observed(study, lang) {
                let heading = observed::HEADING.read(lang);
                write!(terminal.out, "\n{heading}\n{}", table.render(WIDTH))?;
            }
        }
        Format::Json => {
            let text = json::to_json(&files::summary(study, about))?;
            terminal.out.write_all(&text)?;
        }
    }
    Ok(terminal.out.flush()?)
}
