//! Figures stand for themselves: well formed, in one font, and sane whatever
//! they are given.

#[path = "../examples/figures/demo.rs"]
mod demo;

use gridgov::lang::Lang;
use gridgov::report::plot::daily::{self, DailyFigure, DailySeries};
use gridgov::report::plot::forest::{self, Better, ForestDifference, ForestFigure, ForestRow};
use gridgov::report::plot::map::{self, MapCell, MapClasses, MapFigure, MapPanel};
use gridgov::report::plot::matrix::{self, MatrixCell, MatrixFigure, MatrixPanel};
use gridgov::report::plot::precision::{self, PrecisionFigure, PrecisionSeries};
use gridgov::report::plot::stages::{self, StagesFigure, StagesRow};
use gridgov::report::plot::survival::{self, SurvivalCurve, SurvivalFigure};
use gridgov::report::plot::uncertainty::{self, UncertaintyFigure, UncertaintyRow};
use gridgov::report::plot::waterfall::{self, WaterfallBar, WaterfallFigure, WaterfallPanel};
use gridgov::report::plot::welch::{self, WelchCurve, WelchFigure, WelchPanel};
use gridgov::report::plot::workload::{self, WorkloadFigure, WorkloadRow};
use gridgov::report::plot::{Svg, png};
use resvg::usvg::{self, Options, Tree};

/// Values that break careless figures.
const STRANGE: [f64; 10] = [
    0.0,
    -0.0,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::MAX,
    f64::MIN_POSITIVE,
    5e-324,
    -1e299,
    1.0,
];

/// Lists of strange values: none, one, equal ones, every pair, all.
fn strange_lists() -> Vec<Vec<f64>> {
    let pairs = STRANGE.iter().flat_map(|&one| STRANGE.map(|other| vec![one, other]));
    let ones = STRANGE.iter().map(|&one| vec![one]);
    let more = [Vec::new(), vec![7.0; 5], STRANGE.to_vec()];
    more.into_iter().chain(ones).chain(pairs).collect()
}

fn must_be_a_picture(svg: &Svg) {
    assert!(Tree::from_str(svg.as_str(), &Options::default()).is_ok(), "{}", svg.as_str());
    for wrong in ["NaN", "inf"] {
        assert!(!svg.as_str().contains(wrong), "{wrong} in {}", svg.as_str());
    }
}

fn daily(lists: &[Vec<f64>], days: &[i64], title: &str) -> Svg {
    let series = lists.iter().map(|values| DailySeries {
        name: title.into(),
        days: days.to_vec(),
        mean: values.clone(),
        low: values.iter().map(|value| value - 1.0).collect(),
        high: values.clone(),
    });
    daily::draw(
        &DailyFigure {
            title: title.into(),
            subtitle: title.into(),
            y_label: title.into(),
            series: series.collect(),
            measured_from: 1,
        },
        Lang::En,
    )
}

fn survival(hours: &[f64], shares: &[f64], tau_hours: f64) -> Svg {
    let curve = SurvivalCurve {
        name: "one".into(),
        hours: hours.to_vec(),
        open_share: shares.to_vec(),
        low: shares.to_vec(),
        high: shares.to_vec(),
    };
    survival::draw(
        &SurvivalFigure { title: "t".into(), subtitle: "s".into(), curves: vec![curve], tau_hours },
        Lang::En,
    )
}

fn stages(hours: &[f64]) -> Svg {
    stages::draw(
        &StagesFigure {
            title: "t".into(),
            subtitle: "s".into(),
            per: "case".into(),
            stages: vec!["a".into(), "b".into()],
            rows: vec![StagesRow { name: "one".into(), hours: hours.to_vec() }],
        },
        Lang::En,
    )
}

fn workload(hours: &[f64], duty: f64) -> Svg {
    let row = WorkloadRow {
        role: "worker".into(),
        scenario: "one".into(),
        hours_per_worker_week: hours.to_vec(),
        posts: duty,
        load: duty,
        duty_hours_per_worker_week: duty,
    };
    workload::draw(
        &WorkloadFigure {
            title: "t".into(),
            subtitle: "s".into(),
            activities: vec!["a".into()],
            rows: vec![row],
        },
        Lang::En,
    )
}

fn map(values: &[f64], classes: MapClasses) -> Svg {
    let cell = |(place, value): (usize, &f64)| {
        let x = place as f64;
        MapCell { ring: vec![(x, 0.0), (x + 1.0, 0.0), (x, *value)], value: Some(*value) }
    };
    let cells: Vec<MapCell> = values.iter().enumerate().map(cell).collect();
    let outlines = vec![vec![(0.0, 0.0), (f64::NAN, 3.0), (5.0, 5.0)], Vec::new()];
    let panel = MapPanel { name: "one".into(), cells, outlines };
    map::draw(
        &MapFigure {
            title: "t".into(),
            subtitle: "s".into(),
            indicator: "i".into(),
            unit: "h".into(),
            classes,
            panels: vec![panel; 4],
        },
        Lang::En,
    )
}

