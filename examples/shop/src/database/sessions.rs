//! The buyers' sessions with the shop, in its own database: any instance knows every buyer.

use super::pools::{Database, execute, query};
use super::time::now;
use async_trait::async_trait;
use tower_sessions::SessionStore;
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

/// Where `tower-sessions` keeps sessions. The stores that are published want an older `sqlx`.
#[derive(Clone, Debug)]
pub struct Sessions(pub Database);

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        const SQL: &str =
            "INSERT INTO shop_session (id, data, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        loop {
            let (id, data, expires_at) = row(record)?;
            let query = execute!(self.0, sqlx::query(SQL).bind(&id).bind(&data).bind(expires_at));
            if query.map_err(backend)? == 1 {
                return Ok(());
            }
            // Somebody has it, once in a very long time.
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> Result<()> {
        const SQL: &str = "INSERT INTO shop_session (id, data, expires_at) VALUES ($1, $2, $3) \
            ON CONFLICT (id) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at";
        let (id, data, expires_at) = row(record)?;
        execute!(self.0, sqlx::query(SQL).bind(&id).bind(&data).bind(expires_at)).map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        const SQL: &str = "SELECT data, expires_at FROM shop_session WHERE id = $1 AND expires_at > $2";
        let query = query!(self.0, fetch_optional, sqlx::query_as(SQL).bind(id.to_string()).bind(now()));
        let Some((data, expires_at)): Option<(String, i64)> = query.map_err(backend)? else {
            return Ok(None);
        };
        let data = serde_json::from_str(&data).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(expires_at)
            .map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        const SQL: &str = "DELETE FROM shop_session WHERE id = $1";
        execute!(self.0, sqlx::query(SQL).bind(id.to_string())).map_err(backend)?;
        Ok(())
    }
}

fn row(record: &Record) -> Result<(String, String, i64)> {
    let data = serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
    Ok((record.id.to_string(), data, record.expiry_date.unix_timestamp()))
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn backend(error: sqlx::Error) -> Error {
    Error::Backend(error.to_string())
}
