/** What was sent to the cash window just now: the number the customer pays by, in large figures. */
import type { ReactNode } from 'react';
import type { Text } from '../../../../shared/text.ts';
import { formatMoneyGrouped } from '../../../../shared/values/money.ts';
import type { PreparedRowView } from '../../../../shared/vending/prepared.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';

const T = {
  title: { zh: '已送收费窗口', en: 'Sent to the cash window' },
  number: { zh: '号', en: 'Ticket' },
  due: { zh: '{room} 应交 {total} 元', en: '{room}: {total} yuan due' },
  tell: {
    zh: '没有收款。请告诉用户：凭 {ticket} 号到收费窗口交款，交款后自动充值。',
    en: 'No money was taken. Tell the customer: pay by ticket {ticket} at the cash window; the credit follows at once.',
  },
  card: { zh: '请把卡留在读卡器上，收款后写卡。', en: 'Leave the card on the reader: it is written once it is paid.' },
  until: { zh: '有效至', en: 'Valid until' },
  next: { zh: '可以直接输入下一位用户。', en: 'Go on with the next customer.' },
} as const satisfies Record<string, Text>;

export function TicketPanel({ ticket }: { ticket: PreparedRowView }): ReactNode {
  const say = useSay();
  const { ticketNo, roomCode, totalFen } = ticket;
  return (
    <section className="panel padded stack counter-sold" aria-label={say(T.title)} role="status">
      <div className="counter-line counter-change">
        <span>{say(T.number)}</span>
        <output className="figure">{ticketNo}</output>
      </div>
      <p className="counter-posted">{say(T.due, { room: roomCode, total: formatMoneyGrouped(totalFen) })}</p>
      <p>
        {say(T.tell, { ticket: ticketNo })} {ticket.delivery === 'card' && <strong>{say(T.card)}</strong>}
      </p>
      <p className="muted">
        {say(T.until)} <InstantText value={ticket.expiresAt} /> · {say(T.next)}
      </p>
    </section>
  );
}
