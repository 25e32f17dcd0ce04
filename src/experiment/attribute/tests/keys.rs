//! Every key of a model belongs to one component.

use std::collections::BTreeSet;

use super::super::Component::{
    Assessment, Beats, Campaigns, Catalogue, Channels, Checking, Deadlines, Dispatch, Handling,
    Rest, Separation, Staff,
};
use super::super::mix::{differences, mix};
use super::*;
use crate::scenario::{Read as _, Shape};

/// A key, another value for it, and the component that it belongs to; none for what is told.
pub const KEYS: &[(&str, &str, Option<Component>)] = &[
    ("title", "'Other'", None),
    ("title_zh", "'别'", None),
    ("spend_on", "['sanitation']", None),
    ("grids", "{ count = 3 }", Some(Beats)),
    ("duties.property", "'sanitation'", Some(Dispatch)),
    ("deadlines.dirty-road", "'3 d'", Some(Deadlines)),
    ("undated_due", "'9 d'", Some(Deadlines)),
    ("settled_after", "5", Some(Dispatch)),
    ("first_receiver", "'transfers'", Some(Dispatch)),
    ("extension.before", "'9 h'", Some(Deadlines)),
    ("extension.asked", "0.3", Some(Deadlines)),
    ("extension.granted", "0.3", Some(Deadlines)),
    ("extension.adds", "3.0", Some(Deadlines)),
    ("extension.most", "5", Some(Deadlines)),
    ("extension.decided_by", "'supervision-centre'", Some(Deadlines)),
    ("hold.asked", "0.3", Some(Deadlines)),
    ("hold.granted", "0.3", Some(Deadlines)),
    ("hold.lasts", "{ fixed = '9 d' }", Some(Deadlines)),
    ("hold.decided_by", "'supervision-centre'", Some(Deadlines)),
    ("exclusion.asked", "0.3", Some(Assessment)),
    ("exclusion.granted", "0.3", Some(Assessment)),
    ("exclusion.decided_by", "'command-centre'", Some(Assessment)),
    ("appeal.asked", "0.4", Some(Assessment)),
    ("appeal.granted", "0.3", Some(Assessment)),
    ("appeal.decided_by", "'command-centre'", Some(Assessment)),
    ("supervision.overdue", "'9 d'", Some(Dispatch)),
    ("supervision.calls", "4", Some(Dispatch)),
    ("supervision.severity", "0.5", Some(Dispatch)),
    ("supervision.ordered_by", "'command-centre'", Some(Dispatch)),
    ("sharing.all", "true", Some(Catalogue)),
    ("sharing.groups", "[['mayor-hotline', 'letters-office']]", Some(Catalogue)),
    ("systems.count", "5", Some(Handling)),
    ("systems.entry", "{ fixed = '9 min' }", Some(Handling)),
    ("systems.roles", "['mayor-hotline']", Some(Handling)),
    ("systems.shared", "true", Some(Handling)),
    ("audit.by", "'supervision-centre'", Some(Checking)),
    ("audit.share", "0.7", Some(Checking)),
    ("audit.after", "{ fixed = '9 d' }", Some(Checking)),
    ("audit.double_call", "0.7", Some(Checking)),
    ("assessments.quota.assessor", "'command-centre'", Some(Assessment)),
    ("assessments.quota.assessed", "{ areas = 'streets' }", Some(Assessment)),
    ("assessments.quota.source", "'call-backs'", Some(Assessment)),
    ("assessments.quota.period", "{ every = '9 d' }", Some(Assessment)),
    ("assessments.quota.formula", "'cjt-292'", Some(Assessment)),
    ("assessments.quota.quota", "9", Some(Assessment)),
    ("assessments.quota.consequence", "'summons'", Some(Assessment)),
    ("assessments.quota.stakes", "9", Some(Assessment)),
    ("gaming.intensity", "9", Some(Assessment)),
    ("gaming.trivial_finds.detection", "0.9", Some(Assessment)),
    ("gaming.trivial_finds.penalty", "9", Some(Assessment)),
    ("accounting.held", "'running'", Some(Assessment)),
    ("accounting.excluded", "'in'", Some(Assessment)),
    ("accounting.carried_over", "'in'", Some(Assessment)),
    ("convening.called_by", "'command-centre'", Some(Dispatch)),
    ("convening.returns", "3", Some(Dispatch)),
    ("convening.disputed", "false", Some(Dispatch)),
    ("convening.bodies", "{ number = 5 }", Some(Dispatch)),
    ("convening.lasts", "{ fixed = '9 h' }", Some(Dispatch)),
    ("convening.within", "'9 h'", Some(Dispatch)),
    ("urging.every", "'9 d'", Some(Dispatch)),
    ("urging.most", "9", Some(Dispatch)),
    ("urging.penalised_by", "'public-security'", Some(Dispatch)),
    ("inspection.by", "'public-security'", Some(Handling)),
    ("inspection.every", "'9 d'", Some(Handling)),
    ("inspection.share", "0.07", Some(Handling)),
    ("funding.by", "'command-centre'", Some(Dispatch)),
    ("funding.to", "'sanitation'", Some(Dispatch)),
    ("funding.price", "'9 yuan'", Some(Dispatch)),
    ("funding.limit", "9", Some(Dispatch)),
    ("roles.property-management.leverage.willing", "0.11", Some(Handling)),
    ("roles.property-management.leverage.urged", "0.11", Some(Handling)),
    ("roles.property-management.leverage.convened", "0.11", Some(Handling)),
    ("roles.property-management.leverage.penalised", "0.11", Some(Handling)),
    ("office_hours", "'always'", Some(Deadlines)),
    ("response_limit", "'9 h'", Some(Deadlines)),
    ("platform_cost", "'7 yuan/year'", Some(Rest)),
    ("accounting.platform", "['mayor-hotline']", Some(Assessment)),
    ("accounting.on_time_of", "'closed'", Some(Assessment)),
    ("accounting.clock", "'working'", Some(Assessment)),
    ("roles.sanitation.title_zh", "'别'", None),
    ("roles.sanitation.employer", "'street'", Some(Rest)),
    ("roles.sanitation.tier", "'street'", Some(Rest)),
    ("roles.sanitation.powers", "['discover', 'fix', 'coordinate']", Some(Dispatch)),
    ("roles.sanitation.powers_since", "{ fix = '2004-01-01' }", Some(Rest)),
    ("roles.sanitation.same_person_as", "'greening'", Some(Staff)),
    ("roles.supervision-centre.catalogue", "['dirty-road']", Some(Catalogue)),
    ("roles.sanitation.handles", "['dirty-road']", Some(Handling)),
    ("roles.sanitation.staffing", "'2 per 1 km2'", Some(Staff)),
    ("roles.sanitation.hours", "'always'", Some(Staff)),
    ("roles.sanitation.week", "'44 h'", Some(Staff)),
    ("roles.sanitation.wage", "'1 yuan/year'", Some(Staff)),
    ("roles.sanitation.admin_share", "0.3", Some(Staff)),
    ("roles.sanitation.overrun", "'9 min'", Some(Staff)),
    ("roles.sanitation.discipline", "'fifo'", Some(Deadlines)),
    ("roles.sanitation.desk_work", "{ fixed = '1 h' }", Some(Handling)),
    ("roles.sanitation.travel", "{ fixed = '1 h' }", Some(Handling)),
    ("roles.sanitation.site_work", "{ fixed = '1 h' }", Some(Handling)),
    ("roles.sanitation.delivery", "{ fixed = '1 h' }", Some(Dispatch)),
    ("roles.sanitation.dispatch_delivery", "{ fixed = '1 h' }", Some(Dispatch)),
    ("roles.sanitation.accuracy", "0.3", Some(Dispatch)),
    ("roles.sanitation.refusal", "0.3", Some(Dispatch)),
    ("roles.sanitation.quality", "0.3", Some(Handling)),
    ("roles.sanitation.vigilance", "0.3", Some(Checking)),
    ("roles.sanitation.next", "'street-office'", Some(Dispatch)),
    ("roles.mayor-hotline.verified_by", "'supervisor'", Some(Checking)),
    ("roles.mayor-hotline.checked_by", "'supervisor'", Some(Checking)),
    ("roles.sanitation.merges", "0.3", Some(Catalogue)),
    ("roles.sanitation.patience", "9", Some(Dispatch)),
    ("roles.sanitation.patrol.beat", "'1 km2'", Some(Beats)),
    ("roles.sanitation.patrol.speed", "'1 km/h'", Some(Beats)),
    ("roles.sanitation.patrol.sweep", "'1 m'", Some(Beats)),
    ("roles.sanitation.patrol.team", "1", Some(Beats)),
    ("roles.sanitation.patrol.walking", "0.1", Some(Beats)),
    ("roles.sanitation.patrol.finds", "['dirty-road']", Some(Beats)),
    ("roles.sanitation.patrol.on_find", "'report'", Some(Separation)),
    ("roles.sanitation.patrol.suppression", "0.3", Some(Separation)),
    ("roles.supervision-centre.call_back.sample", "0.3", Some(Assessment)),
    ("roles.supervision-centre.call_back.after", "{ fixed = '1 h' }", Some(Assessment)),
    ("roles.command-centre.on_call.people", "'2 per district'", Some(Staff)),
    ("roles.command-centre.on_call.takes", "['dirty-road']", Some(Staff)),
    ("roles.command-centre.on_call.severity", "0.5", Some(Staff)),
    ("channels.hotline.catalogue", "['dirty-road']", Some(Catalogue)),
    ("channels.hotline.after_hours", "'overtime'", Some(Channels)),
    ("channels.hotline.logged", "0.3", Some(Channels)),
    ("channels.hotline.title_zh", "'别'", None),
    ("channels.hotline.receiver", "'letters-office'", Some(Channels)),
    ("channels.hotline.takes", "['dirty-road']", Some(Channels)),
    ("channels.hotline.appeal", "-1.0", Some(Channels)),
    ("channels.hotline.trip", "'walk'", Some(Channels)),
    ("channels.hotline.answered", "0.9", Some(Channels)),
    ("campaigns.city-appearance-sweep.title_zh", "'别'", None),
    ("campaigns.city-appearance-sweep.roles", "['sanitation']", Some(Campaigns)),
    ("campaigns.city-appearance-sweep.every", "'20 d'", Some(Campaigns)),
    ("campaigns.city-appearance-sweep.lasts", "'1 d'", Some(Campaigns)),
    ("campaigns.city-appearance-sweep.intensity", "2.0", Some(Campaigns)),
];