fn forest(values: &[f64], baseline: f64) -> Svg {
    let difference = |value: &f64| {
        let (low, high) = (value - 1.0, value + 1.0);
        let (adjusted_p, smallest) = (Some(*value), Some(*value));
        Some(ForestDifference { difference: *value, low, high, adjusted_p, smallest })
    };
    let row = ForestRow {
        label: "i".into(),
        unit: String::new(),
        baseline,
        primary: true,
        better: Some(Better::Higher),
        differences: values.iter().map(difference).collect(),
    };
    forest::draw(
        &ForestFigure {
            title: "t".into(),
            subtitle: "s".into(),
            contrasts: vec!["one".into(), "two".into()],
            rows: vec![row],
        },
        Lang::En,
    )
}

fn waterfall(values: &[f64]) -> Svg {
    let part = |value: &f64| WaterfallBar {
        name: "part".into(),
        value: *value,
        ends: Some((value - 1.0, value + 1.0)),
        marks: Some((*value, 0.5 * value)),
        note: "n".into(),
    };
    let whole = values.iter().sum();
    let whole = WaterfallBar { value: whole, marks: None, ..part(&whole) };
    let bars = values.iter().map(part).chain([whole]).collect();
    let panel = WaterfallPanel { name: "i".into(), axis: "h".into(), bars };
    waterfall::draw(
        &WaterfallFigure {
            title: "t".into(),
            subtitle: "s".into(),
            panels: vec![panel],
            legend: ["lowers", "raises", "first", "last"].map(str::to_owned),
        },
        Lang::En,
    )
}

fn matrix(values: &[f64]) -> Svg {
    let cell = |value: &f64| MatrixCell { value: Some(*value), text: vec!["n".into(); 2] };
    let cells = vec![values.iter().map(cell).collect(), Vec::new()];
    matrix::draw(
        &MatrixFigure {
            title: "t".into(),
            subtitle: "s".into(),
            rows_are: "models".into(),
            rows: vec!["one".into(), "two".into()],
            columns: vec!["c".into(); values.len()],
            panels: vec![MatrixPanel { name: "i".into(), cells }],
        },
        Lang::En,
    )
}

/// The same values as days, averages and cuts.
fn welch(values: &[f64]) -> Svg {
    let curve = |cut: &f64| WelchCurve {
        scenario: 7,
        averages: values.iter().map(|value| (*value, *value)).collect(),
        cut: *cut,
    };
    welch::draw(
        &WelchFigure {
            title: "t".into(),
            subtitle: "s".into(),
            x_label: "x".into(),
            warm_up_label: "w".into(),
            warm_up_days: values.first().copied().unwrap_or(7.0),
            scenarios: vec!["a".into()],
            panels: vec![
                WelchPanel {
                    title: "p".into(),
                    curves: values.iter().map(curve).collect()
                };
                values.len().min(3)
            ],
        },
        Lang::En,
    )
}

fn precision(values: &[f64]) -> Svg {
    precision::draw(
        &PrecisionFigure {
            title: "t".into(),
            subtitle: "s".into(),
            x_label: "x".into(),
            y_label: "y".into(),
            law: "l".into(),
            series: vec![PrecisionSeries {
                name: "a".into(),
                half_widths: values.iter().map(|value| (*value, *value)).collect(),
            }],
            goals: values.iter().map(|value| (*value, "g".into())).collect(),
        },
        Lang::En,
    )
}

fn uncertainty(values: &[f64]) -> Svg {
    let row = |value: &f64| UncertaintyRow {
        label: ["a".into(), "b".into()],
        simulation: [*value, 0.0, *value],
        knowledge: [0.0, *value, *value],
        draws: values.to_vec(),
        smallest: Some(*value),
        reading: "r".into(),
    };
    uncertainty::draw(
        &UncertaintyFigure {
            title: "t".into(),
            subtitle: "s".into(),
            x_label: "x".into(),
            legend: ["a", "b", "c", "d"].map(str::to_owned),
            rows: values.iter().map(row).collect(),
        },
        Lang::En,
    )
}

#[test]
fn strange_values_give_pictures() {
    for values in strange_lists() {
        must_be_a_picture(&welch(&values));
        must_be_a_picture(&precision(&values));
        must_be_a_picture(&uncertainty(&values));
        must_be_a_picture(&daily(std::slice::from_ref(&values), &[0, 1], "t"));
        must_be_a_picture(&survival(&values, &[0.9, 0.4], 24.0));
        must_be_a_picture(&survival(&[1.0, 2.0], &values, f64::NAN));
        must_be_a_picture(&stages(&values));
        must_be_a_picture(&waterfall(&values));
        must_be_a_picture(&matrix(&values));
        must_be_a_picture(&map(&values, MapClasses::Linear));
        must_be_a_picture(&map(&values, MapClasses::Quantile(9)));
        must_be_a_picture(&map(&values, MapClasses::Kinds(vec!["a".into(); 2])));
    }
    for strange in STRANGE {
        must_be_a_picture(&survival(&[1.0], &[0.5], strange));
        must_be_a_picture(&workload(&[strange, 1.0], strange));
        for baseline in STRANGE {
            must_be_a_picture(&forest(&[strange, 1.0], baseline));
        }
    }
}

