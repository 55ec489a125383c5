//! The words of the public pages. Both languages stand side by side, so that neither can lack a sentence.

/// Everything that the public pages say.
#[derive(Debug)]
pub struct Words {
    pub help: &'static str,
    pub welcome: &'static str,
    pub lead: &'static str,
    pub log_in: &'static str,
    pub username: &'static str,
    pub username_hint: &'static str,
    pub password: &'static str,
    pub have_code: &'static str,
    pub have_password: &'static str,
    pub locked_out: &'static str,
    pub call_at: &'static str,
    pub call_us: &'static str,
    pub call: &'static str,
    pub used_by: &'static str,
    pub other_lang: &'static str,
    pub other_lang_name: &'static str,
    pub wrong_password: &'static str,
    pub wait_seconds: &'static str,
    pub wait_minutes: &'static str,
    pub busy: &'static str,
    pub start_title: &'static str,
    pub start_lead: &'static str,
    pub code: &'static str,
    pub code_hint: &'static str,
    pub go_on: &'static str,
    pub wrong_code: &'static str,
    pub code_over: &'static str,
    pub choose_title: &'static str,
    pub choose_lead: &'static str,
    pub new_password: &'static str,
    pub new_password_hint: &'static str,
    pub save_password: &'static str,
    pub short: &'static str,
    pub long: &'static str,
    pub common: &'static str,
    pub your_username: &'static str,
    pub again_login: &'static str,
    pub again_title: &'static str,
    pub again_lead: &'static str,
    pub again_send: &'static str,
    pub again_drop: &'static str,
}

/// The words in Danish, or in English where that is asked for.
pub fn words(lang: &str) -> &'static Words {
    if lang == "en" { &ENGLISH } else { &DANISH }
}

static DANISH: Words = Words {
    help: "Hjælp\u{a0}og kontakt",
    welcome: "Godt at se dig",
    lead: "Din plan, dine aftaler og din koordinator. Samlet ét sted, i dit tempo.",
    log_in: "Log ind",
    username: "Brugernavn",
    username_hint: "Det står på dit ark: to ord og et tal.",
    password: "Adgangskode",
    have_code: "Jeg har en kode på papir",
    have_password: "Jeg har allerede en adgangskode",
    locked_out: "Kan du ikke komme ind?",
    call_at: "Ring til os {hours}. Vi hjælper dig.",
    call_us: "Ring til den, du plejer at tale med. Så får du en ny kode.",
    call: "Ring",
    used_by: "Følgeskab bruges af {name}.",
    other_lang: "en",
    other_lang_name: "English",
    wrong_password: "Brugernavn og adgangskode passer ikke sammen. Prøv igen i ro og mag.",
    wait_seconds: "Vent {n} sekunder, og prøv så igen. Det passer på din konto.",
    wait_minutes: "Vent {n} minutter, og prøv så igen. Det passer på din konto.",
    busy: "Der er mange på lige nu. Prøv igen om et øjeblik.",
    start_title: "Velkommen",
    start_lead: "Her bruger du koden fra dit ark. Bagefter vælger du din egen adgangskode.",
    code: "Kode",
    code_hint: "10 tegn fra dit ark. Store og små bogstaver er lige gode.",
    go_on: "Fortsæt",
    wrong_code: "Brugernavn og kode passer ikke sammen. Se på arket, og prøv igen.",
    code_over: "Koden er brugt eller for gammel. Ring, så får du en ny.",
    choose_title: "Vælg din adgangskode",
    choose_lead: "Den bruger du, næste gang du logger ind.",
    new_password: "Ny adgangskode",
    new_password_hint: "Mindst 8 tegn. Gerne nogle ord, du let kan huske.",
    save_password: "Gem og log ind",
    short: "Den er lidt for kort. Brug mindst 8 tegn.",
    long: "Den er for lang. Brug højst 250 tegn.",
    common: "Den er for let at gætte. Vælg for eksempel tre ord, der ikke hører sammen.",
    your_username: "Dit brugernavn er",
    again_login: "Du blev logget ud imens. Log ind igen, så er det, du skrev, her stadig.",
    again_title: "Du er inde igen",
    again_lead: "Det, du skrev, er ikke sendt endnu.",
    again_send: "Send det nu",
    again_drop: "Send det ikke",
};

static ENGLISH: Words = Words {
    help: "Help and\u{a0}contact",
    welcome: "Good to see you",
    lead: "Your plan, your appointments and your coordinator. In one place, at your pace.",
    log_in: "Log in",
    username: "Username",
    username_hint: "It is on your sheet: two words and a number.",
    password: "Password",
    have_code: "I have a code on paper",
    have_password: "I already have a password",
    locked_out: "Can't get in?",
    call_at: "Call us {hours}. We will help you.",
    call_us: "Call the person you usually talk to. They can give you a new code.",
    call: "Call",
    used_by: "Følgeskab is used by {name}.",
    other_lang: "da",
    other_lang_name: "Dansk",
    wrong_password: "Username and password do not match. Take your time and try again.",
    wait_seconds: "Wait {n} seconds, then try again. This protects your account.",
    wait_minutes: "Wait {n} minutes, then try again. This protects your account.",
    busy: "Many people are here right now. Try again in a moment.",
    start_title: "Welcome",
    start_lead: "Use the code from your sheet here. Then you choose a password of your own.",
    code: "Code",
    code_hint: "10 characters from your sheet. Capital and small letters are the same.",
    go_on: "Continue",
    wrong_code: "Username and code do not match. Look at the sheet and try again.",
    code_over: "The code was used or is too old. Call, and you will get a new one.",
    choose_title: "Choose your password",
    choose_lead: "You use it the next time you log in.",
    new_password: "New password",
    new_password_hint: "At least 8 characters. A few words you remember easily are good.",
    save_password: "Save and log in",
    short: "It is a little too short. Use at least 8 characters.",
    long: "It is too long. Use at most 250 characters.",
    common: "It is too easy to guess. Choose three words that do not belong together, for example.",
    your_username: "Your username is",
    again_login: "You were logged out meanwhile. Log in again; what you wrote is still here.",
    again_title: "You are back in",
    again_lead: "What you wrote is not sent yet.",
    again_send: "Send it now",
    again_drop: "Do not send it",
};

/// How long to wait, in the unit that people would use.
pub fn wait(words: &Words, seconds: u32) -> String {
    if seconds <= 90 {
        words
            .wait_seconds
            .replace("{n}", &seconds.max(2).to_string())
    } else {
        words
            .wait_minutes
            .replace("{n}", &seconds.div_ceil(60).to_string())
    }
}
