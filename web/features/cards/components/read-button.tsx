/** The button that reads, with why nothing was read. */
import type { ReactNode } from 'react';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import type { useReading } from './use-reading.ts';

const T = {
  read: { zh: '读卡', en: 'Read the card' },
  reading: { zh: '正在读卡…', en: 'Reading…' },
  failed: { zh: '没有读到卡：{why}', en: 'Nothing was read: {why}' },
} as const satisfies Record<string, Text>;

interface ReadButtonProps {
  readonly reading: ReturnType<typeof useReading>;
  readonly onRead: () => void;
  /** The key that does the same. */
  readonly hotkey?: string;
  readonly word?: Text;
  readonly primary?: boolean;
}

export function ReadButton({ reading, onRead, hotkey, word = T.read, primary = false }: ReadButtonProps): ReactNode {
  const say = useSay();
  const { operation, failed } = reading;
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} disabled={operation.busy} onClick={onRead}>
        {operation.busy ? say(T.reading) : say(word)} {hotkey !== undefined && <kbd>{hotkey}</kbd>}
      </Button>
      {failed !== null && !operation.busy && (
        <p className="refusal tone-soon" role="alert">
          {say(T.failed, { why: say(failed) })}
        </p>
      )}
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
    </>
  );
}
