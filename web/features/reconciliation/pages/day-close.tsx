/** Closing the business day: what is closed, what is missing, the button with its signature; below, the sheets. */

import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Column, OutputOf } from '../../../../shared/contracts/contract.ts';
import { closeDay } from '../../../../shared/contracts/reconciliation/close-day.ts';
import { day } from '../../../../shared/contracts/reconciliation/day.ts';
import { daySheet } from '../../../../shared/contracts/reconciliation/day-sheet.ts';
import { daySheets } from '../../../../shared/contracts/reconciliation/day-sheets.ts';
import { printDaySheet } from '../../../../shared/contracts/reconciliation/print-day-sheet.ts';
import type { DayStatus } from '../../../../shared/reconciliation/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { useHotkeys } from '../../../lib/keyboard.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { DetailDrawer } from '../../../ui/detail-drawer.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { type States, StateTag } from '../../../ui/state-tag.tsx';
import { MakeSlip } from '../components/make-slip.tsx';
import { PrintDocument } from '../components/print-document.tsx';
import { SheetContentView } from '../components/sheet-content.tsx';
import { SLIP_STATES_SHOWN } from '../states.ts';

const T = {
  title: { zh: '日结：{date}', en: 'Close {date}' },
  close: { zh: '日结并封存 (F9)', en: 'Close and seal (F9)' },
  sealed: { zh: '已封存', en: 'Sealed' },
  open: { zh: '未日结', en: 'Open' },
  ready: { zh: '可以日结：全部钱箱已结班，日结单齐全。', en: 'Ready: every drawer is closed and has its slip.' },
  noSessions: { zh: '这一天没有开过钱箱', en: 'No drawer was opened on this day' },
  noSessionsNext: {
    zh: '没有开钱箱的日子不必日结，下一次日结会把它一并封存。',
    en: 'A day without a drawer need not be closed: the next closing seals it along.',
  },
  sessions: { zh: '当日班次', en: 'Drawer sessions of the day' },
  slipOf: { zh: '日结单', en: 'Slip' },
  session: { zh: '班次', en: 'Session' },
  drawer: { zh: '钱箱', en: 'Drawer' },
  custodian: { zh: '保管人', en: 'Custodian' },
  drawerState: { zh: '钱箱状态', en: 'Drawer' },
  signatures: { zh: '签字', en: 'Signatures' },
  sheetsEmpty: { zh: '还没有日报表', en: 'There is no day sheet yet' },
  sheetsNext: { zh: '第一次日结以后，日报表列在这里。', en: 'After the first closing the sheets are listed here.' },
  from: { zh: '营业日从', en: 'From day' },
  to: { zh: '到', en: 'To day' },
} as const satisfies Record<string, Text>;

const MISSING: Readonly<Record<DayStatus['missing'][number], Text>> = {
  'day.not_come': {
    zh: '这一天还没有到：上一个营业日已封存，之后的业务记入这一天。',
    en: 'This day has not come: the one before is sealed, and what happens now counts for this one.',
  },
  'day.not_begun': { zh: '这一天还没有任何记录。', en: 'Nothing was recorded on this day yet.' },
  'day.earlier_open': {
    zh: '有更早的营业日没有日结，须先结那一天。',
    en: 'An earlier day is not closed; it comes first.',
  },
  'day.drawers_open': { zh: '还有钱箱没有结班。', en: 'A drawer is still open.' },
  'day.slips_missing': { zh: '还有班次没有日结单。', en: 'A drawer session has no slip.' },
};

const SESSIONS: readonly Column[] = [
  { key: 'session', title: T.session, as: 'code' },
  { key: 'drawerName', title: T.drawer },
  { key: 'custodianName', title: T.custodian },
  { key: 'closed', title: T.drawerState },
  { key: 'slipNo', title: T.slipOf, as: 'code' },
  { key: 'state', title: T.signatures, as: 'state' },
];

const DRAWER_STATES: States = {
  closed: { title: { zh: '已结班', en: 'Closed' }, tone: 'right' },
  open: { title: { zh: '未结班', en: 'Open' }, tone: 'soon' },
};

