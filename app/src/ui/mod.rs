//! Parts of a screen that citizen, staff and public pages share. They know no person and no route.

pub mod area;
pub mod drawing;
pub mod form;
pub mod icon;
pub mod parts;
