-- A delivery that was asked for may stay away all the same: it is asked for again, a few times.
ALTER TABLE redeliveries ADD COLUMN requests integer NOT NULL DEFAULT 1;
