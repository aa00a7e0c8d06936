/** What was sent to the cash window last: the number the customer pays by, in large figures, and what became of it. */
import type { ReactNode } from 'react';
import type { Text } from '../../../../shared/text.ts';
import { formatMoneyGrouped } from '../../../../shared/values/money.ts';
import { PREPARED_STATE_TITLES, type PreparedRowView } from '../../../../shared/vending/prepared.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { StateTag } from '../../../ui/state-tag.tsx';
import { SALE_STATES_SHOWN } from '../words.ts';
import { useMyPrepared } from './use-my-prepared.ts';

const T = {
  title: { zh: '已送收费窗口', en: 'Sent to the cash window' },
  number: { zh: '交款号', en: 'Ticket' },
  due: { zh: '{room} 应交 {total} 元', en: '{room}: {total} yuan due' },
  tell: {
    zh: '没有收款。请告诉用户：凭 {ticket} 号到收费窗口交款，交款后自动充值。',
    en: 'No money was taken. Tell the customer: pay by ticket {ticket} at the cash window; the credit follows at once.',
  },
  paid: {
    zh: '收费窗口已收款 {total} 元，凭证 {slip}。',
    en: 'The cash window has taken {total} yuan, slip {slip}.',
  },
  over: { zh: '{state}，没有收款。', en: '{state}: no money was taken.' },
  card: { zh: '请把卡留在读卡器上，收款后写卡。', en: 'Leave the card on the reader: it is written once it is paid.' },
  until: { zh: '有效至', en: 'Valid until' },
  next: { zh: '可以直接输入下一位用户。', en: 'Go on with the next customer.' },
} as const satisfies Record<string, Text>;

/** While it waits: what to tell the customer. Afterwards: what became of it. */
function Standing({ ticket }: { ticket: PreparedRowView }): ReactNode {
  const say = useSay();
  const { ticketNo, totalFen, paidFen, state, saleState, slipNo } = ticket;
  if (state === 'waiting')
    return (
      <p>
        {say(T.tell, { ticket: ticketNo })} {ticket.delivery === 'card' && <strong>{say(T.card)}</strong>}
      </p>
    );
  if (saleState === null) return <p>{say(T.over, { state: say(PREPARED_STATE_TITLES[state]) })}</p>;
  return (
    <p>
      {say(T.paid, { total: formatMoneyGrouped(paidFen ?? totalFen), slip: slipNo ?? '' })}{' '}
      <StateTag state={saleState} states={SALE_STATES_SHOWN} />
    </p>
  );
}

export function TicketPanel({ ticket: sent }: { ticket: PreparedRowView }): ReactNode {
  const say = useSay();
  const ticket = useMyPrepared()?.find((row) => row.preparedId === sent.preparedId) ?? sent;
  const { ticketNo, roomCode, totalFen } = ticket;
  return (
    <section className="panel padded stack counter-sold" aria-label={say(T.title)} role="status">
      <div className="counter-line counter-change">
        <span>{say(T.number)}</span>
        <output className="figure">{ticketNo}</output>
      </div>
      <p className="counter-posted">{say(T.due, { room: roomCode, total: formatMoneyGrouped(totalFen) })}</p>
      <Standing ticket={ticket} />
      <p className="muted">
        {ticket.state === 'waiting' && (
          <>
            {say(T.until)} <InstantText value={ticket.expiresAt} /> ·{' '}
          </>
        )}
        {say(T.next)}
      </p>
    </section>
  );
}
