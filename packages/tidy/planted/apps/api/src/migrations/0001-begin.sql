CREATE TABLE district (id uuid PRIMARY KEY);
