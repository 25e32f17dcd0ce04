//! Progress of long work, on a terminal only.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::lang::Lang;

/// A bar that counts replications, none expected yet; hidden where nobody looks.
pub(super) fn bar(quiet: bool, lang: Lang) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    let template = lang.pick(
        "{bar:40} {pos} of {len} replications, {elapsed} gone, {eta} to go",
        "{bar:40} 第 {pos} 次重复,共 {len} 次,已用 {elapsed},还需 {eta}",
    );
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Wall-clock time, which belongs to the command line and to nothing below it.
pub(super) struct Watch(Instant);

impl Watch {
    #[expect(clippy::disallowed_methods, reason = "the one place that looks at a wall clock")]
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    pub(super) fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}
