//! `gridgov cite`.

use super::Terminal;
use super::args::Citation;
use super::failure::Failure;

const TITLE: &str = "gridgov: a parallel agent-based simulator of urban community grid governance";
const YEAR: &str = "2026";

pub(super) fn run(form: Citation, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let version = env!("CARGO_PKG_VERSION");
    let text = match form {
        Citation::Bibtex => format!(
            "@software{{gridgov,\n  author  = {{{{The gridgov authors}}}},\n  title   = {{{{{TITLE}}}}},\n  \
             version = {{{version}}},\n  year    = {{{YEAR}}},\n  \
             note    = {{Give the seed and the command of your study}}\n}}"
        ),
        // GB/T 7714-2015: a computer program is [CP].
        Citation::Gbt7714 => format!("The gridgov authors. {TITLE}: {version}[CP]. {YEAR}."),
    };
    Ok(writeln!(terminal.out, "{text}")?)
}
