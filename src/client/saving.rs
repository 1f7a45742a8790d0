//! Whether what was done is on the disk: how many writes are on their way, and why the last one did not get there.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::connection::Client;
use crate::commands::Refusal;
use crate::commands::refusal::NotSaved;
use crate::storage::persistence;
use crate::worker::messages::{Reply, Request};
use crate::worker::work::Work;

/// Whether what this tab did is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Saving {
    /// Writes that are on their way.
    pub n_writing: u32,
    /// Why the last one that could not be written could not; nothing once another one was.
    pub unsaved: Option<NotSaved>,
    /// Whether the browser was asked to keep the data.
    asked: bool,
}

/// How a write ended.
enum Ended {
    Written,
    NotWritten(NotSaved),
    /// Refused, or nothing to do: it says nothing of the disk.
    Nothing,
}

impl Client {
    pub(super) fn begin_write(self, request: &Request) {
        if writes(request) {
            self.saving.update(|saving| saving.n_writing += 1);
        }
    }

    pub(super) fn end_write(self, request: &Request, reply: &Reply) {
        let Some(ended) = ended(reply).filter(|_| writes(request)) else { return };
        // The first save is the moment at which the browser's question makes sense to a person; a demo is no such thing.
        let is_first = matches!(ended, Ended::Written)
            && !self.saving.with_untracked(|saving| saving.asked)
            && !matches!(request, Request::Work { work: Work::LoadDemo { .. }, .. });
        self.saving.update(|saving| {
            saving.n_writing = saving.n_writing.saturating_sub(1);
            saving.asked |= is_first;
            match ended {
                Ended::Written => saving.unsaved = None,
                Ended::NotWritten(why) => saving.unsaved = Some(why),
                Ended::Nothing => {}
            }
        });
        if is_first {
            spawn_local(async { drop(persistence::ask_for_persistence().await) });
        }
    }
}

/// Long work of a script that writes, by its name in JSON.
const WRITING_WORK: [&str; 3] = [r#""import""#, r#""restore""#, r#""load_demo""#];

/// Whether the request ends on the disk, if it is granted.
fn writes(request: &Request) -> bool {
    match request {
        // What is asked after was a write on its way: the answer ends it.
        Request::Tell { .. } | Request::TellJson { .. } | Request::WasDone { .. } => true,
        Request::Work { work, .. } => matches!(work, Work::Import(_) | Work::Restore {} | Work::LoadDemo { .. }),
        Request::WorkJson { json, .. } => WRITING_WORK.iter().any(|name| json.contains(name)),
        Request::Ask(_) | Request::AskJson(_) | Request::Cancel(_) | Request::Beat | Request::Rescue(_) => false,
    }
}

/// How a write ended by its last reply; nothing while more is to come.
fn ended(reply: &Reply) -> Option<Ended> {
    match reply {
        Reply::Done(Ok(done)) if done.sequence == 0 => Some(Ended::Nothing),
        Reply::Done(Ok(_)) | Reply::Worked(Ok(_)) | Reply::Json(Ok(_)) => Some(Ended::Written),
        Reply::Done(Err(Refusal::NotSaved(why))) | Reply::Worked(Err(Refusal::NotSaved(why))) => {
            Some(Ended::NotWritten(*why))
        }
        Reply::Json(Err(json)) if json.starts_with(r#"{"not_saved""#) => {
            Some(Ended::NotWritten(if json.contains("no_room") { NotSaved::NoRoom } else { NotSaved::Other }))
        }
        Reply::Done(Err(_)) | Reply::Worked(Err(_)) | Reply::Json(Err(_)) => Some(Ended::Nothing),
        Reply::Answered(_) | Reply::Progress(_) | Reply::File { .. } | Reply::Beat | Reply::NotRescued => None,
    }
}
