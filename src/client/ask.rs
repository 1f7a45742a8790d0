//! A question whose answer stays true: asked again whenever what it reads has changed.

use std::rc::Rc;

use leptos::prelude::*;

use crate::client::connection::{Client, Hearing};
use crate::queries::{Answer, Ask, Query, Unanswered};
use crate::worker::messages::{Reply, Request};

/// What is known of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked<T> {
    /// Not here yet.
    Waiting,
    /// Here; the last one while a newer one is on its way.
    Here(T),
    /// There is none.
    Failed(Unanswered),
}

impl<T> Asked<T> {
    /// The answer, if it is here.
    pub fn here(&self) -> Option<&T> {
        match self {
            Self::Here(answer) => Some(answer),
            Self::Waiting | Self::Failed(_) => None,
        }
    }

    /// Why there is none.
    pub fn failed(&self) -> Option<Unanswered> {
        match self {
            Self::Failed(why) => Some(why.clone()),
            Self::Waiting | Self::Here(_) => None,
        }
    }
}

impl Client {
    /// Asks a question, and again when its words or the data change. Inside the owner of a component: it stops there.
    pub fn ask<Q>(self, question: impl Fn() -> Q + 'static) -> Signal<Asked<Q::Answer>, LocalStorage>
    where
        Q: Ask + Into<Query> + 'static,
    {
        let asked = RwSignal::new_local(Asked::Waiting);
        let hear = move |answer: Result<Answer, Unanswered>| {
            let next = match answer.map(Q::pick) {
                Ok(Some(answer)) => Asked::Here(answer),
                Ok(None) => Asked::Waiting,
                Err(unanswered) => Asked::Failed(unanswered),
            };
            // The page that asked may be gone by now.
            if asked.try_with_untracked(|before| *before != next) == Some(true) {
                asked.set(next);
            }
        };
        self.keep_asking(Box::new(move || question().into()), Rc::new(hear));
        asked.into()
    }

    /// The part of [`Self::ask`] that is the same for every question.
    fn keep_asking(self, question: Box<dyn Fn() -> Query>, hear: Rc<dyn Fn(Result<Answer, Unanswered>)>) {
        let current = StoredValue::new(0_u32);
        Effect::new(move |before: Option<(Query, u32)>| {
            let query = question();
            let revision = self.revision(query.reads());
            if before.as_ref().is_some_and(|(asked_before, at)| *asked_before == query && *at == revision) {
                return (query, revision);
            }
            self.forget(current.get_value());
            let hear = Rc::clone(&hear);
            let number = self.send(Request::Ask(query.clone()), None, move |(reply, _)| {
                if let Reply::Answered(answer) = reply {
                    hear(answer);
                }
                Hearing::Over
            });
            current.set_value(number);
            (query, revision)
        });
        on_cleanup(move || {
            if let Some(number) = current.try_get_value() {
                self.forget(number);
            }
        });
    }

    /// Asks a question once.
    pub async fn ask_once<Q>(self, question: Q) -> Result<Q::Answer, Unanswered>
    where
        Q: Ask + Into<Query>,
    {
        let (sender, receiver) = super::oneshot::oneshot();
        self.send(Request::Ask(question.into()), None, move |(reply, _)| {
            if let Reply::Answered(answer) = reply {
                sender.send(answer);
            }
            Hearing::Over
        });
        match receiver.get().await.map(Q::pick) {
            Ok(Some(answer)) => Ok(answer),
            Ok(None) => Err(Unanswered::NotUnderstood(String::new())),
            Err(unanswered) => Err(unanswered),
        }
    }
}
