//! Hears what happens to a store, also before there is a server that could.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::storage::database::DatabaseEvent;
use crate::worker::server::Server;

/// What hears what happens to a store: its server, once there is one.
#[derive(Default)]
pub struct Ear {
    server: RefCell<Weak<Server>>,
    is_blocked: Cell<bool>,
    percent: Cell<u8>,
}

impl Ear {
    /// Hears it. Before there is a server only that another tab keeps the store from opening is remembered: all else
    /// comes out in the reading.
    pub fn hear(&self, event: DatabaseEvent) {
        let server = self.server.borrow().upgrade();
        match server {
            Some(server) => server.hear(event),
            None if event == DatabaseEvent::Blocked => self.is_blocked.set(true),
            None => {}
        }
    }

    /// Hears how much of the store is read.
    pub fn hear_read(&self, percent: u8) {
        let server = self.server.borrow().upgrade();
        match server {
            Some(server) => server.say_read(percent),
            None => self.percent.set(percent),
        }
    }

    /// The store has opened: what was remembered is over.
    pub fn forget(&self) {
        self.is_blocked.set(false);
    }

    /// From here on that server hears, and first what was remembered.
    pub fn belongs_to(&self, server: &Rc<Server>) {
        *self.server.borrow_mut() = Rc::downgrade(server);
        server.say_read(self.percent.get());
        if self.is_blocked.take() {
            server.hear(DatabaseEvent::Blocked);
        }
    }
}
