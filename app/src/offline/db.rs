//! A thin layer over IndexedDB. It knows stores, keys and values, and nothing of what they mean.
//!
//! The rules that others paid for: everything that takes time (sealing) happens before a transaction is
//! opened; inside it all requests are issued at once and nothing is awaited but its end; something counts
//! as kept only after `oncomplete`; a connection that the browser has dropped is opened again, once.

use super::browser;
use domain::sync::Marks;
use js_sys::{Array, Function, Promise};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbObjectStore, IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

/// The layout below. A newer one is left untouched.
const VERSION: u32 = 1;
/// The key of the marks in the place for single things.
pub const MARKS: &str = "marks";

/// Where things lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Single things: marks, keys, whose store this is.
    Meta,
    /// The records, by kind and id.
    Records,
    /// What waits, by a number that the browser makes.
    Outbox,
    /// What the server has taken, by that number.
    Acked,
    /// What the server has not accepted, by that number.
    Tray,
    /// Half-written texts, by name.
    Drafts,
}

impl Place {
    const ALL: [Self; 6] = [Self::Meta, Self::Records, Self::Outbox, Self::Acked, Self::Tray, Self::Drafts];

    const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Records => "records",
            Self::Outbox => "outbox",
            Self::Acked => "acked",
            Self::Tray => "tray",
            Self::Drafts => "drafts",
        }
    }
}

/// Why something was not kept or not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DbFault {
    /// The browser's store does not work.
    Broken,
    /// There is no room.
    Full,
    /// The store was made by a newer version of the app.
    Newer,
    /// Another tab has moved the marks on; nothing was kept.
    Moved,
}

/// One thing to change.
#[derive(Clone, Debug)]
pub enum Change {
    /// This is there under this key.
    Put(Place, JsValue, JsValue),
    /// This is there under a key that the browser makes.
    Add(Place, JsValue),
    /// Nothing is there.
    Delete(Place, JsValue),
    /// Nothing is there at all.
    Clear(Place),
}

