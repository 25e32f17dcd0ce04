//! `--precision IND=5%`: how well an indicator is to be known.

use super::Terminal;
use super::args::Common;
use super::failure::Failure;
use crate::experiment::{FIRST_LOOK, Goal, Measure, Reached, Stopping, Target};
use crate::lang::{Phrase, Text, text};
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
            return Err(Failure::Argument(text!(
                "--replications {most} is the most that --precision may take, which first looks \
                 after {FIRST_LOOK}",
                "--replications {most} 是 --precision 最多可用的次数,而它在 {FIRST_LOOK} 次之后才首次查看"
            )));
        }
        (false, Some(most)) => most as usize,
    };
    Ok(Stopping { targets, most })
}

/// A flag that takes an indicator and a number, and what that number is.
pub(super) struct Flag {
    name: &'static str,
    number: Phrase,
}

/// How well an indicator is to be known.
const PRECISION: Flag = Flag {
    name: "--precision",
    number: Phrase::new("half the width of its 95 % interval", "其 95 % 置信区间的半宽"),
};

/// How much of an indicator matters.
pub(super) const RELEVANT: Flag = Flag {
    name: "--relevant",
    number: Phrase::new("the smallest difference that matters", "有实际意义的最小差异"),
};

/// What a flag says of indicators.
pub(super) fn targets(
    flag: &Flag,
    asked: &[String],
    measures: &[Measure],
) -> Result<Vec<Target>, Failure> {
    let parsed = asked.iter().map(|asked| target(flag, asked, measures));
    parsed.collect::<Result<_, _>>().map_err(Failure::Argument)
}

/// Refuses two smallest relevant differences of one indicator: one of them would go unheard.
pub(super) fn each_once(relevant: &[Target]) -> Result<(), Failure> {
    for (place, target) in relevant.iter().enumerate() {
        let indicator = &target.indicator;
        if relevant[..place].iter().any(|other| other.indicator == *indicator) {
            return Err(Failure::Argument(text!(
                "--relevant states the smallest relevant difference of {indicator} twice",
                "--relevant 对 {indicator} 给出了两个最小有意义差异"
            )));
        }
    }
    Ok(())
}

fn target(flag: &Flag, asked: &str, measures: &[Measure]) -> Result<Target, Text> {
    let Flag { name, number } = *flag;
    let form = || {
        text!(
            "{name} {asked}: an indicator and {number} are expected, such as \
             resolution_time_h=5% or resolution_time_h=±0.5",
            "{name} {asked}:应为指标及{number},例如 resolution_time_h=5% 或 \
             resolution_time_h=±0.5",
            number
        )
    };
    let (indicator, width) = asked.split_once('=').ok_or_else(form)?;
    if !measures.iter().any(|measure| measure.id == indicator) {
        let wrong = text!(
            "{name} {asked}: {indicator} is no indicator",
            "{name} {asked}:{indicator} 不是指标"
        );
        let near = did_you_mean(indicator, measures.iter().map(|measure| measure.id));
        return Err(match near {
            Some(near) => text!("{wrong}; {near}", "{wrong};{near}", wrong, near),
            None => wrong,
        });
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
) {
    for missed in reached.iter().filter(|reached| !reached.is_met()) {
        let came_to =
            missed.achieved.map_or(text!("no interval", "没有置信区间"), |achieved| {
                Text::same(match missed.target.goal {
                    Goal::Relative(_) => format!("{} %", format_significant(100.0 * achieved, 3)),
                    Goal::Absolute(_) => format!("±{}", format_significant(achieved, 3)),
                })
            });
        let indicator = &missed.target.indicator;
        terminal.note(&text!(
            "warning: after {replications} replications {indicator} is known to {came_to}, which \
             is less well than asked; --replications sets the most",
            "警告: {replications} 次重复之后,{indicator} 的精度为 {came_to},未达到要求;\
             --replications 设定最多次数",
            came_to
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_is_said_once() {
        let of =
            |indicator: &str| Target { indicator: indicator.to_owned(), goal: Goal::Relative(0.1) };
        assert!(each_once(&[of("a"), of("b")]).is_ok());
        assert!(matches!(each_once(&[of("a"), of("b"), of("a")]), Err(Failure::Argument(_))));
    }

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
