//! The outermost layers. `answer` gives each request an id and a task of its own, writes the bodies of
//! errors and sets the headers that every response carries; `origin` turns away requests that another
//! site made a browser send.

mod origin;

use super::State;
use crate::clock;
use crate::error::{Error, Problem};
use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, Ipv4Addr};
use tracing::Instrument;

pub use origin::same_origin;

/// The one policy: no inline script, nothing from elsewhere, in nobody's frame.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (HeaderName::from_static("x-robots-tag"), "noindex"),
];
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The address at the other end of the connection; put there by the accept loop.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// The address of the person's device, as far as the trusted proxies can be believed.
#[derive(Clone, Copy, Debug)]
pub struct ClientIp(pub IpAddr);

/// The id under which a request stands in the log and in its error.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// What must be known of the request when its answer is written.
struct Asked {
    id: String,
    is_program: bool,
    is_head: bool,
    lang: &'static str,
    is_https: bool,
    stylesheet: Option<String>,
}

/// Gives the request an id, runs it in a task of its own, and finishes its answer.
///
/// The task matters: a person who leaves in the middle must not cut a transaction in two.
pub async fn answer(site: axum::extract::State<State>, mut request: Request, next: Next) -> Response {
    let asked = Asked {
        id: hex::encode(clock::random_bytes::<8>()),
        is_program: is_program(&request),
        is_head: request.method() == Method::HEAD,
        lang: lang_of(request.headers()),
        is_https: site.address.is_https,
        stylesheet: site.assets.url("citizen.css"),
    };
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id = %asked.id, method = %request.method(), route);
    let peer = request.extensions().get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0);
    let client = client_ip(peer, request.headers(), &site.address.trusted_proxies);
    request.extensions_mut().insert(ClientIp(client));
    request.extensions_mut().insert(RequestId(asked.id.clone()));
    let work = tokio::spawn(next.run(request).instrument(span.clone()));
    let response = match work.await {
        Ok(response) => response,
        Err(stopped) => Error::of(stopped).into_response(),
    };
    span.in_scope(|| finish(&asked, response))
}

/// Whether a program asks, which reads JSON, and not a person, who reads a page.
fn is_program(request: &Request) -> bool {
    let path = request.uri().path();
    // A file of the app that is gone must never look like a page to a worker that would keep it.
    path.starts_with("/api/") || path.starts_with("/pkg/") || path == "/healthz" || path == "/readyz"
}

fn finish(asked: &Asked, response: Response) -> Response {
    let mut response = with_body(asked, response);
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if asked.is_https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    // What may be kept says so itself; everything else may be somebody's.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(id) = HeaderValue::from_str(&asked.id) {
        headers.insert(REQUEST_ID, id);
    }
    response
}

/// Writes the body of an error. What the framework itself refused has no `Problem`, only a status.
fn with_body(asked: &Asked, mut response: Response) -> Response {
    let status = response.status();
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if (status.is_client_error() || status.is_server_error()) && is_bare(response.headers()) => {
            Problem { code: code_of(status), field: None, source: None }
        }
        None => return response,
    };
    if let Some(source) = &problem.source {
        tracing::error!(error = %chain(source.as_ref()), "a request failed");
    }
    let (kind, body) = if asked.is_program {
        (HeaderValue::from_static("application/json"), json_body(asked, &problem))
    } else {
        (HeaderValue::from_static("text/html; charset=utf-8"), page_body(asked, &problem, status))
    };
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, kind);
    *response.body_mut() = if asked.is_head { Body::empty() } else { Body::from(body) };
    response
}

/// Whether a response carries nothing, or the framework's own plain sentence.
fn is_bare(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

fn code_of(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported_media_type",
        StatusCode::UNPROCESSABLE_ENTITY => "invalid",
        StatusCode::UNAUTHORIZED => "unauthorized",
        StatusCode::FORBIDDEN => "forbidden",
        status if status.is_server_error() => "internal",
        _ => "bad_request",
    }
}

