//! What `run` and `compare` share: loading, running, timing, finishing.

use std::path::PathBuf;

use serde::Serialize;

use super::Terminal;
use super::args::{Common, WarmUp};
use super::asked::{Asked, complete};
use super::failure::Failure;
use super::precision::warn_of_missed;
use super::session::Session;
use crate::experiment::{Pair, Prepared, Reached, Stopping, Study, prepare, run_until};
use crate::lang::{Text, text};
use crate::metrics::indicator;
use crate::report::folder::OutputFolder;
use crate::report::json::to_json;
use crate::report::provenance::Sources;
use crate::report::reading;
use crate::scenario::check::check;
use crate::scenario::fault::did_you_mean;
use crate::scenario::study::Scenario;
use crate::scenario::together::groups;
use crate::scenario::{Faults, Loaded, Options, Place, Provenance, Source, load_checked};

/// A scenario as it was loaded, and its name in files.
pub(super) struct Named {
    pub name: String,
    pub source: Source,
    pub loaded: Loaded<Scenario>,
}

/// Loads a scenario and checks it; warnings go to standard error.
pub(super) fn load(
    argument: &str,
    sets: &[String],
    terminal: &mut Terminal<'_>,
) -> Result<Named, Failure> {
    let source = Source::from_argument(argument)?;
    let loaded = load_checked(&source, sets, Options { provenance: true }, check_scenario)?;
    let warnings = loaded.warnings.render(terminal.lang, false);
    if !warnings.is_empty() {
        terminal.warn(&warnings);
    }
    let stem = PathBuf::from(argument);
    let name = stem.file_stem().map_or(argument.into(), |stem| stem.to_string_lossy());
    Ok(Named { name: name.into_owned(), source, loaded })
}

/// Loads each scenario and hands it on; what is wrong with any of them is told of all.
pub(super) fn load_each(
    arguments: &[String],
    sets: &[String],
    terminal: &mut Terminal<'_>,
    mut take: impl FnMut(&str, Named, &mut Terminal<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for argument in arguments {
        match load(argument, sets, terminal) {
            Ok(named) => take(argument, named, terminal)?,
            Err(Failure::Input(faults)) => wrong.push(faults),
            Err(failure) => return Err(failure),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Files(wrong)) }
}

/// All that a scenario is checked for.
pub(super) fn check_scenario(scenario: &Scenario, numbers: &[Provenance], faults: &mut Faults) {
    check(scenario, numbers, faults);
    check_observed(scenario, faults);
    for (id, members) in groups(numbers) {
        must_be_indicator(id, members[0].place, &members[0].path, faults);
    }
}

/// What is kept for testing must be an indicator.
fn check_observed(scenario: &Scenario, faults: &mut Faults) {
    for (id, kept) in scenario.observed.iter().flat_map(|observed| observed.iter()) {
        must_be_indicator(id, kept.place, &format!("observed.{id}"), faults);
    }
}

fn must_be_indicator(id: &str, place: Place, path: &str, faults: &mut Faults) {
    if !indicator::all().any(|known| known.id == id) {
        let help = did_you_mean(id, indicator::all().map(|known| known.id));
        let message = text!("`{id}` is no indicator", "`{id}` 不是指标");
        faults.add(place, path, message, help);
    }
}

/// A study about to run: what goes in, and where its files go.
pub(super) struct Plan<'p> {
    pub common: &'p Common,
    pub asked: Asked<'p>,
    /// How many replications.
    pub stopping: Stopping,
    /// The folder, if none is named.
    pub default_name: String,
}

