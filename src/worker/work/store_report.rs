//! Says how the store stands, for the storage panel.

use crate::commands::Refusal;
use crate::storage::snapshots::Snapshots;
use crate::worker::work::job::Job;
use crate::worker::work::{StoreReport, Worked};

/// The newest snapshot that can be read, and how far the workspace has come.
pub async fn run(job: &Job) -> Result<Worked, Refusal> {
    let millis = job.server.moment().millis;
    let (mark, n_batches, clock_behind_millis) = job.with_keeper(|keeper| {
        (keeper.mark(), keeper.journal.entries().count() as u64, keeper.clock_is_behind(millis))
    })?;
    // Where there is no private file system there are no snapshots: the panel says so.
    let snapshots = match Snapshots::open(&format!("rapporto-{}", job.server.workspace())).await {
        Ok(snapshots) => snapshots.list().await.unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    let marks = snapshots.into_iter().filter_map(|generation| generation.header.ok()).map(|header| header.mark);
    let snapshot = marks.max_by_key(|mark| mark.sequence);
    Ok(Worked::Store(StoreReport { mark, snapshot, n_batches, clock_behind_millis }))
}
