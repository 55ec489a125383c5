//! The pages before anybody is known: login, the first login, and what is shown when something did not
//! work. Rendered on the server only; plain forms, no program in the browser.

pub mod accessibility;
pub mod again;
pub mod devices;
mod document;
pub mod login;
pub mod problem;
pub mod refused;
pub mod start;
mod text;

/// Where a public page stands: the language, the stylesheet's address, and whom to call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// `da` or `en`.
    pub lang: &'static str,
    /// The stylesheet.
    pub stylesheet: Option<String>,
    /// Who uses the product here.
    pub organisation: Option<String>,
    /// Whom to call.
    pub phone: Option<String>,
    /// When somebody answers, as people say it: "hverdage kl. 9–15".
    pub hours: Option<String>,
}
