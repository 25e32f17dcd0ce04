//! A city under a governance model: who answers for what goes wrong.

use super::known::{Known, listed};
use crate::lang::text;
use crate::scenario::category::{Category, Remedy};
use crate::scenario::city::City;
use crate::scenario::governance::{Governance, Power, Role};
use crate::scenario::{Faults, Limit, Name};
use crate::time::Span;

/// Every duty of a category falls to a role, and some of those roles can end it.
pub fn check(city: &City, governance: &Governance, faults: &mut Faults) {
    let duties = Known::keys(["duty", "duties", "职责"], &governance.duties);
    for category in &city.categories {
        owners(category, governance, &duties, faults);
        able(category, governance, faults);
    }
    let categories = Known::things(["category", "categories", "问题类别"], &city.categories);
    for (name, limit) in governance.deadlines.iter() {
        let path = format!("governance.deadlines.{name}");
        categories.find_text(name, limit.place, &path, faults);
        if let Some(category) = city.categories.get(name) {
            attainable(category, &limit.value, &path, faults);
        }
    }
    for role in &governance.roles {
        lists(role, &categories, faults);
        super::rosters::categories(role, &categories, faults);
    }
    for channel in &governance.channels {
        for (key, names) in [("takes", &channel.takes), ("catalogue", &channel.catalogue)] {
            let path = format!("governance.channels.{}.{key}", channel.id);
            categories.find_all(names.as_deref().unwrap_or(&[]), &path, faults);
        }
    }
}

fn owners(category: &Category, governance: &Governance, duties: &Known<'_>, faults: &mut Faults) {
    for (duty, share) in category.owners.iter() {
        if governance.duties.contains_key(duty) {
            continue;
        }
        let path = format!("city.categories.{}.owners.{duty}", category.id);
        let table = faults.place_at("governance.duties");
        let table = table.map_or_else(String::new, |place| faults.files().spot(place));
        let nearest = duties.nearest(duty);
        let message = text!(
            "the governance model gives the duty \"{duty}\" to no role",
            "治理模式没有把职责 \"{duty}\" 交给任何角色"
        );
        let help = text!(
            "{nearest} (governance.duties stands at {table})",
            "{nearest}(governance.duties 见 {table})",
            nearest
        );
        faults.add(share.place, &path, message, Some(help));
    }
}

/// Warns of a category that none of its owners can end. That single owners cannot is common,
/// and an indicator tells how often.
fn able(category: &Category, governance: &Governance, faults: &mut Faults) {
    let power = power(category.remedy);
    let owners: Vec<&Role> = category
        .owners
        .iter()
        .filter(|(_, share)| share.value.0 > 0.0)
        .filter_map(|(duty, _)| governance.duties.get(duty))
        .filter_map(|role| governance.roles.get(role.value.as_str()))
        .collect();
    let can = |role: &&Role| {
        let lists = |names: &Vec<Name>| names.contains(&category.id);
        role.powers.contains(&power) && role.handles.as_ref().is_none_or(lists)
    };
    if !owners.is_empty() && !owners.iter().any(can) {
        let names: Vec<&str> = owners.iter().map(|role| role.id.as_str()).collect();
        let (names, power) = (listed(&names), power.word());
        let message = text!(
            "nobody whose duty it is ({names}) has the power to {power} and lists it under \
             `handles`",
            "负有此职责的角色({names})中,没有一个既有 {power} 权限,又在 `handles` 中列出此类别",
            names
        );
        faults.warn_at(&format!("city.categories.{}.owners", category.id), message, None);
    }
}

/// Warns of a limit that most work on site alone outlasts.
fn attainable(category: &Category, limit: &Limit, path: &str, faults: &mut Faults) {
    let work = super::category::typical(&category.work).1;
    let span = match limit {
        Limit::Elapsed(span) | Limit::WorkingHours(span) => *span,
        Limit::WorkingDays(days) => Span::from_days(*days),
    };
    if span < work {
        let found = faults.written_at(path);
        let message = text!(
            "{found} is less than the work on site takes in most cases",
            "{found} 短于多数案件现场处置所需的时间"
        );
        faults.warn_at(path, message, None);
    }
}

/// The power that ends a problem.
fn power(remedy: Remedy) -> Power {
    match remedy {
        Remedy::Fix => Power::Fix,
        Remedy::Penalise => Power::Penalise,
        Remedy::Mediate => Power::Mediate,
    }
}

fn lists(role: &Role, categories: &Known<'_>, faults: &mut Faults) {
    let path = format!("governance.roles.{}", role.id);
    let finds = role.patrol.as_ref().and_then(|patrol| patrol.finds.as_ref());
    let lists = [
        ("catalogue", role.catalogue.as_ref()),
        ("handles", role.handles.as_ref()),
        ("patrol.finds", finds),
    ];
    for (key, names) in lists {
        for name in names.into_iter().flatten() {
            categories.find(name, &format!("{path}.{key}"), faults);
        }
    }
}
