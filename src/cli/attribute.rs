//! `gridgov compare A B --attribute`.

use super::args::Compare;
use super::failure::Failure;
use super::study::Named;
use crate::experiment::{Attribution, Joining, Runner, Study, attribute};
use crate::lang::text;

/// Orders that can be drawn at most.
const MOST_ORDERS: usize = 100_000;

/// What `--permutations` may say.
pub(super) fn permutations(text: &str) -> Result<Joining, String> {
    match text.parse() {
        _ if text == "all" => Ok(Joining::All),
        Ok(orders) if (4..=MOST_ORDERS).contains(&orders) && orders % 2 == 0 => {
            Ok(Joining::Drawn(orders))
        }
        _ => Err(format!("`all` is expected, or an even number from 4 to {MOST_ORDERS}")),
    }
}

/// Refuses what cannot be attributed, before anything runs.
pub(super) fn refuse(command: &Compare, named: &[Named]) -> Result<(), Failure> {
    if !command.attribute {
        return Ok(());
    }
    let count = named.len();
    if count > 2 {
        return Err(Failure::Argument(text!(
            "--attribute tells what brings the change between two scenarios; {count} are named",
            "--attribute 说明两个情景之间的变化来自哪里;这里给出了 {count} 个"
        )));
    }
    let [first, second] = [0, 1].map(|place| &named[place].loaded.value);
    let (base, other) = (&named[0].name, &named[1].name);
    if first.governance.is_none() || second.governance.is_none() {
        return Err(Failure::Argument(text!(
            "--attribute needs two governance models; a skeleton network has none",
            "--attribute 需要两个治理模式;参考排队网络没有治理模式"
        )));
    }
    if !first.shares_place_with(second) {
        return Err(Failure::Argument(text!(
            "--attribute needs one city, start and calendar under both models; those of {base} \
             and {other} differ; --transplant compares models across cities",
            "--attribute 要求两个治理模式在同一城市、起始日期和日历之下;{base} 与 {other} 的不同;\
             跨城市比较治理模式用 --transplant"
        )));
    }
    Ok(())
}

/// Runs the coalitions and attributes the change, if that was asked.
pub(super) fn run(
    command: &Compare,
    runner: &Runner<'_>,
    studies: &[Study],
) -> Result<Option<Attribution>, Failure> {
    if !command.attribute {
        return Ok(None);
    }
    let joining = command.permutations.unwrap_or(Joining::AsAffordable);
    Ok(Some(attribute(studies, [0, 1], joining, runner)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permutations_are_a_number_or_all() {
        assert_eq!(permutations("all"), Ok(Joining::All));
        assert_eq!(permutations("32"), Ok(Joining::Drawn(32)));
        for wrong in ["", "3", "5", "-4", "100001", "some"] {
            assert!(permutations(wrong).is_err(), "{wrong}");
        }
    }
}
