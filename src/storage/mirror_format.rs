//! The bytes of one file of the mirror: where it begins, then batch behind batch, each with its length and its seal.

use serde::{Deserialize, Serialize};

use crate::changes::clock::Stamp;
use crate::storage::bytes::{Reader, Writer};
use crate::storage::checksum::{Chain, seal, unseal};
use crate::storage::head::{Identity, STORE_FORMAT};
use crate::storage::store::{Key, StorageError};

const MAGIC: &[u8; 8] = b"RAPMIRR1";

/// Where a file begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// Of which workspace it is, and how that is founded.
    pub identity: Identity,
    /// Counts the turns of the two files: the one with the greater is current.
    pub turn: u64,
    /// When it began, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// The batch behind which it begins; 0 is the founding.
    pub sequence: u64,
    /// The chain over all batches up to it.
    pub chain: u64,
    /// Whether there is a snapshot that reaches that batch, or the batch is the founding.
    pub is_backed: bool,
}

/// One batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirrored {
    /// Its sequence number.
    pub sequence: u64,
    /// The chain over all batches up to it.
    pub chain: u64,
    /// The last stamp that the clock had given.
    pub stamp: Stamp,
    /// Its bytes. None: a gap, because rows came with it that are in no bytes of it, or because it is too large.
    pub payload: Vec<u8>,
}

/// What a file holds that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Where it begins.
    pub beginning: Beginning,
    /// The batches, one behind the other.
    pub batches: Vec<Mirrored>,
    /// How many bytes that are: the next batch comes behind them.
    pub length: u64,
}

impl Beginning {
    /// The first bytes of a file.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] when it cannot be written as bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, StorageError> {
        let bytes = postcard::to_allocvec(self).or(Err(StorageError::Damaged))?;
        Ok([MAGIC, framed(seal(0, &key(), self.turn, bytes)).as_slice()].concat())
    }
}

impl Mirrored {
    /// Whether the way from what was before to what comes after does not lead over its bytes.
    pub fn is_gap(&self) -> bool {
        self.payload.is_empty()
    }

    /// Its bytes in a file of the workspace with that seed.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] when it cannot be written as bytes.
    pub fn to_bytes(&self, seed: u64) -> Result<Vec<u8>, StorageError> {
        let bytes = postcard::to_allocvec(&(self.chain, self.stamp, &self.payload)).or(Err(StorageError::Damaged))?;
        Ok(framed(seal(seed, &key(), self.sequence, bytes)))
    }
}

impl Contents {
    /// Reads a file up to where it is not whole any more: torn by a death, damaged, or what stood there before.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        if reader.take(MAGIC.len()).ok()? != MAGIC {
            return None;
        }
        let (_, payload) = unseal(0, &key(), reader.bytes().ok()?).ok()?;
        let beginning: Beginning = postcard::from_bytes(payload).ok()?;
        if beginning.identity.format > STORE_FORMAT {
            return None;
        }
        let mut contents = Self { beginning, batches: Vec::new(), length: (bytes.len() - reader.0.len()) as u64 };
        while let Some(batch) = contents.next(&mut reader) {
            contents.batches.push(batch);
            contents.length = (bytes.len() - reader.0.len()) as u64;
        }
        Some(contents)
    }

    /// The last batch, and the chain up to it.
    pub fn end(&self) -> (u64, u64) {
        let beginning = (self.beginning.sequence, self.beginning.chain);
        self.batches.last().map_or(beginning, |it| (it.sequence, it.chain))
    }

    /// The batches behind that one; none where it is not in this file, or another one of that number is.
    pub fn behind(&self, sequence: u64, chain: Option<u64>) -> Option<&[Mirrored]> {
        let behind = sequence.checked_sub(self.beginning.sequence)?;
        let (before, after) = self.batches.split_at_checked(usize::try_from(behind).ok()?)?;
        let here = before.last().map_or(self.beginning.chain, |it| it.chain);
        chain.is_none_or(|chain| chain == here).then_some(after)
    }

    fn next(&self, reader: &mut Reader<'_>) -> Option<Mirrored> {
        let (sequence, bytes) = unseal(self.beginning.identity.seed, &key(), reader.bytes().ok()?).ok()?;
        let (chain, stamp, payload): (u64, Stamp, Vec<u8>) = postcard::from_bytes(bytes).ok()?;
        let (last, before) = self.end();
        let is_next = sequence == last + 1 && (payload.is_empty() || Chain(before).then(&payload).0 == chain);
        is_next.then_some(Mirrored { sequence, chain, stamp, payload })
    }
}

fn framed(sealed: Vec<u8>) -> Vec<u8> {
    let mut writer = Writer(Vec::with_capacity(sealed.len() + size_of::<u32>()));
    writer.bytes(&sealed);
    writer.0
}

