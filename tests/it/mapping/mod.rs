//! Mappings: a file's text and a row in, a record, a rejection or problems out.

mod changes;
mod chinese;
mod codes;
mod columns;
mod degrees;
mod doubts;
mod examples;
mod files;
mod identifiers;
mod lists;
mod marks;
mod papers;
mod problems;
mod property;
mod rules;
mod site;
mod texts;
mod times;
