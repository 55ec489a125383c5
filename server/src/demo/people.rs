//! Who is in the demo. All of them are invented: common first names with common surnames, put together
//! by hand, and phone numbers of a kind that Denmark does not give out (they begin with 12).

use domain::access::Role;

/// The programme with a hospital unit.
pub const ISHOEJ: &str = "ishoej-sme";
/// The programme with job support.
pub const HILLEROD: &str = "hillerod-ips";

/// An organisation of the demo.
#[derive(Clone, Copy, Debug)]
pub struct House {
    /// Its name in ids.
    pub key: &'static str,
    /// Its kind.
    pub kind: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// The organisations.
pub const HOUSES: &[House] = &[
    House { key: "unit", kind: "hospital_unit", name: "Socialmedicinsk Enhed" },
    House { key: "ips", kind: "municipality", name: "IPS-teamet" },
    House { key: "jobcenter", kind: "jobcenter", name: "Jobcenter Fjordby" },
    House { key: "research", kind: "research_unit", name: "Forskningsenheden" },
];

/// Somebody who works here.
#[derive(Clone, Copy, Debug)]
pub struct Staff {
    /// What they type at login.
    pub username: &'static str,
    /// Their name.
    pub name: &'static str,
    /// What they are.
    pub role: Role,
    /// Where they belong.
    pub house: &'static str,
    /// Their number.
    pub phone: &'static str,
}

const fn staff(
    username: &'static str,
    name: &'static str,
    role: Role,
    house: &'static str,
    phone: &'static str,
) -> Staff {
    Staff { username, name, role, house, phone }
}

/// The staff.
pub const STAFF: &[Staff] = &[
    staff("koordinator-01", "Mette Lund", Role::Coordinator, "unit", "12 34 56 78"),
    staff("koordinator-02", "Søren Bak", Role::Coordinator, "unit", "12 34 56 79"),
    staff("ips-konsulent-01", "Louise Dahl", Role::Coordinator, "ips", "12 34 56 80"),
    staff("jobcenter-01", "Niels Kjær", Role::Caseworker, "jobcenter", "12 34 56 81"),
    staff("leder-01", "Hanne Toft", Role::Leader, "jobcenter", "12 34 56 82"),
    staff("forsker-01", "Thomas Bang", Role::Evaluator, "research", "12 34 56 83"),
    staff("admin", "Inge Falk", Role::Admin, "jobcenter", "12 34 56 84"),
];
