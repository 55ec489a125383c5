-- Who uses the system, and how they come in. Names and phone numbers are sealed (see seal.rs).

create table meta (
    key text not null primary key,
    value text not null
) strict;

create table organisation (
    id blob not null primary key,
    kind text not null,
    name text not null,
    phone text,
    hours text,
    created_at integer not null
) strict;

create table person (
    id blob not null primary key,
    role text not null,
    organisation_id blob references organisation (id) on delete restrict,
    username text unique,
    name blob not null,
    phone blob,
    lang text not null,
    password_hash text,
    password_changed_at integer,
    created_at integer not null,
    closed_at integer
) strict;
create index person_organisation on person (organisation_id);

-- Checked at commit, since a name is sealed before its person exists.
create table person_key (
    person_id blob not null primary key references person (id) on delete cascade deferrable initially deferred,
    wrapped blob not null,
    created_at integer not null
) strict;

create table session (
    id_hash blob not null primary key,
    person_id blob not null references person (id) on delete cascade,
    created_at integer not null,
    last_active_at integer not null,
    idle_ms integer not null,
    expires_at integer not null,
    locked integer not null check (locked in (0, 1)),
    data text not null
) strict;
create index session_person on session (person_id);
create index session_expiry on session (expires_at);

create table one_time_code (
    person_id blob not null primary key references person (id) on delete cascade,
    code_hash blob not null,
    created_at integer not null,
    expires_at integer not null,
    used_at integer,
    attempts integer not null
) strict;

create table throttle (
    key blob not null primary key,
    failures integer not null,
    last_at integer not null,
    blocked_until integer not null
) strict;
create index throttle_age on throttle (last_at);
