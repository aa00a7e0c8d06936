/** What the check before work found, point by point: a word for each, the colour only repeats it. */
import type { ReactNode } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import type { checkDevices } from '../../../../shared/contracts/devices/check-devices.ts';
import { POINT_TITLES } from '../../../../shared/devices/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import '../devices.css';

const T = {
  good: { zh: '正常', en: 'Good' },
  bad: { zh: '有问题', en: 'Not good' },
} as const satisfies Record<string, Text>;

export type Check = OutputOf<typeof checkDevices>['check'];

export function CheckPoints({ points }: Pick<Check, 'points'>): ReactNode {
  const say = useSay();
  return (
    <ul className="device-list">
      {points.map(({ point, good, says }) => (
        <li key={point}>
          <strong>{say(POINT_TITLES[point])}</strong>
          <span className={`state-tag tone-${good ? 'right' : 'wrong'}`}>{say(good ? T.good : T.bad)}</span>
          <span className={good ? 'muted' : ''}>{say(says)}</span>
        </li>
      ))}
    </ul>
  );
}
