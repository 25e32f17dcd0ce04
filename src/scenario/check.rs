//! What no single value shows: names that refer to nothing, parts that do not fit together,
//! and sizes that cannot run.
//!
//! Each check goes on whether or not it objects. An error is what a run could not survive or
//! would silently get wrong; what is odd but may be meant is a warning.

mod assessment;
mod calendar;
mod category;
mod city;
mod duty;
mod exceptions;
mod governance;
mod known;
mod naming;
mod parties;
mod platforms;
mod powers;
mod regimes;
mod role;
mod rosters;
mod run;
mod size;
mod skeleton;

#[cfg(test)]
mod tests;

pub use naming::{MEGA, only_assumed};

use super::study::Scenario;
use super::{Faults, Provenance};
use crate::lang::{Phrase, text};

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
        powers::dates(scenario, governance, "governance", faults);
    }
    if let (Some(city), Some(governance)) = (&scenario.city, &scenario.governance) {
        governance::households(city, governance, faults);
        duty::check(city, governance, faults);
        size::check(city, governance, &scenario.run, faults);
    }
    regimes::check(scenario, faults);
}

/// A scenario is a city under a governance model, or the skeleton network.
fn parts(scenario: &Scenario, faults: &mut Faults) {
    let (path, message, help) = match (&scenario.city, &scenario.governance, &scenario.skeleton) {
        (None, None, Some(_)) | (Some(_), Some(_), None) => return,
        (None, None, None) => (
            "",
            text!(
                "this is neither a city under a governance model nor a skeleton network",
                "这既不是治理模式下的城市,也不是骨架网络"
            ),
            text!(
                "give it [city] and [governance], or extends = \"traditional\"",
                "请写明 [city] 和 [governance],或 extends = \"traditional\""
            ),
        ),
        (Some(_), None, None) => (
            "city",
            text!(
                "the city has no governance model: governance is missing",
                "城市没有治理模式:缺少 governance"
            ),
            text!(
                "add [governance] with extends = \"models/traditional\"",
                "请加入 [governance],其中 extends = \"models/traditional\""
            ),
        ),
        (None, Some(_), None) => (
            "governance",
            text!(
                "the governance model has no city: city is missing",
                "治理模式没有城市:缺少 city"
            ),
            text!(
                "add [city] with extends = \"cities/dongcheng-2004\"",
                "请加入 [city],其中 extends = \"cities/dongcheng-2004\""
            ),
        ),
        (city, _, Some(_)) => return two_in_one(city.is_some(), faults),
    };
    faults.add_at(path, message, Some(help));
}

/// Objects to a skeleton network that is also a city or a governance model.
fn two_in_one(city: bool, faults: &mut Faults) {
    let other = if city {
        Phrase::new("a city", "城市")
    } else {
        Phrase::new("a governance model", "治理模式")
    };
    let message =
        text!("this is a skeleton network and also {other}", "这既是骨架网络,又是{other}", other);
    let help = text!(
        "keep either [skeleton] or both [city] and [governance]",
        "或只留 [skeleton],或留 [city] 和 [governance] 两者"
    );
    faults.add_at("skeleton", message, Some(help));
}
