//! Looks whether everything agrees, part by part, and changes nothing.

use crate::commands::Refusal;
use crate::engine::verify::{MAX_BREACHES, N_PARTS, verify_part};
use crate::model::kind::Kind;
use crate::worker::work::Worked;
use crate::worker::work::job::Job;

/// What is kept and what follows from it; others have their turn between the parts.
pub async fn run(job: &Job) -> Result<Worked, Refusal> {
    let (mut breaches, mut n_records) = (Vec::new(), 0);
    for part in 0..N_PARTS {
        job.pause(part as u64, N_PARTS as u64, n_records).await?;
        let found = job.with_keeper(|keeper| {
            let of_kind = Kind::ALL.get(part).map_or(0, |kind| keeper.data.table(*kind).live.count());
            (verify_part(&keeper.data, &keeper.journal, part), of_kind as u64)
        })?;
        breaches.extend(found.0);
        n_records += found.1;
    }
    breaches.extend(job.with_keeper(|keeper| keeper.verify_kept())?);
    breaches.truncate(MAX_BREACHES);
    Ok(Worked::Checked { breaches })
}
