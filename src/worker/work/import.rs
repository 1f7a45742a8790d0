//! Imports a file, piece by piece; nothing changes before all of it was read, and all of it is one batch.

use crate::changes::inverse::Plan;
use crate::commands::import::result::ImportResult;
use crate::commands::import::{ImportOrder, ImportSession};
use crate::commands::{Planned, Refusal, Sort};
use crate::model::id::IdSource;
use crate::worker::work::Worked;
use crate::worker::work::job::Job;

/// How many bytes of the file are asked of the browser at a time.
const READ_BYTES: u64 = 2 << 20;
/// How many bytes are taken in before others have their turn: some ten milliseconds of work.
const SLICE_BYTES: usize = 256 << 10;

/// Imports the file that came with the work.
pub async fn run(job: &Job, order: &ImportOrder) -> Result<Worked, Refusal> {
    job.with_keeper(|keeper| order.check(&keeper.data))??;
    job.server.may_write()?;
    let moment = job.server.moment();
    let mut ids = IdSource::new(moment.millis, moment.chance);
    job.enter(0, 750);
    job.pause(0, job.file_bytes(), 0).await?;
    let mut session = job.with_keeper(|keeper| ImportSession::new(order, &keeper.data, &mut ids, moment.clock))?;
    feed(job, &mut session, job.file_bytes()).await?;
    job.enter(750, 1_000);
    let finished = job.with_keeper(|keeper| session.finish(&mut keeper.data, &mut ids))?;
    let (plan, result) = finished.map_err(Refusal::Table)?;
    write(job, plan, result).await
}

/// Takes in the first `total` bytes of the file, in slices.
pub async fn feed(job: &Job, session: &mut ImportSession, total: u64) -> Result<(), Refusal> {
    let mut at = 0;
    let read = |at: u64| job.read_ahead(at, READ_BYTES.min(total - at));
    let mut coming = read(at);
    while at < total {
        let bytes = coming.await?;
        if bytes.is_empty() {
            return Err(Refusal::Unreadable);
        }
        // The next bytes come while these are taken in.
        coming = read(at + bytes.len() as u64);
        for slice in bytes.chunks(SLICE_BYTES) {
            job.with_keeper(|keeper| session.feed(&keeper.data, slice))?.map_err(Refusal::Table)?;
            at += slice.len() as u64;
            if job.is_due() {
                job.pause(at, total, session.n_rows()).await?;
            }
        }
    }
    job.pause(total, total, session.n_rows()).await
}

/// Makes it true and durable, or as if it had never been.
async fn write(job: &Job, plan: Plan, mut result: ImportResult) -> Result<Worked, Refusal> {
    let ranges = plan.ranges.clone();
    match job.write(Planned::done(plan), Sort::Import).await {
        Ok(done) => {
            result.sequence = done.sequence;
            Ok(Worked::Imported(Box::new(result)))
        }
        Err(refusal) => {
            job.with_keeper(|keeper| keeper.data.drop_rows(&ranges))?;
            Err(refusal)
        }
    }
}
