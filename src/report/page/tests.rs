//! The page, read by a browser's parser.

use std::collections::BTreeMap;

use scraper::{Html, Selector};

use super::view::command;
use super::*;
use crate::experiment::Prepared;
use crate::lang::Text;
use crate::metrics::indicator;
use crate::report::{figures, tests};

/// A title that would run, close what is open and hold what HTML forbids.
const HOSTILE: &str = "</title><script>alert(1)</script>\" onload='x' &amp;\u{1} {{ 7 }} </style>";

/// A scenario under this name and a hostile title, with where its numbers come from.
fn scenario(builtin: &str, name: &str) -> (Prepared, Sources) {
    let (prepared, sources) = tests::scenario(builtin, name);
    (Prepared { title: Text::same(HOSTILE), ..prepared }, sources)
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
    let of = [scenario(builtins[0], "plain"), scenario(builtins[1], HOSTILE)];
    compared(
        of,
        replications,
        out_of_reach.iter().map(|&reason| Text::same(reason)).collect(),
        Lang::En,
    )
}

fn compared(
    of: [(Prepared, Sources); 2],
    replications: usize,
    out_of_reach: Vec<Text>,
    lang: Lang,
) -> String {
    let [(first, sources), (second, more)] = of;
    let comparison = tests::compared([first, second], replications, out_of_reach);
    let mut drawn = figures::of_studies(&comparison.studies, lang);
    if !drawn.is_empty() {
        drawn.insert(0, figures::of_comparison(&comparison, lang));
    }
    let sources = [sources, more];
    of_comparison(&comparison, &drawn, About::new(&manifest(), &sources, lang))
}

fn page_of_run(builtin: &str) -> String {
    let (prepared, sources) = scenario(builtin, "plain");
    let study = tests::studies(vec![prepared], 2).remove(0);
    let lang = Lang::En;
    let drawn = figures::of_studies(std::slice::from_ref(&study), lang);
    of_run(&study, &drawn, About::new(&manifest(), &[sources], lang))
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
    let has_sample = |label: &String| label.contains("replications") || label.contains("次重复");
    assert!(drawings.iter().all(has_sample), "{drawings:?}");
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
    assert_eq!(attributes(&page, "html", "lang"), ["en"]);
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
    assert!(share.contains("994 (94 %)"), "{share}");
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

/// Latin words that a page in Chinese may hold: names of methods, people, files and the program.
const LATIN: [&str; 18] = [
    "gridgov",
    "SHA-256",
    "Student",
    "Holm",
    "Shapley",
    "Fieller",
    "csv",
    "differences.csv",
    "daily.csv",
    "equal-cost",
    "--equal-cost",
    "plain",
    "second",
    "beijing",
    "dongcheng",
    "run",
    "Clark",
    "Yang",
];

/// The words of three Latin letters or more outside code and ids of indicators.
fn latin_words(text: &str) -> Vec<&str> {
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || "_-.".contains(sign);
    let words = text.split(|sign: char| !is_part(sign)).map(|word| word.trim_end_matches('.'));
    let is_word = |word: &&str| {
        let letters = word.chars().filter(char::is_ascii_alphabetic).count();
        letters > 2 && !LATIN.contains(word) && indicator::find(word).is_none()
    };
    words.filter(is_word).collect()
}

#[test]
fn a_page_in_chinese_says_nothing_in_english() {
    let of = ["traditional", "beijing-dongcheng-2004"].map(|name| tests::scenario(name, "plain"));
    let text = compared(of, 3, vec![Text::new("too dear", "太贵")], Lang::Zh);
    let page = well_formed(&text);
    assert_eq!(attributes(&page, "html", "lang"), ["zh-CN"]);
    let inside = "section:not([aria-labelledby=provenance])";
    let mut said = texts(&page, "h1, h2, h3, nav a, header p, figcaption, svg text, summary");
    said.extend(texts(
        &page,
        "[aria-labelledby=provenance] > .wide th, [aria-labelledby=provenance] > p",
    ));
    for part in ["p", "li", "dt", "th", "td"] {
        said.extend(texts(&page, &format!("{inside} {part}")));
    }
    said.extend(attributes(&page, "[aria-label]", "aria-label"));
    let inputs = HOSTILE.replace('\u{1}', "\u{FFFD}");
    for text in said.iter().filter(|text| !text.contains(&inputs)) {
        assert_eq!(latin_words(text), Vec::<&str>::new(), "{text}");
    }
    let all = said.concat();
    for part in ["街居制(仿东城区)", "每千人问题日", "不适用：太贵", "按各自编制", "居民委员会"]
    {
        assert!(all.contains(part), "{part}");
    }
}

#[test]
fn a_command_is_quoted_for_the_shell() {
    let words = ["gridgov", "--set", "a='2 km2'", "", "b=1"].map(str::to_owned);
    assert_eq!(command(&words), r"gridgov --set 'a='\''2 km2'\''' '' b=1");
}
