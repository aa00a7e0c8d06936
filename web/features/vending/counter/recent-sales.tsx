/** My drawer's last sales, with the slip once more and the request of a reversal. No sums: the close is counted blind. */
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { sales } from '../../../../shared/contracts/vending/sales.ts';
import type { Text } from '../../../../shared/text.ts';
import type { SaleRowView } from '../../../../shared/vending/view.ts';
import { InstantText, MoneyText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { SALE_STATES_SHOWN } from '../words.ts';

const SaleActDialog = lazy(async () => ({
  default: (await import('../components/sale-act-dialog.tsx')).SaleActDialog,
}));

const T = {
  title: { zh: '本班最近的销售', en: 'Last sales of this session' },
  none: { zh: '本班还没有售出。', en: 'Nothing sold in this session yet.' },
  again: { zh: '补打', en: 'Print again' },
  reverse: { zh: '申请冲正', en: 'Ask for reversal' },
  all: { zh: '全部销售', en: 'All sales' },
} as const satisfies Record<string, Text>;

const SHOWN = 8;

interface RecentProps {
  readonly drawerSessionId: string;
}

export type SaleAct = 'print' | 'reverse';

export function RecentSales({ drawerSessionId }: RecentProps): ReactNode {
  const say = useSay();
  const { data } = useAsk(sales, { drawerSessionId, limit: SHOWN });
  const [acting, setActing] = useState<{ sale: SaleRowView; act: SaleAct } | null>(null);
  return (
    <aside className="panel counter-recent" aria-label={say(T.title)}>
      <h2>{say(T.title)}</h2>
      {data?.rows.length === 0 && <p className="muted">{say(T.none)}</p>}
      <ul>
        {data?.rows.map((sale) => (
          <li key={sale.saleId}>
            <div>
              <Link to={`/sales?open=${sale.saleId}`}>{sale.slipNo}</Link>
              <MoneyText value={sale.totalFen} strong />
            </div>
            <div>
              <span className="counter-clip">{sale.roomCode}</span>
              <span className="muted">
                <InstantText value={sale.paidAt} />
              </span>
            </div>
            <div>
              <StateTag state={sale.state} states={SALE_STATES_SHOWN} />
              <span>
                <Button size="small" type="text" onClick={() => setActing({ sale, act: 'print' })}>
                  {say(T.again)}
                </Button>
                {sale.state !== 'reversed' && (
                  <Button size="small" type="text" onClick={() => setActing({ sale, act: 'reverse' })}>
                    {say(T.reverse)}
                  </Button>
                )}
              </span>
            </div>
          </li>
        ))}
      </ul>
      <Link to="/sales">{say(T.all)}</Link>
      <Suspense>
        {acting && <SaleActDialog saleId={acting.sale.saleId} act={acting.act} onClose={() => setActing(null)} />}
      </Suspense>
    </aside>
  );
}
