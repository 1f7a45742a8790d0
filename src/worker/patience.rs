//! Signs of life over what takes long and is nobody's fault: a slow host, a choice on the rescue screen.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::worker::inbox::pause;
use crate::worker::server::Server;

/// How often one is given, in milliseconds.
const SIGN_MS: i32 = 1_000;

impl Server {
    /// Answers the questions that can be answered as long as what this gives is kept: over what may take longer than a page
    /// waits for a sign of life, and only while nothing is half done.
    #[must_use]
    pub fn go_on_answering(self: &Rc<Self>) -> Rc<()> {
        let kept = Rc::new(());
        let (is_kept, me) = (Rc::downgrade(&kept), Rc::clone(self));
        spawn_local(async move {
            loop {
                pause(SIGN_MS).await;
                if is_kept.strong_count() == 0 {
                    return;
                }
                me.answer_waiting();
            }
        });
        kept
    }
}
