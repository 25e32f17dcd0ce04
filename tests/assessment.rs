//! What gaming does to the score that is written down and to the one that is so, in
//! docs/assessment.md: the table there is the committed CSV, and an ignored test makes that.
//!
//!     cargo test --release --test assessment -- --ignored --nocapture

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use gridgov::city::category::Class;
use gridgov::experiment::{Measure, Prepared, Study, Subject, prepare, run_all};
use gridgov::id::Id as _;
use gridgov::lang::Lang;
use gridgov::report::plot::forest::{self, Better, ForestDifference, ForestFigure, ForestRow};
use gridgov::report::plot::png;
use gridgov::rng::Streams;
use gridgov::scenario::check::check;
use gridgov::scenario::study::Scenario;
use gridgov::scenario::{Loaded, Options, Source, load_checked};
use gridgov::simulation::record::{Observer, Record};
use gridgov::simulation::simulate;
use gridgov::stats::{Estimate, Paired, holm};
use gridgov::time::Time;

const FOLDER: &str = "results/findings/assessment";
const SEED: u64 = 2004;
const REPLICATIONS: usize = 20;
const CONTRACTS: [&str; 4] = ["yuncheng", "three-rates", "quota", "cjt-292"];
const INTENSITIES: [&str; 5] = ["0", "0.5", "1", "2", "4"];
const SCORES: [&str; 2] = ["official_score", "true_score"];

/// Bodies and checks as the model ships them, where those assessed know what checks see, or believe
/// in three in ten instead of 95 in a hundred, with and without a fine; or such that there is more to gain and less to fear:
/// three quarters of the time of the two busiest bodies go to other tasks, half of their fixes
/// fail, checks see three in ten of what stands, more people call, and all are called back.
const TOWNS: [(&str, &[&str]); 4] = [
    ("as shipped", &[]),
    ("mistaken", &[BELIEF]),
    ("unfined", &[BELIEF, "governance.gaming.false_close.penalty=0"]),
    (
        "careless",
        &[
            "governance.roles.sanitation.admin_share=0.75",
            "governance.roles.sanitation.quality=0.5",
            "governance.roles.city-appearance-squad.admin_share=0.75",
            "governance.roles.city-appearance-squad.quality=0.5",
            "governance.roles.supervisor.vigilance=0.3",
            "governance.roles.supervision-centre.call_back.sample=1.0",
            "governance.channels.supervision-line.appeal=-1.0",
        ],
    ),
];

/// That checks see three in ten, which only the contract on closing is about.
const BELIEF: &str = "governance.gaming.false_close.detection=0.3";

/// A small town of the density of Dongcheng, for three calendar months.
const TOWN: [&str; 8] = [
    "city.area=2.5 km2",
    "city.residents=50000",
    "city.streets=4",
    "city.communities=12",
    "city.blocks=300",
    "run.days=90 d",
    "run.warm_up=28 d",
    "run.follow_up=28 d",
];

fn town(place: usize, contract: &str, intensity: &str) -> Prepared {
    let name = format!("measures/assessment-{contract}");
    let source = Source::from_argument(&name).expect("a built-in");
    let mut sets = TOWN.map(str::to_owned).to_vec();
    sets.extend(TOWNS[place].1.iter().map(|set| (*set).to_owned()));
    if TOWNS[place].0 == "careless" && contract == "yuncheng" {
        sets.push(BELIEF.to_owned());
    }
    sets.push(format!("governance.gaming.intensity={intensity}"));
    let loaded = load_checked(&source, &sets, Options { provenance: false }, check);
    let loaded: Loaded<Scenario> = loaded.unwrap_or_else(|faults| panic!("{faults}"));
    prepare(&name, &loaded.value)
}

fn values(study: &Study, id: &str) -> Vec<f64> {
    let place = study.measures().iter().position(|m: &Measure| m.id == id).expect("an indicator");
    let result = study.indicator(place);
    result.unwrap_or_else(|reason| panic!("{id}: {}", reason.said(Lang::En))).values
}

/// A line of the table: a contract at an intensity, and one of its scores.
struct Line {
    town: &'static str,
    contract: &'static str,
    intensity: &'static str,
    score: &'static str,
    mean: [f64; 3],
    /// From the intensity before: mean, interval, p.
    step: Option<([f64; 3], f64)>,
    /// From nobody gaming: the same.
    all: Option<([f64; 3], f64)>,
}

