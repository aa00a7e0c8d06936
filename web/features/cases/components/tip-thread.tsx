/** What was said about a tip, by whom in which post, in its order. */
import type { ReactNode } from 'react';
import type { lookUpTip } from '../../../../shared/contracts/cases/look-up-tip.ts';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { titleOfPost } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import '../cases.css';

const T = { tipper: { zh: '举报人', en: 'Who left it' } } as const satisfies Record<string, Text>;

type Messages = OutputOf<typeof lookUpTip>['messages'];

export function TipThread({ messages }: { messages: Messages }): ReactNode {
  const say = useSay();
  return (
    <ol className="tip-thread">
      {messages.map(({ seq, at, post, person, text }) => (
        <li key={seq}>
          <p className="muted">
            {post === null ? say(T.tipper) : say(titleOfPost(post))} {person} · <InstantText value={at} />
          </p>
          <p className="tip-text">{text}</p>
        </li>
      ))}
    </ol>
  );
}
