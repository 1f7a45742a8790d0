//! A command: done once it is on the disk, and said so.

use leptos::task::spawn_local;

use crate::client::connection::{Client, Hearing};
use crate::commands::{Command, Done, Refusal};
use crate::worker::messages::{Reply, Request};

impl Client {
    /// Tells the engine to do something.
    pub async fn tell(self, command: impl Into<Command>) -> Result<Done, Refusal> {
        self.tell_command(command.into()).await
    }

    async fn tell_command(self, command: Command) -> Result<Done, Refusal> {
        let (sender, receiver) = super::oneshot::oneshot();
        let request = Request::Tell { id: self.new_id(), command };
        self.send(request, None, move |(reply, _)| {
            if let Reply::Done(done) = reply {
                sender.send(done);
            }
            Hearing::Over
        });
        receiver.get().await
    }

    /// Tells the engine to do something and passes the outcome on.
    pub fn tell_then(self, command: impl Into<Command>, then: impl FnOnce(Result<Done, Refusal>) + 'static) {
        self.tell_and_hear(command.into(), Box::new(then));
    }

    fn tell_and_hear(self, command: Command, then: Box<dyn FnOnce(Result<Done, Refusal>)>) {
        spawn_local(async move { then(self.tell_command(command).await) });
    }
}
