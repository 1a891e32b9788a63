//! Updates that buyers have started, and what became of them.

use super::pools::{Database, execute, query};
use super::time::{now, seconds};
use amazonpay_update::ChargePermissionId;
use amazonpay_update::return_state::{UpdateState, VerifiedReturn};
use sqlx::{Encode, FromRow, Type};
use std::time::{Duration, SystemTime};

/// What a buyer who came back is told.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Outcome {
    /// A word for tests and for the page's colours.
    pub kind: String,
    /// What the buyer reads, in the buyer's language.
    pub message: String,
    /// Which wallet it is about, where that is known.
    pub charge_permission_id: Option<String>,
}

/// A return that is to be tried again, because Amazon Pay could not answer for it or did not take the shop's request.
#[derive(Clone, Debug, FromRow)]
pub struct UnsettledReturn {
    /// The buyer who came back.
    pub buyer_id: String,
    /// The URL they came back to, with token and session id.
    pub url: String,
    /// How often it was tried.
    pub attempts: i64,
}

impl Database {
    /// Remembers that a buyer has started an update. One that is started again is remembered for longer.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn remember_update(
        &self,
        buyer_id: &str,
        update: &UpdateState,
        until: SystemTime,
    ) -> sqlx::Result<()> {
        const SQL: &str = "INSERT INTO started_update (buyer_id, state, expires_at) VALUES ($1, $2, $3) \
            ON CONFLICT (buyer_id, state) DO UPDATE SET expires_at = excluded.expires_at";
        let state = serde_json::to_string(update).map_err(|error| sqlx::Error::Encode(error.into()))?;
        execute!(self, sqlx::query(SQL).bind(buyer_id).bind(&state).bind(seconds(until))).map(drop)
    }

    /// The updates that a buyer has started and that may still come back.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn started_updates(&self, buyer_id: &str) -> sqlx::Result<Vec<UpdateState>> {
        const SQL: &str = "SELECT state FROM started_update WHERE buyer_id = $1 AND expires_at > $2";
        let states: Vec<String> =
            query!(self, fetch_all, sqlx::query_scalar(SQL).bind(buyer_id).bind(now()))?;
        let read = |state: &String| serde_json::from_str(state);
        states.iter().map(read).collect::<Result<_, _>>().map_err(|error| sqlx::Error::Decode(error.into()))
    }

    /// Stores what the buyer is told on the next page.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn store_outcome(&self, buyer_id: &str, outcome: &Outcome) -> sqlx::Result<()> {
        const SQL: &str = "INSERT INTO outcome (buyer_id, kind, message, charge_permission_id) VALUES ($1, $2, $3, $4) \
            ON CONFLICT (buyer_id) DO UPDATE SET kind = excluded.kind, message = excluded.message, \
            charge_permission_id = excluded.charge_permission_id";
        let Outcome { kind, message, charge_permission_id } = outcome;
        execute!(
            self,
            sqlx::query(SQL).bind(buyer_id).bind(kind).bind(message).bind(charge_permission_id.as_deref())
        )
        .map(drop)
    }

    /// What the buyer was told last.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn outcome(&self, buyer_id: &str) -> sqlx::Result<Option<Outcome>> {
        const SQL: &str = "SELECT kind, message, charge_permission_id FROM outcome WHERE buyer_id = $1";
        query!(self, fetch_optional, sqlx::query_as(SQL).bind(buyer_id))
    }

    /// Remembers a return that is to be completed again after this time, and a minute later each time, for a day at most.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn try_again(&self, buyer_id: &str, url: &str, after: Duration) -> sqlx::Result<()> {
        const SQL: &str = "INSERT INTO unsettled_return (url, buyer_id, attempts, due_at, give_up_at) VALUES ($1, $2, 1, $3, $4) \
            ON CONFLICT (url) DO UPDATE SET due_at = excluded.due_at + 60 * unsettled_return.attempts";
        let (now, day) = (SystemTime::now(), Duration::from_hours(24));
        let (due, give_up) = (seconds(now + after.min(day)), seconds(now + day));
        execute!(self, sqlx::query(SQL).bind(url).bind(buyer_id).bind(due).bind(give_up)).map(drop)
    }

    /// One return that is due. Nobody else gets it for as long as completing it can take.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn take_unsettled(&self) -> sqlx::Result<Option<UnsettledReturn>> {
        // The condition stands here twice: two instances may have found the same one.
        const SQL: &str = "UPDATE unsettled_return SET attempts = attempts + 1, due_at = $2 \
            WHERE due_at <= $1 AND url = (SELECT url FROM unsettled_return WHERE due_at <= $1 ORDER BY due_at LIMIT 1) \
            RETURNING buyer_id, url, attempts";
        const GIVE_UP: &str = "DELETE FROM unsettled_return WHERE give_up_at <= $1";
        execute!(self, sqlx::query(GIVE_UP).bind(now()))?;
        query!(self, fetch_optional, sqlx::query_as(SQL).bind(now()).bind(now() + 60))
    }

    /// Forgets a buyer's return that is settled.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn forget_unsettled(&self, buyer_id: &str, url: &str) -> sqlx::Result<()> {
        const SQL: &str = "DELETE FROM unsettled_return WHERE url = $1 AND buyer_id = $2";
        execute!(self, sqlx::query(SQL).bind(url).bind(buyer_id)).map(drop)
    }

    /// How often an update of a wallet was completed.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn completed_updates(&self, id: &ChargePermissionId) -> sqlx::Result<i64> {
        const SQL: &str = "SELECT count(*) FROM completed_update WHERE charge_permission_id = $1";
        query!(self, fetch_one, sqlx::query_scalar(SQL).bind(id.as_str()))
    }

    /// Removes what has expired.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn remove_expired(&self) -> sqlx::Result<()> {
        const SESSIONS: &str = "DELETE FROM shop_session WHERE expires_at <= $1";
        const UPDATES: &str = "DELETE FROM started_update WHERE expires_at <= $1";
        execute!(self, sqlx::query(SESSIONS).bind(now()))?;
        execute!(self, sqlx::query(UPDATES).bind(now())).map(drop)
    }
}

/// The statement that does what belongs to a completed update, in whichever transaction.
pub(crate) fn store_completed<'q, DB>(
    buyer_id: &str,
    back: &VerifiedReturn,
) -> sqlx::query::Query<'q, DB, DB::Arguments>
where
    DB: sqlx::Database,
    String: Encode<'q, DB> + Type<DB>,
    i64: Encode<'q, DB> + Type<DB>,
{
    const SQL: &str = "INSERT INTO completed_update \
        (checkout_session_id, buyer_id, charge_permission_id, product_type, completed_at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT DO NOTHING";
    sqlx::query(SQL)
        .bind(back.checkout_session_id().to_string())
        .bind(buyer_id.to_owned())
        .bind(back.update().charge_permission_id().to_string())
        .bind(back.update().product_type().to_owned())
        .bind(now())
}
