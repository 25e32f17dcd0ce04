//! `gridgov compare SCENARIO...`.

use super::Terminal;
use super::args::{Compare, Format};
use super::failure::Failure;
use super::precision::{RELEVANT, stopping, targets};
use super::session::Session;
use super::study::{Done, Named, Plan, load, prepared, sources};
use super::uncertainty::{draws, must_have_something_to_draw};
use crate::experiment::{
    Comparison, Design, Kind, Measure, OutOfReach, Prepared, Subject, at_cost_of, compare, measures,
};
use crate::report::page::About;
use crate::report::tables::Tables;
use crate::report::{files, json, tables};

/// Scenarios that a folder is named after, at most.
const MOST_NAMED: usize = 4;

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
    let measured = measures(&prepared(&named[0]).subject);
    let plan = plan(command, args, &named, &measured)?;
    let relevant = targets(&RELEVANT, &command.relevant, &measured)?;
    must_have_something_to_draw(&command.common, &named, terminal)?;
    let folder = plan.folder(terminal)?;
    if folder.is_none() && command.common.format == Format::Text {
        return Ok(());
    }
    let equal_cost = command.equal_cost || command.scenarios.is_empty();
    let of = |scenarios| design(scenarios, equal_cost);
    let (mut scenarios, mut design) = of(named.iter().map(prepared).collect());
    for reason in &design.out_of_reach {
        writeln!(terminal.err, "note: {reason}")?;
    }
    let mut session = Session::begin(&plan, folder.as_ref(), plan.runs(scenarios.len()), terminal)?;
    session.warm_up(&plan, &mut scenarios, terminal)?;
    let Done { studies, reached, cases } =
        plan.run(&session, scenarios, &design.pairs, terminal)?;
    design.relevant = relevant;
    design.draws = draws(&plan, &session, &named, of, terminal)?;
    Plan::warn_of_growth(&studies, terminal)?;
    let comparison = compare(studies, design, plan.seed).map_err(Failure::Work)?;
    tell(&comparison, plan.seed, command.common.format, terminal)?;
    let Some(mut folder) = folder else { return Ok(()) };
    let (manifest, sources) = (plan.manifest(), named.iter().map(sources).collect::<Vec<_>>());
    let warm_up = session.found_warm_up();
    let about = About { reached: &reached, warm_up, ..About::new(&manifest, &sources) };
    files::write_comparison(&mut folder, &comparison, about)?;
    plan.finish(folder, &session, cases, terminal)
}

/// What is about to run, as the first scenario and the command say.
fn plan<'p>(
    command: &'p Compare,
    args: &'p [String],
    named: &[Named],
    measured: &[Measure],
) -> Result<Plan<'p>, Failure> {
    let first = &named[0].loaded.value.run;
    let replications = first.replications.0.0 as usize;
    Ok(Plan {
        common: &command.common,
        command: args,
        inputs: named.iter().flat_map(|named| named.loaded.files.clone()).collect(),
        seed: first.seed.0.0,
        stopping: stopping(&command.common, replications, measured)?,
        default_name: folder_name(command, named),
    })
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

/// The folder of a comparison: `compare` without scenarios, else the names of up to four.
fn folder_name(command: &Compare, named: &[Named]) -> String {
    if command.scenarios.is_empty() {
        return "compare".to_owned();
    }
    let short = |of: &Named| of.name.chars().take(40).collect::<String>();
    named.iter().take(MOST_NAMED).map(short).collect::<Vec<_>>().join("-vs-")
}

/// The scenarios to run and what is compared with what.
fn design(mut scenarios: Vec<Prepared>, equal_cost: bool) -> (Vec<Prepared>, Design) {
    let named = scenarios.len();
    let mut design = Design::default();
    for alternative in 1..named {
        add(&mut design, &scenarios, Kind::AsStated, (0, alternative));
    }
    for alternative in (1..named).filter(|_| equal_cost) {
        add_equal_cost(&mut scenarios, &mut design, alternative, named > 2);
    }
    (scenarios, design)
}

fn add(
    design: &mut Design,
    scenarios: &[Prepared],
    kind: Kind,
    (baseline, alternative): (usize, usize),
) {
    let name = format!("{} - {}", scenarios[alternative].name, scenarios[baseline].name);
    design.pairs.push((name, kind, baseline, alternative));
}

/// Adds each of two models at the other's cost, where its staff can be brought there.
fn add_equal_cost(
    scenarios: &mut Vec<Prepared>,
    design: &mut Design,
    alternative: usize,
    several: bool,
) {
    let cost = |place: usize| yearly_cost(&scenarios[place]);
    let names = [0, alternative].map(|place| scenarios[place].name.clone());
    let costs = [cost(0), cost(alternative)];
    if costs[0].to_bits() == costs[1].to_bits() {
        let [base, other] = names;
        design.out_of_reach.push(format!("{base} and {other} cost the same as they are staffed"));
        return;
    }
    for (place, target) in [(0, 1), (alternative, 0)] {
        match at_cost_of(&scenarios[place], costs[target]) {
            Ok(mut brought) => {
                if several {
                    brought.name =
                        format!("{}-at-cost-of-{}", scenarios[place].name, names[target]);
                }
                scenarios.push(brought);
                let brought = scenarios.len() - 1;
                let (equal, alone) = match place {
                    0 => ((brought, alternative), (0, brought)),
                    _ => ((0, brought), (brought, alternative)),
                };
                add(design, scenarios, Kind::EqualCost, equal);
                add(design, scenarios, Kind::StaffAlone, alone);
            }
            Err(OutOfReach { nearest }) => design.out_of_reach.push(format!(
                "{} cannot be brought to the {:.2} million yuan a year of {}: the roles it spends \
                 on, with one person each at least, bring it to {:.2}",
                scenarios[place].name,
                costs[target] / 1e6,
                names[target],
                nearest / 1e6
            )),
        }
    }
}

/// What a year costs \[yuan\].
fn yearly_cost(prepared: &Prepared) -> f64 {
    match &prepared.subject {
        Subject::Governed(governed) => governed.governance.yearly_cost(),
        Subject::Skeleton(_) => 0.0,
    }
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
            for (heading, table) in Tables::of_comparison(comparison).with_headings() {
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
