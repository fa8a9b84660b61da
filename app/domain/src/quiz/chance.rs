//! Chance from a seed, the same on every machine and in every version: attempts are drawn again whenever they are shown.

/// A generator after Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014): a counter whose values
/// are mixed.
pub(super) struct Chance(u64);

impl Chance {
    /// What follows from `seed` for one purpose.
    pub(super) fn new(seed: u64, purpose: &str) -> Self {
        let mut state = seed;
        for byte in purpose.bytes() {
            state = mix(state ^ u64::from(byte));
        }
        Self(state)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `end`, each as likely as the others (to within 2^-32, for lists far shorter than 2^32).
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        usize::try_from(((self.next() >> 32).wrapping_mul(end)) >> 32).unwrap_or(0)
    }

    /// Puts a list into one of its orders.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// Spreads every bit of the counter over the whole number.
const fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}