fn with_interval(mean: f64, (low, high): (f64, f64)) -> [f64; 3] {
    [mean, low, high]
}

fn lines((place, contract): (usize, &'static str)) -> Vec<Line> {
    let towns = INTENSITIES.map(|intensity| town(place, contract, intensity));
    let outcomes = run_all(&towns, SEED, REPLICATIONS, 1, || ()).expect("threads start");
    let studies: Vec<Study> = towns
        .into_iter()
        .zip(outcomes)
        .map(|(prepared, outcomes)| Study { prepared, outcomes })
        .collect();
    let mut lines = Vec::new();
    for score in SCORES {
        let all: Vec<Vec<f64>> = studies.iter().map(|study| values(study, score)).collect();
        for (at, values) in all.iter().enumerate() {
            let estimate = Estimate::of(values).expect("values");
            let against = |other: &Vec<f64>| Paired::of(values, other).expect("pairs");
            let before = at.checked_sub(1).map(|before| against(&all[before]));
            let change =
                |paired: &Paired| with_interval(paired.difference.mean, paired.interval(0.95));
            lines.push(Line {
                town: TOWNS[place].0,
                contract,
                intensity: INTENSITIES[at],
                score,
                mean: with_interval(estimate.mean, estimate.interval(0.95).expect("replications")),
                step: before.as_ref().map(|paired| (change(paired), paired.p)),
                all: before.is_some().then(|| against(&all[0])).map(|of| (change(&of), of.p)),
            });
        }
    }
    lines
}

/// Writes the table, one line for each town, contract, score and intensity; p is Holm's over all
/// steps, and over all differences from nobody gaming.
fn csv(lines: &[Line]) -> String {
    let adjusted = |p: Vec<f64>| holm(&p).expect("p-values").into_iter();
    let mut of_steps = adjusted(lines.iter().filter_map(|line| line.step).map(|of| of.1).collect());
    let mut of_all = adjusted(lines.iter().filter_map(|line| line.all).map(|of| of.1).collect());
    let mut text = "town,contract,intensity,score,mean,low,high,step,step_low,step_high,\
                    step_p_holm,from_none,from_none_low,from_none_high,from_none_p_holm\n"
        .to_owned();
    for line in lines {
        let Line { town, contract, intensity, score, mean: [mean, low, high], .. } = line;
        write!(text, "{town},{contract},{intensity},{score},{mean:.4},{low:.4},{high:.4}")
            .expect("text");
        for (change, adjusted) in [(line.step, &mut of_steps), (line.all, &mut of_all)] {
            match change {
                Some(([change, low, high], _)) => {
                    let p = adjusted.next().expect("one for each");
                    write!(text, ",{change:.4},{low:.4},{high:.4},{p:.3e}").expect("text");
                }
                None => text += ",,,,",
            }
        }
        text.push('\n');
    }
    text
}

/// Every town and contract.
fn all() -> impl Iterator<Item = (usize, &'static str)> {
    let pairs = (0..TOWNS.len()).flat_map(|place| CONTRACTS.map(|contract| (place, contract)));
    pairs.filter(|(place, contract)| {
        !["mistaken", "unfined"].contains(&TOWNS[*place].0) || *contract == "yuncheng"
    })
}

fn figure(lines: &[Line]) -> ForestFigure {
    let row = |(town, contract, score): (&str, &str, &str)| {
        let of = lines
            .iter()
            .filter(|line| (line.town, line.contract, line.score) == (town, contract, score));
        let difference = |[difference, low, high]: [f64; 3]| ForestDifference {
            difference,
            low,
            high,
            adjusted_p: None,
            smallest: None,
        };
        ForestRow {
            label: format!("{contract}, {town}: {}", score.replace("_score", "")),
            unit: "points".into(),
            baseline: of.clone().next().expect("a line").mean[0],
            primary: false,
            better: Some(Better::Higher),
            differences: of
                .filter_map(|line| line.all)
                .map(|(all, _)| Some(difference(all)))
                .collect(),
        }
    };
    let rows =
        all().flat_map(|(place, contract)| SCORES.map(|score| (TOWNS[place].0, contract, score)));
    ForestFigure {
        title: "What gaming adds to the score written down, and to the one that is so".into(),
        subtitle: format!(
            "Differences from nobody gaming, {REPLICATIONS} replications under common random \
             numbers, 95 % intervals; a small town for 90 days"
        ),
        contrasts: INTENSITIES[1..].iter().map(|of| format!("intensity {of}")).collect(),
        rows: rows.map(row).collect(),
    }
}

/// Of cases opened within the horizon, by class of their problem: how many, and sums.
#[derive(Clone, Copy, Default)]
struct Classed {
    cases: f64,
    closed: f64,
    hours: f64,
    false_closed: f64,
    due: f64,
    official: f64,
    truly: f64,
}

/// Watches cases by class: component, event.
struct Watch {
    horizon: Time,
    of: [Classed; 2],
    classes: Vec<Option<usize>>,
}

impl Observer for Watch {
    fn saw(&mut self, _: Time, record: Record<'_>) {
        let Record::Case(case, problem) = record else { return };
        let Some(class) = self.classes[problem.category.index()] else { return };
        let out = case.opened < Time::ZERO || case.opened >= self.horizon;
        if out || case.made_up.is_some() || case.filed.is_none() {
            return;
        }
        let of = &mut self.of[class];
        of.cases += 1.0;
        if let Some(closed) = case.closed {
            of.closed += 1.0;
            of.hours += (closed - case.opened).hours();
            of.false_closed += f64::from(u8::from(case.closed_false));
        }
        if let Some((due, promised)) = case.deadline.zip(case.promised) {
            of.due += 1.0;
            of.official += f64::from(u8::from(case.closed.is_some_and(|closed| closed <= due)));
            let ended = problem.ended.map(|(ended, _)| ended);
            of.truly += f64::from(u8::from(ended.is_some_and(|ended| ended <= promised)));
        }
    }
}

/// The pattern by class: mean hours to closing, share closed falsely, on time as written down and
/// in truth, each a value for every replication.
fn pattern(prepared: &Prepared) -> BTreeMap<(&'static str, &'static str), Vec<f64>> {
    let Subject::Governed(governed) = &prepared.subject else { panic!("a governed city") };
    let class = |class: Class| match class {
        Class::Component => Some(0),
        Class::Event => Some(1),
        Class::Matter => None,
    };
    let mut found: BTreeMap<_, Vec<f64>> = BTreeMap::new();
    for replication in 0..REPLICATIONS as u64 {
        let classes = governed.city.categories.iter().map(|of| class(of.class)).collect();
        let mut watch =
            Watch { horizon: prepared.window.horizon(), of: [Classed::default(); 2], classes };
        let streams = Streams::new(SEED, replication);
        simulate(&governed.city, &governed.governance, streams, prepared.window, &mut watch);
        for (class, of) in ["component", "event"].into_iter().zip(watch.of) {
            for (what, value) in [
                ("hours_to_closing", of.hours / of.closed),
                ("closed_falsely", of.false_closed / of.closed),
                ("on_time_official", of.official / of.due),
                ("on_time_true", of.truly / of.due),
            ] {
                found.entry((what, class)).or_default().push(value);
            }
        }
    }
    found
}

fn pattern_csv() -> String {
    let mut text = "town,ranking,class,measure,mean,low,high\n".to_owned();
    for (place, (name, _)) in TOWNS.iter().enumerate() {
        for (ranking, intensity) in [("without", "0"), ("with", "1")] {
            for ((what, class), values) in pattern(&town(place, "yuncheng", intensity)) {
                let estimate = Estimate::of(&values).expect("values");
                let (low, high) = estimate.interval(0.95).expect("replications");
                let mean = estimate.mean;
                let line = format!("{mean:.4},{low:.4},{high:.4}");
                writeln!(text, "{name},{ranking},{class},{what},{line}").expect("text");
            }
        }
    }
    text
}

#[test]
#[ignore = "900 runs: a minute"]
fn scores_under_gaming_are_measured() {
    let lines: Vec<Line> = all().flat_map(lines).collect();
    fs::create_dir_all(FOLDER).expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        fs::write(Path::new(FOLDER).join(name), bytes).expect("a file");
    };
    write("scores.csv", csv(&lines).as_bytes());
    let svg = forest::draw(&figure(&lines), Lang::En);
    write("scores.svg", svg.as_str().as_bytes());
    write("scores.png", &png::render(&svg).expect("a picture"));
    write("pattern.csv", pattern_csv().as_bytes());
    println!("{}\n{}", table(&read("scores.csv")), pattern_table(&read("pattern.csv")));
}

