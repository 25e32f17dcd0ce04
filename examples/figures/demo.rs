//! Made-up numbers of a likely shape, for every figure.

use std::f64::consts::TAU;

use gridgov::lang::Lang;
use gridgov::report::plot::Svg;
use gridgov::report::plot::daily::{self, DailyFigure, DailySeries};
use gridgov::report::plot::forest::{self, Better, ForestDifference, ForestFigure, ForestRow};
use gridgov::report::plot::map::{self, MapCell, MapClasses, MapFigure, MapPanel};
use gridgov::report::plot::precision::{self, PrecisionFigure, PrecisionSeries};
use gridgov::report::plot::stages::{self, StagesFigure, StagesRow};
use gridgov::report::plot::survival::{self, SurvivalCurve, SurvivalFigure};
use gridgov::report::plot::uncertainty::{self, UncertaintyFigure, UncertaintyRow};
use gridgov::report::plot::welch::{self, WelchCurve, WelchFigure, WelchPanel};
use gridgov::report::plot::workload::{self, WorkloadFigure, WorkloadRow};

const SCENARIOS: [&str; 4] = [
    "Grid stations with one finder",
    "Two-axis city management",
    "Party-led joint teams",
    "Hotline only",
];

/// Every figure by name.
pub fn figures() -> Vec<(&'static str, Svg)> {
    vec![
        ("daily", daily::draw(&daily_figure(4), Lang::En)),
        ("daily-12", daily::draw(&daily_figure(12), Lang::En)),
        ("survival", survival::draw(&survival_figure(), Lang::En)),
        ("stages", stages::draw(&stages_figure(), Lang::En)),
        ("workload", workload::draw(&workload_figure(), Lang::En)),
        ("map", map::draw(&map_figure(MapClasses::Linear, 2), Lang::En)),
        ("map-quantile", map::draw(&map_figure(MapClasses::Quantile(5), 3), Lang::En)),
        ("forest", forest::draw(&forest_figure(1), Lang::En)),
        ("forest-3", forest::draw(&forest_figure(3), Lang::En)),
        ("welch", welch::draw(&welch_figure(), Lang::En)),
        ("precision", precision::draw(&precision_figure(), Lang::En)),
        ("uncertainty", uncertainty::draw(&uncertainty_figure(), Lang::En)),
    ]
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

fn daily_figure(count: usize) -> DailyFigure {
    let one = |place: usize| {
        let days: Vec<i64> = (-28..182).collect();
        let level = 420.0 - 14.0 * place as f64 * (1.0 + 0.4 * place as f64);
        let mean: Vec<f64> = days
            .iter()
            .map(|&day| {
                let start = 1.0 - libm::exp(-(day + 30) as f64 / 12.0);
                level.max(40.0 + 9.0 * place as f64) * start
                    + 22.0 * libm::sin(day as f64 / 7.0 * TAU)
                    + 9.0 * libm::sin(day as f64 * (1.3 + place as f64))
            })
            .collect();
        DailySeries {
            name: SCENARIOS
                .get(place)
                .map_or(format!("Variant {place}"), |name| (*name).to_owned()),
            low: mean.iter().map(|mean| mean - 18.0).collect(),
            high: mean.iter().map(|mean| mean + 18.0).collect(),
            mean,
            days,
        }
    };
    DailyFigure {
        title: "Open cases day by day".into(),
        subtitle: "Mean of 40 replications over 182 days after 28 days of warm-up; bands: pointwise 95 % confidence intervals".into(),
        y_label: "Open cases (cases)".into(),
        series: (0..count).map(one).collect(),
        measured_from: 0,
    }
}

fn survival_figure() -> SurvivalFigure {
    let curve = |place: usize| {
        let hours: Vec<f64> = (0..90).map(|step| 0.4 * libm::exp(f64::from(step) * 0.09)).collect();
        let scale = [30.0, 55.0, 16.0, 400.0][place];
        let share = |hours: &f64| {
            let floor = 0.06 + 0.03 * place as f64;
            floor + (1.0 - floor) * libm::exp(-libm::pow(hours / scale, 0.6))
        };
        let open_share: Vec<f64> = hours.iter().map(share).collect();
        SurvivalCurve {
            name: SCENARIOS[place].into(),
            low: open_share.iter().map(|share| share * 0.93).collect(),
            high: open_share.iter().map(|share| (share * 1.07).min(1.0)).collect(),
            open_share,
            hours,
        }
    };
    SurvivalFigure {
        title: "How long problems stay unsolved, from arising to true solution".into(),
        subtitle: "Kaplan–Meier estimate over 40 replications of 182 days with 60 days of follow-up; bands: pointwise 95 % confidence intervals".into(),
        curves: (0..4).map(curve).collect(),
        tau_hours: 1440.0,
    }
}

fn stages_figure() -> StagesFigure {
    let rows = [
        [9.4, 1.2, 3.1, 6.6, 21.0, 4.1, 2.0],
        [13.8, 0.9, 5.2, 12.4, 26.3, 9.9, 3.2],
        [5.1, 0.4, 1.0, 4.8, 18.4, 2.2, 1.1],
        [46.0, 2.9, 7.7, 15.1, 24.7, 0.8, 0.2],
    ];
    let row = |(name, hours): (&&str, &[f64; 7])| StagesRow {
        name: (*name).into(),
        hours: hours.to_vec(),
    };
    StagesFigure {
        title: "Where the time goes between a problem arising and being solved".into(),
        subtitle: "Mean of 40 replications of 182 days; means restricted to 60 days".into(),
        per: "problem".into(),
        stages: words(&[
            "unnoticed",
            "intake",
            "dispatch",
            "waiting for a worker",
            "work",
            "checking",
            "feedback",
        ]),
        rows: SCENARIOS.iter().zip(&rows).map(row).collect(),
    }
}

fn workload_figure() -> WorkloadFigure {
    let row = |role: &str, scenario: usize, hours: [f64; 6], posts: f64, duty: f64| WorkloadRow {
        role: role.into(),
        scenario: SCENARIOS[scenario].into(),
        hours_per_worker_week: hours.to_vec(),
        posts,
        load: hours[2] / duty,
        duty_hours_per_worker_week: duty,
    };
    WorkloadFigure {
        title: "What workers do with their time on duty".into(),
        subtitle: "Mean of 40 replications of 182 days".into(),
        activities: words(&[
            "patrol",
            "visits",
            "cases",
            "travel",
            "forms and meetings",
            "idle on call",
        ]),
        rows: vec![
            row("Grid worker", 0, [14.0, 6.1, 8.4, 3.3, 7.1, 0.0], 46.0, 40.0),
            row("Grid worker", 1, [19.5, 0.6, 4.0, 4.8, 9.7, 0.0], 46.0, 40.0),
            row("Grid worker", 2, [10.1, 9.8, 11.9, 2.5, 8.6, 0.0], 38.0, 40.0),
            row("Street coordinator", 0, [0.0, 0.8, 21.4, 1.1, 10.4, 3.9], 6.0, 40.0),
            row("Street coordinator", 1, [0.0, 0.0, 26.9, 0.5, 12.2, 0.4], 6.0, 37.5),
            row("Contractor crew", 0, [0.0, 0.0, 24.4, 9.9, 1.6, 6.3], 12.5, 42.0),
        ],
    }
}

fn map_figure(classes: MapClasses, panels: usize) -> MapFigure {
    let corner = |column: usize, row: usize| {
        let (x, y) = (column as f64, row as f64);
        let bend = |a: f64, b: f64| 45.0 * libm::sin(a * 1.7 + b * 2.3);
        (x * 320.0 + bend(x, y), y * 280.0 + bend(y, x))
    };
    let cells = |panel: usize| {
        let place = move |index: usize| (index % 14, index / 14);
        (0..140).map(move |index| {
            let (column, row) = place(index);
            let centre = (column as f64 - 6.0).hypot(row as f64 - 4.0 - panel as f64);
            MapCell {
                ring: vec![
                    corner(column, row),
                    corner(column + 1, row),
                    corner(column + 1, row + 1),
                    corner(column, row + 1),
                ],
                value: (index % 29 != 7).then(|| {
                    180.0 * libm::exp(-centre / 4.0) / (1.0 + 0.5 * panel as f64)
                        + (index % 5) as f64
                }),
            }
        })
    };
    let outline = |from: usize, to: usize| -> Vec<(f64, f64)> {
        let south = (from..=to).map(|column| corner(column, 0));
        let east = (0..=10).map(|row| corner(to, row));
        let north = (from..=to).rev().map(|column| corner(column, 10));
        south.chain(east).chain(north).chain((0..=10).rev().map(|row| corner(from, row))).collect()
    };
    let panel = |place: usize| MapPanel {
        name: SCENARIOS[place].into(),
        cells: cells(place).collect(),
        outlines: vec![outline(0, 5), outline(5, 10), outline(10, 14)],
    };
    MapFigure {
        title: "Where problems stand longest".into(),
        subtitle: "Mean of 40 replications of 182 days, by grid; dark lines: communities".into(),
        indicator: "Severity-weighted problem days per 1,000 residents and year".into(),
        unit: "days".into(),
        classes,
        panels: (0..panels).map(panel).collect(),
    }
}

fn forest_figure(contrasts: usize) -> ForestFigure {
    let difference = |difference: f64, half: f64, adjusted_p: Option<f64>| {
        Some(ForestDifference {
            difference,
            low: difference - half,
            high: difference + half,
            adjusted_p,
            smallest: adjusted_p.map(|_| 1.5 * half),
        })
    };
    let row = |label: &str,
               unit: &str,
               baseline,
               better,
               primary,
               first: Option<ForestDifference>| {
        let scaled = |place: usize| {
            let by = [1.0, -0.4, 0.2][place];
            first.map(|found| ForestDifference {
                difference: found.difference * by,
                low: found.difference * by - (found.high - found.low) / 2.0,
                high: found.difference * by + (found.high - found.low) / 2.0,
                ..found
            })
        };
        let differences = (0..contrasts).map(scaled).collect();
        ForestRow { label: label.into(), unit: unit.into(), baseline, primary, better, differences }
    };
    ForestFigure {
        title: "What changes against grid stations with one finder".into(),
        subtitle: "Paired differences over 40 replications of 182 days; simultaneous 95 % intervals for primary indicators, single ones for the rest".into(),
        contrasts: words(&["Two-axis city management", "Party-led joint teams", "Hotline only"][..contrasts]),
        rows: vec![
            row("Problem days per 1,000", "days", 412.3, Some(Better::Lower), true, difference(-61.4, 9.2, Some(1e-5))),
            row("Resolution time", "h", 51.2, Some(Better::Lower), true, difference(7.9, 3.3, Some(0.004))),
            row("Cost per resident and year", "CNY", 38.4, Some(Better::Lower), true, difference(0.31, 0.9, Some(0.43))),
            row("Satisfaction of all residents", "share", 0.713, Some(Better::Higher), false, difference(0.034, 0.011, None)),
            row("First-time resolution", "share", 0.62, Some(Better::Higher), false, difference(-0.05, 0.02, None)),
            row("Calls and petitions per resident", "per year", 0.81, None, false, difference(0.12, 0.03, None)),
            row("Hand-offs per case", "count", 2.4, Some(Better::Lower), false, difference(0.5, 4.9, None)),
            row("Overtime", "h/week", 0.0, Some(Better::Lower), false, difference(1.4, 0.4, None)),
            row("Turnover", "per year", 0.21, Some(Better::Lower), false, None),
            row("False closures", "share", 0.04, Some(Better::Lower), false, difference(0.11, 0.02, None)),
        ],
    }
}

fn welch_figure() -> WelchFigure {
    let curve = |scenario: usize, level: f64| {
        let average = |day: u32| {
            let risen = 1.0 - libm::exp(-f64::from(day) / (40.0 + 30.0 * scenario as f64));
            (f64::from(day), level * (risen + 0.02 * libm::sin(f64::from(day) / 9.0)))
        };
        let cut = [105.0, 185.0, 140.0][scenario];
        WelchCurve { scenario, averages: (0..714).map(average).collect(), cut }
    };
    let panel = |title: &str, level: f64| WelchPanel {
        title: title.into(),
        curves: (0..3)
            .map(|scenario| curve(scenario, level * (1.0 - 0.1 * scenario as f64)))
            .collect(),
    };
    WelchFigure {
        title: "How the beginning wears off".into(),
        subtitle: "Pilot of 5 replications from an empty beginning; moving averages over 29 days; upright lines: what MSER-5 cuts".into(),
        x_label: "Day of the pilot".into(),
        warm_up_label: "dashed: warm-up of 27 weeks".into(),
        warm_up_days: 189.0,
        scenarios: words(&SCENARIOS[..3]),
        panels: vec![panel("problems_standing", 4200.0), panel("cases_waiting", 83.0)],
    }
}

fn precision_figure() -> PrecisionFigure {
    let series = |place: usize| {
        let width = |n: u32| {
            let luck =
                1.0 + 0.3 * libm::sin(f64::from(n) * (1.0 + place as f64)) / f64::from(n).sqrt();
            (f64::from(n), 9.0 / (1.0 + place as f64) / f64::from(n).sqrt() * luck)
        };
        PrecisionSeries {
            name: format!("resolution_time_h, {}", SCENARIOS[place]),
            half_widths: (2..=60).map(width).collect(),
        }
    };
    PrecisionFigure {
        title: "How well the means are known".into(),
        subtitle: "Half of the 95 % interval (Student t) relative to the mean, after each of 60 replications".into(),
        x_label: "Replications (log scale)".into(),
        y_label: "Half-width (%, log scale)".into(),
        law: "thin: proportional to n^-1/2".into(),
        series: (0..3).map(series).collect(),
        goals: vec![(1.5, "asked of resolution_time_h: 1.5 %".into())],
    }
}

fn uncertainty_figure() -> UncertaintyFigure {
    let row = |place: usize, found: f64, spread: f64| {
        let draw = |n: u32| found * 1.4 + spread * libm::sin(f64::from(n * n) * 0.7 + place as f64);
        UncertaintyRow {
            label: ["resolution_time_h".into(), format!("[{}] as staffed", place + 1)],
            simulation: [found - 0.6, found, found + 0.6],
            knowledge: [found * 1.4 - 0.95 * spread, found * 1.4, found * 1.4 + 0.95 * spread],
            draws: (0..80).map(draw).collect(),
            smallest: Some(5.0),
            reading: "holds in 92.5 % of draws".into(),
        }
    };
    UncertaintyFigure {
        title: "Two uncertainties side by side".into(),
        subtitle: "80 draws of assumed and calibrated numbers from their ranges, 2 replications of each scenario in each".into(),
        x_label: "Difference (% of the baseline's mean)".into(),
        legend: ["simulation", "knowledge", "one draw", "too small to matter"].map(str::to_owned),
        rows: vec![row(0, -14.0, 18.0), row(1, -7.0, 12.0)],
    }
}
