/** Every check before work that was made, the newest first: the evidence of it. */
import type { ReactNode } from 'react';
import { healthChecks } from '../../../../shared/contracts/devices/health-checks.ts';
import { POINT_TITLES } from '../../../../shared/devices/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import type { Check } from '../components/check-points.tsx';
import { CHECK_RESULTS_SHOWN } from '../words.ts';

const T = {
  red: { zh: '红项', en: 'Red' },
  confirmed: { zh: '确认', en: 'Confirmed' },
} as const satisfies Record<string, Text>;

const EMPTY = {
  text: { zh: '还没有开工检查', en: 'Nothing was checked yet' },
  next: {
    zh: '售电员上机前在“开工检查与收工”中检查本机设备。',
    en: 'Clerks check the devices under “Before and after work” before they begin.',
  },
};

const FIXED = { limit: 50 };

function Red({ points }: Pick<Check, 'points'>): ReactNode {
  const say = useSay();
  return points
    .filter(({ good }) => !good)
    .map(({ point, says }) => `${say(POINT_TITLES[point])}: ${say(says)}`)
    .join(' · ');
}

const COLUMNS = [
  ...(healthChecks.columns ?? []),
  { key: 'points', title: T.red },
  { key: 'confirmed', title: T.confirmed },
] as const;
const SHOWN = { ...healthChecks, columns: COLUMNS };

export default function ChecksPage(): ReactNode {
  return (
    <ListPage
      contract={SHOWN}
      input={FIXED}
      states={CHECK_RESULTS_SHOWN}
      empty={EMPTY}
      cells={{
        points: (row) => <Red points={(row as unknown as Check).points} />,
        confirmed: (row) => {
          const { confirmed } = row as unknown as Check;
          return confirmed === null ? null : `${confirmed.person}: ${confirmed.note}`;
        },
      }}
    />
  );
}
