//! `--precision IND=5%`: how well an indicator is to be known.

use super::Terminal;
use super::args::Common;
use super::failure::Failure;
use crate::experiment::{FIRST_LOOK, Goal, Measure, Reached, Stopping, Target};
use crate::report::number::format_significant;
use crate::scenario::fault::did_you_mean;

/// Replications at most where a precision is asked for and no number is.
const MOST: usize = 1000;

/// When to stop: after the scenario's replications, or at the precision asked for.
pub(super) fn stopping(
    common: &Common,
    replications: usize,
    measures: &[Measure],
) -> Result<Stopping, Failure> {
    let targets = targets(&PRECISION, &common.precision, measures)?;
    let most = match (targets.is_empty(), common.replications) {
        (true, _) => replications,
        (false, None) => MOST,
        (false, Some(most)) if most < FIRST_LOOK as u64 => {
            return Err(Failure::Argument(format!(
                "--replications {most} is the most that --precision may take, which first looks \
                 after {FIRST_LOOK}"
            )));
        }
        (false, Some(most)) => most as usize,
    };
    Ok(Stopping { targets, most })
}

/// A flag that takes an indicator and a number, and what that number is.
pub(super) struct Flag {
    name: &'static str,
    number: &'static str,
}

/// How well an indicator is to be known.
const PRECISION: Flag = Flag { name: "--precision", number: "half the width of its 95 % interval" };

/// How much of an indicator matters.
pub(super) const RELEVANT: Flag =
    Flag { name: "--relevant", number: "the smallest difference that matters" };

/// What a flag says of indicators.
pub(super) fn targets(
    flag: &Flag,
    asked: &[String],
    measures: &[Measure],
) -> Result<Vec<Target>, Failure> {
    let parsed = asked.iter().map(|asked| target(flag, asked, measures));
    parsed.collect::<Result<_, _>>().map_err(Failure::Argument)
}

fn target(flag: &Flag, asked: &str, measures: &[Measure]) -> Result<Target, String> {
    let Flag { name, number } = flag;
    let form = || {
        format!(
            "{name} {asked}: an indicator and {number} are expected, such as \
             resolution_time_h=5% or resolution_time_h=±0.5"
        )
    };
    let (indicator, width) = asked.split_once('=').ok_or_else(form)?;
    if !measures.iter().any(|measure| measure.id == indicator) {
        let near = did_you_mean(indicator, measures.iter().map(|measure| measure.id));
        let near = near.map_or(String::new(), |near| format!("; {near}"));
        return Err(format!("{name} {asked}: {indicator} is no indicator{near}"));
    }
    let goal = goal(width.trim()).ok_or_else(form)?;
    Ok(Target { indicator: indicator.to_owned(), goal })
}

fn goal(width: &str) -> Option<Goal> {
    let positive = |text: &str| {
        text.trim().parse::<f64>().ok().filter(|width| width.is_finite() && *width > 0.0)
    };
    match width.strip_suffix('%') {
        Some(percent) => positive(percent).map(|percent| Goal::Relative(percent / 100.0)),
        None => positive(width.strip_prefix('±').unwrap_or(width)).map(Goal::Absolute),
    }
}

/// Says which targets were not met.
pub(super) fn warn_of_missed(
    reached: &[Reached],
    replications: usize,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    for missed in reached.iter().filter(|reached| !reached.is_met()) {
        let came_to =
            missed.achieved.map_or("no interval".to_owned(), |achieved| match missed.target.goal {
                Goal::Relative(_) => format!("{} %", format_significant(100.0 * achieved, 3)),
                Goal::Absolute(_) => format!("±{}", format_significant(achieved, 3)),
            });
        writeln!(
            terminal.err,
            "warning: after {replications} replications {} is known to {came_to}, which is less \
             well than asked; --replications sets the most",
            missed.target.indicator
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_relative_or_absolute() {
        assert_eq!(goal("5%"), Some(Goal::Relative(0.05)));
        assert_eq!(goal("±0.01"), Some(Goal::Absolute(0.01)));
        assert_eq!(goal("0.01"), Some(Goal::Absolute(0.01)));
        for wrong in ["", "%", "0%", "-1", "±", "nan", "inf", "five"] {
            assert_eq!(goal(wrong), None, "{wrong}");
        }
    }
}
