//! One indicator over the city, scenarios side by side.

mod classes;

use plotters::style::RGBColor;

use self::classes::Classes;
use super::Svg;
use super::axis::{is_drawable, range};
use super::canvas::{Area, Canvas, Lettering, Point, paint};
use super::heading::{Heading, Key};
use super::style::{self, INK, MARGIN, NO_DATA, PAPER, WIDTH};
use super::wrap::wrapped;
use crate::lang::Lang;
use crate::report::number::format_significant;

/// A choropleth map with one colour scale for all panels.
#[derive(Clone, Debug, PartialEq)]
pub struct MapFigure {
    /// What is shown.
    pub title: String,
    /// Sample size.
    pub subtitle: String,
    /// The indicator, as the colour bar names it.
    pub indicator: String,
    /// Its unit.
    pub unit: String,
    /// How values become colours.
    pub classes: MapClasses,
    /// One map each.
    pub panels: Vec<MapPanel>,
}

/// How values become colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapClasses {
    /// Colour runs evenly with the value.
    Linear,
    /// Classes that hold equal numbers of cells, at most nine.
    Quantile(usize),
    /// A value is the place of its kind among these, each with a colour of its own.
    Kinds(Vec<String>),
}

/// One map of a [`MapFigure`].
#[derive(Clone, Debug, PartialEq)]
pub struct MapPanel {
    /// The scenario.
    pub name: String,
    /// The coloured areas.
    pub cells: Vec<MapCell>,
    /// Lines drawn over them, such as the borders of communities \[m\].
    pub outlines: Vec<Vec<(f64, f64)>>,
}

/// One coloured area.
#[derive(Clone, Debug, PartialEq)]
pub struct MapCell {
    /// Its border, x to the east and y to the north \[m\].
    pub ring: Vec<(f64, f64)>,
    /// The indicator here; grey if there is none.
    pub value: Option<f64>,
}

/// Height of a line of the name of a panel \[px\], and of the space under it.
const NAME_LINE: f64 = 18.0;
const UNDER_NAME: f64 = 8.0;
/// Space between panels \[px\].
const GAP: f64 = 20.0;
/// The most that a map is high \[px\].
const MOST_HEIGHT: f64 = 520.0;
/// Height of what stands under the maps \[px\].
const FOOT: f64 = 76.0;
/// Size of text \[px\].
const LETTERS: f64 = 12.5;

/// Draws the panels side by side at one scale, with a colour bar under them.
#[must_use]
pub fn draw(figure: &MapFigure, lang: Lang) -> Svg {
    let colors = Colors::of(figure);
    let heading = Heading::new(WIDTH, &figure.title, &figure.subtitle, colors.legend(figure, lang));
    let Some(city) = figure.extent() else {
        return draw_nothing(&heading, lang);
    };
    let grid = Grid::of(&figure.panels, city);
    let top = heading.height + 4.0;
    let maps_end = top + grid.height();
    paint(WIDTH, maps_end + FOOT + MARGIN / 2.0, lang, |canvas| {
        heading.draw(canvas);
        for (place, panel) in figure.panels.iter().enumerate() {
            let (left, name_top) = grid.corner(place, top);
            let map_top = name_top + grid.names;
            for (above, line) in name_lines(&panel.name, grid.width).iter().rev().enumerate() {
                let y = map_top - 13.0 - above as f64 * NAME_LINE;
                canvas.text(line, (left, y), Lettering::new(14.0).bold());
            }
            let projection = Projection { city, left, top: map_top, scale: grid.scale };
            draw_panel(canvas, panel, &projection, &colors);
        }
        draw_scale_bar(canvas, maps_end + 18.0, grid.scale);
        draw_color_bar(canvas, maps_end + 18.0, figure, &colors);
    })
}

/// The name of a panel in lines over a map of this width \[px\].
fn name_lines(name: &str, width: f64) -> Vec<String> {
    wrapped(name, width, Lettering::new(14.0).bold())
}

