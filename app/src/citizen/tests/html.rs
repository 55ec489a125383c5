//! Reads rendered pages just far enough for the tests: tags, attributes, forms.

#![expect(clippy::unwrap_used, reason = "tests")]

/// Every opening tag of a name, as written.
pub fn tags<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let open = format!("<{name}");
    html.match_indices(&open)
        .map(|(at, _)| html.get(at..).unwrap())
        .filter(|rest| rest.as_bytes().get(open.len()).is_some_and(|next| b" >".contains(next)))
        .map(|rest| rest.split_once('>').unwrap().0)
        .collect()
}

/// Every value of an attribute, in order.
pub fn attribute_values<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let open = format!(" {name}=\"");
    html.match_indices(&open).map(|(at, _)| html.get(at + open.len()..).unwrap().split_once('"').unwrap().0).collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    attribute_values(tag, name).first().map(|value| plain(value))
}

fn plain(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}

/// A form as a browser sees it.
pub struct Form {
    /// Where it posts to.
    pub action: String,
    fields: Vec<(String, String)>,
    buttons: Vec<Option<(String, String)>>,
}

impl Form {
    /// The first value of a field.
    pub fn value(&self, name: &str) -> Option<String> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    /// The fields as each of its buttons would send them.
    pub fn each_way_to_send(&self) -> Vec<Vec<(String, String)>> {
        self.buttons.iter().map(|button| self.fields.iter().cloned().chain(button.clone()).collect()).collect()
    }
}

/// Every form of a page.
pub fn forms(html: &str) -> Vec<Form> {
    html.split("<form").skip(1).map(|rest| form(rest.split_once("</form>").unwrap().0)).collect()
}

fn form(html: &str) -> Form {
    let action = attribute(&format!(" {}", html.split_once('>').unwrap().0), "action").unwrap();
    let is_sent = |tag: &str| {
        let kind = attribute(tag, "type").unwrap_or_default();
        !matches!(kind.as_str(), "radio" | "checkbox") || tag.contains(" checked")
    };
    let fields = tags(html, "input")
        .into_iter()
        .filter(|tag| is_sent(tag))
        .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default())))
        .collect();
    let buttons = tags(html, "button")
        .into_iter()
        .filter(|tag| attribute(tag, "type").as_deref() == Some("submit"))
        .map(|tag| attribute(tag, "name").map(|name| (name, attribute(tag, "value").unwrap_or_default())))
        .collect();
    Form { action, fields, buttons }
}
