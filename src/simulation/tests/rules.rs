//! Each rule of the process by its signature: one parameter is turned, and the records
//! show it.

use super::town::{Told, Town};
use crate::simulation::record::{Case, Ending, Fate, Problem, Source, Stage};
use crate::time::Time;

/// Nobody patrols; every witness calls at once.
fn public() -> Town {
    Town::new().role("watch", &["patrol.walking=0.0"]).fault(&["witnesses=1.0"]).days(60)
}

/// The watch handles what it finds, one at a time.
fn squad() -> Town {
    Town::new()
        .role("watch", &["powers=['discover','fix','penalise']", "patrol.on_find='handle'"])
        .role(
            "watch",
            &["patrol.speed='50 m/h'", "patrol.sweep='1 km'", "staffing='2 per district'"],
        )
        .days(60)
}

fn fated(told: &Told, fate: Fate) -> usize {
    told.cases.iter().filter(|case| case.fate == fate).count()
}

#[test]
fn a_finder_passes_over_what_would_wait_for_him() {
    let busy = squad().fault(&["work={fixed='1 h'}"]);
    // Calls that come to the finder himself keep a backlog before him.
    let busy = busy.set(&["governance.channels.line.receiver='watch'"]).fault(&["witnesses=2.0"]);
    let found = |told: Told| {
        told.cases.iter().filter(|case| matches!(case.source, Source::Patrol(_))).count()
    };
    let searched =
        |town: &Town| town.run().problems.iter().map(|p| p.searches as usize).sum::<usize>();
    let (frank, shy) = (busy.clone(), busy.role("watch", &["patrol.suppression=10.0"]));
    assert_eq!(searched(&frank), found(frank.run()), "every find is taken up");
    assert!(searched(&shy) > found(shy.run()), "some are passed over");
    let report = ["patrol.suppression=10.0", "patrol.on_find='report'"];
    let reporter = shy.role("watch", &report);
    assert_eq!(searched(&reporter), found(reporter.run()), "not where another handles");
}

/// What waits is shared by those on duty: twice the people, half the temptation.
#[test]
fn a_finder_is_less_tempted_where_more_share_the_work() {
    let passed = |staff: &str| {
        let town = squad().fault(&["work={fixed='5 h'}"]).role("watch", &[staff]);
        let told = town.role("watch", &["patrol.suppression=1.0"]).run();
        let found = told.cases.len() as f64;
        told.problems.iter().map(|p| f64::from(p.searches)).sum::<f64>() / found
    };
    assert!(passed("staffing='3 per district'") > 1.5 * passed("staffing='30 per district'"));
}

#[test]
fn a_disputed_case_is_declined_and_then_settled() {
    let town = public().fault(&["disputed=1.0"]).role("crew", &["refusal=1.0"]);
    let told = town.run();
    assert_eq!(fated(&told, Fate::Shelved), told.cases.len());
    assert!(told.cases.iter().all(|case| case.returned == 6));
    let settles = "powers=['file','dispatch','close','coordinate']";
    let told = town.clone().role("centre", &[settles]).run();
    assert_eq!(fated(&told, Fate::Shelved), 0);
    let closed = told.cases.iter().filter(|case| case.closed.is_some());
    assert!(closed.clone().count() > 400 && closed.clone().all(|case| case.returned == 2));
    let told = town.fault(&["disputed=0.0"]).run();
    assert!(told.cases.iter().all(|case| case.returned == 0));
}

#[test]
fn reports_on_an_open_file_are_merged_as_often_as_recognised() {
    let town = public().fault(&["witnesses=2.0", "work={fixed='10 min'}"]);
    let merged = |merges: &str| {
        let told = town.clone().role("centre", &[merges]).run();
        let later = told.cases.iter().filter(|case| case.ordinal > 0).count();
        let merged = told.cases.iter().filter(|case| matches!(case.fate, Fate::Merged(_)));
        merged.count() as f64 / later as f64
    };
    assert_eq!(merged("merges=0.0").to_bits(), 0.0f64.to_bits());
    assert!(merged("merges=1.0") > 0.99);
    assert!((0.4..0.6).contains(&merged("merges=0.5")));
}

