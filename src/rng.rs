//! Keyed randomness: every draw is a function of (seed, replication, purpose,
//! entity, occasion) and of nothing else.
//!
//! No two draws share a generator, so what one process consumes never shifts
//! what another gets, and two policies with one seed meet the same luck.

use std::convert::Infallible;

use rand_core::TryRng;

/// Declares the purposes, each with its number, and the list of them all.
macro_rules! purposes {
    ($($(#[$doc:meta])* $name:ident = $number:literal,)*) => {
        /// What a draw decides. The numbers are part of every published figure: never
        /// change or reuse one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u64)]
        pub enum Purpose {
            $($(#[$doc])* $name = $number,)*
        }

        impl Purpose {
            /// Every purpose, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

purposes! {
    /// A case of the skeleton network: gap, cell, work, routing.
    SkeletonCase = 1,
    /// Work of a skeleton case above the grid.
    SkeletonWork = 2,
    /// How the fabric of a city is cut.
    Fabric = 10,
    /// The kind of a block.
    Compound = 11,
    /// The incidence of a block.
    HotSpot = 12,
    /// What a resident is like.
    Resident = 13,
    /// Where an estate has its centre.
    Estate = 14,
    /// In which order streets change their regime.
    Rollout = 15,
    /// The factor of a day shared by a city.
    Shock = 20,
    /// The number of potential problems of a block and day.
    BlockDay = 21,
    /// A potential problem: category, time, mark.
    Potential = 22,
    /// The life a problem would have if nobody acted.
    Life = 23,
    /// When an imitation of a problem may arise.
    Spread = 24,
    /// How often and when a patched problem may return.
    Return = 25,
    /// Who is bothered by a problem.
    Witness = 30,
    /// When that resident thinks about it.
    Notice = 31,
    /// What that resident prefers.
    Choice = 32,
    /// Whether neighbours can and do help themselves.
    SelfHelp = 33,
    /// Whether a caller calls again.
    CallAgain = 34,
    /// The exposure at which a problem is found.
    Search = 40,
    /// Whether a finder looks away.
    PassedOver = 41,
    /// Work and way of a visit, or work at a desk.
    Work = 50,
    /// Time between two offices.
    Delivery = 51,
    /// Whether a report is recognised as one on an open file.
    Merge = 60,
    /// Whether a report ends with advice.
    Answer = 61,
    /// Where a case is sent.
    Routing = 62,
    /// Whether a body declines a disputed case.
    Refusal = 63,
    /// Whether a site visit sees what stands.
    Look = 64,
    /// Whether handling truly solves, and for good.
    Verdict = 65,
    /// Whether and when a caller is called back.
    CallBack = 66,
    /// Whether a body asks for an exception to the clock, and gets it.
    Request = 67,
    /// How long an order of those above takes.
    Order = 68,
    /// To whom the first receiver passes a case on.
    PassOn = 69,
    /// Whom a meeting on site brings together, and how long it lasts.
    Convene = 70,
    /// Whether a responsible party complies.
    Comply = 71,
    /// How long a visit of an inspector takes, and what is noticed.
    Inspect = 72,
    /// Whether and when a closed case is looked at again.
    Audit = 80,
    /// Whether and when a caller is called a second time.
    DoubleCall = 81,
    /// Whether somebody who is assessed does something for a better score.
    Gaming = 82,
    /// Work of writing a case into one more system.
    Entry = 90,
    /// Whether a message that is answered after hours is put on the platform.
    Logged = 91,
    /// Which replications a bootstrap resample holds.
    Bootstrap = 900,
    /// How a permutation shuffles.
    Permutation = 901,
    /// Where in its range an uncertain number lies.
    Knowledge = 902,
    /// In which order the components of a governance model join.
    JoiningOrder = 910,
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
#[must_use]
#[inline]
pub const fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// A key made from a name (FNV-1a, mixed), so that luck follows the name and not its place.
#[must_use]
pub fn key_of(name: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    mix(name.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

#[cfg(test)]
mod tests;
