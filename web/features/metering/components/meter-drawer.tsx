/** One meter beside the page: what it shows, what is left, what stops it, its readings and movements, and its acts. */
import type { ReactNode } from 'react';
import { blockMeter } from '../../../../shared/contracts/metering/block-meter.ts';
import { meters } from '../../../../shared/contracts/metering/meters.ts';
import { recordReading } from '../../../../shared/contracts/metering/record-reading.ts';
import { replaceMeter } from '../../../../shared/contracts/metering/replace-meter.ts';
import { unblockMeter } from '../../../../shared/contracts/metering/unblock-meter.ts';
import { type MeterView, REGISTER_FIELDS } from '../../../../shared/metering/view.ts';
import { BLOCK_REASONS, DELIVERY_KINDS } from '../../../../shared/metering/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { type Act, Acts } from '../../../ui/acts.tsx';
import { DetailDrawer, Details } from '../../../ui/detail-drawer.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { METER_STATES, METERING_LABELS } from '../words.ts';
import { CreditText } from './credit.tsx';
import { BeforeReading, BeforeReplacing, sayRead, sayReplaced } from './meter-acts.tsx';
import { MovementTable, ReadingTable } from './meter-history.tsx';

const T = {
  meter: { zh: '表', en: 'Meter' },
  gone: { zh: '没有这块表', en: 'There is no such meter' },
  goneNext: { zh: '请回到列表重新查找。', en: 'Go back to the list and look again.' },
  balance: { zh: '余额', en: 'Balance' },
  blocks: { zh: '停售原因', en: 'Why nothing is sold' },
  readings: { zh: '抄表记录', en: 'Readings' },
  movements: { zh: '余额变动', en: 'Movements of credit' },
} as const satisfies Record<string, Text>;

const SHOWS = [
  { key: 'meterNo', title: { zh: '表号', en: 'Meter number' }, as: 'code' },
  { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
  { key: 'accountNo', title: { zh: '户号', en: 'Account' }, as: 'code' },
  { key: 'kind', title: { zh: '种类', en: 'Commodity' } },
  { key: 'way', title: { zh: '充值方式', en: 'Delivery' } },
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'registerMilli', title: { zh: '读数', en: 'Register' }, as: 'quantity' },
  { key: 'readAt', title: { zh: '抄表时间', en: 'Read at' }, as: 'instant' },
  { key: 'ratio', title: { zh: '倍率', en: 'Ratio' } },
  { key: 'digits', title: { zh: '计度器整数位数', en: 'Whole figures of the register' } },
  { key: 'purchaseCount', title: { zh: '购买次数', en: 'Purchase count' } },
  { key: 'installedOn', title: { zh: '装表日期', en: 'Installed on' }, as: 'date' },
  { key: 'removedOn', title: { zh: '拆表日期', en: 'Removed on' }, as: 'date' },
] as const;

/** Registers only meters of electricity have. */
const BANDS = ['peakMilli', 'flatMilli', 'valleyMilli'] as const;

/** Each register with the unit it counts in. */
function registerLabels({ commodity }: MeterView): Readonly<Record<string, Text>> {
  const { unit } = COMMODITIES[commodity];
  return Object.fromEntries(
    Object.entries(REGISTER_FIELDS).map(([key, { zh, en }]) => [
      key,
      { zh: `${zh}（${unit}）`, en: `${en} (${unit})` },
    ]),
  );
}

/** With words where the record holds keys. */
const recordOf = (meter: MeterView) => ({
  ...meter,
  kind: COMMODITIES[meter.commodity].title,
  way: DELIVERY_KINDS[meter.delivery],
});

function actsOf(meter: MeterView): readonly Act[] {
  const { meterId } = meter;
  const shared = { hidden: ['meterId'], labels: METERING_LABELS, given: { meterId } };
  return [
    {
      ...shared,
      contract: recordReading,
      labels: { ...METERING_LABELS, ...registerLabels(meter) },
      hidden: meter.commodity === 'electricity' ? ['meterId'] : ['meterId', ...BANDS],
      primary: true,
      given: { meterId, readAt: new Date().toISOString() },
      before: <BeforeReading meter={meter} />,
      onDone: sayRead(meter),
    },
    {
      ...shared,
      contract: replaceMeter,
      hidden: meter.delivery === 'balance' ? ['meterId', 'remaining'] : ['meterId'],
      labels: { ...METERING_LABELS, ...registerLabels(meter) },
      before: <BeforeReplacing meter={meter} />,
      onDone: sayReplaced(meter),
    },
    { ...shared, contract: blockMeter, danger: true },
  ];
}

/** A block of a delivery is lifted by its sale or carry, never by hand. */
const byHand = (reason: string): boolean => reason !== 'unknown-delivery' && reason !== 'carry-waiting';

function Blocks({ meter }: { meter: MeterView }): ReactNode {
  const say = useSay();
  if (meter.blocks.length === 0) return null;
  return (
    <section className="refusal tone-wrong">
      <strong>{say(T.blocks)}</strong>
      {meter.blocks.map(({ blockId, reason, note, blockedAt }) => (
        <div key={blockId} className="row">
          <p>
            <strong>{say(BLOCK_REASONS[reason])}</strong> {note} <InstantText value={blockedAt} />
          </p>
          {byHand(reason) && (
            <Acts
              can={meter.can}
              of={say(BLOCK_REASONS[reason])}
              acts={[{ contract: unblockMeter, given: { blockId }, hidden: ['blockId'] }]}
            />
          )}
        </div>
      ))}
    </section>
  );
}

function Meter({ meter }: { meter: MeterView }): ReactNode {
  const say = useSay();
  return (
    <div className="meter-parts">
      <div className="row">
        <Acts can={meter.can} acts={actsOf(meter)} />
      </div>
      <Blocks meter={meter} />
      <div>
        <p className="muted">{say(T.balance)}</p>
        <p className="balance">
          <CreditText meter={meter} />
        </p>
      </div>
      <Details record={recordOf(meter)} shows={SHOWS} states={METER_STATES} />
      <section>
        <h3>{say(T.readings)}</h3>
        <ReadingTable meterId={meter.meterId} commodity={meter.commodity} />
      </section>
      {meter.delivery === 'balance' && (
        <section>
          <h3>{say(T.movements)}</h3>
          <MovementTable meter={meter} />
        </section>
      )}
    </div>
  );
}

export function MeterDrawer({ meterId, onClose }: { meterId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer contract={meters} input={{ meterId }} title={T.meter} shows={[]} onClose={onClose}>
      {({ rows: [meter] }) =>
        meter === undefined ? <Empty text={T.gone} next={T.goneNext} /> : <Meter meter={meter} />
      }
    </DetailDrawer>
  );
}
