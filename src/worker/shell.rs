//! Who holds the data: one engine per browser profile, by a Web Lock; the workers of other tabs pass messages on.

use std::cell::RefCell;
use std::future::{poll_fn, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::storage::lock::HeldLock;
use crate::storage::store::StorageError;
use crate::worker::ear::Ear;
use crate::worker::inbox::{Incoming, clock_and_chance, scope, wall_clock};
use crate::worker::messages::{
    ALIVE, ENGINE, Envelope, HELLO, Hello, Notice, Post, Report, Request, State, UP, from_bytes, life_lock,
};
use crate::worker::outbox::{Outbox, TO_ENGINE, TO_TABS, WHAT_STATE, name_of, post_parts, post_to_page};
use crate::worker::parts::{Later, Parts};
use crate::worker::server::Server;
use crate::worker::session::Moment;
use crate::worker::start::{self, Opened};
use crate::worker::work::given_file::GivenFile;

/// What this worker is at the moment.
enum Role {
    /// Waits for its page's greeting, and rings then.
    New(Function),
    /// Was greeted, and asks for its locks.
    Greeted,
    /// Passes messages on to the engine of another tab.
    Relay(Rc<BroadcastChannel>),
    /// Is the engine.
    Engine(Rc<Server>),
}

thread_local! {
    /// What the page said.
    static SAID: RefCell<Option<Hello>> = const { RefCell::new(None) };
    static ROLE: RefCell<Role> = const { RefCell::new(Role::Greeted) };
}

/// Starts the worker: from here on it hears its page. What it is not made with comes
/// from `parts`.
pub fn run(parts: Parts) {
    std::panic::set_hook(Box::new(|panic| die(Report::of_panic(panic))));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| from_page(&event.data()));
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    // Neither a trap in an `async` handler nor an error of ours reaches the page by itself.
    let on_failure = Closure::<dyn FnMut(JsValue)>::new(|_: JsValue| {
        die(Report { message: "unhandled failure".to_owned(), place: String::new() });
    });
    scope().set_onerror(Some(on_failure.as_ref().unchecked_ref()));
    let failure = on_failure.into_js_value();
    drop(scope().add_event_listener_with_callback("unhandledrejection", failure.unchecked_ref()));
    let greeting = Promise::new(&mut |rung, _| ROLE.set(Role::New(rung)));
    spawn_local(begin(JsFuture::from(greeting), parts));
    drop(scope().post_message(&JsValue::from_str(UP)));
}

fn die(report: Report) {
    post_to_page(&Post::Fatal(report));
    scope().close();
}

fn from_page(data: &JsValue) {
    let Some((bytes, file)) = message_of(data, 0) else { return };
    let relay = ROLE.with_borrow(|role| match role {
        Role::New(_) | Role::Greeted => None,
        Role::Relay(channel) => Some(Ok(Rc::clone(channel))),
        Role::Engine(server) => Some(Err(Rc::clone(server))),
    });
    match relay {
        // A request that comes too early is sent again once there is an engine. It must not be taken for a greeting: its
        // bytes would name another workspace.
        None => {
            if let Some(hello) = is_greeting(data).then(|| from_bytes::<Hello>(&bytes)).flatten()
                && let Role::New(bell) = ROLE.replace(Role::Greeted)
            {
                spawn_local(live(hello.life));
                SAID.set(Some(hello));
                // Resolving a promise cannot fail.
                drop(bell.call0(&JsValue::UNDEFINED));
            }
        }
        Some(Ok(channel)) => {
            let parts = Array::of3(
                &TO_ENGINE.into(),
                &Uint8Array::from(bytes.as_slice()),
                &file.map_or(JsValue::UNDEFINED, |it| it.to_message()),
            );
            drop(channel.post_message(&parts));
        }
        Some(Err(server)) => take_in(&server, &bytes, file),
    }
}

fn take_in(server: &Rc<Server>, bytes: &[u8], file: Option<GivenFile>) {
    // What is not a request is passed over: it is not ours.
    let Some(envelope) = from_bytes::<Envelope>(bytes) else { return };
    if matches!(envelope.request, Request::AskJson(_)) {
        // It may be answered while something long goes on, and then nothing waits for what reads it.
        let server = Rc::clone(server);
        spawn_local(async move { drop(server.scripts().await) });
    }
    server.inbox.push(Incoming { envelope, file });
}

/// Holds the lock of this worker's life until its end.
async fn live(life: u64) {
    // Where locks are denied the page notices a silent end by its missing beats alone.
    if let Ok(life) = HeldLock::wait_for(&life_lock(life)).await {
        drop(scope().post_message(&JsValue::from_str(ALIVE)));
        std::mem::forget(life);
    }
}

/// A workspace that is opened before the page has said hello: it takes its time to start.
struct Ahead {
    workspace: String,
    lock: HeldLock,
    opening: Later<Result<Opened, StorageError>>,
    ear: Rc<Ear>,
}

