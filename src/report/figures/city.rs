//! A city before anything happens in it: what it is made of, and how it is cut into grids.

use super::map::{cells, rings};
use super::{Drawn, drawn};
use crate::city::{Block, City, CompoundId, Zone};
use crate::experiment::Governed;
use crate::id::Id as _;
use crate::lang::{Lang, text};
use crate::report::number::format_percent;
use crate::report::plot;
use crate::report::plot::map::{MapClasses, MapFigure, MapPanel};

/// Blocks at most that are drawn one by one; a larger city is drawn by residents' communities.
const MOST_BLOCKS: usize = 20_000;

/// Maps of the city: kinds of compound, density, where problems arise, grids.
pub fn of_city(governed: &Governed, lang: Lang) -> Vec<Drawn> {
    let city = &governed.city;
    let ground = Ground::of(city);
    vec![
        drawn!("city-compounds", map, compounds(city, &ground, lang), lang),
        drawn!("city-residents", map, residents(city, &ground, lang), lang),
        drawn!("city-incidence", map, incidence(city, &ground, lang), lang),
        drawn!("city-grids", map, grids(governed, lang), lang),
    ]
}

/// The areas that are drawn.
struct Ground {
    areas: Vec<Zone>,
    is_blocks: bool,
}

impl Ground {
    fn of(city: &City) -> Self {
        let is_blocks = city.blocks.len() <= MOST_BLOCKS;
        let areas = if is_blocks {
            city.blocks.ids().map(|block| Zone::new(vec![block])).collect()
        } else {
            city.communities.iter().map(|community| community.zone.clone()).collect()
        };
        Self { areas, is_blocks }
    }

    fn said(&self, lang: Lang) -> &'static str {
        if self.is_blocks {
            lang.pick("by block", "按街区")
        } else {
            lang.pick("by residents' community", "按社区")
        }
    }
}

/// The figure of a value for each area; dark lines are the borders of streets.
fn figure(
    city: &City,
    (areas, said): (&[Zone], String),
    value: impl Fn(&Zone) -> f64,
    lang: Lang,
) -> MapFigure {
    let fabric = match city.origin {
        Some(_) => {
            lang.pick("areas of a file, synthetic fabric", "边界来自文件，内部空间结构为合成")
        }
        None => lang.pick("synthetic fabric, not a real place", "空间结构为合成，并非真实地点"),
    };
    let panel = MapPanel {
        name: String::new(),
        cells: cells(city, areas.iter().map(|zone| (zone, value(zone)))),
        outlines: city.streets.iter().flat_map(|zone| rings(zone, city)).collect(),
    };
    MapFigure {
        title: String::new(),
        subtitle: text!(
            "{said}; dark lines: borders of streets; {fabric}",
            "{said}；深色线：街道边界；{fabric}"
        )
        .said(lang),
        indicator: String::new(),
        unit: String::new(),
        classes: MapClasses::Quantile(7),
        panels: vec![panel],
    }
}

fn blocks<'c>(city: &'c City, zone: &'c Zone) -> impl Iterator<Item = &'c Block> {
    zone.blocks().iter().map(|block| &city.blocks[*block])
}

/// The kind of most blocks of a zone, the first of several.
fn commonest(city: &City, zone: &Zone) -> CompoundId {
    let mut counts = vec![0; city.compounds.len()];
    blocks(city, zone).for_each(|block| counts[block.compound.index()] += 1);
    let most = counts.iter().max().copied().unwrap_or(0);
    CompoundId::new(counts.iter().position(|count| *count == most).unwrap_or(0))
}

fn compounds(city: &City, ground: &Ground, lang: Lang) -> MapFigure {
    let name = |(id, kind): (CompoundId, &crate::city::Compound)| {
        let of_kind = city.blocks.iter().filter(|block| block.compound == id).count();
        let share = format_percent(of_kind as f64 / city.blocks.len() as f64, lang);
        format!("{} {share}", kind.title(lang))
    };
    let names = city.compounds.pairs().map(name).collect();
    let (areas, by) = (ground.areas.as_slice(), ground.said(lang));
    let said = text!("Share of blocks; {by}", "占街区的比例；{by}").said(lang);
    let kind = |zone: &Zone| commonest(city, zone).index() as f64;
    MapFigure {
        title: lang.pick("Kinds of compound", "居住区类型").to_owned(),
        classes: MapClasses::Kinds(names),
        ..figure(city, (areas, said), kind, lang)
    }
}

