//! The same money: a model brought to another's yearly cost by its own staff.

use super::{Governed, Prepared, Subject};
use crate::governance::{Governance, RoleId};
use crate::lang::Text;

/// Most staff, as a multiple of what a model states, that money is turned into.
const MOST_STAFFING: f64 = 1000.0;

/// Halvings of the search for the staffing that costs as much.
const HALVINGS: u32 = 50;

/// A model whose `spend_on` roles cannot be staffed so that it costs what it should.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutOfReach {
    /// The nearest that it comes \[yuan a year\].
    pub nearest: f64,
}

/// A scenario with the staff of its `spend_on` roles multiplied until its yearly cost is as
/// near as whole people allow to `target` \[yuan\]. A role that has people keeps one at least.
///
/// # Errors
/// If these roles cannot take up or save the difference.
pub fn at_cost_of(prepared: &Prepared, target: f64) -> Result<Prepared, OutOfReach> {
    let Subject::Governed(governed) = &prepared.subject else {
        return Err(OutOfReach { nearest: 0.0 });
    };
    let staffed =
        |staffing: f64| Governed::governance(&governed.scenario, &governed.city, staffing);
    let cost = |staffing: f64| staffed(staffing).yearly_cost();
    let (low, high) = if governed.governance.yearly_cost() <= target {
        (1.0, MOST_STAFFING)
    } else {
        (least(&governed.governance, staffed), 1.0)
    };
    if target < cost(low) || target > cost(high) {
        return Err(OutOfReach { nearest: target.clamp(cost(low), cost(high)) });
    }
    let (below, above) = halve((low, high), |staffing| cost(staffing) >= target);
    let below_is_nearer = target - cost(below) <= cost(above) - target;
    let staffing = if below_is_nearer { below } else { above };
    Ok(Prepared {
        name: format!("{}-equal-cost", prepared.name),
        title: Text::each(|lang| {
            prepared.title.read(lang).to_owned() + lang.pick(", at equal cost", "·同等成本")
        }),
        subject: Subject::Governed(Box::new(Governed {
            governance: staffed(staffing),
            staffing,
            ..(**governed).clone()
        })),
        window: prepared.window,
    })
}

/// The least staffing at which every role to spend on that has people keeps one.
fn least(stated: &Governance, staffed: impl Fn(f64) -> Governance) -> f64 {
    let has_people =
        |of: &Governance, role: RoleId| of.desks.iter().any(|d| d.role == role && d.staff > 0);
    let manned: Vec<RoleId> =
        stated.spend_on.iter().copied().filter(|role| has_people(stated, *role)).collect();
    let keeps_them = |staffing| {
        let governance = staffed(staffing);
        manned.iter().all(|role| has_people(&governance, *role))
    };
    halve((0.0, 1.0), keeps_them).1
}

/// The two sides of the place in a range beyond which something holds.
fn halve((mut low, mut high): (f64, f64), holds: impl Fn(f64) -> bool) -> (f64, f64) {
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if holds(middle) { high = middle } else { low = middle }
    }
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::prepare;
    use crate::scenario::study::Scenario;
    use crate::scenario::{Options, Source, load};

    fn model(name: &'static str, sets: &[&str]) -> Prepared {
        let source = Source::from_argument(name).expect("a built-in");
        let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
        let options = Options { provenance: false };
        prepare(name, &load::<Scenario>(&source, &sets, options).expect("it loads").value)
    }

    fn governance(prepared: &Prepared) -> &Governance {
        let Subject::Governed(governed) = &prepared.subject else { panic!("it is governed") };
        &governed.governance
    }

    #[test]
    fn a_model_grows_and_shrinks_to_a_cost() {
        let stated = model("traditional", &[]);
        let cost = governance(&stated).yearly_cost();
        for target in [0.9 * cost, cost, 1.4 * cost] {
            let brought = at_cost_of(&stated, target).expect("it is within reach");
            let off = (governance(&brought).yearly_cost() - target).abs() / target;
            assert!(off < 0.005, "{off} off {target}");
        }
    }

    /// One person in each role that has people: four, and nobody where nobody was.
    #[test]
    fn a_shrunken_model_keeps_one_person_in_each_role() {
        let stated = model("traditional", &["governance.roles.greening.staffing=0 per district"]);
        let OutOfReach { nearest } =
            at_cost_of(&stated, 0.0).expect_err("nobody works for nothing");
        let least = at_cost_of(&stated, nearest).expect("its own least is within reach");
        let least = governance(&least);
        let people = |role: &RoleId| {
            let desks = least.desks.iter().filter(|desk| desk.role == *role);
            desks.map(|desk| desk.staff).sum::<u32>()
        };
        let left: Vec<u32> = least.spend_on.iter().map(people).collect();
        assert!(left.iter().filter(|people| **people == 0).count() == 1, "{left:?}");
        assert!(left.contains(&1), "{left:?}");
    }

    #[test]
    fn without_roles_to_spend_on_a_cost_is_out_of_reach() {
        let stated = model("traditional", &["governance.spend_on=[]"]);
        let nearest = governance(&stated).yearly_cost();
        for target in [0.5 * nearest, 2.0 * nearest] {
            assert_eq!(at_cost_of(&stated, target).err(), Some(OutOfReach { nearest }));
        }
    }
}
