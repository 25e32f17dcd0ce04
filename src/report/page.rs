//! `report.html`: a whole study on one page, with nothing to fetch and nothing to run.
//!
//! Its tables are those of the terminal, its figures those of the folder. Templates escape
//! whatever they are given; only our own figures, fonts and style go in as they are.

mod view;

#[cfg(test)]
mod tests;

use askama::Template as _;

use super::figures::Drawn;
use super::manifest::Manifest;
use super::provenance::Sources;
use crate::experiment::{Comparison, Draws, Effects, Reached, Study, WarmUp};
use crate::lang::Lang;

use self::view::Page;

/// What a page says beside the results.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Version, command, seed and digests of inputs.
    pub manifest: &'a Manifest,
    /// Where the numbers of each scenario come from.
    pub sources: &'a [Sources],
    /// The precision that was asked for, and reached.
    pub reached: &'a [Reached],
    /// The language of tables, figures and the page.
    pub lang: Lang,
    /// How the warm-up was found, where a pilot found it.
    pub warm_up: Option<&'a WarmUp>,
    /// Draws of the uncertain numbers of one scenario; a comparison has its own.
    pub draws: Option<&'a Draws>,
    /// What changes of regime bring, where there are any.
    pub effects: Option<&'a Effects>,
}

impl<'a> About<'a> {
    /// What every page says.
    pub fn new(manifest: &'a Manifest, sources: &'a [Sources], lang: Lang) -> Self {
        Self { manifest, sources, reached: &[], lang, warm_up: None, draws: None, effects: None }
    }
}

/// The page of one scenario.
pub fn of_run(study: &Study, drawn: &[Drawn], about: About<'_>) -> String {
    render(&Page::of_run(study, drawn, about))
}

/// The page of a comparison.
pub fn of_comparison(comparison: &Comparison, drawn: &[Drawn], about: About<'_>) -> String {
    render(&Page::of_comparison(comparison, drawn, about))
}

/// The page as text; what HTML does not allow in text is replaced.
fn render(page: &Page<'_>) -> String {
    let text = page.render().expect("text takes all that is written");
    let is_allowed =
        |sign: char| matches!(sign, '\n' | '\t') || !(sign.is_control() || is_no_sign(sign));
    text.chars().map(|sign| if is_allowed(sign) { sign } else { '\u{FFFD}' }).collect()
}

/// Whether a code point is set aside for no sign at all.
fn is_no_sign(sign: char) -> bool {
    let code = u32::from(sign);
    (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}
