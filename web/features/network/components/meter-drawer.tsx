/** One network meter beside the page: how it stood when it was last asked, what is done with it, what happened to it. */
import type { ReactNode } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { detachMeter } from '../../../../shared/contracts/network/detach-meter.ts';
import { lineEvents } from '../../../../shared/contracts/network/line-events.ts';
import { networkMeters } from '../../../../shared/contracts/network/network-meters.ts';
import { readMeter } from '../../../../shared/contracts/network/read-meter.ts';
import { recordDisplay } from '../../../../shared/contracts/network/record-display.ts';
import { requestSupply } from '../../../../shared/contracts/network/request-supply.ts';
import { setMeterSecret } from '../../../../shared/contracts/network/set-meter-secret.ts';
import { BLOCK_REASONS } from '../../../../shared/metering/words.ts';
import type { NetworkMeterView } from '../../../../shared/network/view.ts';
import { LINK_FAILURES, PROTOCOLS } from '../../../../shared/network/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { type Act, Acts } from '../../../ui/acts.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { DetailDrawer, Details } from '../../../ui/detail-drawer.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { notify } from '../../../ui/notices.tsx';
import { EVENT_STATES_SHOWN, METER_STATES_SHOWN, NETWORK_LABELS } from '../words.ts';
import { ClockError, CountInMeter, LeftInMeter } from './amounts.tsx';

const T = {
  meter: { zh: '网络表', en: 'Network meter' },
  gone: { zh: '这块表没有接入线路', en: 'This meter is on no line' },
  goneNext: { zh: '在“线路”页把表接入线路。', en: 'Attach it on the page Lines.' },
  left: { zh: '表内剩余', en: 'Left in the meter' },
  count: { zh: '购买次数', en: 'Purchase count' },
  clock: { zh: '表钟', en: 'Clock' },
  blocked: { zh: '已停售', en: 'Not sold to' },
  events: { zh: '事件', en: 'Events' },
  none: { zh: '还没有事件', en: 'No events yet' },
  noneNext: {
    zh: '时钟偏差、次数不符、充值不明等会记在这里。',
    en: 'Clock errors, counts and recharges are noted here.',
  },
  answered: { zh: '表计已应答', en: 'The meter answered' },
  silent: { zh: '表计没有应答', en: 'The meter did not answer' },
} as const satisfies Record<string, Text>;

const SHOWS = [
  { key: 'meterNo', title: { zh: '表号', en: 'Meter number' }, as: 'code' },
  { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
  { key: 'lineName', title: { zh: '线路', en: 'Line' } },
  { key: 'spoken', title: { zh: '规约', en: 'Protocol' } },
  { key: 'address', title: { zh: '通信地址', en: 'Address' }, as: 'code' },
  { key: 'customerNo', title: { zh: '表内客户编号', en: 'Customer number' }, as: 'code' },
  { key: 'presence', title: { zh: '通信', en: 'Presence' }, as: 'state' },
  { key: 'why', title: { zh: '未应答原因', en: 'Why not' } },
  { key: 'seenAt', title: { zh: '最近应答', en: 'Last answer' }, as: 'instant' },
  { key: 'relay', title: { zh: '继电器', en: 'Relay' }, as: 'state' },
  { key: 'statusWords', title: { zh: '运行状态字', en: 'Status words' }, as: 'code' },
  { key: 'currentPrice', title: { zh: '当前电价', en: 'Price in force' }, as: 'price' },
  { key: 'ratesItself', title: { zh: '表内计费', en: 'Rates by itself' }, as: 'yes-no' },
  { key: 'hoardLimitFen', title: { zh: '囤积限额', en: 'Hoard limit' }, as: 'money' },
  { key: 'hasSecret', title: { zh: '已设置密码', en: 'Password set' }, as: 'yes-no' },
] as const;

const recordOf = (meter: NetworkMeterView) => ({
  ...meter,
  spoken: PROTOCOLS[meter.protocol],
  why: meter.failure === null ? null : LINK_FAILURES[meter.failure],
});

const tellRead = (output: unknown): void => {
  const { meter } = output as OutputOf<typeof readMeter>;
  if (meter?.presence === 'seen') notify(T.answered);
  else notify(T.silent, 'soon');
};

function actsOf({ meterId, creditUnit }: NetworkMeterView): readonly Act[] {
  const shared = { given: { meterId }, hidden: ['meterId'], labels: NETWORK_LABELS };
  const other = creditUnit === 'money' ? 'shownMilli' : 'shownFen';
  return [
    { ...shared, contract: readMeter, primary: true, onDone: tellRead },
    { ...shared, contract: requestSupply },
    { ...shared, contract: recordDisplay, hidden: ['meterId', other] },
    { ...shared, contract: setMeterSecret },
    { ...shared, contract: detachMeter, danger: true },
  ];
}

function Events({ meterId }: { readonly meterId: string }): ReactNode {
  const say = useSay();
  const { data } = useAsk(lineEvents, { meterId, limit: 20 });
  if (data === undefined) return null;
  if (data.rows.length === 0) return <Empty text={T.none} next={T.noneNext} />;
  const columns = (lineEvents.columns ?? []).filter(({ key }) => key !== 'lineName' && key !== 'meterNo');
  return (
    <section>
      <h3>{say(T.events)}</h3>
      <DataTable caption={say(T.events)} columns={columns} rows={data.rows} states={EVENT_STATES_SHOWN} />
    </section>
  );
}

function Meter({ meter }: { readonly meter: NetworkMeterView }): ReactNode {
  const say = useSay();
  return (
    <div className="stack">
      <div className="row">
        <Acts can={meter.can} acts={actsOf(meter)} />
      </div>
      {meter.blocks.length > 0 && (
        <section className="refusal tone-wrong">
          <strong>{say(T.blocked)}</strong>
          <p>{meter.blocks.map((reason) => say(BLOCK_REASONS[reason])).join(' · ')}</p>
        </section>
      )}
      <dl className="details">
        <dt>{say(T.left)}</dt>
        <dd>
          <LeftInMeter meter={meter} />
        </dd>
        <dt>{say(T.count)}</dt>
        <dd>
          <CountInMeter meter={meter} />
        </dd>
        <dt>{say(T.clock)}</dt>
        <dd>
          <ClockError seconds={meter.clockErrorSeconds} />
        </dd>
      </dl>
      <Details record={recordOf(meter)} shows={SHOWS} states={METER_STATES_SHOWN} />
      <Events meterId={meter.meterId} />
    </div>
  );
}

interface DrawerProps {
  readonly meterId: string;
  readonly onClose: () => void;
}

export function NetworkMeterDrawer({ meterId, onClose }: DrawerProps): ReactNode {
  return (
    <DetailDrawer contract={networkMeters} input={{ meterId }} title={T.meter} shows={[]} onClose={onClose}>
      {({ rows: [meter] }) =>
        meter === undefined ? <Empty text={T.gone} next={T.goneNext} /> : <Meter meter={meter} />
      }
    </DetailDrawer>
  );
}
