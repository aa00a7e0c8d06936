/** What came of an act that wrote the card: written or not, what to do next, the receipt. */
import type { ReactNode } from 'react';
import { CARD_FAILURES } from '../../../../shared/cards/words.ts';
import type { issueCard } from '../../../../shared/contracts/cards/issue-card.ts';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatMoneyGrouped } from '../../../../shared/values/money.ts';
import { printPdf } from '../../../lib/print.ts';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';

export type Written = OutputOf<typeof issueCard>;

const T = {
  written: { zh: '{number}：卡已写好并读回核对', en: '{number}: written, and read back' },
  not: { zh: '{number}：卡没有写上（{why}）', en: '{number}: the card was not written ({why})' },
  unknown: { zh: '{number}：写卡结果不明（{why}）', en: '{number}: the outcome is not known ({why})' },
  again: {
    zh: '单据已记账，钱款不变。请放好卡，重新读卡，再按“重写卡”；不再收款。',
    en: 'The document stands and the money is as it was. Lay the card back, read it, then write it again; no money is taken.',
  },
  change: { zh: '找零 {change} 元', en: 'Change {change} yuan' },
  receipt: { zh: '打印收据', en: 'Print the receipt' },
} as const satisfies Record<string, Text>;

export function WrittenPanel({ written }: { written: Written }): ReactNode {
  const say = useSay();
  const { number, failure } = written;
  const why = failure === null ? '—' : say(CARD_FAILURES[failure]);
  const done = written.written === 'written';
  const text = done ? T.written : written.written === 'not-written' ? T.not : T.unknown;
  return (
    <div className={done ? 'refusal tone-right' : 'refusal tone-wrong'} role="status">
      <strong>{say(text, { number, why })}</strong>
      {!done && <p>{say(T.again)}</p>}
      {written.changeFen > 0 && (
        <p className="figure">{say(T.change, { change: formatMoneyGrouped(written.changeFen) })}</p>
      )}
      <div className="row">
        <Button
          size="small"
          onClick={() => void printPdf(`/api/cards/card-receipt.pdf?documentId=${written.documentId}`)}
        >
          {say(T.receipt)}
        </Button>
      </div>
    </div>
  );
}
