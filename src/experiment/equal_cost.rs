//! The same money: a model brought to another's yearly cost by its own staff.

use super::{Governed, Prepared, Subject};

/// Most staff, as a multiple of what a model states, that money is turned into.
const MOST_STAFFING: f64 = 1000.0;

/// Halvings of the search for the staffing that costs as much.
const HALVINGS: u32 = 50;

/// A scenario with the staff of its `spend_on` roles grown until its yearly cost is as
/// near as whole people allow to `target` \[yuan\]; none if it costs as much already, or if
/// its model names no role to spend on.
pub fn at_cost_of(prepared: &Prepared, target: f64) -> Option<Prepared> {
    let Subject::Governed(governed) = &prepared.subject else { return None };
    let cost = |staffing: f64| {
        Governed::governance(&governed.scenario, &governed.city, staffing).yearly_cost()
    };
    if governed.governance.yearly_cost() >= target || cost(MOST_STAFFING) < target {
        return None;
    }
    let (mut low, mut high) = (1.0, MOST_STAFFING);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if cost(middle) < target { low = middle } else { high = middle }
    }
    let nearest = |below: f64, above: f64| {
        if target - cost(below) <= cost(above) - target { below } else { above }
    };
    let staffing = nearest(low, high);
    Some(Prepared {
        name: format!("{}-equal-cost", prepared.name),
        title: format!("{}, at equal cost", prepared.title),
        subject: Subject::Governed(Box::new(Governed {
            governance: Governed::governance(&governed.scenario, &governed.city, staffing),
            staffing,
            ..(**governed).clone()
        })),
        window: prepared.window,
    })
}
