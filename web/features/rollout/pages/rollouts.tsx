/** Approved prices on their way to the meters that rate by themselves: how far each version is, and who lags. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { pushPrices } from '../../../../shared/contracts/rollout/push-prices.ts';
import { rolloutMeters } from '../../../../shared/contracts/rollout/rollout-meters.ts';
import { rollouts } from '../../../../shared/contracts/rollout/rollouts.ts';
import type { RolloutMeterView, RolloutView } from '../../../../shared/rollout/view.ts';
import { LAG_REASONS } from '../../../../shared/rollout/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { Acts } from '../../../ui/acts.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { ROLLOUT_LABELS, ROLLOUT_STATES_SHOWN } from '../words.ts';
import '../rollout.css';

const T = {
  tabs: { zh: '价格下发', en: 'Price roll-out' },
  versions: { zh: '按价格版本', en: 'By version' },
  meters: { zh: '按表', en: 'By meter' },
  late: { zh: '{count} 块掉队', en: '{count} late' },
  done: { zh: '{done} / {all} 块已执行', en: '{done} of {all} in force' },
  each: { zh: '全部未送到的表立即重送', en: 'Send again to every meter that has not got it' },
  one: { zh: '表 {meterNo}', en: 'meter {meterNo}' },
} as const satisfies Record<string, Text>;

const EMPTY = {
  text: { zh: '没有需要下发的价格', en: 'No price is to be carried' },
  next: {
    zh: '批准价格后，自己计费的网络表和按金额的购电卡表会自动列在这里。',
    en: 'Once a price is approved, network meters that rate by themselves and money meters with cards are listed here.',
  },
} as const satisfies Record<string, Text>;

const EMPTY_METERS = {
  text: { zh: '没有这样的表', en: 'No such meter' },
  next: { zh: '所有表都已执行批准的价格，或放宽条件再查。', en: 'All have their price, or widen the conditions.' },
} as const satisfies Record<string, Text>;

const versionOf = (row: Row): RolloutView => row as unknown as RolloutView;
const meterOf = (row: Row): RolloutMeterView => row as unknown as RolloutMeterView;

function Progress({ rollout }: { rollout: RolloutView }): ReactNode {
  const say = useSay();
  const words = say(T.done, { done: rollout.confirmed, all: rollout.meters });
  return (
    <span className="rollout-progress">
      <progress value={rollout.confirmed} max={rollout.meters} aria-label={words} />
      <span className="figure">{words}</span>
    </span>
  );
}

function Versions({ tabs }: { tabs: ReactNode }): ReactNode {
  const say = useSay();
  return (
    <ListPage
      contract={rollouts}
      labels={ROLLOUT_LABELS}
      states={ROLLOUT_STATES_SHOWN}
      empty={EMPTY}
      href={(row) => `?by=meter&versionId=${versionOf(row).id}`}
      cells={{
        category: (row) => say({ zh: versionOf(row).categoryZh, en: versionOf(row).categoryEn }),
        progress: (row) => <Progress rollout={versionOf(row)} />,
        laggards: (row) => {
          const { laggards } = versionOf(row);
          if (laggards === 0) return null;
          return <span className="state-tag tone-wrong">{say(T.late, { count: laggards })}</span>;
        },
      }}
      actions={(row) => (
        <Acts
          small
          can={versionOf(row).can}
          of={String(versionOf(row).number)}
          acts={[
            {
              contract: pushPrices,
              given: { versionId: versionOf(row).id },
              hidden: ['versionId', 'meterId'],
              before: <p>{say(T.each)}</p>,
            },
          ]}
        />
      )}
    >
      {tabs}
    </ListPage>
  );
}

function Meters({ tabs }: { tabs: ReactNode }): ReactNode {
  const say = useSay();
  return (
    <ListPage
      contract={rolloutMeters}
      labels={ROLLOUT_LABELS}
      states={ROLLOUT_STATES_SHOWN}
      empty={EMPTY_METERS}
      cells={{
        reason: (row) => {
          const { reason } = meterOf(row);
          return reason === null ? null : say(LAG_REASONS[reason]);
        },
      }}
      actions={(row) => (
        <Acts
          small
          can={meterOf(row).can}
          of={say(T.one, { meterNo: meterOf(row).meterNo })}
          acts={[
            {
              contract: pushPrices,
              given: { versionId: meterOf(row).versionId, meterId: meterOf(row).meterId },
              hidden: ['versionId', 'meterId'],
              before: <p>{say(T.one, { meterNo: meterOf(row).meterNo })}</p>,
            },
          ]}
        />
      )}
    >
      {tabs}
    </ListPage>
  );
}

export default function RolloutsPage(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const byMeter = search.get('by') === 'meter';
  const tabs = (
    <Tabs
      label={say(T.tabs)}
      current={byMeter ? 'meter' : 'version'}
      tabs={[
        { key: 'version', title: T.versions, href: '?' },
        { key: 'meter', title: T.meters, href: '?by=meter&late=true' },
      ]}
    />
  );
  return byMeter ? <Meters tabs={tabs} /> : <Versions tabs={tabs} />;
}
