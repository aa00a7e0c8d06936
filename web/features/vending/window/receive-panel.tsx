/** One ticket at the cash window: what it is for, what is due now, how it is paid, the change in large figures. */
import type { ReactNode } from 'react';
import type { Text } from '../../../../shared/text.ts';
import { formatMoneyGrouped } from '../../../../shared/values/money.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { QuoteLines } from '../counter/quote-lines.tsx';
import { Again, Change, Said, yuan } from '../counter/sale-column.tsx';
import { TenderPanel } from '../counter/tender-panel.tsx';
import type { WindowDesk } from './use-window.ts';

const T = {
  title: { zh: '{ticket} 号', en: 'Ticket {ticket}' },
  meter: { zh: '{kind}表 {meter}，户号 {account}', en: '{kind} meter {meter}, account {account}' },
  prepared: { zh: '{clerk} 备单', en: 'Prepared by {clerk}' },
  card: {
    zh: '购电卡在售电窗口写入；提示需要读卡时，请售电员再读一次。',
    en: "The card is written at the clerk's counter; if it must be read, the clerk reads it again.",
  },
  changed: {
    zh: '备单后有变：备单时按第 {old} 版价格应收 {before} 元，现按第 {number} 版应收 {now} 元。请告知用户。',
    en: 'Changed since: prepared at price version {old} for {before} yuan, now version {number} and {now} yuan. Tell the customer.',
  },
  agree: {
    zh: '用户同意后，输入新的应收金额 {total} 元',
    en: 'When the customer agrees, type the new sum: {total} yuan',
  },
  due: { zh: '应收', en: 'Due' },
  post: { zh: '收款', en: 'Take the money' },
  back: { zh: 'Esc 放下，回到队列', en: 'Esc: put it back' },
} as const satisfies Record<string, Text>;

function Ticket({ desk }: { desk: WindowDesk }): ReactNode {
  const say = useSay();
  const { ticket, counter, repriced } = desk;
  const { quote } = counter;
  if (ticket === null || quote === null) return null;
  const kind = say(COMMODITIES[ticket.commodity].title);
  return (
    <header className="stack window-ticket">
      <h2>
        {say(T.title, { ticket: ticket.ticketNo })} · {ticket.roomCode}
      </h2>
      <p>
        {say(T.meter, { kind, meter: ticket.meterNo, account: ticket.accountNo })}
        <br />
        <span className="muted">
          {say(T.prepared, { clerk: ticket.preparedByName })} <InstantText value={ticket.preparedAt} />
        </span>
      </p>
      {ticket.delivery === 'card' && <p className="muted">{say(T.card)}</p>}
      {repriced && (
        <p className="refusal tone-soon" role="alert">
          {say(T.changed, {
            old: ticket.priceNumber,
            before: formatMoneyGrouped(ticket.totalFen),
            number: quote.priceNumber,
            now: formatMoneyGrouped(quote.priced.totalFen),
          })}
        </p>
      )}
    </header>
  );
}

interface ReceivePanelProps {
  readonly desk: WindowDesk;
  /** The cashier's drawer takes money now. */
  readonly open: boolean;
}

export function ReceivePanel({ desk, open }: ReceivePanelProps): ReactNode {
  const say = useSay();
  const { counter, sale, ticket, frozen, input } = desk;
  const { quote } = counter;
  if (ticket === null || quote === null) return null;
  const paying = counter.step === 'tender' || counter.step === 'figures';
  return (
    <section className="panel padded counter-sale" aria-label={say(T.title, { ticket: ticket.ticketNo })}>
      <Ticket desk={desk} />
      <QuoteLines quote={quote} by={ticket.by} />
      <div className="counter-line counter-due">
        <span>{say(T.due)}</span>
        <output className="figure">{yuan(quote.priced.totalFen)}</output>
      </div>
      <Again desk={desk} why={T.agree} />
      {paying && <TenderPanel desk={desk} />}
      <Change desk={desk} />
      {counter.problem && (
        <p className="refusal tone-soon" role="alert">
          {say(counter.problem)}
        </p>
      )}
      {sale.refusal !== null && sale.phase === 'refused' && <Said error={sale.refusal} />}
      <SendingState standing={sale} onAskAgain={() => void desk.askAgain()} />
      {paying && (
        <Button
          type="primary"
          className="counter-post"
          disabled={!open || frozen || input === null}
          onClick={() => void desk.post()}
        >
          {say(T.post)} <kbd>F9</kbd>
        </Button>
      )}
      <p className="muted">{say(T.back)}</p>
    </section>
  );
}
