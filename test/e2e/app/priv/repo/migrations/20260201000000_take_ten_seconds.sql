SELECT pg_sleep(10);
INSERT INTO runs VALUES ('take_ten_seconds', clock_timestamp());
