-- Satisfaction surveys: who is asked and whether they answered, and apart from that, what was answered.
--
-- No column of `urn` and `response` leads to a person: no invitation, no round, no time, and ids that
-- count nothing. An urn is one row whose sealed content holds all answers that wait in it, shuffled, so
-- that not even the order of rows says who answered first. `response` is written shuffled,
-- one wave at a time.

create table questionnaire (
    url text not null,
    version text not null,
    language text not null,
    content text not null,
    published_at bigint not null,
    primary key (url, version, language)
);

create table survey_run (
    programme text not null,
    survey text not null,
    rounds bigint not null,
    primary key (programme, survey)
);

create table round (
    id uuid not null primary key,
    programme text not null,
    survey text not null,
    number bigint not null,
    form text not null,
    created_by uuid not null,
    created_at bigint not null,
    closes_on text not null,
    unique (programme, survey, number)
);

create table invitation (
    id uuid not null primary key,
    round_id uuid not null references round (id) on delete restrict,
    enrolment_id uuid not null references enrolment (id) on delete restrict,
    person_id uuid not null references person (id) on delete restrict,
    programme text not null,
    survey text not null,
    status text not null,
    invited_at bigint not null,
    closes_on text not null,
    unique (enrolment_id, survey)
);
create index invitation_round on invitation (round_id);
create index invitation_programme on invitation (programme, survey);
create index invitation_closing on invitation (status, closes_on);
create index invitation_person on invitation (person_id);

create table urn (
    id uuid not null primary key,
    programme text not null,
    form text not null,
    wave bigint not null,
    held bigint not null,
    content bytea not null,
    unique (programme, form)
);

create table response (
    id uuid not null primary key,
    programme text not null,
    form text not null,
    wave bigint not null,
    answers bytea not null
);
create index response_wave on response (programme, form, wave);

create table api_key (
    id uuid not null primary key,
    programme text not null,
    organisation_id uuid not null references organisation (id) on delete restrict,
    hash bytea not null unique,
    label bytea not null,
    created_by uuid not null references person (id) on delete restrict,
    created_at bigint not null,
    last_used_at bigint,
    window_at bigint not null,
    window_used bigint not null,
    revoked_at bigint
);

create table idempotency (
    api_key_id uuid not null references api_key (id) on delete restrict,
    key text not null,
    hash bytea not null,
    answer text not null,
    created_at bigint not null,
    primary key (api_key_id, key)
);
create index idempotency_age on idempotency (created_at);

-- A form of a staff page that was taken: the same form again changes nothing.
create table form_post (
    id uuid not null primary key,
    person_id uuid not null references person (id) on delete restrict,
    result text not null,
    at bigint not null
);
create index form_post_age on form_post (at);