fn draw_nothing(heading: &Heading, lang: Lang) -> Svg {
    paint(WIDTH, heading.height + 300.0, lang, |canvas| {
        heading.draw(canvas);
        let (top, bottom) = (heading.height + 4.0, heading.height + 280.0);
        canvas.no_data(Area { left: MARGIN, top, right: WIDTH - MARGIN, bottom });
    })
}

fn draw_panel(canvas: &Canvas, panel: &MapPanel, projection: &Projection, colors: &Colors<'_>) {
    for cell in &panel.cells {
        let color = cell.value.and_then(|value| colors.color(value)).unwrap_or(NO_DATA);
        let corners = projection.all(&cell.ring);
        if corners.len() > 2 {
            canvas.polygon(&corners, color, 1.0);
            canvas.line(&closed(corners), PAPER, 0.5);
        }
    }
    for outline in &panel.outlines {
        canvas.line(&closed(projection.all(outline)), INK, 1.5);
    }
}

fn closed(mut ring: Vec<Point>) -> Vec<Point> {
    ring.extend(ring.first().copied());
    ring
}

/// Draws a bar of a round length, with the way north.
fn draw_scale_bar(canvas: &Canvas, y: f64, scale: f64) {
    let metres = round_length(160.0 / scale);
    let (left, right) = (MARGIN, MARGIN + metres * scale);
    let ends = [(left, y - 4.0), (left, y), (right, y), (right, y - 4.0)];
    canvas.line(&ends, INK, 1.5);
    let label = match metres {
        m if m >= 1000.0 => format_significant(m / 1000.0, 3) + canvas.lang.pick(" km", " 千米"),
        m => format_significant(m, 3) + canvas.lang.pick(" m", " 米"),
    };
    canvas.text(&label, (left, y + 14.0), Lettering::new(LETTERS));
    canvas.text(
        canvas.lang.pick("N ↑", "北 ↑"),
        (right + 14.0, y - 2.0),
        Lettering::new(LETTERS).bold(),
    );
}

/// The greatest 1, 2 or 5 times a power of ten that is no more than this.
fn round_length(most: f64) -> f64 {
    let power = libm::exp10(libm::log10(most).floor());
    [5.0, 2.0, 1.0].into_iter().find(|digit| digit * power <= most).unwrap_or(1.0) * power
}

/// Draws the scale with its values, and the colour of no value; kinds stand in the legend.
fn draw_color_bar(canvas: &Canvas, y: f64, figure: &MapFigure, colors: &Colors<'_>) {
    let Colors::Scale(classes) = colors else { return };
    let bar = Area {
        left: WIDTH - MARGIN - 560.0,
        right: WIDTH - MARGIN - 100.0,
        top: y - 6.0,
        bottom: y + 8.0,
    };
    let unit = match canvas.lang {
        _ if figure.unit.is_empty() => String::new(),
        Lang::En => format!(" ({})", figure.unit),
        Lang::Zh => format!("（{}）", figure.unit),
    };
    let title = Lettering::new(LETTERS).centred();
    let name = title.fit(&format!("{}{unit}", figure.indicator), bar.width() + 60.0);
    canvas.text(&name, (bar.middle().0, bar.bottom + 34.0), title);
    if let Some(classes) = classes {
        classes.draw(canvas, bar);
    }
    let grey = Area { left: bar.right + 26.0, right: bar.right + 42.0, ..bar };
    canvas.rectangle(grey, NO_DATA);
    let none = canvas.lang.pick("no data", "没有数据");
    canvas.text(none, (grey.right + 6.0, grey.middle().1), Lettering::new(LETTERS));
}

/// From values to colours.
enum Colors<'f> {
    /// One for each kind.
    Kinds(&'f [String]),
    /// Along a scale; none without any value.
    Scale(Option<Classes>),
}

impl<'f> Colors<'f> {
    fn of(figure: &'f MapFigure) -> Self {
        match &figure.classes {
            MapClasses::Kinds(names) => Self::Kinds(names),
            _ => Self::Scale(Classes::of(figure)),
        }
    }

    fn color(&self, value: f64) -> Option<RGBColor> {
        match self {
            Self::Kinds(names) => {
                (0..names.len()).find(|kind| *kind as f64 >= value).map(style::part)
            }
            Self::Scale(classes) => classes.as_ref()?.color(value),
        }
    }

