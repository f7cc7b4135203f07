CREATE TABLE runs (pod text NOT NULL, at timestamptz NOT NULL);
