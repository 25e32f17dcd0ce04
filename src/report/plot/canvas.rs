//! What every figure is drawn on: plotters' SVG back end with fractions of a
//! pixel, texts of known width and marks.

use plotters::coord::Shift;
use plotters::element::{DashedPathElement, Drawable, PointCollection};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontTransform, register_font};

use super::Svg;
use super::style::{
    BOLD, FAMILY, FAMILY_ZH, GRID, INK, Marker, PAPER, QUIET, REGULAR, SeriesStyle,
};
use crate::lang::Lang;

/// A place on the picture, right and down from the upper left corner \[px\].
pub(super) type Point = (f64, f64);

/// The back end counts in whole numbers, so it gets this many to a pixel.
const FINE: f64 = 10.0;

/// The back end divides font sizes by this.
const FONT_SCALE: f64 = 1.24;

/// The back end centres small letters; capitals and digits are centred this
/// much lower, in sizes of the font.
const MIDDLE: f64 = 0.08;

/// A rectangle on the picture \[px\].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub fn middle(&self) -> Point {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Lettering {
    size: f64,
    bold: bool,
    color: RGBColor,
    anchor: HPos,
    upward: bool,
}

impl Lettering {
    /// Text of this size \[px\], from its place to the right.
    pub fn new(size: f64) -> Self {
        Self { size, bold: false, color: INK, anchor: HPos::Left, upward: false }
    }

    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub fn quiet(self) -> Self {
        self.color(QUIET)
    }

    pub fn color(self, color: RGBColor) -> Self {
        Self { color, ..self }
    }

    /// Centred on its place.
    pub fn centred(self) -> Self {
        Self { anchor: HPos::Center, ..self }
    }

    /// Ends at its place.
    pub fn ending(self) -> Self {
        Self { anchor: HPos::Right, ..self }
    }

    /// Turned to be read from below.
    pub fn upward(self) -> Self {
        Self { upward: true, ..self }
    }

    /// The embedded font, whose widths are the same under the names of both languages. Chinese
    /// has one weight, and a text of two weights looks broken: with Chinese in it, it is not bold.
    fn font(&self, text: &str, lang: Lang) -> FontDesc<'static> {
        let bold = self.bold && !text.contains(is_wide);
        let style = if bold { FontStyle::Bold } else { FontStyle::Normal };
        let family = FontFamily::Name(lang.pick(FAMILY, FAMILY_ZH));
        let find = || FontDesc::new(family, self.size * FONT_SCALE * FINE, style);
        let font = find();
        if font.layout_box("").is_ok() {
            return font;
        }
        register_fonts();
        find()
    }

    /// How wide a text is \[px\]: Chinese characters are as wide as they are high in every font.
    pub fn width(&self, text: &str) -> f64 {
        let foreign = text.chars().filter(|sign| is_wide(*sign)).count();
        let known: String = text.chars().filter(|sign| !is_wide(*sign)).collect();
        let width = self.font(text, Lang::En).layout_box(&known).map_or(0, |(_, (width, _))| width);
        f64::from(width) / FINE + foreign as f64 * self.size
    }

    /// The text, cut short with "…" where it is wider than this \[px\].
    pub fn fit(&self, text: &str, width: f64) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let mut cut: Vec<char> = text.chars().take(200).collect();
        while !cut.is_empty() {
            cut.pop();
            let shorter = cut.iter().collect::<String>().trim_end().to_owned() + "…";
            if self.width(&shorter) <= width {
                return shorter;
            }
        }
        String::new()
    }
}

/// Whether a sign is a Chinese character or stands among them, as wide as one.
pub(super) fn is_wide(sign: char) -> bool {
    sign >= '\u{2E80}'
}

/// Whether a sign may not stand in SVG.
fn is_barred(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\u{FFFE}' | '\u{FFFF}')
}

/// Makes the embedded fonts known to plotters.
fn register_fonts() {
    for family in [FAMILY, FAMILY_ZH] {
        for (style, bytes) in [(FontStyle::Normal, REGULAR), (FontStyle::Bold, BOLD)] {
            assert!(register_font(family, style, bytes).is_ok(), "the embedded font is a font");
        }
    }
}

/// A picture being drawn.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    /// The language of what is written on it.
    pub lang: Lang,
}

/// Draws a picture of this size \[px\] in a language.
pub(super) fn paint(width: f64, height: f64, lang: Lang, draw: impl FnOnce(&Canvas)) -> Svg {
    let (width, height) = (width.round() as u32, height.round() as u32);
    let fine = (width * FINE as u32, height * FINE as u32);
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, fine).into_drawing_area();
        let canvas = Canvas { area, lang };
        let whole =
            Area { left: 0.0, top: 0.0, right: f64::from(width), bottom: f64::from(height) };
        canvas.rectangle(whole, PAPER);
        draw(&canvas);
        canvas.area.present().expect("text takes all that is drawn");
    }
    let size = |(width, height)| format!(r#"width="{width}" height="{height}""#);
    let text = text.replacen(&size(fine), &size((width, height)), 1);
    Svg { text, size: (width, height) }
}

/// Where a place is to the back end.
fn fine((x, y): Point) -> (i32, i32) {
    ((x * FINE).round() as i32, (y * FINE).round() as i32)
}

