-- caught: migrations
CREATE TABLE seat (id uuid PRIMARY KEY, note text);
