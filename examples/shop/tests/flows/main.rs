//! Each way through the update ends on the right page, with the right rows in the database.

mod answers;
mod going_back;
mod notifications;
mod payments;
mod requests;
#[path = "../support/mod.rs"]
mod support;
mod updates;
