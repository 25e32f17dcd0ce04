//! `gridgov compare SCENARIO...`.

use super::Terminal;
use super::args::{Compare, Format};
use super::asked::Asked;
use super::event_log;
use super::failure::Failure;
use super::precision::{RELEVANT, each_once, stopping, targets};
use super::session::Session;
use super::study::{Done, Named, Plan, load_each, prepared, sources};
use super::uncertainty::{draws, must_have_something_to_draw};
use super::{attribute, transplant};
use crate::experiment::{
    Comparison, Design, Effects, Kind, Layout, Measure, OutOfReach, Prepared, Study, Subject,
    at_cost_of, compare, effects, measures, transplant as spread, unchanged, unpaired,
};
use crate::lang::{Lang, Text, text};
use crate::report::number::format_fixed;
use crate::report::page::About;
use crate::report::tables::Tables;
use crate::report::{files, json, names, tables};

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
    refuse_regimes(command, &named)?;
    attribute::refuse(command, &named)?;
    event_log::must_be_possible(&command.common, &named.iter().collect::<Vec<_>>())?;
    let measured = measures(&prepared(&named[0]).subject);
    let plan = plan(command, args, &named, &measured)?;
    let relevant = targets(&RELEVANT, &command.relevant, &measured)?;
    each_once(&relevant)?;
    must_have_something_to_draw(&command.common, &named)?;
    let (mut scenarios, mut design, layout) = design_asked(command, &named, terminal)?;
    names_apart(&scenarios)?;
    must_be_paired(&scenarios, &design, plan.asked.seed)?;
    let folder = plan.folder(terminal)?;
    if folder.is_none() && command.common.format == Format::Text {
        return Ok(());
    }
    for reason in &design.out_of_reach {
        plan.note(terminal, &text!("note: {reason}", "说明: {reason}", reason));
    }
    let compared = scenarios.len();
    let changing = add_unchanged(&mut scenarios);
    let runs = plan.runs(scenarios.len()).filter(|_| !command.attribute);
    let mut session = Session::begin(&plan, folder.as_ref(), runs, terminal)?;
    session.warm_up(&plan, &mut scenarios, terminal)?;
    let Done { mut studies, reached, cases } =
        plan.run(&session, scenarios, &design.pairs, terminal)?;
    let effects = effects_of(&changing, &studies.split_off(compared), &studies);
    design.relevant = relevant;
    design.draws = draws(&plan, &session, &named, |drawn| as_stated(command, drawn))?;
    Plan::warn_of_growth(&studies, terminal);
    let attribution = attribute::run(command, &session.runner(&plan), &studies)?;
    let comparison = compare(studies, design, plan.asked.seed).map_err(Failure::Work)?;
    let transplant = layout.map(|layout| spread(&comparison.studies, layout, plan.asked.seed));
    let comparison = Comparison { attribution, transplant, effects, ..comparison };
    if let Some(mut folder) = folder {
        let (manifest, sources) =
            (plan.asked.manifest(), named.iter().map(sources).collect::<Vec<_>>());
        let warm_up = session.found_warm_up();
        let about =
            About { reached: &reached, warm_up, ..About::new(&manifest, &sources, terminal.lang) };
        files::write_comparison(&mut folder, &comparison, about)?;
        event_log::write(&command.common, &comparison.studies, plan.asked.seed, &mut folder)?;
        plan.finish(folder, &session, cases, terminal)?;
    }
    tell(&comparison, plan.asked.seed, command.common.format, terminal)
}

/// Models are taken apart and carried about one by one, not in a row.
fn refuse_regimes(command: &Compare, named: &[Named]) -> Result<(), Failure> {
    let changes = named.iter().find(|named| named.loaded.value.regimes.is_some());
    let Some(named) = changes.filter(|_| command.attribute || command.transplant) else {
        return Ok(());
    };
    let name = &named.name;
    Err(Failure::Argument(text!(
        "{name} changes its regime; --attribute and --transplant compare models that stay",
        "{name} 的治理模式会更替；--attribute 和 --transplant 只比较不变的模式"
    )))
}

