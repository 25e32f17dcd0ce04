//! One replication before an observer.

use super::Governed;
use crate::rng::Streams;
use crate::simulation::record::Observer;
use crate::simulation::{self, Window};

/// Runs one replication of a governed city and tells it to an observer: the very one that a
/// study with this seed holds under this number.
pub fn watch<O: Observer>(
    governed: &Governed,
    window: Window,
    seed: u64,
    replication: u64,
    observer: &mut O,
) {
    let Governed { city, governance, .. } = governed;
    simulation::simulate(city, governance, Streams::new(seed, replication), window, observer);
}
