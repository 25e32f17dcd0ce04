//! Flags that several commands share.

use std::path::PathBuf;

use clap::{Args as Arguments, ValueEnum};

/// What all experiments share.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct Common {
    /// Folder for the files (default: results/runs/NAME, of a comparison results/runs/NAME-vs-NAME).
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace what another study left in that folder.
    #[arg(long)]
    pub force: bool,
    /// Replications (default: as the scenario says).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub replications: Option<u64>,
    /// Run until an indicator is known so well: half of its 95 % interval, relative (IND=5%) or
    /// in its unit (IND=±0.01), in every scenario. --replications is then the most
    /// (default: 1000). May be repeated.
    #[arg(long, value_name = "IND=P")]
    pub precision: Vec<String>,
    /// Seed of all draws (default: as the scenario says).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=9_000_000_000_000_000))]
    pub seed: Option<u64>,
    /// Length of measurement in days (default: as the scenario says).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=3650))]
    pub days: Option<u64>,
    /// Days simulated before measurement, or `auto` to find them from a pilot (default: as the
    /// scenario says).
    #[arg(long, value_name = "DAYS", value_parser = warm_up)]
    pub warm_up: Option<WarmUp>,
    /// Draw all assumed and calibrated numbers from their ranges so many times, the same draw for
    /// every scenario, and tell what is not known beside what is luck.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..=100_000))]
    pub uncertainty: Option<u64>,
    /// Replications of each scenario in each of these draws; two or more tell knowledge from luck.
    #[arg(long, value_name = "R", default_value_t = 2, requires = "uncertainty",
          value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub uncertainty_replications: u64,
    /// Threads; 0 is one for each core. The results do not depend on it.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = threads)]
    pub threads: usize,
    /// Set a value by its path; may be repeated.
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub sets: Vec<String>,
    /// Write event-log.csv: every step of every case in the first N replications (default: 1).
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "1",
        value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub event_log: Option<u64>,
    /// Text for people, or one JSON document on standard output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// No progress and no notes.
    #[arg(long)]
    pub quiet: bool,
}

/// What standard output holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// Tables for people.
    Text,
    /// One JSON document, and nothing else.
    Json,
}

/// What is simulated before measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum WarmUp {
    /// So many days.
    Days(u64),
    /// As many as a pilot needs.
    Auto,
}

fn warm_up(text: &str) -> Result<WarmUp, String> {
    match (text, text.parse()) {
        ("auto", _) => Ok(WarmUp::Auto),
        (_, Ok(days)) if days <= 3650 => Ok(WarmUp::Days(days)),
        _ => Err("a number of days from 0 to 3650 is expected, or auto".to_owned()),
    }
}

/// A number of threads that a machine can start.
pub(super) fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(threads) if threads <= 1024 => Ok(threads),
        _ => Err("a number of threads from 0 to 1024 is expected".to_owned()),
    }
}

impl Common {
    /// The `--set` arguments, those included that have flags of their own.
    pub(in crate::cli) fn all_sets(&self) -> Vec<String> {
        let replications = self.replications.map(|n| format!("run.replications={n}"));
        let warm_up = self.warm_up.and_then(|warm_up| match warm_up {
            WarmUp::Days(days) => Some(days),
            WarmUp::Auto => None,
        });
        let mut sets = all_sets(&self.sets, self.seed, self.days, warm_up);
        sets.extend(replications);
        sets
    }
}

/// The `--set` arguments, those included that have flags of their own.
pub(super) fn all_sets(
    sets: &[String],
    seed: Option<u64>,
    days: Option<u64>,
    warm_up: Option<u64>,
) -> Vec<String> {
    let flags = [
        seed.map(|n| format!("run.seed={n}")),
        days.map(|n| format!("run.days={n} d")),
        warm_up.map(|n| format!("run.warm_up={n} d")),
    ];
    sets.iter().cloned().chain(flags.into_iter().flatten()).collect()
}
