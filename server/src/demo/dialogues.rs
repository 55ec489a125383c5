//! What people of the demo write to each other. All wording is the demo's own.

/// A conversation: whether the citizen speaks, and what is said. The last word is the coordinator's.
pub type Dialogue = &'static [(bool, &'static str)];

/// What people write to each other.
pub const DIALOGUES: &[Dialogue] = &[
    &[
        (true, "Hej. Må jeg komme lidt senere på onsdag? Bussen er tit forsinket."),
        (false, "Ja, det må du gerne. Kom, når du er der. Jeg venter på dig."),
    ],
    &[
        (false, "Tak for i dag. Du fik sagt det, du ville. Skal vi tage det næste skridt om to uger?"),
        (true, "Ja, to uger passer mig fint."),
        (false, "Så gør vi det. Jeg skriver det ind i planen."),
    ],
    &[
        (true, "Jeg nåede ikke det hele i den her uge. Er det okay?"),
        (false, "Ja. Planen er et tilbud til dig. Vi ser på den sammen, når vi mødes."),
    ],
    &[
        (false, "Hvordan gik det hos Anders?"),
        (true, "Godt nok. Jeg var træt bagefter, men det var rart at komme af sted."),
        (false, "Godt, at du siger det. Læg gerne en pause ind bagefter næste gang."),
    ],
    &[
        (true, "Jeg har fået et brev, som jeg ikke forstår."),
        (true, "Må jeg tage det med til dig?"),
        (false, "Tag det endelig med. Vi læser det sammen."),
    ],
    &[
        (false, "Du må også gerne ringe. Jeg er her mellem klokken 9 og 15."),
        (true, "Tak. Jeg vil hellere skrive."),
        (false, "Det er helt fint. Så skriver vi."),
    ],
    &[
        (true, "Kan vi tales ved i telefon i stedet for næste gang?"),
        (false, "Ja, det kan vi godt. Jeg ringer til dig på det tidspunkt, vi har aftalt."),
    ],
    &[
        (false, "Jonas har fundet et sted, hvor du kan komme på besøg. Har du lyst til at høre mere?"),
        (true, "Ja, men ikke i den her uge."),
        (false, "Det er dig, der bestemmer tempoet. Vi taler om det, når vi ses."),
    ],
];
