/** Asks the meters shown for their relays and power, some at a time. */
import { type ReactNode, useState } from 'react';
import type { InputOf } from '../../../../shared/contracts/contract.ts';
import { askRelays } from '../../../../shared/contracts/control/ask-relays.ts';
import { rooms } from '../../../../shared/contracts/control/rooms.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk, useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';

const T = {
  reading: { zh: '正在读取 {done}／{all}', en: 'Reading {done} of {all}' },
} as const satisfies Record<string, Text>;

const AT_ONCE = 20;

export function ReadRelays({ shown }: { shown: InputOf<typeof rooms> }): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const { data } = useAsk(rooms, shown, { keepPrevious: true });
  const operation = useOperation(askRelays);
  const [done, setDone] = useState<number | null>(null);
  const ids = data?.rows.map((row) => row.meterId) ?? [];
  if (!mayCallNamed('control.ask-relays', post)) return null;
  const read = async (): Promise<void> => {
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      setDone(from);
      operation.edited();
      if ((await operation.send({ meterIds: ids.slice(from, from + AT_ONCE) })) === undefined) break;
    }
    setDone(null);
  };
  return (
    <>
      <Button disabled={ids.length === 0 || done !== null} onClick={() => void read()}>
        {done === null ? say(askRelays.title) : say(T.reading, { done, all: ids.length })}
      </Button>
      {operation.refusal !== null && <RefusalAlert error={operation.refusal} />}
    </>
  );
}
