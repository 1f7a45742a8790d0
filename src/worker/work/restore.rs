//! Takes an export file into an empty workspace, whole or not at all.

use crate::commands::{Refusal, Sort};
use crate::exchange::export_file::FileFault;
use crate::exchange::export_file::read::{Budget, Reader};
use crate::storage::gzip::{GzipError, Pieces};
use crate::worker::rescue;
use crate::worker::work::Worked;
use crate::worker::work::given_file::GivenFile;
use crate::worker::work::job::Job;
use crate::worker::workspace_file::Coming;

/// The first bytes of gzip.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// What the file says of itself, by its first line.
pub async fn read_manifest(job: &Job) -> Result<Worked, Refusal> {
    let pieces = open(job).await?;
    let mut reader = Reader::new(Budget::ORDINARY);
    while let Some(piece) = pieces.next().await.map_err(refusal_of)? {
        // What follows the first line is not looked at.
        let line = piece.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
        reader.push(line, &mut |_| true).map_err(Refusal::File)?;
        if let Some(manifest) = reader.manifest().cloned() {
            pieces.let_go().await;
            return Ok(Worked::Manifest(manifest));
        }
    }
    reader.finish().map(|summary| Worked::Manifest(summary.manifest)).map_err(Refusal::File)
}

/// All of the file is read, and found to be whole, before anything in the workspace changes. On the rescue screen the
/// workspace of the file comes in place of the store that was not what was left.
pub async fn run(job: &Job) -> Result<Worked, Refusal> {
    let is_rescue = job.server.is_rescuing();
    if !is_rescue && !job.with_keeper(|keeper| keeper.data.is_bare())? {
        return Err(Refusal::NotEmpty);
    }
    job.enter(0, 600);
    let pieces = open(job).await?;
    let mut coming = Coming::new(Budget::ORDINARY, job.server.moment().today());
    loop {
        let piece = match pieces.next().await {
            Ok(Some(piece)) => piece,
            Ok(None) => break,
            Err(error) => return Err(refusal_of(error)),
        };
        for part in piece.chunks(16 << 10) {
            coming.push(part).map_err(Refusal::File)?;
            if job.is_due() {
                let (done, total) = coming.progress();
                job.pause(done, total, done).await?;
            }
        }
    }
    let (intake, summary) = coming.finish().map_err(Refusal::File)?;
    job.pause(summary.n_records, summary.n_records, summary.n_records).await?;
    if is_rescue {
        rescue::make_room_beside(&job.server).await?;
    }
    let taken = job.take_in(intake, Sort::Restore).await;
    match &taken {
        Ok(_) if is_rescue => rescue::enter_what_came(&job.server).await,
        Err(_) if is_rescue => rescue::leave_as_it_was(&job.server),
        Ok(_) | Err(_) => {}
    }
    taken?;
    Ok(Worked::Restored { n_records: summary.n_records, n_unknown: summary.n_unknown })
}

async fn open(job: &Job) -> Result<Pieces, Refusal> {
    let first = job.read(0, GZIP.len() as u64).await?;
    let file = job.file.as_ref().and_then(GivenFile::blob).ok_or(Refusal::Unreadable)?;
    let pieces = if first == GZIP { Pieces::unpacked(&file) } else { Pieces::plain(&file) };
    pieces.or(Err(Refusal::Unreadable))
}

fn refusal_of(error: GzipError) -> Refusal {
    match error {
        GzipError::Damaged => Refusal::File(FileFault::Damaged),
        GzipError::OverBudget => Refusal::File(FileFault::TooLarge),
        GzipError::Browser(_) => Refusal::Unreadable,
    }
}
