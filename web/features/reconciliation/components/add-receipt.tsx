import { type ChangeEvent, type ReactNode, useId, useRef } from 'react';
import { attachReceipt } from '../../../../shared/contracts/reconciliation/attach-receipt.ts';
import { base64Of } from '../../../lib/file.ts';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';

/** A picture of the bank's or the office's receipt; once kept it stays. */
export function AddReceipt({ remittanceId }: { remittanceId: string }): ReactNode {
  const say = useSay();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const attach = useOperation(attachReceipt);
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [chosen] = event.target.files ?? [];
    event.target.value = '';
    if (chosen === undefined) return;
    attach.edited();
    await attach.send({ remittanceId, fileName: chosen.name, imageBase64: await base64Of(chosen) });
  };
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        {say(attachReceipt.title)}
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
          {say(attachReceipt.title)}
        </Button>
      </div>
      <SendingState standing={attach} onAskAgain={() => void attach.send({} as never)} />
      {attach.refusal && <RefusalAlert error={attach.refusal} />}
    </>
  );
}
