-- Satisfaction surveys: who is asked and whether they answered, and apart from that, what was answered.
--
-- No column of `urn` and `response` leads to a person: no invitation, no round, no time, and ids that
-- count nothing. An urn is one row whose sealed content holds all answers that wait in it, shuffled, so
-- that not even the order of rows says who answered first. `response` is stored in the order of its
-- random ids (without rowid).

create table questionnaire (
    url text not null,
    version text not null,
    language text not null,
    content text not null,
    published_at integer not null,
    primary key (url, version, language)
) strict;

create table survey_run (
    programme text not null,
    survey text not null,
    rounds integer not null,
    primary key (programme, survey)
) strict;

create table round (
    id blob not null primary key,
    programme text not null,
    survey text not null,
    number integer not null,
    form text not null,
    created_by blob not null,
    created_at integer not null,
    closes_on text not null,
    unique (programme, survey, number)
) strict;

create table invitation (
    id blob not null primary key,
    round_id blob not null references round (id) on delete restrict,
    enrolment_id blob not null references enrolment (id) on delete restrict,
    person_id blob not null references person (id) on delete restrict,
    programme text not null,
    survey text not null,
    status text not null,
    invited_at integer not null,
    closes_on text not null,
    unique (enrolment_id, survey)
) strict;
create index invitation_round on invitation (round_id);
create index invitation_programme on invitation (programme, survey);
create index invitation_closing on invitation (status, closes_on);
create index invitation_person on invitation (person_id);

create table urn (
    id blob not null primary key,
    programme text not null,
    form text not null,
    wave integer not null,
    held integer not null,
    content blob not null,
    unique (programme, form)
) strict;

create table response (
    id blob not null primary key,
    programme text not null,
    form text not null,
    wave integer not null,
    answers blob not null
) strict, without rowid;
create index response_wave on response (programme, form, wave);

create table api_key (
    id blob not null primary key,
    programme text not null,
    organisation_id blob not null references organisation (id) on delete restrict,
    hash blob not null unique,
    label blob not null,
    created_by blob not null references person (id) on delete restrict,
    created_at integer not null,
    last_used_at integer,
    window_at integer not null,
    window_used integer not null,
    revoked_at integer
) strict;

create table idempotency (
    api_key_id blob not null references api_key (id) on delete restrict,
    key text not null,
    hash blob not null,
    answer text not null,
    created_at integer not null,
    primary key (api_key_id, key)
) strict;
create index idempotency_age on idempotency (created_at);

-- A form of a staff page that was taken: the same form again changes nothing.
create table form_post (
    id blob not null primary key,
    person_id blob not null references person (id) on delete restrict,
    result text not null,
    at integer not null
) strict;
create index form_post_age on form_post (at);
