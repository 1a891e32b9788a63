//! The calls of a topic: the path, a sentence, and the handler of each.

use crate::addresses::Addresses;
use crate::shared::Shared;
use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodFilter, on};
use serde::Serialize;
use std::sync::Arc;

/// The state of each call, as `State<Arc<Control>>`.
pub(crate) struct Control {
    pub(crate) shared: Arc<Shared>,
    pub(crate) addresses: Addresses,
    /// For the list of them.
    pub(crate) calls: Vec<Call>,
}

/// A call, as the list of them names it.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Call {
    method: &'static str,
    path: &'static str,
    what: &'static str,
}

/// Calls that are routed, and listed for that.
#[derive(Default)]
pub(crate) struct Calls {
    pub(crate) list: Vec<Call>,
    pub(crate) router: Router<Arc<Control>>,
}

macro_rules! methods {
    ($($name:ident $filter:ident),*) => {
        $(
            /// `what` is a sentence without a subject, such as "Lists all of them".
            #[must_use]
            pub(crate) fn $name<H, T>(self, path: &'static str, what: &'static str, handler: H) -> Calls
            where
                H: Handler<T, Arc<Control>>,
                T: 'static,
            {
                let call = Call { method: stringify!($filter), path, what };
                self.with(call, MethodFilter::$filter, handler)
            }
        )*
    };
}

impl Calls {
    methods! { get GET, post POST, put PUT, patch PATCH, delete DELETE }

    /// These calls, and the calls of another topic.
    #[must_use]
    pub(crate) fn and(mut self, other: Calls) -> Calls {
        self.list.extend(other.list);
        Calls { list: self.list, router: self.router.merge(other.router) }
    }

    fn with<H, T>(mut self, call: Call, method: MethodFilter, handler: H) -> Calls
    where
        H: Handler<T, Arc<Control>>,
        T: 'static,
    {
        self.list.push(call);
        Calls { list: self.list, router: self.router.route(call.path, on(method, handler)) }
    }
}
