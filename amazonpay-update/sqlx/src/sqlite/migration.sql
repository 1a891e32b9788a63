-- The tables of SqliteGuard. Sent again, it changes nothing.

-- A message that was handled, and when, in seconds since 1970. There is no index by time: each message would write it,
-- and old ones are looked for once a minute.
CREATE TABLE IF NOT EXISTS amazonpay_message (
    message_id TEXT NOT NULL PRIMARY KEY,
    handled_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How many answers about a Charge Permission have been stored.
CREATE TABLE IF NOT EXISTS amazonpay_answer (
    charge_permission_id TEXT NOT NULL PRIMARY KEY,
    stored               INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
