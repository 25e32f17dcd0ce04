//! `gridgov compare SCENARIO...`.

use super::Terminal;
use super::args::{Compare, Format};
use super::failure::Failure;
use super::study::{Named, Plan, load, prepared};
use crate::experiment::{Comparison, Kind, Pair, Prepared, Subject, at_cost_of, compare};
use crate::report::{files, json, tables};

/// Compared when nothing is named.
const HISTORICAL: [&str; 2] = ["traditional", "beijing-dongcheng-2004"];

/// Columns of a table for the terminal.
const WIDTH: u16 = 160;

pub(super) fn run(
    command: &Compare,
    args: &[String],
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let named = load_all(command, terminal)?;
    let first = &named[0].loaded.value.run;
    let plan = Plan {
        common: &command.common,
        command: args,
        inputs: named.iter().flat_map(|named| named.loaded.files.clone()).collect(),
        seed: first.seed.0.0,
        replications: first.replications.0.0 as usize,
        default_name: "compare".to_owned(),
    };
    let folder = plan.folder(terminal)?;
    if folder.is_none() && command.common.format == Format::Text {
        return Ok(());
    }
    let equal_cost = command.equal_cost || command.scenarios.is_empty();
    let (scenarios, pairs) = design(&named, equal_cost, terminal)?;
    let (studies, timing) = plan.run(scenarios)?;
    Plan::warn_of_growth(&studies, terminal)?;
    let comparison = compare(studies, &pairs, plan.seed).map_err(Failure::Work)?;
    tell(&comparison, plan.seed, command.common.format, terminal)?;
    if let Some(mut folder) = folder {
        files::write_comparison(&mut folder, &comparison, plan.seed)?;
        plan.finish(folder, &timing, terminal)?;
    }
    Ok(())
}

/// The scenarios, the baseline first.
fn load_all(command: &Compare, terminal: &mut Terminal<'_>) -> Result<Vec<Named>, Failure> {
    let mut arguments: Vec<String> = command.scenarios.clone();
    if arguments.is_empty() {
        arguments = HISTORICAL.map(str::to_owned).to_vec();
    }
    if let Some(baseline) = &command.baseline {
        let Some(place) = arguments.iter().position(|argument| argument == baseline) else {
            let named = arguments.join(", ");
            return Err(Failure::Argument(format!(
                "--baseline {baseline} is none of the scenarios compared: {named}"
            )));
        };
        arguments.swap(0, place);
        arguments[1..=place].rotate_right(1);
    }
    if arguments.len() < 2 {
        return Err(Failure::Argument(
            "a comparison needs two scenarios or more, or none for the historical pair".to_owned(),
        ));
    }
    let sets = command.common.all_sets();
    let mut named = Vec::new();
    for argument in &arguments {
        named.push(load(argument, &sets, terminal)?);
    }
    agree(&named)?;
    Ok(named)
}

/// Pairs must share seed, replications and window, and have names of their own.
fn agree(named: &[Named]) -> Result<(), Failure> {
    let first = &named[0];
    for (place, other) in named.iter().enumerate().skip(1) {
        if other.loaded.value.run != first.loaded.value.run {
            return Err(Failure::Argument(format!(
                "{} and {} differ under [run]; give --days, --warm-up, --replications and --seed, \
                 or --set run.follow_up",
                first.name, other.name
            )));
        }
        if named[..place].iter().any(|earlier| earlier.name == other.name) {
            return Err(Failure::Argument(format!(
                "two scenarios are named {}: rename one of the files",
                other.name
            )));
        }
    }
    Ok(())
}

/// The scenarios to run and what is compared with what.
fn design(
    named: &[Named],
    equal_cost: bool,
    terminal: &mut Terminal<'_>,
) -> Result<(Vec<Prepared>, Vec<Pair>), Failure> {
    let mut scenarios: Vec<Prepared> = named.iter().map(prepared).collect();
    let mut pairs: Vec<Pair> = Vec::new();
    for alternative in 1..named.len() {
        let name = format!("{} - {}", scenarios[alternative].name, scenarios[0].name);
        pairs.push((name, Kind::AsStated, 0, alternative));
    }
    if equal_cost {
        for alternative in 1..named.len() {
            add_equal_cost(&mut scenarios, &mut pairs, alternative, terminal)?;
        }
    }
    Ok((scenarios, pairs))
}

/// Adds the cheaper of two models at the dearer one's cost.
fn add_equal_cost(
    scenarios: &mut Vec<Prepared>,
    pairs: &mut Vec<Pair>,
    alternative: usize,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let cost = |prepared: &Prepared| match &prepared.subject {
        Subject::Governed(governed) => governed.governance.yearly_cost(),
        Subject::Skeleton(_) => 0.0,
    };
    let (base, other) = (cost(&scenarios[0]), cost(&scenarios[alternative]));
    let (cheaper, target) = if base <= other { (0, other) } else { (alternative, base) };
    let Some(grown) = at_cost_of(&scenarios[cheaper], target) else {
        let name = &scenarios[cheaper].name;
        writeln!(terminal.err, "warning: {name} has no staff to spend the difference of cost on")?;
        return Ok(());
    };
    scenarios.push(grown);
    let grown = scenarios.len() - 1;
    let (old, new) = if cheaper == 0 { (grown, alternative) } else { (0, grown) };
    let name = format!("{} - {}", scenarios[new].name, scenarios[old].name);
    pairs.push((name, Kind::EqualCost, old, new));
    let name = format!("{} - {}", scenarios[grown].name, scenarios[cheaper].name);
    pairs.push((name, Kind::StaffAlone, cheaper, grown));
    Ok(())
}

fn tell(
    comparison: &Comparison,
    seed: u64,
    format: Format,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    match format {
        Format::Text => {
            for line in tables::contrasts(comparison) {
                writeln!(terminal.out, "{line}")?;
            }
            for (heading, table) in tables::of_comparison(comparison) {
                writeln!(terminal.out, "\n{heading}\n{}", table.render(WIDTH).trim_end())?;
            }
        }
        Format::Json => {
            let text = json::to_json(&files::document(comparison, seed))
                .map_err(|error| Failure::Work(error.to_string()))?;
            terminal.out.write_all(&text)?;
        }
    }
    Ok(terminal.out.flush()?)
}
