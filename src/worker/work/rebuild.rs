//! Counts everything anew that follows from the records.

use crate::commands::Refusal;
use crate::worker::work::Worked;
use crate::worker::work::job::Job;

/// Derived figures and links in one step, the search index in another.
pub async fn run(job: &Job) -> Result<Worked, Refusal> {
    job.pause(0, 2, 0).await?;
    job.with_keeper(|keeper| keeper.data.recount())?;
    job.pause(1, 2, 0).await?;
    job.with_keeper(|keeper| keeper.data.build_search())?;
    Ok(Worked::Rebuilt {})
}
