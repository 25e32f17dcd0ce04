//! Finders look away where a find is a burden to them.

use super::pair::Pair;

/// Supervisors who can handle what they find and do: so loaded, since each has a beat and four
/// fifths of a supervisor's time go to other tasks, that they pass finds over. The contract is
/// there to have `suppressed_share` told.
const HANDLING: &str = r#"
[[governance.roles]]
id = "supervisor"
powers = ["discover", "verify", "check", "fix", "penalise"]
staffing = "2 per 0.18 km2"
admin_share = 0.8
patrol = { on_find = "handle", suppression = 1.0 }
[[governance.assessments]]
id = "told"
assessor = "supervision-centre"
assessed = { roles = ["supervisor"] }
source = "record"
period = { every = "14 d" }
formula = "quota"
quota = 10
consequence = "pay"
stakes = 0.0
"#;

/// Those who need not handle what they find pass nothing over, so that more is found, and each
/// case changes hands more often.
#[test]
fn finders_apart_from_handlers_find_more_and_hand_over_more() {
    let apart = "[[governance.roles]]\nid = \"supervisor\"\npatrol = { on_find = \"report\" }\n";
    let pair = Pair::of("beijing-dongcheng-2004", HANDLING, apart);
    pair.falls("suppressed_share");
    pair.rises("discovery_rate");
    pair.rises("handoffs_per_case");
}

/// Supervisors who are scored on the closing of what they report look away, though others handle.
#[test]
fn finders_whose_own_score_is_at_stake_find_less() {
    let more = "[[governance.roles]]\nid = \"supervisor\"\npatrol = { suppression = 0.3 }\n";
    let contract = "[[governance.assessments]]\nid = \"closing\"\nassessor = \"supervision-centre\"\n\
        assessed = { roles = [\"supervisor\"] }\nsource = \"record\"\nperiod = { every = \"14 d\" }\n\
        formula = \"yuncheng\"\nconsequence = \"pay\"\nstakes = 0.02\n";
    let pair = Pair::of("beijing-dongcheng-2004", more, contract);
    pair.falls("discovery_rate");
    pair.falls("filed_per_month");
}
