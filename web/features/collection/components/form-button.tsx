/** A button of a page whose form opens over it; shown only to who may. */
import { type ReactNode, useState } from 'react';
import {
  fullName,
  type InputOf,
  type OperationContract,
  type OutputOf,
} from '../../../../shared/contracts/contract.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import type { Providers } from '../../../ui/field-input.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';

interface FormButtonProps<C extends OperationContract> {
  readonly contract: C;
  /** On the button, where the act's own title does not fit. */
  readonly word?: Text;
  readonly primary?: boolean;
  readonly given?: Partial<InputOf<C>>;
  readonly hidden?: readonly string[];
  readonly providers?: Providers;
  readonly labels?: Readonly<Record<string, Text>>;
  readonly affects?: readonly string[];
  readonly onDone?: (output: OutputOf<C>) => void;
}

export function FormButton<C extends OperationContract>(props: FormButtonProps<C>): ReactNode {
  const { contract, word = contract.title, primary = false } = props;
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [open, setOpen] = useState(false);
  if (!mayCallNamed(fullName(contract), post)) return null;
  const close = (): void => setOpen(false);
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {say(word)}
      </Button>
      {open && (
        <Dialog title={say(word)} onClose={close}>
          <OperationForm
            contract={contract}
            {...(props.given === undefined ? {} : { given: props.given })}
            hidden={props.hidden ?? []}
            providers={props.providers ?? {}}
            labels={props.labels ?? {}}
            affects={props.affects ?? []}
            submit={word}
            onCancel={close}
            onDone={(output) => {
              close();
              props.onDone?.(output);
            }}
          />
        </Dialog>
      )}
    </>
  );
}
