//! Powers that roles hold from a date on.

use super::known::Known;
use crate::lang::text;
use crate::scenario::governance::{Governance, Power, Role};
use crate::scenario::study::Scenario;
use crate::scenario::{Date, Faults};

/// Dates are given for powers that a role has.
pub fn check(role: &Role, path: &str, faults: &mut Faults) {
    for (word, since) in role.powers_since.iter().flat_map(|since| since.iter()) {
        let path = format!("{path}.powers_since.{word}");
        match Power::ALL.iter().find(|power| power.word() == word) {
            None => {
                let words = Power::ALL.iter().map(|power| power.word()).collect();
                let known = Known::words(["power", "powers", "权限"], words);
                known.find_text(word, since.place, &path, faults);
            }
            Some(power) if !role.powers.contains(power) => {
                let message = text!(
                    "the role is not given the power to {word} at all",
                    "该角色根本没有 {word} 权限"
                );
                faults.warn(since.place, &path, message, None);
            }
            Some(_) => {}
        }
    }
}

/// No power is gained while the scenario runs, unless a regime begins on that day.
pub fn dates(scenario: &Scenario, governance: &Governance, at: &str, faults: &mut Faults) {
    let end = scenario.run.days.0 + scenario.run.follow_up.0;
    let last = scenario.start.0.saturating_add(jiff::Span::new().days(end.days() as i64));
    let begins = |date: Date| {
        let regimes = scenario.regimes.iter().flat_map(|regimes| regimes.iter());
        regimes.map(|regime| regime.from.date(scenario.start)).any(|from| from.0 == date.0)
    };
    for role in &governance.roles {
        for (word, since) in role.powers_since.iter().flat_map(|since| since.iter()) {
            let date = since.value;
            if date.0 <= scenario.start.0 || date.0 >= last || begins(date) {
                continue;
            }
            let path = format!("{at}.roles.{}.powers_since.{word}", role.id);
            let (day, start) = (date.0, scenario.start.0);
            let message = text!(
                "{day} lies within the run, which begins on {start}, and no regime begins then",
                "{day} 在运行期内（始于 {start}），而当日没有治理模式更替"
            );
            let help = text!(
                "add [[regimes]] with `from` = \"{day}\" and an empty [regimes.overlay]",
                "请加入 [[regimes]]，写明 `from` = \"{day}\" 和空的 [regimes.overlay]"
            );
            faults.add(since.place, &path, message, Some(help));
        }
    }
}
