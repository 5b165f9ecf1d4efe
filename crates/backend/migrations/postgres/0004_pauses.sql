-- Campaigns that nobody can begin for now, whatever version is live.
CREATE TABLE pauses (
    campaign TEXT PRIMARY KEY,
    reason TEXT,
    paused_by TEXT NOT NULL,
    paused_at BIGINT NOT NULL
);
