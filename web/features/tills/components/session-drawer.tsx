/** One session: while it is open only who and when; once closed every count and figure. From here a surprise count. */
import { type ReactNode, useState } from 'react';
import { type Column, fullName, type OutputOf } from '../../../../shared/contracts/contract.ts';
import { countDrawer } from '../../../../shared/contracts/tills/count-drawer.ts';
import { drawerSession } from '../../../../shared/contracts/tills/drawer-session.ts';
import type { Text } from '../../../../shared/text.ts';
import { DENOMINATIONS } from '../../../../shared/values/denominations.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { Details } from '../../../ui/detail-drawer.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { COUNT_KINDS, movementTitle, SESSION_STATES_SHOWN } from '../words.ts';
import { ClosedFigures } from './closed-figures.tsx';

const T = {
  counts: { zh: '清点记录', en: 'Counts' },
  totals: { zh: '现金收付（收付不相抵）', en: 'Cash in and out (never netted)' },
  open: {
    zh: '这一班还没有结班，结班后才显示各项金额。',
    en: 'This session is not closed yet; figures are shown once it is.',
  },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'drawerName', title: { zh: '钱箱', en: 'Drawer' } },
  { key: 'slipPrefix', title: { zh: '班次', en: 'Session' }, as: 'code' },
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'custodianName', title: { zh: '保管人', en: 'Custodian' } },
  { key: 'custodianPost', title: { zh: '岗位', en: 'Post' }, as: 'post' },
  { key: 'businessDate', title: { zh: '营业日', en: 'Business date' }, as: 'date' },
  { key: 'openedAt', title: { zh: '开箱', en: 'Opened' }, as: 'instant' },
  { key: 'closedAt', title: { zh: '结班', en: 'Closed' }, as: 'instant' },
  { key: 'openingFen', title: { zh: '开箱清点（元）', en: 'Opening count (yuan)' }, as: 'money' },
  { key: 'openingReason', title: { zh: '开箱差异说明', en: 'Reason at the opening' } },
  { key: 'closingReason', title: { zh: '结班情况说明', en: 'Reason at the close' } },
  { key: 'digest', title: { zh: '班次摘要', en: 'Digest' }, as: 'code' },
];

const COUNT_COLUMNS: readonly Column[] = [
  { key: 'kind', title: { zh: '清点', en: 'Count' } },
  { key: 'at', title: { zh: '时间', en: 'At' }, as: 'instant' },
  { key: 'pieces', title: { zh: '面额×张数', en: 'Pieces' } },
  { key: 'totalFen', title: { zh: '实点', en: 'Counted' }, as: 'money' },
  { key: 'bookFen', title: { zh: '账面', en: 'Books' }, as: 'money' },
  { key: 'countedByName', title: { zh: '清点人', en: 'By' } },
];

const TOTAL_COLUMNS: readonly Column[] = [
  { key: 'kind', title: { zh: '类别', en: 'Kind' } },
  { key: 'count', title: { zh: '笔数', en: 'Lines' } },
  { key: 'receiptFen', title: { zh: '收入', en: 'Receipt' }, as: 'money' },
  { key: 'paymentFen', title: { zh: '付出', en: 'Payment' }, as: 'money' },
];

type Session = OutputOf<typeof drawerSession>;

const countRows = (session: Session): Row[] =>
  session.counts.map((count) => ({
    ...count,
    kind: COUNT_KINDS[count.kind],
    pieces: DENOMINATIONS.filter(({ key }) => count.denominations[key]).map(({ key, title }) => ({
      zh: `${title.zh}×${count.denominations[key]}`,
      en: `${title.en} × ${count.denominations[key]}`,
    })),
  }));

function SurpriseCount({ drawerSessionId }: { drawerSessionId: string }): ReactNode {
  const say = useSay();
  const [counting, setCounting] = useState(false);
  const [found, setFound] = useState<OutputOf<typeof countDrawer> | null>(null);
  if (found !== null) return <ClosedFigures figures={found} caseId={found.caseId} />;
  if (!counting) {
    return (
      <div className="row">
        <Button onClick={() => setCounting(true)}>{say(countDrawer.title)}</Button>
      </div>
    );
  }
  return (
    <OperationForm
      contract={countDrawer}
      given={{ drawerSessionId }}
      hidden={['drawerSessionId']}
      submit={countDrawer.title}
      affects={['cases', 'ledger']}
      onDone={setFound}
      onCancel={() => setCounting(false)}
    />
  );
}

function SessionParts({ answer }: { answer: Session }): ReactNode {
  const say = useSay();
  const { session } = answer;
  const closed = session.expectedFen !== null && session.countedFen !== null && session.overShortFen !== null;
  return (
    <>
      <Details record={{ ...session, ...answer, state: session.state }} shows={SHOWS} states={SESSION_STATES_SHOWN} />
      {answer.can.includes(fullName(countDrawer)) && <SurpriseCount drawerSessionId={session.drawerSessionId} />}
      {!closed && <p className="muted">{say(T.open)}</p>}
      {closed && (
        <ClosedFigures
          figures={{
            expectedFen: session.expectedFen!,
            countedFen: session.countedFen!,
            overShortFen: session.overShortFen!,
          }}
          caseId={session.closingCaseId}
        />
      )}
      {answer.counts.length > 0 && (
        <section className="till-part">
          <h3>{say(T.counts)}</h3>
          <DataTable caption={say(T.counts)} columns={COUNT_COLUMNS} rows={countRows(answer)} />
        </section>
      )}
      {answer.totals.length > 0 && (
        <section className="till-part">
          <h3>{say(T.totals)}</h3>
          <DataTable
            caption={say(T.totals)}
            columns={TOTAL_COLUMNS}
            rows={answer.totals.map((total) => ({ ...total, kind: movementTitle(total.kind) }))}
          />
        </section>
      )}
    </>
  );
}

export function SessionDrawer({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const say = useSay();
  const { data, error, isPending } = useAsk(drawerSession, { drawerSessionId: id });
  return (
    <Dialog title={say(drawerSession.title)} place="right" onClose={onClose}>
      {isPending && <p className="muted">{say(W.loading)}</p>}
      {error && <RefusalAlert error={error} />}
      {data && <SessionParts answer={data} />}
    </Dialog>
  );
}
