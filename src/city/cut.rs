//! Cutting a zone into connected parts of about the same weight.

use std::collections::VecDeque;

use super::fabric::{self, Jitter, apportion};
use super::zone::Zone;
use super::{BlockId, City};
use crate::id::Table;

/// Cuts a zone into about this many connected parts, each piece of it apart: of the same number
/// of blocks, or of the same weight where weights are given. No part is empty, and no piece is
/// without one.
pub fn cut(
    city: &City,
    zone: &Zone,
    parts: u64,
    weights: Option<&Table<BlockId, f64>>,
) -> Vec<Zone> {
    if let (Some(rect), None) = (zone.rect(city), weights) {
        let parts = u32::try_from(parts).unwrap_or(u32::MAX);
        let rects = fabric::cut(rect, parts, &mut Jitter::Fair);
        return rects.into_iter().map(|rect| city.zone_of(rect)).collect();
    }
    let pieces = zone.pieces(city);
    let weight = |zone: &Zone| weigh(zone, weights);
    let shares = apportion(parts, &pieces.iter().map(weight).collect::<Vec<_>>(), 1);
    let mut done = Vec::new();
    for (piece, share) in pieces.into_iter().zip(shares) {
        let share = (share as usize).min(piece.len());
        let mut open = vec![(piece, share)];
        while let Some((zone, parts)) = open.pop() {
            if parts == 1 {
                done.push(zone);
                continue;
            }
            let (one, other) = halve(city, &zone, parts, weights);
            let share = parts as f64 * weigh(&one, weights) / weigh(&zone, weights);
            let least = parts.saturating_sub(other.len()).max(1);
            let first = (share.round() as usize).clamp(least, (parts - 1).min(one.len()));
            open.push((other, parts - first));
            open.push((one, first));
        }
    }
    done
}

fn weigh(zone: &Zone, weights: Option<&Table<BlockId, f64>>) -> f64 {
    let sum: f64 = weights.map_or(0.0, |of| zone.blocks().iter().map(|block| of[*block]).sum());
    if sum > 0.0 { sum } else { zone.len() as f64 }
}

/// Two connected halves of a connected zone, the first for half of its parts: the best of what
/// sweeps along rows, along columns, and outwards from the edge come to.
fn halve(
    city: &City,
    zone: &Zone,
    parts: usize,
    weights: Option<&Table<BlockId, f64>>,
) -> (Zone, Zone) {
    let wanted = weigh(zone, weights) * (parts / 2) as f64 / parts as f64;
    let rows: Vec<BlockId> = zone.blocks().to_vec();
    let mut columns = rows.clone();
    columns.sort_by_key(|block| (city.blocks[*block].column, *block));
    let off = |half: &(Zone, Zone)| (weigh(&half.0, weights) - wanted).abs();
    [columns, rows, outwards(city, zone)]
        .map(|order| connected(city, zone, &prefix(&order, wanted, weights)))
        .into_iter()
        .min_by(|a, b| off(a).total_cmp(&off(b)))
        .expect("three ways")
}

/// The first blocks of an order that together weigh what is wanted most nearly; at least one,
/// and not all.
fn prefix(order: &[BlockId], wanted: f64, weights: Option<&Table<BlockId, f64>>) -> Zone {
    let flat = weigh(&Zone::new(order.to_vec()), weights) / order.len() as f64;
    let has_weight = weights.is_some_and(|of| order.iter().any(|block| of[*block] > 0.0));
    let weight = |block: BlockId| weights.filter(|_| has_weight).map_or(flat, |of| of[block]);
    let mut sum = 0.0;
    let mut count = 0;
    while count < order.len() - 1 && sum + weight(order[count]) / 2.0 < wanted {
        sum += weight(order[count]);
        count += 1;
    }
    Zone::new(order[..count.max(1)].to_vec())
}

/// The largest piece of a part of a connected zone, together with all that it cuts off from the
/// largest piece of the rest: both are connected.
fn connected(city: &City, zone: &Zone, part: &Zone) -> (Zone, Zone) {
    let largest =
        |zones: Vec<Zone>| zones.into_iter().rev().max_by_key(Zone::len).expect("a piece");
    let one = largest(part.pieces(city));
    let other = largest(without(zone, &one).pieces(city));
    (without(zone, &other), other)
}

fn without(zone: &Zone, part: &Zone) -> Zone {
    let rest = |block: &BlockId| part.blocks().binary_search(block).is_err();
    Zone::new(zone.blocks().iter().copied().filter(rest).collect())
}

/// Blocks by their distance from one at the edge, steps within the zone.
fn outwards(city: &City, zone: &Zone) -> Vec<BlockId> {
    let edge = *spread(city, zone, 0).last().expect("a block");
    spread(city, zone, edge).into_iter().map(|place| zone.blocks()[place]).collect()
}

/// Places in the order in which a spread from one reaches them.
fn spread(city: &City, zone: &Zone, start: usize) -> Vec<usize> {
    let mut seen = vec![false; zone.len()];
    seen[start] = true;
    let (mut open, mut order) = (VecDeque::from([start]), Vec::new());
    while let Some(at) = open.pop_front() {
        order.push(at);
        for next in zone.neighbours(city, at) {
            if !std::mem::replace(&mut seen[next], true) {
                open.push_back(next);
            }
        }
    }
    order
}
