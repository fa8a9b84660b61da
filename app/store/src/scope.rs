//! Who may see whose records: mentors and managers see the teams they belong to.

use crate::entity::membership::{Column, Entity};
use domain::ids::PersonId;
use sea_orm::{
    ColumnTrait,
    sea_query::{Query, SelectStatement},
};

/// Ids of everybody who shares a team with this person, as a subquery: `Column::OperatorId.in_subquery(teammates(mentor.id()))`.
pub(crate) fn teammates(of: PersonId) -> SelectStatement {
    let own = Query::select().column(Column::TeamId).from(Entity).and_where(Column::PersonId.eq(of.0)).take();
    Query::select().column(Column::PersonId).from(Entity).and_where(Column::TeamId.in_subquery(own)).take()
}
