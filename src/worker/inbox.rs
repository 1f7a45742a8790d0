//! What came in and was not answered yet.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use js_sys::{Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel};

use crate::model::wall_clock::WallClock;
use crate::worker::messages::Envelope;
use crate::worker::work::given_file::GivenFile;

/// A request and the file that came with it.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The request.
    pub envelope: Envelope,
    /// Its file.
    pub file: Option<GivenFile>,
}

/// Requests in the order in which they came.
#[derive(Debug, Default)]
pub struct Inbox {
    queue: RefCell<VecDeque<Incoming>>,
    bell: RefCell<Option<Function>>,
}

impl Inbox {
    /// A request came in.
    pub fn push(&self, incoming: Incoming) {
        self.queue.borrow_mut().push_back(incoming);
        if let Some(bell) = self.bell.borrow_mut().take() {
            // Resolving a promise cannot fail.
            drop(bell.call0(&JsValue::UNDEFINED));
        }
    }

    /// The next request, or none when nothing came for that long.
    pub async fn next(&self, millis: i32) -> Option<Incoming> {
        if let Some(incoming) = self.queue.borrow_mut().pop_front() {
            return Some(incoming);
        }
        let rung = Promise::new(&mut |resolve, _| *self.bell.borrow_mut() = Some(resolve));
        let bell = self.bell.borrow().clone();
        let timer =
            bell.and_then(|bell| scope().set_timeout_with_callback_and_timeout_and_arguments_0(&bell, millis).ok());
        // The promise has no way to fail.
        drop(JsFuture::from(rung).await);
        if let Some(timer) = timer {
            scope().clear_timeout_with_handle(timer);
        }
        self.queue.borrow_mut().pop_front()
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.queue.borrow().is_empty()
    }

    /// The first request that `wanted` wants, out of turn.
    pub fn take(&self, wanted: impl Fn(&Envelope) -> bool) -> Option<Incoming> {
        let mut queue = self.queue.borrow_mut();
        let at = queue.iter().position(|incoming| wanted(&incoming.envelope))?;
        queue.remove(at)
    }
}

/// The worker's global scope.
pub fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Lets the browser do what waits: messages, timers. By a message to itself: a timer of no time takes four milliseconds,
/// and long work breathes often.
pub async fn breathe() {
    let Ok(channel) = MessageChannel::new() else { return pause(0).await };
    let turn = Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if channel.port2().post_message(&JsValue::UNDEFINED).is_err() {
        return pause(0).await;
    }
    // The promise has no way to fail.
    drop(JsFuture::from(turn).await);
    channel.port1().close();
}

/// Waits for so many milliseconds.
pub async fn pause(millis: i32) {
    let turn = Promise::new(&mut |resolve, _| {
        // Without a timer the promise would never end: then it ends at once.
        if scope().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis).is_err() {
            drop(resolve.call0(&JsValue::UNDEFINED));
        }
    });
    drop(JsFuture::from(turn).await);
}

/// What comes of some work, if it comes within so many milliseconds.
pub async fn within<T>(millis: i32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut late) = (pin!(work), pin!(pause(millis)));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => late.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// The clock on the wall where the user is, which the browser knows.
pub fn wall_clock() -> WallClock {
    WallClock::new(|at| {
        let minutes = js_sys::Date::new(&(at.millis() as f64).into()).get_timezone_offset();
        if minutes.is_finite() { -(minutes as i32) } else { 0 }
    })
}

/// Milliseconds since 1970-01-01, and 64 bits of chance: the one place where the engine takes them from.
pub fn clock_and_chance() -> (u64, u64) {
    let chance = (js_sys::Math::random() * 4_294_967_296.0) as u64;
    let more = (js_sys::Math::random() * 4_294_967_296.0) as u64;
    (js_sys::Date::now() as u64, chance << 32 | more)
}