#[test]
fn a_finder_whose_case_was_merged_waits_until_the_file_is_closed() {
    let slow = ["staffing='1 per district'", "patrol.speed='50 m/h'", "patrol.sweep='1 km'"];
    let town = Town::new().role("watch", &slow).role("centre", &["merges=1.0"]).days(100);
    let town = town.fault(&["incidence='1 per km2 day'", "witnesses=2.0", "work={fixed='5 d'}"]);
    let told = town.role("crew", &["staffing='50 per district'"]).run();
    let merged =
        |case: &&Case| matches!((case.source, case.fate), (Source::Patrol(_), Fate::Merged(_)));
    let mut problems: Vec<_> = told.cases.iter().filter(merged).map(|case| case.problem).collect();
    assert!(problems.len() > 30, "{}", problems.len());
    let found = problems.len();
    problems.dedup();
    assert_eq!(problems.len(), found, "no file was found twice");
}

#[test]
fn what_is_dispatched_takes_the_way_of_who_dispatches_it() {
    let on_the_way = |town: &Town| -> Vec<i64> {
        let told = town.run();
        let closed = told.cases.iter().filter(|case| case.closed.is_some());
        let mut ways: Vec<i64> =
            closed.map(|case| case.parts[Stage::Transit as usize].ms() / 3_600_000).collect();
        ways.dedup();
        ways
    };
    let town = Town::new().role("crew", &["delivery={fixed='5 h'}"]).days(30);
    assert_eq!(on_the_way(&town), [5], "the crew's own way");
    let town = town.role("centre", &["dispatch_delivery={fixed='2 h'}"]);
    assert_eq!(on_the_way(&town), [2], "the centre's way to the crew");
}

#[test]
fn what_the_catalogue_does_not_list_is_rejected() {
    let told = public().role("centre", &["catalogue=[]"]).run();
    assert!(told.cases.len() > 400);
    assert_eq!(fated(&told, Fate::Rejected), told.cases.len());
    assert!(told.cases.iter().all(|case| case.filed.is_none()));
}

#[test]
fn a_report_on_what_is_gone_is_void_where_it_is_verified() {
    let gone = ["clears=1.0", "clears_after={fixed='2 h'}", "notice={exponential='1 h'}"];
    let town = public().fault(&gone).role("watch", &["site_work={fixed='1 h'}"]);
    let told = town.clone().role("centre", &["verified_by='watch'"]).run();
    let void: Vec<&Case> = told.cases.iter().filter(|case| case.fate == Fate::Void).collect();
    assert!(void.len() > 50 && void.iter().all(|case| case.filed.is_none() && !case.verified));
    assert!(told.cases.iter().all(|case| case.filed.is_none() || case.verified));
    assert_eq!(fated(&town.run(), Fate::Void), 0);
}

#[test]
fn a_fix_that_fails_is_done_again_if_checked_and_closed_falsely_if_not() {
    let town = Town::new().role("crew", &["quality=0.5"]).days(60);
    let told = town.clone().run();
    let false_closed: Vec<&Case> = told.cases.iter().filter(|case| case.closed_false).collect();
    assert!(false_closed.len() > 100 && told.cases.iter().all(|case| case.reworks == 0));
    // What was closed falsely is found again, with a new case.
    let again = told.problems.iter().filter(|problem| problem.cases > 1).count();
    assert!(again > 100, "{again} found again");
    let told = town.role("centre", &["checked_by='watch'"]).run();
    assert!(told.cases.iter().all(|case| !case.closed_false));
    assert!(told.cases.iter().map(|case| u32::from(case.reworks)).sum::<u32>() > 100);
    assert!(told.problems.iter().all(|problem| problem.cases <= 1));
}

#[test]
fn a_blind_check_closes_falsely() {
    let town = Town::new().role("crew", &["quality=0.0"]).days(60);
    let told = town.role("centre", &["checked_by='watch'"]).role("watch", &["vigilance=0.0"]).run();
    assert!(told.cases.iter().any(|case| case.closed_false && case.reworks == 0));
}

