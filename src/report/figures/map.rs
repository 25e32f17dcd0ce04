//! Where problems stand, over the city.

use super::{Shown, sample};
use crate::city::Rect;
use crate::report::plot::map::{MapCell, MapClasses, MapFigure, MapPanel};
use crate::time::Span;

/// The grids where all scenarios have the same, else the residents' communities: only areas
/// that every panel has can be compared by eye.
pub(super) fn figure(shown: &[Shown<'_>]) -> MapFigure {
    let grids = |of: &Shown<'_>| -> Vec<Rect> {
        of.governed.governance.grids.parts.iter().copied().collect()
    };
    let communities = |of: &Shown<'_>| -> Vec<Rect> {
        of.governed.city.communities.iter().map(|community| community.rect).collect()
    };
    let same = shown.iter().all(|of| grids(of) == grids(&shown[0]));
    let panels = shown.iter().map(|of| panel(of, if same { grids(of) } else { communities(of) }));
    let areas = if same { "Grids" } else { "Residents' communities, the same in each panel" };
    MapFigure {
        title: "Where problems stand".to_owned(),
        subtitle: format!("{areas}; {}; synthetic fabric", sample(shown)),
        indicator: "severity-weighted problem days".to_owned(),
        unit: "per hectare and year".to_owned(),
        classes: MapClasses::Quantile(7),
        panels: panels.collect(),
    }
}

fn panel(of: &Shown<'_>, areas: Vec<Rect>) -> MapPanel {
    let city = &of.governed.city;
    let years = of.study.prepared.window.days as f64 / 365.0 * of.outcomes.len() as f64;
    let cells = areas.into_iter().map(|rect| {
        let burden = |block| of.outcomes.iter().map(|outcome| outcome.burden[block]).sum::<i128>();
        let sum: i128 = city.blocks_in(rect).map(burden).sum();
        let hectares = f64::from(rect.len()) * city.block_area() / 1e4;
        let days = sum as f64 / Span::DAY.ms() as f64;
        MapCell { ring: ring(rect, city.side), value: Some(days / hectares / years) }
    });
    MapPanel {
        name: of.name(),
        cells: cells.collect(),
        outlines: city.streets.iter().map(|rect| ring(*rect, city.side)).collect(),
    }
}

/// The corners of a rectangle of the lattice \[m\], north up, first and last the same.
fn ring(rect: Rect, side: f64) -> Vec<(f64, f64)> {
    let (left, right) = (f64::from(rect.left) * side, f64::from(rect.right) * side);
    let (top, bottom) = (-f64::from(rect.top) * side, -f64::from(rect.bottom) * side);
    vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
}