/// The scenario that has a key.
pub fn owner(key: &str) -> &'static str {
    if key.contains(".on_call.") {
        return "measures/duty-roster";
    }
    match key.split('.').next() {
        Some("campaigns") => "traditional",
        Some("extension" | "hold" | "exclusion" | "appeal" | "supervision") => "measures/requests",
        Some("sharing") => "measures/shared-data",
        Some("systems") => "measures/parallel-systems",
        Some("audit") => "measures/audit",
        Some("assessments" | "gaming") => "measures/assessment-quota",
        Some("inspection") => "measures/inspection",
        Some("convening" | "urging" | "funding") => "measures/leverage",
        _ if key.contains(".leverage.") => "measures/leverage",
        _ => "beijing-dongcheng-2004",
    }
}

pub fn set((key, value, _): &(&str, &str, Option<Component>)) -> String {
    format!("governance.{key}={value}")
}

/// Every key of a model, as (table, key): ids aside, which are names of other things.
fn declared(shape: &Shape, found: &mut BTreeSet<(String, String)>) {
    match shape {
        Shape::Record { name, fields, .. } => {
            for field in fields {
                match (field.shape)() {
                    Shape::Keyed(inner) => declared(&inner, found),
                    inner @ Shape::Record { name, .. } if name != "Lognormal" => {
                        declared(&inner, found);
                    }
                    _ if field.key != "id" => {
                        found.insert(((*name).to_owned(), field.key.to_owned()));
                    }
                    _ => {}
                }
            }
        }
        other => panic!("{other:?} is no record"),
    }
}