fn key() -> Key {
    Key::Name("mirror".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::clock::DeviceId;
    use crate::model::id::Id;

    const SEED: u64 = 5;

    fn beginning(sequence: u64) -> Beginning {
        let identity = Identity { format: STORE_FORMAT, workspace: Id::from_u128(7), device: DeviceId(1), seed: SEED };
        Beginning { identity, turn: 3, at_ms: -4, sequence, chain: 9, is_backed: true }
    }

    /// A file with these payloads, and where each batch ends.
    fn file(payloads: &[&[u8]]) -> (Vec<u8>, Vec<usize>) {
        let mut bytes = beginning(10).to_bytes().unwrap();
        let (mut ends, mut chain) = (vec![bytes.len()], 9);
        for (sequence, payload) in (11..).zip(payloads) {
            chain = if payload.is_empty() { 77 } else { Chain(chain).then(payload).0 };
            let batch = Mirrored { sequence, chain, stamp: Stamp::ZERO, payload: payload.to_vec() };
            bytes.extend(batch.to_bytes(SEED).unwrap());
            ends.push(bytes.len());
        }
        (bytes, ends)
    }

    fn payloads(contents: &Contents) -> Vec<&[u8]> {
        contents.batches.iter().map(|it| it.payload.as_slice()).collect()
    }

    #[test]
    fn a_file_reads_back_with_its_gaps() {
        let written: [&[u8]; 4] = [b"a", b"", b"many bytes", b"b"];
        let (bytes, _) = file(&written);
        let contents = Contents::read(&bytes).unwrap();
        assert_eq!((contents.beginning, contents.length), (beginning(10), bytes.len() as u64));
        assert_eq!(payloads(&contents), written);
        assert_eq!(contents.batches.iter().map(Mirrored::is_gap).collect::<Vec<_>>(), [false, true, false, false]);
        assert_eq!(contents.end().0, 14);
    }

    #[test]
    fn a_torn_tail_leaves_the_whole_batches_before_it() {
        let written: [&[u8]; 3] = [b"a", b"many bytes", b"b"];
        let (bytes, ends) = file(&written);
        for cut in 0..=bytes.len() {
            let contents = Contents::read(&bytes[..cut]);
            let n_whole = ends.iter().filter(|end| **end <= cut).count();
            match (n_whole, contents) {
                (0, contents) => assert_eq!(contents, None, "cut at {cut}"),
                (n, Some(contents)) => {
                    assert_eq!(payloads(&contents), written[..n - 1], "cut at {cut}");
                    assert_eq!(contents.length, ends[n - 1] as u64, "cut at {cut}");
                }
                (_, None) => panic!("cut at {cut}: the beginning is whole"),
            }
        }
    }

    #[test]
    fn each_flipped_bit_ends_the_file_there_and_changes_no_batch() {
        let written: [&[u8]; 3] = [b"a", b"", b"many bytes"];
        let (bytes, ends) = file(&written);
        for bit in 0..bytes.len() * 8 {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            let n_before = ends.iter().filter(|end| **end <= bit / 8).count();
            match Contents::read(&damaged) {
                None => assert_eq!(n_before, 0, "bit {bit}"),
                Some(contents) => assert_eq!(payloads(&contents), written[..n_before - 1], "bit {bit}"),
            }
        }
    }

    #[test]
    fn what_stood_there_before_is_not_taken_for_what_follows() {
        // The same numbers in another order of events, and those of another workspace.
        let (ours, ends) = file(&[b"a", b"b"]);
        let (others, others_ends) = file(&[b"x", b"y"]);
        let mixed = [&ours[..ends[1]], &others[others_ends[1]..]].concat();
        assert_eq!(payloads(&Contents::read(&mixed).unwrap()), [b"a"]);
        let foreign = Mirrored { sequence: 12, chain: 0, stamp: Stamp::ZERO, payload: Vec::new() };
        let mixed = [&ours[..ends[1]], foreign.to_bytes(SEED + 1).unwrap().as_slice()].concat();
        assert_eq!(payloads(&Contents::read(&mixed).unwrap()), [b"a"]);
        let skipping = Mirrored { sequence: 13, ..foreign };
        let mixed = [&ours[..ends[1]], skipping.to_bytes(SEED).unwrap().as_slice()].concat();
        assert_eq!(payloads(&Contents::read(&mixed).unwrap()), [b"a"]);
    }

    #[test]
    fn what_is_behind_a_batch_is_given_for_that_batch_alone() {
        let (bytes, _) = file(&[b"a", b"b"]);
        let contents = Contents::read(&bytes).unwrap();
        let chain = Chain(9).then(b"a").0;
        let n_behind = |sequence, chain| contents.behind(sequence, chain).map(<[Mirrored]>::len);
        for (sequence, chain, expected) in [
            (10, Some(9), Some(2)),
            (11, Some(chain), Some(1)),
            (11, None, Some(1)),
            (12, None, Some(0)),
            (11, Some(9), None),
            (9, None, None),
            (13, None, None),
        ] {
            assert_eq!(n_behind(sequence, chain), expected, "{sequence} {chain:?}");
        }
    }

    #[test]
    fn a_later_format_and_what_is_no_mirror_are_none() {
        let (bytes, _) = file(&[b"a"]);
        let later =
            Beginning { identity: Identity { format: STORE_FORMAT + 1, ..beginning(0).identity }, ..beginning(0) };
        for bad in [&b""[..], b"RAPMIRR2", &bytes[1..], &[0; 400], &later.to_bytes().unwrap()] {
            assert_eq!(Contents::read(bad), None);
        }
    }
}
