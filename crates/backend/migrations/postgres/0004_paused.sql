-- Whether nobody can begin a campaign for now, whatever version is live.
ALTER TABLE live ADD COLUMN paused BOOLEAN NOT NULL DEFAULT FALSE;