/// The table and key of a path.
fn place(path: &str) -> (String, String) {
    let steps: Vec<&str> = path.split('.').collect();
    let (table, key) = match steps[..] {
        ["roles", _, "patrol", key] => ("Patrol", key),
        ["roles", _, "call_back", key] => ("CallBack", key),
        ["roles", _, "on_call", key] => ("OnCall", key),
        ["roles", _, "leverage", key] => ("Leverage", key),
        ["roles", _, key] => ("Role", key),
        ["channels", _, key] => ("Channel", key),
        ["campaigns", _, key] => ("Campaign", key),
        ["accounting", key] => ("Accounting", key),
        ["extension", key] => ("Extension", key),
        ["hold", key] => ("Hold", key),
        ["exclusion", key] => ("Exclusion", key),
        ["supervision", key] => ("Supervision", key),
        ["audit", key] => ("Audit", key),
        ["assessments", _, key] => ("Assessment", key),
        ["gaming", _, key] => ("Trick", key),
        ["gaming", key] => ("Gaming", key),
        ["appeal", key] => ("Appeal", key),
        ["sharing", key] => ("Sharing", key),
        ["systems", key] => ("Systems", key),
        ["convening", key] => ("Convening", key),
        ["urging", key] => ("Urging", key),
        ["inspection", key] => ("Inspection", key),
        ["funding", key] => ("Funding", key),
        [key, ..] => ("Governance", key),
        [] => panic!("an empty path"),
    };
    (table.to_owned(), key.to_owned())
}