#[test]
fn nothing_to_draw_is_said() {
    let empty = [
        daily(&[], &[], "t"),
        daily(&[vec![f64::NAN; 2]], &[0, 1], "t"),
        survival(&[], &[], 24.0),
        stages(&[]),
        matrix(&[]),
        waterfall::draw(
            &WaterfallFigure {
                title: "t".into(),
                subtitle: "s".into(),
                panels: Vec::new(),
                legend: [const { String::new() }; 4],
            },
            Lang::En,
        ),
        workload(&[f64::NAN], 40.0),
        map(&[], MapClasses::Quantile(0)),
        map(&[], MapClasses::Kinds(Vec::new())),
        welch(&[]),
        precision(&[f64::NAN, -1.0]),
        uncertainty(&[]),
        forest::draw(
            &ForestFigure {
                title: "t".into(),
                subtitle: "s".into(),
                contrasts: Vec::new(),
                rows: Vec::new(),
            },
            Lang::En,
        ),
    ];
    for svg in empty {
        assert!(svg.as_str().contains("no data"), "{}", svg.as_str());
    }
}

/// The boxes of all texts of a figure, with what they say.
fn texts(svg: &Svg) -> Vec<(String, usvg::Rect)> {
    fn visit(group: &usvg::Group, found: &mut Vec<(String, usvg::Rect)>) {
        for node in group.children() {
            match node {
                usvg::Node::Group(inner) => visit(inner, found),
                usvg::Node::Text(text) => {
                    let said = text.chunks().iter().map(usvg::TextChunk::text).collect();
                    found.push((said, text.abs_bounding_box()));
                }
                _ => {}
            }
        }
    }
    let mut options = Options::default();
    for font in ["Inter-Regular", "Inter-Bold"] {
        let bytes = std::fs::read(format!("assets/fonts/{font}.otf")).expect("the font is here");
        options.fontdb_mut().load_font_data(bytes);
    }
    let tree = Tree::from_str(svg.as_str(), &options).expect("it is SVG");
    let mut found = Vec::new();
    visit(tree.root(), &mut found);
    found
}

#[test]
fn texts_of_a_forest_plot_never_lie_on_each_other() {
    for values in [[-0.5, 0.2], [-12_345.678, 98_765.4], [-1e-7, 123_456_789.0]] {
        let difference = |&value: &f64| {
            let (low, high) = (1.01 * value, 0.99 * value);
            let (adjusted_p, smallest) = (Some(1e-9), Some(value));
            Some(ForestDifference { difference: value, low, high, adjusted_p, smallest })
        };
        let row = |label: &str, primary| ForestRow {
            label: label.into(),
            unit: "yuan".into(),
            baseline: 20_000.0,
            primary,
            better: None,
            differences: values.iter().map(difference).collect(),
        };
        let boxes = texts(&forest::draw(
            &ForestFigure {
                title: "t".into(),
                subtitle: "s".into(),
                contrasts: vec!["as staffed, vs one".into(), "at equal cost, vs two".into()],
                rows: vec![row("problem_days_per_1000", true), row("solved_30d_share", false)],
            },
            Lang::En,
        ));
        assert!(boxes.iter().any(|(text, _)| text.contains("p < ")), "{boxes:?}");
        for (place, (one, a)) in boxes.iter().enumerate() {
            for (other, b) in &boxes[..place] {
                let apart = a.left() >= b.right() || b.left() >= a.right();
                let above = a.top() >= b.bottom() || b.top() >= a.bottom();
                assert!(apart || above, "{one:?} lies on {other:?}");
            }
        }
    }
}

#[test]
fn far_days_and_many_series_give_pictures() {
    must_be_a_picture(&daily(&[vec![1.0, 2.0]], &[i64::MIN, i64::MAX], "t"));
    must_be_a_picture(&daily(&vec![vec![1.0, 2.0]; 60], &[5, 5], "t"));
}

#[test]
fn names_can_be_anything() {
    for name in
        ["", "<&\"'>]]>", "\u{0}\u{1b}[31m", "网格化治理".repeat(60).as_str(), &"x".repeat(999)]
    {
        must_be_a_picture(&daily(&[vec![1.0, 2.0]], &[0, 1], name));
    }
}

#[test]
fn a_figure_is_the_same_each_time_and_has_twice_the_pixels() {
    for ((name, svg), (_, again)) in demo::figures().into_iter().zip(demo::figures()) {
        assert_eq!(svg, again, "{name}");
        must_be_a_picture(&svg);
        let bytes = png::render(&svg).expect("it is a picture");
        assert_eq!(bytes[..8], *b"\x89PNG\r\n\x1a\n", "{name}");
        let width = u32::from_be_bytes([bytes[16], bytes[17], bytes[18], bytes[19]]);
        assert!(svg.as_str().contains(&format!("width=\"{}\"", width / 2)), "{name}");
    }
}
