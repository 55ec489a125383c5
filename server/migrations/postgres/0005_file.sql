-- Files that messages carry, in the pieces in which a phone sent them, each sealed.

create table file (
    id uuid not null primary key,
    citizen_id uuid not null references person (id) on delete restrict,
    name bytea not null,
    media_type text,
    total bigint not null,
    received bigint not null,
    created_at bigint not null
);
create index file_citizen on file (citizen_id);

create table file_piece (
    file_id uuid not null references file (id) on delete cascade,
    start bigint not null,
    content bytea not null,
    primary key (file_id, start)
);
