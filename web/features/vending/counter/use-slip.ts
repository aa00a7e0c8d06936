/** The slip of the sale just made: recorded as a print first, then sent to the printer. A print of paper takes no money. */
import { useState } from 'react';
import { printSlip } from '../../../../shared/contracts/vending/print-slip.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { printPdf } from '../../../lib/print.ts';
import { useOperation } from '../../../lib/use-api.ts';

export type SlipState = 'none' | 'printing' | 'printed' | 'not-printed';

export function useSlip() {
  const { slipPaper } = usePreferences();
  const operation = useOperation(printSlip);
  const [state, setState] = useState<SlipState>('none');
  const print = async (saleId: string): Promise<void> => {
    setState('printing');
    operation.edited();
    const printed = await operation.send({ saleId, paper: slipPaper });
    if (printed === undefined) {
      setState('not-printed');
      return;
    }
    await printPdf(printed.url);
    setState('printed');
  };
  return { state, print, refusal: operation.refusal };
}
