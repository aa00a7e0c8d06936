/** Verifying the books: run it, read the verdict with the first fault by name, and see when it was last done. */

import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { acceptOlderBooks } from '../../../../shared/contracts/ledger/accept-older-books.ts';
import { olderBooks } from '../../../../shared/contracts/ledger/older-books.ts';
import { verifications } from '../../../../shared/contracts/ledger/verifications.ts';
import { verifyBooks } from '../../../../shared/contracts/ledger/verify-books.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Acts } from '../../../ui/acts.tsx';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { openHref } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import '../ledger.css';

const T = {
  title: { zh: '账簿核验', en: 'Verify the books' },
  help: {
    zh: '账簿的每一条记录都带着前一条的哈希。核验从第一条算到最后一条，任何改动、删除或插入都会指出是哪一条。',
    en: 'Every record carries the hash of the one before. Verifying recomputes them from the first to the last and names the record that was changed, removed or put in.',
  },
  run: { zh: '开始核验', en: 'Verify now' },
  right: { zh: '核验通过：账簿自第一条起未被改动', en: 'Verified: the books are unchanged since the first record' },
  wrong: { zh: '核验不通过：发现 {count} 处问题', en: 'Not verified: {count} faults' },
  counted: { zh: '共 {records} 条记录、{rows} 行数据', en: '{records} records, {rows} rows' },
  first: { zh: '第一处问题', en: 'First fault' },
  all: { zh: '全部问题', en: 'All faults' },
  wrongNext: {
    zh: '请停止收款，保留现场，立即报告审计员和中心领导；不要自行修改。',
    en: 'Stop taking money, leave everything as it is, and tell the auditor and the centre leader at once.',
  },
  older: {
    zh: '账簿比另存的锚点旧，现在只能查看。请先查明是否恢复过备份，再由两人签字继续。',
    en: 'The books are older than an anchor kept elsewhere and can only be read. Find out whether a backup was restored; then two persons sign.',
  },
  second: { zh: '第二签字人', en: 'Second signer' },
  history: { zh: '核验记录', en: 'Earlier verifications' },
  empty: { zh: '还没有核验过', en: 'The books were never verified' },
  emptyNext: { zh: '建议每周至少核验一次。', en: 'Once a week is good practice.' },
} as const satisfies Record<string, Text>;

type Verification = OutputOf<typeof verifyBooks>;

function Verdict({ found }: { found: Verification }): ReactNode {
  const say = useSay();
  const right = found.faultCount === 0;
  return (
    <div className={`verdict tone-${right ? 'right' : 'wrong'}`} role="status">
      <strong>{right ? say(T.right) : say(T.wrong, { count: found.faultCount })}</strong>
      <p>
        {say(T.counted, { records: found.records, rows: found.rowCount })} · <InstantText value={found.finishedAt} />{' '}
        {found.askedBy}
      </p>
      {found.firstFault && (
        <p className="fault">
          <strong>{say(T.first)}</strong> {found.firstFault}
        </p>
      )}
      {!right && <p>{say(T.wrongNext)}</p>}
    </div>
  );
}

function OneVerification({ found, onClose }: { found: Verification; onClose: () => void }): ReactNode {
  const say = useSay();
  return (
    <Dialog title={say(T.title)} place="right" onClose={onClose}>
      <Verdict found={found} />
      {found.faults.length > 0 && (
        <section className="stack">
          <h3>{say(T.all)}</h3>
          <ol>
            {found.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ol>
        </section>
      )}
    </Dialog>
  );
}

function History(): ReactNode {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const answer = useAsk(verifications, {});
  const rows = answer.data?.rows ?? [];
  const opened = rows.find((row) => row.verificationId === search.get('open'));
  return (
    <section className="stack">
      <h2>{say(T.history)}</h2>
      <AnswerState answer={answer} />
      {answer.data && (
        <div className="panel">
          {rows.length === 0 ? (
            <Empty text={T.empty} next={T.emptyNext} />
          ) : (
            <DataTable
              caption={say(T.history)}
              columns={verifications.columns ?? []}
              rows={rows}
              href={(row) => openHref(search, String(row.verificationId))}
            />
          )}
        </div>
      )}
      {opened && <OneVerification found={opened} onClose={() => setSearch({})} />}
    </section>
  );
}

/** Only there when the books were once found older than an anchor; the open one first of all on the page. */
function OlderBooks(): ReactNode {
  const say = useSay();
  const rows = useAsk(olderBooks, {}).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="stack">
      <h2>{say(olderBooks.title)}</h2>
      {rows.some((row) => row.acceptedAt === null) && (
        <p className="verdict tone-wrong" role="alert">
          {say(T.older)}
        </p>
      )}
      <div className="panel">
        <DataTable
          caption={say(olderBooks.title)}
          columns={olderBooks.columns ?? []}
          rows={rows}
          rowKey={(row) => String(row.noticeId)}
          actions={(row) => (
            <Acts
              small
              can={row.can as string[]}
              of={String(row.anchorDate)}
              acts={[
                {
                  contract: acceptOlderBooks,
                  given: { noticeId: String(row.noticeId) },
                  danger: true,
                  form: (close) => (
                    <OperationForm
                      contract={acceptOlderBooks}
                      given={{ noticeId: String(row.noticeId) }}
                      hidden={['noticeId']}
                      second={() => ({ title: T.second, posts: acceptOlderBooks.posts as readonly PostKey[] })}
                      danger
                      onDone={close}
                      onCancel={close}
                    />
                  ),
                },
              ]}
            />
          )}
        />
      </div>
    </section>
  );
}

export default function VerifyPage(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [found, setFound] = useState<Verification | null>(null);
  return (
    <div className="page">
      <PageHeader title={say(T.title)} help={say(T.help)} />
      {mayCallNamed('ledger.verify-books', post) && (
        <div className="panel padded">
          <OperationForm contract={verifyBooks} submit={T.run} onDone={setFound} />
        </div>
      )}
      {found && <Verdict found={found} />}
      <OlderBooks />
      {mayCallNamed('ledger.verifications', post) && <History />}
    </div>
  );
}
