/** The one list of what must never be one person, with the reason of each. */
import type { ReactNode } from 'react';
import { NEVER_ONE_PERSON, PAIR_KEYS } from '../../../../shared/never-one-person.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { PAIR_REASONS } from '../staffing-words.ts';

const T = {
  intro: {
    zh: '下列两件事不得由同一个人做：指派岗位时拒绝，办理时再拒绝一次，并记入安全日志。',
    en: 'These two are never one person: refused when the post is given, refused again at the act, and logged.',
  },
} as const satisfies Record<string, Text>;

export function NeverList(): ReactNode {
  const say = useSay();
  return (
    <div className="stack">
      <p>{say(T.intro)}</p>
      <ul className="stack">
        {PAIR_KEYS.map((key) => (
          <li key={key}>
            <strong>{say(NEVER_ONE_PERSON[key].title)}</strong>
            <p className="muted">{say(PAIR_REASONS[key])}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