fn json_body(asked: &Asked, problem: &Problem) -> String {
    let mut body = serde_json::json!({
        "code": problem.code,
        "message": app::public::problem::sentence(asked.lang, problem.code),
        "request_id": asked.id,
    });
    if let (Some(field), Some(object)) = (&problem.field, body.as_object_mut()) {
        object.insert("field".to_owned(), field.clone().into());
    }
    body.to_string()
}

fn page_body(asked: &Asked, problem: &Problem, status: StatusCode) -> String {
    let id = status.is_server_error().then_some(asked.id.as_str());
    app::public::problem::page(asked.lang, asked.stylesheet.as_deref(), problem.code, id)
}

/// An error with everything that caused it, for the log.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let part = error.to_string();
        if !text.contains(&part) {
            text.push_str(": ");
            text.push_str(&part);
        }
        cause = error.source();
    }
    text
}

/// The language to speak before anybody is known: the one chosen last, else the browser's, else Danish.
pub fn lang_of(headers: &HeaderMap) -> &'static str {
    if let Some(chosen) = cookie(headers, super::session::LANG_COOKIE) {
        return crate::store::session::lang_of(chosen);
    }
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = wanted.split(',').map(str::trim).find(|part| {
        let part = part.to_ascii_lowercase();
        ["da", "nb", "nn", "no", "sv", "en"].iter().any(|known| part.starts_with(known))
    });
    if first.is_some_and(|first| first.to_ascii_lowercase().starts_with("en")) { "en" } else { "da" }
}

/// The value of a cookie that the browser sent.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The right-most address that no trusted proxy vouches for; what stands left of it anybody can write.
fn client_ip(peer: IpAddr, headers: &HeaderMap, trusted: &[ipnet::IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|net| net.contains(&address.to_canonical()));
    if !is_trusted(peer) {
        return peer;
    }
    let hops = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|hop| hop.trim().parse::<IpAddr>())
        .collect::<Vec<_>>();
    let mut client = peer;
    for hop in hops.into_iter().rev() {
        let Ok(hop) = hop else { return client };
        client = hop;
        if !is_trusted(hop) {
            return client;
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(method: &str, headers: &[(&str, &str)]) -> Request {
        let mut request = Request::builder().method(method).uri("/login");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).unwrap()
    }

    #[test]
    fn a_client_cannot_write_its_own_address() {
        let trusted: Vec<ipnet::IpNet> = vec!["10.0.0.0/8".parse().unwrap()];
        let from = |peer: &str, hops: &str| {
            let request = request("GET", &[("x-forwarded-for", hops)]);
            client_ip(peer.parse().unwrap(), request.headers(), &trusted).to_string()
        };
        assert_eq!(from("192.0.2.9", "1.1.1.1"), "192.0.2.9");
        assert_eq!(from("10.0.0.1", "1.1.1.1, 192.0.2.7"), "192.0.2.7");
        assert_eq!(from("10.0.0.1", "1.1.1.1, 192.0.2.7, 10.0.0.2"), "192.0.2.7");
        assert_eq!(from("10.0.0.1", "1.1.1.1, nonsense"), "10.0.0.1");
    }

    #[test]
    fn the_language_is_the_one_chosen_then_the_browsers_then_danish() {
        let lang = |headers: &[(&str, &str)]| lang_of(request("GET", headers).headers());
        assert_eq!(lang(&[]), "da");
        assert_eq!(lang(&[("accept-language", "en-GB,en;q=0.9,da;q=0.8")]), "en");
        assert_eq!(lang(&[("accept-language", "da-DK,en;q=0.8")]), "da");
        assert_eq!(lang(&[("accept-language", "so, en;q=0.5")]), "en");
        assert_eq!(lang(&[("accept-language", "en"), ("cookie", "a=b; folgeskab_lang=da")]), "da");
    }
}