/// Adds each scenario that changes its regime as it would be without; gives the places of those
/// that do.
fn add_unchanged(scenarios: &mut Vec<Prepared>) -> Vec<usize> {
    let pairs: Vec<(usize, Prepared)> = scenarios
        .iter()
        .enumerate()
        .filter_map(|(place, scenario)| Some((place, unchanged(scenario)?)))
        .collect();
    let (places, without): (Vec<usize>, Vec<Prepared>) = pairs.into_iter().unzip();
    scenarios.extend(without);
    places
}

/// What changes of regime bring to the scenarios at these places.
fn effects_of(places: &[usize], without: &[Study], studies: &[Study]) -> Vec<(usize, Effects)> {
    let of =
        |(place, without): (&usize, &Study)| Some((*place, effects(&studies[*place], without)?));
    places.iter().zip(without).filter_map(of).collect()
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
        asked: Asked {
            command: args,
            inputs: named.iter().flat_map(|named| named.loaded.files.clone()).collect(),
            seed: first.seed.0.0,
        },
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
            return Err(Failure::Argument(text!(
                "--baseline {baseline} is none of the scenarios compared: {named}",
                "--baseline {baseline} 不在所比较的情景之中:{named}"
            )));
        };
        arguments.swap(0, place);
        arguments[1..=place].rotate_right(1);
    }
    if arguments.len() < 2 {
        return Err(Failure::Argument(text!(
            "a comparison needs two scenarios or more, or none for the historical pair",
            "比较需要两个或更多情景;一个也不写则比较历史上的两种模式"
        )));
    }
    let sets = command.common.all_sets();
    let mut named = Vec::new();
    load_each(&arguments, &sets, terminal, |_, one, _| {
        named.push(one);
        Ok(())
    })?;
    agree(&named)?;
    Ok(named)
}

/// Pairs must share seed, replications and window, and have names of their own.
fn agree(named: &[Named]) -> Result<(), Failure> {
    let first = &named[0];
    for (place, other) in named.iter().enumerate().skip(1) {
        let (base, name) = (&first.name, &other.name);
        if other.loaded.value.run != first.loaded.value.run {
            return Err(Failure::Argument(text!(
                "{base} and {name} differ under [run]; give --days, --warm-up, --replications and \
                 --seed, or --set run.follow_up",
                "{base} 和 {name} 的 [run] 不同;请给出 --days、--warm-up、--replications 和 --seed,\
                 或 --set run.follow_up"
            )));
        }
        if named[..place].iter().any(|earlier| earlier.name == other.name) {
            return Err(two_of_one_name(name));
        }
    }
    Ok(())
}

/// Refuses two scenarios of one name, such as a file named as a model at another's cost is.
fn names_apart(scenarios: &[Prepared]) -> Result<(), Failure> {
    let mut names: Vec<&str> = scenarios.iter().map(|of| of.name.as_str()).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(two_of_one_name(pair[0])),
        None => Ok(()),
    }
}

fn two_of_one_name(name: &str) -> Failure {
    Failure::Argument(text!(
        "two scenarios are named {name}: rename one of the files",
        "有两个情景都叫 {name}：请给其中一个文件改名"
    ))
}

/// Refuses pairs that do not meet the same potential problems on their first day.
fn must_be_paired(scenarios: &[Prepared], design: &Design, seed: u64) -> Result<(), Failure> {
    let Some(pair) = unpaired(scenarios, &design.pairs, seed) else { return Ok(()) };
    let [base, other] = [pair.2, pair.3].map(|place| &scenarios[place].name);
    Err(Failure::Argument(text!(
        "{base} and {other} do not meet the same potential problems, so that no pair can be \
         compared: their cities, starts or calendars differ; --transplant compares models across \
         cities",
        "{base} 与 {other} 面对的潜在问题不同，无法配对比较：两者的城市、起始日期或日历不同；\
         跨城市比较治理模式请用 --transplant"
    )))
}

/// The folder of a comparison: `compare` without scenarios, else the names of up to four; then
/// what more was asked.
fn folder_name(command: &Compare, named: &[Named]) -> String {
    let short = |of: &Named| of.name.chars().take(40).collect::<String>();
    let plain = if command.scenarios.is_empty() {
        "compare".to_owned()
    } else {
        named.iter().take(MOST_NAMED).map(short).collect::<Vec<_>>().join("-vs-")
    };
    let more = [(command.attribute, "-attributed"), (command.transplant, "-transplanted")];
    more.iter().filter(|(asked, _)| *asked).fold(plain, |name, (_, ending)| name + ending)
}

