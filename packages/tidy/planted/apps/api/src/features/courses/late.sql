-- caught: one-clock
SELECT id FROM seat WHERE held_until < clock_timestamp();
