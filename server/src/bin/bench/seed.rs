//! Eight invented citizens, each with a plan of ten items, twenty appointments and fifty messages, and a
//! phone that is logged in.

use crate::CLIENTS;
use crate::client::{Client, header};
use crate::load::Samples;
use anyhow::{Context, bail};
use domain::access::Role;
use domain::course::Arm;
use domain::id::{DeviceId, OrganisationId, PersonId, ThreadId};
use domain::record::{Kind, Record};
use domain::time::{HOUR_MS, Instant, plus_days};
use domain::wire::{DeviceResponse, PullResponse};
use serde_json::{Value, json};
use server::actions::course::{self, NewEnrolment};
use server::clock::{self, Clock};
use server::db::{DatabaseUrl, Db, Options, Tx};
use server::password::{Passwords, Strength};
use server::programmes::Programmes;
use server::seal::KeyRing;
use server::store::person::{self, NewPerson, Organisation};
use server::store::{enrolment, record};
use server::web::{self, Address, Site, State, assets::Assets, serve};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

const PASSWORD: &str = "en lang og rolig tur";
const GOALS: usize = 4;
const INTERVENTIONS: usize = 5;
const APPOINTMENTS: i64 = 20;
const MESSAGES: i64 = 50;

/// A server with its database.
pub struct Place {
    site: State,
    citizens: Vec<PersonId>,
}

/// A phone that is logged in.
pub struct Phone {
    cookies: String,
    /// Its device.
    pub device: DeviceId,
    /// The epoch of the server.
    pub epoch: uuid::Uuid,
}

/// Opens a server on a new database in `folder` and fills it.
pub async fn open(folder: &Path) -> anyhow::Result<Place> {
    let data = folder.join("server");
    let clock = Clock::system();
    let ring = KeyRing::open_or_create(&data.join("folgeskab.key"))?;
    let options = Options { url: DatabaseUrl::in_folder(&data), data };
    let db = Db::open(&options, ring, &clock).await?;
    // How hard passwords are hashed is not what is measured.
    let passwords = Passwords::new(Strength::Floor, db.ring())?;
    let site = Arc::new(Site {
        db,
        clock,
        passwords,
        programmes: Programmes::shipped()?,
        live: server::live::Hub::default(),
        pushes: web::sync::Pushes::default(),
        streams: web::events::Streams::default(),
        assets: Assets::embedded(None),
        address: Address::default(),
        stop: CancellationToken::new(),
    });
    let hash = site.passwords.hash(PASSWORD).await?;
    let mut tx = site.db.write().await?;
    let now = site.clock.now();
    let coordinator = staff(&mut tx, now).await?;
    let mut citizens = Vec::new();
    for number in 0..CLIENTS {
        let citizen = enrol(&mut tx, &site, coordinator, number, now).await?;
        person::set_password(&mut tx, citizen, Some(&hash), now).await?;
        fill(&mut tx, citizen, now).await?;
        citizens.push(citizen);
    }
    tx.commit().await?;
    Ok(Place { site, citizens })
}

async fn staff(tx: &mut Tx, now: Instant) -> anyhow::Result<PersonId> {
    let organisation = Organisation {
        id: OrganisationId(clock::new_id()),
        kind: "jobcenter".to_owned(),
        name: "Jobcenter Fjordby".to_owned(),
        phone: Some("12 34 56 78".to_owned()),
        hours: Some("9-15".to_owned()),
    };
    person::insert_organisation(tx, &organisation, now).await?;
    let coordinator = NewPerson {
        id: PersonId(clock::new_id()),
        role: Role::Coordinator,
        organisation: Some(organisation.id),
        username: Some("rolig-koordinator".to_owned()),
        name: "Mette Lund".to_owned(),
        phone: organisation.phone,
        lang: "da".to_owned(),
    };
    person::insert(tx, &coordinator, now).await?;
    Ok(coordinator.id)
}

async fn enrol(
    tx: &mut Tx,
    site: &Site,
    coordinator: PersonId,
    number: usize,
    now: Instant,
) -> anyhow::Result<PersonId> {
    let today = now.date();
    let new = NewEnrolment {
        name: format!("Karin Holm {number}"),
        phone: None,
        username: Some(username(number)),
        lang: "da".to_owned(),
        programme: "ishoej-sme".to_owned(),
        arm: Arm::Intervention,
        external_ref: None,
        jobcenter: None,
        coordinator: Some(coordinator),
        included_on: plus_days(today, -60),
        starts_on: Some(plus_days(today, -45)),
    };
    let id = course::enrol(tx, &new, &site.programmes, now).await?;
    let enrolled = enrolment::find(tx, id).await?.context("an enrolment that was just made")?;
    Ok(enrolled.person)
}

fn username(number: usize) -> String {
    format!("blå-bølge-{number}")
}

async fn fill(tx: &mut Tx, citizen: PersonId, now: Instant) -> anyhow::Result<()> {
    let rev = record::raise(tx, citizen, now).await?;
    let author = json!({ "name": "Mette Lund", "role": "Koordinator", "organisation": "Jobcenter Fjordby" });
    let mut all = plan(&author, now);
    for number in 0..APPOINTMENTS {
        let date = plus_days(now.date(), number * 2 - 6);
        let appointment = json!({
            "title": "Samtale om ugen der gik", "with": [author], "place": "Fjordby Sundhedshus",
            "address": "Havnevej 12, 2. sal", "date": date, "start": "10:15", "minutes": 45,
            "travel_minutes": 30, "weight": "medium", "preparation": ["Tag din kalender med"],
        });
        all.push((Kind::Appointment, appointment));
    }
    let thread = ThreadId::first_of(citizen);
    for number in 0..MESSAGES {
        let at = now.plus_ms((number - MESSAGES) * HOUR_MS);
        let message = json!({
            "thread": thread, "own": number % 2 == 0, "author": author, "at": at, "sent_at": at,
            "text": "Tak for sidst. Det var godt at høre, at du kom ud at gå. Vi ses på tirsdag kl. 10.15.",
        });
        all.push((Kind::Message, message));
    }
    for (kind, content) in all {
        let record = Record::parse(kind, &content.to_string())?;
        record::put(tx, citizen, rev, clock::new_id(), &record).await?;
    }
    Ok(())
}

