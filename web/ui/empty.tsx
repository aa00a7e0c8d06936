import type { ReactNode } from 'react';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';

/** Nothing here, and what to do about it. */
export function Empty({ text, next, children }: { text: Text; next?: Text; children?: ReactNode }): ReactNode {
  const say = useSay();
  return (
    <div className="empty">
      <p>{say(text)}</p>
      {next && <p className="muted">{say(next)}</p>}
      {children && <div>{children}</div>}
    </div>
  );
}
