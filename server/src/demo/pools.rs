//! What the demo's plans are put together from: the kinds of help that the agreements name (training,
//! physiotherapy, conversations, a mentor, help with post and money, visits to a workplace, job search),
//! with goals and citizens' own words. All wording is the demo's own.

use domain::plan::Strand;

/// A kind of help.
#[derive(Clone, Copy, Debug)]
pub struct Help {
    /// Its name in ids.
    pub key: &'static str,
    /// As it stands in the plan.
    pub title: &'static str,
    /// Its strand.
    pub strand: Strand,
    /// Who gives it: name, role, organisation.
    pub by: (&'static str, &'static str, &'static str),
    /// How to reach them.
    pub phone: &'static str,
    /// When and how often, at first and later on.
    pub pace: [&'static str; 2],
    /// What one time takes.
    pub load: Option<u16>,
}

const ANDERS: (&str, &str, &str) = ("Anders Bach", "fysioterapeut", "Socialmedicinsk Enhed");
const LISE: (&str, &str, &str) = ("Lise Holst", "psykolog", "Socialmedicinsk Enhed");
const PIA: (&str, &str, &str) = ("Pia Krogh", "mentor", "Fjordby Kommune");
const JONAS: (&str, &str, &str) = ("Jonas Friis", "virksomhedskonsulent", "Jobcenter Fjordby");
const LOUISE: (&str, &str, &str) = ("Louise Dahl", "IPS-konsulent", "IPS-teamet");
const OMID: (&str, &str, &str) = ("Omid Karimi", "behandler", "Psykiatrien");

/// Every kind of help.
pub const HELP: &[Help] = &[
    Help {
        key: "training",
        title: "Træning på et lille hold",
        strand: Strand::Health,
        by: ANDERS,
        phone: "12 34 60 01",
        pace: ["Fredag kl. 10.00", "Fredag kl. 10.00, 45 minutter"],
        load: Some(120),
    },
    Help {
        key: "physio",
        title: "Fysioterapi, én til én",
        strand: Strand::Health,
        by: ANDERS,
        phone: "12 34 60 01",
        pace: ["Hver uge", "Hver anden uge"],
        load: Some(90),
    },
    Help {
        key: "talks",
        title: "Samtaler med psykolog",
        strand: Strand::Health,
        by: LISE,
        phone: "12 34 60 02",
        pace: ["Hver uge, 45 minutter", "Hver anden uge, 45 minutter"],
        load: Some(135),
    },
    Help {
        key: "pain",
        title: "Hold: en god hverdag med smerter",
        strand: Strand::Health,
        by: ANDERS,
        phone: "12 34 60 01",
        pace: ["Seks gange, onsdag kl. 13.00", "Seks gange, onsdag kl. 14.00"],
        load: Some(120),
    },
    Help {
        key: "sleep",
        title: "Bedre søvn",
        strand: Strand::Health,
        by: LISE,
        phone: "12 34 60 02",
        pace: ["Fire samtaler", "Fire samtaler og en opfølgning"],
        load: Some(60),
    },
    Help {
        key: "learning",
        title: "Kursus: forstå din sygdom",
        strand: Strand::Health,
        by: LISE,
        phone: "12 34 60 02",
        pace: ["Mandag kl. 10.00", "Mandag kl. 11.00"],
        load: Some(150),
    },
    Help {
        key: "team",
        title: "Samtaler på det psykiatriske center",
        strand: Strand::Health,
        by: OMID,
        phone: "12 34 60 05",
        pace: ["Hver anden uge", "Hver tredje uge"],
        load: Some(120),
    },
    Help {
        key: "post",
        title: "Hjælp til post og regninger",
        strand: Strand::Social,
        by: PIA,
        phone: "12 34 60 03",
        pace: ["Hver uge, hjemme hos dig", "Hver anden uge, hjemme hos dig"],
        load: Some(60),
    },
    Help {
        key: "mentor",
        title: "Mentor",
        strand: Strand::Social,
        by: PIA,
        phone: "12 34 60 03",
        pace: ["Hver uge", "Hver uge, på telefon"],
        load: Some(60),
    },
    Help {
        key: "debt",
        title: "Gældsrådgivning",
        strand: Strand::Social,
        by: PIA,
        phone: "12 34 60 03",
        pace: ["To samtaler", "Tre samtaler"],
        load: Some(90),
    },
    Help {
        key: "home",
        title: "Hjælp til at finde en bolig",
        strand: Strand::Social,
        by: PIA,
        phone: "12 34 60 03",
        pace: ["Når der er noget nyt", "En gang om måneden"],
        load: None,
    },
    Help {
        key: "visit",
        title: "Besøg på en arbejdsplads",
        strand: Strand::Employment,
        by: JONAS,
        phone: "12 34 60 04",
        pace: ["Når du er klar", "Et besøg om måneden"],
        load: Some(150),
    },
    Help {
        key: "trial",
        title: "Praktik få timer om ugen",
        strand: Strand::Employment,
        by: JONAS,
        phone: "12 34 60 04",
        pace: ["To timer, to dage om ugen", "Tre timer, to dage om ugen"],
        load: Some(240),
    },
    Help {
        key: "search",
        title: "Jobsøgning sammen",
        strand: Strand::Employment,
        by: LOUISE,
        phone: "12 34 56 80",
        pace: ["Hver uge, en time", "Hver uge, halvanden time"],
        load: Some(180),
    },
    Help {
        key: "meet",
        title: "Møde med en arbejdsgiver",
        strand: Strand::Employment,
        by: LOUISE,
        phone: "12 34 56 80",
        pace: ["Når vi har fundet et sted", "Et møde hver anden uge"],
        load: Some(180),
    },
    Help {
        key: "stay",
        title: "Støtte, når du er i job",
        strand: Strand::Employment,
        by: LOUISE,
        phone: "12 34 56 80",
        pace: ["Hver uge på telefon", "Når du ringer"],
        load: Some(30),
    },
];

/// A goal with its five sentences.
#[derive(Clone, Copy, Debug)]
pub struct Aim {
    /// Its name in ids.
    pub key: &'static str,
    /// The goal.
    pub title: &'static str,
    /// Lowest first.
    pub levels: [&'static str; 5],
    /// "Det betyder for mig".
    pub meaning: &'static str,
}

/// Every goal.
pub const AIMS: &[Aim] = &[
    Aim {
        key: "out",
        title: "Jeg kommer ud hver dag",
        levels: [
            "Jeg går ud en gang om ugen.",
            "Jeg går en tur to gange om ugen.",
            "Jeg går en tur hver anden dag.",
            "Jeg går en tur næsten hver dag.",
            "Jeg går ud hver dag, også på en tung dag.",
        ],
        meaning: "At jeg ser andre end mine fire vægge.",
    },
    Aim {
        key: "sleep",
        title: "Jeg sover om natten",
        levels: [
            "Jeg er vågen det meste af natten.",
            "Jeg sover nogle nætter.",
            "Jeg sover godt hver anden nat.",
            "Jeg sover godt de fleste nætter.",
            "Jeg sover og vågner udhvilet.",
        ],
        meaning: "At jeg kan være noget for mine børn om morgenen.",
    },
    Aim {
        key: "post",
        title: "Jeg har styr på min post",
        levels: [
            "Jeg åbner ikke min post.",
            "Jeg åbner den sammen med Pia.",
            "Jeg åbner den selv og spørger Pia.",
            "Jeg klarer det meste selv.",
            "Jeg klarer post og regninger selv.",
        ],
        meaning: "At jeg ikke får ondt i maven af en kuvert.",
    },
    Aim {
        key: "place",
        title: "Jeg kan være på en arbejdsplads",
        levels: [
            "Jeg tænker på det.",
            "Jeg har været på besøg.",
            "Jeg er der to timer om ugen.",
            "Jeg er der to dage om ugen.",
            "Jeg er der så meget, som jeg kan holde til.",
        ],
        meaning: "At jeg igen er en, der har kolleger.",
    },
    Aim {
        key: "strength",
        title: "Jeg kender mine kræfter",
        levels: [
            "Jeg mærker det først bagefter.",
            "Jeg mærker det, mens det sker.",
            "Jeg lægger en pause ind.",
            "Jeg planlægger med luft.",
            "Jeg kan sige ja og nej i tide.",
        ],
        meaning: "At en god dag ikke koster tre dårlige.",
    },
    Aim {
        key: "others",
        title: "Jeg laver noget sammen med andre",
        levels: [
            "Jeg er mest alene.",
            "Jeg ringer til en, jeg kender.",
            "Jeg ses med nogen hver anden uge.",
            "Jeg ses med nogen hver uge.",
            "Jeg har et fast sted at komme.",
        ],
        meaning: "At nogen lægger mærke til, om jeg kommer.",
    },
    Aim {
        key: "job",
        title: "Jeg har et job, der passer til mig",
        levels: [
            "Jeg ved ikke, hvad jeg vil.",
            "Jeg har et par steder i tankerne.",
            "Jeg har talt med en arbejdsgiver.",
            "Jeg er begyndt få timer om ugen.",
            "Jeg har et job med de timer, jeg kan.",
        ],
        meaning: "At tjene mine egne penge igen.",
    },
    Aim {
        key: "talk",
        title: "Jeg tør gå til en samtale",
        levels: [
            "Jeg siger fra, når nogen spørger.",
            "Jeg øver mig med Louise.",
            "Jeg går med, når Louise er der.",
            "Jeg går selv og ringer bagefter.",
            "Jeg går selv.",
        ],
        meaning: "At jeg ikke selv lukker døren.",
    },
];

/// What a plan is about: a citizen's words, goals, and help in the order in which it came.
#[derive(Clone, Copy, Debug)]
pub struct Outline {
    /// "Det vil jeg gerne have, I ved".
    pub words: &'static str,
    /// Goals.
    pub aims: [&'static str; 2],
    /// Help: two from the start, then one more with each revision.
    pub help: [&'static str; 4],
}

/// The outlines of the programme with a hospital unit.
pub const COURSES: &[Outline] = &[
    Outline {
        words: "Jeg vil gerne have ro til at blive færdig med én ting ad gangen.",
        aims: ["strength", "place"],
        help: ["physio", "post", "pain", "visit"],
    },
    Outline {
        words: "Jeg kan mere, end det ser ud til. Men ikke før klokken ti.",
        aims: ["sleep", "place"],
        help: ["sleep", "mentor", "talks", "trial"],
    },
    Outline {
        words: "Spørg mig først. Så skal jeg nok sige, hvad jeg kan.",
        aims: ["out", "others"],
        help: ["training", "talks", "home", "visit"],
    },
    Outline {
        words: "Jeg har fortalt det hele mange gange. Læs det her, før vi ses.",
        aims: ["post", "strength"],
        help: ["learning", "post", "debt", "visit"],
    },
    Outline {
        words: "Mine børn kommer først. Resten må passe ind omkring dem.",
        aims: ["sleep", "out"],
        help: ["talks", "mentor", "training", "trial"],
    },
];

/// The outlines of the programme with job support.
pub const JOBS: &[Outline] = &[
    Outline {
        words: "Jeg vil arbejde. Jeg vil bare ikke begynde forfra hver gang.",
        aims: ["job", "strength"],
        help: ["search", "team", "meet", "stay"],
    },
    Outline {
        words: "Jeg er god til at arbejde med hænderne og dårlig til telefoner.",
        aims: ["job", "talk"],
        help: ["search", "team", "mentor", "meet"],
    },
    Outline {
        words: "Det går bedst, når jeg ved, hvad der skal ske i morgen.",
        aims: ["job", "sleep"],
        help: ["team", "search", "post", "meet"],
    },
];
