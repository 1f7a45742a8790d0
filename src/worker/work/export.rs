//! Writes the whole workspace into a file: gzip of JSON Lines.

use crate::commands::Refusal;
use crate::storage::gzip::Packing;
use crate::worker::work::Worked;
use crate::worker::work::job::Job;
use crate::worker::workspace_file::{Leaving, Origin};

/// Rows written between two looks at the time.
const ROWS: u32 = 500;
/// Bytes that are packed at once.
const PIECE_BYTES: usize = 1 << 20;

/// Lines are written and packed piece by piece; no command comes in between, so that the file shows one moment.
pub async fn run(job: &Job) -> Result<Worked, Refusal> {
    let millis = job.server.moment().millis;
    let mut lines = Vec::new();
    let (leaving, mark) = job.with_keeper(|keeper| {
        let origin = Origin { workspace: keeper.identity.workspace, device: keeper.identity.device, millis };
        (Leaving::begin(&keeper.data, origin, &mut lines), keeper.mark())
    })?;
    let mut leaving = leaving.or(Err(Refusal::Unreadable))?;
    let packing = Packing::begin().or(Err(Refusal::Unreadable))?;
    loop {
        let more =
            job.with_keeper(|keeper| leaving.next(&keeper.data, ROWS, &mut lines))?.or(Err(Refusal::Unreadable))?;
        if !more {
            break;
        }
        if lines.len() >= PIECE_BYTES {
            packing.push(&lines).await.or(Err(Refusal::Unreadable))?;
            lines.clear();
        }
        if job.is_due() {
            job.pause(leaving.n_done, leaving.n_records, leaving.n_done).await?;
        }
    }
    let n_records = leaving.n_records;
    leaving.end(&mut lines).or(Err(Refusal::Unreadable))?;
    packing.push(&lines).await.or(Err(Refusal::Unreadable))?;
    let file = packing.end().await.or(Err(Refusal::Unreadable))?;
    let day = job.server.moment().today();
    job.give(format!("rapporto-{}-{day}.jsonl.gz", job.server.workspace()), &file);
    Ok(Worked::Exported { n_records, mark })
}
