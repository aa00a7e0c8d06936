/** One act on one sale, in a dialog: print its slip again, or ask for its reversal. */
import type { ReactNode } from 'react';
import { printSlip } from '../../../../shared/contracts/vending/print-slip.ts';
import { requestReversal } from '../../../../shared/contracts/vending/request-reversal.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { printPdf } from '../../../lib/print.ts';
import { useSay } from '../../../lib/say.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { PAPER_LABELS } from '../words.ts';

interface SaleActDialogProps {
  readonly saleId: string;
  readonly act: 'print' | 'reverse';
  readonly onClose: () => void;
}

export function SaleActDialog({ saleId, act, onClose }: SaleActDialogProps): ReactNode {
  const say = useSay();
  const { slipPaper } = usePreferences();
  return (
    <Dialog title={say((act === 'print' ? printSlip : requestReversal).title)} onClose={onClose}>
      {act === 'print' ? (
        <OperationForm
          contract={printSlip}
          given={{ saleId, paper: slipPaper }}
          hidden={['saleId']}
          labels={PAPER_LABELS}
          submit={printSlip.title}
          onCancel={onClose}
          onDone={({ url }) => {
            onClose();
            void printPdf(url);
          }}
        />
      ) : (
        <OperationForm
          contract={requestReversal}
          given={{ saleId }}
          hidden={['saleId']}
          submit={requestReversal.title}
          onCancel={onClose}
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}
