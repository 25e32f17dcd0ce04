//! Shared files save double work, and parallel systems cost desk time.

use super::pair::Pair;

/// Residents turn to the hotline far more readily, and it knows well what it sees: else hardly two
/// calls on one problem come in at different bodies while it is open.
const VOICES: &str = "[[governance.channels]]\nid = \"hotline\"\nappeal = -1.0\n\
    [[governance.roles]]\nid = \"mayor-hotline\"\nmerges = 0.9\n\
    [governance.sharing]\ngroups = []\n";

/// Where bodies see each other's files the second call on a problem makes no second case: fewer
/// cases and orders are double, and less work is done. As many problems arise, are reported and
/// are found, within a hundredth. They are not solved sooner for it, but later (by one part in
/// two hundred): a second file on a problem is a second try at another body.
#[test]
fn shared_files_save_double_cases_and_their_work() {
    let groups = "[governance.sharing]\n\
        groups = [[\"supervision-centre\", \"mayor-hotline\", \"letters-office\"]]\n";
    let pair = Pair::of("beijing-dongcheng-2004", VOICES, groups);
    pair.falls("duplicate_share");
    pair.falls("duplicate_order_share");
    pair.falls("steps_per_case");
    pair.falls("worker_utilisation");
    pair.stays("incidence_per_1000", 0.01);
    pair.stays("discovery_rate", 0.01);
    pair.stays("report_rate", 0.01);
    pair.rises("handling_time_h");
}

/// Under the shipped appeals no two calls on one problem come in at different bodies that file, so
/// that sharing among these changes nothing at all in this town. What committees are told is on
/// file elsewhere now and then: they have to see it.
#[test]
fn who_receives_calls_has_to_see_the_files() {
    let with = |more: &str| {
        let filers = "\"supervision-centre\", \"mayor-hotline\", \"letters-office\"";
        let groups = format!("[governance.sharing]\ngroups = [[{filers}{more}]]\n");
        let none = "[governance.sharing]\ngroups = []\n";
        Pair::of("beijing-dongcheng-2004", none, &groups)
    };
    with("").untouched(&["duplicate_share", "duplicate_order_share", "handling_time_h"]);
    let pair = with(", \"street-office\", \"residents-committee\"");
    pair.falls("duplicate_share");
    pair.stays("discovery_rate", 0.01);
    pair.stays("incidence_per_1000", 0.01);
}

/// With six systems each case is written down more often, which takes desk time and time to
/// search: fewer problems are found, and they stand longer. Somewhat more arise (two in a hundred),
/// and more visits find nothing to do. So "cases called done per worker-day" *rises* by some two in a
/// hundred while everybody is worse off: it counts visits and not what they bring.
#[test]
fn parallel_systems_cost_time_to_search_and_bring_nothing() {
    let of = |count: u32| {
        format!(
            "[governance.systems]\ncount = {count}\nentry = {{ fixed = \"10 min\" }}\n\
             roles = [\"supervisor\", \"supervision-centre\"]\n"
        )
    };
    let pair = Pair::of("beijing-dongcheng-2004", &of(1), &of(6));
    pair.rises("entries_per_case");
    pair.rises("worker_utilisation");
    pair.falls("patrol_share");
    pair.falls("discovery_rate");
    pair.rises("problem_days_per_1000");
    pair.rises("vanished_before_work_share");
    pair.rises("cases_per_worker_day");
    pair.stays("incidence_per_1000", 0.04);
}

/// The same systems cost nothing where one entry serves all.
#[test]
fn one_entry_for_all_systems_costs_what_one_system_does() {
    let of = |count: u32, shared: &str| {
        format!(
            "[governance.systems]\ncount = {count}\nentry = {{ fixed = \"10 min\" }}\n\
             roles = [\"supervisor\"]\n{shared}"
        )
    };
    let pair = Pair::of("beijing-dongcheng-2004", &of(1, ""), &of(6, "shared = true\n"));
    pair.untouched(&["entries_per_case", "worker_utilisation", "problem_days_per_1000"]);
}

/// A line that may file on litter alone rejects most of what it is told: less of it is filed, and
/// as much is found. Residents call it far more readily here, else it had little to reject.
#[test]
fn a_narrow_catalogue_of_a_channel_rejects_more_and_finds_no_less() {
    let line = |list: &str| {
        format!(
            "[[governance.channels]]\nid = \"supervision-line\"\nappeal = 0.0\n\
             answered = 0.0\n{list}"
        )
    };
    let all = "catalogue = [\"exposed-litter\", \"dirty-road\", \"small-adverts\", \
        \"mobile-vendor\", \"shop-overflow\", \"piled-goods\", \"stray-bicycles\", \
        \"construction-disorder\", \"illegal-building\", \"road-damage\", \"manhole-cover\", \
        \"street-lamp\", \"litter-bin\", \"greenery\", \"guard-rail\", \"burst-pipe\"]\n";
    let narrow = line("catalogue = [\"exposed-litter\"]\n");
    let pair = Pair::of("beijing-dongcheng-2004", &line(all), &narrow);
    pair.falls("filing_rate");
    pair.falls("filed_per_month");
    pair.stays("discovery_rate", 0.01);
    pair.stays("listed_discovery_rate", 0.01);
    pair.stays("incidence_per_1000", 0.01);
}
