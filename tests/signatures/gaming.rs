//! Each trick moves the score that is written down, and not the one that is so.
//!
//! The contracts have four periods of a fortnight in the town's eight weeks. Without means the
//! same contract with nobody gaming: `intensity = 0`.

use super::pair::Pair;

/// Bodies scored on closing, so loaded that there is something to gain: three quarters of their
/// time go to tasks from above, every limit that matters is a working day, and checks see three in ten
/// of what stands. Under the shipped model nine in ten are on time or closed within the night, and
/// checks find out what is called done on paper, so that calling it so gains nothing.
const CLOSING: &str = r#"
[[governance.assessments]]
id = "closing"
assessor = "supervision-centre"
assessed = { roles = ["city-appearance-squad", "sanitation", "municipal-works", "greening"] }
source = "record"
period = { every = "14 d" }
formula = "yuncheng"
consequence = "pay"
stakes = 0.02
[[governance.roles]]
id = "sanitation"
staffing = "1 per 2.5 km2"
admin_share = 0.75
[[governance.roles]]
id = "city-appearance-squad"
staffing = "2 per 2.5 km2"
admin_share = 0.75
[[governance.roles]]
id = "supervisor"
vigilance = 0.3
[governance.deadlines]
exposed-litter = "1 working day"
dirty-road = "1 working day"
small-adverts = "1 working day"
mobile-vendor = "1 working day"
shop-overflow = "1 working day"
stray-bicycles = "1 working day"
piled-goods = "1 working day"
"#;

/// Streets scored on what callers say: so careless, so much called about and so often asked that
/// some say no.
const RATES: &str = r#"
[[governance.assessments]]
id = "rates"
assessor = "supervision-centre"
assessed = { areas = "streets" }
source = "call-backs"
period = { every = "14 d" }
formula = "three-rates"
consequence = "pay"
stakes = 0.02
[[governance.channels]]
id = "supervision-line"
appeal = -1.0
[[governance.roles]]
id = "supervision-centre"
call_back = { sample = 1.0 }
[[governance.roles]]
id = "supervisor"
vigilance = 0.3
[[governance.roles]]
id = "sanitation"
quality = 0.5
[[governance.roles]]
id = "city-appearance-squad"
quality = 0.5
"#;

/// Supervisors scored on finds, by a quota of which they find a fifth.
const QUOTA: &str = r#"
[[governance.assessments]]
id = "quota"
assessor = "supervision-centre"
assessed = { roles = ["supervisor"] }
source = "record"
period = { every = "14 d" }
formula = "quota"
quota = 100
consequence = "pay"
stakes = 0.02
"#;

/// Streets scored on how little is filed and called about, that take calls and file for the platform
/// themselves; three times as many call as would.
const AREAS: &str = r#"
[[governance.assessments]]
id = "areas"
assessor = "supervision-centre"
assessed = { areas = "streets" }
source = "record"
period = { every = "14 d" }
formula = "cjt-292"
consequence = "pay"
stakes = 0.02
[[governance.roles]]
id = "street-office"
powers = ["file", "dispatch", "close"]
[[governance.channels]]
id = "supervision-line"
receiver = "street-office"
appeal = -1.0
[governance.accounting]
platform = ["supervision-centre", "street-office"]
"#;

/// A contract without the world that goes with it.
fn contract(text: &str) -> String {
    let (contract, _) = text.split_once("stakes = 0.02\n").expect("a contract");
    format!("{contract}stakes = 0.02\n")
}

/// The menu, with no fear of being caught.
const ALL: [&str; 11] = [
    "false_close",
    "extension",
    "hold",
    "exclusion",
    "coach",
    "merge",
    "split",
    "easy_first",
    "trivial_finds",
    "log_afterwards",
    "divert",
];

fn fearless(trick: &str) -> String {
    format!("{trick} = {{ detection = 0, penalty = 0 }}\n")
}

/// A town without and with a trick at which nobody fears to be caught.
fn pair(contract: &str, trick: &str) -> Pair {
    let more = format!("{contract}[governance.gaming]\nintensity = 0\n{}", fearless(trick));
    Pair::of("beijing-dongcheng-2004", &more, "[governance.gaming]\nintensity = 4\n")
}

