//! The first bytes of a snapshot: what it is of, and whether its bytes are whole.

use super::sentinel::Mark;
use super::store::StorageError;
use uuid::Uuid;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// What stands before the bytes of a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SnapshotHeader {
    /// Which workspace, how far, and when.
    pub mark: Mark,
    /// How many bytes follow the header.
    pub length: u64,
    /// XXH3-64 of the bytes that follow.
    pub checksum: u64,
}

impl SnapshotHeader {
    /// The length of a header.
    pub const BYTES: usize = 64;

    /// The header as it is stored: magic, workspace, sequence, time, length, checksum of the bytes, checksum of the header;
    /// numbers little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Self::BYTES);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(self.mark.workspace_id.as_bytes());
        bytes.extend_from_slice(&self.mark.sequence.to_le_bytes());
        bytes.extend_from_slice(&self.mark.at_ms.to_le_bytes());
        bytes.extend_from_slice(&self.length.to_le_bytes());
        bytes.extend_from_slice(&self.checksum.to_le_bytes());
        let sum = xxh3_64(&bytes);
        bytes.extend_from_slice(&sum.to_le_bytes());
        bytes
    }

    /// Reads a header from the first bytes of a snapshot.
    ///
    /// # Errors
    /// [`StorageError::Newer`] for a later format, [`StorageError::Damaged`] for anything else that is no header.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StorageError> {
        let mut rest = bytes;
        let magic: [u8; 8] = take(&mut rest)?;
        if magic != *MAGIC {
            let is_later = magic.strip_prefix(MAGIC_NAME).is_some_and(|version| version > [FORMAT].as_slice());
            return Err(if is_later { StorageError::Newer } else { StorageError::Damaged });
        }
        let header = Self {
            mark: Mark {
                workspace_id: Uuid::from_bytes(take(&mut rest)?),
                sequence: u64::from_le_bytes(take(&mut rest)?),
                at_ms: i64::from_le_bytes(take(&mut rest)?),
            },
            length: u64::from_le_bytes(take(&mut rest)?),
            checksum: u64::from_le_bytes(take(&mut rest)?),
        };
        let sum = u64::from_le_bytes(take(&mut rest)?);
        let summed = bytes.get(..Self::BYTES - size_of::<u64>()).ok_or(StorageError::Damaged)?;
        if xxh3_64(summed) == sum { Ok(header) } else { Err(StorageError::Damaged) }
    }

    /// The bytes of a whole snapshot, behind its header.
    ///
    /// # Errors
    /// As [`Self::from_bytes`], and [`StorageError::Damaged`] where the bytes are not those that the header describes.
    pub fn open(snapshot: &[u8]) -> Result<(Self, &[u8]), StorageError> {
        let header = Self::from_bytes(snapshot)?;
        let bytes = snapshot.get(Self::BYTES..).ok_or(StorageError::Damaged)?;
        if bytes.len() as u64 == header.length && xxh3_64(bytes) == header.checksum {
            Ok((header, bytes))
        } else {
            Err(StorageError::Damaged)
        }
    }
}

/// Counts and sums the bytes of a snapshot while they are written, for the header that is written last.
#[derive(Clone, Default)]
pub struct SnapshotSum {
    length: u64,
    hash: Xxh3,
}

impl SnapshotSum {
    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.hash.update(bytes);
    }

    /// How many bytes were added.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The header for all bytes added.
    pub fn header(&self, mark: Mark) -> SnapshotHeader {
        SnapshotHeader { mark, length: self.length, checksum: self.hash.digest() }
    }
}

const FORMAT: u8 = b'1';
const MAGIC_NAME: &[u8; 7] = b"RAPSNAP";
const MAGIC: &[u8; 8] = b"RAPSNAP1";

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], StorageError> {
    let (taken, after) = rest.split_first_chunk().ok_or(StorageError::Damaged)?;
    *rest = after;
    Ok(*taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(bytes: &[u8]) -> Vec<u8> {
        let mut sum = SnapshotSum::default();
        for part in bytes.chunks(3) {
            sum.update(part);
        }
        let mark = Mark { workspace_id: Uuid::from_u128(9), sequence: 77, at_ms: -5 };
        [&sum.header(mark).to_bytes(), bytes].concat()
    }

    #[test]
    fn a_snapshot_reads_back_with_its_mark() {
        for bytes in [&b""[..], b"x", b"many bytes"] {
            let stored = snapshot(bytes);
            assert_eq!(stored.len(), SnapshotHeader::BYTES + bytes.len());
            let (header, read) = SnapshotHeader::open(&stored).unwrap();
            assert_eq!(read, bytes);
            assert_eq!((header.mark.sequence, header.mark.at_ms, header.length), (77, -5, bytes.len() as u64));
        }
    }

    #[test]
    fn each_flipped_bit_and_each_cut_is_noticed() {
        let stored = snapshot(b"many bytes");
        for bit in 0..stored.len() * 8 {
            let mut damaged = stored.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(SnapshotHeader::open(&damaged).is_err(), "bit {bit}");
        }
        for length in 0..stored.len() {
            assert_eq!(SnapshotHeader::open(&stored[..length]), Err(StorageError::Damaged), "length {length}");
        }
    }

    #[test]
    fn a_later_format_is_told_from_damage() {
        let mut later = snapshot(b"x");
        later[7] = b'2';
        assert_eq!(SnapshotHeader::open(&later), Err(StorageError::Newer));
    }
}
