//! A whole document with the app in it, rendered at once (design.md §3): readable before any script
//! arrives, and the data beside it for the browser to go on from.

use super::frame::{attributes, title};
use super::place::Place;
use super::state::State;
use super::{app_view, exists};
use crate::text::{Common, Lang};
use domain::setting;
use domain::wire::Boot;
use html_escape::{encode_double_quoted_attribute as attribute, encode_text as text};
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use std::fmt::Write;

/// Where the page's files are.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The stylesheet.
    pub css: String,
    /// The script that starts the app.
    pub boot_js: String,
    /// The app's script.
    pub app_js: String,
    /// The app itself.
    pub app_wasm: String,
    /// The manifest.
    pub manifest: String,
}

/// A rendered page.
#[derive(Clone, Debug)]
pub struct Page {
    /// 200, or 404 for what is not there or is somebody else's.
    pub status: u16,
    /// The document.
    pub html: String,
}

/// The page of a path for the citizen whose data `boot` carries.
pub fn page(boot: &Boot, path_and_query: &str, assets: &Assets) -> Page {
    let place = Place::of(path_and_query);
    let snapshot = boot.snapshot();
    let lang = Lang::of(snapshot.setting(setting::LANGUAGE));
    let status = if exists(place, &snapshot) { 200 } else { 404 };
    let root = attributes(&snapshot);
    // `<` cannot end the data block early; the rest of JSON is plain text there.
    let json = serde_json::to_string(boot).unwrap_or_default().replace('<', "\\u003c");
    let data = format!("<script type=\"application/json\" id=\"boot\">{json}</script>");
    let body = Owner::new().with(|| {
        // The canonical path: what a browser sends need not be an address at all.
        provide_context(RequestUrl::new(&place.path()));
        app_view(State::new(snapshot, boot.seed)).into_view().to_html()
    });
    Page { status, html: document(&root, &title(place, lang), &data, &body, assets) }
}

/// The document without anybody's data, which a browser that has been here before opens with.
pub fn shell(lang: Lang, assets: &Assets) -> String {
    let root = [("lang", Some(lang.code().to_owned()))];
    document(&root, Common::of(lang).app, "", "", assets)
}

fn document(root: &[(&'static str, Option<String>)], title: &str, data: &str, body: &str, assets: &Assets) -> String {
    let mut html = String::with_capacity(body.len() + data.len() + 4_096);
    html.push_str("<!DOCTYPE html><html");
    for (name, value) in root.iter().filter_map(|(name, value)| value.as_ref().map(|value| (name, value))) {
        // Writing to a string cannot fail.
        let _ = write!(html, " {name}=\"{}\"", attribute(value));
    }
    let _ = write!(
        html,
        "><head><meta charset=\"utf-8\"><title>{}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <meta name=\"theme-color\" content=\"#F6F5EF\" media=\"(prefers-color-scheme: light)\">\
         <meta name=\"theme-color\" content=\"#141612\" media=\"(prefers-color-scheme: dark)\">\
         <meta name=\"format-detection\" content=\"telephone=no\">\
         <link rel=\"stylesheet\" href=\"{}\">\
         <link rel=\"manifest\" href=\"{}\">\
         <link rel=\"icon\" href=\"/icons/favicon.svg\" type=\"image/svg+xml\">\
         <link rel=\"apple-touch-icon\" href=\"/icons/apple-touch-180.png\">\
         <link rel=\"modulepreload\" href=\"{}\">\
         <link rel=\"preload\" href=\"{}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\
         {data}<script type=\"module\" src=\"{}\"></script></head><body>{body}</body></html>",
        text(title),
        attribute(&assets.css),
        attribute(&assets.manifest),
        attribute(&assets.app_js),
        attribute(&assets.app_wasm),
        attribute(&assets.boot_js),
    );
    html
}
