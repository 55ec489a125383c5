-- The staff's side: when a coordinator is taken, the draft of a plan's next revision, and who has seen
-- what. What people wrote is sealed (see seal.rs).

-- The row that is raised first, so that two bookings of one coordinator come one after the other.
create table staff_booking (
    staff_id uuid not null primary key references person (id) on delete restrict,
    rev bigint not null
);

create table booking (
    appointment_id uuid not null primary key,
    staff_id uuid not null references person (id) on delete restrict,
    citizen_id uuid not null references person (id) on delete restrict,
    starts_at bigint not null,
    ends_at bigint not null,
    status text not null
);
create index booking_staff on booking (staff_id, starts_at);

create table plan_draft (
    citizen_id uuid not null primary key references person (id) on delete restrict,
    version bigint not null,
    author_id uuid not null references person (id) on delete restrict,
    at bigint not null,
    content bytea not null
);

create table access_log (
    citizen_id uuid not null references person (id) on delete restrict,
    viewer_id uuid not null references person (id) on delete restrict,
    part text not null,
    since bigint not null,
    count bigint not null,
    primary key (citizen_id, viewer_id, part, since)
);
