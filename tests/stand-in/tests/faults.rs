//! Each fault does what it says, as a plain client sees it.

mod support;

use When::{AfterProcessing, BeforeProcessing};
use amazonpay_update::session::ApiRequest;
use amazonpay_update_stand_in::{
    ChargePermission, Fault, PermissionState, RetryAfter, Script, SessionHandle, StandIn, When,
};
use http::{Method, StatusCode};
use reqwest::Response;
use reqwest::redirect::Policy;
use std::time::{Duration, Instant, SystemTime};
use support::{
    SESSION, ask, client, client_that_redirects, complete, confirmed, get, recorded, send, session_id,
    signed, stand_in,
};

const PAUSE: Duration = Duration::from_millis(160);

/// Longer than any client here waits.
const HOUR: Duration = Duration::from_secs(3600);

/// A stand-in with one session, whose first request meets the fault.
async fn with(fault: Fault) -> (StandIn, SessionHandle) {
    let stand_in = stand_in().await;
    let session = stand_in.session(confirmed(SESSION).guarded_by_key_alone().script(Script::first([fault])));
    (stand_in, session)
}

/// What comes of Complete Checkout Session, when a response comes, and how often it took effect.
async fn first(fault: Fault) -> (Response, u32) {
    let (stand_in, session) = with(fault).await;
    let response = send(&client(&stand_in), signed(&complete(SESSION))).await.expect("a response");
    (response, session.completions())
}

