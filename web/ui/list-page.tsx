/**
 * A list drawn from a query's contract: filters from its input, columns from its declaration, order and pages by the
 * server. A query takes part by convention:
 * - it answers `{ rows, next? }`; `next` is the cursor of the following page, sent back as `after`;
 * - it is ordered by a person where its input has `sort` (`key` or `-key`), otherwise as the server says.
 */
import { type ReactNode, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { InputOf, QueryContract } from '../../shared/contracts/contract.ts';
import type { Text } from '../../shared/text.ts';
import { searchOf } from '../lib/api.ts';
import { useSay } from '../lib/say.ts';
import { useAsk } from '../lib/use-api.ts';
import { W } from '../lib/words.ts';
import { Button } from './button.tsx';
import { DataTable, type DataTableProps, type Row } from './data-table.tsx';
import { Empty } from './empty.tsx';
import { type Field, fieldsOf, type Labels } from './fields.ts';
import { FilterBar } from './filter-bar.tsx';
import { filterFieldsOf, inputFrom, nextSort, withField } from './list-state.ts';
import { PageHeader } from './page-header.tsx';
import { RefusalAlert } from './refusal-alert.tsx';

export interface ListPageProps<C extends QueryContract>
  extends Pick<DataTableProps, 'href' | 'states' | 'actions' | 'cells'> {
  readonly contract: C;
  /** Fixed by the page; not shown among the filters. */
  readonly input?: Partial<InputOf<C>>;
  readonly title?: Text;
  /** Labels of filters and of their options, as in `fieldsOf`; columns of the same name serve too. */
  readonly labels?: Labels;
  /** Addresses of the same rows as files; the list's own conditions are added. */
  readonly files?: readonly { readonly title: string; readonly href: string }[];
  readonly empty: { readonly text: Text; readonly next: Text };
  /** Buttons of the page: open a form, start a run. */
  readonly pageActions?: ReactNode;
  /** Between head and list: the page's parts as tabs. */
  readonly children?: ReactNode;
  /** Shown in a drawer when the address carries `?open=<id>`; `href` of the rows then is `openHref`. */
  readonly detail?: (id: string, close: () => void) => ReactNode;
}

interface Answer {
  readonly rows: readonly Row[];
  readonly next?: string | null;
}

const NEXT_PAGE: Text = { zh: '下一页', en: 'Next page' };
const FIRST_PAGE: Text = { zh: '回到第一页', en: 'First page' };
const ROWS: Text = { zh: '本页 {count} 行', en: 'Rows on this page: {count}' };
const FILTERED_EMPTY: Text = { zh: '没有符合条件的记录', en: 'No record meets these conditions' };
const FILTERED_NEXT: Text = { zh: '放宽或清空条件再查。', en: 'Widen or clear the conditions.' };

function useList<C extends QueryContract>(props: ListPageProps<C>) {
  const { contract, labels, input } = props;
  const [search, setSearch] = useSearchParams();
  const fields = useMemo(() => {
    const fromColumns = Object.fromEntries((contract.columns ?? []).map((column) => [column.key, column.title]));
    return fieldsOf(contract.input, { ...fromColumns, ...labels });
  }, [contract, labels]);
  const asked = { ...inputFrom(fields, search), ...input } as InputOf<C>;
  const answer = useAsk(contract, asked, { keepPrevious: true });
  return { fields, search, setSearch, asked, answer };
}

interface FootProps {
  readonly answer: Answer;
  readonly search: URLSearchParams;
  readonly setSearch: (next: URLSearchParams) => void;
}

function Foot({ answer, search, setSearch }: FootProps): ReactNode {
  const say = useSay();
  const { next } = answer;
  if (answer.rows.length === 0 && !search.has('after')) return null;
  return (
    <div className="table-foot">
      <span className="muted">{say(ROWS, { count: answer.rows.length })}</span>
      {search.has('after') && (
        <Button size="small" onClick={() => setSearch(withField(search, 'after', null))}>
          {say(FIRST_PAGE)}
        </Button>
      )}
      {next && (
        <Button
          size="small"
          onClick={() => {
            const following = new URLSearchParams(search);
            following.set('after', next);
            setSearch(following);
          }}
        >
          {say(NEXT_PAGE)}
        </Button>
      )}
    </div>
  );
}

const canSort = (fields: readonly Field[]): boolean => fields.some((field) => field.key === 'sort');

/** The page's own address with the record open, for `detail`. */
export function openHref(search: URLSearchParams, id: string): string {
  const open = new URLSearchParams(search);
  open.set('open', id);
  return `?${open}`;
}

export function ListPage<C extends QueryContract>(props: ListPageProps<C>): ReactNode {
  const { contract, title = contract.title, files = [], empty, detail } = props;
  const say = useSay();
  const { fields, search, setSearch, asked, answer } = useList(props);
  const filters = filterFieldsOf(fields).filter((field) => !(props.input && field.key in props.input));
  const filtered = filters.some((field) => search.has(field.key));
  const data = answer.data as Answer | undefined;
  const href = props.href ?? (detail ? (row: Row) => openHref(search, String(row.id)) : undefined);
  const open = search.get('open');
  const sort = canSort(fields)
    ? {
        current: search.get('sort'),
        onSort: (key: string) => setSearch(withField(search, 'sort', nextSort(search.get('sort'), key))),
      }
    : undefined;
  const fileLinks = files.map((file) => (
    <a key={file.title} href={file.href + searchOf(asked)} download>
      {file.title}
    </a>
  ));
  return (
    <div className="page">
      <PageHeader
        title={say(title)}
        help={contract.help && say(contract.help)}
        actions={
          <>
            {fileLinks}
            {props.pageActions}
          </>
        }
      />
      {props.children}
      <div className="panel">
        {filters.length > 0 && <FilterBar filters={filters} search={search} onSearch={setSearch} />}
        {answer.isError && (
          <RefusalAlert error={answer.error}>
            <Button onClick={() => void answer.refetch()}>{say(W.reload)}</Button>
          </RefusalAlert>
        )}
        {answer.isPending && <p className="empty muted">{say(W.loading)}</p>}
        {data && data.rows.length === 0 && (
          <Empty text={filtered ? FILTERED_EMPTY : empty.text} next={filtered ? FILTERED_NEXT : empty.next} />
        )}
        {data && data.rows.length > 0 && (
          <DataTable
            caption={say(title)}
            columns={contract.columns ?? []}
            rows={data.rows}
            href={href}
            states={props.states}
            sort={sort}
            cells={props.cells}
            actions={props.actions}
            selected={(row) => open !== null && row.id === open}
          />
        )}
        {data && <Foot answer={data} search={search} setSearch={setSearch} />}
      </div>
      {detail && open && detail(open, () => setSearch(withoutOpen(search)))}
    </div>
  );
}

function withoutOpen(search: URLSearchParams): URLSearchParams {
  const closed = new URLSearchParams(search);
  closed.delete('open');
  return closed;
}
