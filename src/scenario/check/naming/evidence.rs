//! What is known of a place itself: its structure, its staff, its volume and an outcome.

use super::super::size;
use crate::lang::Lang;
use crate::scenario::Provenance;
use crate::scenario::provenance::{Evidence, Origin, Statement, Transfer};
use crate::scenario::study::Scenario;

/// Keys of the structure.
const STRUCTURE: [&str; 4] = ["city.area", "city.residents", "city.streets", "city.communities"];
/// More than this share of posts, and of problems expected, must rest on what is known.
const MAJORITY: f64 = 0.5;

/// What a place's name takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leg {
    /// Area, residents, streets and communities.
    Structure,
    /// Staffing of the roles.
    Staffing,
    /// How often problems arise.
    Volume,
    /// An outcome kept for testing.
    Outcome,
}

impl Leg {
    /// The name of the leg.
    pub fn name(self, lang: Lang) -> &'static str {
        let (en, zh) = match self {
            Self::Structure => ("structure", "结构"),
            Self::Staffing => ("staffing", "人员配置"),
            Self::Volume => ("volume", "问题量"),
            Self::Outcome => ("outcome", "结果"),
        };
        lang.pick(en, zh)
    }
}

/// How far a leg rests on what is known of the place itself.
#[derive(Clone, Debug)]
pub struct Found<'n> {
    /// The leg.
    pub leg: Leg,
    /// The share of it that is known, 0 to 1.
    pub known: f64,
    /// Its numbers that are not known of the place, by key, the weightiest first, with what is
    /// said of them.
    pub unknown: Vec<(String, Option<&'n Provenance>)>,
}

impl Found<'_> {
    /// Whether the leg bears a place's name.
    pub fn holds(&self) -> bool {
        match self.leg {
            Leg::Structure => self.known >= 1.0,
            Leg::Staffing | Leg::Volume => self.known > MAJORITY,
            Leg::Outcome => self.known > 0.0,
        }
    }
}

/// The four legs of a scenario, in order; none without a city under a governance model.
pub fn legs<'n>(scenario: &Scenario, numbers: &'n [Provenance]) -> Vec<Found<'n>> {
    let (Some(city), Some(governance)) = (&scenario.city, &scenario.governance) else {
        return Vec::new();
    };
    let structure = STRUCTURE.iter().map(|key| ((*key).to_owned(), 1.0));
    let posts = governance.roles.iter().map(|role| {
        let duty = size::people(role, city, governance) * role.hours.weekly().hours();
        (format!("governance.roles.{}.staffing", role.id), duty / role.week.hours())
    });
    let volume = city.categories.iter().map(|category| {
        (format!("city.categories.{}.incidence", category.id), size::daily(category, city))
    });
    let kept = scenario.observed.iter().flat_map(|observed| observed.keys());
    let kept = kept.map(|id| (format!("observed.{id}"), 1.0));
    vec![
        found(Leg::Structure, structure, numbers),
        found(Leg::Staffing, posts, numbers),
        found(Leg::Volume, volume, numbers),
        found(Leg::Outcome, kept, numbers),
    ]
}

/// How much of the weight of these keys is known.
fn found(leg: Leg, keys: impl Iterator<Item = (String, f64)>, numbers: &[Provenance]) -> Found<'_> {
    let (mut known, mut all) = (0.0, 0.0);
    let mut unknown = Vec::new();
    for (key, weight) in keys {
        let said = numbers.iter().find(|number| number.path == key);
        all += weight;
        if said.is_some_and(|said| is_known(leg, &said.statement)) {
            known += weight;
        } else {
            unknown.push((weight, key, said));
        }
    }
    unknown.sort_by(|a, b| b.0.total_cmp(&a.0));
    let unknown = unknown.into_iter().map(|(_, key, said)| (key, said)).collect();
    Found { leg, known: if all > 0.0 { known / all } else { 0.0 }, unknown }
}

/// Whether a number is known of the same place and period: sourced or derived, and volume may
/// be calibrated too, on evidence that is not weak.
fn is_known(leg: Leg, said: &Statement) -> bool {
    let origin = match said.origin {
        Origin::Sourced | Origin::Derived => true,
        Origin::Calibrated => leg == Leg::Volume,
        Origin::Assumed => false,
    };
    let evidence = said.evidence.is_some_and(|evidence| evidence != Evidence::Weak);
    origin && evidence && said.transfer == Some(Transfer::Same)
}
