//! What the pilot watched, and where it is cut.

use super::{Drawn, drawn};
use crate::experiment::{StateSeries, WarmUp};
use crate::lang::Lang;
use crate::report::files::AVERAGED;
use crate::report::plot::{
    self,
    welch::{WelchCurve, WelchFigure, WelchPanel},
};
use crate::stats::moving_averages;

/// Welch's figure of a pilot.
pub fn of_warm_up(warm_up: &WarmUp, lang: Lang) -> Drawn {
    drawn!("warm-up", welch, figure(warm_up, lang), lang)
}

fn figure(warm_up: &WarmUp, lang: Lang) -> WelchFigure {
    let mut scenarios: Vec<String> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for series in &warm_up.series {
        if !scenarios.contains(&series.scenario) {
            scenarios.push(series.scenario.clone());
        }
        if !names.contains(&series.name) {
            names.push(series.name);
        }
    }
    let panels = names.iter().map(|name| panel(warm_up, name, &scenarios, lang)).collect();
    let (replications, weeks, window) = (warm_up.replications, warm_up.weeks, 2 * AVERAGED + 1);
    WelchFigure {
        title: lang.pick("How the beginning wears off", "初始状态的影响如何消退").to_owned(),
        subtitle: lang.pick(
            format!(
                "Pilot of {replications} replications from an empty beginning, none of them in the \
                 study; moving averages over {window} days; upright lines: what MSER-5 cuts"
            ),
            format!(
                "从空白状态起试运行 {replications} 次，均不计入研究；{window} 天移动平均；竖线：MSER-5 \
                 截去的部分"
            ),
        ),
        x_label: lang.pick("Day of the pilot", "试运行天数").to_owned(),
        warm_up_label: lang
            .pick(format!("dashed: warm-up of {weeks} weeks"), format!("虚线：预热期 {weeks} 周")),
        warm_up_days: warm_up.warm_up_days() as f64,
        scenarios,
        panels,
    }
}

fn panel(warm_up: &WarmUp, name: &str, scenarios: &[String], lang: Lang) -> WelchPanel {
    let shown: Vec<&StateSeries> = warm_up.series.iter().filter(|of| of.name == name).collect();
    let by_calendar = shown.iter().any(|series| series.by_calendar);
    let divided = lang.pick(", divided by the day's share of the calendar", "，已除以日历规律");
    let unsettled: Vec<&str> = shown
        .iter()
        .filter(|series| !series.truncation.settled)
        .map(|series| series.scenario.as_str())
        .collect();
    let mut title = format!("{name}{}", if by_calendar { divided } else { "" });
    if !unsettled.is_empty() {
        title += lang.pick("; not settled: ", "；未稳定：");
        title += &unsettled.join(", ");
    }
    let curve = |of: &&StateSeries| WelchCurve {
        scenario: scenarios.iter().position(|known| *known == of.scenario).unwrap_or(0),
        averages: moving_averages(&of.values, AVERAGED)
            .into_iter()
            .enumerate()
            .map(|(place, average)| ((of.first_day + place) as f64, average))
            .collect(),
        cut: of.cut() as f64,
    };
    WelchPanel { title, curves: shown.iter().map(curve).collect() }
}
