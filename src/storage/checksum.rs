//! Checksums that notice damage, a page in another page's place, and a journal that was rolled back.
//!
//! The hash is XXH3-64 (<https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md>): against accident, not malice.

use super::store::{Key, StorageError};
use xxhash_rust::xxh3::Xxh3;

/// The checksum of a stored value, keyed with the workspace's seed, the key it stands under and the sequence number of
/// the commit that wrote it: the same bytes in another place, time or workspace have another sum.
pub fn checksum(workspace_seed: u64, key: &Key, sequence: u64, bytes: &[u8]) -> u64 {
    let key = key.to_bytes();
    let mut hash = Xxh3::with_seed(workspace_seed);
    hash.update(&(key.len() as u64).to_le_bytes());
    hash.update(&key);
    hash.update(&sequence.to_le_bytes());
    hash.update(bytes);
    hash.digest()
}

/// The chain of the journal up to some record: each link hashes the one before it and the bytes of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Chain(pub u64);

impl Chain {
    /// The chain before the first record of a workspace.
    pub fn start(workspace_seed: u64) -> Self {
        Self(workspace_seed)
    }

    /// The chain with one more record: xxh3(chain ‖ record).
    #[must_use]
    pub fn then(self, record: &[u8]) -> Self {
        let mut hash = Xxh3::new();
        hash.update(&self.0.to_le_bytes());
        hash.update(record);
        Self(hash.digest())
    }
}

/// Bytes that [`seal`] adds behind a value: sequence and checksum, little-endian.
pub const SEAL_BYTES: usize = 16;

/// Puts sequence and checksum behind a value that is about to be stored.
pub fn seal(workspace_seed: u64, key: &Key, sequence: u64, mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = checksum(workspace_seed, key, sequence, &bytes);
    bytes.reserve_exact(SEAL_BYTES);
    bytes.extend_from_slice(&sequence.to_le_bytes());
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes
}

/// The sequence and the value of sealed bytes read back from under `key`.
///
/// # Errors
/// [`StorageError::Damaged`] where they are not what [`seal`] made for this key in this workspace.
pub fn unseal<'b>(workspace_seed: u64, key: &Key, sealed: &'b [u8]) -> Result<(u64, &'b [u8]), StorageError> {
    let (rest, sum) = sealed.split_last_chunk().ok_or(StorageError::Damaged)?;
    let (bytes, sequence) = rest.split_last_chunk().ok_or(StorageError::Damaged)?;
    let sequence = u64::from_le_bytes(*sequence);
    if checksum(workspace_seed, key, sequence, bytes) == u64::from_le_bytes(*sum) {
        Ok((sequence, bytes))
    } else {
        Err(StorageError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::super::seeded_random::SeededRandom;
    use super::*;

    const SEED: u64 = 7;

    fn page(number: u32) -> Key {
        Key::Page { kind: 1, number, generation: 0 }
    }

    #[test]
    fn what_was_sealed_comes_back() {
        for bytes in [vec![], vec![0], vec![1; 16], (0..=255).collect::<Vec<u8>>()] {
            let sealed = seal(SEED, &page(1), 42, bytes.clone());
            assert_eq!(sealed.len(), bytes.len() + SEAL_BYTES);
            assert_eq!(unseal(SEED, &page(1), &sealed), Ok((42, bytes.as_slice())));
        }
    }

    #[test]
    fn each_flipped_bit_and_each_cut_is_noticed() {
        let sealed = seal(SEED, &page(1), 42, (0..100).collect());
        for bit in 0..sealed.len() * 8 {
            let mut damaged = sealed.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(unseal(SEED, &page(1), &damaged), Err(StorageError::Damaged), "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert_eq!(unseal(SEED, &page(1), &sealed[..length]), Err(StorageError::Damaged), "length {length}");
        }
    }

    #[test]
    fn ten_thousand_random_mutations_of_a_page_are_noticed() {
        let mut random = SeededRandom::new(1);
        let sealed = seal(SEED, &page(1), 42, (0..4096).map(|_| random.next_u64() as u8).collect());
        for _ in 0..10_000 {
            let mut damaged = sealed.clone();
            for _ in 0..=random.below(4) {
                let place = random.below(damaged.len() as u64) as usize;
                damaged[place] = random.next_u64() as u8;
            }
            if random.below(2) == 0 {
                damaged.truncate(random.below(damaged.len() as u64 + 1) as usize);
            }
            if damaged != sealed {
                assert_eq!(unseal(SEED, &page(1), &damaged), Err(StorageError::Damaged));
            }
        }
    }

    #[test]
    fn a_page_in_the_place_of_another_or_from_another_workspace_is_noticed() {
        let sealed = seal(SEED, &page(1), 42, vec![1, 2, 3]);
        for (seed, key) in
            [(SEED, page(2)), (SEED, Key::Sequence(1)), (SEED, Key::Name("1".into())), (SEED + 1, page(1))]
        {
            assert_eq!(unseal(seed, &key, &sealed), Err(StorageError::Damaged), "{seed} {key:?}");
        }
    }

    #[test]
    fn the_chain_tells_order_gaps_and_changed_records() {
        let chain = |records: &[&str]| records.iter().fold(Chain::start(SEED), |it, record| it.then(record.as_bytes()));
        let told = chain(&["a", "b", "c"]);
        assert_eq!(told, chain(&["a", "b"]).then(b"c"));
        for other in
            [&["a", "c", "b"][..], &["a", "b"], &["b", "c"], &["a", "b", "d"], &["a", "bc"], &["a", "b", "c", ""]]
        {
            assert_ne!(told, chain(other), "{other:?}");
        }
    }

    /// The sums are on disk: a change of the hash would call every stored page damaged.
    #[test]
    fn the_sums_stay_what_they_were() {
        assert_eq!(checksum(1, &Key::Sequence(2), 3, b"rapporto"), 10_547_042_693_847_535);
        assert_eq!(Chain::start(1).then(b"rapporto"), Chain(13_138_481_373_947_732_463));
    }
}
