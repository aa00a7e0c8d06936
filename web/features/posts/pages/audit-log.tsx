/** The audit log: every act on the hash chain, by person, time, act and content, with what it wrote. */
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { CONTRACTS } from '../../../../shared/contracts/all.gen.ts';
import { fullName, type OutputOf } from '../../../../shared/contracts/contract.ts';
import { auditLog } from '../../../../shared/contracts/posts/audit-log.ts';
import { titleOfPost } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { PersonChoice } from '../components/person-choice.tsx';
import '../posts.css';

const T = {
  operation: { zh: '事项代码（如 tills. 或 posts.assign-post）', en: 'Act (tills. or posts.assign-post)' },
  text: { zh: '内容（单号、编号、姓名…）', en: 'Content (number, id, name …)' },
  empty: { zh: '还没有记录', en: 'No record yet' },
  emptyNext: { zh: '每一笔办理都会自动记在这里。', en: 'Every act appears here by itself.' },
  facts: { zh: '写入内容', en: 'What was written' },
  look: { zh: '展开', en: 'Look' },
  place: { zh: '链 {chain} 第 {seq} 条', en: 'Chain {chain}, record {seq}' },
  verify: { zh: '核验账簿和哈希链', en: 'Verify books and chains' },
  csv: { zh: '导出 CSV', en: 'Export CSV' },
  noFacts: { zh: '这一笔没有写入任何行。', en: 'This act wrote no row.' },
} as const satisfies Record<string, Text>;

/** What the product does by itself, at its hours. */
const JOBS: readonly (readonly [string, Text])[] = [
  ['cases.escalate', { zh: '上交超时的差错', en: 'Move overdue cases up' }],
  ['duties.escalate', { zh: '上报逾期的职责', en: 'Hand overdue duties up' }],
  ['duties.open-tasks', { zh: '开列当日职责', en: 'Open the duties of the day' }],
];

const TITLES: ReadonlyMap<string, Text> = new Map([
  ...CONTRACTS.map((contract): readonly [string, Text] => [fullName(contract), contract.title]),
  ...JOBS,
]);

/** Acting parties that are no post. */
const NO_POSTS: Readonly<Record<string, Text>> = {
  system: { zh: '系统', en: 'The product itself' },
  nobody: { zh: '未登录', en: 'Not signed in' },
};

const postTitle = (post: string): Text => NO_POSTS[post] ?? titleOfPost(post);

type Row = OutputOf<typeof auditLog>['rows'][number];

function Value({ value }: { value: unknown }): ReactNode {
  return <span className="facts">{typeof value === 'string' ? value : JSON.stringify(value)}</span>;
}

function RecordDialog({ row, onClose }: { row: Row; onClose: () => void }): ReactNode {
  const say = useSay();
  const title = TITLES.get(row.operation);
  return (
    <Dialog title={title ? say(title) : row.operation} place="right" onClose={onClose}>
      <p>
        <InstantText value={row.at} /> · {row.person} · {row.operation}
      </p>
      <p className="muted facts">{say(T.place, { chain: row.chainId, seq: row.seq })}</p>
      <p className="muted facts">{row.hash}</p>
      <h3>{say(T.facts)}</h3>
      {row.facts.length === 0 && <p className="muted">{say(T.noFacts)}</p>}
      {row.facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a record never change
        <section key={index} className="stack-small">
          <strong>{fact.table}</strong>
          <dl className="details">
            {Object.entries(fact.row)
              .filter(([, value]) => value !== null)
              .flatMap(([key, value]) => [
                <dt key={`${key}-name`}>{key}</dt>,
                <dd key={key}>
                  <Value value={value} />
                </dd>,
              ])}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

export default function AuditLogPage(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [open, setOpen] = useState<Row | null>(null);
  return (
    <>
      <ListPage
        contract={auditLog}
        labels={{ operation: T.operation, text: T.text, from: W.from, to: W.to }}
        empty={{ text: T.empty, next: T.emptyNext }}
        files={[{ title: say(T.csv), href: '/api/posts/audit-log.csv' }]}
        pageActions={
          <>
            {mayCallNamed('ledger.verifications', post) && <Link to="/ledger/verify">{say(T.verify)}</Link>}
            <PersonChoice />
          </>
        }
        cells={{
          operation: (row) => {
            const title = TITLES.get(String(row.operation));
            return (
              <>
                {title && say(title)} <small className="muted">{String(row.operation)}</small>
              </>
            );
          },
          post: (row) => say(postTitle(String(row.post))),
          hash: (row) => <span className="figure">{String(row.hash).slice(0, 16)}</span>,
        }}
        actions={(row) => (
          <Button size="small" onClick={() => setOpen(row as unknown as Row)}>
            {say(T.look)}
          </Button>
        )}
      />
      {open && <RecordDialog row={open} onClose={() => setOpen(null)} />}
    </>
  );
}
