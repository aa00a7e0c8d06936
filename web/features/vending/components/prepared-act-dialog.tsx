/** One act on one prepared sale, in a dialog: withdraw it with a reason, or print the slip of what it became. */
import type { ReactNode } from 'react';
import { withdrawPrepared } from '../../../../shared/contracts/vending/withdraw-prepared.ts';
import type { PreparedRowView } from '../../../../shared/vending/prepared.ts';
import { useSay } from '../../../lib/say.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { SaleActDialog } from './sale-act-dialog.tsx';

interface PreparedActDialogProps {
  readonly row: Pick<PreparedRowView, 'preparedId' | 'saleId'>;
  readonly act: 'withdraw' | 'print';
  readonly onClose: () => void;
}

export function PreparedActDialog({ row, act, onClose }: PreparedActDialogProps): ReactNode {
  const say = useSay();
  if (act === 'print' && row.saleId !== null)
    return <SaleActDialog saleId={row.saleId} act="print" onClose={onClose} />;
  return (
    <Dialog title={say(withdrawPrepared.title)} onClose={onClose}>
      <OperationForm
        contract={withdrawPrepared}
        given={{ preparedId: row.preparedId }}
        hidden={['preparedId']}
        submit={withdrawPrepared.title}
        onCancel={onClose}
        onDone={onClose}
      />
    </Dialog>
  );
}
