//! A program that runs for long does not grow with the notifications. A part of the crate, for so many take too long to
//! announce.

use super::{MAX_KEPT, Outbox};
use crate::notifications::Notification;

#[test]
fn of_too_many_notifications_the_newest_are_kept() {
    assert_eq!(MAX_KEPT, 10_000, "as the documentation says");
    let mut outbox = Outbox::new(true);
    let first = outbox.announce(Notification::text("0"));
    outbox.begin(first.number);
    for number in 1..=MAX_KEPT + 1 {
        outbox.announce(Notification::text(number.to_string()));
    }
    assert_eq!(outbox.all().len(), MAX_KEPT);
    assert_eq!(outbox.all()[0].notification, Notification::text("2"));
    assert!(outbox.attempts(first.number).is_none());
    // One that is under way may end after it was forgotten.
    outbox.end(first.number);
    outbox.reset();
    assert!(outbox.all().is_empty() && outbox.is_settled());
}
