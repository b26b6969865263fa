-- The tables that `dealwire extract -o deals.db` (SQLite) and `--to postgres` fill. One text for both: SQLite takes the
-- types for affinities. A row's meaning is that of the record's field of the same name (record.schema.json).
--
-- Everything hangs on articles.id (doc.id); an article that comes again replaces all its rows. Ids of other tables
-- are the record's (m1, t1, e1, q1, d1) and unique within their article. Amounts are exact decimals in PostgreSQL.
-- Dates of deals are TIMEX3 values (2026-04-27, 2026-Q3), which sort as text; days stand in dates.earliest and .latest.

CREATE TABLE IF NOT EXISTS articles (
  id TEXT NOT NULL PRIMARY KEY,
  path TEXT,
  url TEXT,
  title TEXT,
  publisher TEXT,
  language TEXT,
  format TEXT NOT NULL,
  published TEXT,                -- ISO 8601
  published_basis TEXT,
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  chars BIGINT NOT NULL,
  deal_count BIGINT NOT NULL,
  version TEXT NOT NULL,         -- of dealwire
  rules_digest TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS parties (
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  position TEXT,
  of_id TEXT,                    -- the party whose position it is
  mention_count BIGINT NOT NULL,
  ids TEXT,                      -- JSON: {"ticker": "ALD.L"}
  start_char BIGINT NOT NULL,    -- of the first mention
  end_char BIGINT NOT NULL,
  start_byte BIGINT NOT NULL,
  end_byte BIGINT NOT NULL,
  in_title BOOLEAN NOT NULL,
  exact TEXT NOT NULL,
  rule TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (article_id, id)
);

CREATE TABLE IF NOT EXISTS deals (
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  title TEXT,
  total NUMERIC,                 -- the value, where one is given
  total_min NUMERIC,             -- "at least", or the lower end of a range
  total_max NUMERIC,             -- "up to", or the upper end
  currency TEXT,                 -- of the total, else of the first amount there is
  up_front NUMERIC,
  contingent NUMERIC,
  per_share NUMERIC,
  annual NUMERIC,
  disclosed TEXT,
  stake_percent NUMERIC,
  subject TEXT,
  target_business TEXT,
  target_location TEXT,
  exclusivity TEXT,
  term_start TEXT,
  term_end TEXT,
  term_duration TEXT,
  announced TEXT,
  signed TEXT,
  effective TEXT,
  expected_close TEXT,
  completed TEXT,
  expires TEXT,
  evidence TEXT NOT NULL,        -- the first sentence that tells of it
  rule TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  json TEXT NOT NULL,            -- the whole deal as in the record
  PRIMARY KEY (article_id, id)
);

CREATE TABLE IF NOT EXISTS deal_parties (
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  deal_id TEXT NOT NULL,
  place BIGINT NOT NULL,         -- in the deal's list, from 1
  party_id TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (article_id, deal_id, place)
);

CREATE TABLE IF NOT EXISTS money (
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  currency TEXT,
  currency_basis TEXT NOT NULL,
  value NUMERIC,
  min_value NUMERIC,
  max_value NUMERIC,
  magnitude NUMERIC,
  approximate BOOLEAN NOT NULL,
  qualifiers TEXT,               -- up_to,initial
  period TEXT,
  per TEXT,
  payer_id TEXT,
  payee_id TEXT,
  purpose TEXT,
  deal_id TEXT,                  -- the first deal that it is part of
  deal_part TEXT,                -- total, up_front ...
  start_char BIGINT NOT NULL,
  end_char BIGINT NOT NULL,
  start_byte BIGINT NOT NULL,
  end_byte BIGINT NOT NULL,
  in_title BOOLEAN NOT NULL,
  exact TEXT NOT NULL,
  rule TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (article_id, id)
);

CREATE TABLE IF NOT EXISTS dates (
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  timex3 TEXT,
  mod TEXT,
  edtf TEXT,
  earliest DATE,
  latest DATE,
  bound TEXT,
  anchor TEXT,
  event TEXT,
  start_char BIGINT NOT NULL,
  end_char BIGINT NOT NULL,
  start_byte BIGINT NOT NULL,
  end_byte BIGINT NOT NULL,
  in_title BOOLEAN NOT NULL,
  exact TEXT NOT NULL,
  rule TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (article_id, id)
);

CREATE TABLE IF NOT EXISTS quotes (
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  direct BOOLEAN NOT NULL,
  text TEXT,
  speaker_id TEXT,
  speaker TEXT,
  cue TEXT,
  source TEXT,
  start_char BIGINT NOT NULL,
  end_char BIGINT NOT NULL,
  start_byte BIGINT NOT NULL,
  end_byte BIGINT NOT NULL,
  in_title BOOLEAN NOT NULL,
  exact TEXT NOT NULL,
  rule TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (article_id, id)
);

CREATE INDEX IF NOT EXISTS articles_published ON articles (published);
CREATE INDEX IF NOT EXISTS deals_type_status ON deals (type, status);
CREATE INDEX IF NOT EXISTS deals_total ON deals (total);
CREATE INDEX IF NOT EXISTS deal_parties_name ON deal_parties (name);
CREATE INDEX IF NOT EXISTS parties_name ON parties (name);
CREATE INDEX IF NOT EXISTS dates_earliest ON dates (earliest);
