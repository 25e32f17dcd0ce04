//! The page, read by a browser's parser.

use std::collections::BTreeMap;

use scraper::{Html, Selector};

use super::view::command;
use super::*;
use crate::experiment::{Design, Kind, Prepared, compare, prepare, run_all};
use crate::report::figures;
use crate::scenario::study::Scenario;
use crate::scenario::{Options, Source, load};

/// A title that would run, close what is open and hold what HTML forbids.
const HOSTILE: &str = "</title><script>alert(1)</script>\" onload='x' &amp;\u{1} {{ 7 }} </style>";

/// A scenario under this name, with where its numbers come from.
fn scenario(builtin: &str, name: &str) -> (Prepared, Sources) {
    let sets = ["run.days=8 d", "run.warm_up=2 d", "run.follow_up=3 d"].map(str::to_owned);
    let source = Source::from_argument(builtin).expect("a built-in");
    let loaded = load::<Scenario>(&source, &sets, Options { provenance: true });
    let loaded = loaded.unwrap_or_else(|faults| panic!("{faults}"));
    let mut prepared = prepare(name, &loaded.value);
    prepared.title = HOSTILE.to_owned();
    (prepared, Sources { scenario: name.to_owned(), numbers: loaded.provenance })
}

fn studies(scenarios: Vec<Prepared>, replications: usize) -> Vec<Study> {
    let outcomes = run_all(&scenarios, 7, replications, 0, || ()).expect("threads start");
    let pairs = scenarios.into_iter().zip(outcomes);
    pairs.map(|(prepared, outcomes)| Study { prepared, outcomes }).collect()
}

fn manifest() -> Manifest {
    Manifest {
        version: "0.1.0".to_owned(),
        command: ["gridgov", "run", HOSTILE].map(str::to_owned).to_vec(),
        seed: 7,
        inputs: BTreeMap::from([(HOSTILE.to_owned(), "00".to_owned())]),
        ..Manifest::default()
    }
}

/// A comparison of two built-ins, the second under a hostile name.
fn page_of(builtins: [&str; 2], replications: usize, out_of_reach: &[&str]) -> String {
    let (first, sources) = scenario(builtins[0], "plain");
    let (second, more) = scenario(builtins[1], HOSTILE);
    let pairs = vec![("second - plain".to_owned(), Kind::AsStated, 0, 1)];
    let out_of_reach = out_of_reach.iter().map(|&reason| reason.to_owned()).collect();
    let design = Design { pairs, out_of_reach, ..Design::default() };
    let studies = studies(vec![first, second], replications);
    let comparison = compare(studies, design, 7).expect("they met the same problems");
    let mut drawn = figures::of_studies(&comparison.studies);
    if !drawn.is_empty() {
        drawn.insert(0, figures::of_comparison(&comparison));
    }
    let sources = [sources, more];
    of_comparison(&comparison, &drawn, About::new(&manifest(), &sources))
}

fn page_of_run(builtin: &str) -> String {
    let (prepared, sources) = scenario(builtin, "plain");
    let study = studies(vec![prepared], 2).remove(0);
    let drawn = figures::of_studies(std::slice::from_ref(&study));
    of_run(&study, &drawn, About::new(&manifest(), &[sources]))
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).map(|element| element.text().collect()).collect()
}

fn attributes(page: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let chosen = Selector::parse(selector).expect("a selector");
    let all = page.select(&chosen).filter_map(|element| element.value().attr(attribute));
    all.map(str::to_owned).collect()
}

/// What every page must be; gives it parsed.
fn well_formed(text: &str) -> Html {
    let page = Html::parse_document(text);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    assert_eq!(attributes(&page, "html", "lang"), ["en"]);
    let mut ids = attributes(&page, "[id]", "id");
    ids.sort();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    for target in attributes(&page, "nav a", "href") {
        assert!(ids.iter().any(|id| target == format!("#{id}")), "nothing at {target}");
    }
    for element in ["script", "link", "img", "iframe", "object", "foreignObject"] {
        assert_eq!(texts(&page, element).len(), 0, "{element}");
    }
    assert_eq!(attributes(&page, "[src]", "src").len(), 0, "nothing is fetched");
    assert!(!text.replace("data:font", "").contains("url(http"), "nothing is fetched");
    assert_eq!(attributes(&page, "[onload]", "onload").len(), 0);
    in_order(&page);
    labelled(&page);
    page
}

