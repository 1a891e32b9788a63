//! Instant Payment Notifications: from Amazon and from nobody else.
