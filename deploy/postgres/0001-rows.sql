-- Grain states and reminders, each a row of JSON, exactly as the SQLite file of a small installation holds them.

CREATE TABLE mindbot_schema (
    version integer PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT now());

-- Keys are ordered by their bytes, whatever the language of the server. Read a payload with: convert_from(payload, 'UTF8')::jsonb.
-- Every page keeps room for new versions of its rows, so that a checkpoint touches neither another page nor the index.
CREATE TABLE state_rows (
    kind text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    etag text NOT NULL,
    payload bytea NOT NULL,
    checksum bigint NOT NULL,
    PRIMARY KEY (kind, key)) WITH (fillfactor = 50);
