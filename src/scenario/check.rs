//! What no single value shows: names that refer to nothing, parts that do not fit together,
//! and sizes that cannot run.
//!
//! Each check goes on whether or not it objects. An error is what a run could not survive or
//! would silently get wrong; what is odd but may be meant is a warning.

mod calendar;
mod category;
mod city;
mod duty;
mod governance;
mod known;
mod naming;
mod role;
mod run;
mod size;
mod skeleton;

#[cfg(test)]
mod tests;

pub use naming::{MEGA, only_assumed};

use super::study::Scenario;
use super::{Faults, Provenance};

/// Checks a scenario whose every value is good by itself, with where its numbers come from; for
/// [`load_checked`](super::load_checked).
pub fn check(scenario: &Scenario, numbers: &[Provenance], faults: &mut Faults) {
    parts(scenario, faults);
    run::check(scenario, faults);
    naming::check(scenario, numbers, faults);
    if let Some(calendar) = &scenario.calendar {
        calendar::check(calendar, scenario, faults);
    }
    if let Some(skeleton) = &scenario.skeleton {
        skeleton::check(skeleton, &scenario.run, faults);
    }
    if let Some(city) = &scenario.city {
        city::check(city, faults);
    }
    if let Some(governance) = &scenario.governance {
        governance::check(governance, faults);
    }
    if let (Some(city), Some(governance)) = (&scenario.city, &scenario.governance) {
        governance::households(city, governance, faults);
        duty::check(city, governance, faults);
        size::check(city, governance, &scenario.run, faults);
    }
}

/// A scenario is a city under a governance model, or the skeleton network.
fn parts(scenario: &Scenario, faults: &mut Faults) {
    let (city, governance) = (scenario.city.is_some(), scenario.governance.is_some());
    match (city, governance, scenario.skeleton.is_some()) {
        (false, false, true) | (true, true, false) => {}
        (false, false, false) => faults.add_at(
            "",
            "this is neither a city under a governance model nor a skeleton network",
            Some("give it [city] and [governance], or extends = \"traditional\"".to_owned()),
        ),
        (true, false, false) => faults.add_at(
            "city",
            "the city has no governance model: governance is missing",
            Some("add [governance] with extends = \"models/traditional\"".to_owned()),
        ),
        (false, true, false) => faults.add_at(
            "governance",
            "the governance model has no city: city is missing",
            Some("add [city] with extends = \"cities/dongcheng-2004\"".to_owned()),
        ),
        (_, _, true) => {
            let other = if city { "a city" } else { "a governance model" };
            let message = format!("this is a skeleton network and also {other}");
            let help = "keep either [skeleton] or both [city] and [governance]".to_owned();
            faults.add_at("skeleton", message, Some(help));
        }
    }
}
