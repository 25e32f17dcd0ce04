//! Keyed randomness: every draw is a function of (seed, replication, purpose,
//! entity, occasion) and of nothing else.
//!
//! No two draws share a generator, so what one process consumes never shifts
//! what another gets, and two policies with one seed meet the same luck.

use std::convert::Infallible;

use rand_core::TryRng;

/// What a draw decides. The numbers are part of every published figure: never
/// change or reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u64)]
pub enum Purpose {
    /// A case of the skeleton network: gap, cell, work, routing.
    SkeletonCase = 1,
    /// Work of a skeleton case above the grid.
    SkeletonWork = 2,
    /// Which replications a bootstrap resample holds.
    Bootstrap = 900,
}

/// The root of all draws of one replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streams {
    root: u64,
}

impl Streams {
    /// The draws of one replication under one seed. Zero is a seed like any other.
    #[must_use]
    pub const fn new(seed: u64, replication: u64) -> Self {
        Self { root: mix(mix(seed ^ SEED_SALT).wrapping_add(mix(replication ^ REPLICATION_SALT))) }
    }

    /// The words of one draw.
    #[must_use]
    #[inline]
    pub const fn draw(self, purpose: Purpose, entity: u64, occasion: u64) -> Draw {
        let purpose = mix(self.root ^ (purpose as u64).wrapping_mul(WEYL));
        let entity = mix(purpose ^ entity);
        Draw { state: mix(entity ^ occasion.wrapping_mul(WEYL)) }
    }
}

/// The random words of one draw, as many as it needs.
///
/// The generator is `SplitMix64` (Steele, Lea and Flood 2014, "Fast splittable
/// pseudorandom number generators", OOPSLA) started at the mixed key.
#[derive(Clone, Debug)]
pub struct Draw {
    state: u64,
}

impl Draw {
    /// The next word.
    #[inline]
    pub const fn word(&mut self) -> u64 {
        self.state = self.state.wrapping_add(WEYL);
        mix(self.state)
    }

    /// A number in \[0, 1), a multiple of 2⁻⁵³.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        (self.word() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// A number in (0, 1], safe to take the logarithm of.
    #[inline]
    pub fn uniform_above_zero(&mut self) -> f64 {
        1.0 - self.uniform()
    }

    /// Whether an event of this probability happens.
    #[inline]
    pub fn chance(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// A whole number in 0..n, by multiplication (bias below n / 2⁶⁴).
    #[inline]
    pub const fn below(&mut self, n: u64) -> u64 {
        ((self.word() as u128 * n as u128) >> 64) as u64
    }
}

impl TryRng for Draw {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.word() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.word())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.word().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

/// The odd number nearest to 2⁶⁴ divided by the golden ratio.
const WEYL: u64 = 0x9e37_79b9_7f4a_7c15;
const SEED_SALT: u64 = 0x6772_6964_676f_7601;
const REPLICATION_SALT: u64 = 0x6772_6964_676f_7602;

/// A bijection of 64-bit words in which every input bit moves every output bit
/// (the finalizer "variant 13" of D. Stafford, used by `SplitMix64`).
#[inline]
pub const fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}