fn residents(city: &City, ground: &Ground, lang: Lang) -> MapFigure {
    let (count, by) = (city.residents, ground.said(lang));
    let said = text!("{count} residents; {by}", "居民 {count} 人；{by}").said(lang);
    let density = |zone: &Zone| {
        let hectares = zone.len() as f64 * city.block_area() / 1e4;
        city.residents_in(zone) as f64 / hectares
    };
    MapFigure {
        title: lang.pick("Where residents live", "居民分布").to_owned(),
        indicator: lang.pick("residents", "居民").to_owned(),
        unit: lang.pick("per hectare", "人，每公顷").to_owned(),
        ..figure(city, (&ground.areas, said), density, lang)
    }
}

fn incidence(city: &City, ground: &Ground, lang: Lang) -> MapFigure {
    let by = ground.said(lang);
    let said = text!(
        "Kind of compound times hot spot, mean 1 over blocks; {by}",
        "居住区类型 × 热点因子，全部街区平均为 1；{by}"
    )
    .said(lang);
    let mean = |zone: &Zone| {
        blocks(city, zone).map(|block| block.incidence).sum::<f64>() / zone.len() as f64
    };
    MapFigure {
        title: lang.pick("How unevenly problems arise", "问题发生的不均匀程度").to_owned(),
        indicator: lang
            .pick("incidence relative to the city's mean", "相对全市平均的发生率")
            .to_owned(),
        ..figure(city, (&ground.areas, said), mean, lang)
    }
}

fn grids(governed: &Governed, lang: Lang) -> MapFigure {
    let city = &governed.city;
    let parts: Vec<Zone> = governed.governance.grids.parts.iter().cloned().collect();
    let count = parts.len();
    let said = text!("{count} grids", "{count} 个网格").said(lang);
    MapFigure {
        title: lang.pick("Grids and their residents", "网格与居民数").to_owned(),
        indicator: lang.pick("residents of the grid", "网格内居民").to_owned(),
        unit: lang.pick("people", "人").to_owned(),
        ..figure(city, (&parts, said), |zone| city.residents_in(zone) as f64, lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Subject;
    use crate::report::tests::scenario;

    fn governed() -> Governed {
        let name = "beijing-dongcheng-2004";
        let Subject::Governed(governed) = scenario(name, name).0.subject else {
            panic!("it is governed")
        };
        *governed
    }

    #[test]
    fn each_block_has_the_colour_of_its_kind_and_the_number_of_its_people() {
        let city = governed().city;
        let ground = Ground::of(&city);
        let kinds = compounds(&city, &ground, Lang::En);
        let people = residents(&city, &ground, Lang::En);
        let hectares = city.block_area() / 1e4;
        assert_eq!(kinds.panels[0].cells.len(), city.blocks.len());
        for (place, block) in city.blocks.iter().enumerate() {
            let value = |figure: &MapFigure| figure.panels[0].cells[place].value.expect("a value");
            assert!((value(&kinds) - block.compound.index() as f64).abs() < 1e-12);
            assert!((value(&people) - f64::from(block.residents) / hectares).abs() < 1e-9);
        }
        let MapClasses::Kinds(names) = &kinds.classes else { panic!("kinds have names") };
        assert!(names.len() == 5 && names[2].starts_with("lane-houses 3"), "{names:?}");
    }

    #[test]
    fn a_large_city_is_drawn_by_communities_and_their_commonest_kind() {
        let city = governed().city;
        let areas: Vec<Zone> = city.communities.iter().map(|of| of.zone.clone()).collect();
        let ground = Ground { areas, is_blocks: false };
        let figure = compounds(&city, &ground, Lang::En);
        assert!(figure.subtitle.contains("by residents' community"), "{}", figure.subtitle);
        for (zone, cell) in ground.areas.iter().zip(&figure.panels[0].cells) {
            let count = |kind: f64| {
                blocks(&city, zone)
                    .filter(|of| {
                        of.compound.index() as f64 >= kind && of.compound.index() as f64 <= kind
                    })
                    .count()
            };
            let shown = cell.value.expect("a kind");
            assert!((0..5).all(|kind| count(f64::from(kind)) <= count(shown)));
        }
    }

    #[test]
    fn all_residents_live_in_some_grid() {
        let governed = governed();
        let figure = grids(&governed, Lang::En);
        let people: f64 = figure.panels[0].cells.iter().filter_map(|cell| cell.value).sum();
        assert!((people - governed.city.residents as f64).abs() < 0.5, "{people}");
    }
}
