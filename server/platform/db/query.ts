/**
 * The query builder. It builds and compiles SQL and has no connection: only a `Tx` executes. Forgetting the
 * transaction therefore does not compile, and nothing can slip past it.
 */
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Selectable,
  sql,
} from 'kysely';
import type { DB } from './tables.gen.ts';

export const q = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** A whole row of a table, as it is read. */
export type Row<T extends keyof DB> = Selectable<DB[T]>;

/** Anything that compiles to SQL and parameters: a Kysely query, or `sql<Row>\`…\`` through `raw`. */
export interface Query<Row> {
  compile(): { readonly sql: string; readonly parameters: readonly unknown[]; readonly query?: unknown };
  /** Only for the type: what a row looks like. */
  readonly row?: Row;
}

export { sql };