impl Plan<'_> {
    /// The output folder, or none if this very study stands there complete.
    pub(super) fn folder(
        &self,
        terminal: &mut Terminal<'_>,
    ) -> Result<Option<OutputFolder>, Failure> {
        let default = || PathBuf::from("results/runs").join(&self.default_name);
        let path = self.common.out.clone().unwrap_or_else(default);
        let folder = self.asked.folder(&path, self.common.force)?;
        if folder.is_none() {
            self.note(terminal, &complete(&path));
        }
        Ok(folder)
    }

    /// Runs every scenario under the same seeds; `pairs` are those whose differences count for
    /// a precision. Warns of a precision that was not reached.
    pub(super) fn run(
        &self,
        session: &Session,
        scenarios: Vec<Prepared>,
        pairs: &[Pair],
        terminal: &mut Terminal<'_>,
    ) -> Result<Done, Failure> {
        let (studies, reached) =
            run_until(scenarios, pairs, &self.stopping, &session.runner(self))?;
        warn_of_missed(&reached, studies[0].outcomes.len(), terminal);
        let cases = studies.iter().flat_map(|study| &study.outcomes).map(|o| o.cases).sum();
        Ok(Done { studies, reached, cases })
    }

    /// How many replications so many scenarios will have together, if that is known.
    pub(super) fn runs(&self, scenarios: usize) -> Option<usize> {
        let pilot = self.common.warm_up == Some(WarmUp::Auto);
        let open = pilot || !self.stopping.targets.is_empty();
        let draws = self.common.uncertainty.unwrap_or(0) * self.common.uncertainty_replications;
        (!open).then_some((self.stopping.most + draws as usize) * scenarios)
    }

    /// Writes what may differ from run to run, and the manifest.
    pub(super) fn finish(
        &self,
        mut folder: OutputFolder,
        session: &Session,
        cases: u64,
        terminal: &mut Terminal<'_>,
    ) -> Result<(), Failure> {
        let timing = Timing::of(cases, session, self.common.threads);
        folder.write_undigested("timing.json", &to_json(&timing)?)?;
        let path = folder.path().to_owned();
        folder.finish(self.asked.manifest())?;
        let (seconds, path) = (timing.seconds, path.display());
        let text = text!("{seconds:.1} s; files in {path}", "用时 {seconds:.1} s;文件在 {path}");
        self.note(terminal, &text);
        Ok(())
    }

    /// Warns of queues that grew while they were measured.
    pub(super) fn warn_of_growth(studies: &[Study], terminal: &mut Terminal<'_>) {
        for warning in reading::warnings(studies) {
            terminal.note(&text!("warning: {warning}", "警告: {warning}", warning));
        }
    }

    /// Tells what is not asked to be kept quiet.
    pub(super) fn note(&self, terminal: &mut Terminal<'_>, text: &Text) {
        if !self.common.quiet {
            terminal.note(text);
        }
    }
}

/// What a plan came to.
pub(super) struct Done {
    pub studies: Vec<Study>,
    /// The precision that was asked for, and reached.
    pub reached: Vec<Reached>,
    /// Cases that went through, all replications together.
    pub cases: u64,
}

/// How long a study took; it stands in `timing.json`, outside every digest.
#[derive(Debug, Serialize)]
struct Timing {
    /// Wall-clock time of all replications that were run now \[s\].
    seconds: f64,
    /// Replications that an interrupted process had finished before: with any, the rate below
    /// is no speed.
    resumed: usize,
    /// Threads used.
    threads: usize,
    /// Cases that went through in the replications of the study, those of pilot and draws aside.
    cases: u64,
    /// Cases per second of wall-clock time.
    cases_per_second: f64,
    /// Operating system and processor architecture.
    host: String,
}

impl Timing {
    fn of(cases: u64, session: &Session, threads: usize) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let seconds = session.seconds();
        Self {
            seconds,
            resumed: session.resumed(),
            threads: if threads == 0 { cores } else { threads },
            cases,
            cases_per_second: cases as f64 / seconds.max(1e-9),
            host: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        }
    }
}

/// Prepares a loaded scenario.
pub(super) fn prepared(named: &Named) -> Prepared {
    prepare(&named.name, &named.loaded.value)
}

/// Where the numbers of a loaded scenario come from.
pub(super) fn sources(named: &Named) -> Sources {
    Sources { scenario: named.name.clone(), numbers: named.loaded.provenance.clone() }
}
