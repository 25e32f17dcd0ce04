//! Responsible parties and powers.

use super::pair::Pair;

/// Who gets a case first may not send it back: fewer cases come back, and they change hands less
/// often, so that problems end sooner. The dispatcher looks better on paper and is not: the first body
/// had duty and power as often as before. How well cases are handled and what is found is the same.
///
/// The street and committee system, whose dispatchers err in a fifth to a quarter of cases, gives
/// the test its returns; the unit-grid model errs in a fiftieth.
#[test]
fn first_receivers_send_less_back() {
    let duty = "[governance]\nfirst_receiver = \"transfers\"\n";
    let pair = Pair::of("traditional", "", duty);
    pair.falls("returned_share");
    pair.falls("handoffs_per_case");
    pair.falls("resolution_time_h");
    pair.rises("official_dispatch_accuracy");
    pair.stays("discovery_rate", 0.01);
    pair.stays("incidence_per_1000", 0.01);
    pair.stays("first_time_resolution_rate", 0.02);
    pair.stays("first_unit_right_share", 0.02);
}

/// Ownership of the commonest problems in doubt.
const DISPUTED: &str = "[[city.categories]]\nid = \"exposed-litter\"\ndisputed = 0.8\n\
    [[city.categories]]\nid = \"mobile-vendor\"\ndisputed = 0.8\n\
    [[city.categories]]\nid = \"stray-bicycles\"\ndisputed = 0.8\n\
    [[governance.roles]]\nid = \"command-centre\"\npowers = [\"dispatch\", \"coordinate\", \"convene\"]\n";

/// Bodies that are called to the site settle a dispute there: cases change hands less often, and
/// everybody has more to do, so that patrols find less time. What arises and what is found is hardly
/// another. Problems are not solved sooner on average: what a dispute cost in papers, bodies now
/// spend on the way to it.
///
/// Four fifths of litter, vendors and bicycles are disputed here, where the Dongcheng city has a
/// twentieth to a tenth: at that share the whistle moves too little to be seen in twelve
/// replications of a small town.
#[test]
fn a_whistle_saves_hand_overs_and_costs_minutes() {
    let whistle = "[governance.convening]\ncalled_by = \"command-centre\"\ndisputed = true\n\
        bodies = { number = 2 }\nlasts = { fixed = \"1 h\" }\nwithin = \"30 min\"\n";
    let pair = Pair::of("beijing-dongcheng-2004", DISPUTED, whistle);
    pair.falls("handoffs_per_case");
    pair.rises("worker_utilisation");
    pair.falls("patrol_share");
    pair.stays("incidence_per_1000", 0.02);
    pair.stays("discovery_rate", 0.02);
    pair.untouched(&["posts", "cost_per_resident_year"]);
}

/// How ready sanitation and the squads are to act, and that they are urged every other day.
fn leverage(willing: f64, urged: f64) -> String {
    let role = |id: &str| {
        format!(
            "[[governance.roles]]\nid = \"{id}\"\nleverage = {{ willing = {willing}, \
             urged = {urged}, convened = 0.5, penalised = 0.5 }}\n"
        )
    };
    role("sanitation") + &role("city-appearance-squad")
}

/// Parties that comply sooner solve more and sooner. What is found is the same.
#[test]
fn leverage_solves_more_and_sooner() {
    let urging = "[governance.urging]\nevery = \"2 d\"\nmost = 3\n";
    let few = leverage(0.3, 0.1) + urging;
    let pair = Pair::of("beijing-dongcheng-2004", &few, &leverage(0.9, 0.5));
    pair.falls("resolution_time_h");
    pair.rises("solved_30d_share");
    pair.falls("unwilling_share");
    pair.falls("urgings_per_case");
    pair.stays("discovery_rate", 0.02);
    pair.untouched(&["posts", "cost_per_resident_year"]);
}