/// What is called done without going there scores, and stands. (The rate on time alone rises by
/// a tenth, 3.7 standard errors in these twelve towns.)
#[test]
fn false_closing_parts_claims_from_truth() {
    let pair = pair(CLOSING, "false_close");
    pair.rises("official_score");
    pair.rises("claimed_true_gap");
    pair.rises("false_closure_share");
    pair.falls("true_score");
    pair.stays("discovery_rate", 0.03);
}

/// The same under the check of the shipped model, which sees 95 in a hundred: what is called done
/// on paper comes back as rework, and the true score does not rise. Slightly more is solved within
/// its limit (0.4 points, 4.0 standard errors), which no rule says: what went by itself while it
/// waited is closed without a visit, and the time goes to what stands.
#[test]
fn where_checks_see_false_closing_comes_back_as_rework() {
    let checked = CLOSING.replace("vigilance = 0.3", "vigilance = 0.95");
    let pair = pair(&checked, "false_close");
    pair.rises("rework_share");
    pair.does_not_rise("true_score");
}

#[test]
fn asking_for_time_moves_paper_alone() {
    let rule = "[governance.extension]\nbefore = \"4 h\"\nasked = 0.0\ngranted = 1.0\nadds = 3\nmost = 2\n";
    let pair = pair(&format!("{CLOSING}{rule}"), "extension");
    pair.rises("extension_share");
    pair.rises("official_on_time_rate");
    pair.rises("official_score");
    pair.stays("problem_days_per_1000", 0.02);
    pair.stays("discovery_rate", 0.02);
}

/// Work that is put off is left out on paper. In truth somewhat more is solved within its limit (1.3
/// points, 4.6 standard errors): what is put off would mostly have been late, and others are handled in
/// its place. That follows from how queues work and from no rule; the true score does not rise. A first
/// guess, that more would be late in truth, was wrong for bodies as loaded as these.
#[test]
fn putting_off_leaves_problems_standing() {
    let rule = "[governance.hold]\nasked = 0.0\ngranted = 1.0\nlasts = { fixed = \"5 d\" }\n";
    let pair = pair(&format!("{CLOSING}{rule}"), "hold");
    pair.rises("hold_share");
    pair.rises("official_score");
    pair.does_not_rise("true_score");
    pair.stays("discovery_rate", 0.03);
}

#[test]
fn exclusion_moves_paper_alone() {
    let rule = "[governance.exclusion]\nasked = 0.0\ngranted = 1.0\n";
    let pair = pair(&format!("{CLOSING}{rule}"), "exclusion");
    pair.rises("exclusion_share");
    pair.rises("official_score");
    pair.untouched(&["true_score", "problem_days_per_1000", "discovery_rate", "resolution_time_h"]);
}

/// Under bodies as they are shipped, who have cases in time to write as two.
#[test]
fn a_case_written_as_two_moves_paper_alone() {
    let pair = pair(&contract(CLOSING), "split");
    pair.rises("official_score");
    pair.rises("cases_per_1000");
    pair.stays("true_score", 0.03);
    pair.stays("problem_days_per_1000", 0.02);
}

#[test]
fn coaching_moves_what_callers_say_and_nothing_else() {
    let pair = pair(RATES, "coach");
    pair.rises("official_score");
    pair.rises("official_satisfaction");
    pair.untouched(&[
        "true_score",
        "true_resolution_rate",
        "satisfaction",
        "problem_days_per_1000",
        "discovery_rate",
        "handling_time_h",
    ]);
}

/// Nobody goes to see what a call was about that becomes no order.
#[test]
fn diverting_calls_leaves_problems_unsolved() {
    let pair = pair(AREAS, "divert");
    pair.rises("official_score");
    pair.falls("public_share_of_filed");
    pair.rises("problem_days_per_1000");
    pair.stays("true_score", 0.03);
}

/// Where no second report is recognised for what it is, each is filed; to have it pass for another
/// moves paper, and nobody is kept waiting whose problem has a file.
#[test]
fn a_call_that_passes_for_another_is_filed_no_more() {
    let blind = AREAS.replace("\"close\"]", "\"close\"]\nmerges = 0.0");
    let pair = pair(&blind, "merge");
    pair.rises("official_score");
    pair.falls("public_share_of_filed");
    pair.stays("problem_days_per_1000", 0.02);
}

/// Trifles cost whoever is sent to them a look at the site, and others wait for that.
#[test]
fn trifles_fill_a_quota_and_find_nothing() {
    let pair = pair(QUOTA, "trivial_finds");
    pair.rises("trivial_case_share");
    pair.rises("official_score");
    pair.rises("official_discovery_rate");
    pair.rises("backlog_mean");
    pair.stays("discovery_rate", 0.02);
    pair.stays("true_score", 0.03);
}

