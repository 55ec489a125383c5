-- Who uses the system, and how they come in. Names and phone numbers are sealed (see seal.rs).

create table meta (
    key text not null primary key,
    value text not null
);

create table organisation (
    id uuid not null primary key,
    kind text not null,
    name text not null,
    phone text,
    hours text,
    created_at bigint not null
);

create table person (
    id uuid not null primary key,
    role text not null,
    organisation_id uuid references organisation (id) on delete restrict,
    username text unique,
    name bytea not null,
    phone bytea,
    lang text not null,
    password_hash text,
    password_changed_at bigint,
    created_at bigint not null,
    closed_at bigint
);
create index person_organisation on person (organisation_id);

-- Checked at commit, since a name is sealed before its person exists.
create table person_key (
    person_id uuid not null primary key references person (id) on delete cascade deferrable initially deferred,
    wrapped bytea not null,
    created_at bigint not null
);

create table session (
    id_hash bytea not null primary key,
    person_id uuid not null references person (id) on delete cascade,
    created_at bigint not null,
    last_active_at bigint not null,
    idle_ms bigint not null,
    expires_at bigint not null,
    locked boolean not null,
    data text not null
);
create index session_person on session (person_id);
create index session_expiry on session (expires_at);

create table one_time_code (
    person_id uuid not null primary key references person (id) on delete cascade,
    code_hash bytea not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint,
    attempts bigint not null
);

create table throttle (
    key bytea not null primary key,
    failures bigint not null,
    last_at bigint not null,
    blocked_until bigint not null
);
create index throttle_age on throttle (last_at);