impl Ahead {
    /// Of the workspace that this worker is named after, if no other tab has it.
    async fn of(workspace: String) -> Option<Self> {
        let lock = HeldLock::if_free(&lock_of(&workspace)).await.ok()??;
        let (millis, chance) = clock_and_chance();
        let ear = Rc::<Ear>::default();
        let today = Moment { millis, clock: wall_clock(), chance }.today();
        let (name, hears) = (workspace.clone(), Rc::clone(&ear));
        let opening = async move {
            let told = Rc::clone(&hears);
            start::open(&name, today, move |event| hears.hear(event), &|percent| told.hear_read(percent)).await
        };
        Some(Self { workspace, lock, opening: Box::pin(opening), ear })
    }

    /// Goes on opening until the page has said hello; then a server can hear what happens to the store.
    async fn until(self, mut greeting: JsFuture) -> Self {
        let Self { workspace, lock, mut opening, ear } = self;
        let mut opened = None;
        poll_fn(|context| {
            if opened.is_none()
                && let Poll::Ready(now) = opening.as_mut().poll(context)
            {
                opened = Some(now);
            }
            // The promise has no way to fail.
            Pin::new(&mut greeting).poll(context).map(drop)
        })
        .await;
        let opening = match opened {
            Some(opened) => {
                ear.forget();
                Box::pin(ready(opened))
            }
            None => opening,
        };
        Self { workspace, lock, opening, ear }
    }
}

/// The name of the lock of a workspace.
fn lock_of(workspace: &str) -> String {
    format!("rapporto:{workspace}")
}

/// The name of the channel of its tabs. To another build the same bytes may say something else: its tabs are not heard.
fn channel_of(workspace: &str, build: &str) -> String {
    format!("rapporto:{workspace}:{build}")
}

async fn begin(greeting: JsFuture, parts: Parts) {
    let named = scope().name();
    let ahead = if named.is_empty() { None } else { Ahead::of(named).await };
    let ahead = if let Some(ahead) = ahead {
        Some(ahead.until(greeting).await)
    } else {
        // The promise has no way to fail.
        drop(greeting.await);
        None
    };
    let Some(hello) = SAID.take() else { return };
    let name = lock_of(&hello.workspace);
    let channel = BroadcastChannel::new(&channel_of(&hello.workspace, &hello.build)).ok().map(Rc::new);
    let (held, opening) = match ahead {
        Some(Ahead { workspace, lock, opening, ear }) if workspace == hello.workspace => {
            (Ok(Some(lock)), Some((opening, ear)))
        }
        Some(other) => {
            // A request to the browser that nobody waits for would be answered to nobody.
            drop(other.opening.await);
            drop(other.lock);
            (HeldLock::if_free(&name).await, None)
        }
        None => (HeldLock::if_free(&name).await, None),
    };
    let lock = match (held, &channel) {
        (Ok(Some(lock)), _) => Some(lock),
        (Ok(None), Some(channel)) => {
            relay(Rc::clone(channel), hello.tab);
            HeldLock::wait_for(&name).await.ok()
        }
        // Without locks or channels there is no other tab to speak to: this one works alone.
        (Ok(None), None) | (Err(_), _) => None,
    };
    let outbox = Outbox::new(hello.tab, channel.as_deref().cloned());
    drop(scope().post_message(&JsValue::from_str(ENGINE)));
    let server = Rc::new(Server::new(parts, hello, outbox, lock));
    if let Some(channel) = &channel {
        serve_tabs(channel, &server);
    }
    let opening = opening.map(|(opening, ear)| {
        ear.belongs_to(&server);
        opening
    });
    ROLE.set(Role::Engine(Rc::clone(&server)));
    server.run(opening).await;
}

/// Passes on what the engine of another tab says to this tab.
fn relay(channel: Rc<BroadcastChannel>, tab: u64) {
    post_to_page(&Post::Notice(Notice::State(State::Relaying)));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        let Some(parts) = data.dyn_ref::<Array>().filter(|_| kind_of(&data).as_deref() == Some(TO_TABS)) else {
            return;
        };
        let of = parts.get(1);
        if of.is_undefined() || of == name_of(tab) {
            post_parts(&parts.slice(2, parts.length()));
        }
    });
    channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    drop(channel.post_message(&Array::of1(&WHAT_STATE.into())));
    ROLE.set(Role::Relay(channel));
}

/// Takes in what other tabs want.
fn serve_tabs(channel: &BroadcastChannel, server: &Rc<Server>) {
    let server = Rc::clone(server);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        match kind_of(&data).as_deref() {
            Some(TO_ENGINE) => {
                if let Some((bytes, file)) = message_of(&data, 1) {
                    take_in(&server, &bytes, file);
                }
            }
            Some(WHAT_STATE) => server.say_state(),
            _ => {}
        }
    });
    channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

fn is_greeting(data: &JsValue) -> bool {
    data.dyn_ref::<Array>().is_some_and(|parts| parts.get(1).as_string().as_deref() == Some(HELLO))
}

fn kind_of(data: &JsValue) -> Option<String> {
    data.dyn_ref::<Array>()?.get(0).as_string()
}

/// The bytes, and the file, of a message whose parts begin at that place.
fn message_of(data: &JsValue, at: u32) -> Option<(Vec<u8>, Option<GivenFile>)> {
    let parts = data.dyn_ref::<Array>()?;
    let bytes = parts.get(at).dyn_into::<Uint8Array>().ok()?;
    Some((bytes.to_vec(), GivenFile::in_message(parts.get(at + 1))))
}
