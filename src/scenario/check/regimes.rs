//! Changes of regime: each states one model, and comes into force somewhere while it is
//! measured.

use super::{duty, governance, powers, size};
use crate::lang::{Phrase, Text, text};
use crate::scenario::Faults;
use crate::scenario::city::City;
use crate::scenario::regime::{Regime, Streets};
use crate::scenario::study::Scenario;
use crate::time::Span;

/// Objects to regimes that state no model, or two, or never come into force.
pub fn check(scenario: &Scenario, faults: &mut Faults) {
    let Some(regimes) = &scenario.regimes else { return };
    let Some(city) = &scenario.city else {
        let message = text!(
            "only a city under a governance model changes its regime",
            "只有治理模式下的城市才有治理模式的更替"
        );
        return faults.add_at("regimes", message, None);
    };
    for regime in regimes {
        let path = format!("regimes.{}", regime.id);
        model(regime, city, &path, faults);
        dated(regime, scenario, &path, faults);
        days(regime, scenario, &path, faults);
        streets(regime, city, &path, faults);
    }
}

/// Its roles gain no power while the scenario runs but on a day of change.
fn dated(regime: &Regime, scenario: &Scenario, path: &str, faults: &mut Faults) {
    for (key, model) in [("overlay", &regime.overlay), ("governance", &regime.governance)] {
        if let Some(model) = model {
            powers::dates(scenario, model, &format!("{path}.{key}"), faults);
        }
    }
}

/// A regime states one model, which is as good as any.
fn model(regime: &Regime, city: &City, path: &str, faults: &mut Faults) {
    let (key, stated) = match (&regime.overlay, &regime.governance) {
        (Some(overlay), None) => ("overlay", overlay),
        (None, Some(whole)) => ("governance", whole),
        _ => {
            let message = text!(
                "a regime states either `overlay`, the keys that change, or `governance`, a whole \
                 model",
                "每次更替须写明 `overlay`（所改的键）或 `governance`（整个模式）之一"
            );
            return faults.add_at(path, message, None);
        }
    };
    faults.read_governance_at(Some(format!("{path}.{key}")));
    governance::check(stated, faults);
    governance::households(city, stated, faults);
    duty::check(city, stated, faults);
    size::posts(city, stated, faults);
    faults.read_governance_at(None);
}

/// It begins on a day that is measured, and ends after all its steps.
fn days(regime: &Regime, scenario: &Scenario, path: &str, faults: &mut Faults) {
    let from = regime.from.day(scenario.start);
    let measured = scenario.run.days.0.ms() / Span::DAY.ms();
    if from < 0 || from >= measured {
        let last = measured - 1;
        let message = text!(
            "it begins on day {from}; the measured days are 0 to {last}",
            "它始于第 {from} 天；观测期为第 0 至 {last} 天"
        );
        faults.add_at(&format!("{path}.from"), message, None);
    }
    match (regime.steps, regime.every) {
        (Some(_), Some(every)) if every.0.ms() % Span::DAY.ms() != 0 => {
            let message = text!("steps follow each other in whole days", "各步之间须相隔整天");
            faults.add_at(&format!("{path}.every"), message, None);
        }
        (Some(_), None) | (None, Some(_)) => {
            let message = text!(
                "`steps` and `every` go together, such as steps = 4, every = \"30 d\"",
                "`steps` 与 `every` 须同时写明，例如 steps = 4、every = \"30 d\""
            );
            faults.add_at(path, message, None);
        }
        _ => {}
    }
    let last = from + last_step(regime);
    if last >= measured && from < measured {
        let message = text!(
            "its last step is on day {last}, when nothing is measured any more",
            "其最后一步在第 {last} 天，已不在观测期内"
        );
        faults.add_at(&format!("{path}.every"), message, None);
    }
    if let Some(until) = regime.until.map(|until| until.day(scenario.start))
        && until <= last
    {
        let message = text!(
            "it ends on day {until}, not after its last step on day {last}",
            "它止于第 {until} 天，不晚于最后一步的第 {last} 天"
        );
        faults.add_at(&format!("{path}.until"), message, None);
    }
}

/// Days from the first step to the last.
fn last_step(regime: &Regime) -> i64 {
    let steps = regime.steps.map_or(1, |steps| steps.0.0 as i64);
    let every = regime.every.map_or(0, |every| every.0.ms() / Span::DAY.ms());
    (steps - 1).saturating_mul(every)
}

/// The streets exist, each is named once, and there is one at least for each step.
fn streets(regime: &Regime, city: &City, path: &str, faults: &mut Faults) {
    let all = city.streets.0;
    let places = match &regime.streets {
        None => all,
        Some(Streets::Share(share)) => (share.0.0 * all as f64).round() as u64,
        Some(Streets::Number(number)) => number.0.0,
        Some(Streets::Listed(listed)) => listed.0.len() as u64,
    };
    let mut object = |key: &str, message: Text| {
        faults.add_at(&format!("{path}{key}"), message, None);
    };
    if let Some(Streets::Listed(listed)) = &regime.streets {
        let mut known = listed.0.clone();
        known.sort_unstable();
        known.dedup();
        if known.len() < listed.0.len() {
            object(".streets.listed", text!("a street is named twice", "同一街道写了两次"));
        }
        if let Some(wrong) = listed.0.iter().find(|street| street.0 < 1 || street.0 > all) {
            let wrong = wrong.0;
            let message = text!(
                "there is no street {wrong}; the city has streets 1 to {all}",
                "没有第 {wrong} 个街道；城市的街道为 1 至 {all}"
            );
            object(".streets.listed", message);
        }
    }
    if places < 1 || places > all {
        let what = Phrase::new("comes into force in", "涉及");
        let message = text!(
            "it {what} {places} streets; the city has {all}",
            "它{what} {places} 个街道；城市有 {all} 个",
            what
        );
        object(".streets", message);
    }
    let steps = regime.steps.map_or(1, |steps| steps.0.0);
    if steps > places && places >= 1 {
        let message = text!(
            "{steps} steps for {places} streets; each step takes one at least",
            "{places} 个街道分 {steps} 步；每步至少一个街道"
        );
        object(".steps", message);
    }
}
