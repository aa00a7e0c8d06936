/**
 * The slip of the sale just made: recorded as a print first, then sent to the counter's own printer, or as a PDF to the
 * browser's. A print of paper takes no money.
 */
import { useState } from 'react';
import { deviceHealth } from '../../../../shared/contracts/devices/device-health.ts';
import { printAtCounter } from '../../../../shared/contracts/vending/print-at-counter.ts';
import { printSlip } from '../../../../shared/contracts/vending/print-slip.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { printPdf } from '../../../lib/print.ts';
import { useAsk, useOperation } from '../../../lib/use-api.ts';

export type SlipState = 'none' | 'printing' | 'printed' | 'not-printed';

/** True where this counter's own printer takes slips. */
function useOwnPrinter(): boolean {
  const terminal = useAsk(deviceHealth, {}).data?.terminal;
  return terminal?.slipPaper != null && terminal.connected;
}

export function useSlip() {
  const { slipPaper } = usePreferences();
  const own = useOwnPrinter();
  const here = useOperation(printAtCounter);
  const byBrowser = useOperation(printSlip);
  const [state, setState] = useState<SlipState>('none');
  const print = async (saleId: string): Promise<void> => {
    setState('printing');
    here.edited();
    byBrowser.edited();
    const atCounter = own ? await here.send({ saleId }) : undefined;
    const printed = own ? atCounter : await byBrowser.send({ saleId, paper: slipPaper });
    if (printed === undefined) {
      setState('not-printed');
      return;
    }
    // What the printer did not take comes as the PDF of the very same print.
    if (atCounter?.end.result !== 'answered') await printPdf(printed.url);
    setState('printed');
  };
  return { state, print, refusal: here.refusal ?? byBrowser.refusal };
}
