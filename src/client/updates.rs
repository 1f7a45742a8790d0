//! The program kept for when its host cannot be reached, and newer versions of it: each waits, whole, until the person says
//! so; then all tabs begin again with it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventTarget, ServiceWorkerContainer, ServiceWorkerRegistration};

use crate::client::connection::Client;
use crate::client::oneshot::oneshot;
use crate::storage::lock::HeldLock;
use crate::worker::messages::State;

/// A newer version, as this tab knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Newer {
    /// There is none, as far as is known.
    #[default]
    Unknown,
    /// It is there, whole, and waits.
    Ready,
    /// It was wanted, but something is being written in a tab.
    NotNow,
    /// It is wanted.
    Wanted,
    /// It has taken over: this tab begins again as soon as nothing is being written in it.
    TookOver,
}

/// The worker that keeps the program, by its address beside the page: `public/static/boot.js` lets it through.
const OFFLINE: &str = "offline.js";
/// What it is told when it may take over.
const TAKE_OVER: &str = "take over";
/// Shared by the tabs in which something is being written; who has it alone knows that there is none.
const WRITING: &str = "rapporto-writing";
/// How often a newer version is asked for in a tab that stays open. The browser itself asks at each start.
const AN_HOUR: Duration = Duration::from_hours(1);
/// A write on its way is over after a few of these.
const A_MOMENT: Duration = Duration::from_millis(100);
const MOMENTS: u32 = 10;
/// By when a version that may take over has done so.
const SOON: Duration = Duration::from_secs(10);

/// Where the program stands to its newer versions. It is small and copied freely.
#[derive(Clone, Copy)]
pub struct Updates {
    /// A newer version.
    pub newer: RwSignal<Newer>,
    /// Whether something is being written in this tab: typed and in no store, or on its way there.
    is_writing: Memo<bool>,
    kept: StoredValue<Rc<Kept>, LocalStorage>,
}

#[derive(Default)]
struct Kept {
    lock: RefCell<Option<HeldLock>>,
    registration: RefCell<Option<ServiceWorkerRegistration>>,
}

impl Updates {
    /// Keeps the program once the engine is there, and follows its newer versions. Nothing happens where the browser has no
    /// such workers or denies them. `is_editing` says whether something is typed that is in no store.
    pub fn follow(client: Client, is_editing: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        let updates = Self {
            newer: RwSignal::new(Newer::Unknown),
            is_writing: Memo::new(move |_| is_editing() || client.saving.with(|saving| saving.n_writing > 0)),
            kept: StoredValue::new_local(Rc::default()),
        };
        Effect::new(move |begun: Option<bool>| {
            let is_there = matches!(client.state.get(), State::Ready { .. } | State::Rescue { .. });
            // A build that is being worked on is fetched anew each time.
            if is_there && begun != Some(true) && !cfg!(debug_assertions) {
                spawn_local(async move {
                    let _none_here = updates.register().await;
                });
            }
            is_there || begun == Some(true)
        });
        Effect::new(move |_| {
            let is_writing = updates.is_writing.get();
            if updates.newer.get() == Newer::TookOver && !is_writing {
                // A reload that is refused changes nothing.
                drop(window().location().reload());
            }
        });
        Effect::new(move |_| {
            if updates.is_writing.get() {
                updates.share_the_lock();
            } else {
                updates.kept().lock.take();
            }
        });
        updates
    }

    /// The person wants the newer version: it takes over unless something is being written, in whichever tab.
    pub fn take_over(self) {
        self.newer.set(Newer::Wanted);
        spawn_local(async move {
            if !self.nothing_is_written().await {
                self.newer.set(Newer::NotNow);
                return;
            }
            let registration = self.kept().registration.borrow().clone();
            match registration.and_then(|it| it.waiting()) {
                Some(waiting) => {
                    // One that has ended meanwhile hears nothing: then this is over soon too.
                    drop(waiting.post_message(&TAKE_OVER.into()));
                    set_timeout(move || self.give_up(), SOON);
                }
                None => self.newer.set(Newer::TookOver),
            }
        });
    }

    fn give_up(self) {
        if self.newer.get_untracked() == Newer::Wanted {
            self.kept().lock.take();
            self.newer.set(Newer::Ready);
        }
    }

    fn kept(self) -> Rc<Kept> {
        self.kept.get_value()
    }

    fn share_the_lock(self) {
        spawn_local(async move {
            // Without locks nobody can be asked: then nobody is.
            let lock = HeldLock::share(WRITING).await.ok();
            if self.is_writing.get_untracked() {
                self.kept().lock.replace(lock);
            }
        });
    }

    /// Whether nothing is being written in any tab; while this tab has the lock to itself, nothing begins.
    async fn nothing_is_written(self) -> bool {
        for _ in 0..MOMENTS {
            match HeldLock::if_free(WRITING).await {
                Ok(None) => {}
                Ok(lock) => {
                    self.kept().lock.replace(lock);
                    return true;
                }
                Err(_) => return !self.is_writing.get_untracked(),
            }
            let (sender, receiver) = oneshot();
            set_timeout(move || sender.send(()), A_MOMENT);
            receiver.get().await;
        }
        false
    }

    async fn register(self) -> Option<()> {
        let workers = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
        let workers: ServiceWorkerContainer = workers.dyn_into().ok()?;
        let registered = JsFuture::from(workers.register(OFFLINE)).await.ok()?;
        let registration: ServiceWorkerRegistration = registered.dyn_into().ok()?;
        self.kept().registration.replace(Some(registration.clone()));
        // The first one takes over the pages that have none: it is of their own build.
        let is_first = Cell::new(workers.controller().is_none() && registration.active().is_none());
        listen(&workers, "controllerchange", move || {
            if !is_first.replace(false) {
                self.newer.set(Newer::TookOver);
            }
        });
        self.watch();
        listen(&registration, "updatefound", move || self.watch());
        let ask = move || {
            // A host that cannot be reached is asked again.
            if let Ok(asked) = registration.update() {
                spawn_local(async move { drop(JsFuture::from(asked).await) });
            }
        };
        set_interval(ask, AN_HOUR);
        Some(())
    }

    /// Follows the version that is being fetched, if there is one.
    fn watch(self) {
        if let Some(fetched) =
            self.kept().registration.borrow().as_ref().and_then(ServiceWorkerRegistration::installing)
        {
            listen(&fetched, "statechange", move || self.look());
        }
        self.look();
    }

    /// A version waits only where another one is in charge.
    fn look(self) {
        let registration = self.kept().registration.borrow().clone();
        let waits = registration.is_some_and(|it| it.active().is_some() && it.waiting().is_some());
        match (self.newer.get_untracked(), waits) {
            (Newer::Unknown, true) => self.newer.set(Newer::Ready),
            (Newer::Ready | Newer::NotNow, false) => self.newer.set(Newer::Unknown),
            (Newer::Unknown | Newer::Ready | Newer::NotNow | Newer::Wanted | Newer::TookOver, _) => {}
        }
    }
}

/// Hears an event as long as the page lives.
fn listen(target: &EventTarget, event: &str, hear: impl Fn() + 'static) {
    let hear = Closure::<dyn FnMut(JsValue)>::new(move |_: JsValue| hear()).into_js_value();
    drop(target.add_event_listener_with_callback(event, hear.unchecked_ref()));
}
