//! The description held against what is described: the routes in the source, and the types that really
//! read what a phone says.

use super::*;
use domain::wire;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Every path below `/api/` that stands as a route in the source, with the two for operation.
fn routed() -> BTreeSet<String> {
    fn collect(folder: &Path, routes: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, routes);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for part in text.split(".route(").skip(1) {
                    let route = part.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
                    routes.extend(route.map(str::to_owned));
                }
            }
        }
    }
    let mut routes = BTreeSet::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"), &mut routes);
    let is_interface = |route: &String| {
        (route.starts_with("/api/") && !route.contains("for-tests")) || route == "/healthz" || route == "/readyz"
    };
    routes.into_iter().filter(is_interface).collect()
}

fn described() -> Value {
    serde_json::to_value(Api::openapi()).unwrap()
}

#[test]
fn every_route_is_described_and_nothing_else() {
    let described: BTreeSet<String> = described()["paths"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(described, routed());
}

#[test]
fn every_reference_leads_somewhere_and_every_route_says_what_can_go_wrong() {
    let all = described();
    let text = all.to_string();
    for part in text.split("#/components/schemas/").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(all["components"]["schemas"].get(name).is_some(), "{name}");
    }
    for (path, methods) in all["paths"].as_object().unwrap() {
        for (method, route) in methods.as_object().unwrap() {
            let answers = route["responses"].as_object().unwrap();
            assert!(answers.keys().any(|status| status.starts_with('2')), "{method} {path}");
            if route.get("security").is_some() {
                assert!(answers.contains_key("401") && answers.contains_key("404"), "{method} {path}");
            }
        }
    }
}

#[test]
fn the_examples_are_read_by_the_types_that_really_read() {
    let all = described();
    let example = |name: &str| all["components"]["schemas"][name]["example"].to_string();
    serde_json::from_str::<wire::DeviceRequest>(&example("DeviceRequest")).unwrap();
    serde_json::from_str::<wire::DeviceResponse>(&example("DeviceResponse")).unwrap();
    serde_json::from_str::<wire::PushRequest>(&example("PushRequest")).unwrap();
    serde_json::from_str::<wire::PushResponse>(&example("PushResponse")).unwrap();
    serde_json::from_str::<wire::PullResponse>(&example("PullResponse")).unwrap();
    serde_json::from_str::<RoundRequest>(&example("RoundRequest")).unwrap();
    assert!(example("Error").contains("not_found"));
}

#[test]
fn a_description_says_who_may_call() {
    let all = described();
    assert_eq!(all["components"]["securitySchemes"]["key"]["scheme"], "bearer");
    assert_eq!(all["paths"]["/api/v1/surveys/due"]["get"]["security"][0], serde_json::json!({ "key": [] }));
    assert_eq!(all["paths"]["/api/v1/sync/pull"]["get"]["security"][0], serde_json::json!({ "session": [] }));
}
