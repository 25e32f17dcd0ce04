//! Norms: what recent enforcement and visible disorder make of a block.

use super::Simulation;
use super::record::Observer;
use crate::city::{BlockId, CategoryId};
use crate::time::Time;

/// What lasts in a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockState {
    /// Enforcement lately seen, each act counting one and fading.
    presence: f64,
    presence_at: Time,
    /// From 0 (worn out) to 1 (intact).
    norm: f64,
    norm_at: Time,
    /// Problems that stand and can be seen.
    standing: u32,
}

impl BlockState {
    pub fn begin(now: Time) -> Self {
        Self { presence: 0.0, presence_at: now, norm: 1.0, norm_at: now, standing: 0 }
    }
}

impl<O: Observer> Simulation<'_, O> {
    /// The probability that a potential problem of this kind is real here and now.
    ///
    /// p = neutral · exp(−deterred · presence + invited · (1 − norm)), at most 1. The form is
    /// an assumption; presence falls exponentially, and the norm moves
    /// exponentially towards half ÷ (half + problems that stand).
    pub(super) fn probability(&self, block: BlockId, category: CategoryId) -> f64 {
        let norms = &self.city.norms;
        if !norms.on {
            return 1.0;
        }
        let kind = &self.city.categories[category];
        let push = kind.invited * (1.0 - self.norm(block)) - kind.deterred * self.presence(block);
        (norms.real_if_neutral() * libm::exp(push)).min(1.0)
    }

    /// The probability that a potential imitation or return is real here and now:
    /// exp(−deterred · presence). What disorder adds is what a category's `spreads` and
    /// `returns` state; were offspring invited as well, it would count twice, and a worn-out
    /// block could breed without end.
    pub(super) fn undeterred(&self, block: BlockId, category: CategoryId) -> f64 {
        if !self.city.norms.on {
            return 1.0;
        }
        libm::exp(-self.city.categories[category].deterred * self.presence(block))
    }

    fn presence(&self, block: BlockId) -> f64 {
        let state = &self.blocks[block];
        if state.presence == 0.0 {
            return 0.0;
        }
        let passed = (self.now - state.presence_at).hours();
        state.presence * libm::exp(-passed / self.city.norms.presence_hours)
    }

    /// The norm of a block now.
    pub(super) fn norm(&self, block: BlockId) -> f64 {
        let state = &self.blocks[block];
        let half = self.city.norms.disorder_half;
        let goal = half / (half + f64::from(state.standing));
        let passed = (self.now - state.norm_at).hours();
        goal + (state.norm - goal) * libm::exp(-passed / self.city.norms.norm_hours)
    }

    /// One visible problem more or fewer stands in a block.
    pub(super) fn stand(&mut self, block: BlockId, change: i32) {
        let norm = self.norm(block);
        let now = self.now;
        let state = &mut self.blocks[block];
        (state.norm, state.norm_at) = (norm, now);
        state.standing = state.standing.saturating_add_signed(change);
    }

    /// Enforcement was seen in a block.
    pub(super) fn show_presence(&mut self, block: BlockId) {
        let presence = self.presence(block);
        let now = self.now;
        let state = &mut self.blocks[block];
        (state.presence, state.presence_at) = (presence + 1.0, now);
    }
}
