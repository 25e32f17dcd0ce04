//! The one style of all figures: sizes, fonts, colours, dashes, markers.

use plotters::style::RGBColor;

/// Width of a figure \[px\].
pub(super) const WIDTH: f64 = 1000.0;
/// Height of a figure whose rows do not set it \[px\].
pub(super) const HEIGHT: f64 = 620.0;
/// Free space around everything \[px\].
pub(super) const MARGIN: f64 = 24.0;
/// Height of a line of legend or of small text \[px\].
pub(super) const LINE: f64 = 20.0;

/// The fonts of every text: the embedded one, then what readers may have.
pub(super) const FAMILY: &str = "Inter, Noto Sans CJK SC, sans-serif";
/// The same in Chinese, with the fonts that systems in China have.
pub(super) const FAMILY_ZH: &str = "Inter, Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, \
                                    PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif";
/// The embedded font.
pub(in crate::report) const REGULAR: &[u8] =
    include_bytes!("../../../assets/fonts/Inter-Regular.otf");
/// The embedded font in bold.
pub(in crate::report) const BOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-Bold.otf");
/// Chinese characters for pictures in pixels: those of GB 2312 level 1, of the names of
/// counties, and all that the program writes; one weight.
pub(super) const CHINESE: &[u8] =
    include_bytes!("../../../assets/fonts/NotoSansCJKsc-Regular-subset.otf");

/// Text and marks in full strength.
pub(super) const INK: RGBColor = RGBColor(0x22, 0x22, 0x22);
/// Text of second rank.
pub(super) const QUIET: RGBColor = RGBColor(0x59, 0x59, 0x59);
/// Axes and frames.
pub(super) const AXIS: RGBColor = RGBColor(0x80, 0x80, 0x80);
/// Grid lines.
pub(super) const GRID: RGBColor = RGBColor(0xE4, 0xE4, 0xE4);
/// Areas set off from the rest.
pub(super) const SHADE: RGBColor = RGBColor(0xF1, 0xF1, 0xF1);
/// Areas for which there is no value.
pub(super) const NO_DATA: RGBColor = RGBColor(0xCF, 0xCF, 0xCF);
/// The paper.
pub(super) const PAPER: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);

/// What turned out better.
pub(super) const BETTER: RGBColor = PALETTE[0];
/// What turned out worse.
pub(super) const WORSE: RGBColor = PALETTE[1];

/// Colours that stay apart under colour blindness (Okabe and Ito 2008, *Color
/// Universal Design*), strongest on white first.
const PALETTE: [RGBColor; 8] = [
    RGBColor(0x00, 0x72, 0xB2),
    RGBColor(0xD5, 0x5E, 0x00),
    RGBColor(0x00, 0x9E, 0x73),
    RGBColor(0xCC, 0x79, 0xA7),
    RGBColor(0xE6, 0x9F, 0x00),
    RGBColor(0x56, 0xB4, 0xE9),
    RGBColor(0x00, 0x00, 0x00),
    RGBColor(0xF0, 0xE4, 0x42),
];

/// The palette in the order in which neighbours differ most in lightness, so
/// that the parts of a bar stay apart in grey.
const PARTS: [usize; 8] = [0, 5, 1, 4, 2, 3, 7, 6];

/// Dash and gap \[px\]; none is a solid line. Their number shares no factor
/// with the number of colours, so that thirty-five series differ.
const DASHES: [Option<(f64, f64)>; 5] =
    [None, Some((8.0, 4.0)), Some((2.0, 3.0)), Some((16.0, 4.0)), Some((5.0, 6.0))];

/// Opacity of a band under its line.
pub(super) const BAND: f64 = 0.18;

/// The shape that marks points of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Circle,
    Square,
    Triangle,
    Diamond,
    Nabla,
    Cross,
    Plus,
}

const MARKERS: [Marker; 7] = [
    Marker::Circle,
    Marker::Square,
    Marker::Triangle,
    Marker::Diamond,
    Marker::Nabla,
    Marker::Cross,
    Marker::Plus,
];

/// How one line looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SeriesStyle {
    pub color: RGBColor,
    pub dash: Option<(f64, f64)>,
    pub marker: Marker,
}

/// The look of the series at this place.
pub(super) fn series(place: usize) -> SeriesStyle {
    SeriesStyle {
        color: PALETTE[place % (PALETTE.len() - 1)],
        dash: DASHES[place % DASHES.len()],
        marker: MARKERS[(place + place / MARKERS.len()) % MARKERS.len()],
    }
}

/// The colour of the part at this place of a bar; paler the second time round.
pub(super) fn part(place: usize) -> RGBColor {
    let color = PALETTE[PARTS[place % PARTS.len()]];
    let rounds = place / PARTS.len();
    (0..rounds.min(2)).fold(color, |RGBColor(r, g, b), _| {
        let paler = |part: u8| part / 2 + 127;
        RGBColor(paler(r), paler(g), paler(b))
    })
}

/// Black or white, whichever reads better on a colour (WCAG 2.1 relative
/// luminance).
pub(super) fn ink_on(RGBColor(red, green, blue): RGBColor) -> RGBColor {
    let linear = |part: u8| (f64::from(part) / 255.0).powf(2.2);
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    if luminance > 0.25 { INK } else { PAPER }
}
