//! Arguments as they are typed.

mod common;

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};

pub(super) use self::common::{Common, Format, WarmUp};
use self::common::{all_sets, threads};
use crate::experiment::Joining;
use crate::lang::Lang;

impl ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::En => PossibleValue::new("en").help("English"),
            Self::Zh => PossibleValue::new("zh").help("中文"),
        })
    }
}

/// Simulates urban community grid governance and compares governance models.
#[derive(Debug, Parser)]
#[command(name = "gridgov", version, max_term_width = 100)]
pub(super) struct Args {
    /// The language of messages, tables, figures and questions.
    #[arg(long, global = true, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run one scenario: indicators with intervals, daily series, plots.
    Run(Run),
    /// Compare scenarios that meet the same potential problems.
    Compare(Compare),
    /// Tell one case's life, step by step.
    Trace(Trace),
    /// Check scenario files and say everything that is wrong with them.
    Check(Check),
    /// List the scenarios that come with the program.
    List,
    /// Explain a scenario: its numbers with their sources, what one of them moves, its city on maps.
    Explain(Explain),
    /// Write a built-in scenario out to edit, or one of your own district from twelve answers.
    New(New),
    /// Check that the files of a finished study are as they were written.
    Verify(Verify),
    /// Test the engine against theory: expected, obtained, interval.
    Selftest(Selftest),
    /// The language of scenarios as JSON Schema.
    Schema(Schema),
    /// How to cite the program.
    Cite(Cite),
    /// Completions for a shell.
    Completions(Completions),
}

/// Run one scenario.
#[derive(Debug, Arguments)]
#[command(after_help = "\
Examples:
  gridgov run traditional
  gridgov run beijing-dongcheng-2004 --days 90 --set governance.roles.supervisor.patrol.beat='0.36 km2'
  gridgov run traditional --precision resolution_time_h=1%
  gridgov run beijing-dongcheng-2004 --event-log
  gridgov run traditional --uncertainty 100 --warm-up auto
  gridgov run reference-jackson --days 2000 --replications 4 --format json")]
pub(super) struct Run {
    /// A scenario file, or the name of one that comes with the program.
    pub scenario: String,
    #[command(flatten)]
    pub common: Common,
}

/// Compare scenarios.
#[derive(Debug, Arguments)]
#[command(after_help = "\
Without scenarios, the historical pair and the equal-cost pair of Dongcheng are compared.

Examples:
  gridgov compare
  gridgov compare traditional beijing-dongcheng-2004 --equal-cost --replications 50 -o results/runs/fifty
  gridgov compare my-city.toml my-city-merged.toml --baseline my-city.toml
  gridgov compare traditional beijing-dongcheng-2004 --attribute --days 91 --warm-up 182 --replications 5
  gridgov compare traditional beijing-dongcheng-2004 my-city.toml --transplant
  gridgov compare --relevant resolution_time_h=±24 --warm-up auto
  gridgov compare --uncertainty 200 -o results/runs/what-is-not-known

--attribute runs the models that lie between two scenarios: up to 128 of them, or those that 32
orders of joining need. With both Dongcheng models of a year that is about 150 runs a replication,
some two minutes each on two cores. --transplant runs models x cities.")]
pub(super) struct Compare {
    /// Scenario files, or names of those that come with the program; the first is the baseline.
    pub scenarios: Vec<String>,
    /// The scenario that the others are compared with.
    #[arg(long, value_name = "NAME")]
    pub baseline: Option<String>,
    /// Compare at equal cost too: the cheaper model gets the money of the dearer one.
    #[arg(long)]
    pub equal_cost: bool,
    /// Tell what each component of two models (staff, beats, dispatch, deadlines, checking ...)
    /// brings of their difference: Shapley's shares, which add up to it.
    #[arg(long)]
    pub attribute: bool,
    /// Orders of joining for --attribute: an even number of them drawn at random, or `all`
    /// (default: all where at most 128 models have to be run, else 32).
    #[arg(long, value_name = "N", requires = "attribute", value_parser = super::attribute::permutations)]
    pub permutations: Option<Joining>,
    /// Run the governance model of every scenario in the city of every scenario.
    #[arg(long, conflicts_with_all = ["attribute", "equal_cost", "uncertainty"])]
    pub transplant: bool,
    /// The smallest difference of an indicator that matters, relative to the baseline's mean
    /// (IND=5%) or in its unit (IND=±20) (default: 5 % for primary indicators, an assumption).
    /// May be repeated.
    #[arg(long, value_name = "IND=D")]
    pub relevant: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

/// Tell one case's life.
#[derive(Debug, Arguments)]
#[command(after_help = "\
Names stand in event-log.csv: b1042-exposed-litter-d12-0#1 is the case 1 on the problem 0 of block
1042 and day 12; .r0 and .s0 mark a problem that returned or was imitated. All count from 0. The same
problem has the same name under every governance model, seed and replication being equal.

Cases that stand out, of those opened in the measured period:
  longest        took longest until it was closed
  median         took as long until it was closed as half do at most
  returned       was sent back most often
  rework         failed most checks
  overdue        ran furthest past its deadline
  false-closure  was closed while the problem stood, which then stood longest
  reopened       was closed while the problem stood, which came to notice again
  gone           was called done when the problem had gone without work on it
  merged         waited longest until it was merged
  shelved        went around longest until it was shelved
  open           has been open longest at the end

Examples:
  gridgov trace beijing-dongcheng-2004 returned
  gridgov trace beijing-dongcheng-2004 false-closure --days 90 --replication 3
  gridgov trace traditional b1042-exposed-litter-d12-0#0 --format json")]
pub(super) struct Trace {
    /// A scenario file, or the name of one that comes with the program.
    pub scenario: String,
    /// The name of a case, that of a problem for its first case, or a word for one that stands out.
    pub case: String,
    /// The replication that it lies in, from 0.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..1_000_000))]
    pub replication: u64,
    /// Seed of all draws (default: as the scenario says).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=9_000_000_000_000_000))]
    pub seed: Option<u64>,
    /// Length of measurement in days (default: as the scenario says).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=3650))]
    pub days: Option<u64>,
    /// Days simulated before measurement (default: as the scenario says).
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u64).range(0..=3650))]
    pub warm_up: Option<u64>,
    /// Set a value by its path; may be repeated.
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub sets: Vec<String>,
    /// Text for people, or one JSON document on standard output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Check scenario files.
