/** What happened to a record, in order: what, when, who in which post, and the words said. */
import type { ReactNode } from 'react';
import { isPost, POSTS } from '../../shared/posts.ts';
import type { Text } from '../../shared/text.ts';
import type { Instant } from '../../shared/values/calendar.ts';
import { InstantText } from '../lib/format.tsx';
import { useSay } from '../lib/say.ts';
import './records.css';

export interface Happening {
  readonly title: Text;
  readonly at: Instant;
  /** A post's key; what is none, such as the system's, is not shown. */
  readonly post: string;
  /** Empty: the product did it by itself. */
  readonly person: string;
  readonly text: string;
}

const T = {
  history: { zh: '经过', en: 'History' },
  byItself: { zh: '系统', en: 'The system' },
} as const satisfies Record<string, Text>;

export function Timeline({ happenings }: { happenings: readonly Happening[] }): ReactNode {
  const say = useSay();
  const postOf = (post: string): string => (isPost(post) ? say(POSTS[post].title) : '');
  return (
    <section className="stack">
      <h3>{say(T.history)}</h3>
      <ol className="timeline">
        {happenings.map(({ title, at, post, person, text }) => (
          <li key={`${at} ${title.zh} ${text}`}>
            <strong>{say(title)}</strong>{' '}
            <span className="muted">
              <InstantText value={at} /> {postOf(post)} {person || say(T.byItself)}
            </span>
            {text && <p>{text}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