/// A key and its value.
pub type Row = (JsValue, JsValue);

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase` with the options of a transaction, which are not yet in the stable bindings.
    type WithOptions;
    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction(
        this: &WithOptions,
        stores: &JsValue,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// A database of this browser.
#[derive(Debug)]
pub struct Db {
    name: String,
    open: Rc<RefCell<Option<IdbDatabase>>>,
}

impl Db {
    /// Opens the database of that name, and makes it if it is not there.
    pub async fn open(name: String) -> Result<Self, DbFault> {
        let db = Self { name, open: Rc::default() };
        db.connection().await?;
        Ok(db)
    }

    /// Everything in a place, by key.
    pub async fn load(&self, place: Place) -> Result<Vec<Row>, DbFault> {
        match self.try_load(place).await {
            Err(DbFault::Broken) => {
                self.forget();
                self.try_load(place).await
            }
            answer => answer,
        }
    }

    async fn try_load(&self, place: Place) -> Result<Vec<Row>, DbFault> {
        let connection = self.connection().await?;
        let mode = IdbTransactionMode::Readonly;
        let transaction = connection.transaction_with_str_and_mode(place.name(), mode).map_err(|e| fault(&e))?;
        let store = transaction.object_store(place.name()).map_err(|e| fault(&e))?;
        let keys = store.get_all_keys().map_err(|e| fault(&e))?;
        let values = store.get_all().map_err(|e| fault(&e))?;
        completed(&transaction).await?;
        let list = |request: &IdbRequest| request.result().map(|found| Array::from(&found)).map_err(|e| fault(&e));
        Ok(list(&keys)?.iter().zip(list(&values)?.iter()).collect())
    }

    /// Does all of `changes` or none. With `marks`, only if the stored marks are of the generation before
    /// them. Answers the key that was made for an [`Change::Add`].
    pub async fn change(&self, marks: Option<&Marks>, changes: &[Change]) -> Result<Option<JsValue>, DbFault> {
        match self.try_change(marks, changes).await {
            Err(DbFault::Broken) => {
                self.forget();
                self.try_change(marks, changes).await
            }
            answer => answer,
        }
    }

    async fn try_change(&self, marks: Option<&Marks>, changes: &[Change]) -> Result<Option<JsValue>, DbFault> {
        let connection = self.connection().await?;
        let names: Array = Place::ALL.iter().map(|place| JsValue::from_str(place.name())).collect();
        let how = browser::object(&[("durability", durability(changes).into())]);
        let connection: &WithOptions = connection.unchecked_ref();
        let transaction = connection.transaction(&names, "readwrite", &how).map_err(|e| fault(&e))?;
        let added = Rc::new(RefCell::new(None));
        let has_moved = Rc::new(Cell::new(false));
        let guard = match marks {
            None => {
                *added.borrow_mut() = issue(&transaction, changes).map_err(|e| fault(&e))?;
                None
            }
            Some(marks) => {
                let expected = marks.generation.wrapping_sub(1);
                let all = with_marks(marks, changes)?;
                Some(guarded(&transaction, expected, all, &added, &has_moved).map_err(|e| fault(&e))?)
            }
        };
        let end = completed(&transaction).await;
        drop(guard);
        if has_moved.get() {
            return Err(DbFault::Moved);
        }
        end?;
        let request: Option<IdbRequest> = added.borrow_mut().take();
        request.map_or(Ok(None), |request| request.result().map(Some).map_err(|e| fault(&e)))
    }

    fn forget(&self) {
        if let Some(connection) = self.open.borrow_mut().take() {
            connection.close();
        }
    }

    async fn connection(&self) -> Result<IdbDatabase, DbFault> {
        let known = self.open.borrow().clone();
        if let Some(connection) = known {
            return Ok(connection);
        }
        let factory = browser::window().and_then(|window| window.indexed_db().ok().flatten());
        let request = factory.ok_or(DbFault::Broken)?.open_with_u32(&self.name, VERSION).map_err(|e| fault(&e))?;
        let making = on_upgrade(&request);
        let end = succeeded(&request).await;
        drop(making);
        end?;
        let connection: IdbDatabase =
            request.result().map_err(|e| fault(&e))?.dyn_into().map_err(|_| DbFault::Broken)?;
        self.let_go_when_asked(&connection);
        *self.open.borrow_mut() = Some(connection.clone());
        Ok(connection)
    }

    /// A newer version in another tab wants to change the layout, or the browser drops the connection.
    fn let_go_when_asked(&self, connection: &IdbDatabase) {
        let (open, closing) = (Rc::clone(&self.open), connection.clone());
        let let_go = Closure::<dyn Fn()>::new(move || {
            closing.close();
            open.borrow_mut().take();
        })
        .into_js_value();
        connection.set_onversionchange(Some(let_go.unchecked_ref()));
        connection.set_onclose(Some(let_go.unchecked_ref()));
    }
}

/// What a person was told is kept must survive a power cut; a half-written text may be a moment old.
fn durability(changes: &[Change]) -> &'static str {
    let is_draft =
        |change: &Change| matches!(change, Change::Put(Place::Drafts, ..) | Change::Delete(Place::Drafts, _));
    if changes.iter().all(is_draft) { "relaxed" } else { "strict" }
}

/// Makes the places of a new database.
fn on_upgrade(request: &IdbOpenDbRequest) -> Closure<dyn Fn()> {
    let asking = request.clone();
    let make = Closure::<dyn Fn()>::new(move || {
        let Some(database) = asking.result().ok().and_then(|made| made.dyn_into::<IdbDatabase>().ok()) else {
            return;
        };
        for place in Place::ALL {
            let options = IdbObjectStoreParameters::new();
            options.set_auto_increment(place == Place::Outbox);
            // What cannot be made is missed by the first transaction, which then says so.
            let _ = database.create_object_store_with_optional_parameters(place.name(), &options);
        }
    });
    request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
    make
}

fn with_marks(marks: &Marks, changes: &[Change]) -> Result<Vec<Change>, DbFault> {
    let text = serde_json::to_string(marks).map_err(|_| DbFault::Broken)?;
    let mut all = vec![Change::Put(Place::Meta, MARKS.into(), text.into())];
    all.extend_from_slice(changes);
    Ok(all)
}

/// Reads the marks first, and issues the changes from there if nobody was faster.
fn guarded(
    transaction: &IdbTransaction,
    expected: u64,
    changes: Vec<Change>,
    added: &Rc<RefCell<Option<IdbRequest>>>,
    has_moved: &Rc<Cell<bool>>,
) -> Result<Closure<dyn FnMut()>, JsValue> {
    let request = transaction.object_store(Place::Meta.name())?.get(&MARKS.into())?;
    let (asked, transaction) = (request.clone(), transaction.clone());
    let (added, has_moved) = (Rc::clone(added), Rc::clone(has_moved));
    let go_on = Closure::<dyn FnMut()>::new(move || {
        let found = asked.result().unwrap_or(JsValue::UNDEFINED);
        if generation(&found) != expected {
            has_moved.set(true);
            let _ = transaction.abort();
            return;
        }
        match issue(&transaction, &changes) {
            Ok(request) => *added.borrow_mut() = request,
            Err(_) => drop(transaction.abort()),
        }
    });
    request.set_onsuccess(Some(go_on.as_ref().unchecked_ref()));
    Ok(go_on)
}

fn generation(stored: &JsValue) -> u64 {
    marks_of(stored).generation
}

/// The marks as they were stored; none yet are the first ones.
pub fn marks_of(stored: &JsValue) -> Marks {
    stored.as_string().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn issue(transaction: &IdbTransaction, changes: &[Change]) -> Result<Option<IdbRequest>, JsValue> {
    let mut added = None;
    let store = |place: Place| -> Result<IdbObjectStore, JsValue> { transaction.object_store(place.name()) };
    for change in changes {
        match change {
            Change::Put(place, key, value) => drop(store(*place)?.put_with_key(value, key)?),
            Change::Add(place, value) => added = Some(store(*place)?.add(value)?),
            Change::Delete(place, key) => drop(store(*place)?.delete(key)?),
            Change::Clear(place) => drop(store(*place)?.clear()?),
        }
    }
    Ok(added)
}

async fn completed(transaction: &IdbTransaction) -> Result<(), DbFault> {
    let end = Promise::new(&mut |resolve: Function, reject: Function| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(end).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().map_or(DbFault::Broken, |error| named(&error))),
    }
}

async fn succeeded(request: &IdbOpenDbRequest) -> Result<(), DbFault> {
    let end = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        request.set_onblocked(Some(&reject));
    });
    match JsFuture::from(end).await {
        Ok(_) => Ok(()),
        Err(_) => Err(request.error().ok().flatten().map_or(DbFault::Broken, |error| named(&error))),
    }
}

fn fault(error: &JsValue) -> DbFault {
    error.dyn_ref::<DomException>().map_or(DbFault::Broken, named)
}

fn named(error: &DomException) -> DbFault {
    match error.name().as_str() {
        "QuotaExceededError" => DbFault::Full,
        "VersionError" => DbFault::Newer,
        _ => DbFault::Broken,
    }
}
