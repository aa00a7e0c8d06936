/** Long work under way: how long it has run, and that it goes on when the page is left. */
import { type ReactNode, useEffect, useState } from 'react';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';

const T = {
  since: { zh: '已用 {seconds} 秒', en: '{seconds} seconds so far' },
} as const satisfies Record<string, Text>;

export function Waiting({ text, leave }: { text: string; leave: Text }): ReactNode {
  const say = useSay();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((held) => held + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="waiting tone-plain">
      <strong role="status">{text}</strong>
      <progress aria-label={text} />
      <p>
        <span className="figure">{say(T.since, { seconds })}</span> <span>{say(leave)}</span>
      </p>
    </div>
  );
}
