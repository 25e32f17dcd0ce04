//! What must change nothing, and what must not make things worse.

use super::town::{Told, Town, another_role, estimate};
use crate::simulation::Simulation;
use crate::time::{Span, Time};

/// All that a run told, but for the numbers of roles and desks.
fn lives(told: &Told) -> Vec<String> {
    let known = |p: &crate::simulation::record::Problem| p.known.map(|known| known.0);
    let problem = |p: &_| format!("{:?}", (known(p), p.arose, p.ended.map(|e| e.0), p.cases));
    let problems = told.problems.iter().map(problem);
    let cases = told.cases.iter().map(|c| format!("{:?}", (c.opened, c.closed, c.parts, c.steps)));
    let orders = told.orders.iter().map(|o| format!("{:?}", (o.made, o.contacted, o.resident)));
    problems.chain(cases).chain(orders).collect()
}

/// A town in which much can happen: two roles that search, two channels, two duties.
fn busy() -> Town {
    Town::new()
        .fault(&["witnesses=1.0", "notice={exponential='9 h'}", "returns=0.5", "lasting=0.5"])
        .fault(&["work={exponential='1 h'}", "owners={works=0.6,other=0.3}", "disputed=0.5"])
        .role("watch", &["patrol.speed='50 m/h'", "patrol.sweep='1 km'"])
        .role("crew", &["refusal=0.5", "quality=0.7"])
        .role("centre", &["accuracy=0.6", "powers=['file','dispatch','close','coordinate']"])
}

fn squad() -> String {
    another_role("squad")
        + "powers=['discover','fix']\n[governance.roles.patrol]\nbeat='1 km2'\nspeed='50 m/h'\n\
           sweep='1 km'\nteam=1\nwalking=1.0\non_find='handle'\nsuppression=0.1\n"
}

const DOOR: &str = "[[governance.channels]]\nid='door'\ntitle_zh='门'\nreceiver='centre'\n\
                    appeal=50.0\ntrip='walk'\nanswered=0.2\n[governance.duties]\nother='squad'\n";

#[test]
fn the_order_of_roles_and_channels_in_the_file_changes_nothing() {
    let town = busy().with(&(squad() + DOOR)).days(60);
    let mut built = town.build();
    let told = town.run_in(&built);
    assert!(told.cases.len() > 300, "{} cases", told.cases.len());
    assert!(told.orders.len() > 60, "{} orders", told.orders.len());
    let first = lives(&told);
    // The squad before all others: the file is written the other way round.
    let other = Town::reversed(&town);
    built = other.build();
    assert_eq!(built.governance.roles.iter().next().map(|r| r.name.as_str()), Some("squad"));
    assert_eq!(lives(&other.run_in(&built)), first);
}

#[test]
fn the_order_of_categories_in_the_file_changes_nothing() {
    let other = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src/simulation/tests/fixtures/town.toml"
    ));
    let town = other.expect("the town");
    let from = town.find("[[city.categories]]").expect("a category");
    let to = town.find("[governance]").expect("an end");
    let second = town[from..to].replace("\"fault\"", "\"another\"");
    let town = busy().with(&second).days(60);
    let told = town.run();
    assert!(told.problems.iter().any(|p| p.category != told.problems[0].category));
    assert_eq!(lives(&town.reversed().run()), lives(&told));
}

#[test]
fn a_role_without_staff_that_nobody_refers_to_changes_nothing() {
    let town = busy().with("[governance.duties]\nother='crew'\n").days(60);
    let idle = another_role("idle") + "staffing='0 per district'\n";
    assert_eq!(lives(&town.clone().with(&idle).run()), lives(&town.run()));
}

/// Bringing a beat up to date at moments when nothing changes must not move any find.
#[test]
fn splitting_a_patrol_interval_changes_nothing() {
    let town = Town::new().role("watch", &["patrol.speed='50 m/h'", "patrol.sweep='1 km'"]);
    let built = town.build();
    let finds = |split: bool| {
        let mut told = Told::default();
        let window = crate::simulation::Window { warm_up_days: 0, days: 40, follow_up_days: 0 };
        let mut simulation =
            Simulation::new(&built.city, &built.governance, town.streams(), window, &mut told);
        simulation.start(Time::ZERO);
        while let Some((now, event)) = simulation.agenda.next_before(simulation.end) {
            let half = Span::from_ms((now - simulation.now).ms() / 2);
            simulation.now = if split { simulation.now + half } else { now };
            for desk in simulation.desks.ids() {
                if let Some(beat) = &mut simulation.desks[desk].beat {
                    beat.gather(simulation.now, simulation.horizon);
                }
            }
            simulation.now = now;
            simulation.meet(event);
        }
        simulation.tell();
        told
    };
    assert_eq!(format!("{:?}", finds(true)), format!("{:?}", finds(false)));
}

/// Mean age at discovery [h] and share found within the run, where patrol alone finds.
fn discovery(town: &Town) -> Vec<f64> {
    let end = Time::from_day(100);
    let age = |told: Told| {
        let ages = told.problems.iter().map(|p| p.known.map_or(end, |k| k.0) - p.arose);
        ages.clone().map(Span::hours).sum::<f64>() / ages.count() as f64
    };
    town.replicate(12).map(age).collect()
}

fn walkers(count: usize) -> Town {
    let staff = format!("staffing='{count} per 1 km2'");
    Town::new().role("watch", &["patrol.speed='1 km/h'", "patrol.sweep='10 m'", &staff])
}

#[test]
fn more_supervisors_never_discover_later_on_average() {
    let means: Vec<Vec<f64>> = [1, 2, 4, 8].iter().map(|&n| discovery(&walkers(n))).collect();
    for pair in means.windows(2) {
        assert!(pair[0].iter().zip(&pair[1]).all(|(few, many)| many < few), "{pair:?}");
    }
}

/// Twice the ground, the people, the problems and the beats: the same mean within four
/// standard errors of the difference (once in 1,500 seeds), which must be below 3 %.
#[test]
fn a_city_and_its_staff_doubled_discover_as_fast() {
    let one = discovery(&walkers(2));
    let double = ["city.area='2 km2'", "city.blocks=2", "city.residents=2000"];
    let two = discovery(&walkers(2).set(&double));
    let differences: Vec<f64> = one.iter().zip(&two).map(|(one, two)| two - one).collect();
    let (mean, error) = estimate(&differences);
    assert!(mean.abs() < 4.0 * error && error < 0.03 * one[0], "{mean} ± {error}");
}
