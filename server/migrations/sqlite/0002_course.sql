-- The course of a citizen: enrolment, the one who walks along, the records of the screens, and the way
-- in which phones write. Whatever anybody wrote or is called is sealed (see seal.rs).

create table enrolment (
    id blob not null primary key,
    person_id blob not null unique references person (id) on delete restrict,
    programme text not null,
    arm text not null,
    phase text not null,
    external_ref text,
    jobcenter_id blob references organisation (id) on delete restrict,
    included_on text not null,
    starts_on text,
    ends_on text,
    closed_on text,
    created_at integer not null,
    unique (programme, external_ref)
) strict;
create index enrolment_programme on enrolment (programme, phase);
create index enrolment_jobcenter on enrolment (jobcenter_id);

create table coordination (
    id blob not null primary key,
    citizen_id blob not null references person (id) on delete restrict,
    coordinator_id blob not null references person (id) on delete restrict,
    from_on text not null,
    to_on text
) strict;
create index coordination_citizen on coordination (citizen_id);
create index coordination_coordinator on coordination (coordinator_id);

create table citizen_revision (
    citizen_id blob not null primary key references person (id) on delete restrict,
    rev integer not null,
    mark integer not null
) strict;

create table change (
    citizen_id blob not null references person (id) on delete restrict,
    rev integer not null,
    mark integer not null,
    at integer not null,
    primary key (citizen_id, rev)
) strict;
create index change_age on change (at);

create table record (
    citizen_id blob not null references person (id) on delete restrict,
    kind text not null,
    id blob not null,
    rev integer not null,
    day text,
    parent_id blob,
    at integer,
    deleted integer not null check (deleted in (0, 1)),
    content blob,
    primary key (citizen_id, kind, id)
) strict;
create index record_rev on record (citizen_id, rev);
create index record_parent on record (citizen_id, kind, parent_id, at);

create table device (
    id blob not null primary key,
    citizen_id blob not null references person (id) on delete restrict,
    label blob not null,
    wrap blob not null,
    last integer not null,
    session_hash blob,
    created_at integer not null,
    seen_at integer not null,
    ended_at integer
) strict;
create index device_citizen on device (citizen_id);

create table command (
    citizen_id blob not null references person (id) on delete restrict,
    id blob not null,
    kind text not null,
    hash blob not null,
    verdict text not null,
    code text,
    rev integer not null,
    actor_id blob not null,
    at integer not null,
    primary key (citizen_id, id)
) strict;
create index command_age on command (at);

create table device_op (
    device_id blob not null references device (id) on delete restrict,
    seq integer not null,
    command_id blob not null,
    hash blob not null,
    primary key (device_id, seq)
) strict;

create table push_subscription (
    id blob not null primary key,
    citizen_id blob not null references person (id) on delete restrict,
    content blob not null,
    created_at integer not null
) strict;
create index push_subscription_citizen on push_subscription (citizen_id);

create table job (
    id blob not null primary key,
    kind text not null,
    key text not null unique,
    args text not null,
    run_at integer not null,
    claimed_at integer,
    attempts integer not null,
    done_at integer,
    failure text
) strict;
create index job_due on job (done_at, run_at);
