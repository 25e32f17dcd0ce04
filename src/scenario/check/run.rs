//! How a scenario is run.

use crate::lang::text;
use crate::scenario::Faults;
use crate::scenario::study::Scenario;
use crate::time::Span;

/// Days are whole, and what arises in a city is followed for a day at least.
pub fn check(scenario: &Scenario, faults: &mut Faults) {
    let run = &scenario.run;
    let spans = [("days", run.days), ("warm_up", run.warm_up), ("follow_up", run.follow_up)];
    for (key, span) in spans {
        if span.0.ms() % Span::DAY.ms() != 0 {
            let key_path = format!("run.{key}");
            let found = faults.written_at(&key_path);
            faults.add_at(
                &key_path,
                text!("{found} is not a whole number of days", "{found} 不是整天数"),
                None,
            );
        }
    }
    if scenario.skeleton.is_none() && run.follow_up.0 < Span::DAY {
        let message = text!(
            "what arises in a city is followed for at least 1 d after its end",
            "对城市中发生的问题,期末后至少跟踪 1 d"
        );
        faults.add_at("run.follow_up", message, None);
    }
}
