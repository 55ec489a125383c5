//! Parts of a screen that citizen, staff and public pages share. They know no person and no route.

pub mod drawing;
pub mod icon;
