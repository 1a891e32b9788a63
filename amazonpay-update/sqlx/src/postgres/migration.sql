-- The tables of PostgresGuard. Sent again, it changes nothing.

-- A message that is being handled, or was. `done` is false only within the transaction that handles it.
CREATE TABLE IF NOT EXISTS amazonpay_message (
    message_id text PRIMARY KEY,
    claimed_at timestamptz NOT NULL DEFAULT now(),
    done       boolean NOT NULL DEFAULT false
);
CREATE INDEX IF NOT EXISTS amazonpay_message_claimed_at ON amazonpay_message (claimed_at);

-- How many answers about a Charge Permission have been stored.
CREATE TABLE IF NOT EXISTS amazonpay_answer (
    charge_permission_id text PRIMARY KEY,
    stored               bigint NOT NULL
);
