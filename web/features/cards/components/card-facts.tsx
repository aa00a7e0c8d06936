/** What lies on the reader: whose card it is, what is on it, whether the last purchase was inserted, and what is wrong. */
import type { ReactNode } from 'react';
import type { CardOnReader } from '../../../../shared/cards/view.ts';
import type { Column } from '../../../../shared/contracts/contract.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatMoney } from '../../../../shared/values/money.ts';
import { useSay } from '../../../lib/say.ts';
import { Details } from '../../../ui/detail-drawer.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { CARD_STATES_SHOWN } from '../words.ts';

const T = {
  foreign: { zh: '不是本单位登记的卡', en: 'Not a card of this house' },
  blank: { zh: '空白卡', en: 'Blank card' },
  yes: { zh: '上次购买已插表', en: 'Last purchase inserted' },
  no: { zh: '上次购买还没有插表', en: 'Last purchase not inserted' },
  toWrite: { zh: '还没有写好，请重写', en: 'Not written yet: write it again' },
  open: { zh: '上一次写卡结果不明', en: 'Outcome of the last write unknown' },
  listed: { zh: '黑名单：{reason}', en: 'Blacklisted: {reason}' },
  differs: { zh: '与账不符（差错 {number}）', en: 'Differs from the books (case {number})' },
  onCard: { zh: '卡上', en: 'On the card' },
  times: { zh: '第 {count} 次，{amount} 元', en: 'number {count}, {amount} yuan' },
  inMeter: { zh: '表内（插表时）', en: 'In the meter, when inserted' },
  left: { zh: '剩余 {amount} 元，已购 {count} 次', en: '{amount} yuan left, {count} purchases' },
  overdrawn: { zh: '透支 {amount} 元', en: 'overdrawn by {amount} yuan' },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'serial', title: { zh: '卡号', en: 'Serial' }, as: 'code' },
  { key: 'roomCode', title: { zh: '房间', en: 'Room' } },
  { key: 'accountNo', title: { zh: '户号', en: 'Account' }, as: 'code' },
  { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
  { key: 'onCard', title: T.onCard },
  { key: 'inMeter', title: T.inMeter },
  { key: 'returnedAt', title: { zh: '插表时间（表钟）', en: 'Inserted at (by the meter)' } },
  { key: 'depositFen', title: { zh: '押金（元）', en: 'Deposit (yuan)' }, as: 'money' },
  { key: 'issuedAt', title: { zh: '发卡时间', en: 'Issued' }, as: 'instant' },
];

function useRecord({ serial, content, card }: CardOnReader): object {
  const say = useSay();
  const { returned, purchaseCount, amountFen } = content;
  const overdraft = returned !== null && returned.overdraftFen > 0 ? returned.overdraftFen : null;
  return {
    serial,
    roomCode: card?.roomCode,
    accountNo: card?.accountNo,
    meterNo: card?.meterNo ?? content.meterNo,
    onCard:
      purchaseCount === null || amountFen === null || content.meterNo === null
        ? null
        : say(T.times, { count: purchaseCount, amount: formatMoney(amountFen) }),
    inMeter:
      returned &&
      `${say(T.left, { amount: formatMoney(returned.remainingFen), count: returned.purchaseCount })}${
        overdraft === null ? '' : ` · ${say(T.overdrawn, { amount: formatMoney(overdraft) })}`
      }`,
    returnedAt: returned?.at,
    depositFen: card?.depositFen ? card.depositFen : null,
    issuedAt: card?.issuedAt,
  };
}

function Verdict({ on }: { on: CardOnReader }): ReactNode {
  const say = useSay();
  const { card } = on;
  return (
    <p className="card-verdict" role="status">
      {card === null ? <strong>{say(T.foreign)}</strong> : <StateTag state={card.state} states={CARD_STATES_SHOWN} />}
      {card?.roomCode && <strong>{card.roomCode}</strong>}
      {card !== null && on.content.meterNo === null && <span>{say(T.blank)}</span>}
      {on.inserted === 'yes' && <span className="state-tag tone-right">{say(T.yes)}</span>}
      {on.inserted === 'no' && <span className="state-tag tone-soon">{say(T.no)}</span>}
      {card?.toWrite && <span className="state-tag tone-soon">{say(T.toWrite)}</span>}
      {on.openWrite && <span className="state-tag tone-wrong">{say(T.open)}</span>}
    </p>
  );
}

export function CardFacts({ on }: { on: CardOnReader }): ReactNode {
  const say = useSay();
  return (
    <>
      <Verdict on={on} />
      {on.blacklist && (
        <p className="refusal tone-wrong" role="alert">
          {say(T.listed, { reason: on.blacklist.reason })}
        </p>
      )}
      {on.differences.length > 0 && (
        <div className="refusal tone-wrong" role="alert">
          <strong>{say(T.differs, { number: on.caseNumber ?? '—' })}</strong>
          <ul>
            {on.differences.map(({ difference, text }) => (
              <li key={difference}>{say(text)}</li>
            ))}
          </ul>
        </div>
      )}
      <Details record={useRecord(on)} shows={SHOWS} />
    </>
  );
}
