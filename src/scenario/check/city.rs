//! A city by itself.

use super::category;
use super::known::Known;
use crate::lang::{Phrase, text};
use crate::scenario::city::{City, Compound, Profile};
use crate::scenario::{Faults, Name, Number};

/// Land, people and rhythms are such that a fabric can be laid out.
pub fn check(city: &City, faults: &mut Faults) {
    subdivisions(city, faults);
    areas(city, faults);
    compounds(city, faults);
    for profile in &city.profiles {
        weights(profile, "hours", &profile.hours, 24, faults);
        weights(profile, "weekdays", &profile.weekdays, 7, faults);
        weights(profile, "months", &profile.months, 12, faults);
    }
    if city.profiles.is_empty() {
        let message = text!("there is no profile to follow", "没有可用的时间分布");
        faults.add_at("city.profiles", message, None);
    }
    if city.categories.is_empty() {
        let message =
            text!("nothing can go wrong: there is no category", "不会发生任何问题:没有问题类别");
        faults.add_at("city.categories", message, None);
    }
    let profiles = Known::things(["profile", "profiles", "时间分布"], &city.profiles);
    for category in &city.categories {
        category::check(category, &profiles, faults);
    }
}

/// Every street holds a community, and every community a block.
fn subdivisions(city: &City, faults: &mut Faults) {
    let (streets, communities, blocks) = (city.streets.0, city.communities.0, city.blocks.0);
    if communities > blocks {
        let message = text!(
            "{communities} communities do not fit into {blocks} blocks",
            "{blocks} 个地块容不下 {communities} 个社区"
        );
        let help = text!("city.blocks must be at least as many", "city.blocks 不得少于社区数");
        faults.add_at("city.communities", message, Some(help));
    }
    if streets > communities {
        let message = text!(
            "{streets} streets do not fit over {communities} communities",
            "{communities} 个社区分不成 {streets} 个街道"
        );
        let help =
            text!("city.communities must be at least as many", "city.communities 不得少于街道数");
        faults.add_at("city.streets", message, Some(help));
    }
}

/// Kinds of compound that areas name are known.
fn areas(city: &City, faults: &mut Faults) {
    let communities = city.areas.iter().flat_map(|areas| &areas.communities).enumerate();
    for (place, community) in communities {
        let number = place + 1;
        let Some(kind) = &community.compound else { continue };
        if city.compounds.position(kind).is_none() {
            let known: Vec<&str> = city.compounds.names().iter().map(Name::as_str).collect();
            let known = known.join(", ");
            let message = text!(
                "feature {number}: no kind of compound is named {kind}",
                "第 {number} 个要素:没有名为 {kind} 的院落类型"
            );
            let help = text!("known are {known}", "已有的类型:{known}");
            faults.add_at("city.areas", message, Some(help));
        }
    }
}

fn compounds(city: &City, faults: &mut Faults) {
    let exists = |holds: fn(&Compound) -> bool| city.compounds.iter().any(holds);
    let missing = if !exists(|kind| kind.share.0 > 0.0) {
        Phrase::new("a share above zero", "share 大于零")
    } else if !exists(|kind| kind.share.0 > 0.0 && kind.density.0 > 0.0) {
        Phrase::new(
            "share and density above zero: nobody lives anywhere",
            "share 和 density 都大于零:处处无人居住",
        )
    } else if !exists(|kind| kind.share.0 > 0.0 && kind.incidence.0 > 0.0) {
        Phrase::new("share and incidence above zero", "share 和 incidence 都大于零")
    } else {
        return;
    };
    let message =
        text!("no kind of compound has {missing}", "没有一种院落类型的 {missing}", missing);
    faults.add_at("city.compounds", message, None);
}

fn weights(profile: &Profile, key: &str, weights: &[Number], count: usize, faults: &mut Faults) {
    let key_path = format!("city.profiles.{}.{key}", profile.id);
    if weights.len() != count {
        let found = weights.len();
        let message = text!(
            "these are {found} numbers; {count} are expected",
            "这里有 {found} 个数;应有 {count} 个"
        );
        faults.add_at(&key_path, message, None);
    } else if weights.iter().all(|weight| weight.0 <= 0.0) {
        let message = text!(
            "all weights are zero; at least one must be above",
            "所有权重都为零;至少一个须大于零"
        );
        faults.add_at(&key_path, message, None);
    }
}