/// Sweeps of 5 days every 10 days: four times the search finds more.
#[test]
fn a_campaign_multiplies_search_while_it_lasts() {
    let sweep = "[[governance.campaigns]]\nid='sweep'\ntitle_zh='扫'\nroles=['watch']\n\
                 every='10 d'\nlasts='5 d'\nintensity=0.0\n";
    let town = Town::new().with(sweep);
    let finds = |told: &Told, swept: bool| {
        let in_sweep = |case: &&Case| (case.opened.day() % 10 < 5) == swept;
        told.cases.iter().filter(in_sweep).count()
    };
    let told = town.clone().run();
    assert_eq!(finds(&told, true), 0, "intensity 0 stops search");
    assert!(finds(&told, false) > 900);
    let slow = ["patrol.speed='1 m/h'", "patrol.sweep='1 m'"];
    let town = town.role("watch", &slow).set(&["governance.campaigns.sweep.intensity=4.0"]);
    let told = town.run();
    // 1,000 walkers find 0.001 of what stands an hour, and four times that in a sweep.
    let (with, without) = (finds(&told, true) as f64, finds(&told, false) as f64);
    assert!((2.0..6.0).contains(&(with / without)), "{with} against {without}");
}

/// Ten on duty round the clock fill 42 posts of 40 h. Five days in ten of four times the
/// search take half of three times their wages more; a sweep below routine saves nothing.
#[test]
fn those_whom_a_campaign_brings_in_are_paid() {
    let sweep = |intensity: &str| {
        format!(
            "[[governance.campaigns]]\nid='sweep'\ntitle_zh='扫'\nroles=['watch']\n\
             every='10 d'\nlasts='5 d'\nintensity={intensity}\n"
        )
    };
    let ten = ["staffing='10 per district'", "hours='always'", "week='40 h'"];
    let town = Town::new().role("watch", &ten).role("watch", &["wage='10000 yuan/year'"]);
    let cost = |town: &Town| town.build().governance.yearly_cost();
    let routine = cost(&town);
    assert!((cost(&town.clone().with(&sweep("4.0"))) - routine - 630_000.0).abs() < 1e-6);
    assert!((cost(&town.with(&sweep("0.5"))) - routine).abs() < 1e-6);
}

fn penalised(deterred: &str) -> Town {
    let norms = ["city.norms.switch='on'", "city.norms.neutral=1.0"];
    squad()
        .set(&norms)
        .fault(&["remedy='penalise'", deterred])
        .role("watch", &["staffing='9 per district'"])
}

#[test]
fn enforcement_deters_what_can_be_deterred_and_nothing_else() {
    let null = penalised("deterred=0.0").run();
    assert_eq!((null.prevented, null.problems.len()), (0, null.drawn.len()), "construction");
    let told = penalised("deterred=0.2").run();
    assert_eq!(told.drawn, null.drawn);
    assert!(told.prevented > 100 && told.problems.len() + told.prevented == told.drawn.len());
    let repaired = penalised("deterred=0.2").fault(&["remedy='fix'"]).run();
    assert_eq!(repaired.prevented, 0, "repair is no enforcement");
}

#[test]
fn disorder_invites_and_norms_switched_off_restore_exogenous_arrivals() {
    let town = Town::new().role("crew", &["staffing='0 per district'"]).fault(&["invited=1.0"]);
    let town = town.days(60);
    let off = town.run();
    assert_eq!((off.prevented, off.problems.len()), (0, off.drawn.len()));
    let on = town.set(&["city.norms.switch='on'"]);
    let share = |told: &Told| told.problems.len() as f64 / told.drawn.len() as f64;
    let invited = on.run();
    let neutral = on.fault(&["invited=0.0"]).run();
    assert!((share(&neutral) - 0.5).abs() < 0.06, "the envelope is thinned to the neutral rate");
    assert!(share(&invited) > share(&neutral) + 0.2);
    assert!(invited.days.last().is_some_and(|day| day.norm < 0.5));
}

fn offspring(told: &Told) -> Vec<&Problem> {
    told.problems.iter().filter(|problem| problem.key >> 63 == 1).collect()
}

#[test]
fn a_problem_returns_wherever_its_cause_was_left() {
    let town = Town::new().fault(&["returns=0.5", "lasting=0.5"]).days(60);
    let told = town.run();
    assert!(offspring(&told).len() > 80);
    let patched =
        |p: &&Problem| !matches!(p.ended, Some((_, Ending::Solved { lasting: true, .. })));
    for child in offspring(&told) {
        let born = told.problems.iter().filter(patched).any(|parent| {
            parent.ended.map(|ended| ended.0 + crate::time::Span::DAY) == Some(child.arose)
        });
        assert!(born, "a day after a patch");
    }
    let town = town.fault(&["lasting=1.0"]);
    assert!(offspring(&town.run()).is_empty());
    let cleared = town.clone().fault(&["clears=1.0", "clears_after={fixed='0 min'}"]);
    assert!(offspring(&cleared.run()).len() > 200, "what leaves by itself comes back");
    let helped = ["witnesses=9.0", "self_help=1.0", "detectability=0.0"];
    let helps = ["city.reporting.self_help=90.0", "city.reporting.self_help_works=1.0"];
    assert!(offspring(&town.fault(&helped).set(&helps).run()).len() > 200, "and so does a patch");
}