fn read(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(Path::new(FOLDER).join(name)).expect("a file");
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn number(cell: &str) -> f64 {
    cell.parse().expect("a number")
}

fn interval(cells: &[String]) -> String {
    let [mean, low, high] = [0, 1, 2].map(|place| number(&cells[place]));
    format!("{mean:.1} ({low:.1} to {high:.1})")
}

/// The table of docs/assessment.md, from the CSV.
fn table(rows: &[Vec<String>]) -> String {
    let mut text = "| town | contract | intensity | official score | step; p | from 0; p | \
                    true score | step; p | from 0; p |\n|---|---|---|---|---|---|---|---|---|\n"
        .to_owned();
    let change = |row: &Vec<String>, at: usize| match row[at].as_str() {
        "" => "–".to_owned(),
        change => format!("{:+.2}; {}", number(change), p(number(&row[at + 3]))),
    };
    for official in rows.iter().filter(|row| row[3] == SCORES[0]) {
        let twin = |row: &&Vec<String>| row[..3] == official[..3] && row[3] == SCORES[1];
        let truth = rows.iter().find(twin).expect("a twin");
        let [town, contract, intensity] = [0, 1, 2].map(|place| &official[place]);
        let scores = [official, truth].map(|row| {
            format!("{} | {} | {}", interval(&row[4..]), change(row, 7), change(row, 11))
        });
        let scores = scores.join(" | ");
        writeln!(text, "| {town} | `{contract}` | {intensity} | {scores} |").expect("text");
    }
    text
}

fn p(p: f64) -> String {
    if p < 0.001 { "< 0.001".to_owned() } else { format!("{p:.3}") }
}

/// The table of the pattern, from the CSV.
fn pattern_table(rows: &[Vec<String>]) -> String {
    let mut text = "| town | measure | class | without ranking | with ranking |\n\
                    |---|---|---|---|---|\n"
        .to_owned();
    let cell = |ranking: &str, row: &Vec<String>| {
        let fits = |other: &&Vec<String>| {
            other[0] == row[0] && other[1] == ranking && other[2..4] == row[2..4]
        };
        let found = rows.iter().find(fits).expect("a row");
        let [mean, low, high] = [4, 5, 6].map(|place| number(&found[place]));
        format!("{mean:.3} ({low:.3} to {high:.3})")
    };
    for row in rows.iter().filter(|row| row[1] == "without") {
        let (town, what, class) = (&row[0], &row[3], &row[2]);
        let [without, with] = ["without", "with"].map(|ranking| cell(ranking, row));
        writeln!(text, "| {town} | `{what}` | {class} | {without} | {with} |").expect("text");
    }
    text
}

/// The part of docs/assessment.md between two marks.
fn part(name: &str) -> String {
    let text = fs::read_to_string("docs/assessment.md").expect("the page is there");
    let inner = text.split(&format!("<!-- {name} -->\n")).nth(1).expect("it is marked");
    inner.to_owned()
}

#[test]
fn the_page_says_what_was_measured() {
    assert_eq!(part("scores").trim(), table(&read("scores.csv")).trim());
    assert_eq!(part("pattern").trim(), pattern_table(&read("pattern.csv")).trim());
}

/// At no step of the grid, and at no intensity against nobody gaming, does a score written down
/// fall or a true one rise, as far as can be told, but where the page names it.
#[test]
fn what_goes_against_the_claim_is_named_on_the_page() {
    let named = part("against");
    let mut against = 0;
    for row in read("scores.csv").iter().filter(|row| !row[7].is_empty()) {
        for (at, how) in [(7, "to"), (11, "at")] {
            let (change, p) = (number(&row[at]), number(&row[at + 3]));
            let wrong = if row[3] == "official_score" { change < 0.0 } else { change > 0.0 };
            if wrong && p < 0.05 {
                against += 1;
                let line =
                    format!("{}, `{}`, `{}`, {how} intensity {}", row[0], row[1], row[3], row[2]);
                assert!(named.contains(&line), "not on the page: {line}");
            }
        }
    }
    assert_eq!(named.matches(" intensity ").count(), against);
}