/// A key that is added to a model stands here with its component, or this fails.
#[test]
fn every_declared_key_stands_in_the_table_of_keys() {
    let mut keys = BTreeSet::new();
    declared(&Governance::shape(), &mut keys);
    let known: BTreeSet<(String, String)> = KEYS.iter().map(|(path, ..)| place(path)).collect();
    assert_eq!(keys, known);
}

/// Changing one key changes one component: with it the coalition is the changed model, and
/// without it the old one, whatever else is taken from where.
#[test]
fn every_key_belongs_to_exactly_one_component() {
    const OWNERS: [&str; 10] = [
        "measures/duty-roster",
        "traditional",
        "beijing-dongcheng-2004",
        "measures/requests",
        "measures/shared-data",
        "measures/parallel-systems",
        "measures/audit",
        "measures/assessment-quota",
        "measures/leverage",
        "measures/inspection",
    ];
    let plain = OWNERS.map(|name| dongcheng(name, &[]));
    let city = city(&plain[0]);
    for row in KEYS {
        let place = OWNERS.iter().position(|name| *name == owner(row.0)).expect("an owner");
        let old = &plain[place];
        let new = dongcheng(owner(row.0), &[set(row)]);
        let models = [model(old), model(&new)];
        let found: BTreeSet<Component> =
            differences(&city, models).iter().map(|difference| difference.component).collect();
        assert_eq!(found, row.2.into_iter().collect(), "{}", row.0);
        assert_eq!(mix(&city, models, Components::default()).0, *models[0]);
        assert_eq!(mix(&city, models, components(Component::ALL)).0, *models[1]);
        assert_ne!(models[0], models[1], "{}", row.0);
        if let Some(component) = row.2 {
            assert_eq!(mix(&city, models, components(&[component])).0, *models[1], "{}", row.0);
            assert_eq!(mix(&city, models, all_but(component)).0, *models[0], "{}", row.0);
        }
    }
}
