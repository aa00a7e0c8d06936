/** What the viewer may do with the record shown: one button each, whose form opens over the page. */
import { type ReactNode, useState } from 'react';
import { fullName, type OperationContract } from '../../shared/contracts/contract.ts';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import type { Providers } from './field-input.tsx';
import { OperationForm } from './operation-form.tsx';

export interface Act {
  readonly contract: OperationContract;
  /** On the button, where the act's own title is too long. */
  readonly word?: Text;
  readonly given?: Readonly<Record<string, unknown>>;
  readonly hidden?: readonly string[];
  readonly providers?: Providers;
  readonly labels?: Readonly<Record<string, Text>>;
  readonly affects?: readonly string[];
  readonly danger?: boolean;
  readonly primary?: boolean;
  /** Above the form: the figures the act stands on, what it will do. */
  readonly before?: ReactNode;
  /** Instead of the drawn form. */
  readonly form?: (close: () => void) => ReactNode;
  readonly onDone?: (output: unknown) => void;
}

function DrawnForm({ act, close }: { act: Act; close: () => void }): ReactNode {
  const done = (output: unknown): void => {
    close();
    act.onDone?.(output);
  };
  return (
    <OperationForm
      contract={act.contract}
      given={act.given as never}
      hidden={act.hidden ?? []}
      providers={act.providers ?? {}}
      labels={act.labels ?? {}}
      affects={act.affects ?? []}
      danger={act.danger ?? false}
      submit={act.word ?? act.contract.title}
      onDone={done}
      onCancel={close}
    />
  );
}

interface ActsProps {
  readonly can: readonly string[];
  readonly acts: readonly Act[];
  /** Names the record for those who hear the buttons only. */
  readonly of?: string;
  /** In a line of a table. */
  readonly small?: boolean;
}

export function Acts({ can, acts, of, small = false }: ActsProps): ReactNode {
  const say = useSay();
  const [doing, setDoing] = useState<Act | null>(null);
  const allowed = acts.filter((act) => can.includes(fullName(act.contract)));
  const close = (): void => setDoing(null);
  if (allowed.length === 0) return null;
  return (
    <>
      {allowed.map((act) => (
        <Button
          key={fullName(act.contract)}
          size={small ? 'small' : 'middle'}
          type={act.primary ? 'primary' : 'default'}
          danger={act.danger ?? false}
          onClick={() => setDoing(act)}
          aria-label={of === undefined ? undefined : `${say(act.word ?? act.contract.title)} ${of}`}
        >
          {say(act.word ?? act.contract.title)}
        </Button>
      ))}
      {doing && (
        <Dialog title={say(doing.contract.title)} onClose={close} wide={doing.form !== undefined}>
          {doing.before}
          {doing.form ? doing.form(close) : <DrawnForm act={doing} close={close} />}
        </Dialog>
      )}
    </>
  );
}
