//! Exceptions to the clock move what is on paper.

use super::pair::Pair;

/// More time granted is kept more often on paper, and nobody solves anything sooner.
#[test]
fn extension_moves_the_official_rate_and_not_its_twin() {
    let extension = "[governance.extension]\nbefore = \"4 h\"\nasked = 1.0\ngranted = 1.0\n\
        adds = 3\nmost = 2\n";
    let pair = Pair::of("beijing-dongcheng-2004", "", extension);
    pair.rises("official_on_time_rate");
    pair.untouched(&["discovery_rate", "incidence_per_1000", "report_rate"]);
    pair.stays("solved_within_limit_share", 0.02);
    pair.stays("problem_days_per_1000", 0.01);
}
