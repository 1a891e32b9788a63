//! One delivery: the first attempt, and the further attempts as SNS makes them.

use super::address;
use super::attempt::{Attempt, Delivery, NoAnswer};
use super::compose;
use super::outbox::Announced;
use crate::shared::Shared;
use http::{Request, StatusCode, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use jiff::SignedDuration;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How long SNS waits for an answer.
const TIMEOUT: Duration = Duration::from_secs(15);

/// How long SNS waits before it tries again, by its default for HTTP.
const BETWEEN_ATTEMPTS: SignedDuration = SignedDuration::from_secs(20);

/// Delivers announced messages until it is aborted, and its deliveries with it.
pub(crate) async fn deliver_by_itself(shared: Arc<Shared>) {
    let Some(Ok(uri)) = shared.setup.ipn_url.as_deref().map(address::parse) else { return };
    let mut moves = shared.state().outbox.moves();
    let mut deliveries = JoinSet::new();
    loop {
        while deliveries.try_join_next().is_some() {}
        let due = shared.state().outbox.due();
        for announced in due {
            deliveries.spawn(deliver(begin(&shared, &announced), uri.clone()));
        }
        if moves.changed().await.is_err() {
            return;
        }
    }
}

/// A delivery that is under way until this is dropped.
pub(super) struct UnderWay {
    shared: Arc<Shared>,
    announced: Arc<Announced>,
    resets: watch::Receiver<()>,
}

pub(super) fn begin(shared: &Arc<Shared>, announced: &Arc<Announced>) -> UnderWay {
    let resets = shared.state().outbox.begin(announced.number);
    UnderWay { shared: Arc::clone(shared), announced: Arc::clone(announced), resets }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.shared.state().outbox.end(self.announced.number);
    }
}

/// Makes all attempts, or stops when everything is forgotten.
pub(super) async fn deliver(mut under_way: UnderWay, uri: Uri) -> Delivery {
    let mut delivery = Delivery { url: uri.to_string(), attempts: Vec::new() };
    let (shared, announced) = (Arc::clone(&under_way.shared), Arc::clone(&under_way.announced));
    tokio::select! {
        _ = under_way.resets.changed() => {}
        () = attempt(&shared, &announced, &uri, &mut delivery.attempts) => {}
    }
    delivery
}

async fn attempt(shared: &Shared, announced: &Announced, uri: &Uri, attempts: &mut Vec<Attempt>) {
    loop {
        let answer = {
            let posts = shared.state().outbox.posts();
            let _permit = posts.acquire().await;
            post(compose::request(announced, shared, uri)).await
        };
        // Reads the time before a test learns of the attempt and moves the clock.
        let now = shared.clock.now();
        let attempt = Attempt { time: now.into(), answer };
        let is_tried_again = attempt.is_tried_again();
        attempts.push(attempt.clone());
        let max_attempts = {
            let mut state = shared.state();
            state.outbox.record(announced.number, attempt);
            state.outbox.max_attempts
        };
        if !is_tried_again || attempts.len() >= max_attempts {
            return;
        }
        shared.clock.sleep_until(now.checked_add(BETWEEN_ATTEMPTS).unwrap_or(now)).await;
    }
}

async fn post(request: Request<String>) -> Result<StatusCode, NoAnswer> {
    let client = Client::builder(TokioExecutor::new()).build_http();
    match tokio::time::timeout(TIMEOUT, client.request(request)).await {
        Err(_) => Err(NoAnswer::TooLate),
        Ok(Ok(response)) => Ok(response.status()),
        Ok(Err(error)) => {
            let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
            Err(NoAnswer::Failed { reason: why })
        }
    }
}
