/** One card with all that happened to it: documents, writes, readings, maintenance. */
import { type ReactNode, useState } from 'react';
import type { CardView } from '../../../../shared/cards/view.ts';
import { blacklistCard } from '../../../../shared/contracts/cards/blacklist-card.ts';
import { card as contract } from '../../../../shared/contracts/cards/card.ts';
import { noteMaintenance } from '../../../../shared/contracts/cards/note-maintenance.ts';
import { refundDeposit } from '../../../../shared/contracts/cards/refund-deposit.ts';
import { replaceCard } from '../../../../shared/contracts/cards/replace-card.ts';
import { scrapCard } from '../../../../shared/contracts/cards/scrap-card.ts';
import type { Column, OutputOf } from '../../../../shared/contracts/contract.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { type Act, Acts } from '../../../ui/acts.tsx';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { DetailDrawer } from '../../../ui/detail-drawer.tsx';
import type { States } from '../../../ui/state-tag.tsx';
import { CARD_STATES_SHOWN, CARE_LABELS, CARE_STATES, DOCUMENT_STATES, WRITE_STATES_SHOWN } from '../words.ts';
import { ReplaceForm } from './replace-form.tsx';
import { type Written, WrittenPanel } from './written-panel.tsx';

const T = {
  documents: { zh: '单据', en: 'Documents' },
  writes: { zh: '写卡记录', en: 'Writes' },
  readings: { zh: '读卡记录', en: 'Readings' },
  care: { zh: '维护记录', en: 'Maintenance' },
  noCare: {
    zh: '还没有维护记录。测卡、清洁后会记在这里。',
    en: 'No maintenance yet. Tests and cleaning are noted here.',
  },
  receipt: { zh: '收据', en: 'Receipt' },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'serial', title: { zh: '卡号', en: 'Serial' }, as: 'code' },
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'roomCode', title: { zh: '房间', en: 'Room' } },
  { key: 'accountNo', title: { zh: '户号', en: 'Account' }, as: 'code' },
  { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
  { key: 'purchaseCount', title: { zh: '卡上购买次数', en: 'Purchase count on it' } },
  { key: 'amountFen', title: { zh: '卡上金额（元）', en: 'Amount on it (yuan)' }, as: 'money' },
  { key: 'pending', title: { zh: '上次购买待插表', en: 'Last purchase not inserted' }, as: 'yes-no' },
  { key: 'toWrite', title: { zh: '待重写', en: 'To be written' }, as: 'yes-no' },
  { key: 'depositFen', title: { zh: '押金（元）', en: 'Deposit (yuan)' }, as: 'money' },
  { key: 'issuedAt', title: { zh: '发卡时间', en: 'Issued' }, as: 'instant' },
];

const WHEN: Column = { key: 'at', title: { zh: '时间', en: 'When' }, as: 'instant' };
const WHO: Column = { key: 'person', title: { zh: '经手人', en: 'By' } };

const DOCUMENTS: readonly Column[] = [
  { key: 'number', title: { zh: '单号', en: 'No.' }, as: 'code' },
  { key: 'kind', title: { zh: '事项', en: 'What' }, as: 'state' },
  WHEN,
  { key: 'depositFen', title: { zh: '押金', en: 'Deposit' }, as: 'money' },
  { key: 'feeFen', title: { zh: '工本费', en: 'Fee' }, as: 'money' },
  { key: 'reason', title: { zh: '原因', en: 'Reason' } },
  WHO,
];

const WRITES: readonly Column[] = [
  WHEN,
  { key: 'purpose', title: { zh: '用途', en: 'For' }, as: 'state' },
  { key: 'purchaseCount', title: { zh: '次数', en: 'Count' } },
  { key: 'amountFen', title: { zh: '金额', en: 'Amount' }, as: 'money' },
  { key: 'merged', title: { zh: '合并', en: 'Merged' }, as: 'yes-no' },
  { key: 'state', title: { zh: '结果', en: 'Outcome' }, as: 'state' },
  WHO,
];

