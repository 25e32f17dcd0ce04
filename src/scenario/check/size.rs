//! What a scenario comes to: refused where it cannot run in the memory and time of a machine.

use super::category::bred;
use super::role::has_basis;
use crate::scenario::category::Category;
use crate::scenario::city::{City, NormSwitch};
use crate::scenario::governance::{Governance, Grids, Role, Tier};
use crate::scenario::study::Run;
use crate::scenario::{Basis, Faults, Subject};

/// Potential problems expected in a replication.
const MOST_POTENTIALS: f64 = 50e6;
/// Potential problems expected in a block on a day.
const MOST_IN_BLOCK_DAY: f64 = 1_000.0;
/// Blocks times days.
const MOST_BLOCK_DAYS: f64 = 2e9;
/// Desks in all.
const MOST_DESKS: f64 = 1e6;
/// Blocks times roles, each of which keeps the desk of every block.
const MOST_BLOCK_ROLES: f64 = 100e6;
/// People on duty in one role.
const MOST_STAFF: f64 = 10e6;
/// Times an hour that a role may search the whole ground.
const MOST_SWEEPS: f64 = 60.0;

/// Sizes that follow from several keys together.
pub fn check(city: &City, governance: &Governance, run: &Run, faults: &mut Faults) {
    let days = (run.warm_up.0 + run.days.0 + run.follow_up.0).days();
    potentials(city, days, faults);
    let block_days = city.blocks.0 as f64 * days;
    if block_days > MOST_BLOCK_DAYS {
        let help = "city.blocks, run.warm_up, run.days and run.follow_up";
        refuse("city.blocks", "blocks times days", block_days, MOST_BLOCK_DAYS, help, faults);
    }
    let block_roles = city.blocks.0 as f64 * governance.roles.len() as f64;
    if block_roles > MOST_BLOCK_ROLES {
        let help = "city.blocks and the number of governance.roles";
        refuse("city.blocks", "blocks times roles", block_roles, MOST_BLOCK_ROLES, help, faults);
    }
    desks(city, governance, faults);
    for role in &governance.roles {
        staff(role, city, governance, faults);
    }
}

fn refuse(path: &str, what: &str, found: f64, most: f64, help: &str, faults: &mut Faults) {
    let message = format!("about {} {what}; at most {} can run", words(found), words(most));
    faults.add_at(path, message, Some(format!("it follows from {help}")));
}

/// Potential problems of a category on one day in the whole city, offspring included.
pub(super) fn daily(category: &Category, city: &City) -> f64 {
    let size = match category.incidence.subject {
        Subject::Resident => city.residents.0 as f64,
        Subject::Km2 => city.area.0 / 1e6,
        _ => city.blocks.0 as f64,
    };
    let neutral = if city.norms.switch == NormSwitch::On { city.norms.neutral.0 } else { 1.0 };
    let family = if bred(category) < 1.0 { 1.0 / (1.0 - bred(category)) } else { 1.0 };
    category.incidence.per_hour * 24.0 * size / neutral * family
}

fn potentials(city: &City, days: f64, faults: &mut Faults) {
    let Some(heaviest) =
        city.categories.iter().max_by(|a, b| daily(a, city).total_cmp(&daily(b, city)))
    else {
        return;
    };
    let all: f64 = city.categories.iter().map(|category| daily(category, city)).sum();
    let path = format!("city.categories.{}.incidence", heaviest.id);
    let share = format!("{:.0} % of them of this category", 100.0 * daily(heaviest, city) / all);
    if all * days > MOST_POTENTIALS {
        let message = format!(
            "about {} potential problems are expected in one replication, {share}; at most {} can run",
            words(all * days),
            words(MOST_POTENTIALS)
        );
        let help = "they grow with incidence, spreads and returns of city.categories, \
                    city.residents, city.area, city.blocks, run.warm_up, run.days and \
                    run.follow_up, and as city.norms.neutral falls";
        faults.add_at(&path, message, Some(help.to_owned()));
    }
    let in_block = all / city.blocks.0 as f64;
    if in_block > MOST_IN_BLOCK_DAY {
        let message = format!(
            "about {} potential problems are expected in each block every day, {share}; \
             at most {} can be told apart",
            words(in_block),
            words(MOST_IN_BLOCK_DAY)
        );
        faults.add_at(&path, message, Some("lower it, or raise city.blocks".to_owned()));
    }
}

