/** Ctrl+K: find a page of this post, or anything the server can find. Arrows choose, Enter opens; results are links. */
import { useQueries } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useDeferredValue, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { PostKey } from '../../shared/posts.ts';
import type { Text } from '../../shared/text.ts';
import { GROUPS, mayOpen, pagesOf } from '../lib/page.ts';
import { type Say, useSay } from '../lib/say.ts';
import { W } from '../lib/words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { PAGES } from './pages.ts';
import { SEARCH_PROVIDERS } from './search-providers.ts';

const T = {
  title: { zh: '查找', en: 'Find' },
  asks: { zh: '页面、房间、户名、卡号、车牌、单号、手机尾号', en: 'Page, room, name, card, plate, slip, phone tail' },
  pages: { zh: '页面', en: 'Pages' },
  nothing: { zh: '没有找到', en: 'Nothing found' },
} as const satisfies Record<string, Text>;

const SEARCH_FROM_LETTERS = 2;

interface Hit {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly href: string;
}

function pageHits(text: string, post: PostKey | null, say: Say): readonly Hit[] {
  const wanted = text.trim().toLowerCase();
  return pagesOf(PAGES, post).flatMap(([group, pages]) =>
    pages
      .filter(({ title }) => title.zh.toLowerCase().includes(wanted) || title.en.toLowerCase().includes(wanted))
      .map((page) => ({ key: page.path, title: say(page.title), note: say(GROUPS[group]), href: page.path })),
  );
}

function useServerHits(text: string, post: PostKey | null, say: Say) {
  const providers = SEARCH_PROVIDERS.filter((provider) => mayOpen(provider, post));
  const answers = useQueries({
    queries: providers.map((provider) => ({
      queryKey: ['search', provider.title.zh, text],
      queryFn: ({ signal }: { signal: AbortSignal }) => provider.search(text, signal),
      enabled: text.trim().length >= SEARCH_FROM_LETTERS,
    })),
  });
  const hits = answers.flatMap(({ data = [] }, index) =>
    data.map((hit): Hit => {
      const kind = say(providers[index]!.title);
      return {
        key: `${kind}-${hit.id}`,
        title: hit.title,
        note: [kind, hit.note].filter(Boolean).join(' · '),
        href: hit.href,
      };
    }),
  );
  return { hits, reading: answers.some((answer) => answer.isFetching) };
}

export function Palette({ post, onClose }: { post: PostKey | null; onClose: () => void }): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [place, setPlace] = useState(0);
  const asked = useDeferredValue(text);
  const server = useServerHits(asked, post, say);
  const hits = [...pageHits(text, post, say), ...server.hits];
  const chosen = Math.min(place, hits.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setPlace(Math.max(0, Math.min(hits.length - 1, chosen + step)));
    }
    const hit = hits[chosen];
    if (event.key === 'Enter' && hit) {
      event.preventDefault();
      onClose();
      void navigate(hit.href);
    }
  };
  return (
    <Dialog title={say(T.title)} onClose={onClose} wide>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-hits"
        aria-activedescendant={chosen >= 0 ? `palette-${chosen}` : undefined}
        aria-label={say(T.asks)}
        placeholder={say(T.asks)}
        autoFocus
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="palette-hits" className="palette-hits" role="listbox" aria-label={say(T.title)}>
        {hits.map((hit, index) => (
          <Link
            key={hit.key}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === chosen}
            to={hit.href}
            tabIndex={-1}
            onClick={onClose}
          >
            <span>{hit.title}</span>
            <span className="muted">{hit.note}</span>
          </Link>
        ))}
      </div>
      {hits.length === 0 && <p className="muted">{say(server.reading ? W.loading : T.nothing)}</p>}
    </Dialog>
  );
}
