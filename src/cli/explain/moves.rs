//! `gridgov explain SCENARIO PATH --moves`: which indicators a number moves most.

use super::WIDTH;
use crate::cli::Terminal;
use crate::cli::args::Explain;
use crate::cli::failure::Failure;
use crate::cli::progress::Bar;
use crate::cli::study::{Named, check_scenario};
use crate::experiment::{Runner, moves, prepare};
use crate::lang::text;
use crate::report::number::format_significant;
use crate::report::tables;
use crate::scenario::study::Scenario;
use crate::scenario::vary::{Drawn, End, at_end};
use crate::scenario::{Faults, Provenance};

pub(super) fn run(
    command: &Explain,
    named: &Named,
    numbers: &[&Provenance],
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let [number] = numbers else {
        let count = numbers.len();
        return Err(Failure::Argument(text!(
            "--moves wants the path of one number; {count} lie under this one",
            "--moves 需要单个数的路径；此路径下有 {count} 个数"
        )));
    };
    let sound = |scenario: &Scenario, faults: &mut Faults| {
        check_scenario(scenario, &named.loaded.provenance, faults);
    };
    let at = |end| at_end(&named.loaded, &number.path, end, sound);
    let (lower, upper) = (at(End::Lower)?, at(End::Upper)?);
    if lower.drawn.is_empty() {
        let path = &number.path;
        return Err(Failure::Argument(text!(
            "`{path}` is no single number that could be moved",
            "`{path}` 不是可以移动的单个数"
        )));
    }
    let runner = Runner {
        seed: named.loaded.value.run.seed.0.0,
        threads: command.threads,
        store: None,
        progress: &Bar::new(false, terminal.lang),
    };
    let ends = [&lower, &upper].map(|varied| prepare(&named.name, &varied.value));
    let found = moves(ends, command.replications, &runner)?;
    for (low, high) in lower.drawn.iter().zip(&upper.drawn) {
        let [from, to] = [low, high].map(told);
        let path = &low.path;
        terminal.tell(&text!("{path}: from {from} to {to}", "{path}：从 {from} 到 {to}"))?;
    }
    let table = tables::moves::table(&found, terminal.lang);
    Ok(write!(terminal.out, "{}", table.render(WIDTH))?)
}

fn told(number: &Drawn) -> String {
    format!("{} {}", format_significant(number.value, 4), number.unit).trim_end().to_owned()
}
