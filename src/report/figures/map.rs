//! Where problems stand, over the city.

use super::{Shown, sample};
use crate::city::zone::{Corner, Outline};
use crate::city::{City, Zone};
use crate::lang::{Lang, text};
use crate::report::plot::map::{MapCell, MapClasses, MapFigure, MapPanel};
use crate::time::Span;

/// The grids where all scenarios have the same, else the residents' communities: only areas
/// that every panel has can be compared by eye.
pub(super) fn figure(shown: &[Shown<'_>], lang: Lang) -> MapFigure {
    let grids = |of: &Shown<'_>| -> Vec<Zone> {
        of.governed.governance.grids.parts.iter().cloned().collect()
    };
    let communities = |of: &Shown<'_>| -> Vec<Zone> {
        of.governed.city.communities.iter().map(|community| community.zone.clone()).collect()
    };
    let same = shown.iter().all(|of| grids(of) == grids(&shown[0]));
    let panels = shown.iter().map(|of| panel(of, &if same { grids(of) } else { communities(of) }));
    MapFigure {
        title: lang.pick("Where problems stand", "问题存在于何处").to_owned(),
        subtitle: subtitle(shown, same, lang),
        indicator: lang.pick("severity-weighted problem days", "按严重程度加权的问题日").to_owned(),
        unit: lang.pick("per hectare and year", "天，每公顷每年").to_owned(),
        classes: MapClasses::Quantile(7),
        panels: panels.collect(),
    }
}

/// What areas are shown, of what fabric.
fn subtitle(shown: &[Shown<'_>], grids: bool, lang: Lang) -> String {
    let areas = if grids {
        lang.pick("Grids", "按网格")
    } else {
        lang.pick("Residents' communities, the same in each panel", "按社区，各分图相同")
    };
    let fabric = if shown.iter().all(|of| of.governed.city.origin.is_some()) {
        lang.pick("areas of a file, synthetic fabric", "边界来自文件，内部空间结构为合成")
    } else {
        lang.pick("synthetic fabric", "空间结构为合成")
    };
    let sample = sample(shown, lang);
    text!("{areas}; {sample}; {fabric}", "{areas}；{sample}；{fabric}").said(lang)
}

fn panel(of: &Shown<'_>, areas: &[Zone]) -> MapPanel {
    let city = &of.governed.city;
    let years = of.study.prepared.window.days as f64 / 365.0 * of.outcomes.len() as f64;
    let values = areas.iter().map(|zone| {
        let burden = |block| of.outcomes.iter().map(|outcome| outcome.burden[block]).sum::<i128>();
        let sum: i128 = zone.blocks().iter().map(|block| burden(*block)).sum();
        let hectares = zone.len() as f64 * city.block_area() / 1e4;
        let days = sum as f64 / Span::DAY.ms() as f64;
        (zone, days / hectares / years)
    });
    MapPanel {
        name: of.name.clone(),
        cells: cells(city, values),
        outlines: city.streets.iter().flat_map(|zone| rings(zone, city)).collect(),
    }
}

/// The pieces of zones with their values; what lies in a hole comes after what has the hole.
pub(super) fn cells<'z>(
    city: &City,
    values: impl Iterator<Item = (&'z Zone, f64)>,
) -> Vec<MapCell> {
    let cells = values.flat_map(|(zone, value)| shapes(zone, city, value));
    let mut cells: Vec<(usize, MapCell)> = cells.collect();
    if cells.iter().any(|(_, cell)| cell.value.is_none()) {
        cells.sort_by_key(|(extent, _)| std::cmp::Reverse(*extent));
    }
    cells.into_iter().map(|(_, cell)| cell).collect()
}

/// All borders of a zone \[m\].
pub(super) fn rings(zone: &Zone, city: &City) -> Vec<Vec<(f64, f64)>> {
    let all = |outline: Outline| std::iter::once(outline.outer).chain(outline.holes);
    zone.outlines(city).into_iter().flat_map(all).map(|of| ring(&of, city.side)).collect()
}

/// The pieces of a zone and, without a value, their holes, each with the extent of its box.
fn shapes(zone: &Zone, city: &City, value: f64) -> Vec<(usize, MapCell)> {
    let shape = |corners: &[Corner], value| {
        (extent(corners), MapCell { ring: ring(corners, city.side), value })
    };
    let of = |outline: Outline| {
        let holes = outline.holes.iter().map(|hole| shape(hole, None)).collect::<Vec<_>>();
        std::iter::once(shape(&outline.outer, Some(value))).chain(holes)
    };
    zone.outlines(city).into_iter().flat_map(of).collect()
}

/// Blocks of the box around a ring.
fn extent(corners: &[Corner]) -> usize {
    let range = |values: Vec<u32>| match (values.iter().min(), values.iter().max()) {
        (Some(least), Some(most)) => (most - least) as usize,
        _ => 0,
    };
    range(corners.iter().map(|corner| corner.0).collect())
        * range(corners.iter().map(|corner| corner.1).collect())
}

/// Corners of the lattice in metres, north up.
fn ring(corners: &[Corner], side: f64) -> Vec<(f64, f64)> {
    corners.iter().map(|(x, y)| (f64::from(*x) * side, -f64::from(*y) * side)).collect()
}
