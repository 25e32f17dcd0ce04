//! Events beyond the turn of the ring, by how far their turn is.

use super::nodes::{NONE, Nodes};
use crate::time::Time;

/// Lists of events by the highest bit in which their turn differs from the
/// ring's: a nearer tier is wholly before a farther one, and as the ring turns
/// on to the soonest event only the nearest tier has to be sorted again.
#[derive(Clone, Debug)]
pub(super) struct Tiers {
    tails: [u32; 64],
    soonest: [Time; 64],
    /// One bit for each tier that holds events.
    occupied: u64,
}

impl Tiers {
    pub fn new() -> Self {
        Self { tails: [NONE; 64], soonest: [Time::NEVER; 64], occupied: 0 }
    }

    /// Adds a node whose turn differs from the ring's by these bits.
    #[inline]
    pub fn push<E: Copy>(&mut self, nodes: &mut Nodes<E>, turns: u64, node: u32) {
        let tier = turns.ilog2() as usize;
        let time = nodes.time(node);
        if self.tails[tier] == NONE {
            self.occupied |= 1 << tier;
            self.soonest[tier] = time;
        } else {
            nodes.append(self.tails[tier], node);
            self.soonest[tier] = self.soonest[tier].min(time);
        }
        self.tails[tier] = node;
    }

    fn nearest(&self) -> Option<usize> {
        (self.occupied != 0).then(|| self.occupied.trailing_zeros() as usize)
    }

    /// The time of the soonest event.
    pub fn soonest(&self) -> Option<Time> {
        self.nearest().map(|tier| self.soonest[tier])
    }

    /// Empties the nearest tier and returns its last node.
    pub fn take_nearest(&mut self) -> Option<u32> {
        let tier = self.nearest()?;
        self.occupied &= !(1 << tier);
        Some(std::mem::replace(&mut self.tails[tier], NONE))
    }

    /// The last nodes of all lists, nearest first.
    pub fn tails(&self) -> impl Iterator<Item = u32> {
        self.tails.iter().copied().filter(|&tail| tail != NONE)
    }
}