#[derive(Debug, Arguments)]
#[command(after_help = "Example:\n  gridgov check my-city.toml")]
pub(super) struct Check {
    /// Scenario files, or names of those that come with the program.
    #[arg(required = true)]
    pub scenarios: Vec<String>,
    /// Set a value by its path; may be repeated.
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub sets: Vec<String>,
}

/// Explain a scenario: its numbers, what one of them moves, its city.
#[derive(Debug, Arguments)]
#[command(after_help = "\
Examples:
  gridgov explain beijing-dongcheng-2004 governance.roles.supervisor.staffing
  gridgov explain traditional city.reporting
  gridgov explain traditional city.categories.exposed-litter.detectability --moves
  gridgov explain beijing-dongcheng-2004 --city -o results/runs/dongcheng-city

With --moves the number is put at the lower and at the upper end of its range, replication by
replication under the same luck. With --city maps of the city are drawn: kinds of compound,
density, how unevenly problems fall, grids.")]
pub(super) struct Explain {
    /// A scenario file, or the name of one that comes with the program.
    pub scenario: String,
    /// The path of a number, or of a table with all its numbers; not with --city.
    #[arg(required_unless_present = "city", conflicts_with = "city")]
    pub path: Option<String>,
    /// Run the scenario with the number at both ends of its range: which indicators does it move
    /// most?
    #[arg(long, conflicts_with = "city")]
    pub moves: bool,
    /// Replications at each end.
    #[arg(long, value_name = "N", default_value_t = 10, requires = "moves",
        value_parser = clap::value_parser!(u64).range(2..=1_000_000))]
    pub replications: u64,
    /// Threads; 0 is one for each core. The results do not depend on it.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = threads)]
    pub threads: usize,
    /// Draw the city on maps and say what it is made of.
    #[arg(long)]
    pub city: bool,
    /// Folder for the maps (default: results/runs/NAME-city).
    #[arg(short, long, value_name = "DIR", requires = "city")]
    pub out: Option<PathBuf>,
    /// Replace what another study left in that folder.
    #[arg(long, requires = "city")]
    pub force: bool,
    /// Set a value by its path; may be repeated.
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub sets: Vec<String>,
}

/// Write a built-in scenario out.
#[derive(Debug, Arguments)]
#[command(after_help = "\
Example:
  gridgov new traditional --out my-city
  gridgov check my-city/traditional.toml
  gridgov run my-city/traditional.toml

  gridgov new district --out my-district
  gridgov new district --lang zh --out my-district < answers.txt

`district` asks twelve questions, one line each; a blank line takes what the type of Dongcheng has,
tagged as assumed.")]
pub(super) struct New {
    /// The name of a scenario that comes with the program, or `district`.
    pub scenario: String,
    /// Folder for the files (default: NAME); nothing in it is written over.
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// Check the files of a finished study.
#[derive(Debug, Arguments)]
#[command(after_help = "Example:\n  gridgov verify results/runs/compare")]
pub(super) struct Verify {
    /// The folder of the study.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// The language of scenarios as JSON Schema.
#[derive(Debug, Arguments)]
#[command(after_help = "\
Example:
  gridgov schema > gridgov.schema.json
  gridgov schema governance > governance.schema.json

Editors that know TOML check against it a file that begins with
  #:schema ./gridgov.schema.json")]
pub(super) struct Schema {
    /// What the file holds.
    #[arg(value_enum, default_value_t = Part::Scenario)]
    pub part: Part,
}

/// What a file of a scenario holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    /// A whole scenario.
    Scenario,
    /// A city, or categories.
    City,
    /// A governance model.
    Governance,
    /// Public holidays and make-up working days.
    Calendar,
}

/// How to cite the program.
#[derive(Debug, Arguments)]
pub(super) struct Cite {
    /// The form of the citation.
    #[arg(long, value_enum, default_value_t = Citation::Bibtex)]
    pub form: Citation,
}

/// The form of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Citation {
    /// For LaTeX.
    Bibtex,
    /// GB/T 7714, for Chinese journals.
    Gbt7714,
}

/// Completions for a shell.
#[derive(Debug, Arguments)]
#[command(
    after_help = "Example:\n  gridgov completions bash > ~/.local/share/bash-completion/completions/gridgov"
)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Test the engine against theory.
#[derive(Debug, Arguments)]
pub(super) struct Selftest {
    /// Threads; 0 is one for each core.
    #[arg(long, default_value_t = 0, value_parser = threads)]
    pub threads: usize,
}

impl Trace {
    /// The `--set` arguments, those included that have flags of their own.
    pub(super) fn all_sets(&self) -> Vec<String> {
        all_sets(&self.sets, self.seed, self.days, self.warm_up)
    }
}