function Sessions({ status }: { status: OutputOf<typeof day> }): ReactNode {
  const say = useSay();
  if (status.sessions.length === 0) return <Empty text={T.noSessions} next={T.noSessionsNext} />;
  return (
    <DataTable
      caption={say(T.sessions)}
      columns={SESSIONS}
      rows={status.sessions}
      rowKey={(row) => String(row.drawerSessionId)}
      states={SLIP_STATES_SHOWN}
      cells={{
        closed: (row) => <StateTag state={row.closed ? 'closed' : 'open'} states={DRAWER_STATES} />,
        slipNo: (row) =>
          row.slipId ? <Link to={`/reconciliation/slips?open=${String(row.slipId)}`}>{String(row.slipNo)}</Link> : '',
      }}
      actions={(row) =>
        (row.can as readonly string[]).includes('reconciliation.make-slip') && (
          <MakeSlip drawerSessionId={String(row.drawerSessionId)} />
        )
      }
    />
  );
}

function Standing({ status }: { status: OutputOf<typeof day> }): ReactNode {
  const say = useSay();
  if (status.sealed) return null;
  return (
    <ul className="steps" aria-live="polite">
      {status.missing.length === 0 && status.sessions.length > 0 && (
        <li className="tone-right refusal">{say(T.ready)}</li>
      )}
      {status.missing.map((code) => (
        <li key={code} className="tone-soon refusal">
          {say(MISSING[code])}
          {code === 'day.earlier_open' && status.openSince && (
            <>
              {' '}
              <Link to={`?date=${status.openSince}`}>{status.openSince}</Link>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Today(): ReactNode {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('date');
  const answer = useAsk(day, asked ? { businessDate: asked } : {});
  const [closing, setClosing] = useState(false);
  const status = answer.data;
  const may = status?.can.includes('reconciliation.close-day') === true;
  useHotkeys([{ keys: 'F9', says: T.close, active: may && !closing, act: () => setClosing(true) }]);
  const done = ({ sheetId }: OutputOf<typeof closeDay>): void => {
    setClosing(false);
    setSearch(new URLSearchParams({ open: sheetId }));
  };
  return (
    <div className="page day-close">
      <PageHeader
        title={status ? say(T.title, { date: status.businessDate }) : say(closeDay.title)}
        help={say(closeDay.help!)}
        tag={
          status && (
            <span className={`state-tag ${status.sealed ? 'tone-right' : 'tone-soon'}`}>
              {say(status.sealed ? T.sealed : T.open)}
            </span>
          )
        }
        actions={
          may && (
            <Button type="primary" onClick={() => setClosing(true)}>
              {say(T.close)}
            </Button>
          )
        }
      />
      <AnswerState answer={answer} />
      {status && (
        <div className="panel">
          <Standing status={status} />
          <Sessions status={status} />
        </div>
      )}
      {closing && status && (
        <Dialog title={say(T.title, { date: status.businessDate })} onClose={() => setClosing(false)}>
          <OperationForm
            contract={closeDay}
            given={{ businessDate: status.businessDate }}
            hidden={['businessDate']}
            submit={closeDay.title}
            affects={['cases', 'ledger', 'tills', 'posts']}
            onDone={done}
            onCancel={() => setClosing(false)}
          />
        </Dialog>
      )}
    </div>
  );
}

function SheetDrawer({ sheetId, onClose }: { sheetId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer
      contract={daySheet}
      input={{ sheetId }}
      title={daySheets.title}
      shows={daySheets.columns ?? []}
      onClose={onClose}
    >
      {(sheet) => (
        <div className="stack">
          <SheetContentView content={sheet.content} />
          <PrintDocument
            contract={printDaySheet}
            id={{ sheetId }}
            file="day-sheet.pdf"
            prints={sheet.prints}
            may={sheet.can.includes('reconciliation.print-day-sheet')}
          />
        </div>
      )}
    </DetailDrawer>
  );
}

export default function DayClosePage(): ReactNode {
  const [search] = useSearchParams();
  return (
    <>
      <Today />
      <ListPage
        contract={daySheets}
        labels={{ from: T.from, to: T.to }}
        empty={{ text: T.sheetsEmpty, next: T.sheetsNext }}
        href={(row: Row) => openHref(search, String(row.sheetId))}
        detail={(sheetId, close) => <SheetDrawer key={sheetId} sheetId={sheetId} onClose={close} />}
      />
    </>
  );
}
