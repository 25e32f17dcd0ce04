//! A city by itself.

use super::category;
use super::known::Known;
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
        faults.add_at("city.profiles", "there is no profile to follow", None);
    }
    if city.categories.is_empty() {
        faults.add_at("city.categories", "nothing can go wrong: there is no category", None);
    }
    let profiles = Known::things("profile", "profiles", &city.profiles);
    for category in &city.categories {
        category::check(category, &profiles, faults);
    }
}

/// Every street holds a community, and every community a block.
fn subdivisions(city: &City, faults: &mut Faults) {
    let (streets, communities, blocks) = (city.streets.0, city.communities.0, city.blocks.0);
    if communities > blocks {
        let message = format!("{communities} communities do not fit into {blocks} blocks");
        let help = "city.blocks must be at least as many".to_owned();
        faults.add_at("city.communities", message, Some(help));
    }
    if streets > communities {
        let message = format!("{streets} streets do not fit over {communities} communities");
        let help = "city.communities must be at least as many".to_owned();
        faults.add_at("city.streets", message, Some(help));
    }
}

/// Kinds of compound that areas name are known.
fn areas(city: &City, faults: &mut Faults) {
    let communities = city.areas.iter().flat_map(|areas| &areas.communities).enumerate();
    for (place, community) in communities {
        let Some(kind) = &community.compound else { continue };
        if city.compounds.position(kind).is_none() {
            let known: Vec<&str> = city.compounds.names().iter().map(Name::as_str).collect();
            let message = format!("feature {}: no kind of compound is named {kind}", place + 1);
            let help = format!("known are {}", known.join(", "));
            faults.add_at("city.areas", message, Some(help));
        }
    }
}

fn compounds(city: &City, faults: &mut Faults) {
    let exists = |holds: fn(&Compound) -> bool| city.compounds.iter().any(holds);
    let missing = if !exists(|kind| kind.share.0 > 0.0) {
        "a share above zero"
    } else if !exists(|kind| kind.share.0 > 0.0 && kind.density.0 > 0.0) {
        "share and density above zero: nobody lives anywhere"
    } else if !exists(|kind| kind.share.0 > 0.0 && kind.incidence.0 > 0.0) {
        "share and incidence above zero"
    } else {
        return;
    };
    faults.add_at("city.compounds", format!("no kind of compound has {missing}"), None);
}

fn weights(profile: &Profile, key: &str, weights: &[Number], count: usize, faults: &mut Faults) {
    let key_path = format!("city.profiles.{}.{key}", profile.id);
    if weights.len() != count {
        let message = format!("these are {} numbers; {count} are expected", weights.len());
        faults.add_at(&key_path, message, None);
    } else if weights.iter().all(|weight| weight.0 <= 0.0) {
        faults.add_at(&key_path, "all weights are zero; at least one must be above", None);
    }
}
