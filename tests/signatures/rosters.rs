//! People on call, and messages after hours.

use super::pair::Pair;

/// Some fourteen times as many covers are missing: else the small town hardly has one a week.
const COVERS: &str = "[[city.categories]]\nid = \"manhole-cover\"\n\
    incidence = \"0.5 per km2 day\"\n";

fn on_call(role: &str) -> String {
    format!(
        "[[governance.roles]]\nid = \"{role}\"\n[governance.roles.on_call]\n\
         people = \"2 per district\"\ntakes = [\"manhole-cover\"]\n"
    )
}

/// With people on call along the whole way, what is urgent is handled at night; what is not,
/// neither sooner nor later, by more than one part in fifty.
#[test]
fn people_on_call_handle_what_is_urgent_sooner_as_overtime() {
    let all = ["supervision-centre", "command-centre", "supervisor", "municipal-works"];
    let roster: String = all.into_iter().map(on_call).collect();
    let pair = Pair::of("beijing-dongcheng-2004", COVERS, &roster);
    pair.falls("handling_time_h");
    let urgent = pair.handling("manhole-cover", false);
    assert!(urgent.t < -4.0, "{urgent:?}");
    let (low, high) = pair.handling("manhole-cover", true).interval(0.999);
    let before = pair.mean_handling_of_others("manhole-cover");
    assert!(-0.02 * before < low && high < 0.02 * before, "{low} to {high} of {before}");
    pair.rises("overtime_h_per_worker_week");
    pair.stays("incidence_per_1000", 0.01);
    pair.stays("discovery_rate", 0.01);
    pair.stays("patrol_share", 0.01);
}

/// Those on call of a role that has beats serve all beats of their street: public reports are
/// verified at night too, and a street with nobody on call waits for the morning.
#[test]
fn people_on_call_of_a_street_serve_all_its_beats() {
    let centres: String = ["supervision-centre", "command-centre", "municipal-works"]
        .into_iter()
        .map(on_call)
        .collect();
    let calls = "[[governance.channels]]\nid = \"supervision-line\"\nappeal = 2.0\n";
    let base = format!("{COVERS}{calls}{centres}");
    let roster = on_call("supervisor").replace("2 per district", "1 per street");
    let pair = Pair::of("beijing-dongcheng-2004", &base, &roster);
    let urgent = pair.handling("manhole-cover", false);
    assert!(urgent.t < -4.0, "{urgent:?}");
    pair.rises("overtime_h_per_worker_week");
    pair.stays("discovery_rate", 0.01);
}

/// Messages to the centre's line after hours are answered at once, as overtime, and stay off the
/// platform: callers hear sooner, the record is shorter, and as many problems are known.
#[test]
fn messages_answered_after_hours_shorten_the_record_and_lengthen_the_day() {
    let calls = "[[governance.channels]]\nid = \"supervision-line\"\nappeal = 0.0\n";
    let rule = "[[governance.channels]]\nid = \"supervision-line\"\n\
        after_hours = \"overtime\"\nlogged = 0.0\n";
    let pair = Pair::of("beijing-dongcheng-2004", calls, rule);
    pair.falls("first_response_h");
    pair.rises("overtime_h_per_worker_week");
    pair.falls("filed_per_month");
    pair.stays("incidence_per_1000", 0.01);
    pair.stays("discovery_rate", 0.01);
    pair.stays("report_rate", 0.01);
}
