-- Times are microseconds since 1970 (UTC). Sealed columns are opaque without the master key.

-- One row: also what every change of drafts and versions locks first.
CREATE TABLE workspace (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    name TEXT
);
INSERT INTO workspace (id, name) VALUES (1, NULL);

CREATE TABLE changesets (
    id TEXT PRIMARY KEY,
    idempotency_key TEXT NOT NULL UNIQUE,
    actor TEXT NOT NULL,
    workspace TEXT NOT NULL,
    commit_id TEXT,
    commit_state TEXT NOT NULL CHECK (commit_state IN ('unknown', 'clean', 'dirty')),
    ci_run TEXT,
    message TEXT,
    applied_at BIGINT NOT NULL
);

CREATE TABLE drafts (
    name TEXT PRIMARY KEY,
    revision TEXT NOT NULL CHECK (length(revision) = 64),
    json TEXT NOT NULL,
    changeset TEXT NOT NULL REFERENCES changesets (id)
);

CREATE TABLE credentials (
    provider TEXT NOT NULL,
    platform TEXT NOT NULL,
    datacenter TEXT NOT NULL,
    pair BYTEA NOT NULL,
    fingerprint TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (provider, platform, datacenter)
);

CREATE TABLE access_tokens (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    hash BYTEA NOT NULL UNIQUE CHECK (length(hash) = 32),
    role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'publisher', 'admin')),
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT
);

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);

CREATE TABLE audit (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT,
    happened_at BIGINT NOT NULL
);
CREATE INDEX audit_by_time ON audit (happened_at, id);

CREATE TABLE versions (
    campaign TEXT NOT NULL,
    number BIGINT NOT NULL CHECK (number >= 1),
    message TEXT,
    published_by TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (campaign, number)
);

CREATE TABLE version_resources (
    campaign TEXT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    revision TEXT NOT NULL CHECK (length(revision) = 64),
    json TEXT NOT NULL,
    PRIMARY KEY (campaign, number, name),
    FOREIGN KEY (campaign, number) REFERENCES versions (campaign, number)
);

CREATE TABLE live (
    campaign TEXT PRIMARY KEY,
    version BIGINT,
    held BOOLEAN NOT NULL,
    FOREIGN KEY (campaign, version) REFERENCES versions (campaign, number)
);

CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX customers_by_creation ON customers (created_at, id);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL REFERENCES customers (id),
    token_hash BYTEA NOT NULL CHECK (length(token_hash) = 32),
    campaign TEXT NOT NULL,
    version BIGINT NOT NULL,
    seq BIGINT NOT NULL CHECK (seq >= 1),
    step TEXT NOT NULL,
    result TEXT CHECK (result IN ('completed', 'declined', 'referred', 'abandoned')),
    state BYTEA NOT NULL,
    started_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    FOREIGN KEY (campaign, version) REFERENCES versions (campaign, number)
);
CREATE INDEX sessions_by_start ON sessions (started_at, id);
CREATE INDEX sessions_by_customer ON sessions (customer);

CREATE TABLE fields (
    customer TEXT NOT NULL REFERENCES customers (id),
    field TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    pii TEXT NOT NULL CHECK (pii IN ('none', 'personal', 'sensitive', 'biometric')),
    value BYTEA NOT NULL,
    origin TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (customer, field)
);

CREATE TABLE attempts (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES sessions (id),
    step TEXT NOT NULL,
    attempt BIGINT NOT NULL CHECK (attempt >= 1),
    provider TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('creating', 'created', 'done', 'failed')),
    callback_hash BYTEA NOT NULL UNIQUE CHECK (length(callback_hash) = 32),
    return_hash BYTEA NOT NULL UNIQUE CHECK (length(return_hash) = 32),
    private BYTEA NOT NULL,
    account_id TEXT,
    run_id TEXT,
    outcome TEXT,
    result BYTEA,
    created_at BIGINT NOT NULL,
    decided_at BIGINT,
    UNIQUE (session, step, attempt)
);
CREATE INDEX attempts_by_creation ON attempts (created_at, id);

CREATE TABLE reviews (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES sessions (id),
    customer TEXT NOT NULL REFERENCES customers (id),
    campaign TEXT NOT NULL,
    step TEXT NOT NULL,
    queue TEXT NOT NULL,
    reasons TEXT NOT NULL,
    came_from TEXT,
    opened_at BIGINT NOT NULL,
    due_at BIGINT,
    closed_at BIGINT,
    closed_by TEXT,
    outcome TEXT,
    reason TEXT,
    CHECK ((closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX reviews_open ON reviews (opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX reviews_by_session ON reviews (session);

CREATE TABLE images (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL REFERENCES customers (id),
    attempt TEXT NOT NULL REFERENCES attempts (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    step TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL CHECK (bytes >= 0),
    blob TEXT NOT NULL,
    wrapped_key BYTEA NOT NULL,
    stored_at BIGINT NOT NULL,
    remove_at BIGINT,
    UNIQUE (attempt, name)
);
CREATE INDEX images_by_customer ON images (customer, stored_at, id);

-- A job that is done keeps its row, so that its key stays taken. `waiting` with a lease: somebody works on it.
CREATE TABLE jobs (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done')),
    run_at BIGINT NOT NULL,
    lease_until BIGINT,
    hastened_at BIGINT,
    fence BIGINT NOT NULL DEFAULT 0,
    claims BIGINT NOT NULL DEFAULT 0,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    CHECK (state = 'waiting' OR lease_until IS NULL)
);
CREATE INDEX jobs_by_due ON jobs (run_at, key) WHERE state = 'waiting';
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE lease_until IS NOT NULL;