/// Grids of a model in a city.
fn grids(city: &City, governance: &Governance) -> f64 {
    let wanted = match &governance.grids {
        Grids::Community(_) => 0.0,
        Grids::Area(area) => city.area.0 / area.0.max(1.0),
        Grids::Residents(residents) => city.residents.0 as f64 / residents.0.max(1) as f64,
        Grids::Households(size) => {
            let people = size.0.max(1) as f64 * city.household_size.map_or(1.0, |size| size.0);
            city.residents.0 as f64 / people
        }
        Grids::Each(count) => city.communities.0 as f64 * count.0 as f64,
        Grids::Workload(rate) => {
            let all: f64 = city.categories.iter().map(|category| daily(category, city)).sum();
            all / (rate.per_hour * 24.0).max(1e-9)
        }
    };
    wanted.max(city.communities.0 as f64).min(city.blocks.0 as f64)
}

/// Desks of a role.
fn desks_of(role: &Role, city: &City, governance: &Governance) -> f64 {
    let offices = match role.tier {
        Tier::Grid => grids(city, governance),
        Tier::Community => city.communities.0 as f64,
        Tier::Street => city.streets.0 as f64,
        Tier::District => 1.0,
    };
    let beats = role.patrol.as_ref().map_or(0.0, |patrol| city.area.0 / patrol.beat.0);
    beats.max(offices).min(city.blocks.0 as f64)
}

fn desks(city: &City, governance: &Governance, faults: &mut Faults) {
    let of = |role: &Role| desks_of(role, city, governance);
    let Some(most) = governance.roles.iter().max_by(|a, b| of(a).total_cmp(&of(b))) else { return };
    let all: f64 = governance.roles.iter().map(of).sum();
    if all > MOST_DESKS {
        let key = if most.patrol.is_some() { "patrol.beat" } else { "tier" };
        let message = format!(
            "the roles have about {} desks, this one {} of them; at most {} can run",
            words(all),
            words(of(most)),
            words(MOST_DESKS)
        );
        let help = "they follow from tier and patrol.beat of governance.roles, \
                    governance.grids, city.area, city.blocks, city.communities and city.streets";
        let path = format!("governance.roles.{}.{key}", most.id);
        faults.add_at(&path, message, Some(help.to_owned()));
    }
}

/// People of a role on duty at once.
pub(super) fn people(role: &Role, city: &City, governance: &Governance) -> f64 {
    let number = match role.staffing.basis {
        Basis::Area => city.area.0,
        Basis::Residents => city.residents.0 as f64,
        Basis::Blocks => city.blocks.0 as f64,
        Basis::Beats => desks_of(role, city, governance),
        Basis::Grids => grids(city, governance),
        Basis::Communities => city.communities.0 as f64,
        Basis::Streets => city.streets.0 as f64,
        Basis::Districts | Basis::Cities | Basis::Households => 1.0,
    };
    role.staffing.count * number / role.staffing.amount
}

fn staff(role: &Role, city: &City, governance: &Governance, faults: &mut Faults) {
    if !has_basis(role) {
        return;
    }
    let path = format!("governance.roles.{}", role.id);
    let people = people(role, city, governance);
    if people > MOST_STAFF {
        let message = format!(
            "about {} people on duty at once; at most {} can run",
            words(people),
            words(MOST_STAFF)
        );
        faults.add_at(&format!("{path}.staffing"), message, None);
    } else if role.staffing.count > 0.0 && people < 0.5 {
        let message = "the rule comes to less than half a person, so nobody is on duty";
        faults.warn_at(&format!("{path}.staffing"), message, None);
    }
    let Some(patrol) = &role.patrol else { return };
    let swept = patrol.speed.0 * patrol.sweep.0 * patrol.walking.0;
    let sweeps = people / patrol.team.0 as f64 * swept / city.area.0;
    if sweeps > MOST_SWEEPS {
        let message = format!(
            "together they search all ground about {} times an hour; at most {MOST_SWEEPS} can run",
            words(sweeps)
        );
        let help = "it grows with staffing, speed, sweep and walking, and falls with team";
        faults.add_at(&format!("{path}.patrol"), message, Some(help.to_owned()));
    }
}

/// A number as people say it: `3,304`, `73 million`.
pub fn words(number: f64) -> String {
    let scaled = |unit: f64, word: &str| {
        let digits = usize::from(number / unit < 10.0);
        let text = format!("{:.digits$}", number / unit);
        format!("{} {word}", text.trim_end_matches(".0"))
    };
    match number {
        n if n >= 1e15 => format!("{n:.1e}"),
        n if n >= 1e12 => scaled(1e12, "trillion"),
        n if n >= 1e9 => scaled(1e9, "billion"),
        n if n >= 1e6 => scaled(1e6, "million"),
        n if n >= 1e3 => format!("{},{:03}", n as u64 / 1000, n as u64 % 1000),
        n => format!("{}", (n * 10.0).round() / 10.0),
    }
}
