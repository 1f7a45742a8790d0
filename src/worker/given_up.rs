//! What became of an order that was given up: an engine may die between doing it and saying so.

use std::rc::Rc;

use crate::commands::refusal::NotSaved;
use crate::commands::{Done, Refusal};
use crate::model::id::Id;
use crate::worker::messages::{Ending, Form, Reply};
use crate::worker::server::Server;
use crate::worker::session::done_before;
use crate::worker::work::Worked;

impl Server {
    /// What an order did, if it was done lately.
    pub fn done_before(&self, id: Id) -> Option<Done> {
        self.with_keeper(|keeper| done_before(keeper, id)).flatten()
    }

    /// The reply to an order that is given up: what it did, or that the engine stopped at it and nothing was changed.
    pub async fn was_done(self: &Rc<Self>, id: Id, form: Form) -> Reply {
        let done = self.done_before(id).ok_or(Refusal::NotSaved(NotSaved::EngineStopped));
        let worked = |done: Result<Done, Refusal>| done.map(|done| Worked::Already(done.sequence));
        match form {
            Form::Tell => Reply::Done(done),
            Form::Work => Reply::Worked(worked(done)),
            Form::TellJson | Form::WorkJson => match (self.scripts_in_turn().await, form) {
                (Ok(scripts), Form::WorkJson) => scripts.reply_worked(worked(done)),
                (Ok(scripts), _) => scripts.reply_done(done),
                (Err(why), _) => Reply::DoneJson { answer: Err(why), ending: Ending::of_command(&done) },
            },
        }
    }
}
