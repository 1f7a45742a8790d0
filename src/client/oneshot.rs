//! One value from a callback to whoever waits for it, on the page's single thread.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// Where the value will be.
#[derive(Debug)]
struct Slot<T> {
    value: Option<T>,
    waker: Option<Waker>,
}

/// Gives the value.
#[derive(Debug)]
pub struct Sender<T>(Rc<RefCell<Slot<T>>>);

/// Waits for the value.
#[derive(Debug)]
pub struct Receiver<T>(Rc<RefCell<Slot<T>>>);

/// Both ends.
pub fn oneshot<T>() -> (Sender<T>, Receiver<T>) {
    let slot = Rc::new(RefCell::new(Slot { value: None, waker: None }));
    (Sender(Rc::clone(&slot)), Receiver(slot))
}

impl<T> Sender<T> {
    /// Gives the value; a later one takes its place if nobody has taken it yet.
    pub fn send(&self, value: T) {
        let waker = {
            let mut slot = self.0.borrow_mut();
            slot.value = Some(value);
            slot.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Receiver<T> {
    /// The value, once it is given.
    pub async fn get(self) -> T {
        poll_fn(|context| {
            let mut slot = self.0.borrow_mut();
            if let Some(value) = slot.value.take() {
                Poll::Ready(value)
            } else {
                slot.waker = Some(context.waker().clone());
                Poll::Pending
            }
        })
        .await
    }
}
