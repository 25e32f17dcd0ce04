//! Audit and second calls find out what was closed falsely.

use super::pair::Pair;

/// Fixes fail more often and the check sees less than in the shipped model, so that there is
/// something to find out: a small town under the shipped one closes but a handful of cases falsely.
const CARELESS: &str = "[[governance.roles]]\nid = \"sanitation\"\nquality = 0.6\n\
    [[governance.roles]]\nid = \"city-appearance-squad\"\nquality = 0.6\n\
    [[governance.roles]]\nid = \"supervisor\"\nvigilance = 0.5\n";

/// What is looked at again on site is closed falsely less often; those who look are the centre's,
/// who do not search, so that as much arises and is found as before.
#[test]
fn an_audit_lowers_false_closures_and_leaves_the_world_as_it_was() {
    let audit = "[governance.audit]\nby = \"supervision-centre\"\nshare = 0.8\n\
        after = { fixed = \"1 d\" }\n";
    let pair = Pair::of("beijing-dongcheng-2004", CARELESS, audit);
    pair.falls("false_closure_share");
    pair.falls("claimed_true_gap");
    pair.rises("rework_share");
    pair.stays("discovery_rate", 0.02);
    pair.stays("incidence_per_1000", 0.02);
}

/// A second call finds out what was closed falsely on cases that somebody called about. More people call
/// than in the shipped model, and the check sees nothing, for power: with a check that sees half, the
/// change of a share that is small already is 3.2 to 3.7 standard errors.
#[test]
fn a_second_call_lowers_false_closures_too() {
    let calls = "[governance.audit]\nby = \"supervision-centre\"\nshare = 0.0\n\
        double_call = 1.0\nafter = { fixed = \"1 d\" }\n";
    let line = "[[governance.channels]]\nid = \"supervision-line\"\nappeal = 0.0\n";
    let blind = CARELESS.replace("vigilance = 0.5", "vigilance = 0.0");
    let pair = Pair::of("beijing-dongcheng-2004", &format!("{blind}{line}"), calls);
    pair.falls("false_closure_share");
    pair.rises("rework_share");
    pair.stays("discovery_rate", 0.02);
}
