-- What PostgreSQL and SQLite both understand. Times are seconds since 1970.

-- The buyers' sessions with the shop.
CREATE TABLE shop_session (
    id text PRIMARY KEY,
    data text NOT NULL,
    expires_at bigint NOT NULL
);

CREATE TABLE buyer (
    id text PRIMARY KEY,
    region text NOT NULL
);

-- A buyer's Charge Permission, with what Amazon Pay said of it last.
CREATE TABLE wallet (
    charge_permission_id text PRIMARY KEY,
    buyer_id text NOT NULL REFERENCES buyer (id),
    product text NOT NULL,
    stored text NOT NULL,
    step text NOT NULL,
    reasons text NOT NULL,
    card text NOT NULL,
    -- Amazon Pay's JSON.
    address text
);

CREATE INDEX wallet_of_buyer ON wallet (buyer_id);

-- What the buyer owes for the next delivery.
CREATE TABLE payment (
    charge_permission_id text PRIMARY KEY REFERENCES wallet (charge_permission_id),
    state text NOT NULL,
    -- Two clicks on one button are one charge.
    idempotency_key text NOT NULL,
    charge_id text,
    refusal text
);

-- The updates a buyer has started, until their state tokens have expired.
CREATE TABLE started_update (
    buyer_id text NOT NULL REFERENCES buyer (id),
    state text NOT NULL,
    expires_at bigint NOT NULL,
    PRIMARY KEY (buyer_id, state)
);

-- What belongs to an update was done: once for each Checkout Session, however often the buyer comes back.
CREATE TABLE completed_update (
    checkout_session_id text PRIMARY KEY,
    buyer_id text NOT NULL REFERENCES buyer (id),
    charge_permission_id text NOT NULL,
    product_type text NOT NULL,
    completed_at bigint NOT NULL
);

-- What the buyer who came back last was told.
CREATE TABLE outcome (
    buyer_id text PRIMARY KEY REFERENCES buyer (id),
    kind text NOT NULL,
    message text NOT NULL,
    charge_permission_id text
);

-- Returns that Amazon Pay could not answer for yet.
CREATE TABLE unsettled_return (
    url text PRIMARY KEY,
    buyer_id text NOT NULL REFERENCES buyer (id),
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    give_up_at bigint NOT NULL
);
