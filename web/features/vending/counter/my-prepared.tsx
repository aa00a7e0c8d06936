/** What I prepared today and what became of it, as it happens at the cash window. */
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { Text } from '../../../../shared/text.ts';
import type { PreparedRowView } from '../../../../shared/vending/prepared.ts';
import { InstantText, MoneyText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { ReadButton } from '../../cards/components/read-button.tsx';
import { useReading } from '../../cards/components/use-reading.ts';
import { PREPARED_STATES_SHOWN, SALE_STATES_SHOWN } from '../words.ts';
import { useMyPrepared } from './use-my-prepared.ts';

const PreparedActDialog = lazy(async () => ({
  default: (await import('../components/prepared-act-dialog.tsx')).PreparedActDialog,
}));

const T = {
  title: { zh: '我今天备的单', en: 'What I prepared today' },
  none: { zh: '今天还没有备单。', en: 'Nothing prepared today yet.' },
  ticket: { zh: '{ticket} 号', en: 'No. {ticket}' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  print: { zh: '打印凭证', en: 'Print the slip' },
  readAgain: { zh: '收款前再读卡', en: 'Read the card again' },
  all: { zh: '全部备单', en: 'All prepared sales' },
} as const satisfies Record<string, Text>;

/** The card must have been read just before the money is taken: the window says so, the clerk reads again here. */
function ReadAgain({ row }: { row: PreparedRowView }): ReactNode {
  const reading = useReading();
  return <ReadButton reading={reading} word={T.readAgain} onRead={() => void reading.read(row.commodity)} />;
}

type Acting = { readonly row: PreparedRowView; readonly act: 'withdraw' | 'print' };

function Ticket({ row, onAct }: { row: PreparedRowView; onAct: (acting: Acting) => void }): ReactNode {
  const say = useSay();
  const waiting = row.state === 'waiting';
  return (
    <li>
      <div>
        <strong>{say(T.ticket, { ticket: row.ticketNo })}</strong>
        <MoneyText value={row.paidFen ?? row.totalFen} strong />
      </div>
      <div>
        <span className="counter-clip">{row.roomCode}</span>
        <span className="muted">
          <InstantText value={row.preparedAt} />
        </span>
      </div>
      <div>
        <span>
          <StateTag state={row.state} states={PREPARED_STATES_SHOWN} />{' '}
          {row.saleState !== null && <StateTag state={row.saleState} states={SALE_STATES_SHOWN} />}
        </span>
        {waiting && (
          <Button size="small" type="text" onClick={() => onAct({ row, act: 'withdraw' })}>
            {say(T.withdraw)}
          </Button>
        )}
        {row.saleId !== null && (
          <Button size="small" type="text" onClick={() => onAct({ row, act: 'print' })}>
            {say(T.print)}
          </Button>
        )}
      </div>
      {row.slipNo !== null && (
        <div>
          <Link to={`/sales?open=${row.saleId}`}>{row.slipNo}</Link>
          <span className="muted">{row.endedByName}</span>
        </div>
      )}
      {row.reason !== null && <p className="muted">{row.reason}</p>}
      {waiting && row.delivery === 'card' && <ReadAgain row={row} />}
    </li>
  );
}

export function MyPrepared({ frozen }: { frozen: boolean }): ReactNode {
  const say = useSay();
  const rows = useMyPrepared();
  const [acting, setActing] = useState<Acting | null>(null);
  return (
    <aside className="panel counter-recent" aria-label={say(T.title)} aria-live="polite" inert={frozen}>
      <h2>{say(T.title)}</h2>
      {rows?.length === 0 && <p className="muted">{say(T.none)}</p>}
      <ul>
        {rows?.map((row) => (
          <Ticket key={row.preparedId} row={row} onAct={setActing} />
        ))}
      </ul>
      <Link to="/sales/prepared">{say(T.all)}</Link>
      <Suspense>
        {acting && <PreparedActDialog row={acting.row} act={acting.act} onClose={() => setActing(null)} />}
      </Suspense>
    </aside>
  );
}
