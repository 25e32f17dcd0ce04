//! How a scenario is run.

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
            faults.add_at(&key_path, format!("{found} is not a whole number of days"), None);
        }
    }
    if scenario.skeleton.is_none() && run.follow_up.0 < Span::DAY {
        let message = "what arises in a city is followed for at least 1 d after its end";
        faults.add_at("run.follow_up", message, None);
    }
}
