//! What a buyer is told.

use crate::{refusal, state, step};
use amazonpay_update::region::{KnownRegion, Language, RegionName};
use amazonpay_update::session::{NextStep, RetryCause, StartAgainReason, UpdateMismatch};
use amazonpay_update::{Eu, Jp, Uk, Us};

/// A step for each thing that is said.
fn steps() -> Vec<NextStep> {
    let refused = |status, reason| step(&refusal(status, reason), &state("Open"));
    let retry = |may_be_completed| NextStep::RetryLater {
        after: None,
        may_be_completed,
        cause: RetryCause::Unanswered,
    };
    let steps = vec![
        step(&state("Completed"), &state("Open")),
        NextStep::StartAgain(StartAgainReason::BuyerCanceled),
        NextStep::StartAgain(StartAgainReason::Declined),
        NextStep::StartAgain(StartAgainReason::Expired),
        NextStep::StartAgain(StartAgainReason::NotSaid),
        refused(422, "InvalidChargePermissionStatus"),
        retry(true),
        retry(false),
        refused(400, "InvalidParameterValue"),
    ];
    assert!(matches!(steps[0], NextStep::Updated(_)), "{:?}", steps[0]);
    assert!(matches!(steps[5], NextStep::SetUpAgain(_)), "{:?}", steps[5]);
    assert!(matches!(steps[8], NextStep::FixConfiguration { may_be_completed: false, .. }), "{:?}", steps[8]);
    steps
}

#[test]
fn a_buyer_is_told_in_every_language_of_every_region() {
    let steps = steps();
    for region in RegionName::ALL.iter().copied() {
        let default = Language::first_of(region);
        for (nth, code) in region.languages().iter().enumerate() {
            let language = Language::of(region, code).unwrap();
            let told: Vec<&str> = steps.iter().map(|step| step.buyer_message(&language)).collect();
            for (at, message) in told.iter().enumerate() {
                assert!(message.chars().count() < 110, "{message}");
                assert!(message.ends_with(['.', '。']), "{message}");
                assert!(!told[..at].contains(message), "{message}");
                if nth > 0 {
                    assert_ne!(*message, steps[at].buyer_message(&default), "{code}");
                }
            }
        }
    }
}

#[test]
fn a_language_without_words_is_that_of_the_region() {
    fn check<R: KnownRegion>() {
        let (other, default) = (Language::<R>::other("nl_NL"), Language::<R>::default());
        for step in steps() {
            assert_eq!(step.buyer_message(&other), step.buyer_message(&default));
            assert_eq!(step.buyer_message(&default), step.buyer_message(&Language::first_of(R::NAME)));
        }
    }
    check::<Us>();
    check::<Eu>();
    check::<Uk>();
    check::<Jp>();
}

#[test]
fn what_may_be_completed_is_not_said_to_have_failed() {
    let english = Language::<Us>::default();
    let checking = "We are checking whether your update went through. Please look again in a few minutes.";
    for retried in steps() {
        match retried.clone() {
            NextStep::RetryLater { may_be_completed: true, .. } => {
                assert_eq!(retried.buyer_message(&english), checking);
            }
            NextStep::FixConfiguration { problem, error, .. } => {
                let in_doubt = NextStep::FixConfiguration { problem, error, may_be_completed: true };
                assert_eq!(in_doubt.buyer_message(&english), checking);
                assert_ne!(retried.buyer_message(&english), checking);
            }
            _ => assert_ne!(retried.buyer_message(&english), checking),
        }
    }
    let before = step(&refusal(422, "InvalidCheckoutSessionStatus"), &state("Completed"));
    assert!(matches!(before, NextStep::AlreadyCompleted(_)), "{before:?}");
    assert_eq!(before.buyer_message(&english), steps()[0].buyer_message(&english));
    for (mismatch, in_doubt) in [
        (UpdateMismatch::CheckoutSession, false),
        (UpdateMismatch::ChargePermission, false),
        (UpdateMismatch::NoChargePermission, true),
        (UpdateMismatch::Store, true),
    ] {
        let told = NextStep::StartAgain(StartAgainReason::OtherUpdate(mismatch)).buyer_message(&english);
        assert_eq!((told == checking, mismatch.may_be_completed()), (in_doubt, in_doubt), "{mismatch:?}");
        assert!(in_doubt || told.contains("could not be updated"), "{mismatch:?}");
    }
}

#[test]
fn a_reason_is_said_as_each_language_says_it() {
    let failed = |reason: StartAgainReason| reason.buyer_message(&Language::<Us>::default());
    for reason in [
        StartAgainReason::AmazonCanceled,
        StartAgainReason::NotFinished,
        StartAgainReason::SessionNotFound,
        StartAgainReason::Other("AddedLater".to_owned()),
    ] {
        assert_eq!(failed(reason), failed(StartAgainReason::NotSaid));
    }
    assert!(StartAgainReason::NotSaid.buyer_message(&Language::<Jp>::default()).contains("更新できません"));
    assert!(StartAgainReason::BuyerCanceled.buyer_message(&Language::<Us>::default()).contains("canceled"));
    assert!(StartAgainReason::BuyerCanceled.buyer_message(&Language::<Uk>::default()).contains("cancelled"));
}
