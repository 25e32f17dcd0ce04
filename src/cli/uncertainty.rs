//! `--uncertainty N`: numbers that nobody knows for sure, drawn from their ranges.

use super::args::Common;
use super::failure::Failure;
use super::session::Session;
use super::study::{Named, Plan};
use crate::experiment::{
    Candidate, Design, DrawError, DrawPlan, Draws, Prepared, position, prepare, run_draws,
};
use crate::lang::text;
use crate::scenario::Faults;
use crate::scenario::check::check;
use crate::scenario::study::Scenario;
use crate::scenario::vary::{uncertain, vary};

/// Draws as many times as asked what the scenarios leave open and runs what comes of it; `build`
/// makes of the scenarios all that are compared.
pub(super) fn draws(
    plan: &Plan<'_>,
    session: &Session,
    named: &[Named],
    build: impl Fn(Vec<Prepared>) -> (Vec<Prepared>, Design),
) -> Result<Option<Draws>, Failure> {
    let Some(count) = plan.common.uncertainty else { return Ok(None) };
    let propose = |draw: u64, occasion: u64| {
        let place = |group: &str| position(plan.asked.seed, draw, occasion, group);
        let varied = named.iter().map(|of| {
            let sound = |scenario: &Scenario, faults: &mut Faults| {
                check(scenario, &of.loaded.provenance, faults);
            };
            vary(&of.loaded, place, sound).ok()
        });
        let varied = varied.collect::<Option<Vec<_>>>()?;
        let prepared = named.iter().zip(&varied).map(|(of, varied)| {
            let mut prepared = prepare(&of.name, &varied.value);
            prepared.window.warm_up_days =
                session.warm_up_days().unwrap_or(prepared.window.warm_up_days);
            prepared
        });
        let (scenarios, Design { pairs, .. }) = build(prepared.collect());
        let drawn = varied.into_iter().map(|varied| varied.drawn).collect();
        Some(Candidate { scenarios, pairs, drawn })
    };
    let replications = plan.common.uncertainty_replications;
    let asked = DrawPlan { draws: count, replications };
    let made = run_draws(asked, &session.runner(plan), propose);
    made.map(Some).map_err(failure)
}

/// Refuses draws where there is nothing to draw.
pub(super) fn must_have_something_to_draw(common: &Common, named: &[Named]) -> Result<(), Failure> {
    let something = named.iter().any(|of| uncertain(&of.loaded.provenance) > 0);
    match common.uncertainty {
        Some(_) if !something => Err(failure(DrawError::Nothing)),
        _ => Ok(()),
    }
}

fn failure(error: DrawError) -> Failure {
    match error {
        DrawError::Run(error) => error.into(),
        DrawError::Nothing => Failure::Argument(text!(
            "--uncertainty: no number of these scenarios has a range to draw from",
            "--uncertainty:这些情景中没有可供抽取的带范围的数值"
        )),
        DrawError::Impossible(draw) => Failure::Work(text!(
            "draw {draw} of the uncertain numbers did not go together in a hundred tries: their \
             ranges contradict each other",
            "第 {draw} 次抽取试了一百次仍自相矛盾:这些数值的范围互相冲突"
        )),
        DrawError::Unpaired(draw, contrast) => Failure::Work(text!(
            "{contrast}: in draw {draw} the two did not meet the same potential problems; their \
             cities state different ranges",
            "{contrast}:第 {draw} 次抽取中两者面对的潜在问题不同;两者的城市文件给出了不同的范围"
        )),
    }
}
