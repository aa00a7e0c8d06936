/**
 * Building → floor → room as a tree, each level read when it is opened. Keys as trees have them everywhere: up and
 * down, right opens, left closes or goes up, Home and End, typing figures goes to the next place that begins with them,
 * Enter shows the place. One stop for Tab.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { premises } from '../../../../shared/contracts/metering/premises.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';

export type Premise = OutputOf<typeof premises>['rows'][number];

const T = {
  tree: { zh: '楼栋、楼层与房间', en: 'Buildings, floors and rooms' },
  vacant: { zh: '空', en: 'vacant' },
  rooms: { zh: '{count} 间', en: 'rooms: {count}' },
  floors: { zh: '{count} 层', en: 'floors: {count}' },
} as const satisfies Record<string, Text>;

const TYPED_FOR_MS = 900;

interface Shared {
  readonly open: ReadonlySet<string>;
  readonly setOpen: (premiseId: string, open: boolean) => void;
  readonly chosen: string | null;
  readonly onChoose: (premiseId: string) => void;
  /** The item that Tab reaches. */
  readonly stop: string | null;
}

function Note({ place }: { place: Premise }): ReactNode {
  const say = useSay();
  if (place.kind === 'room') {
    return <span className="muted">{place.accountNo ?? say(T.vacant)}</span>;
  }
  return <span className="muted">{say(place.kind === 'floor' ? T.rooms : T.floors, { count: place.children })}</span>;
}

const nameOf = (place: Premise): string => (place.name === '' ? place.code : `${place.code} ${place.name}`);

function Place({ place, level, shared }: { place: Premise; level: number; shared: Shared }): ReactNode {
  const opens = place.kind !== 'room';
  const open = opens && shared.open.has(place.premiseId);
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-expanded={opens ? open : undefined}
      aria-selected={shared.chosen === place.premiseId}
      data-place={place.premiseId}
      data-code={place.code.toLowerCase()}
      tabIndex={shared.stop === place.premiseId ? 0 : -1}
    >
      {/* The keys are the tree's; the pointer opens and shows at once. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the tree item around it takes the keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tree item around it takes the keys */}
      <div
        className="tree-row"
        onClick={() => {
          if (opens) shared.setOpen(place.premiseId, shared.chosen === place.premiseId ? !open : true);
          shared.onChoose(place.premiseId);
        }}
      >
        <span className="tree-mark" aria-hidden="true">
          {opens ? (open ? '▾' : '▸') : ''}
        </span>
        <span className="tree-name">{nameOf(place)}</span>
        <Note place={place} />
      </div>
      {open && <Level parentId={place.premiseId} level={level + 1} shared={shared} />}
    </div>
  );
}

function Level(props: { parentId: string | undefined; level: number; shared: Shared }): ReactNode {
  const { parentId, level, shared } = props;
  const say = useSay();
  const { data, isError, error } = useAsk(premises, parentId === undefined ? {} : { parentId });
  if (isError) return <RefusalAlert error={error} />;
  const rows = data?.rows ?? [];
  const first = level === 1 && shared.stop === null ? rows[0]?.premiseId : undefined;
  const items = rows.map((place) => (
    <Place
      key={place.premiseId}
      place={place}
      level={level}
      shared={first === undefined ? shared : { ...shared, stop: first }}
    />
  ));
  if (data === undefined) return <p className="muted tree-wait">{say(W.loading)}</p>;
  // biome-ignore lint/a11y/useSemanticElements: a group of tree items, as the tree pattern asks
  return level === 1 ? items : <div role="group">{items}</div>;
}

const itemsOf = (tree: HTMLElement): HTMLElement[] => [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')];

const parentOf = (item: HTMLElement): HTMLElement | null =>
  item.parentElement?.closest<HTMLElement>('[role="treeitem"]') ?? null;

/** Where a moving key leads from `item`; undefined for a key that does not move. */
function moved(tree: HTMLElement, item: HTMLElement, key: string): HTMLElement | null | undefined {
  const items = itemsOf(tree);
  const at = items.indexOf(item);
  switch (key) {
    case 'ArrowDown':
      return items[at + 1] ?? null;
    case 'ArrowUp':
      return items[at - 1] ?? null;
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default:
      return undefined;
  }
}

/** The next place whose code begins with what was typed, from `item` on and round. */
function typedTo(tree: HTMLElement, item: HTMLElement, typed: string): HTMLElement | undefined {
  const items = itemsOf(tree);
  const from = items.indexOf(item) + (typed.length === 1 ? 1 : 0);
  return [...items.slice(from), ...items.slice(0, from)].find((one) => one.dataset.code?.startsWith(typed));
}

function useTyped(): (letter: string) => string {
  const held = useRef({ text: '', at: 0 });
  return (letter) => {
    const now = performance.now();
    const text = now - held.current.at < TYPED_FOR_MS ? held.current.text + letter : letter;
    held.current = { text, at: now };
    return text;
  };
}

interface PremiseTreeProps {
  readonly chosen: string | null;
  readonly onChoose: (premiseId: string) => void;
  /** Places to be open so that the chosen one is seen. */
  readonly way: readonly string[];
}

export function PremiseTree({ chosen, onChoose, way }: PremiseTreeProps): ReactNode {
  const say = useSay();
  const tree = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [stop, setStop] = useState<string | null>(null);
  const type = useTyped();
  const wayText = way.join(' ');
  useEffect(() => {
    if (wayText !== '') setOpen((held) => new Set([...held, ...wayText.split(' ')]));
  }, [wayText]);
  const set = (premiseId: string, isOpen: boolean): void =>
    setOpen((held) => {
      const next = new Set(held);
      if (isOpen) next.add(premiseId);
      else next.delete(premiseId);
      return next;
    });
  const side = (item: HTMLElement, key: string): HTMLElement | null => {
    const id = item.dataset.place!;
    const state = item.getAttribute('aria-expanded');
    if (key === 'ArrowRight' && state === 'false') set(id, true);
    else if (key === 'ArrowRight' && state === 'true') return item.querySelector<HTMLElement>('[role="treeitem"]');
    else if (key === 'ArrowLeft' && state === 'true') set(id, false);
    else if (key === 'ArrowLeft') return parentOf(item);
    return null;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const item = (event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]');
    if (item === null || event.ctrlKey || event.metaKey || event.altKey) return;
    let to = moved(event.currentTarget, item, event.key);
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') to = side(item, event.key);
    else if (event.key === 'Enter' || event.key === ' ') onChoose(item.dataset.place!);
    else if (event.key.length === 1) to = typedTo(event.currentTarget, item, type(event.key.toLowerCase())) ?? null;
    else if (to === undefined) return;
    event.preventDefault();
    to?.focus();
  };
  const shared: Shared = { open, setOpen: set, chosen, onChoose, stop: stop ?? chosen };
  return (
    <div
      ref={tree}
      role="tree"
      aria-label={say(T.tree)}
      className="tree"
      onKeyDown={onKeyDown}
      onFocus={(event) => setStop((event.target as HTMLElement).dataset.place ?? null)}
    >
      <Level parentId={undefined} level={1} shared={shared} />
    </div>
  );
}
