-- The staff's side: when a coordinator is taken, the draft of a plan's next revision, and who has seen
-- what. What people wrote is sealed (see seal.rs).

-- The row that is raised first, so that two bookings of one coordinator come one after the other.
create table staff_booking (
    staff_id blob not null primary key references person (id) on delete restrict,
    rev integer not null
) strict;

create table booking (
    appointment_id blob not null primary key,
    staff_id blob not null references person (id) on delete restrict,
    citizen_id blob not null references person (id) on delete restrict,
    starts_at integer not null,
    ends_at integer not null,
    status text not null
) strict;
create index booking_staff on booking (staff_id, starts_at);

create table plan_draft (
    citizen_id blob not null primary key references person (id) on delete restrict,
    version integer not null,
    author_id blob not null references person (id) on delete restrict,
    at integer not null,
    content blob not null
) strict;

create table access_log (
    citizen_id blob not null references person (id) on delete restrict,
    viewer_id blob not null references person (id) on delete restrict,
    part text not null,
    since integer not null,
    count integer not null,
    primary key (citizen_id, viewer_id, part, since)
) strict;
