/** The security log: sign-ins, denials, rights given and taken. */
import { Fragment, type ReactNode } from 'react';
import { people } from '../../../../shared/contracts/posts/people.ts';
import { securityEvents } from '../../../../shared/contracts/posts/security-events.ts';
import { EVENT_KINDS } from '../../../../shared/posts/event-kinds.ts';
import { isPost, POSTS } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { type Say, useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { PersonChoice } from '../components/person-choice.tsx';
import { EVENT_FACTS, EVENT_VALUES } from '../event-words.ts';
import '../posts.css';

const T = {
  empty: { zh: '还没有安全事件', en: 'No security event yet' },
  emptyNext: {
    zh: '登录、被拒和岗位变更会自动记在这里。',
    en: 'Sign-ins, denials and changes of posts appear here by themselves.',
  },
} as const satisfies Record<string, Text>;

const LABELS = {
  from: W.from,
  to: W.to,
  ...Object.fromEntries(Object.entries(EVENT_KINDS).map(([kind, text]) => [`kind.${kind}`, text])),
};

type Names = ReadonlyMap<string, string>;

function factText(value: unknown, say: Say, names: Names): string {
  if (Array.isArray(value)) return value.map((one) => factText(one, say, names)).join(' · ');
  if (typeof value === 'boolean') return say(value ? W.yes : W.no);
  if (typeof value === 'string' && EVENT_VALUES[value]) return say(EVENT_VALUES[value]);
  if (typeof value === 'string') return isPost(value) ? say(POSTS[value].title) : (names.get(value) ?? value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function Detail({ detail, names }: { detail: Readonly<Record<string, unknown>>; names: Names }): ReactNode {
  const say = useSay();
  const told = Object.entries(detail).filter(([, value]) => value !== null && value !== '');
  return told.map(([key, value], index) => (
    <Fragment key={key}>
      {index > 0 && ' · '}
      <span className="muted">{EVENT_FACTS[key] ? say(EVENT_FACTS[key]) : key}</span> {factText(value, say, names)}
    </Fragment>
  ));
}

export default function SecurityEventsPage(): ReactNode {
  const say = useSay();
  const rows = useAsk(people, { limit: 200 }).data?.rows ?? [];
  const names = new Map(rows.map((one) => [one.personId, one.name]));
  return (
    <ListPage
      contract={securityEvents}
      empty={{ text: T.empty, next: T.emptyNext }}
      labels={LABELS}
      pageActions={<PersonChoice />}
      cells={{
        kind: (row) => {
          const known = (EVENT_KINDS as Readonly<Record<string, Text>>)[String(row.kind)];
          return (
            <span className={row.kind === 'denied' || row.kind === 'sign-in-failed' ? 'tone-wrong' : undefined}>
              {known ? say(known) : String(row.kind)}
            </span>
          );
        },
        detail: (row) => <Detail detail={row.detail as Record<string, unknown>} names={names} />,
      }}
    />
  );
}
