//! Whether a request comes from one of our own pages. Browsers send a session along with whatever another
//! site makes them ask; this is what stands in the way.

use crate::error::Error;
use crate::web::State;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Turns away what another site made the browser send (design.md §4.1). Requests with an API key and
/// without a cookie carry their own proof. Event streams are held to it too, for they hold a connection.
pub async fn same_origin(site: axum::extract::State<State>, request: Request, next: Next) -> Response {
    let is_safe = request.method().is_safe() && request.uri().path() != "/api/v1/events";
    if is_safe || is_ours(site.address.origin.as_deref(), &request) {
        return next.run(request).await;
    }
    tracing::info!("a request from another site was turned away");
    Error::Forbidden.into_response()
}

fn is_ours(origin: Option<&str>, request: &Request) -> bool {
    let headers = request.headers();
    let has_cookie = headers.contains_key(header::COOKIE);
    let has_key = headers.get(header::AUTHORIZATION).is_some_and(|value| value.as_bytes().starts_with(b"Bearer "));
    if has_key && !has_cookie {
        return true;
    }
    let site = headers.get(SEC_FETCH_SITE).map(HeaderValue::as_bytes);
    let sender = headers.get(header::ORIGIN).map(HeaderValue::as_bytes);
    match (site, sender) {
        (None, None) => {
            let kind = headers.get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
            !has_cookie || request.method().is_safe() || kind.starts_with(b"application/json")
        }
        (site, sender) => {
            site.is_none_or(|site| site == b"same-origin")
                && sender.is_none_or(|sender| is_our_origin(origin, sender, headers.get(header::HOST)))
        }
    }
}

/// On loopback, where no address was given, the request's own host is ours if it is a loopback name:
/// another name could be made to point here.
fn is_our_origin(origin: Option<&str>, sender: &[u8], host: Option<&HeaderValue>) -> bool {
    if let Some(origin) = origin {
        return sender == origin.as_bytes();
    }
    let (Ok(sender), Some(Ok(host))) = (std::str::from_utf8(sender), host.map(HeaderValue::to_str)) else {
        return false;
    };
    let authority = sender.strip_prefix("http://").or_else(|| sender.strip_prefix("https://"));
    authority == Some(host) && is_loopback_name(host)
}

fn is_loopback_name(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    };
    name == "localhost" || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn request(method: &str, headers: &[(&str, &str)]) -> Request {
        let mut request = Request::builder().method(method).uri("/login");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).unwrap()
    }

    fn passes(headers: &[(&str, &str)]) -> bool {
        is_ours(Some("https://folgeskab.example"), &request("POST", headers))
    }

    #[test]
    fn only_our_own_pages_may_send_a_session_along() {
        let cookie = ("cookie", "__Host-folgeskab=x");
        assert!(passes(&[cookie, ("sec-fetch-site", "same-origin")]));
        assert!(passes(&[cookie, ("origin", "https://folgeskab.example")]));
        assert!(passes(&[cookie, ("content-type", "application/json")]));
        assert!(!passes(&[cookie]));
        assert!(!passes(&[cookie, ("content-type", "application/x-www-form-urlencoded")]));
        assert!(!passes(&[cookie, ("sec-fetch-site", "cross-site")]));
        assert!(!passes(&[cookie, ("sec-fetch-site", "same-site"), ("origin", "https://folgeskab.example")]));
        assert!(!passes(&[cookie, ("origin", "https://evil.example"), ("content-type", "application/json")]));
        assert!(!passes(&[cookie, ("origin", "null")]));
        assert!(!passes(&[cookie, ("authorization", "Bearer k"), ("sec-fetch-site", "cross-site")]));
        assert!(passes(&[("authorization", "Bearer k")]));
        assert!(passes(&[("authorization", "Bearer k"), ("origin", "https://jobcenter.example")]));
    }

    #[test]
    fn a_name_that_was_made_to_point_at_loopback_is_not_ours() {
        let from = |origin: &str, host: &str| is_ours(None, &request("POST", &[("origin", origin), ("host", host)]));
        assert!(from("http://127.0.0.1:3000", "127.0.0.1:3000"));
        assert!(from("http://localhost:3000", "localhost:3000"));
        assert!(from("http://[::1]:3000", "[::1]:3000"));
        assert!(!from("http://evil.example:3000", "evil.example:3000"));
        assert!(!from("http://127.0.0.1:4000", "127.0.0.1:3000"));
    }
}
