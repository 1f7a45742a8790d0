//! Counts everything anew that follows from the records.

use crate::commands::Refusal;
use crate::engine::customer_search::SearchBuild;
use crate::engine::recount::Recount;
use crate::model::kind::Kind;
use crate::worker::work::Worked;
use crate::worker::work::job::Job;

/// Derived figures and links step by step, then the search index, which takes the place of the old one once it is whole.
pub async fn run(job: &Job) -> Result<Worked, Refusal> {
    job.enter(0, 400);
    let mut recount = Recount::default();
    while job.with_keeper(|keeper| keeper.data.recount_step(&mut recount))? {
        job.pause(recount.n_done() as u64, Recount::N_STEPS as u64, 0).await?;
    }
    job.enter(400, 1_000);
    let mut build = SearchBuild::default();
    let total = job.with_keeper(|keeper| u64::from(keeper.data.table(Kind::Customer).len()))?;
    while job.with_keeper(|keeper| keeper.data.build_search_step(&mut build))? {
        job.pause(u64::from(build.n_done()), total, u64::from(build.n_done())).await?;
    }
    Ok(Worked::Rebuilt {})
}