/// Whoever believes to be caught for sure, and to lose more than there is to gain, does nothing.
#[test]
fn whoever_fears_enough_does_not_game() {
    let more = format!("{CLOSING}[governance.gaming]\nintensity = 0\n{}", fearless("false_close"));
    let fear =
        "[governance.gaming]\nintensity = 4\nfalse_close = { detection = 1.0, penalty = 48 }\n";
    Pair::of("beijing-dongcheng-2004", &more, fear).all_untouched();
}

/// Those who do not believe to be caught do as they would without a fine, and pay it: the score
/// that is written down falls, and nothing else moves.
#[test]
fn a_fine_that_nobody_fears_lowers_the_score_alone() {
    let checked = CLOSING.replace("vigilance = 0.3", "vigilance = 0.95");
    let more = format!("{checked}[governance.gaming]\nintensity = 4\n{}", fearless("false_close"));
    let fine = "[governance.gaming]\nfalse_close = { detection = 0.0, penalty = 50 }\n";
    // Under `pay` a score moves nobody.
    let pair = Pair::of("beijing-dongcheng-2004", &more, fine);
    pair.falls("official_score");
    pair.untouched(&["true_score", "false_closure_share", "problem_days_per_1000", "rework_share"]);
}

/// Where those who are scored neither take calls nor file, a menu changes nothing.
#[test]
fn who_neither_takes_calls_nor_files_keeps_no_call_away() {
    let contract = contract(AREAS);
    let more = format!("{contract}[governance.gaming]\nintensity = 0\n{}", fearless("divert"));
    let pair = Pair::of("beijing-dongcheng-2004", &more, "[governance.gaming]\nintensity = 4\n");
    pair.all_untouched();
}

#[test]
fn a_higher_quota_brings_more_trifles() {
    let more =
        format!("{QUOTA}[governance.gaming]\nintensity = 0.2\n{}", fearless("trivial_finds"))
            .replace("quota = 100", "quota = 30");
    let quota = "[[governance.assessments]]\nid = \"quota\"\nquota = 60\n";
    Pair::of("beijing-dongcheng-2004", &more, quota).rises("trivial_case_share");
}

#[test]
fn writing_down_what_ended_by_itself_finds_nothing() {
    let pair = pair(QUOTA, "log_afterwards");
    pair.rises("official_score");
    pair.rises("official_on_time_rate");
    pair.stays("true_score", 0.02);
    pair.stays("discovery_rate", 0.01);
}

/// Short work first is no fraud: more is in time in truth as well. The true twin rises here, which
/// follows from how queues work and from no rule of gaming.
#[test]
fn easy_cases_first_are_in_time_in_truth_too() {
    let pair = pair(CLOSING, "easy_first");
    pair.rises("official_on_time_rate");
    pair.rises("solved_within_limit_share");
    pair.stays("discovery_rate", 0.02);
}

/// A contract moves nobody but finders who have to handle what they find, who look away for none
/// here; and nobody games at intensity zero.
#[test]
fn a_contract_alone_and_gaming_at_zero_change_nothing() {
    let requests = "[governance.extension]\nbefore = \"1 h\"\nasked = 0.2\ngranted = 1.0\nadds = 3\nmost = 2\n\
        [governance.hold]\nasked = 0.1\ngranted = 1.0\nlasts = { fixed = \"5 d\" }\n\
        [governance.exclusion]\nasked = 0.2\ngranted = 1.0\n";
    let contracts = [CLOSING, RATES, QUOTA, AREAS];
    let (_, world) = CLOSING.split_once("stakes = 0.02\n").expect("a contract");
    let calm = world.replace("admin_share", "patrol = { suppression = 0.0 }\nadmin_share");
    let others = ["municipal-works", "greening"]
        .map(|id| {
            format!("[[governance.roles]]\nid = \"{id}\"\npatrol = {{ suppression = 0.0 }}\n")
        })
        .concat();
    let more = format!("{calm}{requests}{others}");
    let mechanism = format!(
        "{}[governance.gaming]\nintensity = 0\n{}",
        contracts.map(contract).concat(),
        ALL.map(fearless).concat()
    );
    Pair::of("beijing-dongcheng-2004", &more, &mechanism).all_untouched();
}