/// Headings go down by one level at a time, and the first is the only one of its level.
fn in_order(page: &Html) {
    let selector = Selector::parse("h1, h2, h3, h4, h5, h6").expect("a selector");
    let levels = page.select(&selector).map(|heading| heading.value().name().as_bytes()[1] - b'0');
    let levels: Vec<u8> = levels.collect();
    assert_eq!(levels.iter().position(|level| *level == 1), Some(0));
    assert!(!levels[1..].contains(&1), "{levels:?}");
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

/// Every figure has words for those who cannot see it, and a row has a cell for each column.
fn labelled(page: &Html) {
    let drawings = attributes(page, "figure [role=img]", "aria-label");
    assert_eq!(drawings.len(), texts(page, "svg").len());
    assert!(drawings.iter().all(|label| label.contains("replications")), "{drawings:?}");
    assert_eq!(texts(page, "figcaption").len(), drawings.len());
    let [rows, heads, cells] =
        ["tbody tr", "thead th", "th, td"].map(|s| Selector::parse(s).expect("a selector"));
    for table in page.select(&Selector::parse("table").expect("a selector")) {
        let columns = table.select(&heads).count();
        for row in table.select(&rows) {
            assert_eq!(row.select(&cells).count(), columns, "{:?}", row.html());
        }
    }
}

#[test]
fn a_comparison_is_whole_on_its_page_whatever_its_scenarios_are_called() {
    let models = ["traditional", "beijing-dongcheng-2004"];
    let text = page_of(models, 3, &["<b>it</b> costs too much"]);
    let page = well_formed(&text);
    assert_eq!(
        attributes(&page, "h2", "id"),
        ["study", "headline", "money", "official", "indicators", "figures", "provenance", "limits"]
    );
    assert_eq!(texts(&page, "figure").len(), 6);
    let all = page.root_element().text().collect::<String>();
    let shown = HOSTILE.replace('\u{1}', "\u{FFFD}");
    assert!(all.contains(&shown), "the title is shown as it is written");
    assert_eq!(texts(&page, "b").len(), 0);
    for part in [
        "n/a: <b>it</b> costs too much.",
        "second - plain",
        "legal",
        "ranking or dismissing persons",
        "the luck of replications alone",
        "Not distinguishable from zero",
        "official_closing_rate",
        "adjusted p",
        "still open at the end",
        "governance.roles.supervisor.staffing",
        "self-reported, same",
    ] {
        assert!(all.contains(part), "{part}");
    }
    let again = page_of(models, 3, &["<b>it</b> costs too much"]);
    assert!(text == again, "the same study makes the same page");
}

#[test]
fn each_number_of_each_scenario_is_on_the_page() {
    let (_, sources) = scenario("traditional", "plain");
    let page = well_formed(&page_of_run("traditional"));
    let rows = texts(&page, "#provenance ~ details tbody tr");
    assert_eq!(rows.len(), sources.numbers.len());
    let share = texts(&page, "#provenance ~ .wide tbody tr").concat();
    assert!(share.contains("assumed") || share.contains("(93.9 %)"), "{share}");
}

#[test]
fn one_scenario_and_a_network_have_pages_too() {
    let run = well_formed(&page_of_run("traditional"));
    assert_eq!(texts(&run, "figure").len(), 5);
    assert!(texts(&run, "#headline ~ p").concat().contains("compared with nothing"));
    let network = well_formed(&page_of_run("reference-jackson-200"));
    assert_eq!(
        attributes(&network, "h2", "id"),
        ["study", "headline", "indicators", "provenance", "limits"]
    );
    let pair = well_formed(&page_of(["reference-jackson-200"; 2], 2, &[]));
    let headline = texts(&pair, "#headline ~ p").concat();
    assert!(headline.contains("declared primary") && headline.contains("--equal-cost"));
}

#[test]
fn one_replication_says_that_nothing_can_be_told() {
    let page = well_formed(&page_of(["traditional", "traditional"], 1, &[]));
    let said = texts(&page, "#headline ~ ul").concat();
    assert!(said.contains("No value") && said.contains("no interval"), "{said}");
}

#[test]
fn a_scenario_and_its_copy_do_not_differ() {
    let page = well_formed(&page_of(["traditional", "traditional"], 2, &[]));
    let said = texts(&page, "#headline ~ ul").concat();
    assert!(said.contains("The same in every replication"), "{said}");
}

#[test]
fn a_command_is_quoted_for_the_shell() {
    let words = ["gridgov", "--set", "a='2 km2'", "", "b=1"].map(str::to_owned);
    assert_eq!(command(&words), r"gridgov --set 'a='\''2 km2'\''' '' b=1");
}