    /// What kinds there are, and the colour of none where that is shown.
    fn legend(&self, figure: &MapFigure, lang: Lang) -> Vec<(Key, String)> {
        let Self::Kinds(names) = self else { return Vec::new() };
        let entry =
            |(place, name): (usize, &String)| (Key::Swatch(style::part(place)), name.clone());
        let mut entries: Vec<(Key, String)> = names.iter().enumerate().map(entry).collect();
        let mut cells = figure.panels.iter().flat_map(|panel| &panel.cells);
        if cells.any(|cell| cell.value.is_none()) || figure.values().is_empty() {
            entries.push((Key::Swatch(NO_DATA), lang.pick("no data", "没有数据").to_owned()));
        }
        entries
    }
}

/// The box around all points of all panels \[m\].
#[derive(Clone, Copy)]
struct Extent {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl MapFigure {
    fn extent(&self) -> Option<Extent> {
        let points = |panel: &'_ MapPanel| {
            let rings = panel.cells.iter().map(|cell| &cell.ring).chain(&panel.outlines);
            rings.flatten().copied().filter(is_place).collect::<Vec<_>>()
        };
        let points: Vec<Point> = self.panels.iter().flat_map(points).collect();
        let (west, east) = range(points.iter().map(|(x, _)| *x))?;
        let (south, north) = range(points.iter().map(|(_, y)| *y))?;
        (east > west && north > south).then_some(Extent { west, south, east, north })
    }

    /// All values that have a colour, ascending.
    fn values(&self) -> Vec<f64> {
        let cells = self.panels.iter().flat_map(|panel| &panel.cells);
        let mut values: Vec<f64> =
            cells.filter_map(|cell| cell.value).filter(|&value| is_drawable(value)).collect();
        values.sort_by(f64::total_cmp);
        values
    }
}

fn is_place((x, y): &Point) -> bool {
    is_drawable(*x) && is_drawable(*y)
}

/// How the panels stand.
struct Grid {
    columns: usize,
    rows: usize,
    /// Width of a panel \[px\].
    width: f64,
    /// Height of the name over a map \[px\].
    names: f64,
    /// Height of the map in a panel \[px\].
    map_height: f64,
    /// Pixels to a metre.
    scale: f64,
    /// Space to the left of a map that stands alone, so that it stands in the middle \[px\].
    indent: f64,
}

impl Grid {
    fn of(panels: &[MapPanel], city: Extent) -> Self {
        let columns = panels.len().clamp(1, 3);
        let width = (WIDTH - 2.0 * MARGIN - GAP * (columns - 1) as f64) / columns as f64;
        let (east, north) = (city.east - city.west, city.north - city.south);
        let scale = (width / east).min(MOST_HEIGHT / north);
        let map_height = (north * scale).max(60.0);
        let lines = panels.iter().map(|panel| name_lines(&panel.name, width).len());
        let lines = lines.max().unwrap_or(0);
        let names = if lines == 0 { 0.0 } else { UNDER_NAME + NAME_LINE * lines as f64 };
        let indent = if panels.len() == 1 { (width - east * scale) / 2.0 } else { 0.0 };
        let rows = panels.len().div_ceil(columns);
        Self { columns, rows, width, names, map_height, scale, indent }
    }

    fn height(&self) -> f64 {
        self.rows as f64 * (self.names + self.map_height + GAP)
    }

    fn corner(&self, place: usize, top: f64) -> Point {
        let (row, column) = (place / self.columns, place % self.columns);
        let x = MARGIN + self.indent + column as f64 * (self.width + GAP);
        (x, top + row as f64 * (self.names + self.map_height + GAP))
    }
}

/// From metres to pixels.
struct Projection {
    city: Extent,
    left: f64,
    top: f64,
    scale: f64,
}

impl Projection {
    fn all(&self, ring: &[(f64, f64)]) -> Vec<Point> {
        let place = |&(x, y): &Point| {
            let right = (x - self.city.west) * self.scale;
            (self.left + right, self.top + (self.city.north - y) * self.scale)
        };
        ring.iter().filter(|point| is_place(point)).map(place).collect()
    }
}
