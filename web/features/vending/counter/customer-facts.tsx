/** Who buys: room, household, meter, balance, price in force, last purchases. Names and phones are masked by the server. */
import type { ReactNode } from 'react';
import { tariffs } from '../../../../shared/contracts/prices/tariffs.ts';
import { accountPurchases } from '../../../../shared/contracts/vending/account-purchases.ts';
import type { MeterView } from '../../../../shared/metering/view.ts';
import { BLOCK_REASONS, DELIVERY_KINDS } from '../../../../shared/metering/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { fen, formatMoneyGrouped } from '../../../../shared/values/money.ts';
import { COMMODITIES, formatQuantity } from '../../../../shared/values/quantity.ts';
import { InstantText, MoneyText, QuantityText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { StateTag } from '../../../ui/state-tag.tsx';
import { Ladder } from '../../prices/components/ladder.tsx';
import { SALE_STATES_SHOWN } from '../words.ts';
import type { Quote, RoomFound } from './steps.ts';

const T = {
  balance: { zh: '当前余额', en: 'Balance' },
  atMeter: { zh: '在表内，以表显示为准', en: 'In the meter, as it shows' },
  account: { zh: '户号', en: 'Account' },
  category: { zh: '用户类别', en: 'Category' },
  meter: { zh: '表', en: 'Meter' },
  otherMeter: { zh: 'F3 换另一块表（共 {count} 块）', en: 'F3 other meter ({count} here)' },
  occupants: { zh: '住户', en: 'Occupants' },
  nobody: { zh: '无登记住户', en: 'nobody entered' },
  read: { zh: '上次抄表', en: 'Last reading' },
  price: { zh: '价格', en: 'Price' },
  version: { zh: '第 {number} 版', en: 'version {number}' },
  bought: { zh: '本期已计 {quantity}', en: '{quantity} counted in this period' },
  arrears: { zh: '欠费', en: 'Arrears' },
  residue: { zh: '上次余款', en: 'Left over' },
  usual: { zh: '平常购买', en: 'Usual purchase' },
  last: { zh: '最近购买', en: 'Last purchases' },
  none: { zh: '还没有购买过', en: 'Nothing bought yet' },
  blocked: { zh: '停售', en: 'Stopped' },
} as const satisfies Record<string, Text>;

function Balance({ meter }: { meter: MeterView }): ReactNode {
  const say = useSay();
  const { balanceFen, balanceMilli } = meter.credit;
  // What the books hold of a meter that counts by itself is not what it has left.
  if (meter.delivery !== 'balance')
    return (
      <div className="counter-balance">
        <span className="muted">{say(T.balance)}</span>
        <span>{say(T.atMeter)}</span>
      </div>
    );
  return (
    <div className="counter-balance">
      <span className="muted">{say(T.balance)}</span>
      {balanceFen !== null && (
        <strong className={balanceFen < 0 ? 'figure counter-below' : 'figure'}>
          ¥ {formatMoneyGrouped(balanceFen)}
        </strong>
      )}
      {balanceMilli !== null && (
        <strong className={balanceMilli < 0 ? 'counter-below' : undefined}>
          <QuantityText value={balanceMilli} commodity={meter.commodity} />
        </strong>
      )}
    </div>
  );
}

function Fact({ name, children }: { name: Text; children: ReactNode }): ReactNode {
  const say = useSay();
  return (
    <>
      <dt>{say(name)}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Sums that change what is paid stand out; a nought is left out. */
function Sum({ name, value, tone }: { name: Text; value: number | null | undefined; tone?: string }): ReactNode {
  if (!value) return null;
  return (
    <Fact name={name}>
      <span className={tone}>
        <MoneyText value={fen(value)} strong />
      </span>
    </Fact>
  );
}

function Price({
  meter,
  categoryCode,
  quote,
}: {
  meter: MeterView;
  categoryCode: string;
  quote: Quote | null;
}): ReactNode {
  const say = useSay();
  const book = useAsk(tariffs, {}, { staleTime: 60_000 });
  const version = book.data?.rows.find(
    (row) => row.inForce && row.commodity === meter.commodity && row.categoryCode === categoryCode,
  );
  if (version === undefined) return null;
  return (
    <section className="stack counter-price">
      <h3>
        {say(T.price)} <small className="muted">{say(T.version, { number: version.number })}</small>
      </h3>
      <Ladder spec={version.spec} caption={say(T.price)} />
      {quote !== null && version.spec.tiers.length > 1 && (
        <p className="muted">
          {say(T.bought, {
            quantity: `${formatQuantity(quote.alreadyMilli)} ${COMMODITIES[meter.commodity].unit}`,
          })}
        </p>
      )}
    </section>
  );
}

function LastPurchases({ accountId }: { accountId: string }): ReactNode {
  const say = useSay();
  const { data } = useAsk(accountPurchases, { accountId, limit: 5 });
  return (
    <section className="stack counter-last">
      <h3>{say(T.last)}</h3>
      {data?.rows.length === 0 && <p className="muted">{say(T.none)}</p>}
      <ul>
        {data?.rows.map((row) => (
          <li key={row.saleId}>
            <InstantText value={row.paidAt} />
            <span className="figure">
              {row.quantityMilli === null ? '' : <QuantityText value={row.quantityMilli} commodity={row.commodity} />}
            </span>
            <MoneyText value={row.totalFen} />
            {row.state !== 'delivered' && <StateTag state={row.state} states={SALE_STATES_SHOWN} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CustomerFactsProps {
  readonly room: RoomFound;
  readonly meter: MeterView;
  readonly account: Quote | null;
}

export function CustomerFacts({ room, meter, account }: CustomerFactsProps): ReactNode {
  const say = useSay();
  const meters = room.meters.length;
  return (
    <section className="panel padded stack counter-facts" aria-label={room.roomCode}>
      <header>
        <h2>{room.roomCode}</h2>
        <span className="state-tag tone-accent">{say(COMMODITIES[meter.commodity].title)}</span>
        {meter.blocks.length > 0 && <span className="state-tag tone-wrong">{say(T.blocked)}</span>}
        {meters > 1 && <small className="muted">{say(T.otherMeter, { count: meters })}</small>}
      </header>
      <Balance meter={meter} />
      {meter.blocks.map((block) => (
        <p key={block.blockId} className="refusal tone-wrong">
          {say(BLOCK_REASONS[block.reason])}
          {block.note && ` · ${block.note}`}
        </p>
      ))}
      <dl className="details counter-details">
        <Sum name={T.arrears} value={account?.priced.arrearsFen} tone="counter-owed" />
        <Sum name={T.residue} value={account?.residueFen} />
        {room.account && (
          <>
            <Fact name={T.account}>
              <span className="figure">{room.account.accountNo}</span>
            </Fact>
            <Fact name={T.category}>{say(room.account.category)}</Fact>
          </>
        )}
        <Fact name={T.meter}>
          <span className="figure">{meter.meterNo}</span>{' '}
          <small className="muted">{say(DELIVERY_KINDS[meter.delivery])}</small>
        </Fact>
        <Fact name={T.occupants}>
          {room.occupants.length === 0
            ? say(T.nobody)
            : room.occupants.map(({ occupantId, customer }) => (
                <span key={occupantId} className="counter-occupant">
                  {customer.name} <small className="muted figure">{customer.phone}</small>
                </span>
              ))}
        </Fact>
        {meter.readAt && (
          <Fact name={T.read}>
            <QuantityText value={meter.registerMilli} commodity={meter.commodity} />{' '}
            <small className="muted">
              <InstantText value={meter.readAt} />
            </small>
          </Fact>
        )}
        <Sum name={T.usual} value={account?.usualFen} />
      </dl>
      {room.account && <Price meter={meter} categoryCode={room.account.categoryCode} quote={account} />}
      {room.account && <LastPurchases accountId={room.account.accountId} />}
    </section>
  );
}
