//! Joins by column, where a read model needs more than one table.

use sea_orm::{EntityTrait, RelationDef};

/// `left.a = right.b`, for `.join(JoinType::InnerJoin, on::<left::Entity, right::Entity>(left::Column::A, right::Column::B))`.
pub(crate) fn on<L: EntityTrait, R: EntityTrait>(left: L::Column, right: R::Column) -> RelationDef {
    L::belongs_to(R::default()).from(left).to(right).into()
}