/// Enforcement thins offspring; a worn norm does not multiply them, as it does what arises.
#[test]
fn disorder_invites_no_offspring_and_enforcement_deters_them() {
    let children = |town: &Town| {
        let told = town.run();
        offspring(&told).len() as f64 / (told.problems.len() - offspring(&told).len()) as f64
    };
    let idle = Town::new().role("crew", &["staffing='0 per district'"]);
    let town = idle.fault(&["spreads=0.5", "spreads_after={fixed='2 h'}"]).days(60);
    // Half an imitation each, and half of one for each of those: one in all.
    for invited in ["invited=0.0", "invited=2.0"] {
        let worn = town.clone().set(&["city.norms.switch='on'"]).fault(&[invited]);
        assert!((children(&worn) - 1.0).abs() < 0.25, "{}", children(&worn));
    }
    let free = penalised("deterred=0.0").fault(&["returns=0.5", "lasting=0.0"]);
    assert!(children(&free) > 1.5 * children(&free.clone().fault(&["deterred=0.3"])));
}

#[test]
fn a_problem_spreads_only_while_it_stands() {
    let town = Town::new().fault(&["spreads=0.5", "spreads_after={fixed='2 h'}"]).days(30);
    let standing = town.clone().role("crew", &["staffing='0 per district'"]).run();
    assert!(offspring(&standing).len() > 150);
    let quick = town.role("crew", &["staffing='9 per district'"]).run();
    assert!(offspring(&quick).is_empty(), "solved within half an hour");
}

#[test]
fn trust_is_won_where_wishes_are_met_and_lost_where_not() {
    let won = public().run();
    assert!(!won.trust.is_empty() && won.trust.iter().all(|trust| trust[1] > 0.5));
    let lost = public().role("crew", &["staffing='0 per district'"]).run();
    assert!(lost.trust.iter().all(|trust| trust[1] < 0.5));
    assert!(lost.trust.iter().chain(&won.trust).all(|t| (0.0..=1.0).contains(&t[1])));
    let committee = public().role("centre", &["employer='committee'"]).run();
    let moved = |trust: &[f64; 2]| trust[0] > 0.5 && (trust[1] - 0.5).abs() < 1e-9;
    assert!(committee.trust.iter().all(moved), "trust in whom one turned to");
}

#[test]
fn callers_call_again_while_the_problem_stands_and_not_after() {
    let town = public().set(&["city.reporting.persistence=1.0"]);
    let solved = town.run();
    assert!(solved.orders.iter().all(|order| order.repeat == 0));
    let unsolved = town.clone().role("crew", &["staffing='0 per district'"]).run();
    let early = unsolved.orders.iter().filter(|o| o.repeat == 0 && o.made < Time::from_day(30));
    let last = unsolved.orders.iter().filter(|o| o.repeat == 3 && o.made < Time::from_day(51));
    assert_eq!(early.count(), last.count(), "each first call is followed by three");
    assert!(unsolved.orders.iter().all(|order| order.repeat <= 3));
    let quiet = town.set(&["city.reporting.persistence=0.0"]);
    let quiet = quiet.role("crew", &["staffing='0 per district'"]).run();
    assert!(quiet.orders.iter().all(|order| order.repeat == 0));
}

#[test]
fn callers_called_back_say_what_is_true() {
    let calls = "call_back={sample=1.0,after={fixed='1 h'}}";
    let town = public().role("centre", &[calls]).role("crew", &["quality=0.5"]);
    let answers = |told: &Told| told.orders.iter().filter_map(|o| o.call_back).collect::<Vec<_>>();
    let told = town.run();
    let heard = answers(&told);
    let no = heard.iter().filter(|answer| !answer.resolved).count();
    assert!(heard.len() > 400 && no > 100 && no < heard.len() - 100);
    assert!(heard.iter().all(|answer| answer.resolved || !answer.satisfied));
    let none = town.role("centre", &["call_back={sample=0.0,after={fixed='1 h'}}"]);
    assert!(answers(&none.run()).is_empty());
}