const READINGS: readonly Column[] = [
  WHEN,
  { key: 'purchaseCount', title: { zh: '卡上次数', en: 'Count on it' } },
  { key: 'remainingFen', title: { zh: '表内剩余（元）', en: 'Left in the meter' }, as: 'money' },
  { key: 'returnedAt', title: { zh: '插表时间', en: 'Inserted at' } },
  { key: 'differs', title: { zh: '与账不符', en: 'Differs' }, as: 'yes-no' },
  WHO,
];

const CARE: readonly Column[] = [
  WHEN,
  { key: 'kind', title: { zh: '内容', en: 'What' }, as: 'state' },
  { key: 'result', title: { zh: '结果', en: 'Result' }, as: 'state' },
  { key: 'text', title: { zh: '说明', en: 'Words' } },
  WHO,
];

type Shown = OutputOf<typeof contract>;

const readingRows = (card: Shown): Row[] =>
  card.readings.map(({ content, differences, ...reading }) => ({
    ...reading,
    purchaseCount: content.purchaseCount,
    remainingFen: content.returned?.remainingFen ?? null,
    returnedAt: content.returned?.at ?? null,
    differs: differences.length > 0,
  }));

interface PartProps {
  readonly title: Text;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly states?: States;
  readonly actions?: (row: Row) => ReactNode;
}

function Part({ title, columns, rows, states, actions }: PartProps): ReactNode {
  const say = useSay();
  if (rows.length === 0) return null;
  return (
    <section className="sale-part">
      <h3>{say(title)}</h3>
      <DataTable caption={say(title)} columns={columns} rows={rows} states={states} actions={actions} />
    </section>
  );
}

function CardActs({ card, onWritten }: { card: CardView; onWritten: (written: Written) => void }): ReactNode {
  const ofCard = { given: { cardId: card.cardId }, hidden: ['cardId'] };
  const acts: Act[] = [
    {
      contract: replaceCard,
      form: (close) => (
        <ReplaceForm
          card={card}
          onCancel={close}
          onDone={(written) => {
            close();
            onWritten(written);
          }}
        />
      ),
    },
    { contract: noteMaintenance, labels: CARE_LABELS, ...ofCard },
    { contract: scrapCard, danger: true, ...ofCard },
    { contract: blacklistCard, danger: true, given: { serial: card.serial }, hidden: ['serial'] },
  ];
  return (
    <div className="row">
      <Acts can={card.can} acts={acts} of={card.serial} />
    </div>
  );
}

/** The deposit of a return is given back here; once it is, the refund stands among the documents. */
function DocumentActs({ row }: { row: Row }): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const documentId = String(row.documentId);
  const can = row.kind === 'clear' && mayCallNamed('cards.refund-deposit', post) ? ['cards.refund-deposit'] : [];
  const acts: Act[] = [
    { contract: refundDeposit, given: { documentId }, hidden: ['documentId', 'references'], affects: ['tills'] },
  ];
  return (
    <>
      <a href={`/api/cards/card-receipt.pdf?documentId=${documentId}`} target="_blank" rel="noreferrer">
        {say(T.receipt)}
      </a>{' '}
      <Acts can={can} acts={acts} of={String(row.number)} small />
    </>
  );
}

function Parts({ card }: { card: Shown }): ReactNode {
  const say = useSay();
  const [written, setWritten] = useState<Written | null>(null);
  return (
    <>
      {written !== null && <WrittenPanel written={written} />}
      <CardActs card={card} onWritten={setWritten} />
      <Part title={T.care} columns={CARE} rows={card.care} states={CARE_STATES} />
      {card.care.length === 0 && <p className="muted">{say(T.noCare)}</p>}
      <Part
        title={T.documents}
        columns={DOCUMENTS}
        rows={card.documents}
        states={DOCUMENT_STATES}
        actions={(row) => <DocumentActs row={row} />}
      />
      <Part title={T.writes} columns={WRITES} rows={card.writes} states={WRITE_STATES_SHOWN} />
      <Part title={T.readings} columns={READINGS} rows={readingRows(card)} />
    </>
  );
}

export function CardDrawer({ cardId, onClose }: { cardId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer contract={contract} input={{ cardId }} shows={SHOWS} states={CARD_STATES_SHOWN} onClose={onClose}>
      {(card) => <Parts card={card} />}
    </DetailDrawer>
  );
}
