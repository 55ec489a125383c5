-- Files that messages carry, in the pieces in which a phone sent them, each sealed.

create table file (
    id blob not null primary key,
    citizen_id blob not null references person (id) on delete restrict,
    name blob not null,
    media_type text,
    total integer not null,
    received integer not null,
    created_at integer not null
) strict;
create index file_citizen on file (citizen_id);

create table file_piece (
    file_id blob not null references file (id) on delete cascade,
    start integer not null,
    content blob not null,
    primary key (file_id, start)
) strict;
