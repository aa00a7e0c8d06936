import type { ReactNode } from 'react';
import { makeSlip } from '../../../../shared/contracts/reconciliation/make-slip.ts';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';

interface MakeSlipProps {
  readonly drawerSessionId: string;
  readonly onMade?: (slipId: string) => void;
}

/** One button; pressed twice it is one slip. */
export function MakeSlip({ drawerSessionId, onMade }: MakeSlipProps): ReactNode {
  const say = useSay();
  const operation = useOperation(makeSlip);
  const make = async (): Promise<void> => {
    const made = await operation.send({ drawerSessionId });
    if (made) onMade?.(made.slipId);
  };
  return (
    <>
      <Button disabled={operation.busy || operation.phase === 'unknown'} onClick={() => void make()}>
        {say(makeSlip.title)}
      </Button>
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void make()} />
    </>
  );
}
