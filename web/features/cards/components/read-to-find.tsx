/**
 * The counter's first field filled from a card: F8 reads what lies on the reader and finds its room. Shows nothing until
 * it is pressed; a counter without a reader never sees more of it than the key in F1.
 */
import { type ReactNode, useState } from 'react';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useHotkeys } from '../../../lib/keyboard.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { useReading } from './use-reading.ts';

const T = {
  read: { zh: '读卡找房间', en: 'Read the card to find its room' },
  reading: { zh: '正在读卡…', en: 'Reading the card…' },
  failed: { zh: '没有读到卡：{why}', en: 'Nothing was read: {why}' },
  nobody: { zh: '这张卡没有发给任何房间，请到卡务台办理。', en: 'This card belongs to no room: see the card desk.' },
} as const satisfies Record<string, Text>;

interface ReadToFindProps {
  /** The field waits for its text. */
  readonly active: boolean;
  readonly onFound: (meterNo: string) => void;
}

export function ReadToFind({ active, onFound }: ReadToFindProps): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const reading = useReading();
  const [nobody, setNobody] = useState(false);
  const { operation, failed } = reading;
  const read = async (): Promise<void> => {
    setNobody(false);
    const on = await reading.read();
    if (on === null) return;
    const meterNo = on.card?.meterNo ?? null;
    if (meterNo === null) setNobody(true);
    else onFound(meterNo);
  };
  const may = mayCallNamed('cards.read-card', post);
  useHotkeys([{ keys: 'F8', says: T.read, active: active && may && !operation.busy, act: () => void read() }]);
  if (!active) return null;
  const problem = failed === null ? (nobody ? say(T.nobody) : null) : say(T.failed, { why: say(failed) });
  return (
    <>
      {operation.busy && (
        <p className="muted" role="status">
          {say(T.reading)}
        </p>
      )}
      {!operation.busy && problem !== null && (
        <p className="refusal tone-soon" role="alert">
          {problem}
        </p>
      )}
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
    </>
  );
}
