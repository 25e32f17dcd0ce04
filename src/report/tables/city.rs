//! What a city is made of, before anything happens in it.

use crate::city::{City, Compound, CompoundId};
use crate::experiment::Governed;
use crate::lang::Lang;
use crate::report::number::{format_percent, format_significant};
use crate::report::table::{Column, Table};

/// The city as a whole, and its kinds of compound.
pub fn tables(governed: &Governed, lang: Lang) -> [Table; 2] {
    [whole(governed, lang), kinds(&governed.city, lang)]
}

fn whole(governed: &Governed, lang: Lang) -> Table {
    let city = &governed.city;
    let ground = city.blocks.len() as f64 * city.block_area();
    let grids = governed.governance.grids.parts.len();
    let each = |count: usize| city.residents as f64 / count as f64;
    let whole = |number: f64| format_significant(number, 4);
    let rows = [
        (("ground", "土地面积"), whole(ground / 1e6), "km²"),
        (("residents", "居民"), city.residents.to_string(), ""),
        (("residents per km²", "每平方千米居民"), whole(city.residents as f64 / ground * 1e6), ""),
        (("streets", "街道"), city.streets.len().to_string(), ""),
        (("residents' communities", "社区"), city.communities.len().to_string(), ""),
        (
            ("residents of a community, mean", "社区平均居民"),
            whole(each(city.communities.len())),
            "",
        ),
        (("grids", "网格"), grids.to_string(), ""),
        (("residents of a grid, mean", "网格平均居民"), whole(each(grids)), ""),
        (("blocks", "街区"), city.blocks.len().to_string(), ""),
        (("breadth of a block", "街区边长"), whole(city.side), "m"),
    ];
    let row = |((en, zh), value, unit): ((&str, &str), String, &str)| {
        vec![lang.pick(en, zh).to_owned(), value, unit.to_owned()]
    };
    Table {
        header: vec![
            Column::words(lang.pick(&governed.scenario.title, &governed.scenario.title_zh)),
            Column::numbers(""),
            Column::words(""),
        ],
        rows: rows.map(row).to_vec(),
        notes: Vec::new(),
    }
}

fn kinds(city: &City, lang: Lang) -> Table {
    let titles = [
        ("share of blocks", "占街区"),
        ("share of residents", "占居民"),
        ("residents per hectare", "每公顷居民"),
        ("incidence, city = 1", "发生率（全市 = 1）"),
        ("tenants", "租户"),
    ];
    let titles = titles.map(|(en, zh)| Column::numbers(lang.pick(en, zh)));
    Table {
        header: [Column::words(lang.pick("kind of compound", "居住区类型"))]
            .into_iter()
            .chain(titles)
            .collect(),
        rows: city.compounds.pairs().map(|(id, kind)| row(city, id, kind, lang)).collect(),
        notes: Vec::new(),
    }
}

fn row(city: &City, id: CompoundId, kind: &Compound, lang: Lang) -> Vec<String> {
    let of_kind = || city.blocks.iter().filter(|block| block.compound == id);
    let count = of_kind().count() as f64;
    let people: f64 = of_kind().map(|block| f64::from(block.residents)).sum();
    let incidence: f64 = of_kind().map(|block| block.incidence).sum();
    vec![
        kind.title(lang).to_owned(),
        format_percent(count / city.blocks.len() as f64, lang),
        format_percent(people / (city.residents as f64).max(1.0), lang),
        format_significant(people / (count * city.block_area() / 1e4), 3),
        format_significant(incidence / count, 3),
        format_percent(kind.tenants, lang),
    ]
}
