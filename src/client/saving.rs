//! Whether what was done is on the disk: how many writes are on their way, and why the last one did not get there.

use js_sys::{JSON, Object};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::client::connection::Client;
use crate::commands::refusal::NotSaved;
use crate::storage::persistence;
use crate::worker::messages::{Ending, Reply, Request};
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

impl Client {
    pub(super) fn begin_write(self, request: &Request) {
        if writes(request) {
            self.saving.update(|saving| saving.n_writing += 1);
        }
    }

    pub(super) fn end_write(self, request: &Request, reply: &Reply) {
        let Some(ending) = ending(reply).filter(|_| writes(request)) else { return };
        // The first save is the moment at which the browser's question makes sense to a person; a demo is no such thing.
        let is_first = ending == Ending::Written
            && !self.saving.with_untracked(|saving| saving.asked)
            && !matches!(request, Request::Work { work: Work::LoadDemo { .. }, .. });
        self.saving.update(|saving| {
            saving.n_writing = saving.n_writing.saturating_sub(1);
            saving.asked |= is_first;
            match ending {
                Ending::Written => saving.unsaved = None,
                Ending::NotWritten(why) => saving.unsaved = Some(why),
                Ending::Nothing => {}
            }
        });
        if is_first {
            spawn_local(async { drop(persistence::ask_for_persistence().await) });
        }
    }
}

/// Whether the request ends on the disk, if it is granted.
fn writes(request: &Request) -> bool {
    match request {
        // What is asked after was a write on its way: the answer ends it.
        Request::Tell { .. } | Request::TellJson { .. } | Request::WasDone { .. } => true,
        Request::Work { work, .. } => work.writes(),
        Request::WorkJson { json, .. } => name_of(json).is_some_and(|name| Work::WRITING.contains(&name.as_str())),
        Request::Ask(_) | Request::AskJson(_) | Request::Cancel(_) | Request::Beat | Request::Rescue(_) => false,
    }
}

/// The name of a script's work: the one key of its JSON.
fn name_of(json: &str) -> Option<String> {
    let work = JSON::parse(json).ok()?.dyn_into::<Object>().ok()?;
    Object::keys(&work).get(0).as_string()
}

/// How a write ended by its last reply; nothing while more is to come.
fn ending(reply: &Reply) -> Option<Ending> {
    match reply {
        Reply::Done(done) => Some(Ending::of_command(done)),
        Reply::Worked(worked) => Some(Ending::of_work(worked)),
        Reply::DoneJson { ending, .. } => Some(*ending),
        Reply::Json(_)
        | Reply::Answered(_)
        | Reply::Progress(_)
        | Reply::File { .. }
        | Reply::Beat
        | Reply::NotRescued => None,
    }
}
