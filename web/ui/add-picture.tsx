/** A button that takes one picture and hands it on as base64. */
import { type ChangeEvent, type ReactNode, useId, useRef } from 'react';
import type { OperationContract } from '../../shared/contracts/contract.ts';
import { base64Of } from '../lib/file.ts';
import { useSay } from '../lib/say.ts';
import { useOperation } from '../lib/use-api.ts';
import { Button } from './button.tsx';
import { RefusalAlert } from './refusal-alert.tsx';
import { SendingState } from './sending-state.tsx';

interface AddPictureProps {
  /** An operation that takes `fileName` and `imageBase64` besides what is given. */
  readonly contract: OperationContract;
  readonly given: Readonly<Record<string, unknown>>;
}

export function AddPicture({ contract, given }: AddPictureProps): ReactNode {
  const say = useSay();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const attach = useOperation(contract);
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [chosen] = event.target.files ?? [];
    event.target.value = '';
    if (chosen === undefined) return;
    attach.edited();
    await attach.send({ ...given, fileName: chosen.name, imageBase64: await base64Of(chosen) } as never);
  };
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        {say(contract.title)}
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        className="visually-hidden"
        tabIndex={-1}
        onChange={(event) => void choose(event)}
      />
      <div className="row">
        <Button disabled={attach.busy} onClick={() => input.current?.click()}>
          {say(contract.title)}
        </Button>
      </div>
      <SendingState standing={attach} onAskAgain={() => void attach.send({} as never)} />
      {attach.refusal && <RefusalAlert error={attach.refusal} />}
    </>
  );
}