/// The watch walks from 8 to 12: ten people for 60 days, less the milliseconds of writing.
#[test]
fn nobody_searches_off_duty() {
    let hours = ["hours='daily 08:00-12:00'", "staffing='10 per district'"];
    let told = Town::new().role("watch", &hours).days(60).run();
    assert!(told.cases.len() > 500);
    assert!(told.cases.iter().all(|case| (8.0..=12.0).contains(&case.opened.of_day().hours())));
    assert!((told.walked[0] - 2_400.0).abs() < 0.01, "{} h", told.walked[0]);
}

/// Two lines that residents take for one another bring few more callers than one.
#[test]
fn a_second_line_of_the_same_kind_adds_few_callers() {
    let second = "[[governance.channels]]\nid='second'\ntitle_zh='二'\nreceiver='centre'\n\
                  appeal=-1.0\ntrip='none'\nanswered=0.0\n";
    let one = public().set(&["governance.channels.line.appeal=-1.0"]);
    let calls = |town: &Town, dissimilarity: &str| {
        let set = format!("city.reporting.dissimilarity={dissimilarity}");
        let told: Vec<usize> =
            town.clone().set(&[&set]).replicate(8).map(|told| told.orders.len()).collect();
        told.iter().sum::<usize>() as f64
    };
    // P(call) = e^(IV−1) / (1 + e^(IV−1)) with IV = λ ln 2: 0.269 with one line; with two
    // 0.424 at λ = 1 and 0.276 at λ = 0.05.
    let two = one.clone().with(second);
    let (alone, apart, alike) = (calls(&one, "1.0"), calls(&two, "1.0"), calls(&two, "0.05"));
    assert!((apart / alone - 0.424 / 0.269).abs() < 0.15, "{apart} against {alone}");
    assert!((alike / alone - 0.276 / 0.269).abs() < 0.12, "{alike} against {alone}");
}

#[test]
fn residents_bring_a_line_only_what_it_takes() {
    let town = public().set(&["governance.channels.line.takes=[]"]);
    assert!(town.run().orders.is_empty());
    let town = town.set(&["governance.channels.line.takes=['fault']"]);
    assert!(town.run().orders.len() > 400);
}

/// The only resident of a block is every witness, and calls once.
#[test]
fn a_resident_drawn_twice_does_not_call_twice() {
    let town = public().set(&["city.residents=1"]).fault(&["witnesses=5.0"]);
    let told = town.role("crew", &["staffing='0 per district'"]).run();
    let most = told.problems.iter().map(|problem| problem.reports).max();
    assert_eq!(most, Some(1));
}

/// Callers look again after a day, but expect nothing before a week: none is let down yet.
#[test]
fn trust_waits_until_the_promised_time_is_over() {
    let town = public().role("crew", &["staffing='0 per district'"]);
    let town = town.set(&["city.reporting.patience='1 d'"]);
    assert!(town.run().trust.is_empty());
    let strict = town.set(&["city.reporting.expected_within='1 d'"]);
    assert!(strict.run().trust.iter().all(|trust| trust[1] < 0.5));
}

/// A crew that takes work by deadline holds more than it can do. Cases without a limit rank
/// as due a day after they were opened, and are not put off for ever.
#[test]
fn a_case_without_a_limit_is_not_starved() {
    let unfiled = "[[governance.channels]]\nid='door'\ntitle_zh='门'\nreceiver='crew'\n\
                   appeal=50.0\ntrip='walk'\nanswered=0.0\n[governance.deadlines]\nfault='2 d'\n";
    let town = public().with(unfiled).role("crew", &["discipline='deadline'"]);
    let town = town.fault(&["work={fixed='6 h'}"]);
    let begun = |due: &str| {
        let told = town.clone().set(&[&format!("governance.undated_due='{due}'")]).run();
        let undated = |case: &&Case| case.deadline.is_none() && case.opened < Time::from_day(30);
        let cases: Vec<&Case> = told.cases.iter().filter(undated).collect();
        assert!(cases.len() > 50);
        cases.iter().filter(|case| case.begun.is_some()).count() as f64 / cases.len() as f64
    };
    assert!(begun("1 d") > 0.95);
    assert!(begun("1000 d") < 0.5);
}
