//! Fills an empty workspace with the made-up trade.

use crate::changes::clock::Stamp;
use crate::commands::{Refusal, Sort};
use crate::demo::records::{Circumstances, Records};
use crate::demo::trade::{Language, Trade};
use crate::demo::workload::Size;
use crate::engine::whole_records::Intake;
use crate::worker::work::job::Job;
use crate::worker::work::{DemoWords, Worked};

/// Records made between two looks at the time.
const RECORDS: usize = 200;

/// Dates are relative to today; the same day, size and language give the same trade.
pub async fn run(job: &Job, customers: u32, words: DemoWords) -> Result<Worked, Refusal> {
    if !job.with_keeper(|keeper| keeper.data.is_bare())? {
        return Err(Refusal::NotEmpty);
    }
    let size = Size::new(customers).map_err(|err| Refusal::NotUnderstood(err.to_string()))?;
    let language = match words {
        DemoWords::Italian => Language::Italian,
        DemoWords::English => Language::English,
    };
    let moment = job.server.moment();
    let device = job.with_keeper(|keeper| keeper.identity.device)?;
    let made = Stamp { millis: moment.millis, counter: 0, device };
    let offset_minutes = moment.clock.offset_minutes(moment.time());
    let circumstances = Circumstances { made, chance: moment.chance, offset_minutes };
    let trade = Trade::new(size, moment.today(), language);
    let total = Records::about_how_many(&trade);
    let mut records = Records::of(&trade, circumstances);
    let mut intake = Intake::new(moment.today());
    job.enter(0, 600);
    let mut n_records = 0;
    while let Some(first) = records.next() {
        for record in std::iter::once(first).chain(records.by_ref().take(RECORDS)) {
            n_records += 1;
            // Identities are counted up: none comes twice.
            intake.take(&record).map_err(|err| Refusal::NotUnderstood(err.to_string()))?;
        }
        if job.is_due() {
            job.pause(n_records, total.max(n_records), n_records).await?;
        }
    }
    job.take_in(intake, Sort::Demo).await?;
    Ok(Worked::DemoLoaded { n_records })
}
