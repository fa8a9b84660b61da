//! A fast hasher for words and features: the keys are ours, few and bounded, so nobody can choose them to collide.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

/// Spreads the bits of what was hashed; the golden ratio in 64 bits.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A multiplying hasher over words of eight bytes. The order of a map never reaches an effect, so its value may change.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quick(u64);

impl Quick {
    const fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(SPREAD);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let last = rest.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte));
        self.mix(last | (rest.len() as u64) << 56);
    }

    fn write_u8(&mut self, n: u8) {
        self.mix(n.into());
    }

    fn write_u32(&mut self, n: u32) {
        self.mix(n.into());
    }

    fn write_u64(&mut self, n: u64) {
        self.mix(n);
    }

    fn write_usize(&mut self, n: usize) {
        self.mix(n as u64);
    }

    fn finish(&self) -> u64 {
        // Tables look at the lowest and the highest bits.
        self.0 ^ (self.0 >> 32)
    }
}

/// A map hashed quickly.
pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;
/// A set hashed quickly.
pub type QuickSet<K> = HashSet<K, BuildHasherDefault<Quick>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_lengths_stay_apart() {
        let mut map: QuickMap<String, usize> = QuickMap::default();
        for n in 0..2000 {
            map.insert("ab".repeat(n % 20) + &n.to_string(), n);
        }
        assert_eq!(map.len(), 2000);
        assert!((0..2000).all(|n| map[&("ab".repeat(n % 20) + &n.to_string())] == n));
    }
}
