//! The buckets just ahead, and the bitmap of those that hold events.

use super::nodes::NONE;

/// Stands in the place of a bucket's last node when its events are in the crowd.
const CROWD: u32 = NONE - 1;

/// What a bucket holds.
pub(super) enum Bucket {
    /// A list, named by its last node; [`NONE`] if it is empty.
    List(u32),
    /// Its events are those of the crowd that belong here.
    Crowd,
}

/// One turn of 2ᵏ buckets. A bucket's number since the beginning of time is a
/// turn (the high bits) and a slot (the low ones).
#[derive(Clone, Debug)]
pub(super) struct Ring {
    buckets: Vec<u32>,
    /// One bit for each bucket.
    occupied: Vec<u64>,
    /// One bit for each word of `occupied`.
    words: Vec<u64>,
}

impl Ring {
    pub fn new(bits: u32) -> Self {
        let buckets = 1usize << bits;
        Self {
            buckets: vec![NONE; buckets],
            occupied: vec![0; buckets.div_ceil(64)],
            words: vec![0; buckets.div_ceil(64 * 64)],
        }
    }

    /// How many buckets there are, as a power of two.
    #[inline]
    pub fn bits(&self) -> u32 {
        self.buckets.len().trailing_zeros()
    }

    #[inline]
    fn slots(&self) -> u64 {
        self.buckets.len() as u64 - 1
    }

    /// The slot of a bucket in the turn of the cursor, or how its turn differs
    /// from the cursor's (as `xor`, so never zero).
    #[inline]
    pub fn slot(&self, cursor: u64, bucket: u64) -> Result<usize, u64> {
        let apart = cursor ^ bucket;
        if apart <= self.slots() {
            Ok((bucket & self.slots()) as usize)
        } else {
            Err(apart >> self.bits())
        }
    }

    /// The number of the bucket at a slot of the cursor's turn.
    #[inline]
    pub fn absolute(&self, cursor: u64, slot: usize) -> u64 {
        (cursor & !self.slots()) | slot as u64
    }

    /// The first occupied slot; none lies before the cursor.
    #[inline]
    pub fn first(&self, cursor: u64) -> Option<usize> {
        let word = (cursor & self.slots()) as usize / 64;
        let bits = self.occupied[word];
        if bits != 0 {
            return Some(word * 64 + bits.trailing_zeros() as usize);
        }
        self.first_beyond(word)
    }

    fn first_beyond(&self, word: usize) -> Option<usize> {
        let group = word / 64;
        let ahead = self.words[group..].iter().position(|&words| words != 0)?;
        let word = (group + ahead) * 64 + self.words[group + ahead].trailing_zeros() as usize;
        Some(word * 64 + self.occupied[word].trailing_zeros() as usize)
    }

    #[inline]
    pub fn bucket(&self, slot: usize) -> Bucket {
        match self.buckets[slot] {
            CROWD => Bucket::Crowd,
            tail => Bucket::List(tail),
        }
    }

    /// Puts a first list into an empty bucket.
    #[inline]
    pub fn occupy(&mut self, slot: usize, tail: u32) {
        self.buckets[slot] = tail;
        self.occupied[slot / 64] |= 1 << (slot % 64);
        self.words[slot / 4096] |= 1 << (slot / 64 % 64);
    }

    #[inline]
    pub fn set_tail(&mut self, slot: usize, tail: u32) {
        self.buckets[slot] = tail;
    }

    /// Marks an occupied bucket as kept in the crowd.
    pub fn set_crowd(&mut self, slot: usize) {
        self.buckets[slot] = CROWD;
    }

    /// Empties a bucket.
    #[inline]
    pub fn clear(&mut self, slot: usize) {
        self.buckets[slot] = NONE;
        self.occupied[slot / 64] &= !(1 << (slot % 64));
        if self.occupied[slot / 64] == 0 {
            self.words[slot / 4096] &= !(1 << (slot / 64 % 64));
        }
    }

    /// The last nodes of all lists, in order of time.
    pub fn tails(&self) -> impl Iterator<Item = u32> {
        self.buckets.iter().copied().filter(|&tail| tail < CROWD)
    }
}
