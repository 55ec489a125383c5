//! What is told of each citizen: which parts belong to which story.

use super::citizens::{CITIZENS, Citizen, Story};
use super::day::{self, Day};
use super::tale::Tale;
use super::{english, karin, meetings, plan, thread, week};
use domain::id::ThreadId;
use domain::message::{Author, Thread};
use domain::plan::{PlanAnswer, PlanReply};
use domain::record::{self as kinds, Kind, Record};
use domain::setting::{self, Setting};

/// The records of one citizen, but for the course and the questionnaire.
pub fn records_of(citizen: &Citizen, day: Day, companion: Author) -> Vec<(uuid::Uuid, Record)> {
    let same = CITIZENS.iter().filter(|other| other.coordinator == citizen.coordinator);
    let place = same.take_while(|other| other.key != citizen.key).count();
    let mut tale = Tale::new(citizen, day, companion, place);
    let who = kinds::Person { name: citizen.name.to_owned(), username: citizen.key.to_owned() };
    tale.put(kinds::id_of(tale.citizen, Kind::Person, ""), who);
    tale.put(ThreadId::first_of(tale.citizen).0, Thread::default());
    settings(&mut tale);
    match citizen.story {
        Story::Karin => karin::write(&mut tale),
        Story::English => {
            english::write(&mut tale);
            meetings::write(&mut tale);
        }
        Story::New => greeted(&mut tale),
        Story::Empty | Story::Unused => {}
        Story::First => {
            greeted(&mut tale);
            meetings::write(&mut tale);
        }
        _ => usual(&mut tale),
    }
    tale.records()
}

fn usual(tale: &mut Tale<'_>) {
    let newest = match tale.who.story {
        Story::OldPlan => tale.day.plus(-31),
        _ => day::open_before(tale.last_day(), 4 + usize::from(tale.chance.below(12))),
    };
    let reply = |answer, text: Option<&str>| PlanReply {
        answer,
        text: text.map(str::to_owned),
        at: day::at(day::open_before(tale.last_day(), 2), 18, 40),
    };
    let reply = match tale.who.story {
        Story::Comments => Some(reply(PlanAnswer::Comment, Some("Jeg vil gerne have, at vi venter med praktikken."))),
        Story::OldPlan => Some(reply(PlanAnswer::Agree, None)),
        _ => tale.chance.clone().percent(60).then(|| reply(PlanAnswer::Agree, None)),
    };
    plan::write(tale, newest, reply.as_ref());
    week::write(tale);
    meetings::write(tale);
    thread::write(tale);
    if tale.who.story == Story::NeedsHelp {
        meetings::needs_help(tale);
    }
}

/// A first word of welcome.
fn greeted(tale: &mut Tale<'_>) {
    let hello = thread::told(
        &[
            (false, "Hej og velkommen. Jeg er den, der går med dig. Skriv eller ring, når det passer dig."),
            (true, "Tak. Jeg er spændt på, hvad der skal ske."),
            (false, "Vi begynder stille. Vi finder en tid til at tale sammen, og du må gerne tage en med."),
        ],
        tale.day.open_before(3),
    );
    thread::say(tale, &hello);
}

/// What was chosen about the app.
fn settings(tale: &mut Tale<'_>) {
    let mut choices = vec![(setting::LANGUAGE, tale.who.lang())];
    if tale.who.shares {
        choices.push((setting::SHARE_ENERGY, "on"));
    }
    if tale.who.story != Story::Unused {
        choices.push((setting::PRIVACY_SEEN, "1"));
    }
    for (key, value) in choices {
        let id = kinds::id_of(tale.citizen, Kind::Setting, key);
        tale.put(id, Setting { key: key.to_owned(), value: value.to_owned() });
    }
}