async fn reason(response: Response) -> String {
    let body: serde_json::Value =
        serde_json::from_str(&response.text().await.expect("a text")).expect("JSON");
    body["reasonCode"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_dropped_connection_answers_nothing_and_the_next_request_goes_well() {
    for (when, effects) in [(BeforeProcessing, 0), (AfterProcessing, 1)] {
        let (stand_in, session) = with(Fault::Drop(when)).await;
        let client = client(&stand_in);
        let request = complete(SESSION);
        send(&client, signed(&request)).await.expect_err("no answer");
        assert_eq!(session.completions(), effects);
        assert_eq!(ask(&client, signed(&request)).await.status, 200);
        assert_eq!(session.completions(), 1);
        let records = session.records();
        assert_eq!(records.len(), 2);
        assert_eq!((records[0].fault.clone(), records[1].fault.clone()), (Some(Fault::Drop(when)), None));
        assert!(records.iter().all(|record| record.signature_is_good));
        assert!(records[0].idempotency_key.is_some());
        assert_eq!(records[0].idempotency_key, records[1].idempotency_key);
    }
}

#[tokio::test]
async fn errors_come_before_or_after_the_effect() {
    for (fault, status, code, effects) in [
        (Fault::InternalServerError(BeforeProcessing), 500, "InternalServerError", 0),
        (Fault::InternalServerError(AfterProcessing), 500, "InternalServerError", 1),
        (Fault::ServiceUnavailable(RetryAfter::Unsaid), 503, "ServiceUnavailable", 0),
        (Fault::TooManyRequests(RetryAfter::Unsaid), 429, "TooManyRequests", 0),
        (Fault::RequestTimeout, 408, "RequestTimeout", 0),
        (Fault::TooEarly, 425, "TooEarly", 0),
    ] {
        let (response, completions) = first(fault.clone()).await;
        assert_eq!(response.status(), status, "{fault:?}");
        assert!(!response.headers().contains_key("retry-after"));
        assert_eq!((reason(response).await.as_str(), completions), (code, effects), "{fault:?}");
    }
}

#[tokio::test]
async fn retry_after_comes_in_seconds_or_as_a_date() {
    for fault in [Fault::ServiceUnavailable, Fault::TooManyRequests] {
        let (response, _) = first(fault(RetryAfter::Seconds(7))).await;
        assert_eq!(response.headers()["retry-after"], "7");
        // A date has whole seconds.
        let begin = SystemTime::now() - Duration::from_secs(1);
        let (response, _) = first(fault(RetryAfter::Date(60))).await;
        let date = response.headers()["retry-after"].to_str().expect("a text");
        let minute = Duration::from_secs(60);
        let range = begin + minute..=SystemTime::now() + minute;
        assert!(range.contains(&httpdate::parse_http_date(date).expect("a date")), "{date}");
    }
}

#[tokio::test]
async fn a_late_answer_begins_late_and_a_slow_one_at_once() {
    for (fault, late) in [(Fault::Late(PAUSE), true), (Fault::Slow(PAUSE), false)] {
        let (stand_in, session) = with(fault).await;
        let start = Instant::now();
        let response = send(&client(&stand_in), signed(&complete(SESSION))).await.expect("a response");
        assert!(start.elapsed() >= PAUSE || !late);
        assert_eq!(session.completions(), 1);
        assert!(response.text().await.expect("whole").ends_with('}'));
        assert!(start.elapsed() >= PAUSE);
    }
    // The client waits for a minute, and the body takes an hour.
    let (response, completions) = first(Fault::Slow(HOUR)).await;
    assert_eq!((response.status(), completions), (StatusCode::OK, 1));
}

#[tokio::test]
async fn a_client_of_less_patience_hears_nothing_and_the_effect_is_taken() {
    for fault in [Fault::Late, Fault::Slow] {
        let (stand_in, session) = with(fault(HOUR)).await;
        let client = client(&stand_in);
        let request = async move { send(&client, signed(&complete(SESSION))).await?.text().await };
        let answer = tokio::spawn(request);
        recorded(&session, 1).await;
        tokio::time::timeout(PAUSE, answer).await.expect_err("nothing is heard");
        assert_eq!(session.completions(), 1);
    }
}

#[tokio::test]
async fn a_truncated_answer_promises_more_than_comes() {
    let (mut response, completions) = first(Fault::Truncated).await;
    assert_eq!((response.status(), completions), (StatusCode::OK, 1));
    let promised = response.content_length().expect("a length");
    let mut came = 0;
    let error = loop {
        match response.chunk().await {
            Ok(Some(chunk)) => came += chunk.len() as u64,
            Ok(None) => panic!("the whole answer came"),
            Err(error) => break error,
        }
    };
    assert!(!error.is_timeout());
    assert_eq!(came, promised / 2);
}

#[tokio::test]
async fn a_proxy_answers_in_html() {
    for (status, when, effects) in [
        (200, BeforeProcessing, 0),
        (200, AfterProcessing, 1),
        (502, BeforeProcessing, 0),
        (502, AfterProcessing, 1),
    ] {
        let status = StatusCode::from_u16(status).expect("a status");
        let (response, completions) = first(Fault::ProxyPage(status, when)).await;
        assert_eq!((response.status(), completions), (status, effects));
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        assert!(response.text().await.expect("a text").starts_with("<!DOCTYPE html>"));
    }
}

#[tokio::test]
async fn a_redirect_leads_into_the_trap() {
    for status in [301, 302, 307, 308] {
        let (stand_in, session) =
            with(Fault::Redirect(StatusCode::from_u16(status).expect("a status"))).await;
        let response = send(&client(&stand_in), signed(&complete(SESSION))).await.expect("a response");
        assert_eq!((response.status().as_u16(), session.completions()), (status, 0));
        assert!(response.headers().contains_key("location"));
        assert_eq!(stand_in.trap_visits(), 0);
    }
    let (stand_in, _) = with(Fault::Redirect(StatusCode::TEMPORARY_REDIRECT)).await;
    let follower = client_that_redirects(&stand_in, Policy::default());
    send(&follower, signed(&complete(SESSION))).await.expect_err("nobody answers there");
    assert!(stand_in.trap_visits() > 0);
}

#[tokio::test]
async fn a_redirect_leads_to_any_text() {
    for (address, location) in [
        ("https://localhost:1/a?b=c#d", "https://localhost:1/a?b=c#d"),
        ("https://localhost:1/\r\nx: y", "https://localhost:1/%0D%0Ax: y"),
        ("https://localhost:1/\u{e9}", "https://localhost:1/%C3%A9"),
    ] {
        let (response, _) = first(Fault::RedirectTo(StatusCode::FOUND, address.to_owned())).await;
        assert_eq!(response.headers()["location"], location);
    }
}

#[tokio::test]
async fn the_script_of_a_permission_strikes_its_charges() {
    const PERMISSION: &str = "B01-1234567-1234567";
    let stand_in = stand_in().await;
    let chargeable = ChargePermission::new(PERMISSION, PermissionState::Chargeable);
    let permission = stand_in.charge_permission(chargeable);
    let client = client(&stand_in);
    let ask_for = async |method: Method, path: &[&str], body: String| {
        let request = ApiRequest::new(method, path[0]).expect("a path");
        let request =
            path[1..].iter().fold(request, |request, part| request.segment(part).expect("a segment"));
        ask(&client, signed(&if body.is_empty() { request } else { request.body(body) })).await
    };
    let charge = async || {
        let price = r#"{"amount":"5.00","currencyCode":"USD"}"#;
        let body = format!(r#"{{"chargePermissionId":"{PERMISSION}","chargeAmount":{price}}}"#);
        ask_for(Method::POST, &["charges"], body).await
    };
    permission.set_script(Script::first([Fault::TooEarly, Fault::RequestTimeout]));
    assert_eq!((charge().await.status, charge().await.status), (425, 408));
    let made = charge().await;
    assert_eq!(made.status, 201);
    let id = made.body["chargeId"].as_str().expect("an id");
    permission.set_script(Script::first([Fault::TooEarly]));
    assert_eq!(ask_for(Method::GET, &["charges", id], String::new()).await.status, 425);
    assert_eq!(ask_for(Method::GET, &["charges", id], String::new()).await.status, 200);
    assert_eq!(permission.records().len(), 5);
    assert!(permission.records().iter().all(|record| record.resource_id.as_deref() == Some(PERMISSION)));
}

#[tokio::test]
async fn a_request_that_is_delivered_twice_takes_effect_once() {
    let (stand_in, session) = with(Fault::DuplicateDelivery).await;
    let answered = ask(&client(&stand_in), signed(&complete(SESSION))).await;
    assert_eq!((answered.status, answered.state()), (200, "Completed"));
    assert_eq!((session.completions(), session.records().len()), (1, 2));
}

#[tokio::test]
async fn a_clock_that_is_off_refuses_a_good_signature() {
    for seconds in [3600_i32, -3600] {
        let (stand_in, session) = with(Fault::ClockOff(seconds)).await;
        let client = client(&stand_in);
        let by_that_clock = || {
            let off = Duration::from_secs(u64::from(seconds.unsigned_abs()));
            if seconds > 0 { SystemTime::now() + off } else { SystemTime::now() - off }
        };
        // A date has whole seconds.
        let begin = by_that_clock() - Duration::from_secs(1);
        let response = send(&client, signed(&complete(SESSION))).await.expect("a response");
        assert_eq!(response.status(), 400);
        let date = response.headers()["date"].to_str().expect("a text");
        let range = begin..=by_that_clock();
        assert!(range.contains(&httpdate::parse_http_date(date).expect("a date")), "{date}");
        assert_eq!(reason(response).await, "InvalidHeaderValue");
        assert!(session.records()[0].signature_is_good);
        assert_eq!(session.completions(), 0);
        assert_eq!(ask(&client, signed(&complete(SESSION))).await.status, 200);
    }
}

#[tokio::test]
async fn a_random_script_is_the_same_for_a_seed_and_keeps_to_its_limit() {
    let run = async |seed| {
        let stand_in = stand_in().await;
        let faults = Fault::every(Duration::from_millis(1))
            .into_iter()
            .filter(|fault| !matches!(fault, Fault::DuplicateDelivery));
        let script = Script::random(seed, 0.5, faults).limited_to(12);
        let session = stand_in.session(confirmed(SESSION).script(script));
        let client = client(&stand_in);
        for _ in 0..16 {
            // What comes is not the matter here.
            let _ = send(&client, signed(&get(SESSION))).await;
        }
        session.records().into_iter().map(|record| record.fault).collect::<Vec<_>>()
    };
    let faults = run(17).await;
    assert_eq!(faults, run(17).await);
    assert_ne!(faults, run(18).await);
    assert_eq!(faults.len(), 16);
    assert!(faults[..12].iter().any(Option::is_some) && faults[..12].iter().any(Option::is_none));
    assert!(faults[12..].iter().all(Option::is_none));
}

#[tokio::test]
async fn many_sessions_at_once_meet_each_its_own_faults() {
    let stand_in = stand_in().await;
    let client = client(&stand_in);
    let mut runs = tokio::task::JoinSet::new();
    for number in 0..50_u64 {
        let id = format!("00000000-0000-4000-8000-{number:012}");
        let faults = [Fault::TooEarly, Fault::InternalServerError(AfterProcessing)];
        let script =
            Script::first(faults.into_iter().cycle().take(usize::try_from(number % 3).expect("small")));
        let session = stand_in.session(confirmed(&id).script(script));
        let client = client.clone();
        runs.spawn(async move {
            let request = amazonpay_update::session::ApiRequest::complete_checkout_session(&session_id(&id));
            let mut tries = 1;
            while ask(&client, signed(&request)).await.status != 200 {
                tries += 1;
                assert!(tries <= 3, "the faults do not end");
            }
            assert_eq!((tries, session.completions()), (number % 3 + 1, 1));
            assert_eq!(session.records().len() as u64, tries);
        });
    }
    while let Some(run) = runs.join_next().await {
        run.expect("it went well");
    }
}

#[tokio::test]
async fn it_stops_when_it_is_dropped() {
    let stand_in = stand_in().await;
    stand_in.session(confirmed(SESSION));
    let client = client(&stand_in);
    assert_eq!(ask(&client, signed(&get(SESSION))).await.status, 200);
    drop(stand_in);
    send(&client, signed(&get(SESSION))).await.expect_err("nobody is there");
}