/// Public money for what is nobody's duty: more of it is solved, for a price.
///
/// A third of litter and half of lamps are nobody's here, where the Dongcheng city has a twentieth,
/// so that there is something to pay for.
#[test]
fn public_money_solves_what_is_nobodys_duty() {
    let orphans = "[[city.categories]]\nid = \"exposed-litter\"\nowners = { sanitation = 0.6, property = 0.05 }\n\
        [[city.categories]]\nid = \"street-lamp\"\nowners = { municipal-works = 0.5, property = 0.0 }\n\
        [[governance.roles]]\nid = \"street-office\"\npowers = [\"dispatch\", \"fund\"]\n\
        [governance.funding]\nby = \"street-office\"\nto = \"property-management\"\n\
        price = \"800 yuan\"\nlimit = 0\n";
    let pair = Pair::of("beijing-dongcheng-2004", orphans, "[governance.funding]\nlimit = 1000\n");
    pair.rises("orphan_solved_share");
    pair.rises("cost_per_resident_year");
    pair.stays("discovery_rate", 0.01);
    pair.untouched(&["posts"]);
}

/// A squad that is not empowered yet sends back what wants a penalty, and more problems have an
/// owner that cannot end them. Nobody's wage is another.
#[test]
fn without_the_power_to_penalise_cases_go_back() {
    let later = "[[governance.roles]]\nid = \"city-appearance-squad\"\n\
        powers_since = { penalise = \"2030-01-01\" }\n";
    let pair = Pair::of("beijing-dongcheng-2004", "", later);
    pair.rises("duty_power_gap_share");
    pair.rises("returned_share");
    pair.falls("solved_30d_share");
    pair.untouched(&["posts", "cost_per_resident_year"]);
}

/// A power held since before the scenario begins is as one without a date, to the bit.
#[test]
fn a_power_of_old_is_a_power() {
    let before = "[[governance.roles]]\nid = \"city-appearance-squad\"\n\
        powers_since = { penalise = \"2004-10-01\" }\n";
    let pair = Pair::of("beijing-dongcheng-2004", "", before);
    pair.untouched(&["problem_days_per_1000", "returned_share", "duty_power_gap_share"]);
}

/// Inspectors are seen, and fewer problems arise; they have more to do and search less. The time
/// on duty and the pay are the same.
///
/// Each desk visits a fifth of its blocks every third day: four times as many and twice as often
/// as in the measure that comes with the program, so that twelve replications of a small town
/// show it.
#[test]
fn inspection_prevents() {
    let rounds = "[governance.inspection]\nby = \"city-appearance-squad\"\nevery = \"3 d\"\n\
        share = 0.2\n";
    let pair = Pair::of("beijing-dongcheng-2004", "", rounds);
    pair.rises("prevented_share");
    pair.falls("incidence_per_1000");
    pair.rises("worker_utilisation");
    pair.untouched(&["posts", "cost_per_resident_year"]);
}

/// One set of people for both centres: fewer posts, less pay, and longer waiting.
///
/// One person each and 20 minutes a task, where the model has ten and six for the whole district and
/// 4 to 6 minutes: else neither is ever short. About 32 tasks a day then take 0.85 of one person's
/// fourteen hours; at 12 minutes they took half, and the wait was too short to tell (3.5 standard
/// errors).
#[test]
fn one_person_in_two_posts_costs_less_and_takes_longer() {
    let busy = |id: &str| {
        format!(
            "[[governance.roles]]\nid = \"{id}\"\nstaffing = \"1 per district\"\n\
             desk_work = {{ fixed = \"20 min\" }}\n"
        )
    };
    let both = busy("supervision-centre") + &busy("command-centre");
    let one = "[[governance.roles]]\nid = \"command-centre\"\nstaffing = \"0 per district\"\n\
        same_person_as = \"supervision-centre\"\n";
    let pair = Pair::of("beijing-dongcheng-2004", &both, one);
    pair.falls("posts");
    pair.falls("cost_per_resident_year");
    pair.rises("handling_time_h");
    pair.stays("discovery_rate", 0.02);
}
