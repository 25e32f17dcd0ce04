//! What a scenario comes to: refused where it cannot run in the memory and time of a machine.

use super::category::bred;
use super::role::has_basis;
use crate::lang::{Phrase, Text, text};
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
        let what = Phrase::new("blocks times days", "地块数乘天数");
        let help = text!(
            "it follows from city.blocks, run.warm_up, run.days and run.follow_up",
            "由 city.blocks、run.warm_up、run.days 和 run.follow_up 得出"
        );
        refuse(what, block_days, MOST_BLOCK_DAYS, help, faults);
    }
    posts(city, governance, faults);
}

/// Sizes of what a governance model makes of a city.
pub fn posts(city: &City, governance: &Governance, faults: &mut Faults) {
    let block_roles = city.blocks.0 as f64 * governance.roles.len() as f64;
    if block_roles > MOST_BLOCK_ROLES {
        let what = Phrase::new("blocks times roles", "地块数乘角色数");
        let help = text!(
            "it follows from city.blocks and the number of governance.roles",
            "由 city.blocks 和 governance.roles 的个数得出"
        );
        refuse(what, block_roles, MOST_BLOCK_ROLES, help, faults);
    }
    desks(city, governance, faults);
    for role in &governance.roles {
        staff(role, city, governance, faults);
    }
}

fn refuse(what: Phrase, found: f64, most: f64, help: Text, faults: &mut Faults) {
    let (found, most) = (words(found), words(most));
    let message = text!(
        "about {found} {what}; at most {most} can run",
        "{what}约为 {found};最多可运行 {most}",
        found,
        what,
        most
    );
    faults.add_at("city.blocks", message, Some(help));
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
    let share = 100.0 * daily(heaviest, city) / all;
    in_replication(all * days, share, &path, faults);
    in_block(all / city.blocks.0 as f64, share, &path, faults);
}

/// Refuses too many potential problems in all; so many per cent of them are of the category.
fn in_replication(expected: f64, share: f64, path: &str, faults: &mut Faults) {
    if expected > MOST_POTENTIALS {
        let (found, most) = (words(expected), words(MOST_POTENTIALS));
        let message = text!(
            "about {found} potential problems are expected in one replication, {share:.0} % of \
             them of this category; at most {most} can run",
            "一次重复预计约有 {found} 个潜在问题,其中 {share:.0} % 属于此类别;最多可运行 {most} 个",
            found,
            most
        );
        let help = text!(
            "they grow with incidence, spreads and returns of city.categories, city.residents, \
             city.area, city.blocks, run.warm_up, run.days and run.follow_up, and as \
             city.norms.neutral falls",
            "随 city.categories 的 incidence、spreads 和 returns 以及 city.residents、city.area、\
             city.blocks、run.warm_up、run.days 和 run.follow_up 增大,也随 city.norms.neutral \
             减小而增大"
        );
        faults.add_at(path, message, Some(help));
    }
}

/// Refuses too many in a block on a day.
fn in_block(expected: f64, share: f64, path: &str, faults: &mut Faults) {
    if expected > MOST_IN_BLOCK_DAY {
        let (found, most) = (words(expected), words(MOST_IN_BLOCK_DAY));
        let message = text!(
            "about {found} potential problems are expected in each block every day, {share:.0} % \
             of them of this category; at most {most} can be told apart",
            "每个地块每天预计约有 {found} 个潜在问题,其中 {share:.0} % 属于此类别;最多可区分 {most} 个",
            found,
            most
        );
        let help = text!("lower it, or raise city.blocks", "请调低此值,或调高 city.blocks");
        faults.add_at(path, message, Some(help));
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
        let path = format!("governance.roles.{}.{key}", most.id);
        let (all, own, most) = (words(all), words(of(most)), words(MOST_DESKS));
        let message = text!(
            "the roles have about {all} desks, this one {own} of them; at most {most} can run",
            "各角色共约有 {all} 个工位,其中此角色 {own} 个;最多可运行 {most} 个",
            all,
            own,
            most
        );
        let help = text!(
            "they follow from tier and patrol.beat of governance.roles, governance.grids, \
             city.area, city.blocks, city.communities and city.streets",
            "由 governance.roles 的 tier 和 patrol.beat 以及 governance.grids、city.area、\
             city.blocks、city.communities 和 city.streets 得出"
        );
        faults.add_at(&path, message, Some(help));
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
        let (found, most) = (words(people), words(MOST_STAFF));
        let message = text!(
            "about {found} people on duty at once; at most {most} can run",
            "约有 {found} 人同时在岗;最多可运行 {most} 人",
            found,
            most
        );
        faults.add_at(&format!("{path}.staffing"), message, None);
    } else if role.staffing.count > 0.0 && people < 0.5 {
        let message = text!(
            "the rule comes to less than half a person, so nobody is on duty",
            "按此规则折合不足半人,因此无人在岗"
        );
        faults.warn_at(&format!("{path}.staffing"), message, None);
    }
    let Some(patrol) = &role.patrol else { return };
    let swept = patrol.speed.0 * patrol.sweep.0 * patrol.walking.0;
    let sweeps = people / patrol.team.0 as f64 * swept / city.area.0;
    if sweeps > MOST_SWEEPS {
        let found = words(sweeps);
        let message = text!(
            "together they search all ground about {found} times an hour; at most {MOST_SWEEPS} \
             can run",
            "合计每小时把全部地面巡查约 {found} 遍;最多可运行 {MOST_SWEEPS} 遍",
            found
        );
        let help = text!(
            "it grows with staffing, speed, sweep and walking, and falls with team",
            "随 staffing、speed、sweep 和 walking 增大,随 team 增大而减小"
        );
        faults.add_at(&format!("{path}.patrol"), message, Some(help));
    }
}

/// A number as people say it: `3,304`, `73 million`; in Chinese `3304`, `7300 万`.
pub fn words(number: f64) -> Text {
    let en = match number {
        n if n >= 1e15 => format!("{n:.1e}"),
        n if n >= 1e12 => scaled(n, 1e12, "trillion"),
        n if n >= 1e9 => scaled(n, 1e9, "billion"),
        n if n >= 1e6 => scaled(n, 1e6, "million"),
        n if n >= 1e3 => format!("{},{:03}", n as u64 / 1000, n as u64 % 1000),
        n => format!("{}", (n * 10.0).round() / 10.0),
    };
    let zh = match number {
        n if n >= 1e15 => format!("{n:.1e}"),
        n if n >= 1e12 => scaled(n, 1e12, "万亿"),
        n if n >= 1e8 => scaled(n, 1e8, "亿"),
        n if n >= 1e4 => scaled(n, 1e4, "万"),
        n if n >= 1e3 => format!("{}", n as u64),
        n => format!("{}", (n * 10.0).round() / 10.0),
    };
    Text::new(en, zh)
}

/// A number in a larger unit, with one decimal below ten.
fn scaled(number: f64, unit: f64, word: &str) -> String {
    let digits = usize::from(number / unit < 10.0);
    let text = format!("{:.digits$}", number / unit);
    format!("{} {word}", text.trim_end_matches(".0"))
}