/// What is run and compared: the scenarios as they are, or every model in every city.
fn design_asked(
    command: &Compare,
    named: &[Named],
    terminal: &mut Terminal<'_>,
) -> Result<(Vec<Prepared>, Design, Option<Layout>), Failure> {
    if command.transplant {
        let sets = command.common.all_sets();
        let (scenarios, design, layout) = transplant::design(named, &sets, terminal)?;
        return Ok((scenarios, design, Some(layout)));
    }
    let (scenarios, design) = as_stated(command, named.iter().map(prepared).collect());
    Ok((scenarios, design, None))
}

/// The scenarios as they are, at equal cost too where that is asked or nothing is named.
fn as_stated(command: &Compare, scenarios: Vec<Prepared>) -> (Vec<Prepared>, Design) {
    design(scenarios, command.equal_cost || command.scenarios.is_empty())
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
    let called = Lang::ALL.map(|lang| names::names(&*scenarios, lang));
    let called = |place: usize| Text::each(|lang| called[lang as usize][place].clone());
    let called = [0, alternative].map(called);
    if costs[0].to_bits() == costs[1].to_bits() {
        design.out_of_reach.push(same_cost(&called[0], &called[1]));
        return;
    }
    for (place, target) in [(0, 1), (alternative, 0)] {
        match at_cost_of(&scenarios[place], costs[target]) {
            Ok(mut brought) => {
                if several {
                    brought.name =
                        format!("{}-at-cost-of-{}", scenarios[place].name, names[target]);
                    brought.title = at_cost_of_other(&scenarios[place].title, &called[target]);
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
            Err(OutOfReach { nearest }) => {
                let [model, other] = [&called[1 - target], &called[target]];
                design.out_of_reach.push(too_far(model, other, costs[target], nearest));
            }
        }
    }
}

/// Says that there is nothing to bring to the other's cost.
fn same_cost(one: &Text, other: &Text) -> Text {
    let told = |lang: Lang| {
        let (one, other) = (one.read(lang), other.read(lang));
        text!(
            "{one} and {other} cost the same as they are staffed",
            "{one}与{other}按各自编制成本相同"
        )
        .said(lang)
    };
    Text::each(told)
}

/// The title of a model at the cost of one of several others.
fn at_cost_of_other(title: &Text, other: &Text) -> Text {
    let told = |lang: Lang| {
        let (title, other) = (title.read(lang), other.read(lang));
        text!("{title}, at the cost of {other}", "{title}·按{other}的成本").said(lang)
    };
    Text::each(told)
}

/// Says that a model cannot be brought to what the other costs, and how near it comes \[yuan\].
fn too_far(model: &Text, other: &Text, cost: f64, nearest: f64) -> Text {
    let told = |lang: Lang| {
        let (model, other) = (model.read(lang), other.read(lang));
        let (millions, nearest_millions) = (cost / 1e6, nearest / 1e6);
        let [wan, nearest_wan] = [cost, nearest].map(|yuan| format_fixed(yuan / 1e4, 0));
        text!(
            "{model} cannot be brought to the {millions:.2} million yuan a year of {other}: the \
             roles it spends on, with one person each at least, bring it to {nearest_millions:.2}",
            "{model}无法调到{other}的每年 {wan} 万元：可调岗位各至少留一人，最接近为 {nearest_wan} 万元"
        )
        .said(lang)
    };
    Text::each(told)
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
    let lang = terminal.lang;
    match format {
        Format::Text => {
            for line in tables::contrasts(comparison, lang) {
                writeln!(terminal.out, "{line}")?;
            }
            for (heading, table) in Tables::of_comparison(comparison, lang).with_headings() {
                let heading = heading.read(lang);
                writeln!(terminal.out, "\n{heading}\n{}", table.render(WIDTH).trim_end())?;
            }
        }
        Format::Json => {
            let text = json::to_json(&files::document(comparison, seed))?;
            terminal.out.write_all(&text)?;
        }
    }
    Ok(terminal.out.flush()?)
}
