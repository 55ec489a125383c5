-- The course of a citizen: enrolment, the one who walks along, the records of the screens, and the way
-- in which phones write. Whatever anybody wrote or is called is sealed (see seal.rs).

create table enrolment (
    id uuid not null primary key,
    person_id uuid not null unique references person (id) on delete restrict,
    programme text not null,
    arm text not null,
    phase text not null,
    external_ref text,
    jobcenter_id uuid references organisation (id) on delete restrict,
    included_on text not null,
    starts_on text,
    ends_on text,
    closed_on text,
    created_at bigint not null,
    unique (programme, external_ref)
);
create index enrolment_programme on enrolment (programme, phase);
create index enrolment_jobcenter on enrolment (jobcenter_id);

create table coordination (
    id uuid not null primary key,
    citizen_id uuid not null references person (id) on delete restrict,
    coordinator_id uuid not null references person (id) on delete restrict,
    from_on text not null,
    to_on text
);
create index coordination_citizen on coordination (citizen_id);
create index coordination_coordinator on coordination (coordinator_id);

create table citizen_revision (
    citizen_id uuid not null primary key references person (id) on delete restrict,
    rev bigint not null,
    mark bigint not null
);

create table change (
    citizen_id uuid not null references person (id) on delete restrict,
    rev bigint not null,
    mark bigint not null,
    at bigint not null,
    primary key (citizen_id, rev)
);
create index change_age on change (at);

create table record (
    citizen_id uuid not null references person (id) on delete restrict,
    kind text not null,
    id uuid not null,
    rev bigint not null,
    day text,
    parent_id uuid,
    at bigint,
    deleted boolean not null,
    content bytea,
    primary key (citizen_id, kind, id)
);
create index record_rev on record (citizen_id, rev);
create index record_parent on record (citizen_id, kind, parent_id, at);

create table device (
    id uuid not null primary key,
    citizen_id uuid not null references person (id) on delete restrict,
    label bytea not null,
    wrap bytea not null,
    last bigint not null,
    session_hash bytea,
    created_at bigint not null,
    seen_at bigint not null,
    ended_at bigint
);
create index device_citizen on device (citizen_id);

create table command (
    citizen_id uuid not null references person (id) on delete restrict,
    id uuid not null,
    kind text not null,
    hash bytea not null,
    verdict text not null,
    code text,
    rev bigint not null,
    actor_id uuid not null,
    at bigint not null,
    primary key (citizen_id, id)
);
create index command_age on command (at);

create table device_op (
    device_id uuid not null references device (id) on delete restrict,
    seq bigint not null,
    command_id uuid not null,
    hash bytea not null,
    primary key (device_id, seq)
);

create table push_subscription (
    id uuid not null primary key,
    citizen_id uuid not null references person (id) on delete restrict,
    content bytea not null,
    created_at bigint not null
);
create index push_subscription_citizen on push_subscription (citizen_id);

create table job (
    id uuid not null primary key,
    kind text not null,
    key text not null unique,
    args text not null,
    run_at bigint not null,
    claimed_at bigint,
    attempts bigint not null,
    done_at bigint,
    failure text
);
create index job_due on job (done_at, run_at);
