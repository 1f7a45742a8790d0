//! Long work: its progress as it goes on, and how it ended.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Blob;

use crate::client::connection::{Client, Hearing};
use crate::commands::Refusal;
use crate::worker::messages::{Progress, Reply, Request};
use crate::worker::work::given_file::GivenFile;
use crate::worker::work::{Work, Worked};

/// How long work ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// What it came to.
    pub worked: Worked,
    /// The files that it gave, each with its name.
    pub files: Vec<(String, Blob)>,
}

impl Client {
    /// Sets the engine to long work, with a file for it. Gives the number by which [`Client::cancel`] stops it, and how
    /// it will have ended. `on_progress` hears at least four times a second how far it has come.
    pub fn work(
        self,
        work: Work,
        file: Option<Blob>,
        on_progress: impl Fn(Progress) + 'static,
    ) -> (u32, impl Future<Output = Result<Finished, Refusal>>) {
        let (sender, receiver) = super::oneshot::oneshot();
        let files = Rc::new(RefCell::new(Vec::new()));
        let request = Request::Work { id: self.new_id(), work };
        let number = self.send(request, file.map(GivenFile::Blob), move |(reply, file)| match reply {
            Reply::Progress(progress) => {
                on_progress(progress);
                Hearing::More
            }
            Reply::File { name } => {
                files.borrow_mut().extend(file.map(|file| (name, file)));
                Hearing::More
            }
            Reply::Worked(worked) => {
                sender.send(worked.map(|worked| Finished { worked, files: files.take() }));
                Hearing::Over
            }
            Reply::Answered(_)
            | Reply::Done(_)
            | Reply::Json(_)
            | Reply::DoneJson { .. }
            | Reply::Beat
            | Reply::NotRescued => Hearing::Over,
        });
        (number, receiver.get())
    }
}
