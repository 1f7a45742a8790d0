//! A command: done once it is on the disk, and said so.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::connection::{Client, Hearing, Saving};
use crate::commands::{Command, Done, Refusal};
use crate::storage::persistence;
use crate::worker::messages::{Reply, Request};

impl Client {
    /// Tells the engine to do something.
    pub async fn tell(self, command: impl Into<Command>) -> Result<Done, Refusal> {
        self.tell_command(command.into()).await
    }

    async fn tell_command(self, command: Command) -> Result<Done, Refusal> {
        let (sender, receiver) = super::oneshot::oneshot();
        let is_first = self.saving.get_untracked() == Saving::Nothing;
        self.saving.set(Saving::Saving);
        let request = Request::Tell { id: self.new_id(), command };
        self.send(request, None, move |(reply, _)| {
            if let Reply::Done(done) = reply {
                sender.send(done);
            }
            Hearing::Over
        });
        let done = receiver.get().await;
        self.saving.set(match &done {
            Err(Refusal::NotSaved(why)) => Saving::NotSaved(*why),
            Ok(_) | Err(_) => Saving::Saved(js_sys::Date::now() as u64),
        });
        if is_first && done.is_ok() {
            // The first real save is the moment at which the browser's question makes sense to the user.
            spawn_local(async { drop(persistence::ask_for_persistence().await) });
        }
        done
    }

    /// Tells the engine to do something and passes the outcome on.
    pub fn tell_then(self, command: impl Into<Command>, then: impl FnOnce(Result<Done, Refusal>) + 'static) {
        self.tell_and_hear(command.into(), Box::new(then));
    }

    fn tell_and_hear(self, command: Command, then: Box<dyn FnOnce(Result<Done, Refusal>)>) {
        spawn_local(async move { then(self.tell_command(command).await) });
    }
}
