//! Sealing at rest: AES-256-GCM under keys that script can use and cannot read out (design.md §4.2).
//!
//! Each sealed text is bound to its name (a record's kind and id, an operation's id), so that nothing can
//! be put in another's place. What it does not stop is somebody with the unlocked phone in hand.

use super::browser::{object, property, window};
use domain::id::PersonId;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

/// The bytes of chance before each sealed text.
const NONCE_BYTES: u32 = 12;

/// Sealing or opening did not work: no cryptography here, or not this key, or not this place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealFault;

impl From<JsValue> for SealFault {
    fn from(_: JsValue) -> Self {
        Self
    }
}

fn crypto() -> Result<Crypto, SealFault> {
    window().ok_or(SealFault)?.crypto().map_err(SealFault::from)
}

/// Browsers offer it on secure origins only.
fn subtle() -> Result<SubtleCrypto, SealFault> {
    property(crypto()?.as_ref(), "subtle").map(JsValue::unchecked_into).ok_or(SealFault)
}

fn usages() -> JsValue {
    Array::of2(&"encrypt".into(), &"decrypt".into()).into()
}

fn aes() -> js_sys::Object {
    object(&[("name", "AES-GCM".into()), ("length", 256.into())])
}

/// A new key that never leaves this browser.
pub async fn new_key() -> Result<CryptoKey, SealFault> {
    let making = subtle()?.generate_key_with_object(&aes(), false, &usages())?;
    Ok(JsFuture::from(making).await?.unchecked_into())
}

/// The key for unsent work: made from the server's secret, so that the same citizen's login opens it again.
pub async fn derived_key(wrap: &str, citizen: PersonId) -> Result<CryptoKey, SealFault> {
    let secret = window().ok_or(SealFault)?.atob(wrap)?;
    let secret: Vec<u8> = secret.chars().filter_map(|byte| u8::try_from(u32::from(byte)).ok()).collect();
    if secret.len() < 32 {
        return Err(SealFault);
    }
    let hkdf = object(&[("name", "HKDF".into())]);
    let usage = Array::of1(&"deriveKey".into());
    let bytes = Uint8Array::from(secret.as_slice());
    let base = subtle()?.import_key_with_object("raw", &bytes, &hkdf, false, &usage)?;
    let base: CryptoKey = JsFuture::from(base).await?.unchecked_into();
    let purpose = format!("folgeskab outbox 1 {citizen}");
    let how = object(&[
        ("name", "HKDF".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::new_with_length(32).into()),
        ("info", Uint8Array::from(purpose.as_bytes()).into()),
    ]);
    let key = subtle()?.derive_key_with_object_and_object(&how, &base, &aes(), false, &usages())?;
    Ok(JsFuture::from(key).await?.unchecked_into())
}

/// A text on its way to being sealed; many can be on the way at once.
pub struct Sealing {
    nonce: Uint8Array,
    cipher: Promise,
}

fn parameters(nonce: &Uint8Array, name: &str) -> js_sys::Object {
    object(&[
        ("name", "AES-GCM".into()),
        ("iv", nonce.clone().into()),
        ("additionalData", Uint8Array::from(name.as_bytes()).into()),
    ])
}

/// Begins to seal `text` under `name`.
pub fn seal(key: &CryptoKey, name: &str, text: &str) -> Result<Sealing, SealFault> {
    let mut chance = [0_u8; 12];
    crypto()?.get_random_values_with_u8_array(&mut chance)?;
    let nonce = Uint8Array::from(chance.as_slice());
    let plain = Uint8Array::from(text.as_bytes());
    let cipher = subtle()?.encrypt_with_object_and_js_u8_array(&parameters(&nonce, name), key, &plain)?;
    Ok(Sealing { nonce, cipher })
}

impl Sealing {
    /// The sealed text, to store.
    pub async fn done(self) -> Result<Uint8Array, SealFault> {
        let cipher = Uint8Array::new(&JsFuture::from(self.cipher).await?);
        let sealed = Uint8Array::new_with_length(NONCE_BYTES + cipher.length());
        sealed.set(&self.nonce, 0);
        sealed.set(&cipher, NONCE_BYTES);
        Ok(sealed)
    }
}

/// A text on its way to being opened.
pub struct Opening(Promise);

/// Begins to open what was sealed under `name`.
pub fn open(key: &CryptoKey, name: &str, sealed: &Uint8Array) -> Result<Opening, SealFault> {
    let nonce = sealed.subarray(0, NONCE_BYTES);
    let cipher = sealed.subarray(NONCE_BYTES, sealed.length());
    let plain = subtle()?.decrypt_with_object_and_js_u8_array(&parameters(&nonce, name), key, &cipher)?;
    Ok(Opening(plain))
}

impl Opening {
    /// The text.
    pub async fn done(self) -> Result<String, SealFault> {
        let plain = Uint8Array::new(&JsFuture::from(self.0).await?);
        String::from_utf8(plain.to_vec()).map_err(|_| SealFault)
    }
}
