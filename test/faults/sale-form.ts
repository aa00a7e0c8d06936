/** The page's form of a sale, the page's own code, sent to a server at an address; what it showed is noted. */
import type { InputOf } from '../../shared/contracts/contract.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { newId } from '../../shared/values/ids.ts';
import { call } from '../../web/lib/api.ts';
import { keyedOperation, type Phase } from '../../web/lib/keyed-operation.ts';

interface At {
  /** Of whoever is signed in by then. */
  readonly cookie: () => string;
  readonly repeats?: number;
}

export function saleForm(address: string, { cookie, repeats = 0 }: At) {
  const phases: Phase[] = [];
  const send: typeof fetch = (url, init) =>
    fetch(`${address}${url}`, { ...init, headers: { ...init?.headers, cookie: `zhishou=${cookie()}` } });
  const form = keyedOperation({
    newKey: newId,
    onChange: () => phases.push(form.standing().phase),
    send: (input: InputOf<typeof sellCredit>, key, onFindingOut) =>
      call(sellCredit, input, key, { onFindingOut, fetch: send, waitMs: () => 1, repeats }),
  });
  return { form, phases };
}