/// Ten items: a revision, four goals and five interventions.
fn plan(author: &Value, now: Instant) -> Vec<(Kind, Value)> {
    let goal = json!({
        "title": "Jeg vil kunne gå en tur hver dag",
        "levels": ["Ingen ture", "En tur om ugen", "Tre ture om ugen", "En tur hver dag", "To ture hver dag"],
        "meaning": "Så kan jeg hente mine børn igen.",
    });
    let intervention = json!({
        "title": "Træning i varmt vand", "strand": "health", "provider": author, "pace": "Hver tirsdag",
        "provider_phone": "12 34 56 78", "responsible": "Mette Lund", "load": 60, "status": "running",
        "from": plus_days(now.date(), -30), "to": plus_days(now.date(), 60),
    });
    let with_id = |content: &Value| {
        let mut content = content.clone();
        if let Some(object) = content.as_object_mut() {
            object.insert("id".to_owned(), clock::new_id().to_string().into());
        }
        content
    };
    let revision = json!({
        "number": 1, "author": author, "at": now, "reason": "Den første plan",
        "own_words": "Jeg vil gerne have, at det går langsomt.", "own_words_on": now.date(),
        "goals": vec![with_id(&goal); GOALS], "interventions": vec![with_id(&intervention); INTERVENTIONS],
    });
    let mut all = vec![(Kind::Plan, revision)];
    all.extend(vec![(Kind::Goal, goal); GOALS]);
    all.extend(vec![(Kind::Intervention, intervention); INTERVENTIONS]);
    all
}

/// Starts the server and logs a phone in for every citizen.
pub async fn phones(place: &Place) -> anyhow::Result<(SocketAddr, Vec<Phone>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let site = Arc::clone(&place.site);
    tokio::spawn(async move {
        serve::run(listener, None, web::router(&site), &site.address, site.stop.clone()).await;
    });
    let mut phones = Vec::new();
    for number in 0..place.citizens.len() {
        phones.push(log_in(address, number).await?);
    }
    Ok((address, phones))
}

async fn log_in(address: SocketAddr, number: usize) -> anyhow::Result<Phone> {
    let mut client = Client::connect(address).await?;
    let body = json!({ "username": username(number), "password": PASSWORD });
    let answer = client.send(&post("/api/v1/session", "", &body)).await?;
    if answer.status != 204 {
        bail!("the login answered {}", String::from_utf8_lossy(answer.body));
    }
    let cookies: Vec<&str> = header(answer.head, "set-cookie").filter_map(|cookie| cookie.split(';').next()).collect();
    let cookies = cookies.join("; ");
    let body = json!({ "label": "Telefon" });
    let answer = client.send(&post("/api/v1/device", &cookies, &body)).await?;
    let known: DeviceResponse =
        serde_json::from_slice(answer.body).with_context(|| String::from_utf8_lossy(answer.body).into_owned())?;
    Ok(Phone { cookies, device: known.device, epoch: known.epoch })
}

fn post(path: &str, cookies: &str, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let cookies = if cookies.is_empty() { String::new() } else { format!("cookie: {cookies}\r\n") };
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\n{cookies}content-type: application/json\r\n\
         sec-fetch-site: same-origin\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

impl Phone {
    /// The beginning of a request.
    pub fn head(&self, method: &str, path: &str) -> String {
        format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {}\r\n", self.cookies)
    }

    fn get(&self, rest: &str) -> Vec<u8> {
        let path = format!("/api/v1/sync/pull?device={}&epoch={}{rest}", self.device, self.epoch);
        format!("{}\r\n", self.head("GET", &path)).into_bytes()
    }

    /// Asks for everything.
    pub fn whole(&self) -> Vec<u8> {
        self.get("")
    }

    /// Asks for what came after everything that is there now.
    pub async fn nothing_new(&self, address: SocketAddr) -> anyhow::Result<Vec<u8>> {
        let mut client = Client::connect(address).await?;
        let answer = client.send(&self.whole()).await?;
        let pulled: PullResponse = serde_json::from_slice(answer.body)?;
        if pulled.more {
            bail!("the full pull is more than one page");
        }
        Ok(self.get(&format!("&cursor={}", pulled.cursor)))
    }
}

impl Place {
    /// Whether every message that was acknowledged is in the database, once.
    pub async fn check_messages(&self, pushed: &Samples) -> anyhow::Result<()> {
        let Db::Sqlite { read, .. } = &self.site.db else { bail!("the server is on SQLite") };
        let (count,): (i64,) =
            sqlx::query_as("select count(*) from record where kind = 'message'").fetch_one(read).await?;
        let seeded = i64::try_from(CLIENTS)? * MESSAGES;
        let expected = seeded + i64::try_from(pushed.times.len())?;
        if count != expected {
            bail!("{expected} messages should be kept, and {count} are");
        }
        Ok(())
    }

    /// Stops the server and closes its database.
    pub async fn close(&self) {
        self.site.stop.cancel();
        self.site.db.close().await;
    }
}
