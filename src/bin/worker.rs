//! Starts the engine in its worker. What reads and writes files, and the door of scripts, are parts of their own, fetched
//! when they are first needed.

fn main() {
    #[cfg(target_arch = "wasm32")]
    rapporto::worker::shell::run(parts::PARTS);
}

#[cfg(target_arch = "wasm32")]
mod parts {
    #![expect(clippy::unnecessary_wraps, reason = "a function that is fetched says whether it could be")]

    use std::rc::Rc;

    use rapporto::commands::Refusal;
    use rapporto::worker::parts::{Parts, Working};
    use rapporto::worker::scripts::{SCRIPTS, Scripts};
    use rapporto::worker::work::Work;
    use rapporto::worker::work::job::Job;
    use wasm_split_helpers::wasm_split;

    pub(super) const PARTS: Parts = Parts {
        begin: |job, work| Box::pin(begin(job, work)),
        scripts: || Box::pin(scripts()),
        fetch_all: || Box::pin(fetch_all()),
    };

    async fn fetch_all() {
        // What cannot be fetched now is said when it is needed.
        drop((fetch_formats().await, fetch_scripts().await));
    }

    #[wasm_split(formats, fallible, preload(fetch_formats))]
    fn begin(job: Rc<Job>, work: Work) -> Result<Working, Refusal> {
        Ok(job.run(work))
    }

    #[wasm_split(scripts, fallible, preload(fetch_scripts))]
    fn scripts() -> Result<&'static Scripts, Refusal> {
        Ok(&SCRIPTS)
    }
}