fn all_fine(points: &[Point]) -> Vec<(i32, i32)> {
    points.iter().copied().map(fine).collect()
}

fn stroke(color: RGBColor, width: f64) -> ShapeStyle {
    color.stroke_width((width * FINE).round() as u32)
}

impl<'a> Canvas<'a> {
    fn draw<'b, E>(&self, element: &'b E)
    where
        &'b E: PointCollection<'b, (i32, i32)>,
        E: Drawable<SVGBackend<'a>>,
    {
        self.area.draw(element).expect("text takes all that is drawn");
    }

    /// A line through all points.
    pub fn line(&self, points: &[Point], color: RGBColor, width: f64) {
        self.draw(&PathElement::new(all_fine(points), stroke(color, width)));
    }

    /// A line with dash and gap \[px\], or a solid one.
    pub fn dashed(&self, points: &[Point], color: RGBColor, width: f64, dash: Option<(f64, f64)>) {
        let Some((dash, gap)) = dash else {
            return self.line(points, color, width);
        };
        let (dash, gap) = ((dash * FINE) as i32, (gap * FINE) as i32);
        let style = stroke(color, width);
        self.draw(&DashedPathElement::new(all_fine(points), dash, gap, style));
    }

    /// A filled area.
    pub fn polygon(&self, points: &[Point], color: RGBColor, opacity: f64) {
        self.draw(&Polygon::new(all_fine(points), color.mix(opacity)));
    }

    /// A filled rectangle.
    pub fn rectangle(&self, area: Area, color: RGBColor) {
        let corners = [fine((area.left, area.top)), fine((area.right, area.bottom))];
        self.draw(&Rectangle::new(corners, color.filled()));
    }

    /// The border of a rectangle.
    pub fn frame(&self, area: Area, color: RGBColor) {
        let Area { left, top, right, bottom } = area;
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        self.line(&corners, color, 1.0);
    }

    /// A text whose middle line is at this height.
    pub fn text(&self, text: &str, (x, y): Point, lettering: Lettering) {
        let lower = lettering.size * MIDDLE;
        let at = if lettering.upward { (x + lower, y) } else { (x, y + lower) };
        let turn = if lettering.upward { FontTransform::Rotate270 } else { FontTransform::None };
        let style = TextStyle::from(lettering.font(text, self.lang).transform(turn))
            .color(&lettering.color)
            .pos(Pos::new(lettering.anchor, VPos::Center));
        let plain = text.replace(is_barred, " ");
        self.draw(&Text::new(plain, fine(at), style));
    }

    /// A filled mark, this far from its middle to its edge \[px\].
    pub fn marker(&self, at: Point, marker: Marker, color: RGBColor, radius: f64) {
        match outline(marker, at, radius) {
            Outline::Circle => {
                self.draw(&Circle::new(fine(at), (radius * FINE) as i32, color.filled()));
            }
            Outline::Closed(corners) => self.polygon(&corners, color, 1.0),
            Outline::Strokes(strokes) => {
                for stroke in strokes {
                    self.line(&stroke, color, radius * 0.6);
                }
            }
        }
    }

    /// A mark filled with paper.
    pub fn hollow_marker(&self, at: Point, marker: Marker, color: RGBColor, radius: f64) {
        self.marker(at, marker, color, radius);
        self.marker(at, marker, PAPER, radius * 0.62);
    }

    /// The line and mark that stand for a series in a legend.
    pub fn sample(&self, (left, y): Point, width: f64, style: SeriesStyle) {
        self.dashed(&[(left, y), (left + width, y)], style.color, 2.0, style.dash);
        self.marker((left + width / 2.0, y), style.marker, style.color, 4.0);
    }

    /// Says that there is nothing to draw here.
    pub fn no_data(&self, area: Area) {
        self.frame(area, GRID);
        let said = self.lang.pick("no data", "没有数据");
        self.text(said, area.middle(), Lettering::new(16.0).quiet().centred());
    }
}

/// What a mark is made of.
enum Outline {
    Circle,
    Closed(Vec<Point>),
    Strokes([[Point; 2]; 2]),
}

fn outline(marker: Marker, (x, y): Point, r: f64) -> Outline {
    let at = |dx: f64, dy: f64| (x + dx * r, y + dy * r);
    let closed = |corners: &[Point]| Outline::Closed(corners.to_vec());
    match marker {
        Marker::Circle => Outline::Circle,
        Marker::Square => closed(&[at(-0.9, -0.9), at(0.9, -0.9), at(0.9, 0.9), at(-0.9, 0.9)]),
        Marker::Triangle => closed(&[at(0.0, -1.15), at(1.1, 0.8), at(-1.1, 0.8)]),
        Marker::Diamond => closed(&[at(0.0, -1.25), at(1.25, 0.0), at(0.0, 1.25), at(-1.25, 0.0)]),
        Marker::Nabla => closed(&[at(0.0, 1.15), at(1.1, -0.8), at(-1.1, -0.8)]),
        Marker::Cross => {
            Outline::Strokes([[at(-1.0, -1.0), at(1.0, 1.0)], [at(-1.0, 1.0), at(1.0, -1.0)]])
        }
        Marker::Plus => {
            Outline::Strokes([[at(-1.2, 0.0), at(1.2, 0.0)], [at(0.0, -1.2), at(0.0, 1.2)]])
        }
    }
}
