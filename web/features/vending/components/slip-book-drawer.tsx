/** One slip book: what became of each number, and what may be done with it now. */
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { type Column, fullName } from '../../../../shared/contracts/contract.ts';
import { enterPaperSale } from '../../../../shared/contracts/vending/enter-paper-sale.ts';
import { paperSlips } from '../../../../shared/contracts/vending/paper-slips.ts';
import { returnSlipBook } from '../../../../shared/contracts/vending/return-slip-book.ts';
import { slipBooks } from '../../../../shared/contracts/vending/slip-books.ts';
import { spoilPaperSlip } from '../../../../shared/contracts/vending/spoil-paper-slip.ts';
import type { Text } from '../../../../shared/text.ts';
import { PAPER_FATE_TITLES, type SlipBookView } from '../../../../shared/vending/paper.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Details } from '../../../ui/detail-drawer.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import type { States } from '../../../ui/state-tag.tsx';
import { EnterPaper } from './enter-paper.tsx';

const T = {
  numbers: { zh: '已用号码', en: 'Numbers used' },
  unused: { zh: '还没有用过', en: 'None used yet' },
  unusedNext: {
    zh: '停机时手工开具；恢复后领用人在这里逐张补录或作废。',
    en: 'Written by hand in an outage; afterwards the holder enters or spoils each one here.',
  },
  missing: { zh: '既未补录也未作废：{numbers}', en: 'Neither entered nor spoiled: {numbers}' },
  holderSigns: { zh: '领用人签字', en: 'The holder signs' },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'holderName', title: { zh: '领用人', en: 'Holder' } },
  { key: 'issuedByName', title: { zh: '发放人', en: 'Issued by' } },
  { key: 'issuedAt', title: { zh: '发放', en: 'Issued' }, as: 'instant' },
  { key: 'sold', title: { zh: '已补录', en: 'Entered' } },
  { key: 'spoiled', title: { zh: '作废', en: 'Spoiled' } },
  { key: 'returnedToName', title: { zh: '收回人', en: 'Taken back by' } },
  { key: 'returnedAt', title: { zh: '交回', en: 'Returned' }, as: 'instant' },
  { key: 'caseNumber', title: { zh: '案件', en: 'Case' }, as: 'code' },
];

const FATES: States = {
  sold: { title: PAPER_FATE_TITLES.sold, tone: 'right' },
  spoiled: { title: PAPER_FATE_TITLES.spoiled },
};

const ACTS = [enterPaperSale, spoilPaperSlip, returnSlipBook] as const;
type Act = (typeof ACTS)[number];

function ActForm({ act, book, onDone }: { act: Act; book: SlipBookView; onDone: () => void }): ReactNode {
  if (act === enterPaperSale) return <EnterPaper bookId={book.id} onDone={onDone} />;
  const shared = { given: { bookId: book.id }, hidden: ['bookId'], onDone, onCancel: onDone };
  if (act === spoilPaperSlip) return <OperationForm contract={spoilPaperSlip} {...shared} />;
  const second = () => ({ title: T.holderSigns, posts: ['vending-clerk'] as const, personId: book.holderId });
  return <OperationForm contract={returnSlipBook} {...shared} affects={['cases']} second={second} />;
}

function Numbers({ bookId }: { bookId: string }): ReactNode {
  const say = useSay();
  const rows = useAsk(paperSlips, { bookId, limit: 200 }).data?.rows;
  if (rows === undefined) return null;
  if (rows.length === 0) return <Empty text={T.unused} next={T.unusedNext} />;
  return (
    <>
      <h3>{say(T.numbers)}</h3>
      <DataTable
        caption={say(T.numbers)}
        columns={paperSlips.columns ?? []}
        rows={rows}
        states={FATES}
        cells={{
          slipNo: (row) =>
            row.saleId === null ? '' : <Link to={`/sales?open=${String(row.saleId)}`}>{String(row.slipNo)}</Link>,
          reason: (row) => [row.reason, row.incidentNumber].filter(Boolean).join(' · '),
        }}
      />
    </>
  );
}

export function SlipBookDrawer({ bookId, onClose }: { bookId: string; onClose: () => void }): ReactNode {
  const say = useSay();
  const [acting, setActing] = useState<Act | null>(null);
  const [book] = useAsk(slipBooks, { bookId }).data?.rows ?? [];
  if (book === undefined) return null;
  return (
    <Dialog title={book.number} place="right" wide onClose={onClose}>
      <Details record={book} shows={SHOWS} />
      {book.missing.length > 0 && (
        <p className="paper-missing">{say(T.missing, { numbers: book.missing.join('、') })}</p>
      )}
      <div className="row">
        {ACTS.filter((act) => book.can.includes(fullName(act))).map((act) => (
          <Button key={act.name} type={act === enterPaperSale ? 'primary' : 'default'} onClick={() => setActing(act)}>
            {say(act.title)}
          </Button>
        ))}
      </div>
      <Numbers bookId={book.id} />
      {acting !== null && (
        <Dialog title={say(acting.title)} onClose={() => setActing(null)}>
          <ActForm act={acting} book={book} onDone={() => setActing(null)} />
        </Dialog>
      )}
    </Dialog>
  );
}
