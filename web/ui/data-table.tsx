/**
 * Rows under columns as a contract declares them. A plain HTML table: it reads well to a screen reader, prints, and its
 * rows are real links that open in a new tab with the middle button.
 */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Column } from '../../shared/contracts/contract.ts';
import { asText, type FormatSettings, standsRight, useFormatSettings } from '../lib/format.tsx';
import { useSay } from '../lib/say.ts';
import { sortDirection } from './list-state.ts';
import { type States, StateTag } from './state-tag.tsx';

export type Row = Readonly<Record<string, unknown>>;

export interface DataTableProps {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly rowKey?: (row: Row, index: number) => string;
  /** Where the row leads; the first cell carries the link. */
  readonly href?: ((row: Row) => string | undefined) | undefined;
  readonly states?: States | undefined;
  readonly sort?: { readonly current: string | null; readonly onSort: (key: string) => void } | undefined;
  readonly selected?: ((row: Row) => boolean) | undefined;
  /** Buttons at the end of each row. */
  readonly actions?: ((row: Row) => ReactNode) | undefined;
  readonly cells?: Readonly<Record<string, (row: Row) => ReactNode>> | undefined;
}

const keyOfRow = (row: Row, index: number): string => (typeof row.id === 'string' ? row.id : String(index));

function headSortText(direction: 'ascending' | 'descending' | 'none'): string {
  if (direction === 'ascending') return ' ↑';
  return direction === 'descending' ? ' ↓' : '';
}

function rightColumns(columns: readonly Column[], rows: readonly Row[]): ReadonlySet<string> {
  return new Set(
    columns
      .filter(({ key, as = 'text' }) => standsRight(as, rows.find((row) => row[key] != null)?.[key]))
      .map(({ key }) => key),
  );
}

/** Read as one, so never broken: the table scrolls sideways before a date stands on three lines. */
const WHOLE: ReadonlySet<Column['as']> = new Set(['code', 'date', 'instant']);

function cellClass({ key, as }: Column, right: ReadonlySet<string>): string | undefined {
  if (right.has(key)) return 'right';
  return WHOLE.has(as) ? 'whole' : undefined;
}

interface CellProps {
  readonly column: Column;
  readonly row: Row;
  readonly settings: FormatSettings;
  readonly table: DataTableProps;
}

function Cell({ column, row, settings, table }: CellProps): ReactNode {
  const own = table.cells?.[column.key];
  if (own) return own(row);
  const as = column.as ?? 'text';
  const value = row[column.key];
  if (as === 'state' && typeof value === 'string') return <StateTag state={value} states={table.states} />;
  return asText(as, value, settings, row);
}

export function DataTable(props: DataTableProps): ReactNode {
  const { caption, columns, rows, rowKey = keyOfRow, href, sort, selected, actions } = props;
  const say = useSay();
  const settings = useFormatSettings();
  const right = rightColumns(columns, rows);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={caption}>
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const direction = sort ? sortDirection(sort.current, column.key) : 'none';
              return (
                <th
                  key={column.key}
                  scope="col"
                  className={right.has(column.key) ? 'right' : undefined}
                  aria-sort={sort ? direction : undefined}
                >
                  {sort ? (
                    <button type="button" className="sort" onClick={() => sort.onSort(column.key)}>
                      {say(column.title)}
                      {headSortText(direction)}
                    </button>
                  ) : (
                    say(column.title)
                  )}
                </th>
              );
            })}
            {actions && <td className="over-buttons" />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const to = href?.(row);
            return (
              <tr key={rowKey(row, index)} aria-selected={selected?.(row) || undefined}>
                {columns.map((column, place) => {
                  const cell = <Cell column={column} row={row} settings={settings} table={props} />;
                  return (
                    <td key={column.key} className={cellClass(column, right)}>
                      {place === 0 && to ? <Link to={to}>{cell}</Link> : cell}
                    </td>
                  );
                })}
                {actions && <td className="right">{actions(row)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
